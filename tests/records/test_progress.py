from __future__ import annotations

from dataclasses import asdict

import pandas as pd
import pytest

from records.identity import Identity
from records.practice import Practice
from records.progress import COLUMNS, attempts_frame, by_card, card_results, totals, totals_by
from records.sitting import Plan
from scoring.answer import Answer
from scoring.verdict import Certainty, Verdict
from tests.conftest import Clock

VERDICTS = {
    "market-in-june": Verdict.INADVISABLE,  # accepted beside the key
    "market-in-july": Verdict.GRAY_AREA,  # one step more permissive than inadvisable
    "letter-in-march": Verdict.PERMISSIBLE,  # a prohibited act let pass
    "letter-in-april": Verdict.PROHIBITED,  # three steps stricter than permissible
}


@pytest.fixture
def cards(practice: Practice, now: Clock) -> pd.DataFrame:
    learner_id = Identity(practice.store.database).welcome("a device", now())
    sitting = practice.begin(learner_id, Plan("apa-2017", 4), now())
    place = practice.place(sitting, now())
    while place:
        verdict = VERDICTS[place.dealt.card_id]
        practice.submit(place, Answer(verdict=verdict, certainty=Certainty.CERTAIN, next_step=0), now())
        answered = practice.place(sitting, now())
        assert answered
        place = practice.go_on(answered, now())
    return by_card(attempts_frame(practice.store.part_rows(learner_id)))


def test_a_sitting_adds_up(cards: pd.DataFrame) -> None:
    assert asdict(totals(cards)) == {
        "n": 4,
        "right": 1,
        "under_calls": 2,
        "over_calls": 1,
        "missed_prohibited": 1,
        "marks": 6.0,
        "out_of": 16.0,
        "chance": 3 + 2 + 1.5 + 1.5,
        "best_constant": 10.0,  # inadvisable: 4 + 4 + 2 + 0
        "all_marks": 6.0 + 4 * 3,
        "all_out_of": 4 * 12.0,
    }


def test_topics_add_up_to_the_whole(cards: pd.DataFrame) -> None:
    by_topic = totals_by(cards, "topic")
    assert {topic: (sums.n, sums.right, sums.marks) for topic, sums in by_topic.items()} == {
        "harbour": (2, 1, 6.0),
        "orchard": (2, 0, 0.0),
    }


def test_each_card_is_told_with_the_whole_of_its_marks(cards: pd.DataFrame) -> None:
    told = {one.card_id: (one.verdict, one.key, one.missed_prohibited, one.marks) for one in card_results(cards)}
    assert told["letter-in-march"] == (Verdict.PERMISSIBLE, Verdict.PROHIBITED, True, 3.0)
    assert told["market-in-june"] == (Verdict.INADVISABLE, Verdict.GRAY_AREA, False, 7.0)


def test_nothing_answered_is_an_empty_frame_with_every_column() -> None:
    frame = attempts_frame([])
    assert (list(frame.columns), len(frame)) == (list(COLUMNS), 0)
    assert card_results(by_card(frame)) == []
    assert totals_by(by_card(frame), "topic") == {}
    assert totals(by_card(frame)).n == 0
