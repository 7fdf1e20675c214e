"""What a deck covers: verdicts by topic and code, where codes part, pairs, and what-ifs that move nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scoring.card import Card, Twist
from scoring.deck import Deck
from scoring.verdict import SCALE, Verdict

LETTERS = {Verdict.PROHIBITED: "P", Verdict.INADVISABLE: "I", Verdict.GRAY_AREA: "G", Verdict.PERMISSIBLE: "A"}


@dataclass(frozen=True)
class Coverage:
    """Counts over a deck.

    `keys` counts cards by topic, code and keyed verdict; `parted` the cards on which two codes that both have a key
    give different verdicts; `alone` the cards on which a code differs from all others.
    """

    cards: int
    topics: tuple[str, ...]
    codes: tuple[str, ...]
    keys: Mapping[tuple[str, str, Verdict], int]
    parted: Mapping[tuple[str, str], int]
    alone: Mapping[str, int]
    paired: int
    twists: int
    unmoved: int

    def of_code(self, code_id: str) -> dict[Verdict, int]:
        """How many cards each verdict is keyed on under one code."""
        return {verdict: sum(self.keys[topic, code_id, verdict] for topic in self.topics) for verdict in SCALE}

    def as_json(self) -> dict[str, Any]:
        """The counts as plain values."""
        return {
            "cards": self.cards,
            "keys": {
                topic: {
                    code: {verdict.value: self.keys[topic, code, verdict] for verdict in SCALE} for code in self.codes
                }
                for topic in self.topics
            },
            "parted": {f"{one} {other}": count for (one, other), count in self.parted.items()},
            "alone": dict(self.alone),
            "paired": self.paired,
            "twists": self.twists,
            "unmoved": self.unmoved,
        }


def coverage(deck: Deck) -> Coverage:
    """The counts over the sound cards of `deck`. A twist is unmoved when no code's verdict changes with it."""
    cards = list(deck.cards.values())
    codes = tuple(deck.codes)
    keys = Counter((card.topic, code, ruling.verdict) for card in cards for code, ruling in card.verdicts.items())
    twists = [(card, twist) for card in cards for twist in card.twists]
    return Coverage(
        cards=len(cards),
        topics=deck.topics,
        codes=codes,
        keys=keys,
        parted={
            (one, other): sum(_parts(card, one, other) for card in cards)
            for place, one in enumerate(codes)
            for other in codes[place + 1 :]
        },
        alone={code: sum(_alone(card, code) for card in cards) for code in codes},
        paired=sum(card.contrast is not None for card in cards),
        twists=len(twists),
        unmoved=sum(not moves(card, twist) for card, twist in twists),
    )


def moves(card: Card, twist: Twist) -> bool:
    """Whether the verdict changes with the twist under any code the card is keyed under."""
    return any(ruling.verdict is not twist.verdicts[code].verdict for code, ruling in card.verdicts.items())


def _parts(card: Card, one: str, other: str) -> bool:
    if one not in card.verdicts or other not in card.verdicts:
        return False
    return card.verdicts[one].verdict is not card.verdicts[other].verdict


def _alone(card: Card, code_id: str) -> bool:
    """Whether the code is keyed, two others are, and no other has its verdict."""
    own = card.verdicts.get(code_id)
    others = [ruling.verdict for code, ruling in card.verdicts.items() if code != code_id]
    return own is not None and len(others) > 1 and own.verdict not in others


def in_lines(counted: Coverage) -> Iterator[str]:
    """The counts as text: a table of topics and codes, the whole deck below, then what the deck teaches by contrast."""
    yield "cards by topic, code and verdict (P prohibited, I inadvisable, G gray area, A permissible)"
    yield from _aligned(
        [
            ["topic", *counted.codes],
            *([topic, *(_cell(_keyed(counted, topic, code)) for code in counted.codes)] for topic in counted.topics),
            ["all", *(_cell(counted.of_code(code)) for code in counted.codes)],
            ["P/I/G/A", *(_shares(counted.of_code(code)) for code in counted.codes)],
        ]
    )
    yield ""
    yield f"{counted.paired} cards stand in contrast pairs; {counted.unmoved} of {counted.twists} what-ifs move nothing"
    parted = ", ".join(f"{one} and {other} {count}" for (one, other), count in counted.parted.items())
    yield f"cards on which two codes part: {parted}"
    yield f"cards on which one code stands alone: {', '.join(f'{code} {n}' for code, n in counted.alone.items())}"


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _keyed(counted: Coverage, topic: str, code: str) -> dict[Verdict, int]:
    return {verdict: counted.keys[topic, code, verdict] for verdict in SCALE}


def _cell(keyed: Mapping[Verdict, int]) -> str:
    return " ".join(f"{LETTERS[verdict]}{count}" for verdict, count in keyed.items() if count) or "-"


def _shares(keyed: Mapping[Verdict, int]) -> str:
    whole = sum(keyed.values())
    return "/".join(f"{100 * count / whole:.0f}" for count in keyed.values()) + " %" if whole else "-"
