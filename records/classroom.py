"""A live class: who may come in, under which name, and what they say. The host's acts are those of `Lesson`."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection, delete, insert, select

from records.errors import NoRoomError
from records.lesson import SHUT, Lesson, own_deck
from records.names import clean_name, told_apart
from records.room import Person, Phase, Room
from records.room_events import ANSWER, Event, Forgotten, Joined, Locked, Removed, Renamed, Voted
from records.room_plan import RoomPlan
from records.room_tables import room_people
from records.wrong_codes import note_wrong, wrong_lately
from scoring.answer import Answer

KIND = "join"
MOST_WRONG, SPAN = 60, timedelta(minutes=1)
MOST_PEOPLE = 1000
MOST_IDENTIFIER = 120


@dataclass(frozen=True)
class Classroom(Lesson):
    """Live classes over one deck, kept in the store at every step. Every act may be repeated without harm."""

    def make(self, plan: RoomPlan, host_id: str, now: datetime) -> Room:
        """A new class. Raises `ValueError` when it has no card, or one that the code does not speak to."""
        deck = own_deck(plan.own_cards, self.deck) if plan.own_cards else self.deck
        if not plan.cards or any(plan.code_id not in deck.cards[card].verdicts for card, _ in plan.cards):
            raise ValueError("a class needs cards, each keyed under its code")
        return self.store.make(plan, host_id, now)

    def find(self, typed: str, now: datetime) -> Room:
        """The class with this code. Raises `NoRoomError`, in the same words whatever the reason."""
        room_id = self.store.find("".join(typed.upper().split()))
        room = self.store.room(room_id) if room_id else None
        if room is None:
            with self.store.database.writing() as connection:
                note_wrong(connection, KIND, now)
            raise NoRoomError(SHUT)
        return room

    def is_under_attack(self, now: datetime) -> bool:
        """Whether so many wrong codes came in lately that unknown ones should be answered slowly."""
        with self.store.database.reading() as connection:
            return wrong_lately(connection, KIND, now, SPAN) >= MOST_WRONG

    def join(self, room_id: str, learner_id: str, typed: str, now: datetime, identifier: str = "") -> Person:
        """Come in under a name, or come back as who one was. The name says it if another has the same.

        `identifier` is a student number or address for the gradebook, where the host asks for it.

        Raises `NoRoomError` when the door is shut, `NameRefusedError` for a name that cannot be shown.
        """
        name = clean_name(typed)

        def coming_in(room: Room, connection: Connection) -> Iterable[Event]:
            is_shut = room.locked or room.phase is Phase.ENDED or len(room.people) >= MOST_PEOPLE
            if is_shut or learner_id in room.removed or _person_id(connection, room_id, learner_id):
                return []
            person = uuid.uuid4().hex
            connection.execute(insert(room_people).values(id=person, room_id=room_id, learner_id=learner_id))
            given = told_apart(name, [other.name for other in room.people.values()])
            return [Joined(now, person, learner_id, given, _one_line(identifier))]

        room, _ = self.store.append(room_id, coming_in)
        person = self.who(room, learner_id) if room else None
        if person is None:
            raise NoRoomError("The door of this class is shut. Ask the person in front.")
        return person

    def who(self, room: Room, learner_id: str) -> Person | None:
        """Who a learner is in a class; None for one who has not joined or was removed."""
        person = room.people.get(self.store.people.get((room.id, learner_id), ""))
        if person is None:
            with self.store.database.reading() as connection:
                person = room.people.get(_person_id(connection, room.id, learner_id) or "")
        if person:
            self.store.people[room.id, learner_id] = person.id
        return person

    def present(self, learner_id: str) -> str | None:
        """The id of the class somebody is in that has not ended; of several the latest."""
        found = [(self.store.room(room_id), person) for room_id, person in self.store.rooms_of(learner_id).items()]
        going = [room for room, person in found if room and room.phase is not Phase.ENDED and person in room.people]
        return max(going, key=lambda room: room.made_at).id if going else None

    def vote(self, room: Room, learner_id: str, vote: tuple[int, int], answer: Answer, now: datetime) -> bool:
        """Keep a vote; False when the vote is over, was cast before, or is about another card."""

        def voting(room: Room, connection: Connection) -> Iterable[Event]:
            person = _person_id(connection, room.id, learner_id)
            if person is None or answer.verdict is None or vote != (room.position, room.round):
                return []
            return [Voted(now, person, *vote, answer, self.worth(room, answer))]

        return self.store.append(room.id, voting)[1] == 1

    def save_draft(self, room: Room, person: Person, answer: Answer, now: datetime) -> None:
        """Keep what is selected, so that the close can take it if it is never sent."""
        if room.phase is Phase.OPEN and person.id not in room.cast() and answer.verdict is not None:
            vote, body = (room.position, room.round), ANSWER.dump_json(answer).decode()
            self.store.save_draft(person.id, room.id, vote, body, now)

    def draft(self, room: Room, person: Person) -> Answer | None:
        """What was selected in this vote and not sent."""
        body = self.store.draft(person.id, (room.position, room.round))
        return ANSWER.validate_json(body) if body else None

    def lock(self, room: Room, host_id: str, locked: bool, now: datetime) -> Room:
        """Shut the door, or open it."""
        return self._act(room, host_id, lambda _: [Locked(now, locked)])

    def remove(self, room: Room, host_id: str, person_id: str, now: datetime) -> Room:
        """Send somebody out for good; their votes no longer count."""
        return self._act(room, host_id, lambda _: [Removed(now, person_id)])

    def rename(self, room: Room, host_id: str, person_id: str, typed: str, now: datetime) -> Room:
        """Give somebody another name. Raises `NameRefusedError` for one that cannot be shown."""
        name = clean_name(typed)

        def renaming(room: Room) -> Sequence[Event]:
            others = [other.name for other in room.people.values() if other.id != person_id]
            return [Renamed(now, person_id, told_apart(name, others))]

        return self._act(room, host_id, renaming)

    def forget(self, learner_id: str, now: datetime) -> None:
        """Take somebody who deletes their data out of every class they are in, with all that is theirs there."""
        for room_id, person in self.store.rooms_of(learner_id).items():
            self.store.append(room_id, partial(_leaving, Forgotten(now, person)))


def _one_line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:MOST_IDENTIFIER]


def _leaving(gone: Forgotten, _room: Room, connection: Connection) -> list[Event]:
    connection.execute(delete(room_people).where(room_people.c.id == gone.person))
    return [gone]


def _person_id(connection: Connection, room_id: str, learner_id: str) -> str | None:
    found = select(room_people.c.id).where(room_people.c.room_id == room_id, room_people.c.learner_id == learner_id)
    return connection.execute(found).scalar_one_or_none()
