"""What the rows of a score sheet add up to: the whole, each card, each person, and a grid of people by cards."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from records.class_report import FIRST_ROUND
from records.progress import Totals, totals, totals_by
from records.score_sheet import Listed, ScoreSheet
from scoring.answer import Part

_ATTEMPT = ["sitting", "person", "position", "round"]


@dataclass(frozen=True)
class Line:
    """One person under one code. `shares` are of the verdict marks, in the order of the cards; None: not answered.

    `sums` is None for one who answered nothing.
    """

    person: Listed
    code: str
    shares: Sequence[float | None]
    sums: Totals | None


@dataclass(frozen=True)
class Grid:
    """People by cards: the first answer of each person to each card."""

    cards: Sequence[str]
    lines: Sequence[Line]


def first_answers(sheet: ScoreSheet) -> pd.DataFrame:
    """The verdict rows of the first round, as `totals` reads them; of a trainee's own sheet all verdict rows."""
    rows = sheet.rows.assign(round=sheet.rows["round"].fillna(FIRST_ROUND), part_key=sheet.rows["key"])
    first = rows[rows["round"] == FIRST_ROUND]
    whole = first.groupby(_ATTEMPT, as_index=False)[["marks", "out_of"]].sum()
    whole = whole.rename(columns={"marks": "all_marks", "out_of": "all_out_of"})
    return first[first["part"] == Part.VERDICT.value].merge(whole, on=_ATTEMPT, how="left", validate="one_to_one")


def sums(sheet: ScoreSheet) -> Totals:
    """The sums over all first answers."""
    return totals(first_answers(sheet))


def sums_by_card(sheet: ScoreSheet) -> Mapping[str, Totals]:
    """The sums of each card that was answered, in the order of the sheet's titles."""
    found = totals_by(first_answers(sheet), "card")
    return {card: found[card] for card in _in_order(sheet, found)}


def sums_by_person(sheet: ScoreSheet) -> Mapping[str, Totals]:
    """The sums of each person who answered, by their id."""
    return {str(person): found for person, found in totals_by(first_answers(sheet), "person").items()}


def sums_by(first: pd.DataFrame, columns: Sequence[str]) -> Mapping[tuple[str, ...], Totals]:
    """The sums of rows of `first_answers`, by what stands in `columns`, in the order in which it first does."""
    numbered = first.assign(_group=first.groupby(list(columns), sort=False).ngroup())
    added, once = totals_by(numbered, "_group"), numbered.drop_duplicates("_group")
    named = zip(*(once[column] for column in columns), strict=True)
    return {key: added[number] for key, number in zip(named, once["_group"], strict=True)}


def grid(sheet: ScoreSheet) -> Grid:
    """The grid of a sheet: a line for each person, those who answered nothing too, and for each code they answered in.

    Who answered a card again under the same code has the earliest answer in it.
    """
    once = first_answers(sheet).drop_duplicates(["person", "code", "card"])
    cards = _in_order(sheet, set(once["card"]))
    found = _lines(once)
    lines = [
        Line(person, code, [shares.get(card) for card in cards], added)
        for person in sheet.people
        for code, (shares, added) in (found.get(person.id) or _nothing(sheet)).items()
    ]
    return Grid(cards, lines)


_Line = tuple[dict[str, float], Totals | None]


def _lines(once: pd.DataFrame) -> Mapping[str, Mapping[str, _Line]]:
    """By person and code, the share earned with each card and the sums."""
    lines: dict[str, dict[str, _Line]] = {}
    for (person, code), added in sums_by(once, ["person", "code"]).items():
        lines.setdefault(person, {})[code] = {}, added
    shares = once["marks"] / once["out_of"]
    for person, code, card, share in zip(once["person"], once["code"], once["card"], shares, strict=True):
        lines[person][code][0][card] = share
    return lines


def _nothing(sheet: ScoreSheet) -> Mapping[str, _Line]:
    """The line of one who answered nothing; its code is the only one there is, if that is so."""
    codes = list(sheet.rows["code"].unique())
    return {codes[0] if len(codes) == 1 else "": ({}, None)}


def _in_order(sheet: ScoreSheet, cards: Collection[Hashable]) -> list[str]:
    """The cards in the order of the titles; those without a title come last."""
    listed = [card for card in sheet.titles if card in cards]
    return listed + sorted(str(card) for card in cards if card not in sheet.titles)
