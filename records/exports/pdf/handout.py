"""Cards on paper for a class: a worksheet to answer, and for the facilitator the key behind each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from records.errors import RecordsError
from records.exports.pdf.bars import Tiles
from records.exports.pdf.blocks import Block, Choices, Gap, Line, Text, Together, WritingLines
from records.exports.pdf.key import key_blocks
from records.exports.pdf.signs import shown
from records.exports.pdf.styles import KICKER, LABEL, NOTE, STEM, STORY, TITLE
from records.exports.pdf.words import THE_KEY_IS_OURS, topic_words
from scoring.answer import Depth, Presentation, present
from scoring.card import Card
from scoring.code import Code

MEASURE = 140.0
"""How wide a story is set: some seventy signs a line."""
SEED = "handout"
"""Facts and steps are dealt in an order of their own, the same on every worksheet and its key; the author's tells."""
LINES_FOR_REASONS = (2, 7)


@dataclass(frozen=True)
class Handout:
    """The cards, the code they are judged under, and every code the key may tell of, by id."""

    cards: Sequence[Card]
    code: Code
    codes: Mapping[str, Code]
    title: str = ""


class NotKeyedError(RecordsError):
    """A card of a handout has no key under its code."""


def handout_pages(handout: Handout, *, with_key: bool) -> list[Sequence[Block]]:
    """A section for each card, with the key a second one behind it.

    Raises `NotKeyedError` for a card without a key under the code, and where there are no cards.
    """
    if not handout.cards:
        raise NotKeyedError("There is nothing to hand out: choose at least one card.")
    missing = [card.title for card in handout.cards if handout.code.id not in card.verdicts]
    if missing:
        raise NotKeyedError(
            f"No key under {handout.code.short}: {', '.join(missing)}. Take them out or change the code."
        )
    pages: list[Sequence[Block]] = []
    for number, card in enumerate(handout.cards, start=1):
        shown_card = present(card, handout.code, Depth.FULL, SEED)
        pages.append(list(_worksheet(handout, card, shown_card, number)))
        if with_key:
            pages.append(list(key_blocks(card, handout.code, handout.codes, shown_card, number)))
    return pages


def _worksheet(handout: Handout, card: Card, dealt: Presentation, number: int) -> Iterator[Block]:
    place = f"Card {number} of {len(handout.cards)}"
    of = (place, topic_words(card.topic), _opened(shown(card.setting)), shown(handout.title))
    yield Line(" · ".join(part for part in of if part), KICKER, after=1)
    yield Text(card.title, TITLE, after=3)
    if card.content_note:
        yield Text(f"Before you read: {shown(card.content_note)}. You may leave this card out.", NOTE, after=3)
    for paragraph in card.vignette.split("\n\n"):
        yield Text(paragraph, STORY, after=2.2, measure=MEASURE)
    yield Together([Gap(1), Text(card.stem, STEM, after=5, measure=MEASURE), *_verdicts(dealt)])
    facts = [_opened(choice.text) for choice in dealt.factors]
    yield Together([Line("Which facts decide it?", LABEL, after=0.8), Choices(facts, one_only=False, after=3)])
    steps = [_opened(choice.text) for choice in dealt.next_steps]
    yield Together([Line("The best next step", LABEL, after=0.8), Choices(steps, one_only=True, after=3)])
    closing = Together([Gap(4), Text(THE_KEY_IS_OURS, NOTE)])
    yield Together([Line("Why?", LABEL), WritingLines(*LINES_FOR_REASONS, closing)])


def _verdicts(dealt: Presentation) -> Iterator[Block]:
    yield Line(f"Under {shown(dealt.code_short)} this is", LABEL, after=1.5)
    yield Tiles(after=5)


def _opened(text: str) -> str:
    return text[:1].upper() + text[1:]
