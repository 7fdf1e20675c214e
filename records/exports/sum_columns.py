"""Sums as columns: what somebody's answers, or the answers to a card, add up to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from records.exports.columns import Column, Look, Mark, Told, Value
from records.progress import Totals


def sum_columns(sums: Iterable[Totals | None]) -> Sequence[Column]:
    """The columns of these sums, in their order; empty where there are none."""
    found = list(sums)
    return [told.column(found) for told in _SUMS]


def _of(of: Callable[[Totals], Value]) -> Callable[[Totals | None], Value]:
    return lambda sums: of(sums) if sums else None


_SUMS: Sequence[Told[Totals | None]] = (
    Told("answers", "First answers; of a trainee's own sheet all answers to the card.", _of(lambda sums: sums.n)),
    Told(
        "share",
        "Share of the verdict marks, 0 to 1.",
        _of(lambda sums: sums.marks / sums.out_of),
        Look.SHARE,
        Mark.BAR,
    ),
    Told("chance", "The share that blind answering earns.", _of(lambda sums: sums.chance / sums.out_of), Look.SHARE),
    Told("right", "Verdicts that the code accepts.", _of(lambda sums: sums.right)),
    Told("under_calls", "Verdicts more permissive than the code's.", _of(lambda sums: sums.under_calls)),
    Told("over_calls", "Verdicts stricter than the code's.", _of(lambda sums: sums.over_calls)),
    Told(
        "missed_prohibited",
        "Prohibited acts answered with gray area or permissible.",
        _of(lambda sums: sums.missed_prohibited),
        mark=Mark.HARM,
    ),
)
