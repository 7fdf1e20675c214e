"""What only shows when a card is held against its place, the codes and the rest of the deck."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import PurePosixPath

from pydantic import ValidationError

from scoring.card import Card, Ruling, Twist
from scoring.code import BrightLine, Code
from scoring.problems import Problem
from scoring.reading import Reading
from scoring.situation import Situation

DEFAULT_CODE = "apa-2017"

Codes = Mapping[str, Code | None]
"""Every code that has a file; None where the file is broken, so that cards are not blamed for it."""


def check_card(card: Reading[Card], codes: Codes) -> Iterator[Problem]:
    """Every problem of one card with its place and with the codes."""
    yield from _place(card)
    yield from _codes(card, codes)
    yield from _clauses(card, codes)
    yield from _bright_lines(card, codes)


def check_cards_together(cards: Sequence[Reading[Card]], at_home: Mapping[str, Card]) -> Iterator[Problem]:
    """Ids used twice, and contrast partners that do not answer; a partner may be among the cards `at_home`."""
    first: dict[str, Reading[Card]] = {}
    for card in cards:
        card_id = card.parts.get("id")
        if card_id in first:
            yield card.problem("E405", f"the id {card_id} is used in {first[card_id].path} too; choose another", "id")
        elif card_id:
            first[card_id] = card
    for card in cards:
        yield from _contrast(card, first, at_home)


def check_code(code: Reading[Code]) -> Iterator[Problem]:
    """Every problem of one code with its place and inside its bright lines."""
    stem = PurePosixPath(code.path).stem
    if code.parts.get("id", stem) != stem:
        said = f"the id is {code.parts['id']} and the file is {stem}.yaml; make them the same"
        yield code.problem("E406", said, "id")
    lines: Sequence[BrightLine] = code.parts.get("bright_lines", ())
    known = {provision.number for provision in code.parts.get("provisions", ())}
    for index, line in enumerate(lines):
        for number in line.cites:
            if known and number not in known:
                said = f"{number} is not among the provisions of this file; add it or cite another"
                yield code.problem("E402", said, "bright_lines", index, "cites")
    for (_, one), (index, other) in combinations(enumerate(lines), 2):
        if _overlap(one, other):
            said = "this bright line covers a situation that an earlier one covers; let each decide its own months"
            yield code.problem("E411", said, "bright_lines", index)


def _place(card: Reading[Card]) -> Iterator[Problem]:
    path = PurePosixPath(card.path)
    card_id, topic = card.parts.get("id", path.stem), card.parts.get("topic", path.parent.name)
    if card_id != path.stem:
        yield card.problem("E406", f"the id is {card_id} and the file is {path.name}; make them the same", "id")
    if path.parent.name and topic != path.parent.name:
        said = f"the topic is {topic} and the folder is {path.parent.name}; move the file or change the topic"
        yield card.problem("E407", said, "topic")


def _codes(card: Reading[Card], codes: Codes) -> Iterator[Problem]:
    keyed: Mapping[str, Ruling] = card.parts.get("verdicts", {})
    if keyed and DEFAULT_CODE not in keyed and not _was_broken(card, "verdicts", DEFAULT_CODE):
        yield card.problem("E403", f"there is no verdict under {DEFAULT_CODE}; every card needs one", "verdicts")
    for where, rulings in _all_rulings(card):
        for code_id in rulings:
            if code_id not in codes:
                known = ", ".join(codes) or "none: the folder codes is missing"
                said = f"there is no code {code_id}; the codes are {known}"
                yield card.problem("E401", said, *where, code_id)
    for where, rulings in _all_rulings(card)[1:]:
        for code_id in keyed:
            if code_id not in rulings and not _was_broken(card, *where, code_id):
                said = f"the twist has no verdict under {code_id}, and the card has; add one"
                yield card.problem("E409", said, *where)


def _clauses(card: Reading[Card], codes: Codes) -> Iterator[Problem]:
    for where, rulings in _all_rulings(card):
        for code_id, ruling in rulings.items():
            code = codes.get(code_id)
            for index, number in enumerate(ruling.cites):
                if code and code.provision(number) is None:
                    said = f"{code.short} has no clause {number} in codes/{code_id}.yaml; cite one of its provisions"
                    yield card.problem("E402", said, *where, code_id, "cites", index)


def _bright_lines(card: Reading[Card], codes: Codes) -> Iterator[Problem]:
    situation: Situation | None = card.parts.get("situation")
    if situation is None:
        return
    yield from _against_bright_lines(card, situation, card.parts.get("verdicts", {}), codes, ("verdicts",))
    twists: Sequence[Twist] = card.parts.get("twists", ())
    for index, twist in enumerate(twists):
        try:
            after = twist.situation.made_to(situation) if twist.situation else situation
        except ValidationError as invalid:
            yield card.problem("E304", invalid.errors()[0]["msg"], "twists", index, "situation")
            continue
        yield from _against_bright_lines(card, after, twist.verdicts, codes, ("twists", index, "verdicts"))


def _against_bright_lines(
    card: Reading[Card], situation: Situation, rulings: Mapping[str, Ruling], codes: Codes, where: tuple[str | int, ...]
) -> Iterator[Problem]:
    for code_id, ruling in rulings.items():
        code = codes.get(code_id)
        line = code.bright_line(situation) if code else None
        if code and line and ruling.verdict is not line.verdict:
            said = (
                f"{code.short} {', '.join(line.cites)} makes this situation '{line.verdict.value}', and the card says "
                f"'{ruling.verdict.value}'; change the verdict or the situation"
            )
            yield card.problem("E404", said, *where, code_id, "verdict")


def _contrast(
    card: Reading[Card], by_id: Mapping[str, Reading[Card]], at_home: Mapping[str, Card]
) -> Iterator[Problem]:
    own, partner_id = card.parts.get("id"), card.parts.get("contrast")
    if not partner_id:
        return
    partner = by_id.get(partner_id)
    if partner is None and partner_id in at_home:
        if at_home[partner_id].contrast != own:
            said = f"{partner_id} in the deck here does not name this card back; add `contrast: {own}` there"
            yield card.problem("E408", said, "contrast")
    elif partner is None:
        said = f"there is no card {partner_id}; name a sister card or take contrast out"
        yield card.problem("E408", said, "contrast")
    elif partner_id == own:
        yield card.problem("E408", "a card cannot be its own contrast; name its sister", "contrast")
    elif partner.parts.get("contrast") != own:
        said = f"{partner_id} does not name this card back; add `contrast: {own}` in {partner.path}"
        yield card.problem("E408", said, "contrast")


def _all_rulings(card: Reading[Card]) -> list[tuple[tuple[str | int, ...], Mapping[str, Ruling]]]:
    """The card's rulings first, then each twist's, with the field each stands in."""
    twists: Sequence[Twist] = card.parts.get("twists", ())
    return [
        (("verdicts",), card.parts.get("verdicts", {})),
        *((("twists", index, "verdicts"), twist.verdicts) for index, twist in enumerate(twists)),
    ]


def _was_broken(card: Reading[Card], *where: str | int) -> bool:
    """Whether the file has something at `where` that was left aside because it is not well-formed."""
    node = card.tree
    for step in where:
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            return False
    return True


def _overlap(one: BrightLine, other: BrightLine) -> bool:
    if (one.when.relation, one.when.client) != (other.when.relation, other.when.client):
        return False
    spans = [line.when.months_since_end for line in (one, other)]
    starts = [(span and span.first) or 0 for span in spans]
    ends = [span.below if span and span.below is not None else 10**6 for span in spans]
    return max(starts) < min(ends)
