"""A score sheet as CSV that a spreadsheet opens without running anything."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

import pandas as pd

from records.dictionary import DICTIONARY
from records.exports.columns import Value
from records.exports.matrix import matrix_columns
from records.score_sheet import ScoreSheet

# What a spreadsheet may take for a formula, after marks it would strip (OWASP's list, read after white space).
_RUNS = re.compile(r"^[\s\0\u200b\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]")


def to_csv(sheet: ScoreSheet, *, bom: bool = True) -> bytes:
    """The rows as UTF-8; numbers stay numbers. With `bom` it begins with the mark that lets Excel read every name."""
    return _csv(sheet.rows, bom=bom)


def matrix_to_csv(sheet: ScoreSheet, *, bom: bool = True) -> bytes:
    """People by cards: who, their sums, and under the id of each card the share of its verdict marks, 0 to 1."""
    columns = matrix_columns(sheet)
    rows = zip(*(column.cells for column in columns), strict=True)
    return table_to_csv([column.name for column in columns], rows, bom=bom)


def dictionary_to_csv() -> bytes:
    """What each column of a sheet holds, as CSV."""
    return _csv(pd.DataFrame(DICTIONARY.items(), columns=["column", "meaning"]), bom=True)


def table_to_csv(head: Sequence[str], rows: Iterable[Sequence[Value]], *, bom: bool) -> bytes:
    """A table as CSV; None is an empty cell."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerows([defused(cell) if isinstance(cell, str) else cell for cell in row] for row in (head, *rows))
    return _encoded(written.getvalue(), bom=bom)


def _csv(frame: pd.DataFrame, *, bom: bool) -> bytes:
    texts = frame.select_dtypes(exclude="number")
    safe = frame.assign(**{str(column): texts[column].map(defused, na_action="ignore") for column in texts.columns})
    return _encoded(safe.to_csv(index=False, lineterminator="\r\n"), bom=bom)


def _encoded(text: str, *, bom: bool) -> bytes:
    return text.encode("utf-8-sig" if bom else "utf-8", errors="replace")


def defused(text: str) -> str:
    """`text` with an apostrophe before it when a spreadsheet would run it."""
    return f"'{text}" if _RUNS.match(text) else text
