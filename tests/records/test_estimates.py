"""Topic estimates against an independent library, worked numbers, and people who only guess."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from records.estimates import Interval, Standing, shrunken, standing, topic_estimates, wilson
from tests.records.pasts import topic_of


@given(n=st.integers(1, 500), data=st.data())
def test_wilson_agrees_with_statsmodels(n: int, data: st.DataObject) -> None:
    right = data.draw(st.integers(0, n))
    ours = wilson(right, n)
    low, high = proportion_confint(right, n, alpha=0.2, method="wilson")
    assert ours
    assert ours.low == pytest.approx(max(0, low), abs=1e-9)
    assert ours.high == pytest.approx(min(1, high), abs=1e-9)


def test_nothing_answered_has_no_interval() -> None:
    assert wilson(0, 0) is None


@given(n=st.integers(1, 60), share=st.floats(0, 1))
def test_an_interval_holds_its_mean_and_stays_between_nothing_and_everything(n: int, share: float) -> None:
    found = wilson(share * n, n)
    assert found
    assert 0 <= found.low <= share + 1e-12
    assert share - 1e-12 <= found.high <= 1


def test_the_worked_number_of_the_shrunken_mean() -> None:
    assert shrunken(3.0, 4, 14.0, 28) == pytest.approx((3 + 4 * 0.5) / 8)


def test_with_no_answers_elsewhere_a_topic_is_drawn_toward_its_own_mean() -> None:
    [found] = topic_estimates(topic_of([1.0] * 4))
    assert found.mean == 1.0
    assert found.estimate == pytest.approx((4 + 4 * 5 / 6) / 8)


@pytest.mark.parametrize(
    ("cards", "sittings", "low", "missed", "expected"),
    [
        (4, 2, 0.9, False, Standing.NOT_ENOUGH),
        (5, 2, 0.9, False, Standing.DEVELOPING),
        (8, 1, 0.9, False, Standing.DEVELOPING),
        (8, 2, 0.64, False, Standing.DEVELOPING),
        (8, 2, 0.65, True, Standing.DEVELOPING),
        (8, 2, 0.65, False, Standing.SOLID),
    ],
)
def test_solid_is_said_by_the_rule_only(
    cards: int, sittings: int, low: float, missed: bool, expected: Standing
) -> None:
    assert standing(cards, sittings, Interval(low, 1.0), missed_prohibited=missed) is expected


def test_only_the_first_answer_to_a_card_counts() -> None:
    first, again = topic_of([0.0] * 6), topic_of([1.0] * 6)
    [found] = topic_estimates([*first, *again])
    assert (found.n, found.mean) == (6, 0.0)


def test_a_sitting_that_is_not_finished_does_not_count_yet() -> None:
    assert topic_estimates(topic_of([1.0] * 6, sitting_over=False)) == []


def test_a_prohibited_act_missed_of_late_keeps_a_topic_from_being_solid() -> None:
    right = topic_of([1.0] * 12)
    missed = replace(right[0], missed_prohibited=True)
    [found] = topic_estimates([*right[1:], missed])
    assert found.standing is Standing.DEVELOPING
    [long_ago] = topic_estimates([missed, *right[1:]])
    assert long_ago.standing is Standing.SOLID


def test_guessers_are_called_solid_in_at_most_one_topic_of_a_thousand() -> None:
    chance, solid = random.Random(11), 0
    keys = [0] * 3 + [1] * 3 + [2] * 2 + [3] * 2
    for _ in range(3000):
        earned = [{0: 1.0, 1: 0.5}.get(abs(key - chance.randrange(4)), 0.0) for key in keys]
        interval = wilson(sum(earned), len(earned))
        assert interval
        solid += standing(10, 2, interval, missed_prohibited=False) is Standing.SOLID
    assert solid <= 3
