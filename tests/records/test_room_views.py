"""What each pair of eyes in a class may see: no key on phone and wall before the reveal, no name on the wall ever."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import timedelta

import pytest

from records.classroom import Classroom
from records.database import Database
from records.room import Person, Phase, Room, apply, fold
from records.room_events import BarsShown, Closed, Ended, Event, Joined, Opened, Removed, Revealed, Voted
from records.room_plan import RoomPlan
from records.room_store import RoomStore
from records.room_views import (
    HostView,
    ParticipantView,
    Told,
    WallView,
    host_view,
    participant_view,
    result_of,
    rounds,
    wall_view,
)
from scoring.answer import Answer, Depth, present
from scoring.card import Card, Weight
from scoring.deck import Deck, load_deck
from scoring.verdict import Certainty, Verdict
from tests.conftest import NOON, ROOT

PLAN = RoomPlan("A class", "apa-2017", (("market-in-june", 1), ("letter-in-april", 1)), Depth.FULL)
"""The key of its first card is gray area, inadvisable is accepted too; that of its second is permissible."""
EMPTY = Room("room-of-this-test", "K7MQ4T", "host-of-this-test", PLAN, NOON, NOON + timedelta(days=30))
QUIRINA = Person("id-of-q", "learner-of-q", "Quirina Quux", NOON + timedelta(seconds=1))
XAVER = Person("id-of-x", "learner-of-x", "Xaver Xylander", NOON + timedelta(seconds=2))
BORIS = Person("id-of-b", "learner-of-b", "Boris Byzantium", NOON + timedelta(seconds=3))
PEOPLE = (QUIRINA, XAVER, BORIS)
NO = Answer(Verdict.PROHIBITED, Certainty.CERTAIN, frozenset({0}), 1, reasoning="Because of the barometer.")
YES = Answer(Verdict.PERMISSIBLE)
STANDS = ("lobby", "open", "voted", "closed", "bars", "again", "closed again", "revealed", "next", "ended")
SEALED = [stand for stand in STANDS if stand != "revealed"]


@pytest.fixture
def classroom(deck: Deck) -> Classroom:
    """Views ask no database; this one has not even a table."""
    return Classroom(RoomStore(Database("sqlite://")), deck)


@pytest.fixture
def stands(classroom: Classroom) -> dict[str, Room]:
    """A lesson, looked at after every step. Quirina votes twice, of Xaver a selection is taken, Boris says nothing."""

    def vote(who: Person, answer: Answer, position: int, round_: int, *, taken: bool = False) -> Voted:
        worth = classroom.worth(replace(EMPTY, position=position), answer)
        return Voted(NOON, who.id, position, round_, answer, worth, taken)

    joined = (Joined(who.joined_at, who.id, who.learner_id, who.name) for who in reversed(PEOPLE))
    steps: dict[str, list[Event]] = {
        "lobby": list(joined),
        "open": [Opened(NOON, 1, 1, NOON + timedelta(seconds=60))],
        "voted": [vote(QUIRINA, NO, 1, 1)],
        "closed": [vote(XAVER, YES, 1, 1, taken=True), Closed(NOON, 1, 1)],
        "bars": [BarsShown(NOON, 1, shown=True)],
        "again": [Opened(NOON, 1, 2)],
        "closed again": [vote(QUIRINA, YES, 1, 2), Closed(NOON, 1, 2)],
        "revealed": [Revealed(NOON, 1)],
        "next": [Opened(NOON, 2, 1), vote(QUIRINA, NO, 2, 1)],
        "ended": [Ended(NOON)],
    }
    room, found = EMPTY, dict[str, Room]()
    for stand, events in steps.items():
        room = found[stand] = fold(room, events)
    assert tuple(found) == STANDS
    return found


def holds(view: object, text: str) -> bool:
    """Whether the text stands in the view, also where quotes in it are escaped."""
    return text in repr(view) or repr(text)[1:-1] in repr(view)


def only_in_key(card: Card) -> Iterator[str]:
    """The sentences of a card that nobody may read before the reveal."""
    yield from (ruling.because for ruling in card.verdicts.values())
    yield from (factor.because for factor in card.factors)
    yield from (step.because for step in card.next_steps)
    for twist in card.twists:
        yield twist.change
        yield from (ruling.because for ruling in twist.verdicts.values())
    if card.facilitator:
        yield from (*card.facilitator.ask, *card.facilitator.listen_for)


def leaks(view: ParticipantView | WallView, card: Card, code_id: str) -> list[str]:
    """What of the key stands in the view. All clauses of the code are on offer to everybody and say nothing."""
    bare = replace(view, shown=replace(view.shown, standards=())) if view.shown else view
    kinds = ("Ruling(", "Score(", "Card(", "Factor(", "NextStep(", "Twist(", "MarkTable(", "credit", "harmful", "marks")
    texts = (*only_in_key(card), *card.verdicts[code_id].cites, *kinds)
    return [text for text in texts if holds(bare, text)]


def eyes(classroom: Classroom, room: Room) -> list[ParticipantView | WallView]:
    """Every view but the host's."""
    return [*(participant_view(classroom, room, who) for who in room.people.values()), wall_view(classroom, room)]


# Before the reveal.


@pytest.mark.parametrize("stand", SEALED)
def test_before_the_reveal_neither_phone_nor_wall_holds_any_of_the_key(
    classroom: Classroom, stands: dict[str, Room], stand: str
) -> None:
    room = stands[stand]
    for view in eyes(classroom, room):
        for card_id, _ in PLAN.cards:
            assert leaks(view, classroom.deck.cards[card_id], "apa-2017") == []
        assert [weight.value for weight in Weight if holds(view, weight.value)] == []
        if room.position < 2:  # nobody said what the key says, so that its words can only come out of it
            accepted = ("gray area", "inadvisable")
            assert [word for word in accepted if holds(view, word)] == []


@pytest.mark.parametrize("stand", SEALED)
def test_before_the_reveal_nothing_is_told(classroom: Classroom, stands: dict[str, Room], stand: str) -> None:
    for view in eyes(classroom, stands[stand]):
        if isinstance(view, ParticipantView):
            assert (view.told, view.result) == (None, None)
        else:
            assert view.ruling is None


def test_the_search_for_leaks_finds_them_after_the_reveal(classroom: Classroom, stands: dict[str, Room]) -> None:
    card = classroom.deck.cards["market-in-june"]
    room = stands["revealed"]
    phone, wall = participant_view(classroom, room, QUIRINA), wall_view(classroom, room)
    assert set(leaks(wall, card, "apa-2017")) == {card.verdicts["apa-2017"].because, "3.05(a)", "Ruling("}
    assert {*only_in_key(card), "Score(", "Card("} <= set(leaks(phone, card, "apa-2017"))


def test_no_card_of_the_shipped_deck_leaks_before_the_reveal_under_any_code() -> None:
    deck = load_deck(ROOT / "scenarios")
    classroom = Classroom(RoomStore(Database("sqlite://")), deck)
    found, n = [], 0
    for card in deck.cards.values():
        for code_id in card.verdicts:
            plan = replace(PLAN, code_id=code_id, cards=((card.id, card.edition),))
            joined = Joined(NOON, QUIRINA.id, QUIRINA.learner_id, QUIRINA.name)
            closed = fold(replace(EMPTY, plan=plan), [joined, Opened(NOON, 1, 1), Closed(NOON, 1, 1)])
            for view in eyes(classroom, closed):
                assert view.shown
                bare = replace(view, shown=replace(view.shown, standards=()))
                found += [(card.id, text) for text in only_in_key(card) if holds(bare, text)]
                n += 1
    assert (found, n > 500) == ([], True)


# The wall.


@pytest.mark.parametrize("stand", STANDS)
def test_the_wall_never_holds_a_name_or_an_id(classroom: Classroom, stands: dict[str, Room], stand: str) -> None:
    view = wall_view(classroom, stands[stand])
    words = [word for who in PEOPLE for word in (who.id, who.learner_id, *who.name.split())]
    own = (EMPTY.id, EMPTY.host_id, "barometer")
    assert [word for word in (*words, *own) if holds(view, word)] == []


@pytest.mark.parametrize("stand", STANDS)
def test_a_phone_never_holds_anything_of_somebody_else(
    classroom: Classroom, stands: dict[str, Room], stand: str
) -> None:
    for me in PEOPLE:
        view = participant_view(classroom, stands[stand], me)
        others = [word for who in PEOPLE if who is not me for word in (who.id, who.learner_id, *who.name.split())]
        said = () if me is QUIRINA else ("barometer",)
        assert [word for word in (*others, me.learner_id, EMPTY.host_id, *said) if holds(view, word)] == []
        assert view.name == me.name


WALL = {
    "lobby": (Phase.LOBBY, 0, ()),
    "open": (Phase.OPEN, 0, ()),
    "voted": (Phase.OPEN, 1, ()),
    "closed": (Phase.CLOSED, 2, ()),
    "bars": (Phase.CLOSED, 2, ((1, 0, 0, 1),)),
    "again": (Phase.OPEN, 0, ()),
    "closed again": (Phase.CLOSED, 1, ((1, 0, 0, 1), (0, 0, 0, 1))),
    "revealed": (Phase.REVEALED, 1, ((1, 0, 0, 1), (0, 0, 0, 1))),
    "next": (Phase.OPEN, 1, ()),
    "ended": (Phase.ENDED, 1, ()),
}
"""Phase, how many have answered, and the bars: sealed unless the host shows them once the vote is closed."""


@pytest.mark.parametrize("stand", STANDS)
def test_the_wall_shows_how_many_and_bars_only_when_they_are_unsealed(
    classroom: Classroom, stands: dict[str, Room], stand: str
) -> None:
    view, room = wall_view(classroom, stands[stand]), stands[stand]
    assert (view.phase, view.answered_n, view.rounds) == WALL[stand]
    assert (view.people_n, view.code, view.title, view.cards_n) == (3, "K7MQ4T", "A class", 2)
    assert (view.position, view.round, view.deadline) == (room.position, room.round, room.deadline)
    assert (view.ruling is not None) == (stand == "revealed")


@pytest.mark.parametrize("stand", ["lobby", "open", "voted", "again", "next", "ended"])
def test_bars_that_are_to_be_shown_stay_sealed_unless_the_vote_is_closed(
    classroom: Classroom, stands: dict[str, Room], stand: str
) -> None:
    assert wall_view(classroom, replace(stands[stand], bars_shown=True)).rounds == ()


def test_the_wall_tells_the_ruling_at_the_reveal(classroom: Classroom, stands: dict[str, Room]) -> None:
    ruling = classroom.deck.cards["market-in-june"].verdicts["apa-2017"]
    assert wall_view(classroom, stands["revealed"]).ruling == ruling


# A phone.

OWN = {
    "lobby": (None, False, None),
    "open": (None, False, None),
    "voted": (NO, False, None),
    "closed": (NO, False, None),
    "bars": (NO, False, None),
    "again": (None, False, NO),
    "closed again": (YES, False, NO),
    "revealed": (YES, False, NO),
    "next": (NO, False, None),
    "ended": (NO, False, None),
}
"""Quirina's vote in this round, whether it was taken, and her first vote when there is another."""


@pytest.mark.parametrize("stand", STANDS)
def test_a_phone_shows_ones_own_vote_of_this_round_and_the_first(
    classroom: Classroom, stands: dict[str, Room], stand: str
) -> None:
    view = participant_view(classroom, stands[stand], QUIRINA)
    assert (view.answer, view.taken, view.earlier) == OWN[stand]


def test_a_selection_that_was_taken_is_said_to_be(classroom: Classroom, stands: dict[str, Room]) -> None:
    view = participant_view(classroom, stands["closed"], XAVER)
    assert (view.answer, view.taken) == (YES, True)


def test_every_phone_and_the_wall_show_the_card_in_the_same_order_at_every_stand(
    classroom: Classroom, stands: dict[str, Room]
) -> None:
    card, code = classroom.deck.cards["market-in-june"], classroom.deck.codes["apa-2017"]
    first = [stands[stand] for stand in STANDS[1:8]]
    assert {view.shown for room in first for view in eyes(classroom, room)} == {
        present(card, code, Depth.FULL, EMPTY.id)
    }
    assert {view.shown for view in eyes(classroom, stands["lobby"])} == {None}


def test_the_reveal_tells_the_ruling_the_rounds_and_what_ones_last_vote_was_worth(
    classroom: Classroom, stands: dict[str, Room]
) -> None:
    room = stands["revealed"]
    told = Told(classroom.deck.cards["market-in-june"].verdicts["apa-2017"], ((1, 0, 0, 1), (0, 0, 0, 1)))
    quirina, xaver, boris = (participant_view(classroom, room, who) for who in PEOPLE)
    assert [view.told for view in (quirina, xaver, boris)] == [told] * 3
    assert quirina.result == result_of(classroom, room, room.votes[1, 2][QUIRINA.id])
    assert xaver.result == result_of(classroom, room, room.votes[1, 1][XAVER.id])  # no second vote came of him
    assert boris.result is None


def test_a_result_is_the_vote_with_its_card_and_its_score(classroom: Classroom, stands: dict[str, Room]) -> None:
    vote = stands["revealed"].votes[1, 1][QUIRINA.id]
    result = result_of(classroom, stands["revealed"], vote)
    assert result
    assert (result.card, result.score, result.ruling) == (
        classroom.deck.cards["market-in-june"],
        vote.score,
        classroom.deck.cards["market-in-june"].verdicts["apa-2017"],
    )
    assert (result.attempt.answer, result.attempt.position, result.attempt.twist_is_over) == (NO, 1, False)
    assert result_of(classroom, stands["revealed"], None) is None


# The host.


@pytest.mark.parametrize("stand", STANDS)
def test_the_host_sees_everything(classroom: Classroom, stands: dict[str, Room], stand: str) -> None:
    room = stands[stand]
    view, card_id = host_view(classroom, room), room.card_id
    assert (view.room, view.people) == (room, list(PEOPLE))  # in the order of joining
    assert view.answered == frozenset(room.cast() if room.position else ())
    assert view.rounds == rounds(room)
    assert view.taken_n == (stand in {"closed", "bars"})
    card = classroom.deck.cards[card_id] if card_id else None
    assert (view.card, view.ruling) == (card, card.verdicts["apa-2017"] if card else None)
    common = wall_view(classroom, room)
    shared = {field.name for field in fields(HostView)} & {field.name for field in fields(WallView)} - {
        "rounds",
        "ruling",
    }
    assert {name: getattr(view, name) for name in shared} == {name: getattr(common, name) for name in shared}


# Counts.


def test_votes_are_counted_by_step_of_the_scale_and_round(stands: dict[str, Room]) -> None:
    assert [rounds(stands[stand]) for stand in STANDS] == [
        (),
        ((0, 0, 0, 0),),
        ((1, 0, 0, 0),),
        ((1, 0, 0, 1),),
        ((1, 0, 0, 1),),
        ((1, 0, 0, 1), (0, 0, 0, 0)),
        ((1, 0, 0, 1), (0, 0, 0, 1)),
        ((1, 0, 0, 1), (0, 0, 0, 1)),
        ((1, 0, 0, 0),),
        ((1, 0, 0, 0),),
    ]


def test_the_counts_of_an_earlier_card_stay(stands: dict[str, Room]) -> None:
    assert rounds(stands["ended"], 1) == ((1, 0, 0, 1), (0, 0, 0, 1))
    assert rounds(stands["open"], 2) == ()


def test_one_sent_out_no_longer_counts_anywhere(classroom: Classroom, stands: dict[str, Room]) -> None:
    room = apply(stands["revealed"], Removed(NOON, QUIRINA.id))
    assert rounds(room) == ((0, 0, 0, 1), (0, 0, 0, 0))
    wall, host = wall_view(classroom, room), host_view(classroom, room)
    assert (wall.people_n, wall.answered_n, wall.rounds) == (2, 0, rounds(room))
    assert (host.people, host.answered, host.rounds) == ([XAVER, BORIS], frozenset(), rounds(room))
