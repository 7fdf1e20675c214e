"""A workbook in the making: texts stay texts, numbers stay numbers, and every page says what it is of."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC
from io import BytesIO
from typing import TYPE_CHECKING, Any

from records.errors import RecordsError
from records.exports.about import PROGRAM, about_in_short
from records.exports.columns import Column, Look, Value
from records.exports.texts import fitting, one_line
from records.exports.workbook.marks import paint
from records.score_sheet import ScoreSheet

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_576
NARROWEST, WIDEST, ROOM = 9, 48, 4
"""Widths in signs; a name leaves room for the button of the filter."""
ON_ONE_PAGE = 220
LINE_HEIGHT, MOST_LINES = 16, 6
A4 = 9
MOST_ABOVE = 255
INK, PAPER, LINE = "#1f2321", "#f2ece1", "#8c8272"
_PLAINLY = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}


class TooManyRowsError(RecordsError):
    """A page of a workbook cannot hold so many rows."""


class Book:
    """A workbook that pages are added to, one after the other."""

    def __init__(self, sheet: ScoreSheet) -> None:
        import xlsxwriter  # noqa: PLC0415 - wanted for a workbook only

        self._written = BytesIO()
        self._workbook = xlsxwriter.Workbook(self._written, dict(_PLAINLY))
        self._workbook.set_properties(_properties(sheet))
        self._heading = _heading(sheet)
        self.head = self.style(
            bold=True, bg_color=PAPER, bottom=1, border_color=LINE, text_wrap=True, align="left", valign="top", indent=1
        )
        self._looks = {
            look: self.style(num_format=look.value, align="left" if look is Look.TEXT else "right", indent=1)
            for look in Look
        }

    def style(self, **features: Any) -> Any:
        """A format with these features; colours go with weight or signs, so that grey tells the same."""
        return self._workbook.add_format({"font_color": INK, **features})

    def look(self, look: Look) -> Any:
        """The format of cells that are shown so."""
        return self._looks[look]

    def page(self, name: str) -> Worksheet:
        """A new page, with what the sheet is of above it when it is printed."""
        page = self._workbook.add_worksheet(name)
        page.set_landscape()
        page.set_paper(A4)
        page.set_header(self._heading)
        page.set_footer(f"&L{name}&RPage &P of &N")
        return page

    def table(self, name: str, columns: Sequence[Column], frozen: int = 0) -> None:
        """A page with the table from its first row on; the names stay in sight, with so many columns at the left.

        Raises `TooManyRowsError`.
        """
        rows = max((len(column.cells) for column in columns), default=0)
        if rows >= MOST_ROWS:
            raise TooManyRowsError(
                f"A workbook holds {MOST_ROWS:,} rows on a page and this sheet has {rows:,}. Take the CSV instead."
            )
        page = self.page(name)
        widths = [self._column(page, place, column) for place, column in enumerate(columns)]
        page.set_row(0, LINE_HEIGHT * max(map(_lines, columns, widths)))
        page.freeze_panes(1, frozen)
        page.autofilter(0, 0, rows, len(columns) - 1)
        _never_warn(page, columns, rows)
        page.fit_to_pages(math.ceil(sum(widths) / ON_ONE_PAGE), 0)
        page.repeat_rows(0)
        if frozen:
            page.repeat_columns(0, frozen - 1)

    def close(self) -> bytes:
        """The whole workbook."""
        self._workbook.close()
        return self._written.getvalue()

    def _column(self, page: Worksheet, place: int, column: Column) -> float:
        """Write a column with its name; its width is returned."""
        told = {text: as_text(str(text)) for text in set(column.cells) if text} if column.is_text else {}
        cells: Iterable[Value] = (
            (told[text] if text else None for text in column.cells) if column.is_text else column.cells
        )
        width = column.width or _width(column.name, told.values())
        page.set_column(place, place, width, self.look(column.look))
        page.write_string(0, place, as_text(column.name), self.head)
        write: Callable[[int, int, Any], object] = page.write_string if column.is_text else page.write_number
        for row, cell in enumerate(cells, 1):
            if cell is not None:
                write(row, place, cell)
        if column.cells:
            paint(self, page, place, column)
        return width


def as_text(text: str) -> str:
    """`text` for a cell. XlsxWriter passes on what stands between <r> and </r> as XML; a space behind keeps it text."""
    told = fitting(text)
    return f"{told} " if told.startswith("<r>") and told.endswith("</r>") else told


def _never_warn(page: Worksheet, columns: Sequence[Column], rows: int) -> None:
    """Texts such as 00123 are meant to be texts: no green corners."""
    from xlsxwriter.utility import xl_range  # noqa: PLC0415 - wanted for a workbook only

    texts = [xl_range(1, place, rows, place) for place, column in enumerate(columns) if column.is_text and rows]
    if texts:
        page.ignore_errors({"number_stored_as_text": " ".join(texts)})


def _width(name: str, texts: Iterable[str]) -> float:
    longest = max((len(text) for text in texts), default=0)
    return min(max(NARROWEST, len(name) + ROOM, longest + 3), WIDEST)


def _lines(column: Column, width: float) -> int:
    """How many lines the name of a column takes, beside the button of the filter."""
    return min(math.ceil(len(column.name) / (width - ROOM)), MOST_LINES) or 1


def _heading(sheet: ScoreSheet) -> str:
    """What is printed above a page; the ampersand is the sign that gives orders there."""
    about = sheet.about
    told = f"{one_line(about.title, 70)}\n{one_line(about_in_short(sheet), 90)}"
    made = f"{about.made_at:%Y-%m-%d %H:%M} {one_line(about.time_zone, 30)}\n{PROGRAM} {about.app_version}"
    left, right = (text.replace("&", "\uff06") for text in (told, made))
    return f"&L{left}&R{right}".encode("utf-16-le")[: 2 * MOST_ABOVE].decode("utf-16-le", "ignore")


def _properties(sheet: ScoreSheet) -> dict[str, Any]:
    about = sheet.about
    return {
        "title": one_line(about.title, 200),
        "comments": one_line(about_in_short(sheet), 200),
        "author": f"{PROGRAM} {about.app_version}",
        "created": about.made_at.astimezone(UTC).replace(tzinfo=None),
    }
