"""What each pair of eyes in a class may see: before the reveal only the host's holds a key, the wall's never a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from records.classroom import Classroom
from records.practice import Result
from records.room import Person, Phase, Room
from records.room_events import Voted
from records.sitting import Attempt
from scoring.answer import Answer, Presentation, present
from scoring.card import Card, Ruling
from scoring.verdict import SCALE

Counts = tuple[int, ...]
"""How many votes each step of the scale has, from prohibited to permissible."""


@dataclass(frozen=True)
class Common:
    """What everybody in a class may know."""

    title: str
    code_short: str
    phase: Phase
    position: int
    cards_n: int
    round: int
    deadline: datetime | None
    shown: Presentation | None


@dataclass(frozen=True)
class Told:
    """What the reveal tells: the ruling, and how the votes fell, round by round."""

    ruling: Ruling
    rounds: Sequence[Counts]


@dataclass(frozen=True)
class ParticipantView(Common):
    """A phone's view. `answer` is one's own vote in this round; `told` and `result` are None before the reveal."""

    name: str
    answer: Answer | None
    taken: bool
    earlier: Answer | None
    told: Told | None
    result: Result | None


@dataclass(frozen=True)
class WallView(Common):
    """The wall's view: numbers only. `rounds` is empty while votes are sealed; `ruling` is None before the reveal."""

    code: str
    people_n: int
    answered_n: int
    rounds: Sequence[Counts]
    ruling: Ruling | None


@dataclass(frozen=True)
class HostView(Common):
    """The host's view, with everything."""

    room: Room
    people: Sequence[Person]
    answered: frozenset[str]
    taken_n: int
    rounds: Sequence[Counts]
    card: Card | None
    ruling: Ruling | None


def participant_view(classroom: Classroom, room: Room, person: Person) -> ParticipantView:
    """What one phone may show."""
    vote = room.cast().get(person.id)
    first = room.cast(round_=1).get(person.id) if room.round > 1 else None
    is_told = room.phase is Phase.REVEALED
    return ParticipantView(
        **vars(_common(classroom, room)),
        name=person.name,
        answer=vote.answer if vote else None,
        taken=vote.taken if vote else False,
        earlier=first.answer if first else None,
        told=Told(_ruling(classroom, room), rounds(room)) if is_told else None,
        result=result_of(classroom, room, vote or first) if is_told else None,
    )


def wall_view(classroom: Classroom, room: Room) -> WallView:
    """What the wall may show."""
    is_told = room.phase is Phase.REVEALED
    may_show_bars = is_told or (room.bars_shown and room.phase is Phase.CLOSED)
    return WallView(
        **vars(_common(classroom, room)),
        code=room.code,
        people_n=len(room.people),
        answered_n=len(room.cast()) if room.position else 0,
        rounds=rounds(room) if may_show_bars else (),
        ruling=_ruling(classroom, room) if is_told else None,
    )


def host_view(classroom: Classroom, room: Room) -> HostView:
    """Everything, for the host alone."""
    cast = room.cast() if room.position else {}
    return HostView(
        **vars(_common(classroom, room)),
        room=room,
        people=sorted(room.people.values(), key=lambda person: person.joined_at),
        answered=frozenset(cast),
        taken_n=sum(vote.taken for vote in cast.values()),
        rounds=rounds(room),
        card=_card(classroom, room) if room.position else None,
        ruling=_ruling(classroom, room) if room.position else None,
    )


def rounds(room: Room, position: int | None = None) -> Sequence[Counts]:
    """How the votes on a card fell, round by round; on the present card when none is said."""
    place = room.position if position is None else position
    last = max((round_ for position_, round_ in room.votes if position_ == place), default=0)
    if place == room.position:
        last = max(last, room.round)
    return tuple(_counts(room.cast(place, round_)) for round_ in range(1, last + 1))


def result_of(classroom: Classroom, room: Room, vote: Voted | None) -> Result | None:
    """A vote as an answered card with its key; None without a vote."""
    if vote is None:
        return None
    compiled = classroom.compiled(room, vote.position)
    card = compiled.card
    attempt = Attempt(
        id=vote.person, sitting_id=room.id, position=vote.position, card_id=card.id, edition=card.edition,
        topic=card.topic, answer=vote.answer, answered_at=vote.at, twist_is_over=False,
    )  # fmt: skip
    return Result(card, compiled, attempt, vote.score)


def _common(classroom: Classroom, room: Room) -> Common:
    code = classroom.deck_of(room).codes[room.plan.code_id]
    shown = present(_card(classroom, room), code, room.plan.depth, room.id) if room.position else None
    return Common(
        title=room.plan.title,
        code_short=code.short,
        phase=room.phase,
        position=room.position,
        cards_n=len(room.plan.cards),
        round=room.round,
        deadline=room.deadline,
        shown=shown,
    )


def _counts(cast: Mapping[str, Voted]) -> Counts:
    levels = [vote.answer.verdict.level for vote in cast.values() if vote.answer.verdict]
    return tuple(levels.count(verdict.level) for verdict in SCALE)


def _card(classroom: Classroom, room: Room) -> Card:
    return classroom.deck_of(room).cards[room.plan.cards[room.position - 1][0]]


def _ruling(classroom: Classroom, room: Room) -> Ruling:
    return _card(classroom, room).verdicts[room.plan.code_id]
