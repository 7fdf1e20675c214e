"""What a sheet adds up to, line by line, each with what it means and chance beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from records.class_report import FEWEST_PEOPLE, ClassReport
from records.exports.columns import Look, Value
from records.item_analysis import ENOUGH_FOR_ALPHA, Reliability
from records.progress import Totals
from records.score_sheet import ScoreSheet
from records.sheet_sums import sums

TOO_FEW = f"Told from {FEWEST_PEOPLE} people on."


@dataclass(frozen=True)
class Figure:
    """One line: a number, the share it is of a whole where there is one, and what that means."""

    label: str
    number: Value
    share: float | None
    meaning: str
    look: Look = Look.COUNT
    is_grave: bool = False


@dataclass(frozen=True)
class _Sum:
    label: str
    number: Callable[[Totals], float]
    whole: Callable[[Totals], float] | None
    meaning: str
    look: Look = Look.COUNT
    is_grave: bool = False

    def of(self, found: Totals | None) -> Figure:
        if found is None:
            return Figure(self.label, None, None, TOO_FEW)
        number = self.number(found)
        share = number / self.whole(found) if self.whole and found.n else None
        return Figure(self.label, number, share, self.meaning, self.look, self.is_grave and number > 0)


def _n(found: Totals) -> float:
    return found.n


def _out_of(found: Totals) -> float:
    return found.out_of


_SUMS = (
    _Sum(
        "Missed prohibited",
        lambda found: found.missed_prohibited,
        _n,
        "Prohibited acts answered with gray area or permissible.",
        is_grave=True,
    ),
    _Sum("Answers (n)", _n, None, "Verdicts that were asked for."),
    _Sum("Verdict marks", lambda found: found.marks, _out_of, "Marks earned with verdicts.", Look.NUMBER),
    _Sum("Most marks to earn", _out_of, None, "What the shares of marks are shares of.", Look.NUMBER),
    _Sum("Chance", lambda found: found.chance, _out_of, "What blind answering would earn on average.", Look.NUMBER),
    _Sum(
        "Best constant answer",
        lambda found: found.best_constant,
        _out_of,
        "The most that one verdict given to every card would earn.",
        Look.NUMBER,
    ),
    _Sum("Right", lambda found: found.right, _n, "Verdicts that the code accepts."),
    _Sum("Under-calls", lambda found: found.under_calls, _n, "Verdicts more permissive than the code's."),
    _Sum("Over-calls", lambda found: found.over_calls, _n, "Verdicts stricter than the code's."),
)


def figures(sheet: ScoreSheet, report: ClassReport | None) -> Sequence[Figure]:
    """The figures of a class out of its `report`, first votes only; else of all answers of the sheet."""
    if report is None:
        return [*(one.of(sums(sheet)) for one in _SUMS), _count("Different cards", sheet.rows["card"].nunique(), "")]
    return [
        *(one.of(report.sums) for one in _SUMS),
        _count("Left blank", report.omitted, "First votes without a verdict; they earn nothing."),
        _count("People who joined", report.joined, "Those who were sent out do not count."),
        _count("People with a first vote", report.n, "All figures here are of first votes."),
        _count("Cards", len(report.cards), "Cards that were put to the vote."),
        *_reliability(report.reliability),
    ]


def _count(label: str, number: int | None, meaning: str) -> Figure:
    return Figure(label, number, None, TOO_FEW if number is None else meaning)


def _reliability(found: Reliability | None) -> Sequence[Figure]:
    label = "Reliability (Cronbach's alpha)"
    if found is None:
        return [Figure(label, None, None, f"Told from {ENOUGH_FOR_ALPHA} people on who had every card.")]
    over = f"Over the {found.n} of {found.people} people who had all {found.cards} cards."
    return [
        Figure(label, found.alpha, None, over, Look.NUMBER),
        Figure("Its 95 % interval, low end", found.interval.low, None, "", Look.NUMBER),
        Figure("Its 95 % interval, high end", found.interval.high, None, "", Look.NUMBER),
        Figure("Standard error of a sum", found.standard_error, None, "In cards' worth of full marks.", Look.NUMBER),
    ]
