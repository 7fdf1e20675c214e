from __future__ import annotations

import pandas as pd
import pytest

from records.calibration import Judged, calibration, judged
from scoring.verdict import Certainty


def answers(*given: tuple[int | None, int | None]) -> pd.DataFrame:
    return pd.DataFrame(given, columns=["certainty", "signed_steps"]).astype("Int64")


def test_each_level_counts_what_the_code_accepts() -> None:
    found = calibration(answers((1, 0), (1, 2), (3, 0), (3, 0), (3, -1)))
    assert [(one.level, one.n, one.right) for one in found] == [
        (Certainty.GUESSING, 2, 1),
        (Certainty.LEANING, 0, 0),
        (Certainty.CERTAIN, 3, 2),
    ]


def test_an_answer_without_certainty_or_without_verdict_is_not_counted() -> None:
    assert [one.n for one in calibration(answers((None, 0), (2, None)))] == [0, 0, 0]


@pytest.mark.parametrize(
    ("level", "right", "n", "expected"),
    [
        (Certainty.CERTAIN, 0, 0, Judged.NOT_ENOUGH),
        (Certainty.CERTAIN, 9, 10, Judged.FITS),
        (Certainty.CERTAIN, 2, 10, Judged.OVER),  # gap .6, .36 x 10 = 3.6
        (Certainty.CERTAIN, 7, 10, Judged.SLIGHTLY_OVER),  # gap .1, .01 x 10 = .1
        (Certainty.CERTAIN, 3, 4, Judged.NOT_ENOUGH),  # as slight, and too few
        (Certainty.CERTAIN, 0, 2, Judged.OVER),  # gap .8, .64 x 2 = 1.28
        (Certainty.GUESSING, 10, 10, Judged.UNDER),  # gap 1/3, 10/9
        (Certainty.GUESSING, 7, 10, Judged.SLIGHTLY_UNDER),
        (Certainty.GUESSING, 0, 10, Judged.FITS),
        (Certainty.LEANING, 15, 20, Judged.FITS),
        (Certainty.LEANING, 20, 20, Judged.UNDER),
        (Certainty.LEANING, 5, 20, Judged.OVER),
    ],
)
def test_a_level_is_judged_by_moodles_rule_and_slightly_only_from_ten_answers(
    level: Certainty, right: int, n: int, expected: Judged
) -> None:
    assert judged(level, right, n) is expected
