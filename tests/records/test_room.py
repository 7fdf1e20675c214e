"""The fold of a live class: whatever comes in, in whatever order, a legal room comes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, get_args

import pytest
from hypothesis import event as seen
from hypothesis import given, settings
from hypothesis import strategies as st

from records.room import AFTERWARDS, Person, Phase, Room, apply, fold
from records.room_events import (
    Attendance,
    BarsShown,
    Closed,
    Course,
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
    from_json,
    to_json,
)
from records.room_plan import RoomPlan
from scoring.answer import Answer, Part
from scoring.rules import Scheme
from scoring.score import PartScore, Score, Status
from scoring.verdict import SCALE, Certainty, Verdict
from tests.conftest import NOON

PLAN = RoomPlan("A class", "apa-2017", (("market-in-june", 1), ("letter-in-march", 1), ("market-in-july", 1)))
EMPTY = Room("room", "K7MQ4T", "host", PLAN, NOON, NOON + timedelta(days=30))
ANSWER = Answer(verdict=Verdict.GRAY_AREA)
SCORE = Score(
    card_id="market-in-june",
    edition=1,
    code_id="apa-2017",
    scheme=Scheme.NEAR_MISS,
    parts=(PartScore(Part.VERDICT, Status.ANSWERED, 4.0, 4.0, 1.5),),
    key=Verdict.GRAY_AREA,
    signed_steps=0,
    missed_prohibited=False,
    chose_harm=False,
    certainty_marks=None,
    direction=None,
)
unhurried = settings(deadline=None)
"""A machine with other work is slow for a moment."""
STAYS = ("id", "code", "host_id", "plan", "made_at", "expires_at")
STEPS = {
    (Phase.LOBBY, Phase.OPEN),
    (Phase.OPEN, Phase.CLOSED),
    (Phase.CLOSED, Phase.OPEN),
    (Phase.CLOSED, Phase.REVEALED),
    (Phase.REVEALED, Phase.OPEN),
    *((phase, Phase.ENDED) for phase in Phase if phase is not Phase.ENDED),
}
"""Every change of phase there is."""


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def joined(person: str, seconds: float = 1, learner: str | None = None) -> Joined:
    return Joined(at(seconds), person, learner or f"learner of {person}", f"Name of {person}")


def voted(person: str, position: int = 1, round_: int = 1, seconds: float = 5, **more: Any) -> Voted:
    return Voted(at(seconds), person, position, round_, more.pop("answer", ANSWER), SCORE, **more)


OPENED = Opened(at(3), 1, 1, at(30))
OPEN = fold(EMPTY, [joined("ann"), joined("bob"), OPENED])
CLOSED = fold(OPEN, [voted("ann"), Closed(at(20), 1, 1)])
REVEALED = fold(CLOSED, [Revealed(at(25), 1)])
ENDED = fold(REVEALED, [Ended(at(40))])
STANDS = {"lobby": EMPTY, "open": OPEN, "closed": CLOSED, "revealed": REVEALED, "ended": ENDED}


# What may come in: everything at random, and lessons in which much fits.

COURSE = [Joined, Joined, Opened, Opened, Opened, Voted, Voted, Voted, Closed, Closed, Revealed, Extended, Renamed]
ASIDE = [Removed, Forgotten, Locked, BarsShown, Regraded]


@dataclass(frozen=True)
class Move:
    """What somebody does next, not yet about any room: `beside` says how far from where it stands."""

    kind: type[Event]
    who: int
    beside: int
    second: int
    flag: bool

    def event(self, room: Room, persons: Sequence[str]) -> Event:
        """The move as an event that is about this room, or nearly so."""
        when, person = at(self.second), persons[self.who % len(persons)]
        vote = (room.position + self.beside, room.round)
        deadline = None if self.flag else at(self.second * 7 % 60)
        is_again = self.flag and room.position > 0
        opened = (room.position + self.beside, room.round + 1) if is_again else (room.position + 1 + self.beside, 1)
        every: dict[type[Event], Callable[[], Event]] = {
            Joined: lambda: Joined(when, person, "abc"[self.second % 3], f"Name {self.who}"),
            Renamed: lambda: Renamed(when, person, f"Name {self.second % 3}"),
            Removed: lambda: Removed(when, person),
            Forgotten: lambda: Forgotten(when, person),
            Locked: lambda: Locked(when, self.flag),
            BarsShown: lambda: BarsShown(when, vote[0], self.flag),
            Opened: lambda: Opened(when, *opened, deadline),
            Extended: lambda: Extended(when, *vote, deadline),
            Voted: lambda: Voted(when, person, *vote, Answer(verdict=SCALE[self.second % 4]), SCORE, self.flag),
            Closed: lambda: Closed(when, *vote),
            Revealed: lambda: Revealed(when, vote[0]),
            Regraded: lambda: Regraded(when, vote[0], self.second % 4, (SCALE[self.second % 3],)),
            Ended: lambda: Ended(when),
        }
        return every[self.kind]()


MOVE = st.builds(
    Move,
    kind=st.sampled_from([*COURSE, *ASIDE] * 2 + [Ended]),
    who=st.integers(0, 3),
    beside=st.sampled_from([0, 0, 0, 0, 0, 0, 1, -1]),
    second=st.integers(0, 60),
    flag=st.booleans(),
)
MOVES = st.lists(MOVE, max_size=8) | st.lists(MOVE, min_size=30, max_size=60)


def carried_out(moves: Sequence[Move]) -> list[Event]:
    """The moves as events in which persons and learners are mixed up and time goes to and fro."""
    room, log = EMPTY, list[Event]()
    for move in moves:
        log.append(move.event(room, ("p0", "p1", "p2", "p3")))
        room = apply(room, log[-1])
    return log


@st.composite
def noise(draw: st.DrawFn) -> list[Event]:
    """Anything in any order, with duplicates."""
    log = carried_out(draw(MOVES))
    return draw(st.lists(st.sampled_from(log), max_size=60) | st.permutations(log)) if log else log


def kept(moves: Sequence[Move]) -> list[Event]:
    """A log as the store keeps it: only what fitted, moments in order, and every joining under a new person."""
    room, log, persons = EMPTY, list[Event](), ["nobody"]
    for second, move in enumerate(moves):
        event = replace(move.event(room, persons[-4:]), at=at(second))
        if isinstance(event, Joined):
            persons.append(f"p{second}")
            event = replace(event, person=persons[-1])
        after = apply(room, event)
        if after is not room:
            log.append(event)
        room = after
    seen(f"{room.phase.value} at card {room.position}, round {min(room.round, 3)}")
    return log


ANYTHING = MOVES.map(carried_out) | noise()
LOGS = MOVES.map(kept)


# What a legal room is.


def assert_legal(room: Room) -> None:
    assert 0 <= room.position <= len(room.plan.cards)
    assert (room.phase is Phase.LOBBY) <= (room.position == 0)
    assert (room.position == 0) == (room.round == 0)
    assert room.deadline is None or room.phase is Phase.OPEN
    assert room.card_id == (room.plan.cards[room.position - 1][0] if room.position else None)
    learners = [person.learner_id for person in room.people.values()]
    assert len(learners) == len(set(learners))
    assert room.removed.isdisjoint(learners)
    assert all(key == person.id for key, person in room.people.items())
    for (position, round_), cast in room.votes.items():
        assert min(position, round_) >= 1
        assert position < room.position or (position == room.position and round_ <= room.round)
        assert cast
        assert all((vote.person, vote.position, vote.round) == (who, position, round_) for who, vote in cast.items())
        assert set(room.cast(position, round_)) == set(cast) & set(room.people)


def assert_legal_step(before: Room, event: Event, after: Room) -> None:
    """One event moves the room by at most one legal step."""
    assert (after is before) == (after == before)
    assert {name: getattr(before, name) for name in STAYS} == {name: getattr(after, name) for name in STAYS}
    assert before.phase is after.phase or (before.phase, after.phase) in STEPS
    if after.position != before.position:
        assert (after.position, after.round, after.phase) == (before.position + 1, 1, Phase.OPEN)
        assert before.phase in (Phase.LOBBY, Phase.CLOSED, Phase.REVEALED)
    elif after.round != before.round:
        assert (before.phase, after.phase, after.round) == (Phase.CLOSED, Phase.OPEN, before.round + 1)
    else:
        assert (before.phase, after.phase) not in {(Phase.CLOSED, Phase.OPEN), (Phase.REVEALED, Phase.OPEN)}
    assert before.removed <= after.removed
    assert_legal_comings(before, event, after)
    assert_legal_votes(before, event, after)


def assert_legal_comings(before: Room, event: Event, after: Room) -> None:
    came, went = set(after.people) - set(before.people), set(before.people) - set(after.people)
    if came:
        assert isinstance(event, Joined)
        assert came == {event.person}
        assert not before.locked
        assert before.phase is not Phase.ENDED
        assert event.learner_id not in before.removed
    if went:
        assert isinstance(event, Removed | Forgotten)
        assert went == {event.person}
    if after.removed != before.removed:
        assert isinstance(event, Removed)
        assert after.removed - before.removed == {before.people[event.person].learner_id}


def assert_legal_votes(before: Room, event: Event, after: Room) -> None:
    new, gone = every_vote(after) - every_vote(before), every_vote(before) - every_vote(after)
    if new:
        assert isinstance(event, Voted)
        assert new == {((event.position, event.round), event.person)}
        assert (event.position, event.round) == (before.position, before.round)
        assert before.phase is Phase.OPEN
        assert event.person in before.people
        assert before.deadline is None or event.at <= before.deadline
    if gone:
        assert isinstance(event, Forgotten)
        assert {who for _, who in gone} == {event.person}
        assert event.person not in {who for _, who in every_vote(after)}
    for key, who in every_vote(before) & every_vote(after):
        one, other = before.votes[key][who], after.votes[key][who]
        if isinstance(event, Regraded) and event.position == key[0]:
            assert replace(other, score=one.score) == one
        else:
            assert other is one


def every_vote(room: Room) -> set[tuple[tuple[int, int], str]]:
    return {(key, who) for key, cast in room.votes.items() for who in cast}


@unhurried
@given(ANYTHING)
def test_any_events_in_any_order_give_a_legal_room_by_legal_steps(log: list[Event]) -> None:
    rooms = [EMPTY]
    for event in log:
        rooms.append(apply(rooms[-1], event))
        assert_legal(rooms[-1])
        assert_legal_step(rooms[-2], event, rooms[-1])
    assert fold(EMPTY, log) == rooms[-1]
    assert all(one.position <= other.position for one, other in pairwise(rooms))


@unhurried
@given(ANYTHING, st.randoms(use_true_random=False))
def test_an_event_that_does_not_fit_returns_the_very_same_room(log: list[Event], chance: Any) -> None:
    room = fold(EMPTY, log)
    for event in chance.sample(log, len(log)):
        after = apply(room, event)
        assert (after is room) == (after == room)


@unhurried
@given(ANYTHING)
def test_what_did_not_fit_may_be_left_out(log: list[Event]) -> None:
    room, fitting = EMPTY, list[Event]()
    for event in log:
        after = apply(room, event)
        if after is not room:
            fitting.append(event)
        room = after
    assert fold(EMPTY, fitting) == room


@unhurried
@given(LOGS)
def test_replaying_the_whole_log_gives_the_same_room(log: list[Event]) -> None:
    once = fold(EMPTY, log)
    assert fold(EMPTY, log) == once
    assert fold(once, log) == once


@unhurried
@given(LOGS, st.data())
def test_every_event_twice_in_a_row_gives_the_same_room(log: list[Event], data: st.DataObject) -> None:
    times = data.draw(st.lists(st.integers(1, 3), min_size=len(log), max_size=len(log)))
    assert fold(EMPTY, [event for event, n in zip(log, times, strict=True) for _ in range(n)]) == fold(EMPTY, log)


@unhurried
@given(LOGS)
def test_no_two_events_of_a_log_have_the_same_key(log: list[Event]) -> None:
    keys = [event.key for event in log]
    assert len(set(keys)) == len(keys)
    assert all(len(key) <= 120 for key in keys)


@unhurried
@given(LOGS)
def test_a_log_without_the_rows_of_one_who_was_forgotten_gives_the_same_room(log: list[Event]) -> None:
    room = fold(EMPTY, log)
    for person in room.people:
        gone = Forgotten(at(100), person)
        left = [event for event in log if getattr(event, "person", None) != person]
        assert fold(EMPTY, [*left, gone]) == fold(EMPTY, [*log, gone])


@unhurried
@given(LOGS)
def test_ended_is_final(log: list[Event]) -> None:
    ended = fold(EMPTY, [*log, Ended(at(90))])
    for event in [*log, joined("late"), Opened(at(91), ended.position + 1, 1), Revealed(at(91), ended.position)]:
        after = apply(ended, event)
        assert (after.phase, after.position, after.round) == (Phase.ENDED, ended.position, ended.round)
        assert every_vote(after) <= every_vote(ended)
        assert set(after.people) <= set(ended.people)
        assert after is ended or isinstance(event, AFTERWARDS)


# What changes nothing, said one by one.

SAME: dict[str, tuple[str, Event]] = {
    "a vote before the first card": ("lobby", voted("ann")),
    "a vote after the close": ("closed", voted("bob", seconds=6)),
    "a vote after the reveal": ("revealed", voted("bob", seconds=6)),
    "a vote after the end": ("ended", voted("bob", seconds=6)),
    "a vote after the deadline": ("open", voted("ann", seconds=30.001)),
    "a selection taken after the deadline": ("open", voted("ann", seconds=31, taken=True)),
    "a vote for another card": ("open", voted("ann", position=2)),
    "a vote for another round": ("open", voted("ann", round_=2)),
    "a vote of nobody": ("open", voted("nobody")),
    "joining twice": ("open", joined("ann", learner="another")),
    "joining twice as another person": ("open", joined("other", learner="learner of ann")),
    "joining after the end": ("ended", joined("cem")),
    "opening what is open": ("open", OPENED),
    "another card while the vote is open": ("open", Opened(at(9), 2, 1)),
    "another vote while the vote is open": ("open", Opened(at(9), 1, 2)),
    "another vote after the reveal": ("revealed", Opened(at(26), 1, 2)),
    "another vote before the first": ("lobby", Opened(at(2), 0, 1)),
    "the vote before once more": ("closed", Opened(at(21), 1, 1)),
    "a vote that skips a round": ("closed", Opened(at(21), 1, 3)),
    "a card that is skipped": ("closed", Opened(at(21), 3, 1)),
    "a next card in its second round": ("closed", Opened(at(21), 2, 2)),
    "a card before": ("closed", Opened(at(21), 0, 1)),
    "a deadline for another vote": ("open", Extended(at(9), 1, 2, at(60))),
    "a deadline that is over already": ("open", Extended(at(9), 1, 1, at(9))),
    "the deadline there is": ("open", Extended(at(9), 1, 1, at(30))),
    "a deadline after the close": ("closed", Extended(at(21), 1, 1, at(60))),
    "closing another vote": ("open", Closed(at(9), 1, 2)),
    "closing twice": ("closed", Closed(at(21), 1, 1)),
    "a reveal before the first card": ("lobby", Revealed(at(2), 0)),
    "a reveal before the close": ("open", Revealed(at(9), 1)),
    "a reveal of another card": ("closed", Revealed(at(21), 2)),
    "a reveal twice": ("revealed", Revealed(at(26), 1)),
    "an open door opened": ("open", Locked(at(9), locked=False)),
    "bars that are hidden hidden": ("closed", BarsShown(at(21), 1, shown=False)),
    "bars of another card": ("closed", BarsShown(at(21), 2, shown=True)),
    "the name one has": ("open", Renamed(at(9), "ann", "Name of ann")),
    "a name for nobody": ("open", Renamed(at(9), "nobody", "Ann")),
    "nobody sent out": ("open", Removed(at(9), "nobody")),
    "nobody forgotten": ("open", Forgotten(at(9), "nobody")),
    "marks by the edition there is": ("closed", Regraded(at(21), 1, 1, (Verdict.PROHIBITED,))),
    "marks for a card there is not": ("closed", Regraded(at(21), 4, 2, (Verdict.PROHIBITED,))),
    "marks for no card": ("closed", Regraded(at(21), 0, 2, (Verdict.PROHIBITED,))),
    "the end twice": ("ended", Ended(at(50))),
}


@pytest.mark.parametrize(("stand", "event"), SAME.values(), ids=SAME)
def test_this_changes_nothing(stand: str, event: Event) -> None:
    assert apply(STANDS[stand], event) is STANDS[stand]


def test_a_card_after_the_last_changes_nothing() -> None:
    room = EMPTY
    for position in (1, 2, 3):
        room = fold(room, [Opened(at(position), position, 1), Closed(at(position), position, 1)])
    assert (room.position, room.is_last) == (3, True)
    assert apply(room, Opened(at(9), 4, 1)) is room


def test_a_second_vote_changes_nothing_whatever_it_says() -> None:
    once = apply(OPEN, voted("ann"))
    assert once.cast() == {"ann": voted("ann")}
    assert apply(once, voted("ann")) is once
    assert apply(once, voted("ann", seconds=6, answer=Answer(verdict=Verdict.PROHIBITED))) is once


def test_a_vote_in_the_moment_of_the_deadline_counts() -> None:
    assert apply(OPEN, voted("ann", seconds=30)).cast() == {"ann": voted("ann", seconds=30)}


def test_a_vote_is_overdue_from_its_deadline_until_it_is_closed() -> None:
    assert [OPEN.is_overdue(at(second)) for second in (29, 30, 31)] == [False, True, True]
    assert not replace(OPEN, deadline=None).is_overdue(at(1e6))
    assert not CLOSED.is_overdue(at(31))


# What does change something.


def test_who_comes_late_votes_on_the_card_that_is_on() -> None:
    room = fold(OPEN, [joined("cem", 10), voted("cem", seconds=11)])
    assert room.people["cem"] == Person("cem", "learner of cem", "Name of cem", at(10))
    assert room.cast() == {"cem": voted("cem", seconds=11)}


def test_a_shut_door_keeps_out_who_comes_and_keeps_in_who_is_there() -> None:
    shut = apply(OPEN, Locked(at(4), locked=True))
    assert apply(shut, joined("cem", 5)) is shut
    assert apply(shut, voted("ann")).cast() == {"ann": voted("ann")}
    opened = fold(shut, [Locked(at(6), locked=False), joined("cem", 7)])
    assert set(opened.people) == {"ann", "bob", "cem"}


def test_one_sent_out_no_longer_counts_and_cannot_come_back() -> None:
    room = apply(CLOSED, Removed(at(21), "ann"))
    assert set(room.people) == {"bob"}
    assert room.cast() == {}
    assert room.removed == {"learner of ann"}
    assert apply(room, joined("ann", 22)) is room
    assert apply(room, joined("new", 22, learner="learner of ann")) is room
    again = apply(room, Opened(at(23), 1, 2))
    assert apply(again, voted("ann", round_=2, seconds=24)) is again


def test_a_new_name_changes_the_name_alone() -> None:
    room = apply(CLOSED, Renamed(at(21), "ann", "Anna"))
    assert room == replace(CLOSED, people={**CLOSED.people, "ann": replace(CLOSED.people["ann"], name="Anna")})
    assert apply(ENDED, Renamed(at(50), "ann", "Anna")).people["ann"].name == "Anna"


def test_one_forgotten_leaves_no_vote_and_may_come_back() -> None:
    room = apply(CLOSED, Forgotten(at(21), "ann"))
    assert room == replace(CLOSED, people={"bob": CLOSED.people["bob"]}, votes={})
    again = fold(room, [joined("new", 22, learner="learner of ann"), Opened(at(23), 1, 2)])
    assert apply(again, voted("new", round_=2, seconds=24)).cast() == {"new": voted("new", round_=2, seconds=24)}


def test_one_sent_out_and_then_forgotten_leaves_no_vote_either() -> None:
    room = fold(CLOSED, [Removed(at(21), "ann"), Forgotten(at(22), "ann")])
    assert room.votes == {}
    assert apply(room, joined("new", 23, learner="learner of ann")) is room
    assert fold(ENDED, [Forgotten(at(50), "ann")]).votes == {}


def test_another_vote_leaves_the_first_one_standing() -> None:
    room = fold(CLOSED, [Opened(at(21), 1, 2, at(50)), voted("ann", 1, 2, 22), voted("bob", 1, 2, 23)])
    assert (room.phase, room.position, room.round, room.deadline) == (Phase.OPEN, 1, 2, at(50))
    assert (set(room.cast(1, 1)), set(room.cast(1, 2)), set(room.cast())) == ({"ann"}, {"ann", "bob"}, {"ann", "bob"})


@pytest.mark.parametrize("stand", ["closed", "revealed"])
def test_the_next_card_may_follow_a_close_or_a_reveal(stand: str) -> None:
    room = apply(STANDS[stand], Opened(at(30), 2, 1))
    assert (room.phase, room.position, room.round, room.card_id) == (Phase.OPEN, 2, 1, "letter-in-march")
    assert room.cast() == {}


def test_bars_stay_through_another_vote_and_are_sealed_again_at_the_next_card() -> None:
    shown = apply(CLOSED, BarsShown(at(21), 1, shown=True))
    again = fold(shown, [Opened(at(22), 1, 2), Closed(at(23), 1, 2)])
    following = fold(again, [Opened(at(24), 2, 1)])
    assert [room.bars_shown for room in (CLOSED, shown, again, following)] == [False, True, True, False]
    assert apply(following, BarsShown(at(25), 1, shown=True)) is following


def test_a_deadline_can_move_both_ways_and_go() -> None:
    later, sooner, none = (Extended(at(9), 1, 1, deadline) for deadline in (at(60), at(10), None))
    assert [apply(OPEN, event).deadline for event in (later, sooner, none)] == [at(60), at(10), None]
    assert apply(apply(OPEN, later), voted("ann", seconds=59)).cast()


@pytest.mark.parametrize("stand", ["lobby", "open", "closed", "revealed"])
def test_a_class_can_end_from_wherever_it_stands(stand: str) -> None:
    before = STANDS[stand]
    assert apply(before, Ended(at(40))) == replace(before, phase=Phase.ENDED, deadline=None)


def test_marks_by_a_corrected_key_change_the_scores_of_that_card_alone() -> None:
    two = fold(REVEALED, [Opened(at(30), 2, 1), voted("bob", 2, 1, 31), Closed(at(32), 2, 1), Ended(at(40))])
    room = apply(two, Regraded(at(50), 1, 2, (Verdict.PROHIBITED,)))
    anew = room.votes[1, 1]["ann"]
    assert (anew.score.key, anew.score.edition, anew.score.signed_steps) == (Verdict.PROHIBITED, 2, 2)
    assert room == replace(two, votes={**two.votes, (1, 1): {"ann": anew}}, editions={1: 2})
    assert replace(anew, score=SCORE) == two.votes[1, 1]["ann"]


# Events as they are kept.

TEXT = st.text(max_size=30)
PLACE = st.integers(0, 60)
REAL = st.floats(allow_nan=False, allow_infinity=False)
MOMENT = st.integers(-(10**16), 10**16).map(lambda micro: NOON + timedelta(microseconds=micro))
ANY: dict[str, st.SearchStrategy[Any]] = {
    "at": MOMENT,
    "deadline": st.none() | MOMENT,
    "person": TEXT,
    "learner_id": TEXT,
    "name": TEXT,
    "position": PLACE,
    "round": PLACE,
    "edition": PLACE,
    "identifier": TEXT,
    "locked": st.booleans(),
    "shown": st.booleans(),
    "taken": st.booleans(),
    "accepted": st.lists(st.sampled_from(Verdict), max_size=4).map(tuple),
    "answer": st.builds(
        Answer,
        verdict=st.none() | st.sampled_from(Verdict),
        certainty=st.none() | st.sampled_from(Certainty),
        factors=st.frozensets(PLACE),
        next_step=st.none() | PLACE,
        standard=st.none() | TEXT,
        reasoning=TEXT,
        twist=st.none() | PLACE,
        twist_verdict=st.none() | st.sampled_from(Verdict),
    ),
    "score": st.builds(
        Score, parts=st.lists(st.builds(PartScore, marks=REAL, out_of=REAL, chance=REAL), max_size=5).map(tuple)
    ),
}
"""What the fields of events may hold."""
KINDS: tuple[type[Event], ...] = get_args(Attendance) + get_args(Course)


def built(kind: Any) -> st.SearchStrategy[Event]:
    return st.builds(kind, **{name: ANY[name] for name in kind.__dataclass_fields__ if name != "kind"})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.__name__))
@unhurried
@given(data=st.data())
def test_an_event_comes_back_from_its_body_as_it_was(kind: type[Event], data: st.DataObject) -> None:
    event = data.draw(built(kind))
    back = from_json(to_json(event))
    assert (type(back), back, back.key) == (kind, event, event.key)


def test_every_kind_of_event_has_a_name_of_its_own_and_is_among_the_moves() -> None:
    assert len({kind.kind for kind in KINDS}) == len(KINDS)
    assert {*COURSE, *ASIDE, Ended} == set(KINDS)


@pytest.mark.parametrize("body", ["", "{}", '{"kind": "unheard of"}', '{"kind": "ended"}', "null"])
def test_a_body_that_is_no_event_is_refused(body: str) -> None:
    with pytest.raises(ValueError, match="validation error"):
        from_json(body)
