"""A card as questions that stand alone, before any format: each tells the story anew and carries its own key."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.answer import Depth, Part, Presentation, present
from scoring.card import Card, Factor, NextStep, Ruling, Weight
from scoring.code import Code
from scoring.interchange.question import LICENCE, UNREVIEWED, Kind, Option, Question
from scoring.rules import (
    FACTOR_MARKS,
    NEXT_STEP_MARKS,
    TWIST_MARKS,
    VERDICT_MARKS,
    Scheme,
    next_step_table,
    signed_steps,
    verdict_credit,
)
from scoring.verdict import SCALE, Verdict

BETWEEN = "\n\n"

_FAR = {1: "One step", 2: "Two steps", 3: "Three steps"}
_WEIGHED = {
    Weight.DECISIVE: "The verdict turns on it",
    Weight.NEUTRAL: "It bears on the verdict and does not decide it",
    Weight.IRRELEVANT: "It is beside the point",
}


def questions_of(card: Card, code: Code) -> tuple[Question, ...]:
    """The verdict, the deciding facts, the next step and every what-if.

    Facts and steps stand in an order dealt by the card's id, as not every reader shuffles. Raises `KeyError` when the
    card is not keyed under `code`.
    """
    ruling = card.verdicts[code.id]
    shown = present(card, code, Depth.FULL, seed=card.id)
    return (
        _verdict(card, code, ruling),
        _facts(card, code, shown),
        _next_step(card, code, shown),
        *(_what_if(card, code, place) for place in range(len(card.twists))),
    )


def _verdict(card: Card, code: Code, ruling: Ruling) -> Question:
    return _question(
        card,
        code,
        part=Part.VERDICT,
        title="verdict",
        ask=f"Under {code.short} this is:",
        kind=Kind.SINGLE,
        options=_scale(code, ruling),
        reasons=_reasons(code, ruling),
        marks=VERDICT_MARKS,
    )


def _facts(card: Card, code: Code, shown: Presentation) -> Question:
    return _question(
        card,
        code,
        part=Part.FACTORS,
        title="deciding facts",
        ask=(
            f"Which facts decide it under {code.short}? Tick those on which the verdict turns. Others may be true and "
            "beside the point, and ticking one of those costs marks."
        ),
        kind=Kind.MULTIPLE,
        options=[_fact(choice.index, card.factors) for choice in shown.factors],
        reasons=[],
        marks=FACTOR_MARKS,
    )


def _next_step(card: Card, code: Code, shown: Presentation) -> Question:
    return _question(
        card,
        code,
        part=Part.NEXT_STEP,
        title="next step",
        ask="The best next step?",
        kind=Kind.SINGLE,
        options=[_step(choice.index, card.next_steps) for choice in shown.next_steps],
        reasons=[],
        marks=NEXT_STEP_MARKS,
    )


def _what_if(card: Card, code: Code, place: int) -> Question:
    twist = card.twists[place]
    after = twist.verdicts[code.id]
    return _question(
        card,
        code,
        part=Part.TWIST,
        title=f"what if {place + 1}",
        ask=f"What if {twist.change.rstrip('.?')}? Under {code.short} this would be:",
        kind=Kind.SINGLE,
        options=_scale(code, after),
        reasons=_reasons(code, after),
        marks=TWIST_MARKS,
    )


def _question(  # noqa: PLR0913 - a question has that many sides
    card: Card,
    code: Code,
    *,
    part: Part,
    title: str,
    ask: str,
    kind: Kind,
    options: Sequence[Option],
    reasons: Sequence[str],
    marks: float,
) -> Question:
    warned = [f"This card touches on: {card.content_note}."] if card.content_note else []
    return Question(
        id=f"{title.replace(' ', '-')}_{card.id}_{card.edition}_{code.id}",
        card=card.id,
        code=code.id,
        topic=card.topic,
        part=part,
        title=f"{card.title}: {title}",
        text=BETWEEN.join((*warned, card.vignette, card.stem, ask)),
        kind=kind,
        options=tuple(options),
        feedback=BETWEEN.join((*reasons, source(card, code))),
        marks=marks,
        in_order=part in (Part.VERDICT, Part.TWIST),
    )


def source(card: Card, code: Code) -> str:
    """The line that says where a question comes from, under what licence, and what it is not."""
    return (
        f"Source: Boundary Practice, card {card.id}, edition {card.edition}; key under {code.short} ({code.name}, "
        f"{code.address}). {LICENCE}. {UNREVIEWED}"
    )


def _scale(code: Code, ruling: Ruling) -> list[Option]:
    return [
        Option(
            id=verdict.name.lower(),
            text=verdict.value.capitalize(),
            credit=verdict_credit(ruling.accepted, verdict, Scheme.NEAR_MISS),
            feedback=_beside(ruling, verdict, code),
            is_key=verdict is ruling.verdict,
        )
        for verdict in SCALE
    ]


def _beside(ruling: Ruling, answer: Verdict, code: Code) -> str:
    """Where `answer` stands beside the key, in words."""
    if answer is ruling.verdict:
        return f"{code.short} says the same."
    if answer in ruling.accept:
        return f"{code.short} supports this as well as its key, {ruling.verdict.value}."
    steps = signed_steps(ruling.accepted, answer)
    side = "more permissive" if steps > 0 else "stricter"
    told = f"{_FAR[abs(steps)]} {side} than {code.short}, which says {ruling.verdict.value}."
    let_pass = ruling.verdict is Verdict.PROHIBITED and answer.level > Verdict.INADVISABLE.level
    return f"{told} A prohibited act was let pass." if let_pass else told


def _reasons(code: Code, ruling: Ruling) -> list[str]:
    also = f" ({' or '.join(verdict.value for verdict in ruling.accept)} counts as well)" if ruling.accept else ""
    cited = "; ".join(code.standard_label(number) for number in ruling.cites)
    return [f"{code.short}: {ruling.verdict.value}{also}.", ruling.because, f"It rests on: {cited}."]


def _fact(place: int, factors: Sequence[Factor]) -> Option:
    """A fact with the share that makes the sum of the ticks the balanced rule."""
    factor = factors[place]
    same = sum(other.weight is factor.weight for other in factors)
    credit = {Weight.DECISIVE: 1 / same, Weight.NEUTRAL: 0.0, Weight.IRRELEVANT: -1 / same}[factor.weight]
    decides = factor.weight is Weight.DECISIVE
    return Option(f"fact-{place + 1}", factor.fact, credit, f"{_WEIGHED[factor.weight]}. {factor.because}", decides)


def _step(place: int, steps: Sequence[NextStep]) -> Option:
    step, table = steps[place], next_step_table(steps)
    credit = table.of(place) / table.out_of
    harm = "This would hurt somebody. " if step.harmful else ""
    return Option(f"step-{place + 1}", step.step, credit, f"{harm}{step.because}", credit == 1)
