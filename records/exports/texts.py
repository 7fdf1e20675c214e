"""Texts as files can hold them: what no file format takes is shown as a sign that stands for it."""

from __future__ import annotations

import re

MOST_IN_A_CELL = 32_767
"""Units of UTF-16 that a cell of a workbook holds."""
CUT = " … [cut: a cell holds no more]"
_UNWRITABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BREAKS = re.compile("\r\n|[\r\x85]")
_WORDS_APART = re.compile(r"\s+")


def clean(text: str) -> str:
    r"""`text` with line breaks as \n, and U+FFFD for each control character, half of a pair and non-character."""
    return _UNWRITABLE.sub("\ufffd", _BREAKS.sub("\n", text))


def one_line(text: str, most: int) -> str:
    """`clean` text without line breaks, of at most so many signs."""
    told = _WORDS_APART.sub(" ", clean(text)).strip()
    return told if len(told) <= most else f"{told[: most - 1]}…"


def fitting(text: str) -> str:
    """`clean` text that fits a cell of a workbook; what is too long ends in words that say so."""
    whole = clean(text)
    if 2 * len(whole) > MOST_IN_A_CELL and _units(whole) > MOST_IN_A_CELL:
        return whole.encode("utf-16-le")[: 2 * (MOST_IN_A_CELL - len(CUT))].decode("utf-16-le", "ignore") + CUT
    return whole


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
