"""All cards and codes of a folder, checked once at the door."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from scoring.card import Card
from scoring.checks import check_card, check_cards_together, check_code
from scoring.code import Code
from scoring.problems import Problem, problem
from scoring.reading import Kind, Reading, read_as

CODES = "codes"


@dataclass(frozen=True)
class Deck:
    """The cards that can be scored honestly, the codes they are keyed under, and what was left out and why."""

    cards: Mapping[str, Card]
    codes: Mapping[str, Code]
    problems: tuple[Problem, ...]
    fingerprint: str

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """The topics that have cards, in alphabetical order."""
        return tuple(sorted({card.topic for card in self.cards.values()}))

    @cached_property
    def left_out(self) -> tuple[str, ...]:
        """The files that hold an error and are not in the deck, in alphabetical order."""
        return tuple(sorted({found.path for found in self.problems if found.is_error}))

    def under(self, code_id: str, topics: Iterable[str] = ()) -> tuple[Card, ...]:
        """The cards keyed under a code, of the given topics or of all, by id."""
        wanted = set(topics)
        return tuple(
            card
            for _, card in sorted(self.cards.items())
            if code_id in card.verdicts and (not wanted or card.topic in wanted)
        )


def load_deck(folder: Path) -> Deck:
    """The deck in `folder`: `<topic>/<card-id>.yaml` and `codes/<code-id>.yaml`.

    Never raises for what an author wrote: a file with an error is left out and all its problems are in
    `Deck.problems`, each with path and line.
    """
    return assemble(*read_folder(folder), folder)


def read_folder(folder: Path) -> tuple[list[Reading[Card]], list[Reading[Code]]]:
    """Every card and every code of `folder` as it was read, sound or not."""
    codes = [_read_file(Code, path) for path in sorted((folder / CODES).glob("*.yaml"))]
    return [_read_file(Card, path) for path in card_files(folder)], codes


def card_files(folder: Path) -> list[Path]:
    """The card files below `folder`, sorted."""
    return sorted(path for path in folder.glob("*/*.yaml") if path.parent.name != CODES)


def assemble(cards: Sequence[Reading[Card]], codes: Sequence[Reading[Code]], folder: Path | None = None) -> Deck:
    """The deck of what was read, with every problem inside each file and between them, and in the `folder` itself."""
    problems = [*_nothing_there(folder, cards, codes)] if folder else []
    problems += [found for code in codes for found in code.problems]
    problems += [found for card in cards for found in card.problems]
    problems += [found for code in codes for found in check_code(code)]
    broken = {found.path for found in problems}
    known = {_name(code): code.value if code.path not in broken else None for code in codes}
    return _held_together(cards, known, problems, {})


def join(cards: Iterable[Reading[Card]], codes: Mapping[str, Code], at_home: Mapping[str, Card]) -> Deck:
    """The deck of cards that came from elsewhere, held against sound codes; their partners may be `at_home`."""
    cards = list(cards)
    return _held_together(cards, dict(codes), [found for card in cards for found in card.problems], at_home)


def _held_together(
    cards: Sequence[Reading[Card]],
    known: Mapping[str, Code | None],
    problems: list[Problem],
    at_home: Mapping[str, Card],
) -> Deck:
    problems += [found for card in cards for found in check_card(card, known)]
    problems += check_cards_together(cards, at_home)
    unusable = {found.path for found in problems if found.is_error}
    sound = {card.value.id: card.value for card in cards if card.value and card.path not in unusable}
    usable = {code_id: code for code_id, code in known.items() if code}
    return Deck(
        cards=MappingProxyType(sound),
        codes=MappingProxyType(usable),
        problems=tuple(sorted(set(problems))),
        fingerprint=_fingerprint(sound, usable),
    )


def _name(code: Reading[Code]) -> str:
    return Path(code.path).stem


def _read_file(kind: type[Kind], path: Path) -> Reading[Kind]:
    shown = path.as_posix()
    try:
        return read_as(kind, path.read_bytes(), shown)
    except OSError as error:
        wrong = problem(shown, 1, "E101", f"the file cannot be read ({error.strerror}); check its permissions")
        return Reading(shown, None, None, {}, (wrong,))


def _nothing_there(folder: Path, cards: Sequence[Reading[Card]], codes: Sequence[Reading[Code]]) -> Iterator[Problem]:
    if not cards:
        yield problem(folder, 1, "E101", "there are no cards here; they live in <topic>/<card-id>.yaml")
    if not codes:
        yield problem(folder / CODES, 1, "E101", "there are no codes here; they live in codes/<code-id>.yaml")


def _fingerprint(cards: Mapping[str, Card], codes: Mapping[str, Code]) -> str:
    """Ten hex digits that change when a card's edition or the set of cards and codes changes."""
    listed = [f"{card_id}@{card.edition}" for card_id, card in sorted(cards.items())] + sorted(codes)
    return hashlib.sha256("\n".join(listed).encode()).hexdigest()[:10]
