from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.answer import Part
from scoring.interchange import Kind, Loss, Option, Question
from scoring.interchange.gift import to_gift
from scoring.interchange.moodle_grid import GRID, decimal, on_grid, percentages, snapped
from scoring.interchange.moodle_xml import to_moodle_xml
from tests.scoring.interchange.gift_reader import read_gift
from tests.scoring.interchange.moodle_reader import GRID as MOODLES
from tests.scoring.interchange.moodle_reader import read_moodle_xml

SHARES = (
    *(1, 0.9, 5 / 6, 0.8, 3 / 4, 0.7, 2 / 3, 0.6, 1 / 2, 0.4, 1 / 3, 0.3, 1 / 4, 0.2, 1 / 6, 1 / 7, 1 / 8, 1 / 9),
    *(0.1, 0.05, 0),
)


def question(*shares: float, kind: Kind = Kind.MULTIPLE) -> Question:
    options = [Option(f"o{n}", f"Option {n}", share, "Because.", share == 1) for n, share in enumerate(shares)]
    return Question(
        id="x",
        card="a-card",
        code="apa-2017",
        topic="a-topic",
        part=Part.FACTORS,
        title="A title",
        text="A text.",
        kind=kind,
        options=tuple(options),
        feedback="A reason.",
        marks=1,
        in_order=False,
    )


def test_the_grid_is_moodles() -> None:
    assert tuple(decimal(percent) for percent in GRID) == MOODLES


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(("share", "percent"), list(zip(SHARES, MOODLES, strict=True)))
def test_a_share_of_the_grid_is_written_as_moodle_writes_it(share: float, percent: str, sign: int) -> None:
    made = question(1, sign * share)
    expected = pytest.approx(sign * float(percent), abs=0.001)
    assert read_moodle_xml(to_moodle_xml([made]).data).questions[0].answers[1].share == expected
    assert read_gift(to_gift([made]).data).questions[0].answers[1].share == expected
    assert list(snapped(made)) == []


@pytest.mark.parametrize(
    ("share", "percent"), [(0.375, 40), (-0.375, -40), (0.96, 100), (0.02, 0), (-0.01, 0), (0.45, 50), (0.85, 83.33333)]
)
def test_another_share_goes_to_the_nearest_of_the_grid(share: float, percent: float) -> None:
    assert on_grid(share) == percent


def test_what_was_snapped_is_named() -> None:
    made = question(1, 0.375)
    expected = [Loss("a-card", "factors", "credit 0.375 of o1 snapped to Moodle's 0.4")]
    assert list(to_moodle_xml([made]).losses) == expected
    assert list(to_gift([made]).losses) == expected


def test_a_single_choice_without_full_credit_has_its_best_raised_and_says_so() -> None:
    made = question(0.5, 0.25, kind=Kind.SINGLE)
    assert percentages(made) == [100, 25]
    assert [loss.what for loss in snapped(made)] == ["credit 0.5 of o0 snapped to Moodle's 1"]


@pytest.mark.parametrize("decisive", range(1, 8))
@pytest.mark.parametrize("irrelevant", range(7))
def test_the_balanced_rule_is_on_the_grid_for_any_number_of_facts(decisive: int, irrelevant: int) -> None:
    made = question(*(1 / decisive for _ in range(decisive)), *(-1 / irrelevant for _ in range(irrelevant)), 0)
    assert list(snapped(made)) == []
    assert round(sum(percent for percent in percentages(made) if percent > 0) / 100, 2) == 1


@pytest.mark.parametrize("credits_", [(3, 2, 1, 0), (2, 1, 0), (1, 0, 0)])
def test_every_credit_of_a_next_step_is_on_the_grid(credits_: tuple[int, ...]) -> None:
    made = replace(question(*(credit / credits_[0] for credit in credits_)), kind=Kind.SINGLE)
    assert list(snapped(made)) == []
