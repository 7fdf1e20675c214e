"""The key of a card on paper: verdicts by code, what weighs, what to do next, and help for the facilitator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from records.exports.pdf.bars import Tiles
from records.exports.pdf.blocks import Block, Gap, Line, Panel, Text, Together
from records.exports.pdf.signs import shown
from records.exports.pdf.styles import BODY, DEEP_GREEN, KICKER, LABEL, NOTE, RAISED, SECTION, SMALL, TINTS, TITLE
from records.exports.pdf.words import LABELS, THE_KEY_IS_OURS
from scoring.answer import Presentation
from scoring.card import Card, Facilitator, NextStep, Ruling, Weight
from scoring.code import Code

WEIGHED = {
    Weight.DECISIVE: "The verdict turns on",
    Weight.NEUTRAL: "Bears on it",
    Weight.IRRELEVANT: "Beside the point",
}
INSET = 5.0


def key_blocks(card: Card, code: Code, codes: Mapping[str, Code], dealt: Presentation, number: int) -> Iterator[Block]:
    """The key under `code` and under the others the card is keyed under; facts and steps as they were `dealt`."""
    yield Line(f"For the facilitator · key to card {number}", KICKER, after=1)
    yield Text(card.title, TITLE, after=3)
    yield Together([Text(card.stem, BODY, after=3), *_ruled(card.verdicts[code.id], code)])
    yield from _others(card, code, codes)
    yield from _facts(card, dealt)
    yield from _steps(card, dealt)
    yield from _twists(card, code)
    if card.facilitator:
        yield from _facilitator(card.facilitator)
    yield Text(THE_KEY_IS_OURS, NOTE)


def _ruled(ruling: Ruling, code: Code) -> Iterator[Block]:
    yield Line(f"Under {shown(code.short)}", LABEL, after=1.2)
    yield Tiles(ruling.accepted, after=3)
    yield Text(ruling.because, BODY, after=1.5)
    for number in ruling.cites:
        provision = code.provision(number)
        label = provision.label if provision else code.standard_label(number)
        yield Text(label, SMALL, inset=INSET)
        if provision:
            yield Text(provision.says, NOTE, after=1, inset=INSET)


def _others(card: Card, code: Code, codes: Mapping[str, Code]) -> Iterator[Block]:
    others = [(codes[one], ruling) for one, ruling in card.verdicts.items() if one != code.id and one in codes]
    for place, (other, ruling) in enumerate(others):
        head: list[Block] = [] if place else [Gap(3), Line("Under the other codes", SECTION, after=1)]
        accepted = ", also fits: ".join(LABELS[verdict] for verdict in ruling.accepted)
        told = f"{shown(other.short)}: {accepted} · {', '.join(ruling.cites)}"
        style = LABEL.in_colour(TINTS[ruling.verdict].ink)
        yield Together([*head, Text(told, style), Text(ruling.because, SMALL, after=1.8)])


def _facts(card: Card, dealt: Presentation) -> Iterator[Block]:
    head: list[Block] = [Gap(3), Line("The facts, sorted", SECTION, after=1)]
    for weight, told in WEIGHED.items():
        for choice in dealt.factors:
            factor = card.factors[choice.index]
            if factor.weight is weight:
                yield Together([*head, *_entry(f"{told}: {factor.fact}", factor.because)])
                head = []


def _steps(card: Card, dealt: Presentation) -> Iterator[Block]:
    head: list[Block] = [Gap(3), Line("The next steps, weighed", SECTION, after=1)]
    best = max(step.credit for step in card.next_steps)
    for choice in sorted(dealt.next_steps, key=lambda one: -card.next_steps[one.index].credit):
        step = card.next_steps[choice.index]
        yield Together([*head, *_entry(f"{_worth(step, best)}: {step.step}", step.because)])
        head = []


def _worth(step: NextStep, best: int) -> str:
    if step.harmful:
        return "Would hurt somebody"
    return {best: "Best", 2: "Acceptable", 1: "Weak"}.get(step.credit, "No help")


def _twists(card: Card, code: Code) -> Iterator[Block]:
    head: list[Block] = [Gap(3), Line("What if …", SECTION, after=1)]
    for twist in card.twists:
        ruling = twist.verdicts.get(code.id)
        if ruling:
            accepted = ", also fits: ".join(LABELS[verdict] for verdict in ruling.accepted)
            yield Together([*head, *_entry(f"… {twist.change}? {accepted}", ruling.because)])
            head = []


def _entry(head: str, tail: str) -> tuple[Block, ...]:
    return Text(head, LABEL), Text(tail, SMALL, after=1.8)


def _facilitator(help_for: Facilitator) -> Iterator[Block]:
    lines: list[Block] = [Line(f"In class · {help_for.minutes} minutes", SECTION, after=1), Line("Ask", LABEL)]
    lines += [Text(f"– {question}", BODY) for question in help_for.ask]
    lines += [Gap(1.5), Line("Listen for", LABEL)]
    lines += [Text(f"– {heard}", BODY) for heard in help_for.listen_for]
    yield Gap(3)
    yield Panel(lines, RAISED, DEEP_GREEN, after=4)
