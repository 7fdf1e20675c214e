"""How a trainee's verdicts stand to the code's: which way they err, how often, and how far they agree beyond chance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from records.estimates import Interval, wilson
from scoring.rules import STEP_CREDIT, Scheme
from scoring.verdict import SCALE

SEVERE = 2
ENOUGH_FOR_KAPPA = 20
Table = Sequence[Sequence[int]]
"""Counts of verdicts: a row for each step of the code's verdict, a column for each step of the trainee's."""


@dataclass(frozen=True)
class Rate:
    """`count` out of `n`, with the 80 % Wilson interval of the share; no interval without any."""

    count: int
    n: int
    interval: Interval | None

    @property
    def share(self) -> float | None:
        """The share, or None out of nothing."""
        return self.count / self.n if self.n else None


def rate(count: int, n: int) -> Rate:
    """A count out of `n` with its interval."""
    return Rate(count, n, wilson(count, n))


@dataclass(frozen=True)
class Leaning:
    """Which way verdicts err. `severe` are two steps off or more, either way; `mean_steps` above 0 is permissive."""

    under_calls: Rate
    over_calls: Rate
    severe: Rate
    mean_steps: float | None


def leaning(cards: pd.DataFrame) -> Leaning:
    """The leaning over the rows of a `by_card` frame that hold a verdict."""
    steps = cards["signed_steps"].dropna().astype("int64")
    n = len(steps)
    return Leaning(
        under_calls=rate(int((steps > 0).sum()), n),
        over_calls=rate(int((steps < 0).sum()), n),
        severe=rate(int((steps.abs() >= SEVERE).sum()), n),
        mean_steps=float(steps.mean()) if n else None,
    )


def verdict_table(cards: pd.DataFrame) -> Table:
    """Verdicts given (columns) by the code's verdict (rows), both in the order of the scale."""
    given = cards[cards["verdict"].notna()]
    counts = np.zeros((len(SCALE), len(SCALE)), dtype=int)
    np.add.at(counts, (given["key"].to_numpy(int), given["verdict"].to_numpy(int)), 1)
    return [[int(count) for count in row] for row in counts]


@dataclass(frozen=True)
class WouldDoIt:
    """The scale cut in the middle. `held_back` of the acts the code speaks against, `went_ahead` of the others."""

    held_back: Rate
    went_ahead: Rate


def would_do_it(table: Table) -> WouldDoIt:
    """How often a trainee would rightly hold back (sensitivity) and rightly go ahead (specificity)."""
    counts = np.array(table)
    against, open_to = counts[:2], counts[2:]
    return WouldDoIt(
        held_back=rate(int(against[:, :2].sum()), int(against.sum())),
        went_ahead=rate(int(open_to[:, 2:].sum()), int(open_to.sum())),
    )


def near_miss_weight(key: int, answer: int) -> float:
    """The credit of the default marking scheme."""
    return STEP_CREDIT[Scheme.NEAR_MISS].get(answer - key, 0.0)


def linear_weight(key: int, answer: int) -> float:
    """One less a third for each step apart: the weights other studies report."""
    return 1 - abs(key - answer) / (len(SCALE) - 1)


def weighted_kappa(table: Table, weight: Callable[[int, int], float] = near_miss_weight) -> float | None:
    """Agreement beyond what the same two habits of answering would reach by chance; 1 at most.

    (observed - expected) / (1 - expected), both as mean weights (J. Cohen 1968, Psychological Bulletin 70:213). None
    for no answers, and where either side used one verdict only. With linear weights scikit-learn's `cohen_kappa_score`
    agrees, given all four labels.
    """
    counts = np.array(table, dtype=float)
    n = counts.sum()
    if n == 0 or min(np.count_nonzero(counts.sum(axis=0)), np.count_nonzero(counts.sum(axis=1))) == 1:
        return None
    weights = np.array([[weight(key, answer) for answer in range(len(SCALE))] for key in range(len(SCALE))])
    observed = (weights * counts).sum() / n
    expected = (weights * np.outer(counts.sum(axis=1), counts.sum(axis=0))).sum() / n**2
    return float((observed - expected) / (1 - expected))
