"""What changed between two measurements of the same: cards met twice, or people asked twice."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean, variance

from records.history import Past

ENOUGH_FOR_EFFECT = 10
FEWEST_FREEDOM = 2


@dataclass(frozen=True)
class Gain:
    """`n` pairs. Means are of the values as given; `effect` is Hedges' g, None below ten pairs or without spread.

    `sign_p` is the chance of a split between better and worse at least this uneven if neither were likelier.
    """

    n: int
    before: float
    after: float
    better: int
    same: int
    worse: int
    effect: float | None
    sign_p: float


def gain(pairs: Sequence[tuple[float, float]]) -> Gain | None:
    """The gain from the first to the second value of each pair; None without any."""
    if not pairs:
        return None
    before, after = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    better = sum(late > early for early, late in pairs)
    worse = sum(late < early for early, late in pairs)
    return Gain(
        n=len(pairs),
        before=mean(before),
        after=mean(after),
        better=better,
        same=len(pairs) - better - worse,
        worse=worse,
        effect=hedges_g(before, after) if len(pairs) >= ENOUGH_FOR_EFFECT else None,
        sign_p=sign_test(better, worse),
    )


def hedges_g(before: Sequence[float], after: Sequence[float]) -> float | None:
    """The mean difference in units of the averaged spread, corrected for small samples.

    None without spread or with fewer than three pairs.

    g_av = J (M2 - M1) / sqrt((s1^2 + s2^2) / 2), J with n - 1 degrees of freedom in its exact gamma form (Hedges 1981,
    Journal of Educational Statistics 6:107; Lakens 2013, Frontiers in Psychology 4:863). R's `sleep` data: 0.7605.
    """
    freedom = len(before) - 1
    spread = math.sqrt((variance(before) + variance(after)) / 2)
    if spread == 0 or freedom < FEWEST_FREEDOM:
        return None
    return _small_sample(freedom) * (mean(after) - mean(before)) / spread


def _small_sample(freedom: int) -> float:
    return math.exp(math.lgamma(freedom / 2) - math.lgamma((freedom - 1) / 2)) / math.sqrt(freedom / 2)


def sign_test(better: int, worse: int) -> float:
    """The exact two-sided sign test, which is McNemar's exact test too. Ties are left out; without changes it is 1."""
    n = better + worse
    tail = sum(math.comb(n, count) for count in range(min(better, worse) + 1))
    return min(1.0, 2.0 * tail / 2.0**n)


def met_again(history: Iterable[Past]) -> Gain | None:
    """From the first answer to the latest, over cards answered more than once; credits of the verdict, 0 to 1."""
    first: dict[str, Past] = {}
    latest: dict[str, Past] = {}
    for past in history:
        first.setdefault(past.card_id, past)
        latest[past.card_id] = past
    return gain([(first[card].credit, past.credit) for card, past in latest.items() if past is not first[card]])
