"""The tidy rows of a score sheet as columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from records.dictionary import DICTIONARY
from records.exports.columns import Column, Look, Mark, Value
from records.score_sheet import ScoreSheet

_LOOKS: Mapping[str, Look] = dict.fromkeys(("marks", "out_of", "chance"), Look.PLAIN)
_WIDTHS: Mapping[str, int] = {"sitting": 12, "person": 12}
_MARKS: Mapping[str, Mark] = dict.fromkeys(("missed_prohibited", "chose_harm"), Mark.HARM)


def answer_columns(sheet: ScoreSheet) -> Sequence[Column]:
    """The columns of the data dictionary, in its order; empty cells are None."""
    return [
        Column(
            name=name,
            meaning=meaning,
            cells=_cells(sheet.rows[name]),
            look=_LOOKS.get(name, Look.COUNT) if _is_number(sheet.rows[name]) else Look.TEXT,
            mark=_MARKS.get(name, Mark.NONE),
            width=_WIDTHS.get(name),
        )
        for name, meaning in DICTIONARY.items()
    ]


def _is_number(given: pd.Series[Any]) -> bool:
    return bool(pd.api.types.is_numeric_dtype(given))


def _cells(given: pd.Series[Any]) -> list[Value]:
    told: list[Value] = given.astype(object).where(given.notna(), None).tolist()
    return told if _is_number(given) else [text or None for text in told]
