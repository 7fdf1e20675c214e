"""The formats of a score sheet by name: one mapping for the command line and for downloads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from records.class_report import ClassReport
from records.exports.as_csv import matrix_to_csv, to_csv
from records.exports.as_gradebook import Gradebook, Refused, to_canvas, to_moodle
from records.exports.as_pdf import to_pdf
from records.exports.as_xapi import to_xapi
from records.exports.as_xlsx import to_xlsx
from records.score_sheet import ScoreSheet


@dataclass(frozen=True)
class Exported:
    """The bytes of a file, and those of the sheet who are not in it."""

    data: bytes
    refused: Sequence[Refused] = ()


@dataclass(frozen=True)
class Format:
    """How a sheet is written; of a class `write` is given the report as well. It may raise a `RecordsError`."""

    write: Callable[[ScoreSheet, ClassReport | None], Exported]
    suffix: str
    mime: str
    is_text: bool = True


def _of_gradebook(made: Gradebook) -> Exported:
    return Exported(made.data, made.refused)


CSV, WORKBOOK = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS: Mapping[str, Format] = {
    "csv": Format(lambda sheet, _: Exported(to_csv(sheet)), ".csv", CSV),
    "matrix": Format(lambda sheet, _: Exported(matrix_to_csv(sheet)), ".csv", CSV),
    "xlsx": Format(lambda sheet, report: Exported(to_xlsx(sheet, report)), ".xlsx", WORKBOOK, is_text=False),
    "pdf": Format(lambda sheet, _: Exported(to_pdf(sheet)), ".pdf", "application/pdf", is_text=False),
    "moodle": Format(lambda sheet, _: _of_gradebook(to_moodle(sheet)), ".csv", CSV),
    "canvas": Format(lambda sheet, _: _of_gradebook(to_canvas(sheet)), ".csv", CSV),
    "xapi": Format(lambda sheet, _: Exported(to_xapi(sheet)), ".json", "application/json"),
}
