"""The marking rules, each a pure function from a key and an answer state to marks; `scoring/README.md` explains them.

Every part has finitely many answer states, so `compile_card` writes all of them out once. One answer and a million
answers are marked by looking up the same tables; the tables are the specification.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from scoring.answer import Part
from scoring.card import Card, Factor, NextStep, Ruling, Weight
from scoring.code import Code, sections_of
from scoring.verdict import SCALE, Certainty, Verdict

VERDICT_MARKS = 4.0
FACTOR_MARKS = 2.0
NEXT_STEP_MARKS = 3.0
STANDARD_MARKS = 1.0
TWIST_MARKS = 2.0


class Scheme(Enum):
    """How a verdict beside the key is marked."""

    NEAR_MISS = "near_miss"
    STRICT = "strict"
    SAFETY_WEIGHTED = "safety_weighted"


# Share of the marks by signed steps from the key (positive: more permissive). Anything further earns nothing.
# No scheme pays for distance two or more: a trainee who always answers "inadvisable" would pass (see the README).
STEP_CREDIT: dict[Scheme, Mapping[int, float]] = {
    Scheme.NEAR_MISS: {0: 1.0, -1: 0.5, 1: 0.5},
    Scheme.STRICT: {0: 1.0},
    Scheme.SAFETY_WEIGHTED: {0: 1.0, -1: 0.5, 1: 0.25},
}

# Marks by certainty for a right and for a wrong verdict: honest reporting pays best, with break-even at 2/3 and 4/5
# (A. R. Gardner-Medwin's certainty-based marking).
CERTAINTY_MARKS: dict[Certainty, tuple[int, int]] = {
    Certainty.GUESSING: (1, 0),
    Certainty.LEANING: (2, -2),
    Certainty.CERTAIN: (3, -6),
}


@dataclass(frozen=True)
class MarkTable:
    """Marks for every answer state of one part; the last cell is for no answer."""

    marks: tuple[float, ...]
    out_of: float

    @property
    def states(self) -> int:
        """How many ways there are to answer."""
        return len(self.marks) - 1

    @property
    def chance(self) -> float:
        """Mean marks of an answer drawn blindly from all states."""
        return sum(self.marks[:-1]) / self.states

    def of(self, state: int | None) -> float:
        """The marks for a state, or for no answer. Raises `ValueError` for a state the part does not have."""
        if state is None:
            return self.marks[-1]
        if not 0 <= state < self.states:
            raise ValueError(f"the answer state {state} does not exist; there are {self.states}")
        return self.marks[state]


@dataclass(frozen=True)
class CompiledCard:
    """One card under one code and scheme, as lookup tables."""

    card: Card
    code: Code
    scheme: Scheme
    tables: Mapping[Part, MarkTable]
    twists: tuple[MarkTable, ...]

    def table(self, part: Part, twist: int | None = None) -> MarkTable:
        """The table of a part; for the twist, of the one asked."""
        return self.twists[twist or 0] if part is Part.TWIST else self.tables[part]


def compile_card(card: Card, code: Code, scheme: Scheme = Scheme.NEAR_MISS) -> CompiledCard:
    """Every mark the card can earn under `code`. Raises `KeyError` when it is not keyed under it."""
    ruling = card.verdicts[code.id]
    return CompiledCard(
        card=card,
        code=code,
        scheme=scheme,
        tables={
            Part.VERDICT: verdict_table(ruling, scheme, VERDICT_MARKS),
            Part.FACTORS: factor_table(card.factors),
            Part.NEXT_STEP: next_step_table(card.next_steps),
            Part.STANDARD: standard_table(ruling, code.standards),
        },
        twists=tuple(verdict_table(twist.verdicts[code.id], scheme, TWIST_MARKS) for twist in card.twists),
    )


def verdict_credit(accepted: Iterable[Verdict], answer: Verdict, scheme: Scheme) -> float:
    """The share of the marks for `answer`: the best over the accepted verdicts."""
    steps = STEP_CREDIT[scheme]
    return max(steps.get(key.steps_to(answer), 0.0) for key in accepted)


def verdict_table(ruling: Ruling, scheme: Scheme, out_of: float) -> MarkTable:
    """States are the steps of the scale."""
    marks = [out_of * verdict_credit(ruling.accepted, answer, scheme) for answer in SCALE]
    return MarkTable((*marks, 0.0), out_of)


def factor_credit(factors: Sequence[Factor], ticked: int) -> float:
    """max(0, share of the decisive facts ticked - share of the irrelevant ones ticked), after Youden's J.

    `ticked` is a bitmask over the card's own order. Ticking blindly at any rate has expectation zero before the
    floor; ticking everything or nothing earns zero.
    """
    share = {weight: _share_ticked(factors, weight, ticked) for weight in (Weight.DECISIVE, Weight.IRRELEVANT)}
    return max(0.0, share[Weight.DECISIVE] - share[Weight.IRRELEVANT])


def _share_ticked(factors: Sequence[Factor], weight: Weight, ticked: int) -> float:
    places = [place for place, factor in enumerate(factors) if factor.weight is weight]
    return sum(ticked >> place & 1 for place in places) / len(places) if places else 0.0


def factor_table(factors: Sequence[Factor]) -> MarkTable:
    """States are bitmasks of ticked facts; ticking nothing is state 0 and earns nothing."""
    marks = [FACTOR_MARKS * factor_credit(factors, ticked) for ticked in range(1 << len(factors))]
    return MarkTable((*marks, 0.0), FACTOR_MARKS)


def next_step_table(steps: Sequence[NextStep]) -> MarkTable:
    """States are places in the card's own order; marks are in proportion to the best credit."""
    best = max(step.credit for step in steps)
    return MarkTable((*(NEXT_STEP_MARKS * step.credit / best for step in steps), 0.0), NEXT_STEP_MARKS)


def standard_credit(cites: Iterable[str], answer: str) -> float:
    """1 for a clause that carries the verdict, a half for the section such a clause stands in."""
    cites = tuple(cites)
    if answer in cites:
        return 1.0
    return 0.5 if any(answer in sections_of(number) for number in cites) else 0.0


def standard_table(ruling: Ruling, standards: Sequence[str]) -> MarkTable:
    """States are places in the code's list of standards."""
    marks = [STANDARD_MARKS * standard_credit(ruling.cites, number) for number in standards]
    return MarkTable((*marks, 0.0), STANDARD_MARKS)


def signed_steps(accepted: Iterable[Verdict], answer: Verdict) -> int:
    """Steps from the nearest accepted verdict: positive is an under-call (more permissive), negative an over-call."""
    return min((key.steps_to(answer) for key in accepted), key=abs)
