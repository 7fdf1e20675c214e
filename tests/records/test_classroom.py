"""The course of a live class, told as stories; then what somebody hostile might try, one act after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from threading import Barrier, Thread
from typing import Any, TypeVar

import pytest
from sqlalchemy import func, insert, select

from records.classroom import MOST_PEOPLE, MOST_WRONG, SPAN, Classroom
from records.database import Database, sqlite_module
from records.errors import NoRoomError, NotHostError, NotSavedError
from records.identity import ALPHABET, Identity
from records.names import NameRefusedError
from records.room import Person, Phase, Room, fold
from records.room_events import Closed, Event, Extended, Joined, Locked, Opened, Voted, from_json
from records.room_plan import RoomPlan
from records.room_rows import CODE_LENGTH
from records.room_store import RoomStore
from records.room_tables import room_drafts, room_events, room_people, rooms
from records.tables import learners
from scoring.answer import Answer, Depth, Part
from scoring.deck import Deck
from scoring.verdict import Certainty, Verdict
from tests.conftest import NOON, Clock

CARDS = (("market-in-june", 1), ("letter-in-march", 1), ("market-in-july", 1))
PLAN = RoomPlan("Ethics on Monday", "apa-2017", CARDS)
TIMED = replace(PLAN, seconds=30)
GRAY, NO = Answer(Verdict.GRAY_AREA), Answer(Verdict.PROHIBITED)
T = TypeVar("T")


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


@dataclass
class LedClass:
    """A class that a test leads; what is not said otherwise is done by its host, at the next minute."""

    classroom: Classroom
    id: str
    host: str
    now: Clock

    @property
    def store(self) -> RoomStore:
        return self.classroom.store

    @property
    def room(self) -> Room:
        room = self.store.room(self.id)
        assert room
        return room

    @property
    def events(self) -> list[Event]:
        return [event for _, event in log(self)]

    def learner(self, name: str) -> str:
        return Identity(self.store.database).welcome(f"phone of {name}", NOON)

    def join(self, name: str) -> Person:
        return self.classroom.join(self.id, self.learner(name), name, self.now())

    def vote(self, name: str, answer: Answer = GRAY, vote: tuple[int, int] = (1, 1)) -> bool:
        return self.classroom.vote(self.room, self.learner(name), vote, answer, self.now())

    def select(self, who: Person, answer: Answer) -> None:
        self.classroom.save_draft(self.room, who, answer, self.now())

    def open(self) -> Room:
        return self.classroom.open_next(self.room, self.host, self.now())

    def close(self) -> Room:
        return self.classroom.close(self.room, self.host, self.now())

    def reveal(self) -> Room:
        return self.classroom.reveal(self.room, self.host, self.now())

    def end(self) -> Room:
        return self.classroom.end(self.room, self.host, self.now())

    def come_to(self, phase: Phase) -> None:
        """Go on until the class is in this phase on its first card."""
        for act in {
            Phase.LOBBY: (),
            Phase.OPEN: (self.open,),
            Phase.CLOSED: (self.open, self.close),
            Phase.REVEALED: (self.open, self.close, self.reveal),
            Phase.ENDED: (self.end,),
        }[phase]:
            act()


@pytest.fixture
def classroom(database: Database, deck: Deck) -> Classroom:
    return Classroom(RoomStore(database), deck)


@pytest.fixture
def elsewhere(database: Database, deck: Deck) -> Iterator[Classroom]:
    """The same classes as a second process on the same database sees them."""
    other = Database(str(database.url))
    yield Classroom(RoomStore(other), deck)
    other.engine.dispose()


@pytest.fixture
def host(identity: Identity) -> str:
    return identity.welcome("the host's browser", NOON)


@pytest.fixture
def lesson(classroom: Classroom, host: str, now: Clock) -> LedClass:
    return LedClass(classroom, classroom.make(PLAN, host, now()).id, host, now)


@pytest.fixture
def timed(classroom: Classroom, host: str, now: Clock) -> LedClass:
    """A class with thirty seconds for each vote, whose first vote was opened at noon."""
    lesson = LedClass(classroom, classroom.make(TIMED, host, NOON).id, host, now)
    classroom.open_next(lesson.room, host, NOON)
    return lesson


def log(lesson: LedClass) -> list[tuple[int, Event]]:
    query = select(room_events.c.seq, room_events.c.body).where(room_events.c.room_id == lesson.id)
    with lesson.store.database.reading() as connection:
        return [(row.seq, from_json(row.body)) for row in connection.execute(query.order_by(room_events.c.seq))]


def rows(database: Database, *tables: Any) -> list[int]:
    """How many rows these tables have."""
    with database.reading() as connection:
        return [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables]


def raw(database: Database) -> bytes:
    """All that stands in the database's file and its log, read past it."""
    file = Path(database.url.database or "")
    return b"".join(path.read_bytes() for path in (file, file.with_name(file.name + "-wal")) if path.exists())


def at_once(acts: Sequence[Callable[[], T]]) -> list[T]:
    """What the acts give when all begin in the same moment. What was not saved is tried again, as a person would."""
    gate = Barrier(len(acts))

    def act(one: Callable[[], T]) -> T:
        gate.wait()
        for _ in range(20):
            try:
                return one()
            except NotSavedError:
                continue
        return one()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, acts))


# A lesson.


def test_a_class_from_the_door_to_the_end(classroom: Classroom, host: str, now: Clock) -> None:
    room = classroom.make(PLAN, host, now())
    lesson = LedClass(classroom, room.id, host, now)
    assert classroom.find(f" {room.code[:3].lower()} {room.code[3:].lower()}\n", now()) == room
    ann, bob, cem = (lesson.join(name) for name in ("Ann", "Bob", "Cem"))
    assert (room.phase, lesson.open().card_id) == (Phase.LOBBY, "market-in-june")

    assert lesson.vote("Ann", NO)
    lesson.select(bob, NO)
    lesson.select(bob, Answer(Verdict.INADVISABLE, Certainty.CERTAIN))
    assert classroom.draft(lesson.room, bob) == Answer(Verdict.INADVISABLE, Certainty.CERTAIN)
    closed = lesson.close()
    assert (closed.phase, set(closed.cast())) == (Phase.CLOSED, {ann.id, bob.id})
    assert {who: (vote.answer.verdict, vote.taken) for who, vote in closed.cast().items()} == {
        ann.id: (Verdict.PROHIBITED, False),
        bob.id: (Verdict.INADVISABLE, True),
    }
    assert [closed.cast()[who.id].score.marks for who in (ann, bob)] == [2.0, 4.0]  # one step off; accepted

    again = classroom.vote_again(closed, host, now())
    assert (again.phase, again.round, again.cast()) == (Phase.OPEN, 2, {})
    assert [lesson.vote(name, GRAY, (1, 2)) for name in ("Ann", "Bob", "Cem")] == [True] * 3
    lesson.close()
    revealed = lesson.reveal()
    assert (revealed.phase, set(revealed.cast()), set(revealed.cast(1, 1))) == (
        Phase.REVEALED,
        {ann.id, bob.id, cem.id},
        {ann.id, bob.id},
    )
    following = lesson.open()
    assert (following.position, following.round, following.card_id) == (2, 1, "letter-in-march")
    assert lesson.vote("Cem", NO, (2, 1))
    ended = lesson.end()
    assert (ended.phase, set(ended.cast())) == (Phase.ENDED, {cem.id})
    with pytest.raises(NoRoomError, match="No open class has this code"):
        classroom.find(room.code, now())
    assert fold(room, lesson.events) == ended == lesson.room
    assert [seq for seq, _ in log(lesson)] == list(range(1, len(log(lesson)) + 1))


def test_a_class_needs_cards_that_its_code_speaks_to(classroom: Classroom, host: str, now: Clock) -> None:
    for plan in (replace(PLAN, cards=()), replace(PLAN, code_id="nbcc-2023")):
        with pytest.raises(ValueError, match="a class needs cards, each keyed under its code"):
            classroom.make(plan, host, now())


def test_what_the_host_chose_comes_back_as_it_was(lesson: LedClass, elsewhere: Classroom, host: str) -> None:
    plan = RoomPlan("Åse & Yūki's class", "aca-2014", PLAN.cards, Depth.FULL, own_names=False, keep_days=3, seconds=90)
    made = lesson.classroom.make(plan, host, lesson.now())
    assert elsewhere.store.room(made.id) == made
    assert (made.plan, made.expires_at - made.made_at) == (plan, timedelta(days=3))


def test_who_joins_twice_is_who_they_were(lesson: LedClass) -> None:
    first = lesson.join("Ann")
    again = lesson.classroom.join(lesson.id, lesson.learner("Ann"), "Another name", lesson.now())
    assert again == first
    assert lesson.room.people == {first.id: first}
    people = at_once([lambda: lesson.join("Bob")] * 8)
    assert len(set(people)) == 1
    assert len(lesson.room.people) == 2


def test_the_second_of_a_name_is_told_apart(lesson: LedClass) -> None:
    names = [lesson.classroom.join(lesson.id, lesson.learner(str(n)), "Ann", lesson.now()).name for n in range(3)]
    assert names == ["Ann", "Ann (2)", "Ann (3)"]
    third = next(person for person in lesson.room.people.values() if person.name == "Ann (3)")
    room = lesson.classroom.rename(lesson.room, lesson.host, third.id, " ann ", lesson.now())
    assert room.people[third.id].name == "ann (3)"


def test_who_comes_late_joins_at_the_card_that_is_on(lesson: LedClass) -> None:
    lesson.come_to(Phase.OPEN)
    late = lesson.join("Late")
    assert lesson.vote("Late")
    assert set(lesson.room.cast()) == {late.id}


def test_the_class_one_is_in_is_found_again_until_it_ends_or_one_is_sent_out(lesson: LedClass) -> None:
    classroom, ann, learner = lesson.classroom, lesson.join("Ann"), lesson.learner("Ann")
    assert (classroom.present(learner), classroom.who(lesson.room, learner)) == (lesson.id, ann)
    later = LedClass(classroom, classroom.make(PLAN, lesson.host, lesson.now()).id, lesson.host, lesson.now)
    later.join("Ann")
    assert classroom.present(learner) == later.id
    later.end()
    assert classroom.present(learner) == lesson.id
    classroom.remove(lesson.room, lesson.host, ann.id, lesson.now())
    assert (classroom.present(learner), classroom.who(lesson.room, learner)) == (None, None)


def test_only_the_last_selection_is_taken_and_none_of_one_who_voted(lesson: LedClass) -> None:
    lesson.come_to(Phase.OPEN)
    ann, bob = lesson.join("Ann"), lesson.join("Bob")
    seen = lesson.room
    lesson.select(ann, NO)
    lesson.select(ann, Answer(certainty=Certainty.LEANING))  # without a verdict there is nothing to keep
    assert lesson.vote("Bob", GRAY)
    lesson.select(bob, NO)
    assert rows(lesson.store.database, room_drafts) == [1]
    lesson.classroom.save_draft(seen, bob, NO, lesson.now())  # a second tab that has not heard
    cast = lesson.close().cast()
    assert {who: (vote.answer, vote.taken) for who, vote in cast.items()} == {
        ann.id: (NO, True),
        bob.id: (GRAY, False),
    }


def test_all_parts_of_a_full_card_are_kept_and_marked(classroom: Classroom, host: str, now: Clock) -> None:
    lesson = LedClass(classroom, classroom.make(replace(PLAN, depth=Depth.FULL), host, now()).id, host, now)
    answer = Answer(Verdict.GRAY_AREA, Certainty.LEANING, frozenset({0, 1}), 0, "3.05(a)", "Because of the months.")
    ann = lesson.join("Ann")
    lesson.open()
    assert lesson.vote("Ann", answer)
    vote = lesson.room.cast()[ann.id]
    assert (vote.answer, vote.score.marks, vote.score.out_of) == (answer, 10.0, 10.0)
    assert {part.part for part in vote.score.parts} == set(Part)


# Deadlines.


def test_a_vote_closes_at_its_deadline_and_takes_what_is_selected(timed: LedClass) -> None:
    classroom, ann, bob = timed.classroom, timed.join("Ann"), timed.join("Bob")
    classroom.save_draft(timed.room, ann, NO, at(10))
    assert classroom.vote(timed.room, bob.learner_id, (1, 1), GRAY, at(29))
    version = timed.store.versions([timed.id])
    assert classroom.look([timed.id], at(29.9)) == version
    assert classroom.look([timed.id, "another"], at(31)) != version
    room = timed.room
    assert (room.phase, room.deadline) == (Phase.CLOSED, None)
    assert room.cast()[ann.id] == Voted(at(30), ann.id, 1, 1, NO, room.cast()[ann.id].score, taken=True)
    assert timed.events[-1] == Closed(at(30), 1, 1)


def test_a_vote_nobody_looks_at_is_left_alone(timed: LedClass) -> None:
    assert timed.classroom.look([], at(99)) == {}
    assert timed.room.phase is Phase.OPEN
    closed = timed.classroom.close_overdue(timed.id, at(99))
    assert closed
    assert closed.phase is Phase.CLOSED
    assert timed.classroom.close_overdue("no room", at(99)) is None


def test_a_deadline_that_moved_closes_the_vote_later(timed: LedClass) -> None:
    classroom = timed.classroom
    classroom.extend(timed.room, timed.host, at(60), at(20))
    classroom.look([timed.id], at(45))
    assert (timed.room.phase, timed.room.deadline) == (Phase.OPEN, at(60))
    classroom.extend(timed.room, timed.host, None, at(50))
    classroom.look([timed.id], at(1e6))
    assert (timed.room.phase, timed.room.deadline) == (Phase.OPEN, None)


def test_a_vote_that_is_extended_while_another_process_closes_it_stays_open(
    timed: LedClass, elsewhere: Classroom
) -> None:
    closing = Thread(target=elsewhere.close_overdue, args=(timed.id, at(30)))

    def extending(room: Room, _connection: Any) -> list[Event]:
        closing.start()
        closing.join(0.3)  # it has seen the old deadline and waits for its turn
        return [Extended(at(29), room.position, room.round, at(90))]

    timed.store.append(timed.id, extending)
    closing.join()
    assert (timed.room.phase, timed.room.deadline) == (Phase.OPEN, at(90))


def test_a_host_who_closes_after_the_deadline_takes_what_was_selected_before_it(timed: LedClass) -> None:
    classroom, ann, bob = timed.classroom, timed.join("Ann"), timed.join("Bob")
    classroom.save_draft(timed.room, ann, NO, at(29))
    classroom.save_draft(timed.room, bob, NO, at(31))
    room = classroom.close(timed.room, timed.host, at(40))
    assert (room.phase, {who: vote.taken for who, vote in room.cast().items()}) == (Phase.CLOSED, {ann.id: True})


@pytest.mark.parametrize("late", [0, 60], ids=["in time", "after the deadline"])
def test_ending_an_open_class_takes_what_was_selected(timed: LedClass, late: float) -> None:
    ann = timed.join("Ann")
    timed.classroom.save_draft(timed.room, ann, NO, at(10))
    room = timed.classroom.end(timed.room, timed.host, at(20 + late))
    assert (room.phase, {who: vote.taken for who, vote in room.cast().items()}) == (Phase.ENDED, {ann.id: True})


def test_ending_from_a_page_that_has_not_heard_of_the_open_vote_takes_what_was_selected(lesson: LedClass) -> None:
    ann, seen = lesson.join("Ann"), lesson.room
    lesson.open()
    lesson.select(ann, NO)
    room = lesson.classroom.end(seen, lesson.host, lesson.now())
    assert (room.phase, set(room.cast())) == (Phase.ENDED, {ann.id})


# Acts that are repeated.

HostAct = Callable[[Classroom, Room, Any, datetime], Room]
VERBS: dict[str, tuple[Phase, HostAct]] = {
    "open_next": (Phase.LOBBY, lambda one, room, host, now: one.open_next(room, host, now)),
    "vote_again": (Phase.CLOSED, lambda one, room, host, now: one.vote_again(room, host, now)),
    "extend": (Phase.OPEN, lambda one, room, host, now: one.extend(room, host, at(1e6), now)),
    "close": (Phase.OPEN, lambda one, room, host, now: one.close(room, host, now)),
    "reveal": (Phase.CLOSED, lambda one, room, host, now: one.reveal(room, host, now)),
    "show_bars": (Phase.CLOSED, lambda one, room, host, now: one.show_bars(room, host, True, now)),
    "lock": (Phase.OPEN, lambda one, room, host, now: one.lock(room, host, True, now)),
    "remove": (Phase.OPEN, lambda one, room, host, now: one.remove(room, host, someone(room), now)),
    "rename": (Phase.OPEN, lambda one, room, host, now: one.rename(room, host, someone(room), "Zoe", now)),
    "regrade": (Phase.CLOSED, lambda one, room, host, now: corrected(one).regrade(room, host, 1, now)),
    "end": (Phase.REVEALED, lambda one, room, host, now: one.end(room, host, now)),
}
"""Every act of a host, with a phase in which it does something."""


def someone(room: Room) -> str:
    return next(iter(room.people))


def corrected(classroom: Classroom) -> Classroom:
    """The classroom after the first card was corrected."""
    cards = classroom.deck.cards
    card = cards["market-in-june"].model_copy(update={"edition": 2})
    return replace(classroom, deck=replace(classroom.deck, cards={**cards, card.id: card}))


def test_every_act_of_a_host_is_among_those_tried() -> None:
    verbs = {name: getattr(Classroom, name) for name in dir(Classroom) if not name.startswith("_")}
    of_hosts = {name for name, verb in verbs.items() if "host_id" in getattr(verb, "__annotations__", ())}
    assert of_hosts - {"make"} == set(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_an_act_of_a_host_repeated_from_the_same_page_changes_nothing(lesson: LedClass, verb: str) -> None:
    """The page shows the class as it was before the first press; the second press comes a minute later."""
    lesson.join("Ann")
    phase, act = VERBS[verb]
    lesson.come_to(phase)
    seen, before = lesson.room, log(lesson)
    once = act(lesson.classroom, seen, lesson.host, lesson.now())
    after = log(lesson)
    assert (len(after), once) == (len(before) + 1, lesson.room)
    assert act(lesson.classroom, seen, lesson.host, lesson.now()) == once
    assert (lesson.room, log(lesson)) == (once, after)


@pytest.mark.parametrize("verb", ["close", "extend"])
def test_an_act_from_a_page_that_shows_the_vote_before_leaves_the_next_one_alone(lesson: LedClass, verb: str) -> None:
    seen = lesson.open()
    lesson.close()
    again = lesson.classroom.vote_again(lesson.room, lesson.host, lesson.now())
    assert VERBS[verb][1](lesson.classroom, seen, lesson.host, lesson.now()) == again == lesson.room


@pytest.mark.parametrize("verb", ["open_next", "vote_again", "reveal", "show_bars"])
def test_an_act_from_a_page_that_shows_the_card_before_leaves_the_next_one_alone(lesson: LedClass, verb: str) -> None:
    lesson.come_to(Phase.CLOSED)
    seen = lesson.room
    lesson.open()
    following = lesson.close()
    assert VERBS[verb][1](lesson.classroom, seen, lesson.host, lesson.now()) == following == lesson.room


def test_acts_of_a_participant_repeated_change_nothing(lesson: LedClass) -> None:
    ann, seen = lesson.join("Ann"), lesson.open()
    lesson.select(ann, NO)
    lesson.select(ann, NO)
    assert rows(lesson.store.database, room_drafts) == [1]
    votes = [lesson.classroom.vote(seen, ann.learner_id, (1, 1), GRAY, lesson.now()) for _ in range(3)]
    assert (votes, len(log(lesson))) == ([True, False, False], 3)
    for _ in range(2):
        lesson.classroom.forget(ann.learner_id, lesson.now())
    assert [event.kind for event in lesson.events] == ["opened", "forgotten"]


# Two processes on one database.


def test_what_one_process_does_the_other_sees(lesson: LedClass, elsewhere: Classroom) -> None:
    seen = elsewhere.store.room(lesson.id)
    assert seen == lesson.room
    ann = lesson.join("Ann")
    opened = lesson.open()
    assert elsewhere.store.room(lesson.id) == opened
    assert elsewhere.vote(opened, ann.learner_id, (1, 1), GRAY, lesson.now())
    assert set(lesson.room.cast()) == {ann.id}
    assert elsewhere.close(opened, lesson.host, lesson.now()) == lesson.room
    assert elsewhere.store.versions([lesson.id]) == lesson.store.versions([lesson.id]) == {lesson.id: (4, 2)}
    assert elsewhere.store.heard(lesson.id) == lesson.store.heard(lesson.id) == "2/4"


def test_forty_phones_vote_at_once_through_two_processes_and_every_vote_is_kept_once(
    lesson: LedClass, elsewhere: Classroom
) -> None:
    people = [lesson.join(f"Person {number}") for number in range(40)]
    seen = lesson.open()

    def voting(place: int) -> Callable[[], bool]:
        through = (lesson.classroom, elsewhere)[place % 2]
        return lambda: through.vote(seen, people[place].learner_id, (1, 1), GRAY, NOON)

    assert at_once([voting(place) for place in range(40)]) == [True] * 40
    assert [seq for seq, _ in log(lesson)] == list(range(1, 82))
    assert lesson.room == elsewhere.store.room(lesson.id)
    assert set(lesson.room.cast()) == {person.id for person in people}
    assert lesson.store.versions([lesson.id]) == {lesson.id: (81, 1)}


def test_joining_and_voting_at_once_leaves_one_room_in_every_memory(
    lesson: LedClass, elsewhere: Classroom, deck: Deck
) -> None:
    lesson.open()

    def coming(number: int) -> Callable[[], bool]:
        through = LedClass((lesson.classroom, elsewhere)[number % 2], lesson.id, lesson.host, lesson.now)

        def come_and_vote() -> bool:
            through.join(f"Person {number}")
            return through.vote(f"Person {number}")

        return come_and_vote

    at_once([coming(number) for number in range(16)])
    afresh = RoomStore(lesson.store.database)
    assert lesson.room == elsewhere.store.room(lesson.id) == afresh.room(lesson.id)
    assert (len(lesson.room.people), len(lesson.room.cast())) == (16, 16)
    assert {store.heard(lesson.id) for store in (lesson.store, elsewhere.store, afresh)} == {"1/33"}


def test_a_room_known_well_enough_is_not_looked_up_again(lesson: LedClass, elsewhere: Classroom) -> None:
    elsewhere.store.room(lesson.id)
    lesson.open()
    known = elsewhere.store.room(lesson.id, at_least=1)
    assert known == lesson.room
    lesson.join("Ann")
    assert elsewhere.store.room(lesson.id, at_least=1) is known
    assert elsewhere.store.room(lesson.id, at_least=2) == lesson.room != known


def test_a_room_pushed_out_of_memory_while_it_is_written_is_folded_anew(lesson: LedClass) -> None:
    ann = lesson.join("Ann")

    def crowded(_room: Room, _connection: Any) -> list[Event]:
        lesson.store._known.clear()  # as if two hundred other rooms had been looked at
        return [Locked(NOON, locked=True)]

    room, fitted = lesson.store.append(lesson.id, crowded)
    assert (fitted, room) == (1, lesson.room)
    assert (lesson.room.locked, set(lesson.room.people)) == (True, {ann.id})
    assert lesson.store.heard(lesson.id) == "0/2"


def test_a_class_deleted_in_one_process_is_gone_in_the_other(lesson: LedClass, elsewhere: Classroom) -> None:
    ann = lesson.join("Ann")
    seen = elsewhere.store.room(lesson.id)
    assert seen
    lesson.store.delete(lesson.id)
    assert elsewhere.store.room(lesson.id) is None
    assert elsewhere.store.room(lesson.id, at_least=1) is None
    assert elsewhere.store.heard(lesson.id) == ""
    with pytest.raises(NoRoomError):
        elsewhere.open_next(seen, lesson.host, NOON)
    with pytest.raises(NoRoomError):
        elsewhere.join(lesson.id, ann.learner_id, "Ann", NOON)


def test_a_host_who_brings_classes_to_another_device_leads_them_there(lesson: LedClass, identity: Identity) -> None:
    """The class was made on the tablet; then the tablet is linked to the host of the laptop, who has another class."""
    tablet = identity.welcome("the tablet", NOON)
    made = lesson.classroom.make(PLAN, tablet, lesson.now())
    assert lesson.store.hosted(tablet) == [made]
    identity.resume(identity.new_resume_code(lesson.host, NOON), "the tablet", NOON)
    assert [room.id for room in lesson.store.hosted(lesson.host)] == [made.id, lesson.id]
    assert {room.host_id for room in lesson.store.hosted(lesson.host)} == {lesson.host}
    there = LedClass(lesson.classroom, made.id, lesson.host, lesson.now)
    assert there.open().phase is Phase.OPEN


# What cannot be saved.


def test_a_vote_and_an_act_that_cannot_be_written_leave_the_room_as_it_was(lesson: LedClass) -> None:
    lesson.join("Ann")
    lesson.open()
    before = lesson.room
    other = sqlite_module().connect(lesson.store.database.url.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(NotSavedError, match="busy"):
        lesson.vote("Ann")
    with pytest.raises(NotSavedError, match="busy"):
        lesson.close()
    other.execute("ROLLBACK")
    other.close()
    assert (lesson.room, len(log(lesson))) == (before, 2)
    assert lesson.vote("Ann") is True
    assert lesson.close().phase is Phase.CLOSED


def test_events_are_kept_all_or_none(lesson: LedClass) -> None:
    """The second cannot be written, for nobody has joined under this id in the table of people."""
    before = lesson.room
    with pytest.raises(NotSavedError):
        lesson.store.append(lesson.id, lambda _room, _: [Opened(NOON, 1, 1), Joined(NOON, "unknown", "x", "Ann")])
    assert (lesson.room, log(lesson)) == (before, [])
    assert lesson.store.versions([lesson.id]) == {lesson.id: (0, 0)}


# The end of what is kept.


def filled(lesson: LedClass) -> None:
    lesson.open()
    for name in ("Quirina", "Quentin"):
        lesson.join(name)
    lesson.vote("Quirina", replace(GRAY, reasoning="Because of the barometer."))
    lesson.select(lesson.join("Quentin"), replace(NO, reasoning="Because of the thermometer."))


def test_a_class_is_removed_with_everything_in_it_when_its_days_are_over(
    classroom: Classroom, host: str, now: Clock
) -> None:
    short = LedClass(classroom, classroom.make(replace(PLAN, keep_days=3), host, NOON).id, host, now)
    long = classroom.make(PLAN, host, NOON)
    filled(short)
    database = classroom.store.database
    assert rows(database, rooms, room_people, room_events, room_drafts) == [2, 2, 4, 1]
    assert classroom.store.purge(NOON + timedelta(days=3, microseconds=-1)) == 0
    assert classroom.store.purge(NOON + timedelta(days=3)) == 1
    assert rows(database, rooms, room_people, room_events, room_drafts) == [1, 0, 0, 0]
    assert classroom.store.room(short.id) is None
    assert classroom.store.room(long.id) == long
    assert not [word for word in (b"Quirina", b"Quentin", b"barometer", b"thermometer") if word in raw(database)]


def test_a_deleted_class_leaves_no_byte_of_names_and_answers(lesson: LedClass) -> None:
    filled(lesson)
    database, code = lesson.store.database, lesson.room.code
    words = [b"Quirina", b"Quentin", b"barometer", b"thermometer", b"Ethics on Monday", code.encode()]
    assert [word for word in words if word not in raw(database)] == []
    lesson.store.delete(lesson.id)
    assert lesson.store.room(lesson.id) is None
    assert rows(database, rooms, room_people, room_events, room_drafts) == [0, 0, 0, 0]
    assert [word for word in words if word in raw(database)] == []


def test_one_who_is_forgotten_is_taken_out_and_leaves_no_row(lesson: LedClass, elsewhere: Classroom) -> None:
    filled(lesson)
    elsewhere.store.room(lesson.id)
    gone, stays = (lesson.join(name) for name in ("Quirina", "Quentin"))
    lesson.classroom.forget(gone.learner_id, lesson.now())
    assert (set(lesson.room.people), lesson.room.cast()) == ({stays.id}, {})
    database = lesson.store.database
    assert rows(database, room_people, room_events, room_drafts) == [1, 3, 1]
    assert lesson.room == elsewhere.store.room(lesson.id) == RoomStore(database).room(lesson.id)
    Identity(database).delete_learner(gone.learner_id)
    assert [word for word in (b"Quirina", b"barometer", gone.learner_id.encode()) if word in raw(database)] == []
    assert b"Quentin" in raw(database)


def test_one_who_is_forgotten_may_come_back(lesson: LedClass) -> None:
    filled(lesson)
    lesson.classroom.forget(lesson.learner("Quirina"), lesson.now())
    back = lesson.join("Quirina")
    assert lesson.vote("Quirina", NO)
    assert {vote.answer for vote in lesson.room.cast().values()} == {NO}
    assert back.id in lesson.room.people


def test_after_somebody_was_forgotten_every_process_counts_turns_alike(lesson: LedClass, elsewhere: Classroom) -> None:
    """Rows that go take numbers with them; what phones have heard must not depend on who has seen those rows."""
    filled(lesson)
    quirina = lesson.join("Quirina")
    lesson.classroom.rename(lesson.room, lesson.host, quirina.id, "Q", lesson.now())
    lesson.classroom.forget(quirina.learner_id, lesson.now())
    [(version, turn)] = lesson.store.versions([lesson.id]).values()
    elsewhere.store.room(lesson.id)
    assert lesson.store.heard(lesson.id) == elsewhere.store.heard(lesson.id) == f"{turn}/{version}"
    assert elsewhere.store.room(lesson.id, at_least=version) is elsewhere.store.room(lesson.id, at_least=version)


def test_one_deleted_who_was_the_last_to_act_leaves_a_class_that_goes_on(
    lesson: LedClass, elsewhere: Classroom
) -> None:
    quirina = lesson.join("Quirina")
    Identity(lesson.store.database).delete_learner(quirina.learner_id)
    other = LedClass(elsewhere, lesson.id, lesson.host, lesson.now)
    assert (other.room.people, other.open().position) == ({}, 1)
    assert other.join("Ann").name == "Ann"


# Room codes.


def test_a_code_is_six_signs_that_are_not_taken_for_one_another_and_no_two_are_alike(
    classroom: Classroom, host: str
) -> None:
    codes = [classroom.make(PLAN, host, NOON).code for _ in range(60)]
    assert {len(code) for code in codes} == {CODE_LENGTH}
    assert set(chain(*codes)) <= set(ALPHABET)
    assert len(set(codes)) == 60
    assert len(set(chain(*codes))) > 25  # of 31 signs; fewer in 360 draws would be no chance


def test_a_code_comes_from_secrets_and_one_that_is_taken_is_drawn_again(
    classroom: Classroom, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = iter("AAAAAAAAAAAAAAAAAABBBBBB")
    monkeypatch.setattr("secrets.choice", lambda signs: next(sign for sign in drawn if sign in signs))
    assert [classroom.make(PLAN, host, NOON).code for _ in range(2)] == ["AAAAAA", "BBBBBB"]


def test_a_class_of_a_host_who_is_not_known_is_not_made(classroom: Classroom) -> None:
    with pytest.raises(NotSavedError):
        classroom.make(PLAN, "nobody", NOON)
    assert rows(classroom.store.database, rooms) == [0]


# What somebody hostile might try.


@pytest.mark.parametrize("phase", [Phase.CLOSED, Phase.REVEALED, Phase.ENDED])
def test_hostile_voting_after_the_close_changes_nothing(lesson: LedClass, phase: Phase) -> None:
    lesson.join("Ann")
    lesson.come_to(phase)
    before = lesson.room
    assert lesson.vote("Ann") is False
    assert lesson.room == before


def test_hostile_voting_after_the_deadline_changes_nothing_though_nobody_closed(timed: LedClass) -> None:
    ann = timed.join("Ann")
    before = timed.room
    assert timed.classroom.vote(before, ann.learner_id, (1, 1), GRAY, at(30.001)) is False
    assert timed.room == before


def test_hostile_selecting_after_the_deadline_is_not_taken(timed: LedClass) -> None:
    ann = timed.join("Ann")
    timed.classroom.save_draft(timed.room, ann, GRAY, at(30.001))
    timed.classroom.look([timed.id], at(31))
    assert (timed.room.phase, timed.room.cast()) == (Phase.CLOSED, {})


def test_hostile_selecting_after_the_close_changes_nothing(lesson: LedClass) -> None:
    ann, seen = lesson.join("Ann"), lesson.open()
    lesson.close()
    lesson.classroom.save_draft(seen, ann, GRAY, lesson.now())
    assert lesson.classroom.close(seen, lesson.host, lesson.now()).cast() == {}
    lesson.classroom.vote_again(lesson.room, lesson.host, lesson.now())
    assert lesson.close().cast() == {}


def test_hostile_voting_twice_changes_nothing(lesson: LedClass) -> None:
    ann = lesson.join("Ann")
    lesson.open()
    assert [lesson.vote("Ann", GRAY), lesson.vote("Ann", NO)] == [True, False]
    assert {who: vote.answer for who, vote in lesson.room.cast().items()} == {ann.id: GRAY}


def test_hostile_voting_in_thirty_two_tabs_at_once_keeps_one_vote(lesson: LedClass, elsewhere: Classroom) -> None:
    ann, seen = lesson.join("Ann"), lesson.open()
    tabs = [
        lambda through=through: through.vote(seen, ann.learner_id, (1, 1), GRAY, NOON)
        for through in (lesson.classroom, elsewhere) * 16
    ]
    assert Counter(at_once(tabs)) == {False: 31, True: 1}
    assert len(log(lesson)) == 3


@pytest.mark.parametrize("vote", [(0, 0), (1, 2), (2, 1), (-1, 1), (1, 0), (99, 99)])
def test_hostile_voting_for_another_card_or_round_changes_nothing(lesson: LedClass, vote: tuple[int, int]) -> None:
    lesson.join("Ann")
    before = lesson.open()
    assert lesson.vote("Ann", GRAY, vote) is False
    assert lesson.room == before


def test_hostile_voting_again_for_the_round_before_changes_nothing(lesson: LedClass) -> None:
    lesson.join("Ann")
    lesson.come_to(Phase.CLOSED)
    before = lesson.classroom.vote_again(lesson.room, lesson.host, lesson.now())
    assert lesson.vote("Ann", GRAY, (1, 1)) is False
    assert lesson.room == before


def test_hostile_voting_without_a_verdict_changes_nothing(lesson: LedClass) -> None:
    lesson.join("Ann")
    before = lesson.open()
    assert lesson.vote("Ann", Answer(certainty=Certainty.CERTAIN)) is False
    assert lesson.room == before


def test_hostile_voting_by_somebody_who_is_in_another_class_only_changes_nothing(lesson: LedClass) -> None:
    other = LedClass(lesson.classroom, lesson.classroom.make(PLAN, lesson.host, NOON).id, lesson.host, lesson.now)
    other.join("Mallory")
    before = lesson.open()
    assert lesson.vote("Mallory") is False
    assert lesson.vote("the host's browser") is False
    assert lesson.room == before


def test_hostile_voting_and_selecting_by_one_sent_out_changes_nothing(lesson: LedClass) -> None:
    mallory, seen = lesson.join("Mallory"), lesson.open()
    lesson.select(mallory, GRAY)
    lesson.classroom.remove(seen, lesson.host, mallory.id, lesson.now())
    lesson.classroom.save_draft(seen, mallory, NO, lesson.now())
    assert lesson.classroom.vote(seen, mallory.learner_id, (1, 1), GRAY, lesson.now()) is False
    assert lesson.close().cast() == {}


@pytest.mark.parametrize("verb", VERBS)
def test_hostile_acting_as_the_host_is_refused(lesson: LedClass, identity: Identity, verb: str) -> None:
    """Neither the host of another class, nor a participant, nor nobody at all; the host's own act then does it."""
    ann = lesson.join("Ann")
    phase, act = VERBS[verb]
    lesson.come_to(phase)
    other_host = identity.welcome("another host's browser", NOON)
    lesson.classroom.make(PLAN, other_host, NOON)
    before = lesson.room
    for actor in (other_host, ann.learner_id, ann.id, None, "", lesson.id):
        with pytest.raises(NotHostError, match="Only the host of this class may do that"):
            act(lesson.classroom, before, actor, lesson.now())
    assert lesson.room == before
    assert act(lesson.classroom, before, lesson.host, lesson.now()) != before


def test_hostile_touching_a_person_of_another_class_changes_neither(lesson: LedClass) -> None:
    other = LedClass(lesson.classroom, lesson.classroom.make(PLAN, lesson.host, NOON).id, lesson.host, lesson.now)
    bob = other.join("Bob")
    before = (lesson.room, other.room)
    lesson.classroom.rename(lesson.room, lesson.host, bob.id, "Mallory", lesson.now())
    lesson.classroom.remove(lesson.room, lesson.host, bob.id, lesson.now())
    assert (lesson.room, other.room) == before


def test_hostile_revealing_before_the_close_changes_nothing(lesson: LedClass) -> None:
    lesson.join("Mallory")
    before = lesson.open()
    with pytest.raises(NotHostError):
        lesson.classroom.reveal(before, lesson.learner("Mallory"), lesson.now())
    assert lesson.reveal() == before == lesson.room


def test_hostile_showing_the_bars_late_does_not_unseal_the_next_card(lesson: LedClass) -> None:
    lesson.come_to(Phase.CLOSED)
    seen = lesson.room
    following = lesson.open()
    assert lesson.classroom.show_bars(seen, lesson.host, True, lesson.now()) == following


def test_hostile_joining_through_a_shut_door_is_refused(lesson: LedClass) -> None:
    ann = lesson.join("Ann")
    lesson.classroom.lock(lesson.room, lesson.host, True, lesson.now())
    with pytest.raises(NoRoomError, match="The door of this class is shut"):
        lesson.join("Mallory")
    assert lesson.join("Ann") == ann
    assert rows(lesson.store.database, room_people) == [1]


def test_hostile_joining_a_class_that_is_over_is_refused_and_leaves_nothing(lesson: LedClass) -> None:
    lesson.end()
    before = lesson.room
    with pytest.raises(NoRoomError, match="The door of this class is shut"):
        lesson.join("Mallory")
    assert (lesson.room, rows(lesson.store.database, room_people)) == (before, [0])


def test_hostile_joining_a_class_there_is_not_is_refused(lesson: LedClass) -> None:
    with pytest.raises(NoRoomError, match="The door of this class is shut"):
        lesson.classroom.join("no room", lesson.learner("Mallory"), "Mallory", NOON)


def test_hostile_coming_back_after_being_sent_out_is_refused(lesson: LedClass, elsewhere: Classroom) -> None:
    mallory = lesson.join("Mallory")
    lesson.classroom.remove(lesson.room, lesson.host, mallory.id, lesson.now())
    for through in (lesson.classroom, elsewhere, Classroom(RoomStore(lesson.store.database), elsewhere.deck)):
        for name in ("Mallory", "Somebody else"):
            with pytest.raises(NoRoomError, match="The door of this class is shut"):
                through.join(lesson.id, mallory.learner_id, name, lesson.now())
    assert lesson.room.people == {}


@pytest.mark.parametrize(
    "typed", ["", " ", "AAAAA", "AAAAAAA", "%", "______", "' OR 1=1 --", "A" * 10_000, "日本", "\0"]
)
def test_hostile_codes_are_refused_in_the_same_words(lesson: LedClass, typed: str) -> None:
    with pytest.raises(NoRoomError) as refused:
        lesson.classroom.find(typed, NOON)
    assert str(refused.value) == "No open class has this code. Check it on the screen in front."


def test_hostile_guessing_of_codes_is_noticed_and_a_right_code_still_works(
    lesson: LedClass, elsewhere: Classroom
) -> None:
    wrong = "AAAAAA" if lesson.room.code != "AAAAAA" else "BBBBBB"
    for number in range(MOST_WRONG):
        assert not lesson.classroom.is_under_attack(NOON)
        with pytest.raises(NoRoomError):
            (lesson.classroom, elsewhere)[number % 2].find(wrong, NOON)
    assert lesson.classroom.is_under_attack(NOON)
    assert elsewhere.is_under_attack(NOON)
    assert lesson.classroom.find(lesson.room.code, NOON) == lesson.room
    assert not lesson.classroom.is_under_attack(NOON + SPAN)


def test_hostile_flooding_a_class_with_names_stops_at_the_most_there_may_be(lesson: LedClass) -> None:
    learner = lesson.learner("Mallory")

    def flood(_room: Room, connection: Any) -> list[Event]:
        ids = [f"flood-{number}" for number in range(MOST_PEOPLE)]
        connection.execute(insert(learners), [{"id": one, "since": NOON} for one in ids])
        connection.execute(insert(room_people), [{"id": one, "room_id": lesson.id, "learner_id": one} for one in ids])
        return [Joined(NOON, one, one, f"Name {one}") for one in ids]

    assert lesson.store.append(lesson.id, flood)[1] == MOST_PEOPLE == 1000
    with pytest.raises(NoRoomError, match="The door of this class is shut"):
        lesson.classroom.join(lesson.id, learner, "Mallory", NOON)
    assert (len(lesson.room.people), rows(lesson.store.database, room_people)) == (1000, [1000])
    lesson.classroom.remove(lesson.room, lesson.host, "flood-0", NOON)
    assert lesson.classroom.join(lesson.id, learner, "Mallory", NOON).name == "Mallory"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("'); DROP TABLE rooms; --", "'); DROP TABLE rooms; --"),
        ("**Ann** ![x](http://e.org)", "**Ann** ![x](http://e.org)"),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("A" * 10_000, "A" * 64),
        ("\u202egnp.exe\n\0", "gnp.exe"),
        ('{"kind": "ended"}', '{"kind": "ended"}'),
    ],
    ids=["markup", "SQL", "Markdown", "a formula", "ten thousand letters", "directions and controls", "JSON"],
)
def test_hostile_names_are_kept_as_the_text_they_are(
    lesson: LedClass, elsewhere: Classroom, typed: str, kept: str
) -> None:
    person = lesson.classroom.join(lesson.id, lesson.learner("Mallory"), typed, NOON)
    room = elsewhere.store.room(lesson.id)
    assert room
    assert (person.name, room.people[person.id].name, room.phase) == (kept, kept, Phase.LOBBY)


@pytest.mark.parametrize("typed", ["", "\u200b", "Host", "Instruct\u043er"])
def test_hostile_names_that_are_empty_or_pose_as_the_host_are_refused(lesson: LedClass, typed: str) -> None:
    ann = lesson.join("Ann")
    before = lesson.room
    with pytest.raises(NameRefusedError):
        lesson.classroom.join(lesson.id, lesson.learner("Mallory"), typed, NOON)
    with pytest.raises(NameRefusedError):
        lesson.classroom.rename(before, lesson.host, ann.id, typed, NOON)
    assert lesson.room == before
