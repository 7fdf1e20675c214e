"""The codes side by side: what their bright lines decide, from which month to which, and which cards cite a clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.card import Card
from scoring.code import BrightLine, Code
from scoring.deck import Deck
from scoring.situation import ClientTie, Relation


@dataclass(frozen=True)
class Row:
    """One situation on which some code has a bright line; the lines of each code in the order of their months."""

    relation: Relation
    client: ClientTie
    lines: Mapping[str, tuple[BrightLine, ...]]


def bright_rows(codes: Mapping[str, Code]) -> tuple[Row, ...]:
    """Every situation that some code decides by a bright line, in the order of the scales of relation and client."""
    found: dict[tuple[Relation, ClientTie], dict[str, list[BrightLine]]] = {}
    for code in codes.values():
        for line in code.bright_lines:
            by_code = found.setdefault((line.when.relation, line.when.client), {})
            by_code.setdefault(code.id, []).append(line)
    order = {member: place for place, member in enumerate((*Relation, *ClientTie))}
    return tuple(
        Row(relation, client, {code: tuple(sorted(lines, key=_first_month)) for code, lines in by_code.items()})
        for (relation, client), by_code in sorted(
            found.items(), key=lambda item: (order[item[0][0]], order[item[0][1]])
        )
    )


def _first_month(line: BrightLine) -> int:
    span = line.when.months_since_end
    return (span and span.first) or 0


def citing(deck: Deck, code_id: str) -> dict[str, tuple[Card, ...]]:
    """The cards whose key under a code rests on each clause, by the clause's number."""
    found: dict[str, list[Card]] = {}
    for card in deck.under(code_id):
        for number in card.verdicts[code_id].cites:
            found.setdefault(number, []).append(card)
    return {number: tuple(cards) for number, cards in found.items()}
