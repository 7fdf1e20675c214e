from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from records.history import Past
from records.reviews import Review, due_reviews, reviews, sisters
from scoring.deck import Deck
from tests.conftest import NOON
from tests.records.pasts import past

TODAY = NOON.date()


def waiting(*history: Past) -> list[tuple[str, int]]:
    """Each lesson with the days until it is due, from noon of the tests' day."""
    return [(review.card_id, (review.due - TODAY).days) for review in reviews(history, UTC)]


def test_a_missed_card_comes_back_after_one_three_seven_and_fourteen_days() -> None:
    card = "market-in-june"
    assert waiting(past(card, credit=0)) == [(card, 1)]
    assert waiting(past(card, 1, credit=0), past(card)) == [(card, 3)]
    assert waiting(past(card, 4, credit=0), past(card, 3), past(card)) == [(card, 7)]
    assert waiting(past(card, 9, credit=0), past(card, 8), past(card, 5), past(card)) == [(card, 14)]
    done = [past(card, 30, credit=0), past(card, 29), past(card, 26), past(card, 19), past(card)]
    assert waiting(*done) == []


def test_a_card_judged_right_at_once_waits_three_days_first() -> None:
    assert waiting(past("market-in-june")) == [("market-in-june", 3)]


def test_a_lesson_missed_again_begins_anew() -> None:
    assert waiting(past("one", 9, credit=0), past("one", 8), past("one", credit=0.5)) == [("one", 1)]


def test_a_sister_dealt_in_its_stead_carries_the_lesson_on() -> None:
    assert waiting(past("one", 1, credit=0), past("sister", review_of="one")) == [("sister", 3)]


def test_an_exam_that_goes_on_schedules_nothing() -> None:
    assert waiting(past("one", told=False)) == []


def test_days_are_the_trainees_own() -> None:
    """Half past midnight in Auckland is the day before in UTC, so the review is due a day later by the wall clock."""
    late = past("one", credit=0, answered_at=datetime(2026, 11, 23, 11, 30, tzinfo=UTC))
    assert reviews([late], UTC)[0].due == date(2026, 11, 24)
    assert reviews([late], ZoneInfo("Pacific/Auckland"))[0].due == date(2026, 11, 25)


def test_what_is_due_today_is_told_the_longest_due_first() -> None:
    history = [past("week-old", 10), past("yesterday", 1, credit=0), past("fresh")]
    assert [one.card_id for one in due_reviews(history, NOON)] == ["week-old", "yesterday"]


@pytest.mark.parametrize(("days", "late"), [(0, 0.0), (1, 1 / 3), (3, 1.0), (30, 1.0)])
def test_lateness_is_a_share_of_the_gap(days: int, late: float) -> None:
    assert Review("one", "harbour", 1, TODAY).overdue(date.fromordinal(TODAY.toordinal() + days)) == pytest.approx(late)


def test_an_unseen_partner_is_the_best_sister_and_the_card_itself_the_last(deck: Deck) -> None:
    review = Review("market-in-june", "harbour", 0, TODAY)
    every = list(deck.cards.values())
    assert [card.id for card in sisters(review, deck.cards, every, {"market-in-june"})] == ["market-in-july"]
    assert [card.id for card in sisters(review, deck.cards, every, set(deck.cards))] == ["market-in-june"]
    assert sisters(Review("withdrawn", "harbour", 0, TODAY), deck.cards, every, set(deck.cards)) == []
