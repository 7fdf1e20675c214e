"""Leaning and agreement, held against independent libraries and worked numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.proportion import proportion_confint

from records.agreement import (
    Rate,
    leaning,
    linear_weight,
    near_miss_weight,
    rate,
    verdict_table,
    weighted_kappa,
    would_do_it,
)

SURVEY = [[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]]
"""Agreement of ninety-one couples on one question (Agresti, Categorical Data Analysis)."""


def cards(*pairs: tuple[int, int | None]) -> pd.DataFrame:
    """Verdicts as (the code's, the trainee's)."""
    steps = [None if given is None else given - key for key, given in pairs]
    frame = {"key": [key for key, _ in pairs], "verdict": [given for _, given in pairs], "signed_steps": steps}
    return pd.DataFrame(frame).astype({"key": "int64", "verdict": "Int64", "signed_steps": "Int64"})


PAIRS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=120)


def test_verdicts_stand_by_the_codes_and_none_is_lost() -> None:
    assert verdict_table(cards((0, 0), (0, 2), (3, 1), (3, 1), (2, None))) == [
        [1, 0, 1, 0],
        [0, 0, 0, 0],
        [0, 0, 0, 0],
        [0, 2, 0, 0],
    ]


def test_which_way_verdicts_err_is_told_with_how_many_there_were() -> None:
    found = leaning(cards((0, 0), (0, 3), (1, 2), (3, 2), (2, None)))
    assert (found.under_calls.count, found.over_calls.count, found.severe.count) == (2, 1, 1)
    assert found.under_calls.n == 4
    assert found.mean_steps == pytest.approx((3 + 1 - 1) / 4)


def test_nothing_answered_has_no_share_and_no_interval() -> None:
    found = leaning(cards())
    assert found.under_calls == Rate(0, 0, None)
    assert (found.under_calls.share, found.mean_steps) == (None, None)
    assert weighted_kappa(verdict_table(cards())) is None


@given(n=st.integers(1, 400), data=st.data())
def test_a_rate_carries_the_wilson_interval_of_statsmodels(n: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, n))
    found = rate(count, n).interval
    low, high = proportion_confint(count, n, alpha=0.2, method="wilson")
    assert found
    assert found.low == pytest.approx(max(0, low), abs=1e-9)
    assert found.high == pytest.approx(min(1, high), abs=1e-9)


def test_holding_back_and_going_ahead_are_told_apart() -> None:
    found = would_do_it(verdict_table(cards((0, 1), (1, 3), (2, 3), (3, 0), (2, 2))))
    assert (found.held_back.count, found.held_back.n) == (1, 2)
    assert (found.went_ahead.count, found.went_ahead.n) == (2, 3)


def test_the_worked_numbers_of_kappa() -> None:
    """Unweighted .129, linear .237, quadratic .332, and .202 with the default marks."""
    assert weighted_kappa(SURVEY, lambda key, answer: float(key == answer)) == pytest.approx(0.129, abs=5e-4)
    assert weighted_kappa(SURVEY, linear_weight) == pytest.approx(0.237, abs=5e-4)
    assert weighted_kappa(SURVEY, lambda key, answer: 1 - ((key - answer) / 3) ** 2) == pytest.approx(0.332, abs=5e-4)
    assert weighted_kappa(SURVEY, near_miss_weight) == pytest.approx(0.202, abs=5e-4)


@given(PAIRS)
def test_kappa_agrees_with_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    table = verdict_table(cards(*pairs))
    keys, given_verdicts = zip(*pairs, strict=True)
    if len(set(keys)) == 1 or len(set(given_verdicts)) == 1:
        assert weighted_kappa(table, linear_weight) is None
        return
    for ours, theirs in ((linear_weight, "linear"), (_quadratic, "quadratic"), (_exact, None)):
        oracle: Any = cohen_kappa_score(keys, given_verdicts, labels=[0, 1, 2, 3], weights=theirs)
        assert weighted_kappa(table, ours) == pytest.approx(oracle, abs=1e-9)


def _quadratic(key: int, answer: int) -> float:
    return 1 - ((key - answer) / 3) ** 2


def _exact(key: int, answer: int) -> float:
    return float(key == answer)


def test_everything_right_agrees_wholly() -> None:
    table = np.diag([3, 2, 4, 1]).tolist()
    assert weighted_kappa(table) == pytest.approx(1)
