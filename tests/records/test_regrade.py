"""A key is corrected after a class: who would be marked otherwise, then marking anew, and the sheet as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from records.classroom import Classroom
from records.database import Database
from records.identity import Identity
from records.regrade import changes, corrected
from records.room import Room, apply
from records.room_plan import RoomPlan
from records.room_store import RoomStore
from scoring.answer import Answer
from scoring.deck import Deck
from scoring.verdict import SCALE, Certainty, Verdict
from tests.conftest import Clock

CARD = "market-in-july"


def with_key(deck: Deck, key: Verdict) -> Deck:
    """The deck after the card's key under APA was corrected, with its edition raised."""
    card = deck.cards[CARD]
    rulings = {**card.verdicts, "apa-2017": card.verdicts["apa-2017"].model_copy(update={"verdict": key, "accept": ()})}
    after = card.model_copy(update={"edition": card.edition + 1, "verdicts": rulings})
    return replace(deck, cards={**deck.cards, CARD: after})


@pytest.fixture
def taught(database: Database, deck: Deck, now: Clock) -> tuple[Classroom, Room]:
    """A class that voted once on one card: each verdict by one person, all certain."""
    classroom, identity = Classroom(RoomStore(database), deck), Identity(database)
    host = identity.welcome("the host", now())
    room = classroom.make(RoomPlan("A class", "apa-2017", ((CARD, 1),)), host, now())
    people = [identity.welcome(verdict.value, now()) for verdict in SCALE]
    for learner, verdict in zip(people, SCALE, strict=True):
        classroom.join(room.id, learner, verdict.value, now())
    room = classroom.open_next(room, host, now())
    for learner, verdict in zip(people, SCALE, strict=True):
        classroom.vote(room, learner, (1, 1), Answer(verdict, Certainty.CERTAIN), now())
    return classroom, classroom.end(room, host, now())


def test_a_card_that_was_not_corrected_offers_nothing(taught: tuple[Classroom, Room], deck: Deck) -> None:
    assert corrected(taught[1], deck) == []


def test_a_correction_says_who_changes_and_how_before_anything_is_changed(
    taught: tuple[Classroom, Room], deck: Deck
) -> None:
    """The key was inadvisable; now it is permissible."""
    classroom, room = taught
    [anew] = corrected(room, with_key(deck, Verdict.PERMISSIBLE))
    told = changes(room, apply(room, anew), 1)
    assert {change.name: change.marks for change in told} == {
        "prohibited": (2.0, 0.0),
        "inadvisable": (4.0, 0.0),
        "gray area": (2.0, 2.0),  # one step more permissive before, one stricter after
        "permissible": (0.0, 4.0),
    }
    assert classroom.store.room(room.id) == room


def test_marking_anew_changes_the_marks_and_the_old_sheet_can_still_be_made(
    taught: tuple[Classroom, Room], deck: Deck, now: Clock
) -> None:
    classroom, room = taught
    after = Classroom(classroom.store, with_key(deck, Verdict.PERMISSIBLE))
    anew = after.regrade(room, room.host_id, 1, now())
    marks = {anew.people[who].name: vote.score.marks for who, vote in anew.cast(1, 1).items()}
    assert marks == {"prohibited": 0.0, "inadvisable": 0.0, "gray area": 2.0, "permissible": 4.0}
    certain = {anew.people[who].name: vote.score.certainty_marks for who, vote in anew.cast(1, 1).items()}
    assert certain == {"prohibited": -6, "inadvisable": -6, "gray area": -6, "permissible": 3}
    assert classroom.store.as_first_marked(room.id) == room
    assert after.regrade(anew, room.host_id, 1, now()) is anew
    assert corrected(anew, after.deck) == []


def test_an_act_now_prohibited_is_missed_by_those_who_let_it_pass(
    taught: tuple[Classroom, Room], deck: Deck, now: Clock
) -> None:
    classroom, room = taught
    after = Classroom(classroom.store, with_key(deck, Verdict.PROHIBITED))
    anew = after.regrade(room, room.host_id, 1, now())
    missed = {anew.people[who].name for who, vote in anew.cast(1, 1).items() if vote.score.missed_prohibited}
    assert missed == {"gray area", "permissible"}
