"""The votes of a class as a table, one row for each vote, with the columns the class report asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from records.class_report import COLUMNS, ClassReport, class_report
from records.room import Room
from records.room_events import Voted
from scoring.answer import Part
from scoring.deck import Deck
from scoring.in_words import BETWEEN


def votes_frame(room: Room, deck: Deck) -> pd.DataFrame:
    """Every vote of those who are in the class, in the order of cards, rounds and voting."""
    return pd.DataFrame(list(_rows(room, deck)), columns=list(COLUMNS)).astype(dict(COLUMNS))


def report_of(room: Room, deck: Deck) -> ClassReport:
    """The report of a class so far, over the cards that were voted on."""
    roster = {person.id: person.name for person in sorted(room.people.values(), key=lambda one: one.joined_at)}
    card_ids = [card_id for card_id, _ in room.plan.cards[: room.position]]
    return class_report(votes_frame(room, deck), roster, card_ids, room.plan.scheme)


def _rows(room: Room, deck: Deck) -> Iterator[dict[str, Any]]:
    for position, round_ in sorted(room.votes):
        card_id, _ = room.plan.cards[position - 1]
        for vote in room.cast(position, round_).values():
            yield _row(room, deck, vote) | {"card_id": card_id}


def _row(room: Room, deck: Deck, vote: Voted) -> dict[str, Any]:
    verdict, score = vote.answer.verdict, vote.score
    worth = score.part(Part.VERDICT)
    return {
        "participant_id": vote.person,
        "name": room.people[vote.person].name,
        "position": vote.position,
        "round": vote.round,
        "taken": vote.taken,
        "verdict": None if verdict is None else verdict.level,
        "key": score.key.level,
        "accepted": _accepted(room, deck, vote),
        "signed_steps": score.signed_steps,
        "missed_prohibited": score.missed_prohibited,
        "credit": worth.marks / worth.out_of,
        "marks": worth.marks,
        "out_of": worth.out_of,
        "chance": worth.chance,
        "all_marks": score.marks,
        "all_out_of": score.out_of,
    }


def _accepted(room: Room, deck: Deck, vote: Voted) -> str:
    """The accepted verdicts in words; of a card corrected or withdrawn since, the key it had."""
    card = deck.cards.get(vote.score.card_id)
    if card is None or card.edition != vote.score.edition or room.plan.code_id not in card.verdicts:
        return vote.score.key.value
    return BETWEEN.join(verdict.value for verdict in card.verdicts[room.plan.code_id].accepted)
