"""The first page: what the sheet is of, what it adds up to with chance beside it, and what the other pages hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from records.class_report import ClassReport
from records.exports.about import about_lines
from records.exports.columns import Look
from records.exports.texts import one_line
from records.exports.workbook.book import Book, as_text
from records.exports.workbook.figures import Figure, figures
from records.exports.workbook.marks import grave_style
from records.score_sheet import ScoreSheet

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

NAME = "Summary"
HEAD = ("Result", "Number", "Share", "What it means")
WIDTHS = (34, 12, 12, 64)
PAGES = (
    ("Matrix", "People by cards: the share of the verdict marks that each first answer earned."),
    (
        "Answers",
        "Every answer, a row for each person, card, round and part; the names of columns are in the first row.",
    ),
    ("Cards", "What the answers say of each card."),
    ("Data dictionary", "What each column of the other pages holds."),
)


def write_summary(book: Book, sheet: ScoreSheet, report: ClassReport | None) -> None:
    """Add the page; of a class the figures are those of its `report`."""
    page = book.page(NAME)
    page.fit_to_pages(1, 1)
    for place, width in enumerate(WIDTHS):
        page.set_column(place, place, width)
    page.write_string(0, 0, as_text(one_line(sheet.about.title, 200)), book.style(bold=True, font_size=16))
    after = _labelled(book, page, 2, about_lines(sheet))
    found = figures(sheet, report)
    _table(book, page, after + 1, found)
    _labelled(book, page, after + len(found) + 3, PAGES)


def _labelled(book: Book, page: Worksheet, begin: int, lines: Sequence[tuple[str, str]]) -> int:
    """Write labels with their texts from row `begin` on; the first row after them is returned."""
    label = book.style(bold=True)
    for row, (name, told) in enumerate(lines, begin):
        page.write_string(row, 0, name, label)
        page.write_string(row, 1, as_text(told))
    return begin + len(lines)


def _table(book: Book, page: Worksheet, begin: int, lines: Sequence[Figure]) -> None:
    grave, indented = grave_style(book), book.style(indent=1)
    for place, head in enumerate(HEAD):
        page.write_string(begin, place, head, book.head)
    for row, line in enumerate(lines, begin + 1):
        page.write_string(row, 0, line.label, grave if line.is_grave else None)
        if line.number is not None:
            page.write_number(row, 1, line.number, grave if line.is_grave else book.look(line.look))
        if line.share is not None:
            page.write_number(row, 2, line.share, book.look(Look.SHARE))
        page.write_string(row, 3, line.meaning, indented)
