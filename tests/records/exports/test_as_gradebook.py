from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from records.exports.as_gradebook import Gradebook, NobodyToGradeError, to_canvas, to_moodle
from records.practice import Practice
from records.score_sheet import ScoreSheet, practice_sheet
from records.sheet_sums import sums_by_person
from scoring.deck import Deck
from tests.conftest import NOON, Clock
from tests.records.exports.classes import CODE, Course, Who, a_room, students, told
from tests.records.exports.test_as_csv import play

CANVAS_HEAD = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
WRITERS = [to_moodle, to_canvas]
Write = Callable[[ScoreSheet], Gradebook]


def of(deck: Deck, *who: Who, title: str = "Ethics II") -> ScoreSheet:
    """The sheet of a class in which everybody answered all cards right."""
    course = Course([card.id for card in deck.under(CODE)], vote=lambda _chance, key: key, title=title)
    return told(a_room(deck, who, course), deck)[0]


def lines(book: Gradebook) -> list[list[str]]:
    """The file as both importers read it: UTF-8, commas, quotes doubled."""
    return list(csv.reader(io.StringIO(book.data.decode("utf-8"), newline=""), strict=True))


def left_out(book: Gradebook) -> dict[str, str]:
    return {one.person.name: one.why for one in book.refused}


def test_moodle_gets_an_identifier_a_grade_and_a_sentence(deck: Deck) -> None:
    head, first, second = lines(to_moodle(of(deck, ("Ana", "ana@example.org"), ("Ben", "ben@example.org"))))
    assert head == ["Email address", "Ethics II (Boundary Practice) (Real)", "Feedback: Ethics II (Boundary Practice)"]
    assert first[:2] == ["ana@example.org", "100.00"]
    assert second[:2] == ["ben@example.org", "100.00"]
    assert first[2] == (
        "Verdicts under APA 2017. Cards: 4. Right: 4. More permissive than the code: 0. Stricter: 0. "
        "Prohibited acts let pass: 0. Blind answering would earn 50.00."
    )


def test_canvas_gets_the_head_it_knows_and_the_row_of_points(deck: Deck) -> None:
    head, points, first = lines(to_canvas(of(deck, ("Ana", "s1234567"))))
    assert head == [*CANVAS_HEAD, "Ethics II (Boundary Practice)"]
    assert points == ["Points Possible", "", "", "", "", "100"]
    assert first == ["Ana", "", "s1234567", "s1234567", "", "100.00"]


@pytest.mark.parametrize("write", WRITERS)
def test_every_grade_is_the_share_of_first_votes_in_two_decimals(deck: Deck, write: Write) -> None:
    sheet, _ = told(a_room(deck, students(30), Course([card.id for card in deck.under(CODE)], 2)), deck)
    sums = {person.identifier: sums_by_person(sheet).get(person.id) for person in sheet.people}
    place = 1 if write is to_moodle else 5
    for row in lines(write(sheet)):
        found = sums.get(row[0]) or sums.get(row[2])
        if found:
            assert re.fullmatch(r"\d{1,3}\.\d\d", row[place])
            assert float(row[place]) == pytest.approx(100 * found.marks / found.out_of, abs=0.005)
    assert len(lines(write(sheet))) == sum(one is not None for one in sums.values()) + (2 if place == 5 else 1)


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize(
    ("identifier", "why"),
    [
        ("", "No identifier was given."),
        ("  ", "No identifier was given."),
        ("=1+1", "The identifier begins with a sign that a spreadsheet would run."),
        ("-12", "The identifier begins with a sign that a spreadsheet would run."),
        (" @x", "The identifier begins with a sign that a spreadsheet would run."),
        ('a"b', "The identifier holds a sign that breaks the file for the importer."),
        ("a\\", "The identifier holds a sign that breaks the file for the importer."),
        ("a\nb", "The identifier holds a sign that breaks the file for the importer."),
        ("a\0b", "The identifier holds a sign that breaks the file for the importer."),
        ("ana", "Somebody else gave the same identifier."),
        ("ANA", "Somebody else gave the same identifier."),
        ("\uff21na", "Somebody else gave the same identifier."),
    ],
)
def test_who_cannot_be_found_is_left_out_with_the_reason(deck: Deck, write: Write, identifier: str, why: str) -> None:
    book = write(of(deck, ("Kim", "k1"), ("Ana", "ana"), ("Ben", identifier)))
    assert left_out(book)["Ben"] == why
    assert ("Ana" in left_out(book)) is (why == "Somebody else gave the same identifier.")
    assert not any(identifier in row for row in lines(book)[1:] if identifier.strip())


@pytest.mark.parametrize("write", WRITERS)
def test_somebody_without_a_vote_has_no_grade(deck: Deck, write: Write) -> None:
    sheet = of(deck, ("Ana", "ana"), ("Ben", "ben"))
    silent = replace(sheet, rows=sheet.rows[sheet.rows["name"] != "Ben"])
    assert left_out(write(silent)) == {"Ben": "There is no first vote, so there is no grade."}


def test_moodle_would_give_an_identifier_of_zero_to_the_row_before(deck: Deck) -> None:
    book = to_moodle(of(deck, ("Ana", "a1"), ("Ben", "0")))
    assert left_out(book) == {"Ben": "Moodle takes the identifier 0 for none."}


def test_moodle_finds_all_by_one_kind_of_identifier(deck: Deck) -> None:
    book = to_moodle(of(deck, ("Ana", "a1"), ("Ben", "b1"), ("Cem", "cem@example.org")))
    assert [row[0] for row in lines(book)] == ["ID number", "a1", "b1"]
    assert left_out(book)["Cem"].endswith("finds all of them by one kind: ID number.")


@pytest.mark.parametrize("identifier", ["1.2.3", "1,234", "12,5%", "12."])
def test_canvas_would_change_an_identifier_that_looks_like_a_decimal(deck: Deck, identifier: str) -> None:
    book = to_canvas(of(deck, ("Ana", "a1"), ("Ben", identifier)))
    assert left_out(book) == {"Ben": "Canvas takes the identifier for a number with decimals and changes it."}


@pytest.mark.parametrize("identifier", ["1234567", "00123", "12.5", "ana@example.org", "DOMAIN\\ana", "a,b", "1 2"])
def test_canvas_gets_identifiers_of_any_kind_as_they_are(deck: Deck, identifier: str) -> None:
    assert lines(to_canvas(of(deck, ("Ana", identifier))))[2][2:4] == [identifier, identifier]


def test_nobodys_name_is_taken_for_canvass_row_of_points(deck: Deck) -> None:
    book = to_canvas(of(deck, ("Ana", "a1"), ("Points Possible", "b1")))
    assert left_out(book) == {"Points Possible": "Canvas takes a row under this name for the row of points."}


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("Ethics (2026)", "Ethics (2026) (Boundary Practice)"),
        ("Final Grade", "Final-Grade (Boundary Practice)"),
        ("Unposted Current Score", "Unposted Current-Score (Boundary Practice)"),
        ("Section", "Section (Boundary Practice)"),
        ("=1+1", "'=1+1 (Boundary Practice)"),
    ],
)
def test_no_title_is_read_as_something_else_by_canvas(deck: Deck, title: str, head: str) -> None:
    found = lines(to_canvas(of(deck, ("Ana", "a1"), title=title)))[0][-1]
    assert found == head
    assert not re.search(r"\(\d+\)$", found)


def test_no_title_breaks_moodles_reading(deck: Deck) -> None:
    head = to_moodle(of(deck, ("Ana", "a1"), title='The "end\\"\n;,')).data.decode().splitlines()[0]
    assert '\\"' not in head
    assert (
        head == "ID number,\"The 'end/' ;, (Boundary Practice) (Real)\",\"Feedback: The 'end/' ;, (Boundary Practice)\""
    )


@pytest.mark.parametrize("write", WRITERS)
def test_a_class_without_identifiers_is_refused_with_a_sentence(deck: Deck, write: Write) -> None:
    with pytest.raises(NobodyToGradeError, match=r"^Nobody here gave an identifier, .*when you make the class\.$"):
        write(of(deck, ("Ana", ""), ("Ben", "")))
    with pytest.raises(NobodyToGradeError, match=r"^Nobody here can be graded: "):
        write(of(deck, ("Ana", "a"), ("Ben", "a")))


@pytest.mark.parametrize("write", WRITERS)
def test_a_trainees_own_sheet_has_nobody_to_grade(practice: Practice, now: Clock, write: Write) -> None:
    sheet = practice_sheet(practice.store.part_rows(play(practice, now)), practice.deck, NOON)
    with pytest.raises(NobodyToGradeError):
        write(sheet)
