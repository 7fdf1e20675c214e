"""Whatever people are called and whatever they write: nothing raises, nothing runs, nothing is lost."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from unicodedata import category

import pandas as pd
import pytest
from openpyxl import load_workbook

from records.class_report import ClassReport
from records.exports.as_csv import matrix_to_csv, to_csv
from records.exports.as_gradebook import to_canvas, to_moodle
from records.exports.as_xapi import to_xapi
from records.exports.as_xlsx import to_xlsx
from records.exports.formats import FORMATS
from records.exports.texts import CUT
from records.score_sheet import Listed, ScoreSheet
from scoring.deck import Deck
from tests.records.exports.classes import Course, a_room, told
from tests.records.exports.hostile import HOSTILE, MARKUP, REAL_NAMES
from tests.records.exports.office import Office, office_here
from tests.records.exports.xapi_schema import STATEMENTS

RUNS = ("=", "+", "-", "@")
UNSEEN = "".join(chr(sign) for sign in range(33)) + "\x85\xa0\u200b\u2060\ufeff\u2028\u2029\u3000"
CARDS = ("market-in-june", "letter-in-march")
WRITTEN = [*HOSTILE[1:], HOSTILE[0]]
"""What each of the people wrote."""
Class = tuple[ScoreSheet, ClassReport]


def class_of(deck: Deck, names: Sequence[str], texts: Sequence[str]) -> Class:
    """A class whose people have these names and write these texts. Halves of pairs do not come through a browser; they
    are put in afterwards."""
    places = [f"place {place}" for place in range(len(names))]
    who = [(place, f"s{number:05}") for number, place in enumerate(places)]
    course = Course(CARDS, reasonings=places, vote=lambda _chance, key: key)
    sheet, report = told(a_room(deck, who, course), deck)
    named, written = dict(zip(places, names, strict=True)), dict(zip(places, texts, strict=True))
    rows = sheet.rows.assign(
        name=pd.Series([named[place] for place in sheet.rows["name"]], dtype=object),
        reasoning=pd.Series([written[place] for place in sheet.rows["reasoning"]], dtype=object),
    )
    people = [Listed(one.id, named[one.name], one.identifier) for one in sheet.people]
    return replace(sheet, rows=rows, people=people), report


@pytest.fixture(scope="module")
def hostile(deck: Deck) -> Class:
    """Everybody is called and writes something else."""
    return class_of(deck, HOSTILE, WRITTEN)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return office_here(tmp_path_factory.mktemp("office"))


def as_shown(text: str) -> str:
    """How a text must come out of a workbook: line breaks alike, and a stand-in for what no file can hold."""
    text = re.sub("\r\n|[\r\x85]", "\n", text)
    return "".join("\ufffd" if _cannot_be_written(sign) else sign for sign in text)


def _cannot_be_written(sign: str) -> bool:
    is_control = category(sign) in {"Cc", "Cs"} and sign not in "\t\n"
    return is_control or "\ufdd0" <= sign <= "\ufdef" or sign in "\ufffe\uffff"


def is_told(found: str, text: str) -> bool:
    """Whether a cell holds a text, or its beginning with the mark of a cut."""
    shown = as_shown(text)
    if found.endswith(CUT):
        return len(shown.encode("utf-16-le")) > 2 * 32_767 and shown.startswith(found.removesuffix(CUT))
    return found.removesuffix(" " if shown.startswith("<r>") and shown.endswith("</r>") else "") == shown


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def runs(cell: str) -> bool:
    """Whether a spreadsheet may take a cell for a formula, whatever it strips before it looks."""
    return cell.lstrip(UNSEEN).startswith(RUNS) and not re.fullmatch(r"-?\d+(\.\d+)?", cell)


def is_in_csv(cell: str, text: str) -> bool:
    """Whether a cell holds a text, with an apostrophe before it or not; halves of pairs are question marks."""
    plain = text.encode("utf-8", errors="replace").decode()
    return cell in {plain, f"'{plain}"}


def test_there_are_enough_of_them() -> None:
    assert len(HOSTILE) >= 200
    assert len(set(HOSTILE)) == len(HOSTILE)


@pytest.mark.parametrize("name", FORMATS)
def test_no_export_raises(hostile: Class, name: str) -> None:
    assert FORMATS[name].write(*hostile).data


@pytest.mark.parametrize("name", FORMATS)
def test_no_title_of_a_class_raises(deck: Deck, name: str) -> None:
    sheet, report = class_of(deck, ["Ana"], [""])
    for title in (*HOSTILE[::20], *MARKUP[::3]):
        assert FORMATS[name].write(replace(sheet, about=replace(sheet.about, title=title)), report).data


def test_csv_loses_nothing_and_runs_nothing(hostile: Class) -> None:
    head, *rows = read_csv(to_csv(hostile[0]))
    name, reasoning = head.index("name"), head.index("reasoning")
    first = rows[: len(HOSTILE)]
    assert [text for row, text in zip(first, HOSTILE, strict=True) if not is_in_csv(row[name], text)] == []
    assert [text for row, text in zip(first, WRITTEN, strict=True) if not is_in_csv(row[reasoning], text)] == []
    assert not [cell for row in rows for cell in row if runs(cell)]


def test_the_matrix_as_csv_loses_nobody_and_runs_nothing(hostile: Class) -> None:
    _, *rows = read_csv(matrix_to_csv(hostile[0]))
    assert [text for row, text in zip(rows, HOSTILE, strict=True) if not is_in_csv(row[0], text)] == []
    assert not [cell for row in rows for cell in row if runs(cell)]


def test_a_card_whose_title_runs_is_defused_in_the_head(hostile: Class) -> None:
    sheet, report = hostile
    odd = replace(sheet, rows=sheet.rows.assign(card="=1+1"), titles={"=1+1": "=2+2"})
    assert read_csv(matrix_to_csv(odd))[0][-1] == "'=1+1"
    assert FORMATS["xlsx"].write(odd, None).data
    assert report


def test_a_workbook_holds_every_text_as_text(hostile: Class) -> None:
    workbook = load_workbook(io.BytesIO(to_xlsx(*hostile)))
    cells = [cell for page in workbook for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"n", "s"}
    assert not any(cell.hyperlink for cell in cells)
    assert not any(isinstance(cell.value, str) for cell in cells if cell.data_type == "n")
    names = [str(row[0]) if row[0] else "" for row in workbook["Matrix"].iter_rows(min_row=2, values_only=True)]
    assert [text for found, text in zip(names, HOSTILE, strict=True) if not is_told(found, text)] == []
    written = [row[31] for row in workbook["Answers"].iter_rows(min_row=2, values_only=True)][: len(HOSTILE)]
    assert [text for found, text in zip(written, WRITTEN, strict=True) if not is_told(str(found or ""), text)] == []


def test_xapi_keeps_every_reasoning_and_no_name(hostile: Class) -> None:
    from jsonschema import Draft202012Validator

    found = json.loads(to_xapi(hostile[0]).decode("utf-8"))
    Draft202012Validator(STATEMENTS).validate(found)
    reasonings = [
        value
        for one in found
        for name, value in one["result"]["extensions"].items()
        if name.endswith("reasoning") and one["object"]["id"].split("/")[-3] == CARDS[0]
    ]
    assert reasonings == [as_shown(text) for text in WRITTEN]


@pytest.mark.parametrize("write", [to_moodle, to_canvas])
def test_gradebooks_run_nothing_and_lose_nobody(hostile: Class, write: object) -> None:
    assert callable(write)
    book = write(hostile[0])
    rows = read_csv(book.data)
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if runs(cell)]
    given = {cell for row in rows for cell in row if re.fullmatch(r"s\d{5}", cell)}
    assert given | {one.person.identifier for one in book.refused} == {one.identifier for one in hostile[0].people}
    assert len(book.refused) == sum("Points Possible" in text for text in HOSTILE)


def test_hostile_identifiers_are_left_out_or_given_as_they_are(deck: Deck) -> None:
    sheet, _ = class_of(deck, [f"Person {place}" for place in range(len(HOSTILE))], HOSTILE)
    people = [replace(one, identifier=text) for one, text in zip(sheet.people, HOSTILE, strict=True)]
    for write, place in ((to_moodle, 0), (to_canvas, 2)):
        book = write(replace(sheet, people=people))
        rows = read_csv(book.data)
        assert not [cell for row in rows for cell in row if runs(cell)]
        kept = [row[place] for row in rows[1:] if row[place]]
        out = {one.person.identifier for one in book.refused}
        assert set(kept).isdisjoint(out)
        assert set(kept) | out == set(HOSTILE)
        assert len(kept) == len(set(kept))
        assert all(one.why for one in book.refused)


def test_names_people_have_come_out_as_they_are(deck: Deck) -> None:
    lesson = class_of(deck, REAL_NAMES, REAL_NAMES)
    workbook = load_workbook(io.BytesIO(to_xlsx(*lesson)))
    assert [row[0] for row in workbook["Matrix"].iter_rows(min_row=2, values_only=True)] == list(REAL_NAMES)
    shown = {name: f"'{name}" if name.startswith("-") else name for name in REAL_NAMES}
    assert [row[0] for row in read_csv(matrix_to_csv(lesson[0]))[1:]] == list(shown.values())
    assert [row[0] for row in read_csv(to_canvas(lesson[0]).data)[2:]] == list(shown.values())
    reasonings = [
        value
        for one in json.loads(to_xapi(lesson[0]))
        for name, value in one["result"]["extensions"].items()
        if name.endswith("reasoning")
    ]
    assert reasonings == [*REAL_NAMES, *REAL_NAMES]


def office_keeps(text: str) -> str:
    """What LibreOffice writes again of a text: in a cell of several lines it drops tabs."""
    return text.replace("\t", "") if "\n" in as_shown(text) else text


def test_libreoffice_reads_the_workbook_as_it_was_meant(hostile: Class, office: Office, tmp_path: Path) -> None:
    pages = office.opened(to_xlsx(*hostile), "sheet.xlsx", tmp_path)
    assert list(pages) == ["Summary", "Matrix", "Answers", "Cards", "Data dictionary"]
    cells = [cell for rows in pages.values() for row in rows for cell in row]
    assert not [cell for cell in cells if cell.is_formula or cell.is_link]
    assert {cell.kind for cell in cells} == {"", "string", "float", "percentage"}
    assert not [cell for cell in cells if cell.kind == "" and cell.text]
    matrix, answers = pages["Matrix"], pages["Answers"]
    assert (len(matrix), len(answers)) == (len(HOSTILE) + 1, len(hostile[0].rows) + 1)
    names = [row[0].text for row in matrix[1:]]
    assert [text for found, text in zip(names, HOSTILE, strict=True) if not is_told(found, office_keeps(text))] == []
    head = [cell.text for cell in answers[0]]
    numbers = [head.index(name) for name in ("position", "edition", "marks", "signed_steps", "certainty_marks")]
    assert all(row[place].kind == "float" for row in answers[1:] for place in numbers)
    written = [row[head.index("reasoning")].text for row in answers[1 : len(HOSTILE) + 1]]
    assert [text for found, text in zip(written, WRITTEN, strict=True) if not is_told(found, office_keeps(text))] == []


@pytest.mark.parametrize("name", [name for name in FORMATS if FORMATS[name].mime == "text/csv"])
def test_libreoffice_runs_nothing_in_a_csv(hostile: Class, office: Office, tmp_path: Path, name: str) -> None:
    made = FORMATS[name].write(*hostile)
    (rows,) = office.opened(made.data, "sheet.csv", tmp_path).values()
    assert len(rows) == len(read_csv(made.data))
    assert not [cell for row in rows for cell in row if cell.is_formula or cell.is_link]
