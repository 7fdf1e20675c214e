"""One mapping of formats, tried on a class of sixty people and twenty-four cards."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

import pytest

from records.class_report import ClassReport
from records.exports.formats import FORMATS
from records.score_sheet import ScoreSheet
from tests.conftest import ROOT

ROWS = {"csv": 24 * 60 * 2, "matrix": 61, "moodle": 61, "canvas": 62}
"""How many rows a file has; of all answers at most so many, for some did not vote."""


@pytest.mark.parametrize("name", ROWS)
def test_a_table_has_a_row_for_everybody(a_class: tuple[ScoreSheet, ClassReport], name: str) -> None:
    made = FORMATS[name].write(*a_class)
    rows = list(csv.reader(io.StringIO(made.data.decode("utf-8-sig"), newline=""), strict=True))
    assert len(rows) == (len(a_class[0].rows) + 1 if name == "csv" else ROWS[name])
    assert len(rows) <= ROWS[name]
    assert len({len(row) for row in rows}) == 1
    assert not made.refused


@pytest.mark.parametrize(("name", "begin"), [("xlsx", b"PK"), ("pdf", b"%PDF-"), ("xapi", b"[")])
def test_a_file_begins_as_its_kind_does(a_class: tuple[ScoreSheet, ClassReport], name: str, begin: bytes) -> None:
    assert FORMATS[name].write(*a_class).data.startswith(begin)


def test_the_statements_of_a_class_are_its_answers_and_its_people(a_class: tuple[ScoreSheet, ClassReport]) -> None:
    assert len(json.loads(FORMATS["xapi"].write(*a_class).data)) == len(a_class[0].rows) + 60


@pytest.mark.parametrize("name", ["csv", "matrix"])
def test_only_sheets_for_people_begin_with_a_mark_of_order(a_class: tuple[ScoreSheet, ClassReport], name: str) -> None:
    from records.exports.as_csv import matrix_to_csv, to_csv

    write = {"csv": to_csv, "matrix": matrix_to_csv}[name]
    assert write(a_class[0]) == b"\xef\xbb\xbf" + write(a_class[0], bom=False)
    assert not FORMATS["moodle"].write(*a_class).data.startswith(b"\xef\xbb\xbf")


def test_a_library_is_loaded_when_its_format_is_wanted() -> None:
    code = "import sys, records.exports.formats; print(*sys.modules)"
    seen = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {"xlsxwriter", "openpyxl", "fpdf"}.isdisjoint(seen.stdout.split())
