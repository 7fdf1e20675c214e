"""What no knowledge at all would earn; printed beside every score."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.rules import MarkTable
from scoring.verdict import SCALE, Verdict


def guessing(tables: Sequence[MarkTable]) -> float | None:
    """The share of the marks that blind answers earn on average, 0 to 1; None without tables."""
    if not tables:
        return None
    return sum(table.chance for table in tables) / sum(table.out_of for table in tables)


def best_constant(verdict_tables: Sequence[MarkTable]) -> tuple[Verdict, float] | None:
    """The one verdict that earns most when given to every card, with its share of the marks; None without tables."""
    if not verdict_tables:
        return None
    out_of = sum(table.out_of for table in verdict_tables)
    shares = {answer: sum(table.marks[answer.level] for table in verdict_tables) / out_of for answer in SCALE}
    best = max(SCALE, key=lambda answer: shares[answer])
    return best, shares[best]
