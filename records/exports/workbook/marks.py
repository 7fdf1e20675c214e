"""What stands out in a table. Each mark has a sign, a weight or a pattern besides its colour, and reads in grey."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from records.exports.columns import Column, Mark

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from records.exports.workbook.book import Book

FULL, PART, NONE, BAR = "#dfeee5", "#f8e8d5", "#f7e3de", "#b5d0cd"
GRAVE = "#7f231e"
HATCHED = 14
"""A pattern of thin lines; it stays when the colour goes."""
_TICK_BANG_CROSS: Mapping[str, Any] = {
    "type": "icon_set",
    "icon_style": "3_symbols",
    "icons": [{"criteria": ">=", "type": "number", "value": 1}, {"criteria": ">", "type": "number", "value": 0}],
}
Rules = list[dict[str, Any]]


def paint(book: Book, page: Worksheet, place: int, column: Column) -> None:
    """Lay the rules of the column's mark over its cells."""
    for rule in _RULES[column.mark](book):
        page.conditional_format(1, place, len(column.cells), place, rule)


def _credit(book: Book) -> Rules:
    full, part = book.style(bg_color=FULL), book.style(bg_color=PART)
    none = book.style(bg_color=NONE, font_color=GRAVE, bold=True)
    return [
        {"type": "blanks", "stop_if_true": True},
        dict(_TICK_BANG_CROSS),
        {"type": "cell", "criteria": ">=", "value": 1, "format": full},
        {"type": "cell", "criteria": "==", "value": 0, "format": none},
        {"type": "cell", "criteria": "between", "minimum": 0, "maximum": 1, "format": part},
    ]


def grave_style(book: Book) -> Any:
    """Bold on hatching: what must be seen first."""
    return book.style(bold=True, font_color=GRAVE, pattern=HATCHED, bg_color="#ffffff", fg_color="#e5b5ac")


def _harm(book: Book) -> Rules:
    return [
        {"type": "blanks", "stop_if_true": True},
        {"type": "cell", "criteria": ">", "value": 0, "format": grave_style(book)},
    ]


def _words(book: Book) -> Rules:
    return [{"type": "no_blanks", "format": book.style(bold=True, font_color=GRAVE, bg_color=PART)}]


def _bar(_book: Book) -> Rules:
    """Bars as of 2007: pandas and openpyxl read the later ones only with a warning."""
    whole = {"min_type": "num", "max_type": "num", "min_value": 0, "max_value": 1}
    return [{"type": "data_bar", "bar_color": BAR, **whole}]


_RULES: Mapping[Mark, Callable[[Book], Rules]] = {
    Mark.NONE: lambda _book: [],
    Mark.CREDIT: _credit,
    Mark.HARM: _harm,
    Mark.WORDS: _words,
    Mark.BAR: _bar,
}
