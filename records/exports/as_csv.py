"""A score sheet as CSV that a spreadsheet opens without running anything."""

from __future__ import annotations

import re

import pandas as pd

from records.score_sheet import ScoreSheet

# What a spreadsheet may take for a formula, after marks it would strip (OWASP's list, read after white space).
_RUNS = re.compile(r"^[\s\0\u200b\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]")


def to_csv(sheet: ScoreSheet) -> bytes:
    """The rows as UTF-8 with a byte-order mark, so that spreadsheets read every name; numbers stay numbers."""
    return _csv(sheet.rows)


def dictionary_to_csv(sheet: ScoreSheet) -> bytes:
    """What each column of the sheet holds, as CSV."""
    return _csv(pd.DataFrame(sheet.dictionary.items(), columns=["column", "meaning"]))


def _csv(frame: pd.DataFrame) -> bytes:
    texts = frame.select_dtypes("str")
    safe = frame.assign(**{str(column): texts[column].map(defused, na_action="ignore") for column in texts.columns})
    text: str = safe.to_csv(index=False, lineterminator="\r\n")
    return text.encode("utf-8-sig", errors="replace")


def defused(text: str) -> str:
    """`text` with an apostrophe before it when a spreadsheet would run it."""
    return f"'{text}" if _RUNS.match(text) else text
