"""The cards of a sheet as columns: of a class what its report says, of one trainee the sums."""

from __future__ import annotations

from collections.abc import Sequence

from records.class_report import FIRST_ROUND, ClassReport
from records.exports.about import editions_of
from records.exports.columns import Column, Look
from records.exports.sum_columns import sum_columns
from records.exports.workbook.card_reports import item_columns, talk_columns, vote_columns, who_voted_columns
from records.score_sheet import ScoreSheet
from records.sheet_sums import sums_by_card


def card_columns(sheet: ScoreSheet, report: ClassReport | None) -> Sequence[Column]:
    """A line for each card that was put: for a class with its `report`, else the sums of the sheet."""
    if report is None:
        by_card = sums_by_card(sheet)
        return [*_named(sheet, list(by_card)), *sum_columns(by_card.values())]
    cards = report.cards
    rounds = sorted({FIRST_ROUND} | {number for card in cards for number in card.votes})
    return [
        *_named(sheet, [card.card_id for card in cards]),
        *who_voted_columns(cards),
        *sum_columns(card.sums for card in cards)[1:],  # how many voted is told already
        *(column for number in rounds for column in vote_columns(cards, number)),
        *item_columns(cards),
        *talk_columns(cards),
    ]


def _named(sheet: ScoreSheet, cards: Sequence[str]) -> Sequence[Column]:
    editions, topics = editions_of(sheet), dict(zip(sheet.rows["card"], sheet.rows["topic"], strict=True))
    lowest = [min(editions.get(card, ()), default=None) for card in cards]
    highest = [max(editions.get(card, ()), default=None) for card in cards]
    return [
        Column("card", "Id of the card, as in the tidy rows.", cards, Look.TEXT),
        Column("title", "Title of the card.", [sheet.titles.get(card, card) for card in cards], Look.TEXT),
        Column("topic", "Topic of the card.", [topics.get(card) or None for card in cards], Look.TEXT),
        Column("first_edition", "Lowest edition of the card in the answers.", lowest),
        Column("last_edition", "Highest edition of the card in the answers.", highest),
    ]
