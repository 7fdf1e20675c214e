"""What LibreOffice makes of a file, cell by cell."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

LIMIT = 240
"""Seconds; the first start makes a profile."""
_ODF = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, TABLE, TEXT = (_ODF % name for name in ("office", "table", "text"))
CSV_AS_ANYBODY_OPENS_IT = "CSV:44,34,76,1,,0,false,true"
"""Commas, double quotes, UTF-8, from line 1; numbers and dates are looked for, as after a double click."""


@dataclass(frozen=True)
class Cell:
    """One cell: its kind as LibreOffice says it, what is shown, and whether it computes or leads somewhere."""

    kind: str
    text: str
    is_formula: bool
    is_link: bool


@dataclass(frozen=True)
class Office:
    """LibreOffice without a screen, with a profile of its own."""

    program: str
    profile: Path

    def opened(self, data: bytes, name: str, folder: Path) -> Mapping[str, Sequence[Sequence[Cell]]]:
        """The cells of each page of a file, row by row, without empty rows and cells at the ends."""
        file = folder / name
        file.write_bytes(data)
        reading = [f"--infilter={CSV_AS_ANYBODY_OPENS_IT}"] if file.suffix == ".csv" else []
        subprocess.run(
            [
                self.program,
                "--headless",
                f"-env:UserInstallation={self.profile.as_uri()}",
                *reading,
                *("--convert-to", "fods", "--outdir", str(folder), str(file)),
            ],
            check=True,
            capture_output=True,
            timeout=LIMIT,
        )
        whole = ET.parse(file.with_suffix(".fods"))  # noqa: S314 - LibreOffice has just written it
        return {page.attrib[f"{TABLE}name"]: _trimmed(_rows(page)) for page in whole.iter(f"{TABLE}table")}


def office_here(folder: Path) -> Office:
    """LibreOffice where it is installed; elsewhere the test that asks for it is skipped, in CI too: it has 500 MB."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed (apt-get install libreoffice-calc, 500 MB)")
    return Office(program, folder)


def _rows(page: ET.Element) -> Iterator[list[Cell]]:
    for row in page.iter(f"{TABLE}table-row"):
        cells = [
            cell for found in row for cell in [_cell(found)] * _times(found, "columns") if found.tag != f"{TABLE}x"
        ]
        for _ in range(_times(row, "rows")):
            yield cells


def _times(found: ET.Element, what: str) -> int:
    """How often it is repeated; empty ends of a page are told as a million rows."""
    return min(int(found.attrib.get(f"{TABLE}number-{what}-repeated", 1)), 100)


def _cell(found: ET.Element) -> Cell:
    return Cell(
        kind=found.attrib.get(f"{OFFICE}value-type", ""),
        text="\n".join("".join(_words(one)) for one in found.findall(f"{TEXT}p")),
        is_formula=f"{TABLE}formula" in found.attrib,
        is_link=found.find(f".//{TEXT}a") is not None,
    )


def _words(found: ET.Element) -> Iterator[str]:
    if found.tag == f"{TEXT}s":
        yield " " * int(found.attrib.get(f"{TEXT}c", 1))
    elif found.tag in {f"{TEXT}tab", f"{TEXT}line-break"}:
        yield "\t" if found.tag == f"{TEXT}tab" else "\n"
    yield found.text or ""
    for inner in found:
        yield from _words(inner)
        yield inner.tail or ""


def _trimmed(rows: Iterator[list[Cell]]) -> list[list[Cell]]:
    found = [_without_end(row) for row in rows]
    while found and not found[-1]:
        found.pop()
    return found


def _without_end(row: list[Cell]) -> list[Cell]:
    used = [place for place, cell in enumerate(row) if cell.kind or cell.text]
    return row[: used[-1] + 1] if used else []
