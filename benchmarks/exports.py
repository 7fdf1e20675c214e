"""The class report and each export of a large class, beside the bare library that writes the same cells.

python -m benchmarks.exports [people, 300] [cards, 50]
"""

from __future__ import annotations

import csv
import io
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import xlsxwriter
from openpyxl import load_workbook

from records.class_votes import report_of
from records.exports.formats import FORMATS
from records.score_sheet import class_sheet
from scoring.deck import load_deck
from tests.conftest import NOON
from tests.records.exports.classes import CODE, Course, a_room, students

ROOT = Path(__file__).parents[1]
ROUNDS = 5
WRITTEN = ("", "Because the client asked.", "I would talk it over first, and say why.")
Page = tuple[str, Sequence[Sequence[Any]]]


def main(people: int = 300, cards: int = 50) -> None:
    """Print the seconds of a processor that each thing takes, and how many times the bare library's that is."""
    deck = load_deck(ROOT / "scenarios")
    asked = [card.id for card in deck.under(CODE)][:cards]
    room = a_room(deck, students(people), Course(asked, reasonings=WRITTEN))
    sheet, report = class_sheet(room, deck, NOON), report_of(room, deck)
    print(f"{people} people, {len(asked)} cards, {len(sheet.rows)} answers, median of {ROUNDS}, seconds of a processor")
    _tell("class report", _seconds(lambda: report_of(room, deck)), "budget 0.50 s")
    _tell("score sheet", _seconds(lambda: class_sheet(room, deck, NOON)))
    for name, bare in BARE.items():
        data = FORMATS[name].write(sheet, report).data
        ours, theirs = _both(lambda name=name: FORMATS[name].write(sheet, report), bare(data))  # type: ignore[misc]
        budget = "budget 1.5 x" if name == "xlsx" else ""
        _tell(
            name, ours, f"{ours / theirs:5.2f} x the {theirs:.3f} s of bare writing, {len(data) / 1e6:.1f} MB  {budget}"
        )


def _workbook(data: bytes) -> Callable[[], object]:
    """Writing the cells of a workbook with XlsxWriter alone."""
    pages = [(page.title, list(page.iter_rows(values_only=True))) for page in load_workbook(io.BytesIO(data))]
    return lambda: _write_pages(pages)


def _write_pages(pages: Sequence[Page]) -> bytes:
    written = io.BytesIO()
    workbook = xlsxwriter.Workbook(written, {"in_memory": True})
    for name, rows in pages:
        page = workbook.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    page.write_string(row, column, cell)
                elif cell is not None:
                    page.write_number(row, column, cell)
    workbook.close()
    return written.getvalue()


def _table(data: bytes) -> Callable[[], object]:
    """Writing the rows of a CSV with the standard library alone."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    return lambda: _write_rows(rows)


def _write_rows(rows: Sequence[Sequence[str]]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    return written.getvalue().encode("utf-8-sig")


def _statements(data: bytes) -> Callable[[], object]:
    """Writing the statements with the standard library alone."""
    told = json.loads(data)
    return lambda: json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


BARE: dict[str, Callable[[bytes], Callable[[], object]]] = {
    "xlsx": _workbook,
    "csv": _table,
    "matrix": _table,
    "moodle": _table,
    "canvas": _table,
    "xapi": _statements,
}


def _both(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    """The medians of two acts done in turn, so that a busy machine slows both."""
    pairs = [(_once(ours), _once(theirs)) for _ in range(ROUNDS)]
    return median(one for one, _ in pairs), median(other for _, other in pairs)


def _seconds(act: Callable[[], object]) -> float:
    return median(_once(act) for _ in range(ROUNDS))


def _once(act: Callable[[], object]) -> float:
    begin = time.process_time()
    act()
    return time.process_time() - begin


def _tell(name: str, seconds: float, more: str = "") -> None:
    print(f"{name:14}{seconds:8.3f}   {more}".rstrip())


if __name__ == "__main__":
    main(*(int(given) for given in sys.argv[1:]))
