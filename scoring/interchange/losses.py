"""What a card holds and an export does not, so that nobody takes the copy for the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scoring.answer import Part
from scoring.card import Card
from scoring.code import Code
from scoring.verdict import Verdict

MOST_NAMED = 3


@dataclass(frozen=True, order=True)
class Loss:
    """One part of one card that could not be kept as it is, and what became of it."""

    card: str
    part: str
    what: str


@dataclass(frozen=True)
class Exported:
    """A file's bytes and all that they could not hold."""

    data: bytes
    losses: tuple[Loss, ...]


def lost_everywhere(card: Card, code: Code) -> Iterator[Loss]:
    """What no format keeps of `card` under `code`."""
    for part, what in _from_every_card():
        yield Loss(card.id, part, what)
    for part, what in _from_some_cards(card, code):
        yield Loss(card.id, part, what)


def _from_every_card() -> Iterator[tuple[str, str]]:
    yield "certainty", "not asked, so nothing tells whether people are as often right as they think"
    yield "reasoning", "not asked"
    yield Part.STANDARD.value, "told in the feedback, not asked; its mark is missing"
    yield (
        Part.FACTORS.value,
        "the balanced rule becomes a share of the marks for each tick, added up; below 0 counts as 0",
    )
    yield (
        Part.TWIST.value,
        "each what-if is a question of its own; whether the verdict followed the changed fact is not told",
    )


def _from_some_cards(card: Card, code: Code) -> Iterator[tuple[str, str]]:
    ruling = card.verdicts[code.id]
    if ruling.verdict is Verdict.PROHIBITED:
        yield Part.VERDICT.value, "a prohibited act let pass is told in words; nothing counts it"
    if any(step.harmful for step in card.next_steps):
        yield Part.NEXT_STEP.value, "a harmful step is told in words; nothing counts it"
    if len(card.verdicts) > 1:
        yield "other codes", "their verdicts are left out"
    if card.contrast:
        yield "contrast", "nothing keeps the card next to the one that differs by one fact"
    if card.facilitator:
        yield "facilitator", "the notes for an instructor are left out"
    if card.content_note:
        yield "content note", "stands above the story; the card cannot be skipped without penalty"


def in_lines(losses: Iterable[Loss]) -> Iterator[str]:
    """The losses as a reader wants them: each once, with the cards that share it, in the order they first come."""
    shared: dict[tuple[str, str], dict[str, None]] = {}
    for loss in losses:
        shared.setdefault((loss.part, loss.what), {})[loss.card] = None
    for (part, what), cards in shared.items():
        named = ", ".join(cards) if len(cards) <= MOST_NAMED else f"{len(cards)} cards"
        yield f"{part.replace('_', ' ')}: {what} ({named})"
