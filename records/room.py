"""A live class as a pure fold: events go in one by one, and whatever their order, a legal room comes out.

An event that does not fit the room as it stands changes nothing: `apply` returns the very same room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from typing import Any

from records.room_events import (
    BarsShown,
    Closed,
    Ended,
    Event,
    Extended,
    Forgotten,
    Joined,
    Locked,
    Opened,
    Regraded,
    Removed,
    Renamed,
    Revealed,
    Voted,
)
from records.room_plan import RoomPlan
from scoring.score import marked_anew

AFTERWARDS = (Forgotten, Removed, Renamed, Regraded)
"""What can still happen once a class is over."""


class Phase(Enum):
    """What a class is doing. Lobby: waiting for the first card. Closed: the vote is over and still sealed."""

    LOBBY = "lobby"
    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"
    ENDED = "ended"


@dataclass(frozen=True)
class Person:
    """One who joined, as whichever learner they were then; it never leaves the server."""

    id: str
    learner_id: str
    name: str
    joined_at: datetime
    identifier: str = ""


@dataclass(frozen=True)
class Room:
    """A class as it stands. `position` counts cards from 1, 0 before the first; `votes` are by position and round.

    `editions` are those by which cards were marked anew, by position.
    """

    id: str
    code: str
    host_id: str
    plan: RoomPlan
    made_at: datetime
    expires_at: datetime
    phase: Phase = Phase.LOBBY
    position: int = 0
    round: int = 0
    deadline: datetime | None = None
    locked: bool = False
    bars_shown: bool = False
    people: Mapping[str, Person] = field(default_factory=dict)
    removed: frozenset[str] = frozenset()
    votes: Mapping[tuple[int, int], Mapping[str, Voted]] = field(default_factory=dict)
    editions: Mapping[int, int] = field(default_factory=dict)

    @property
    def card_id(self) -> str | None:
        """The card on the table; None before the first."""
        return self.plan.cards[self.position - 1][0] if self.position else None

    @property
    def is_last(self) -> bool:
        """Whether no card follows."""
        return self.position >= len(self.plan.cards)

    def cast(self, position: int | None = None, round_: int | None = None) -> Mapping[str, Voted]:
        """The votes of a round by person; of the present one when nothing is said. People removed do not count."""
        key = (self.position if position is None else position, self.round if round_ is None else round_)
        return {person: vote for person, vote in self.votes.get(key, {}).items() if person in self.people}

    def is_overdue(self, now: datetime) -> bool:
        """Whether the open vote has reached its deadline and is waiting to be closed."""
        return self.phase is Phase.OPEN and self.deadline is not None and now >= self.deadline


def fold(room: Room, events: Iterable[Event]) -> Room:
    """The room after all events."""
    for event in events:
        room = apply(room, event)
    return room


def apply(room: Room, event: Event) -> Room:
    """The room after one event; the very same room when the event does not fit it."""
    if room.phase is Phase.ENDED and not isinstance(event, AFTERWARDS):
        return room
    return _APPLY[type(event)](room, event)


def _joined(room: Room, event: Joined) -> Room:
    is_known = any(event.learner_id == person.learner_id for person in room.people.values())
    if room.locked or is_known or event.person in room.people or event.learner_id in room.removed:
        return room
    person = Person(event.person, event.learner_id, event.name, event.at, event.identifier)
    return replace(room, people={**room.people, person.id: person})


def _renamed(room: Room, event: Renamed) -> Room:
    person = room.people.get(event.person)
    if person is None or person.name == event.name:
        return room
    return replace(room, people={**room.people, person.id: replace(person, name=event.name)})


def _removed(room: Room, event: Removed) -> Room:
    if event.person not in room.people:
        return room
    gone = room.people[event.person].learner_id
    people = {key: person for key, person in room.people.items() if key != event.person}
    return replace(room, people=people, removed=room.removed | {gone})


def _forgotten(room: Room, event: Forgotten) -> Room:
    """Their own wish, not the host's: the person and the votes go, and they may come again unless they were removed."""
    people = {key: person for key, person in room.people.items() if key != event.person}
    votes = {
        key: others
        for key, cast in room.votes.items()
        if (others := {person: vote for person, vote in cast.items() if person != event.person})
    }
    return room if (people, votes) == (room.people, room.votes) else replace(room, people=people, votes=votes)


def _locked(room: Room, event: Locked) -> Room:
    return room if room.locked is event.locked else replace(room, locked=event.locked)


def _bars_shown(room: Room, event: BarsShown) -> Room:
    if event.position != room.position or room.bars_shown is event.shown:
        return room
    return replace(room, bars_shown=event.shown)


def _opened(room: Room, event: Opened) -> Room:
    is_next = event.position == room.position + 1 <= len(room.plan.cards) and event.round == 1
    is_again = event.position == room.position and event.round == room.round + 1 and room.phase is Phase.CLOSED
    if room.phase is Phase.OPEN or not (is_next or is_again):
        return room
    return replace(
        room,
        phase=Phase.OPEN,
        position=event.position,
        round=event.round,
        deadline=event.deadline,
        bars_shown=room.bars_shown and is_again,
    )


def _extended(room: Room, event: Extended) -> Room:
    is_later = event.deadline is None or event.deadline > event.at
    if room.phase is not Phase.OPEN or not _is_here(room, event) or not is_later or room.deadline == event.deadline:
        return room
    return replace(room, deadline=event.deadline)


def _voted(room: Room, event: Voted) -> Room:
    key = (event.position, event.round)
    cast = room.votes.get(key, {})
    is_late = room.deadline is not None and event.at > room.deadline
    if room.phase is not Phase.OPEN or not _is_here(room, event) or is_late:
        return room
    if event.person not in room.people or event.person in cast:
        return room
    return replace(room, votes={**room.votes, key: {**cast, event.person: event}})


def _closed(room: Room, event: Closed) -> Room:
    if room.phase is not Phase.OPEN or not _is_here(room, event):
        return room
    return replace(room, phase=Phase.CLOSED, deadline=None)


def _revealed(room: Room, event: Revealed) -> Room:
    if room.phase is not Phase.CLOSED or event.position != room.position:
        return room
    return replace(room, phase=Phase.REVEALED)


def _regraded(room: Room, event: Regraded) -> Room:
    before = room.editions.get(event.position, room.plan.cards[event.position - 1][1] if _is_dealt(room, event) else 0)
    if not _is_dealt(room, event) or event.edition <= before:
        return room
    votes = {
        (position, round_): {person: _anew(vote, event) for person, vote in cast.items()}
        if position == event.position
        else cast
        for (position, round_), cast in room.votes.items()
    }
    return replace(room, votes=votes, editions={**room.editions, event.position: event.edition})


def _is_dealt(room: Room, event: Regraded) -> bool:
    return 1 <= event.position <= len(room.plan.cards)


def _anew(vote: Voted, event: Regraded) -> Voted:
    return replace(vote, score=marked_anew(vote.score, vote.answer, event.accepted, event.edition))


def _ended(room: Room, _event: Ended) -> Room:
    return replace(room, phase=Phase.ENDED, deadline=None)


def _is_here(room: Room, event: Extended | Voted | Closed) -> bool:
    return (event.position, event.round) == (room.position, room.round)


_APPLY: Mapping[type, Callable[[Room, Any], Room]] = {
    Joined: _joined,
    Renamed: _renamed,
    Removed: _removed,
    Forgotten: _forgotten,
    Locked: _locked,
    BarsShown: _bars_shown,
    Opened: _opened,
    Extended: _extended,
    Voted: _voted,
    Closed: _closed,
    Revealed: _revealed,
    Regraded: _regraded,
    Ended: _ended,
}
