"""What GIFT and Moodle XML share: a grid of percentages outside which an import fails, and the bank's categories."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.interchange.losses import Loss
from scoring.interchange.question import Kind, Option, Question

GRID = (
    *(100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667),
    *(14.28571, 12.5, 11.11111, 10, 5, 0),
)
TOLERANCE = 0.001
"""Moodle takes a percentage for one of the grid when it is no further away than this."""


def on_grid(credit: float) -> float:
    """The percentage of the grid nearest to `credit` (-1 to 1), with its sign; the higher of two that are as near."""
    nearest = min(GRID, key=lambda percent: abs(percent - abs(credit) * 100))
    return -nearest if credit < 0 and nearest else nearest


def percentages(question: Question) -> list[float]:
    """The percentage of each option. A single choice always has an option at 100, as Moodle wants one."""
    shares = [on_grid(option.credit) for option in question.options]
    if question.kind is Kind.SINGLE:
        best = max(option.credit for option in question.options)
        return [100 if option.credit == best else share for option, share in zip(question.options, shares, strict=True)]
    return shares


def snapped(question: Question) -> Iterator[Loss]:
    """The credits that the grid does not have."""
    for option, percent in zip(question.options, percentages(question), strict=True):
        if abs(option.credit * 100 - percent) > TOLERANCE:
            yield Loss(question.card, question.part.value, _moved(option, percent))


def _moved(option: Option, percent: float) -> str:
    return f"credit {option.credit:g} of {option.id} snapped to Moodle's {percent / 100:g}"


def decimal(number: float) -> str:
    """`number` with at most five decimals, none of them idle."""
    return f"{number:.5f}".rstrip("0").rstrip(".")


def category(question: Question) -> str:
    """Where in Moodle's question bank a question belongs."""
    return f"$course$/top/Boundary Practice/{question.code}/{question.topic}"
