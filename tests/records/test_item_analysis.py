"""Item statistics held against worked numbers and independent libraries."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import f as f_distribution
from scipy.stats import pearsonr
from statsmodels.stats.proportion import proportion_confint

from records.estimates import Interval
from records.item_analysis import (
    Credits,
    Flag,
    ItemStatistics,
    bonett,
    cronbach_alpha,
    discriminative_efficiency,
    facility,
    fisher,
    flag_miskeyed,
    item_analysis,
    item_rest_correlation,
    reliability,
    rest_scores,
    whole_rows,
)

NAN = math.nan
CREDIT = st.sampled_from([0.0, 0.25, 0.5, 1.0])


def matrices(people: int = 20, cards: int = 6, most: int = 40) -> st.SearchStrategy[Credits]:
    shapes = st.tuples(st.integers(people, most), st.integers(cards, 12))
    return shapes.flatmap(lambda shape: arrays(float, shape, elements=CREDIT))


@st.composite
def with_holes(draw: st.DrawFn, people: int = 20) -> Credits:
    given_credits = draw(matrices(people, cards=1))
    missing, seed = draw(st.sampled_from([0.0, 0.02, 0.1, 0.5, 1.0])), draw(st.integers(0, 1000))
    return np.where(np.random.default_rng(seed).random(given_credits.shape) < missing, NAN, given_credits)


def spread(people: int, cards: int, seed: int = 4) -> Credits:
    """A class in which the able do better on every card."""
    chance = np.random.default_rng(seed)
    ability = chance.normal(size=(people, 1))
    return (chance.normal(size=(people, cards)) < ability).astype(float)


@pytest.mark.parametrize(
    ("n", "low", "high"),
    [(10, 0.40, 0.89), (20, 0.48, 0.85), (30, 0.52, 0.83), (50, 0.56, 0.81), (100, 0.60, 0.78), (300, 0.65, 0.75)],
)
def test_the_worked_intervals_of_a_facility_of_seven_tenths(n: int, low: float, high: float) -> None:
    found = facility(0.7 * n, n)
    assert found
    assert (found.interval.low, found.interval.high) == pytest.approx((low, high), abs=5e-3)


@pytest.mark.parametrize(
    ("n", "low", "high"),
    [(5, -0.79, 0.93), (10, -0.41, 0.78), (20, -0.16, 0.66), (30, -0.07, 0.60), (50, 0.02, 0.53), (100, 0.11, 0.47)],
)
def test_the_worked_intervals_of_a_correlation_of_three_tenths(n: int, low: float, high: float) -> None:
    found = fisher(0.3, n)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5.1e-3)


@pytest.mark.parametrize("n", [20, 30, 50, 100, 300])
def test_bonetts_interval_stands_near_feldts(n: int) -> None:
    found, freedom = bonett(0.7, n, 20), (n - 1, (n - 1) * 19)
    assert found.low == pytest.approx(1 - 0.3 * f_distribution.ppf(0.975, *freedom), abs=0.04)
    assert found.high == pytest.approx(1 - 0.3 * f_distribution.ppf(0.025, *freedom), abs=0.02)


@given(alpha=st.floats(-3, 0.99), n=st.integers(3, 400), cards=st.integers(2, 60))
def test_bonetts_interval_is_as_he_wrote_it(alpha: float, n: int, cards: int) -> None:
    middle = math.log(1 - alpha) - math.log(n / (n - 1))
    half = 1.959963984540054 * math.sqrt(2 * cards / ((cards - 1) * (n - 2)))
    found = bonett(alpha, n, cards)
    assert found.low == pytest.approx(1 - math.exp(middle + half), rel=1e-9, abs=1e-9)
    assert found.high == pytest.approx(1 - math.exp(middle - half), rel=1e-9, abs=1e-9)
    assert bonett(1.0, n, cards) == Interval(1.0, 1.0)


@given(n=st.integers(10, 400), data=st.data())
def test_a_facility_carries_the_wilson_interval_of_statsmodels(n: int, data: st.DataObject) -> None:
    total = data.draw(st.integers(0, n))
    low, high = proportion_confint(total, n, alpha=0.05, method="wilson")
    found = facility(total, n)
    assert found
    assert (found.mean, found.interval.low) == pytest.approx((total / n, max(0, low)), abs=1e-9)
    assert found.interval.high == pytest.approx(min(1, high), abs=1e-9)


@settings(deadline=None)
@given(matrices())
def test_correlations_and_their_intervals_are_scipys(given_credits: Credits) -> None:
    sums = given_credits.sum(axis=1)
    for column, item in zip(given_credits.T, item_analysis(given_credits), strict=True):
        rest = sums - column
        if np.ptp(column) == 0 or np.ptp(rest) == 0:
            assert (item.item_rest_correlation, item.discriminative_efficiency) == (None, None)
            continue
        found, oracle = item.item_rest_correlation, pearsonr(column, rest)
        assert found
        assert found.r == pytest.approx(oracle.statistic, abs=1e-9)
        if abs(found.r) < 1 - 1e-9:
            ends = oracle.confidence_interval(0.95)
            assert (found.interval.low, found.interval.high) == pytest.approx((ends.low, ends.high), abs=1e-9)
        best = np.cov(np.sort(column), np.sort(rest))[0, 1]
        assert item.discriminative_efficiency == pytest.approx(100 * np.cov(column, rest)[0, 1] / best, abs=1e-9)


@settings(deadline=None)
@given(matrices())
def test_alpha_is_that_of_the_mean_covariance(given_credits: Credits) -> None:
    """Alpha is k c / (v + (k - 1) c), with v the mean variance of the cards and c their mean covariance."""
    k, between = given_credits.shape[1], np.cov(given_credits, rowvar=False)
    v, c = between.trace() / k, (between.sum() - between.trace()) / (k * (k - 1))
    found = cronbach_alpha(given_credits)
    if np.ptp(given_credits.sum(axis=1)) == 0:
        assert found is None
    else:
        assert found == pytest.approx(k * c / (v + (k - 1) * c), rel=1e-9, abs=1e-9)
        told = reliability(given_credits)
        assert told
        assert told.standard_error is None or told.standard_error == pytest.approx(
            np.std(given_credits.sum(axis=1), ddof=1) * math.sqrt(1 - told.alpha), abs=1e-9
        )


@settings(deadline=None)
@given(matrices())
def test_weights_of_cards_that_do_not_pull_back_add_up_to_a_hundred(given_credits: Credits) -> None:
    weights = [item.effective_weight for item in item_analysis(given_credits)]
    shared = [np.cov(column, given_credits.sum(axis=1))[0, 1] for column in given_credits.T]
    if np.ptp(given_credits.sum(axis=1)) == 0:
        assert weights == [None] * len(weights)
        return
    assert sum(weight for weight in weights if weight is not None) == pytest.approx(100)
    for weight, covariance in zip(weights, shared, strict=True):
        assert (weight is None) == (covariance < -1e-12)


@settings(deadline=None)
@given(given_credits=with_holes(), seed=st.integers(0, 1000))
def test_the_order_of_people_and_of_cards_changes_nothing(given_credits: Credits, seed: int) -> None:
    places = np.random.default_rng(seed).permutation(given_credits.shape[1])
    before, after = item_analysis(given_credits), item_analysis(given_credits[::-1][:, places])
    for item, other in zip([before[place] for place in places], after, strict=True):
        assert (item.n, item.flags) == (other.n, other.flags)
        assert item.discriminative_efficiency == pytest.approx(other.discriminative_efficiency, abs=1e-9)
        assert item.effective_weight == pytest.approx(other.effective_weight, abs=1e-9)


@settings(deadline=None)
@given(with_holes(people=1))
def test_with_holes_the_rest_is_the_mean_of_five_other_cards_or_more(given_credits: Credits) -> None:
    rests, had = rest_scores(given_credits), {tuple(row) for row in ~np.isnan(given_credits) if row.any()}
    fewest = 1 if len(had) <= 1 else 5
    for row, rest in zip(given_credits, rests, strict=True):
        for place, credit in enumerate(row):
            others = np.delete(row, place)[~np.isnan(np.delete(row, place))]
            if np.isnan(credit) or len(others) < fewest:
                assert np.isnan(rest[place])
            else:
                assert rest[place] == pytest.approx(others.mean(), abs=1e-12)


@settings(deadline=None)
@given(with_holes())
def test_reliability_is_of_whole_people_and_says_how_many(given_credits: Credits) -> None:
    there = ~np.isnan(given_credits)
    asked = given_credits[there.any(axis=1)][:, there.any(axis=0)]
    whole = asked[~np.isnan(asked).any(axis=1)]
    filled, found = 10 * np.isnan(asked).sum() <= asked.size, reliability(given_credits)
    if not filled or len(whole) < 20 or whole.shape[1] < 2 or np.ptp(whole.sum(axis=1)) == 0:
        assert found is None
    else:
        assert found
        assert (found.n, found.people, found.cards) == (len(whole), len(asked), asked.shape[1])
        assert found.alpha == cronbach_alpha(whole)


def test_a_tenth_of_the_cells_may_be_missing_and_no_more() -> None:
    late = spread(40, 10)
    late[:8, :5] = NAN
    found = reliability(late)
    assert found
    assert (found.n, found.people, found.cards) == (32, 40, 10)
    late[8, 0] = NAN
    assert reliability(late) is None
    assert len(whole_rows(late)) == 0
    assert all(item.effective_weight is None and item.item_rest_correlation for item in item_analysis(late))


def test_people_who_never_answered_and_cards_never_put_do_not_count() -> None:
    asked = spread(25, 8)
    room = np.full((30, 10), NAN)
    room[:25, :8] = asked
    assert reliability(room) == reliability(asked)
    assert item_analysis(room)[:8] == item_analysis(asked)
    assert item_analysis(room)[8:] == [ItemStatistics(0, None, None, None, None, frozenset())] * 2


@pytest.mark.parametrize(
    ("people", "told"),
    [(0, ""), (9, ""), (10, "facility"), (19, "facility"), (20, "facility r efficiency weight alpha")],
)
def test_each_thing_is_told_from_its_number_of_people_on(people: int, told: str) -> None:
    given_credits = spread(40, 6)[:people]
    item = item_analysis(given_credits)[0]
    assert item.n == people
    assert {
        "facility": item.facility is not None,
        "r": item.item_rest_correlation is not None,
        "efficiency": item.discriminative_efficiency is not None,
        "weight": item.effective_weight is not None,
        "alpha": reliability(given_credits) is not None,
    } == {name: name in told.split() for name in ("facility", "r", "efficiency", "weight", "alpha")}


def test_one_card_has_a_facility_and_nothing_to_compare_it_with() -> None:
    (item,) = item_analysis(spread(40, 1))
    assert item.facility
    assert (item.item_rest_correlation, item.discriminative_efficiency, item.effective_weight) == (None, None, 100)
    assert reliability(spread(40, 1)) is None


@pytest.mark.parametrize(("credit", "flag"), [(0.0, Flag.TOO_HARD), (1.0, Flag.TOO_EASY)])
def test_all_right_and_all_left_blank_have_no_spread(credit: float, flag: Flag) -> None:
    alike = np.full((80, 6), credit)
    assert reliability(alike) is None
    for item in item_analysis(alike):
        assert item.facility
        assert item.facility.mean == credit
        assert (item.item_rest_correlation, item.discriminative_efficiency, item.effective_weight) == (None, None, None)
        assert item.flags == {flag}


def test_a_card_alike_for_all_has_no_correlation_but_moodles_weight_of_nothing() -> None:
    mixed = spread(40, 6)
    mixed[:, 2] = 1 / 3
    found = item_analysis(mixed)[2]
    assert (found.item_rest_correlation, found.discriminative_efficiency, found.effective_weight) == (None, None, 0)


def test_cards_that_go_wholly_together_correlate_to_one() -> None:
    twins = np.repeat(spread(30, 1), 3, axis=1)
    found, told = item_analysis(twins)[0], reliability(twins)
    assert found.item_rest_correlation
    assert told
    assert found.item_rest_correlation.r == pytest.approx(1)
    assert found.item_rest_correlation.interval.low == pytest.approx(1)
    assert (told.alpha, told.interval.low, told.standard_error) == pytest.approx((1, 1, 0), abs=1e-6)
    assert (fisher(1, 30), fisher(-1, 30)) == (Interval(1, 1), Interval(-1, -1))


def test_correlation_and_efficiency_stand_alone_too() -> None:
    few, many = np.arange(19.0) / 19, np.arange(20.0) / 20
    assert (item_rest_correlation(few, few), discriminative_efficiency(few, few)) == (None, None)
    assert discriminative_efficiency(many, many[::-1]) == pytest.approx(-100)


def test_a_card_that_the_able_get_wrong_is_to_be_checked_from_thirty_people_on() -> None:
    turned = spread(60, 8)
    turned[:, 3] = 1 - turned[:, 3]
    assert [Flag.CHECK_KEY in item.flags for item in item_analysis(turned)] == [place == 3 for place in range(8)]
    assert [item.effective_weight is None for item in item_analysis(turned)] == [place == 3 for place in range(8)]
    assert not any(item.flags for item in item_analysis(turned[:29]))


@pytest.mark.parametrize(("r", "doubted"), [(-0.060, False), (-0.068, True)])
def test_a_key_is_to_be_checked_when_the_upper_end_of_90_per_cent_is_below_a_tenth(r: float, *, doubted: bool) -> None:
    """Over 103 people the upper end is tanh(atanh r + 0.16449); it is a tenth at r = -.0641."""
    chance = np.random.default_rng(1).normal(size=(103, 3))
    one, other, _ = np.linalg.qr(chance - chance.mean(axis=0))[0].T
    (card, rest) = item_analysis(np.column_stack([one, r * one + math.sqrt(1 - r * r) * other]) + 0.5)
    for item in (card, rest):
        assert item.item_rest_correlation
        assert item.item_rest_correlation.r == pytest.approx(r, abs=1e-9)
        assert (Flag.CHECK_KEY in item.flags) is doubted


def test_a_key_is_not_doubted_on_the_correlation_of_a_few_of_the_many_who_answered() -> None:
    turned = spread(60, 8)
    turned[:, 3] = 1 - turned[:, 3]
    turned[29:, 4:] = NAN
    found = item_analysis(turned)[3]
    assert found.item_rest_correlation
    assert (found.n, found.item_rest_correlation.n, found.flags) == (60, 29, frozenset())


def test_flags_go_by_the_end_of_the_interval_and_not_by_the_point() -> None:
    """Of 72 all right the lower end is .949, of 73 it is .950; of 15 nobody right says nothing yet."""
    assert item_analysis(np.ones((72, 1)))[0].flags == frozenset()
    assert item_analysis(np.ones((73, 1)))[0].flags == {Flag.TOO_EASY}
    assert item_analysis(np.zeros((29, 1)))[0].flags == frozenset()
    assert item_analysis(np.zeros((30, 1)))[0].flags == {Flag.TOO_HARD}


@pytest.mark.parametrize(
    ("votes", "key_levels", "miskeyed"),
    [
        ([25, 5, 0, 0], [1], True),
        ([5, 25, 0, 0], [1], False),
        ([18, 12, 0, 0], [1], False),
        ([25, 4, 0, 0], [1], False),
        ([25, 0, 0, 5], [3], True),
        ([20, 10, 10, 0], [1, 2], False),
        ([40, 10, 10, 0], [1, 2], True),
        ([0, 0, 0, 0], [1], False),
    ],
)
def test_a_key_is_doubted_only_when_the_intervals_part(
    votes: list[int], key_levels: list[int], *, miskeyed: bool
) -> None:
    plain = ItemStatistics(sum(votes), None, None, None, None, frozenset({Flag.TOO_HARD}))
    wanted = {Flag.TOO_HARD, Flag.POSSIBLE_MISKEY} if miskeyed else {Flag.TOO_HARD}
    assert flag_miskeyed(plain, votes, key_levels).flags == wanted
