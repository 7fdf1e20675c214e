"""What makes a card or a deck weaker without making it wrong: the warnings of `check`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from scoring.card import Card, Weight
from scoring.checks import DEFAULT_CODE
from scoring.code import Code
from scoring.deck import Deck
from scoring.problems import Problem, problem
from scoring.reading import Reading
from scoring.verdict import SCALE, Verdict

ENOUGH_TO_JUDGE = 10
"""Fewer cards under a code, or in a deck, are not held against a share."""
MOST_OF_ONE_VERDICT = 0.40
MOST_GRAY = 0.30
MOST_LONGEST_BEST = 0.35
FEWEST_IN_A_TOPIC = 6
FEWEST_UNMOVED = 1 / 3
HIGHEST_GRADE = 12
WORDS = (80, 180)
HIGHEST_STEP_CHANCE = 0.6

_WORD = re.compile(r"[A-Za-zÀ-ɏ'-]+")
_SENTENCE_END = re.compile(r"[.!?:]+[\"')]*(?:\s|$)")
_VOWELS = re.compile(r"[aeiouyà-ɏ]+", re.IGNORECASE)
_NAME = re.compile(r"(?:(?<=[a-zà-ɏ,] )|(?<=Dr\. ))[A-ZÀ-Ý](?:[a-zà-ɏ]+|(?='))(?:['-][A-ZÀ-Ý]?[a-zà-ɏ]+)*")
_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NOT_A_NAME = re.compile(f"{_DAYS}|{_MONTHS}|Christmas|Easter|Ramadan|Dr|Mrs?|Ms|English|French|Spanish|Arabic|Deaf")


def advise(cards: Sequence[Reading[Card]], deck: Deck, folder: Path | None) -> Iterator[Problem]:
    """Every warning about the sound cards among `cards`, and about the deck as a whole when it fills a `folder`."""
    sound = [(reading, reading.value) for reading in cards if reading.value and reading.value.id in deck.cards]
    for reading, card in sound:
        yield from _about_card(reading, card)
    yield from _names_used_again(sound)
    if folder is not None:
        yield from _about_deck(deck, folder)


def _about_card(reading: Reading[Card], card: Card) -> Iterator[Problem]:
    words = len(card.vignette.split())
    if not WORDS[0] <= words <= WORDS[1]:
        said = f"the vignette has {words} words; {WORDS[0]} to {WORDS[1]} read well on a phone: shorten or fill in"
        yield reading.problem("W509", said, "vignette")
    grade = reading_grade(card.vignette)
    if grade > HIGHEST_GRADE:
        said = f"the vignette reads at school grade {grade:.0f}; shorten sentences and choose plainer words"
        yield reading.problem("W506", said, "vignette")
    if not any(factor.weight is Weight.IRRELEVANT for factor in card.factors):
        said = "no fact is irrelevant, so ticking everything earns full marks; add one that only seems to matter"
        yield reading.problem("W508", said, "factors")
    best = max(step.credit for step in card.next_steps)
    chance = sum(step.credit for step in card.next_steps) / len(card.next_steps) / best
    if chance > HIGHEST_STEP_CHANCE:
        said = f"a blind choice of next step earns {chance:.0%} of its marks; lower the credit of the weaker steps"
        yield reading.problem("W510", said, "next_steps")


def reading_grade(text: str) -> float:
    """The Flesch-Kincaid grade of `text` in US school years (Kincaid et al., 1975); syllables are vowel groups."""
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = max(1, len(_SENTENCE_END.findall(text)))
    syllables = sum(max(1, len(_VOWELS.findall(word.removesuffix("e")))) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def names_in(text: str) -> set[str]:
    """Words that stand with a capital inside a sentence, days and months left out: people and places."""
    return {name for name in _NAME.findall(text) if not _NOT_A_NAME.fullmatch(name)}


def _names_used_again(cards: Sequence[tuple[Reading[Card], Card]]) -> Iterator[Problem]:
    """A name in two cards that are not partners makes a reader think of the other story."""
    first: dict[str, Card] = {}
    for reading, card in cards:
        for name in sorted(names_in(card.vignette)):
            other = first.setdefault(name, card)
            if other.id not in (card.id, card.contrast):
                said = f"the name {name} is used in {other.id} too; choose another, so that the stories stay apart"
                yield reading.problem("W507", said, "vignette")


def _about_deck(deck: Deck, folder: Path) -> Iterator[Problem]:
    cards = list(deck.cards.values())
    for code in deck.codes.values():
        yield from _balance(deck, code, folder)
    for topic, count in sorted(Counter(card.topic for card in cards).items()):
        if count < FEWEST_IN_A_TOPIC:
            said = f"the topic has {count} of at least {FEWEST_IN_A_TOPIC} cards; its results mean little: add more"
            yield problem(folder / topic, 1, "W504", said)
    if len(cards) < ENOUGH_TO_JUDGE:
        return
    longest = sum(_best_is_longest(card) for card in cards) / len(cards)
    if longest > MOST_LONGEST_BEST:
        said = f"the best next step is the longest on {longest:.0%} of the cards, which is a clue; even out the lengths"
        yield problem(folder, 1, "W503", said)
    stays = [
        card.verdicts[DEFAULT_CODE].verdict is twist.verdicts[DEFAULT_CODE].verdict
        for card in cards
        for twist in card.twists
    ]
    unmoved = sum(stays) / len(stays)
    if unmoved < FEWEST_UNMOVED:
        said = (
            f"{unmoved:.0%} of the what-ifs leave the verdict where it was; below a third, 'it moves' is a safe guess"
        )
        yield problem(folder, 1, "W505", said)


def _balance(deck: Deck, code: Code, folder: Path) -> Iterator[Problem]:
    keys = [card.verdicts[code.id].verdict for card in deck.under(code.id)]
    if len(keys) < ENOUGH_TO_JUDGE:
        return
    for verdict in SCALE:
        share, limit = keys.count(verdict) / len(keys), MOST_OF_ONE_VERDICT
        if share > limit:
            said = (
                f"under {code.short} {share:.0%} of the keys in the deck are '{verdict.value}' (at most {limit:.0%}); "
                "let the next cards bring others"
            )
            yield problem(folder, 1, "W501", said)
    gray = keys.count(Verdict.GRAY_AREA) / len(keys)
    if gray > MOST_GRAY:
        said = (
            f"under {code.short} {gray:.0%} of the keys are gray areas; above {MOST_GRAY:.0%} the middle pays too well"
        )
        yield problem(folder, 1, "W502", said)


def _best_is_longest(card: Card) -> bool:
    best = max(step.credit for step in card.next_steps)
    others = [len(step.step) for step in card.next_steps if step.credit < best]
    return max(len(step.step) for step in card.next_steps if step.credit == best) > max(others, default=0)
