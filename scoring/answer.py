"""What a trainee is shown of a card, and what they give back."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from scoring.card import Card
from scoring.code import Code
from scoring.verdict import Certainty, Verdict


class Depth(Enum):
    """How much of a card is asked."""

    QUICK = "quick"
    FULL = "full"


class Part(Enum):
    """The scored parts of a card, in the order they are shown."""

    VERDICT = "verdict"
    FACTORS = "factors"
    NEXT_STEP = "next_step"
    STANDARD = "standard"
    TWIST = "twist"


PARTS_ASKED: dict[Depth, tuple[Part, ...]] = {
    Depth.QUICK: (Part.VERDICT,),
    Depth.FULL: (Part.VERDICT, Part.FACTORS, Part.NEXT_STEP, Part.STANDARD, Part.TWIST),
}
"""The parts that make up a card at each depth. The twist is asked once the other parts are in."""


@dataclass(frozen=True)
class Choice:
    """One thing that can be ticked, by its place in the card's own order."""

    index: int
    text: str


@dataclass(frozen=True)
class Presentation:
    """What may leave the server before the answer is in. It holds no key, so it cannot leak one."""

    card_id: str
    title: str
    setting: str
    vignette: str
    stem: str
    content_note: str | None
    code_short: str
    depth: Depth
    factors: tuple[Choice, ...]
    next_steps: tuple[Choice, ...]
    standards: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What the trainee gave to one card; None or empty where nothing was given.

    `factors` and `next_step` are places in the card's own order, whatever order they were dealt in.
    `twist` is the place of the what-if that was asked, `twist_verdict` what was said to it.
    """

    verdict: Verdict | None = None
    certainty: Certainty | None = None
    factors: frozenset[int] = frozenset()
    next_step: int | None = None
    standard: str | None = None
    reasoning: str = ""
    twist: int | None = None
    twist_verdict: Verdict | None = None


def present(card: Card, code: Code, depth: Depth, seed: str) -> Presentation:
    """The card as a trainee meets it, its facts and steps dealt in the order that `seed` gives."""
    return Presentation(
        card_id=card.id,
        title=card.title,
        setting=card.setting,
        vignette=card.vignette,
        stem=card.stem,
        content_note=card.content_note,
        code_short=code.short,
        depth=depth,
        factors=_dealt([factor.fact for factor in card.factors], f"{seed}/{card.id}/factors"),
        next_steps=_dealt([step.step for step in card.next_steps], f"{seed}/{card.id}/steps"),
        standards=code.standards,
    )


def _dealt(texts: Sequence[str], seed: str) -> tuple[Choice, ...]:
    choices = [Choice(index, text) for index, text in enumerate(texts)]
    random.Random(seed).shuffle(choices)
    return tuple(choices)
