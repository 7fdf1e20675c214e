"""The course of a class: what its host may do with the card on the table."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from records.errors import NoRoomError, NotHostError
from records.regrade import corrected
from records.room import Room
from records.room_events import ANSWER, BarsShown, Closed, Ended, Event, Extended, Opened, Revealed, Voted
from records.room_store import Changes, RoomStore
from records.room_tables import room_drafts
from scoring.answer import Answer
from scoring.bundle import read_cards
from scoring.deck import Deck, join
from scoring.rules import CompiledCard, compile_card
from scoring.score import Score, score

log = logging.getLogger("boundary")
SHUT = "No open class has this code. Check it on the screen in front."


@dataclass(frozen=True)
class Lesson:
    """The host's acts over one deck. Every act may be repeated without harm."""

    store: RoomStore
    deck: Deck

    def open_next(self, room: Room, host_id: str, now: datetime) -> Room:
        """The first vote on the card after the one the host sees."""
        return self._act(room, host_id, lambda _: [Opened(now, room.position + 1, 1, _deadline(room, now))])

    def vote_again(self, room: Room, host_id: str, now: datetime) -> Room:
        """Another vote on the same card, after the class has talked."""
        again = Opened(now, room.position, room.round + 1, _deadline(room, now))
        return self._act(room, host_id, lambda _: [again])

    def extend(self, room: Room, host_id: str, deadline: datetime | None, now: datetime) -> Room:
        """Another deadline for the open vote; None takes it away."""
        return self._act(room, host_id, lambda _: [Extended(now, room.position, room.round, deadline)])

    def close(self, room: Room, host_id: str, now: datetime) -> Room:
        """End the vote the host sees. What was selected and not sent is taken, and marked so."""

        def closing(current: Room, connection: Connection) -> Iterable[Event]:
            is_seen = (current.position, current.round) == (room.position, room.round)
            return self._closing(current, connection, now) if is_seen else []

        return self._changed(room, host_id, closing)

    def close_overdue(self, room_id: str, now: datetime) -> Room | None:
        """End a vote whose deadline has passed; anybody may notice it."""

        def closing(current: Room, connection: Connection) -> Iterable[Event]:
            return self._closing(current, connection, now) if current.is_overdue(now) else []

        room = self.store.room(room_id)
        return self.store.append(room_id, closing)[0] if room and room.is_overdue(now) else room

    def look(self, room_ids: Iterable[str], now: datetime) -> dict[str, tuple[int, int]]:
        """Version and turn of rooms, after closing the votes among them whose time is over."""
        wanted = list(room_ids)
        for room_id in set(self.store.overdue(now)).intersection(wanted):
            try:
                self.close_overdue(room_id, now)
            except KeyError:  # a card that is gone from the deck: the other classes must go on
                log.exception("The vote in room %s could not be closed: a card of it is gone from the deck.", room_id)
        return self.store.versions(wanted)

    def reveal(self, room: Room, host_id: str, now: datetime) -> Room:
        """Tell what the code says."""
        return self._act(room, host_id, lambda _: [Revealed(now, room.position)])

    def show_bars(self, room: Room, host_id: str, shown: bool, now: datetime) -> Room:
        """Let the wall show how the votes on this card fell before the reveal, or no longer."""
        return self._act(room, host_id, lambda _: [BarsShown(now, room.position, shown)])

    def end(self, room: Room, host_id: str, now: datetime) -> Room:
        """End the class; a vote that is open is closed first."""
        return self._changed(
            room, host_id, lambda current, connection: [*self._closing(current, connection, now), Ended(now)]
        )

    def regrade(self, room: Room, host_id: str, position: int, now: datetime) -> Room:
        """Mark the votes on a card by its corrected key; nothing happens when it was not corrected since."""
        anew = [replace(one, at=now) for one in corrected(room, self.deck_of(room)) if one.position == position]
        return self._act(room, host_id, lambda _: anew)

    def deck_of(self, room: Room) -> Deck:
        """The deck a class is held over: that of the server, or the cards its host brought."""
        if not room.plan.own_cards:
            return self.deck
        return self.store.decks.setdefault(room.id, own_deck(room.plan.own_cards, self.deck))

    def compiled(self, room: Room, position: int) -> CompiledCard:
        """The card at a position of a class, with its marks."""
        deck, found = self.deck_of(room), self.store.compiled.get((room.id, position))
        card = deck.cards[room.plan.cards[position - 1][0]]
        if found is None or found.card is not card:
            found = compile_card(card, deck.codes[room.plan.code_id], room.plan.scheme)
            self.store.compiled[room.id, position] = found
        return found

    def worth(self, room: Room, answer: Answer) -> Score:
        """What an answer to the card on the table is worth; a class is not asked the what-if."""
        return score(self.compiled(room, room.position), answer, room.plan.depth, twist_is_over=False)

    def _closing(self, room: Room, connection: Connection, now: datetime) -> list[Event]:
        """What ends the open vote: now, or at its deadline when that is over. What was selected until then is taken."""
        vote, at = (room.position, room.round), min(now, room.deadline or now)
        drafts = select(room_drafts).where(
            room_drafts.c.room_id == room.id,
            room_drafts.c.position == vote[0],
            room_drafts.c.round == vote[1],
            room_drafts.c.at <= at,
        )
        taken = [
            (row.person_id, ANSWER.validate_json(row.answer))
            for row in connection.execute(drafts.order_by(room_drafts.c.at))
        ]
        return [
            *(Voted(at, who, *vote, answer, self.worth(room, answer), taken=True) for who, answer in taken),
            Closed(at, *vote),
        ]

    def _act(self, room: Room, host_id: str, events: Callable[[Room], Sequence[Event]]) -> Room:
        return self._changed(room, host_id, lambda current, _connection: events(current))

    def _changed(self, room: Room, host_id: str, changes: Changes) -> Room:
        check_host(room, host_id)
        after, _ = self.store.append(room.id, changes)
        if after is None:
            raise NoRoomError(SHUT)
        return after


def own_deck(cards: Mapping[str, str], home: Deck) -> Deck:
    """Card files from elsewhere as a deck, held against the codes of the deck at home."""
    return join(read_cards({path: text.encode() for path, text in cards.items()}), home.codes, home.cards)


def check_host(room: Room, host_id: str) -> None:
    """Raise `NotHostError` unless this is the room's host."""
    if room.host_id != host_id:
        raise NotHostError("Only the host of this class may do that.")


def _deadline(room: Room, now: datetime) -> datetime | None:
    return now + timedelta(seconds=room.plan.seconds) if room.plan.seconds else None
