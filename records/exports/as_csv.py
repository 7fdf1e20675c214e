"""A score sheet as CSV that a spreadsheet opens without running anything."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from records.dictionary import DICTIONARY
from records.exports.answers import answer_columns
from records.exports.columns import Column, Value
from records.exports.matrix import matrix_columns
from records.score_sheet import ScoreSheet

# What a spreadsheet may take for a formula, after marks it would strip (OWASP's list, read after white space).
_RUNS = re.compile(r"^[\s\0\u200b\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]")


def to_csv(sheet: ScoreSheet, *, bom: bool = True) -> bytes:
    """The rows as UTF-8; numbers stay numbers. With `bom` it begins with the mark that lets Excel read every name."""
    return _columns_to_csv(answer_columns(sheet), bom=bom)


def matrix_to_csv(sheet: ScoreSheet, *, bom: bool = True) -> bytes:
    """People by cards: who, their sums, and under the id of each card the share of its verdict marks, 0 to 1."""
    return _columns_to_csv(matrix_columns(sheet), bom=bom)


def dictionary_to_csv() -> bytes:
    """What each column of a sheet holds, as CSV."""
    return table_to_csv(["column", "meaning"], DICTIONARY.items(), bom=True)


def table_to_csv(head: Sequence[str], rows: Iterable[Sequence[Value]], *, bom: bool) -> bytes:
    """A table as CSV; None is an empty cell."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerows([defused(cell) if isinstance(cell, str) else cell for cell in row] for row in (head, *rows))
    return written.getvalue().encode("utf-8-sig" if bom else "utf-8", errors="replace")


def _columns_to_csv(columns: Sequence[Column], *, bom: bool) -> bytes:
    rows = zip(*(column.cells for column in columns), strict=True)
    return table_to_csv([column.name for column in columns], rows, bom=bom)


def defused(text: str) -> str:
    """`text` with an apostrophe before it when a spreadsheet would run it."""
    return f"'{text}" if _RUNS.match(text) else text
