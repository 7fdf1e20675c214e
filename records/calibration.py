"""Whether a trainee is as often right as they say they are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import pandas as pd

from records.estimates import Interval, wilson
from scoring.verdict import Certainty

BANDS = {
    Certainty.GUESSING: Interval(0.0, 2 / 3),
    Certainty.LEANING: Interval(2 / 3, 4 / 5),
    Certainty.CERTAIN: Interval(4 / 5, 1.0),
}
"""How often one is right when a level is used as meant: where its marks pay best (Gardner-Medwin)."""
CLEAR = 0.5
ENOUGH_FOR_SLIGHTLY = 10


class Judged(Enum):
    """How a level was used."""

    NOT_ENOUGH = "too few to tell"
    FITS = "fits"
    SLIGHTLY_OVER = "slightly too sure"
    SLIGHTLY_UNDER = "slightly too unsure"
    OVER = "too sure"
    UNDER = "too unsure"


@dataclass(frozen=True)
class LevelResult:
    """The verdicts given at one level of certainty. `right` counts those the code accepts; `interval` is of 80 %."""

    level: Certainty
    n: int
    right: int
    interval: Interval | None
    judged: Judged


def calibration(cards: pd.DataFrame) -> list[LevelResult]:
    """Every level of certainty with its answers out of a `by_card` frame. Answers without a certainty do not count."""
    given = cards[cards["certainty"].notna() & cards["signed_steps"].notna()]
    return [_level(level, given[given["certainty"] == level.value]) for level in Certainty]


def _level(level: Certainty, answers: pd.DataFrame) -> LevelResult:
    n, right = len(answers), int((answers["signed_steps"] == 0).sum())
    return LevelResult(level, n, right, wilson(right, n), judged(level, right, n))


def judged(level: Certainty, right: int, n: int) -> Judged:
    """Outside the band and gap² · n above one half it is said plainly; else slightly, and only from ten answers on.

    The rule is Moodle's for certainty-based marking; with few answers "slightly" would fire by chance.
    """
    if n == 0:
        return Judged.NOT_ENOUGH
    share, band = right / n, BANDS[level]
    gap = min(0.0, share - band.low) or max(0.0, share - band.high)
    if gap == 0:
        return Judged.FITS
    clear = gap * gap * n > CLEAR
    if not clear and n < ENOUGH_FOR_SLIGHTLY:
        return Judged.NOT_ENOUGH
    if gap < 0:
        return Judged.OVER if clear else Judged.SLIGHTLY_OVER
    return Judged.UNDER if clear else Judged.SLIGHTLY_UNDER


@dataclass(frozen=True)
class CertaintyMarks:
    """Certainty-based marks over `n` verdicts given with a certainty: their mean, and what saying so honestly added.

    `bonus` is a tenth of the distance to the best mean that one level for every card would have reached.
    """

    n: int
    mean: float
    bonus: float


def certainty_marks(cards: pd.DataFrame) -> CertaintyMarks | None:
    """The certainty-based marks of a `by_card` frame; None without any certainty. They never enter the total."""
    given = cards[cards["certainty_marks"].notna()]
    if given.empty:
        return None
    mean = float(given["certainty_marks"].astype("int64").mean())
    return CertaintyMarks(len(given), mean, certainty_bonus(mean, float((given["signed_steps"] == 0).mean())))


def certainty_bonus(mean_marks: float, share_right: float) -> float:
    """A tenth of: the mean mark less the best that one level throughout would give at this share of right verdicts.

    p, 4p - 2 and 9p - 6 are the expected marks of the three levels (Gardner-Medwin; Moodle prints the same bonus).
    """
    p = share_right
    return 0.1 * (mean_marks - max(p, 4 * p - 2, 9 * p - 6))
