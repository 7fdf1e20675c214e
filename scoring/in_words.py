"""Answers and keys as a person reads them, for score sheets that outlive the deck they were made with."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.answer import Answer, Part
from scoring.card import Card, Ruling, Weight
from scoring.code import Code
from scoring.verdict import Verdict

BETWEEN = " | "


@dataclass(frozen=True)
class PartInWords:
    """What was answered to one part, and what the code says."""

    answer: str
    key: str


def in_words(card: Card, code: Code, answer: Answer) -> dict[Part, PartInWords]:
    """Every part of `answer` beside its key; empty text where nothing was given."""
    ruling = card.verdicts[code.id]
    best = max(step.credit for step in card.next_steps)
    words = {
        Part.VERDICT: PartInWords(_verdict(answer.verdict), _accepted(ruling)),
        Part.FACTORS: PartInWords(
            BETWEEN.join(card.factors[place].fact for place in sorted(answer.factors)),
            BETWEEN.join(factor.fact for factor in card.factors if factor.weight is Weight.DECISIVE),
        ),
        Part.NEXT_STEP: PartInWords(
            "" if answer.next_step is None else card.next_steps[answer.next_step].step,
            BETWEEN.join(step.step for step in card.next_steps if step.credit == best),
        ),
        Part.STANDARD: PartInWords(answer.standard or "", BETWEEN.join(ruling.cites)),
    }
    if answer.twist is not None:
        after = card.twists[answer.twist].verdicts[code.id]
        words[Part.TWIST] = PartInWords(_verdict(answer.twist_verdict), _accepted(after))
    return words


def _verdict(verdict: Verdict | None) -> str:
    return verdict.value if verdict else ""


def _accepted(ruling: Ruling) -> str:
    return BETWEEN.join(verdict.value for verdict in ruling.accepted)


def accepted_in(key: str) -> tuple[Verdict, ...]:
    """The accepted verdicts that the key of a verdict or a twist names, the key itself first."""
    return tuple(Verdict(word) for word in key.split(BETWEEN))
