from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import gamma
from scipy.stats import binomtest
from statsmodels.stats.contingency_tables import mcnemar

from records.gain import gain, hedges_g, met_again, sign_test
from tests.records.pasts import past

SLEEP = (
    [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0],
    [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
)
"""Extra hours of sleep of ten people under two drugs, as R ships them."""
VALUES = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=3, max_size=60)


def test_the_worked_number_of_hedges() -> None:
    assert hedges_g(*SLEEP) == pytest.approx(0.7605, abs=5e-5)


@given(VALUES)
def test_the_effect_agrees_with_numpy_and_scipy(pairs: list[tuple[float, float]]) -> None:
    before, after = np.array(pairs).T
    spread = np.sqrt((before.var(ddof=1) + after.var(ddof=1)) / 2)
    found = hedges_g(list(before), list(after))
    if spread < 1e-6:
        return
    m = len(pairs) - 1
    small_sample = gamma(m / 2) / (np.sqrt(m / 2) * gamma((m - 1) / 2))
    assert found == pytest.approx(small_sample * (after.mean() - before.mean()) / spread, rel=1e-9, abs=1e-9)


@given(better=st.integers(0, 60), worse=st.integers(0, 60))
def test_the_sign_test_agrees_with_scipy_and_mcnemar_with_statsmodels(better: int, worse: int) -> None:
    if better + worse:
        assert sign_test(better, worse) == pytest.approx(binomtest(better, better + worse).pvalue, abs=1e-9)
        exact = mcnemar([[0, better], [worse, 0]], exact=True).pvalue
        assert sign_test(better, worse) == pytest.approx(min(1, exact), abs=1e-9)
    else:
        assert sign_test(0, 0) == 1


def test_below_ten_pairs_only_counts_are_told() -> None:
    found = gain([(0.0, 1.0), (0.5, 0.5), (1.0, 0.5)])
    assert found
    assert (found.better, found.same, found.worse, found.effect) == (1, 1, 1, None)
    assert gain([]) is None


def test_without_spread_there_is_no_effect_size() -> None:
    found = gain([(0.5, 0.5)] * 12)
    assert found
    assert (found.effect, found.sign_p) == (None, 1)


def test_cards_met_again_go_from_the_first_answer_to_the_latest() -> None:
    history = [past("one", 9, credit=0), past("two", 8), past("one", 5, credit=0.5), past("one", 1)]
    found = met_again(history)
    assert found
    assert (found.n, found.before, found.after, found.better) == (1, 0, 1, 1)
    assert met_again([past("one"), past("two")]) is None
