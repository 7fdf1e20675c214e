"""People by cards as columns: who stands where, and the share of the verdict marks with each card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from records.exports.columns import Column, Look, Mark, Told
from records.exports.sum_columns import sum_columns
from records.score_sheet import ScoreSheet
from records.sheet_sums import Grid, Line, grid

CARD_MEANING = "Share of the verdict marks of the first answer to this card, 0 to 1; blank without one."
_WHO: Sequence[Told[Line]] = (
    Told("name", "Name or nickname; blank on a trainee's own sheet.", lambda line: line.person.name, Look.TEXT),
    Told("identifier", "Student number or e-mail, where asked for.", lambda line: line.person.identifier, Look.TEXT),
    Told("person", "Id of the person, as in the tidy rows.", lambda line: line.person.id, Look.TEXT, width=12),
    Told("code", "Id of the code that the verdicts are judged under.", lambda line: line.code, Look.TEXT),
)


def matrix_columns(sheet: ScoreSheet) -> Sequence[Column]:
    """A line for each person: who it is, their sums, and each card under its id."""
    found = grid(sheet)
    return _columns(found, found.cards)


def titled_matrix(sheet: ScoreSheet) -> Sequence[Column]:
    """The same with the titles of the cards; where several share one, with the id as well."""
    found = grid(sheet)
    titles = [sheet.titles.get(card, card) for card in found.cards]
    often = Counter(titles)
    return _columns(
        found,
        [title if often[title] == 1 else f"{title} ({card})" for title, card in zip(titles, found.cards, strict=True)],
    )


def _columns(found: Grid, heads: Sequence[str]) -> Sequence[Column]:
    who = [told.column(found.lines) for told in _WHO]
    cards = [
        Column(head, CARD_MEANING, [line.shares[place] for line in found.lines], Look.WHOLE_SHARE, Mark.CREDIT, 15)
        for place, head in enumerate(heads)
    ]
    return [*who, *sum_columns(line.sums for line in found.lines), *cards]
