from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from records.class_report import ClassReport
from records.dictionary import DICTIONARY
from records.exports.as_xlsx import to_xlsx
from records.exports.workbook import book
from records.exports.workbook.book import TooManyRowsError
from records.exports.workbook.figures import TOO_FEW
from records.practice import Practice
from records.room import Room
from records.score_sheet import ScoreSheet, practice_sheet
from scoring.answer import Part
from scoring.deck import Deck
from scoring.verdict import SCALE
from tests.conftest import NOON, Clock
from tests.records.exports.classes import Course, a_room, students, told
from tests.records.exports.test_as_csv import play

PAGES = ["Summary", "Matrix", "Answers", "Cards", "Data dictionary"]
Class = tuple[ScoreSheet, ClassReport]


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def rows(page: Worksheet) -> list[dict[str, Any]]:
    head, *others = page.iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in others]


def figures(page: Worksheet) -> dict[str, tuple[Any, ...]]:
    """The lines of a summary by their label."""
    return {str(row[0]): row[1:] for row in page.iter_rows(values_only=True) if row[0]}


@pytest.fixture(scope="module")
def workbook(a_class: Class) -> Workbook:
    return opened(to_xlsx(*a_class))


def test_there_are_five_pages(workbook: Workbook) -> None:
    assert workbook.sheetnames == PAGES


def test_the_answers_are_the_rows_of_the_sheet_with_their_names_in_the_first_row(
    workbook: Workbook, a_class: Class
) -> None:
    sheet, _ = a_class
    found = rows(workbook["Answers"])
    assert list(found[0]) == list(DICTIONARY)
    expected = sheet.rows.astype(object).where(sheet.rows.notna() & (sheet.rows != ""), None)
    assert found == expected.to_dict("records")


def test_numbers_are_numbers_and_everything_else_is_text(workbook: Workbook) -> None:
    kinds = {(cell.data_type, type(cell.value)) for page in workbook for row in page.iter_rows() for cell in row}
    assert kinds == {("n", int), ("n", float), ("s", str), ("n", type(None))}
    cells = [cell for page in workbook for row in page.iter_rows() for cell in row]
    assert not any(cell.hyperlink or getattr(cell, "is_date", False) for cell in cells)


def test_a_student_number_keeps_its_zeros(workbook: Workbook) -> None:
    assert rows(workbook["Matrix"])[0]["identifier"] == "0000001"


def test_the_matrix_holds_the_share_of_each_first_vote(workbook: Workbook, room: Room, shipped: Deck) -> None:
    found = rows(workbook["Matrix"])
    assert [row["name"] for row in found] == [person.name for person in room.people.values()]
    for row, person in zip(found, room.people, strict=True):
        for position, (card, _) in enumerate(room.plan.cards, 1):
            vote = room.votes[position, 1].get(person)
            worth = vote.score.part(Part.VERDICT) if vote else None
            assert row[shipped.cards[card].title] == (worth.marks / worth.out_of if worth else None)


def test_the_matrix_adds_up_what_each_person_did(workbook: Workbook, a_class: Class) -> None:
    _, report = a_class
    for row, person in zip(rows(workbook["Matrix"]), report.people, strict=True):
        assert row["answers"] == person.sums.n
        assert row["share"] == pytest.approx(person.sums.marks / person.sums.out_of)
        assert row["missed_prohibited"] == person.sums.missed_prohibited


def test_somebody_who_never_voted_has_a_line_in_the_matrix(room: Room, shipped: Deck) -> None:
    silent = next(iter(room.people))
    votes = {key: {who: vote for who, vote in cast.items() if who != silent} for key, cast in room.votes.items()}
    first = rows(opened(to_xlsx(*told(replace(room, votes=votes), shipped)))["Matrix"])[0]
    assert first["name"] == "Student 1"
    assert {name for name, value in first.items() if value is not None} == {"name", "identifier", "person", "code"}


def test_the_cards_say_what_the_report_says(workbook: Workbook, a_class: Class) -> None:
    sheet, report = a_class
    for row, card in zip(rows(workbook["Cards"]), report.cards, strict=True):
        facility, rest, talk = card.item.facility, card.item.item_rest_correlation, card.transition
        assert facility
        assert rest
        assert talk
        assert card.sums
        assert (row["card"], row["title"]) == (card.card_id, sheet.titles[card.card_id])
        assert (row["voted"], row["not_voted"], row["omitted"]) == (card.n, card.not_voted, card.omitted)
        assert row["facility"] == pytest.approx(facility.mean)
        assert (row["facility_low"], row["facility_high"]) == pytest.approx(
            (facility.interval.low, facility.interval.high)
        )
        assert row["item_rest_r"] == pytest.approx(rest.r)
        assert (row["toward"], row["away"], row["gain"]) == pytest.approx((talk.toward, talk.away, talk.gain))
        assert row["missed_prohibited"] == card.sums.missed_prohibited
        assert (row["under_calls"], row["over_calls"]) == (card.sums.under_calls, card.sums.over_calls)
        for number, votes in card.votes.items():
            names = [f"round_{number}_{verdict.value.replace(' ', '_')}" for verdict in SCALE]
            assert [row[name] for name in names] == list(votes)


def test_the_summary_has_what_it_is_of_and_chance_beside_every_share(workbook: Workbook, a_class: Class) -> None:
    sheet, report = a_class
    lines, sums = figures(workbook["Summary"]), report.sums
    assert sums
    assert lines["Sheet"][0] == "Ethics II"
    assert lines["Code"][0] == sheet.about.code
    assert lines["Marks for a verdict"][0].startswith("near_miss")
    assert lines["Deck"][0] == sheet.about.deck
    assert lines["Editions"][0] == "every card in edition 1"
    assert lines["Time zone"][0].startswith("UTC")
    assert lines["Made"][0] == "2026-11-23 13:00"
    assert lines["By"][0] == "Boundary Practice 0.1.0, sheet version 2"
    assert lines["Verdict marks"][:2] == pytest.approx((sums.marks, sums.marks / sums.out_of))
    assert lines["Chance"][:2] == pytest.approx((sums.chance, sums.chance / sums.out_of))
    assert lines["Best constant answer"][:2] == pytest.approx((sums.best_constant, sums.best_constant / sums.out_of))
    assert lines["Missed prohibited"][:2] == pytest.approx((sums.missed_prohibited, sums.missed_prohibited / sums.n))
    assert (lines["Answers (n)"][0], lines["People who joined"][0]) == (sums.n, 60)
    assert (lines["Under-calls"][0], lines["Over-calls"][0]) == (sums.under_calls, sums.over_calls)


def test_below_five_people_the_class_has_no_figures_but_its_people_have(shipped: Deck) -> None:
    cards = [card.id for card in shipped.under("apa-2017")][:3]
    small = opened(to_xlsx(*told(a_room(shipped, students(4), Course(cards)), shipped)))
    lines = figures(small["Summary"])
    assert lines["Verdict marks"] == (None, None, TOO_FEW)
    assert lines["People who joined"][0] == 4
    assert all(row["share"] is None for row in rows(small["Cards"]))
    assert all(row["share"] is not None for row in rows(small["Matrix"]))


def test_a_trainees_own_workbook_has_the_sums_of_each_card(practice: Practice, now: Clock) -> None:
    sheet = practice_sheet(practice.store.part_rows(play(practice, now)), practice.deck, NOON)
    mine = opened(to_xlsx(sheet))
    assert mine.sheetnames == PAGES
    lines, cards = figures(mine["Summary"]), {row["card"]: row for row in rows(mine["Cards"])}
    assert (lines["Answers (n)"][0], lines["Different cards"][0], lines["Missed prohibited"][0]) == (4, 4, 1)
    assert cards["letter-in-march"]["missed_prohibited"] == 1
    assert cards["letter-in-march"]["share"] == 0
    assert cards["market-in-june"]["share"] == 1
    assert [row["answers"] for row in rows(mine["Matrix"])] == [4]


def test_a_sheet_without_answers_is_still_a_workbook(deck: Deck) -> None:
    empty = opened(to_xlsx(practice_sheet([], deck, datetime(2026, 11, 23, tzinfo=UTC))))
    assert [cell.value for cell in empty["Answers"][1]] == list(DICTIONARY)
    assert figures(empty["Summary"])["Answers (n)"][0] == 0


def test_every_column_is_in_the_dictionary(workbook: Workbook, room: Room, shipped: Deck) -> None:
    explained = {(row["page"], row["column"]) for row in rows(workbook["Data dictionary"]) if row["meaning"]}
    titles = {("Matrix", shipped.cards[card].title) for card, _ in room.plan.cards}
    named = {(name, cell.value) for name in ("Matrix", "Answers", "Cards") for cell in workbook[name][1]}
    assert named - titles == explained - {("Matrix", "each card")}


@pytest.mark.parametrize("name", PAGES[1:])
def test_names_stay_in_sight_and_rows_can_be_filtered(workbook: Workbook, name: str) -> None:
    page = workbook[name]
    assert str(page.freeze_panes).endswith("2")
    assert page.auto_filter.ref == page.dimensions
    assert page.print_title_rows == "$1:$1"


@pytest.mark.parametrize("name", PAGES)
def test_every_page_says_on_paper_what_it_is_of(workbook: Workbook, a_class: Class, name: str) -> None:
    sheet, _ = a_class
    header, footer = workbook[name].oddHeader, workbook[name].oddFooter
    assert header
    assert footer
    above = f"{header.left.text} {header.right.text}"
    for said in ("Ethics II", sheet.about.code, "near_miss", sheet.about.deck, "editions 1", "UTC", "2026-11-23 13:00"):
        assert said in above
    assert "Boundary Practice 0.1.0" in above
    assert footer.left.text == name


def test_marks_are_told_by_signs_and_weight_besides_colour(workbook: Workbook) -> None:
    def kinds(name: str) -> set[str]:
        return {rule.type for found in workbook[name].conditional_formatting for rule in found.rules}

    assert {"iconSet", "dataBar", "cellIs"} <= kinds("Matrix")
    assert "cellIs" in kinds("Answers")
    painted = [rule for found in workbook["Answers"].conditional_formatting for rule in found.rules if rule.dxf]
    assert painted
    assert all(rule.dxf.font.b and rule.dxf.fill.patternType not in {None, "solid"} for rule in painted)


def test_cards_of_one_title_are_told_apart(a_class: Class) -> None:
    sheet, report = a_class
    head = [
        cell.value
        for cell in opened(to_xlsx(replace(sheet, titles=dict.fromkeys(sheet.titles, "Same")), report))["Matrix"][1]
    ]
    assert len(head) == len(set(head))


def test_equal_sheets_make_equal_bytes(a_class: Class) -> None:
    assert to_xlsx(*a_class) == to_xlsx(*a_class)


@pytest.mark.parametrize("title", ["R&G", "&P of &N", "&[Picture]", "x" * 400, "😀" * 300, "a\nb", "=1+1", ""])
def test_any_title_can_stand_above_a_page(a_class: Class, title: str) -> None:
    sheet, report = a_class
    data = to_xlsx(replace(sheet, about=replace(sheet.about, title=title)), report)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        page = packed.read("xl/worksheets/sheet1.xml").decode()
    header = page.partition("<oddHeader>")[2].partition("</oddHeader>")[0]
    assert header.startswith("&amp;L")
    assert "&amp;R2026-11-23" in header
    assert header.count("&amp;") == 2
    assert len(header.replace("&amp;", "&").encode("utf-16-le")) <= 2 * 255


def test_more_rows_than_a_page_holds_are_refused_with_a_sentence(
    a_class: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book, "MOST_ROWS", 1_000)
    with pytest.raises(TooManyRowsError, match=r"1,000 rows on a page and this sheet has 2,\d{3}\. Take the CSV"):
        to_xlsx(*a_class)
