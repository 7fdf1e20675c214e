"""What a class's credits say of the cards: how hard each one was, whether it tells people apart, how far sums carry."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np
import numpy.typing as npt

from records.estimates import Interval, wilson

Credits = npt.NDArray[np.float64]
"""People by cards, 0 to 1. An omitted answer is 0; NaN is a card that was not presented to them, or not reached."""

Z_90 = 1.6448536269514722
Z_95 = 1.959963984540054
"""Two-sided 90 % and 95 % of the normal distribution."""
ENOUGH_FOR_FACILITY, ENOUGH_FOR_CORRELATION, ENOUGH_FOR_ALPHA, ENOUGH_FOR_FLAGS = 10, 20, 20, 30
"""How many people it takes before each thing is told."""
FEWEST_OTHERS, FILLED_ENOUGH = 5, 0.9
NO_HELP, TOO_HARD, TOO_EASY = 0.10, 0.20, 0.95
FLAT = 1e-12
"""Variances of credits no larger than this are what rounding leaves of none."""


class Flag(Enum):
    """What is worth a second look at a card."""

    CHECK_KEY = "check the key"
    POSSIBLE_MISKEY = "another verdict has clearly more votes than the key"
    TOO_EASY = "too easy to tell people apart"
    TOO_HARD = "too hard to tell people apart"


@dataclass(frozen=True)
class Facility:
    """The credits of `n` people, which add up to `total`, with the 95 % Wilson interval of their mean."""

    total: float
    n: int
    interval: Interval

    @property
    def mean(self) -> float:
        """The mean credit, 0 to 1: high is easy."""
        return self.total / self.n


@dataclass(frozen=True)
class Correlation:
    """Pearson's r over `n` people with its 95 % interval; the ends lie within -1 and 1."""

    r: float
    n: int
    interval: Interval


@dataclass(frozen=True)
class ItemStatistics:
    """One card after `n` people. What needs more people than there are, or any spread where there is none, is None.

    `item_rest_correlation` is Moodle's discrimination index over 100. Efficiency and weight are percentages.
    """

    n: int
    facility: Facility | None
    item_rest_correlation: Correlation | None
    discriminative_efficiency: float | None
    effective_weight: float | None
    flags: frozenset[Flag]


@dataclass(frozen=True)
class Reliability:
    """Cronbach's alpha over the `n` of `people` who had all `cards`, with its 95 % interval.

    `standard_error` is that of a person's sum of credits; a negative alpha is told, but has none.
    """

    alpha: float
    interval: Interval
    standard_error: float | None
    n: int
    people: int
    cards: int


def item_analysis(credits_given: Credits) -> list[ItemStatistics]:
    """The statistics of every card, in the order of the columns. Only first answers should be in them."""
    rests, weights = rest_scores(credits_given), effective_weights(credits_given)
    return [_item(*columns) for columns in zip(credits_given.T, rests.T, weights, strict=True)]


def _item(given: Credits, rest: Credits, weight: float | None) -> ItemStatistics:
    n, both = int(np.count_nonzero(~np.isnan(given))), ~np.isnan(rest)
    ease, correlation = facility(float(np.nansum(given)), n), item_rest_correlation(given[both], rest[both])
    efficiency = discriminative_efficiency(given[both], rest[both])
    return ItemStatistics(n, ease, correlation, efficiency, weight, _flags(ease, correlation))


def facility(total: float, n: int) -> Facility | None:
    """The facility of a card whose `n` credits sum to `total`; None below ten people."""
    interval = wilson(total, n, Z_95)
    return Facility(total, n, interval) if interval and n >= ENOUGH_FOR_FACILITY else None


def rest_scores(credits_given: Credits) -> Credits:
    """For each person and card, the mean credit of the other cards they had.

    NaN where they did not have the card, and where there are fewer than five others; but where everybody had all
    cards it is Moodle's total less the card, divided by the number of the others, however few.
    """
    there = ~np.isnan(credits_given)
    whole = np.array_equal(there, np.outer(there.any(axis=1), there.any(axis=0)))
    others = there.sum(axis=1, keepdims=True) - 1
    rest = (np.nansum(credits_given, axis=1, keepdims=True) - credits_given) / np.maximum(others, 1)
    return np.where(others >= (1 if whole else FEWEST_OTHERS), rest, np.nan)


def item_rest_correlation(given: Credits, rest: Credits) -> Correlation | None:
    """Pearson's r of a card with the rest of the deck; None below twenty people or without spread in either.

    Moodle's discrimination index is 100 times this, not the upper less the lower group. scipy's `pearsonr` agrees.
    """
    if len(given) < ENOUGH_FOR_CORRELATION:
        return None
    (spread, shared), (_, rest_spread) = np.cov(given, rest)
    if min(spread, rest_spread) <= FLAT:
        return None
    r = max(-1.0, min(1.0, float(shared / math.sqrt(spread * rest_spread))))
    return Correlation(r, len(given), fisher(r, len(given)))


def fisher(r: float, n: int, z: float = Z_95) -> Interval:
    """The interval of an r over four people or more: tanh(atanh r +- z / sqrt(n - 3)) (Fisher 1921, Metron 1:3)."""
    if abs(r) == 1:
        return Interval(r, r)
    middle, half = math.atanh(r), z / math.sqrt(n - 3)
    return Interval(math.tanh(middle - half), math.tanh(middle + half))


def discriminative_efficiency(given: Credits, rest: Credits) -> float | None:
    """The covariance with the rest, as a percentage of what it would be if both were in the same order of people.

    100 cov(x, rest) / cov(sorted x, sorted rest), as Moodle has it; None below twenty people or without spread.
    """
    if len(given) < ENOUGH_FOR_CORRELATION:
        return None
    most = np.cov(np.sort(given), np.sort(rest))[0, 1]
    return float(100 * np.cov(given, rest)[0, 1] / most) if most > FLAT else None


def effective_weights(credits_given: Credits) -> list[float | None]:
    """How much of the spread of the sums each card brings, in per cent, over people who had every card.

    100 sqrt(cov(x, T)) / sum of these roots, as Moodle has it; None for a negative covariance, which brings nothing to
    that sum, below twenty such people, and where sums do not vary.
    """
    whole, weights = whole_rows(credits_given), np.full(credits_given.shape[1], np.nan)
    if len(whole) >= ENOUGH_FOR_CORRELATION and whole.sum(axis=1).var() > FLAT:
        shared = np.cov(whole, whole.sum(axis=1), rowvar=False)[:-1, -1]
        roots = np.sqrt(np.where(shared > FLAT, shared, 0))
        asked = (~np.isnan(credits_given)).any(axis=0)
        weights[asked] = np.where(shared < -FLAT, np.nan, 100 * roots / roots.sum())
    return [None if math.isnan(weight) else float(weight) for weight in weights]


def whole_rows(credits_given: Credits) -> Credits:
    """The people who had every card that anybody had; nobody, where fewer than 90 % of the cells are filled.

    People without any credit were not asked, and cards without any were not put; neither counts. Nothing is imputed.
    """
    there = ~np.isnan(credits_given)
    asked = credits_given[np.ix_(there.any(axis=1), there.any(axis=0))]
    filled = ~np.isnan(asked)
    enough = np.count_nonzero(filled) >= FILLED_ENOUGH * filled.size
    return asked[filled.all(axis=1) & enough]


def reliability(credits_given: Credits) -> Reliability | None:
    """The reliability of sums over the deck; None below twenty people who had every card, or without spread."""
    whole = whole_rows(credits_given)
    alpha = cronbach_alpha(whole)
    if alpha is None or len(whole) < ENOUGH_FOR_ALPHA:
        return None
    n, cards = whole.shape
    return Reliability(
        alpha=alpha,
        interval=bonett(alpha, n, cards),
        standard_error=float(whole.sum(axis=1).std(ddof=1)) * math.sqrt(1 - alpha) if alpha >= 0 else None,
        n=n,
        people=int((~np.isnan(credits_given)).any(axis=1).sum()),
        cards=cards,
    )


def cronbach_alpha(whole: Credits) -> float | None:
    """Cronbach's alpha, at most 1; it may be negative. None for one card or one person, and where all sums are alike.

    k / (k - 1) (1 - sum of the cards' variances / variance of the sums) (L. J. Cronbach 1951, Psychometrika 16:297).
    Moodle prints 100 times this as the coefficient of internal consistency.
    """
    n, cards = whole.shape
    if min(n, cards) < 2:
        return None
    spread = float(whole.sum(axis=1).var(ddof=1))
    if spread <= FLAT:
        return None
    unshared = float(whole.var(axis=0, ddof=1).sum()) / spread
    return min(1.0, float(cards / (cards - 1) * (1 - unshared)))


def bonett(alpha: float, n: int, cards: int, z: float = Z_95) -> Interval:
    """The interval of an alpha over `n` people, more than two.

    1 - exp(ln(1 - alpha) - ln(n / (n - 1)) +- z sqrt(2 k / ((k - 1) (n - 2)))) (D. G. Bonett 2002, Journal of
    Educational and Behavioral Statistics 27:335).
    """
    half = z * math.sqrt(2 * cards / ((cards - 1) * (n - 2)))
    doubt = (1 - alpha) * (n - 1) / n
    return Interval(1 - doubt * math.exp(half), 1 - doubt * math.exp(-half))


def _flags(ease: Facility | None, correlation: Correlation | None) -> frozenset[Flag]:
    if ease is None or ease.n < ENOUGH_FOR_FLAGS:
        return frozenset()
    told = correlation if correlation and correlation.n >= ENOUGH_FOR_FLAGS else None
    holds = {
        Flag.CHECK_KEY: told is not None and fisher(told.r, told.n, Z_90).high < NO_HELP,
        Flag.TOO_EASY: ease.interval.low > TOO_EASY,
        Flag.TOO_HARD: ease.interval.high < TOO_HARD,
    }
    return frozenset(flag for flag, found in holds.items() if found)


def flag_miskeyed(item: ItemStatistics, votes: Sequence[int], key_levels: Sequence[int]) -> ItemStatistics:
    """The statistics, flagged where a wrong verdict clearly has more votes than all accepted ones; from thirty votes.

    `votes` are counts by the level of the verdict. Clearly: the two 95 % Wilson intervals do not meet.
    """
    n, right = sum(votes), sum(votes[level] for level in key_levels)
    wrong = max(count for level, count in enumerate(votes) if level not in key_levels)
    accepted, rejected = wilson(right, n, Z_95), wilson(wrong, n, Z_95)
    if n < ENOUGH_FOR_FLAGS or not accepted or not rejected or rejected.low <= accepted.high:
        return item
    return replace(item, flags=item.flags | {Flag.POSSIBLE_MISKEY})
