from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from records.history import answered_this_week, first_answers, missed, under
from scoring.verdict import Certainty
from tests.conftest import NOON
from tests.records.pasts import past


def test_what_was_missed_begins_with_prohibited_acts_and_the_surest_among_them() -> None:
    history = [
        past("slip", 4, credit=0.5),
        past("let-pass", 3, credit=0, missed_prohibited=True, certainty=Certainty.GUESSING),
        past("let-pass-for-sure", 2, credit=0, missed_prohibited=True, certainty=Certainty.CERTAIN),
        past("right", 1),
    ]
    assert [one.card_id for one in missed(history)] == ["let-pass-for-sure", "let-pass", "slip"]


def test_a_card_judged_right_since_is_no_longer_missed() -> None:
    assert missed([past("slip", 2, credit=0), past("slip", 1)]) == []
    assert [one.card_id for one in missed([past("slip", 2), past("slip", 1, credit=0)])] == ["slip"]


def test_an_exam_that_goes_on_tells_nothing_about_what_was_missed() -> None:
    assert missed([past("slip", credit=0, told=False)]) == []


def test_codes_are_kept_apart() -> None:
    history = [past("one"), past("two", code_id="aca-2014")]
    assert [one.card_id for one in under(history, "aca-2014")] == ["two"]


def test_the_first_answer_to_a_card_is_the_one_that_counts() -> None:
    again = [past("one", 2, credit=0), past("two", 1), past("one", 0)]
    assert first_answers(again) == again[:2]


def test_a_week_begins_on_monday_where_the_trainee_is() -> None:
    """Noon UTC of the tests' day is a Monday; eleven hours earlier it was still Sunday in New York."""
    assert NOON.weekday() == 0
    history = [past("before", 11 / 24), past("after", 0)]
    assert answered_this_week(history, NOON) == 2
    assert answered_this_week(history, datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("America/New_York"))) == 1
