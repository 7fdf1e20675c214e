from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.dictionary import DICTIONARY
from records.exports.as_csv import defused, dictionary_to_csv, to_csv
from records.identity import Identity
from records.practice import Practice
from records.score_sheet import ScoreSheet, practice_sheet
from records.sitting import Plan
from scoring.answer import Answer, Part
from scoring.deck import Deck
from scoring.rules import compile_card
from scoring.score import score
from scoring.verdict import Certainty, Verdict
from tests.conftest import NOON, Clock

HOSTILE = ["=1+2", "+1", "-1", "@SUM(A1)", "\t=1", " =cmd|' /C calc'!A0", "\r=1", "\uff1d1", "\u200b=1", "\0=1"]

GIVEN = {
    "market-in-june": Verdict.INADVISABLE,  # accepted beside the key
    "market-in-july": Verdict.GRAY_AREA,
    "letter-in-march": Verdict.PERMISSIBLE,  # a prohibited act let pass
    "letter-in-april": Verdict.PROHIBITED,
}


def play(practice: Practice, now: Clock, reasoning: str = "Because.") -> str:
    learner_id = Identity(practice.store.database).welcome("a device", now())
    sitting = practice.begin(learner_id, Plan("apa-2017", 4), now())
    place = practice.place(sitting, now())
    while place:
        verdict = GIVEN[place.dealt.card_id]
        certainty = Certainty.CERTAIN if verdict is not Verdict.GRAY_AREA else None
        answer = Answer(verdict, certainty, frozenset({0, 2}), 1, "10.08", reasoning)
        practice.submit(place, answer, now())
        answered = practice.place(sitting, now())
        assert answered
        if verdict is not Verdict.PERMISSIBLE:
            practice.answer_twist(answered, Verdict.INADVISABLE, now())
        place = practice.go_on(answered, now())
    return learner_id


def sheet_of(practice: Practice, learner_id: str) -> ScoreSheet:
    return practice_sheet(practice.store.part_rows(learner_id), practice.deck, NOON)


def read_back(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_row_for_every_card_and_part_in_the_order_of_the_sitting(practice: Practice, now: Clock) -> None:
    rows = read_back(to_csv(sheet_of(practice, play(practice, now))))
    assert list(rows[0]) == list(DICTIONARY)
    assert [(row["position"], row["part"]) for row in rows] == [
        (str(position), part.value) for position in range(1, 5) for part in Part
    ]


def test_the_sheet_equals_a_recomputation_from_the_cards_and_answers(
    practice: Practice, deck: Deck, now: Clock
) -> None:
    learner_id = play(practice, now)
    rows = {(row["card"], row["part"]): row for row in read_back(to_csv(sheet_of(practice, learner_id)))}
    for attempt in practice.store.attempts(learner_id):
        compiled = compile_card(deck.cards[attempt.card_id], deck.codes["apa-2017"])
        worth = score(compiled, attempt.answer, practice.store.sittings(learner_id)[0].plan.depth)
        for part in worth.parts:
            row = rows[attempt.card_id, part.part.value]
            assert (row["status"], float(row["marks"])) == (part.status.value, part.marks)
            assert float(row["out_of"]) == part.out_of
            assert float(row["chance"]) == pytest.approx(part.chance)
        verdict = rows[attempt.card_id, "verdict"]
        assert verdict["signed_steps"] == str(worth.signed_steps)
        assert verdict["missed_prohibited"] == str(int(worth.missed_prohibited))
        assert verdict["certainty_marks"] == ("" if worth.certainty_marks is None else str(worth.certainty_marks))
        assert rows[attempt.card_id, "twist"]["direction"] == (worth.direction.value if worth.direction else "")


def test_minus_six_stays_a_number_and_words_that_run_are_defused(practice: Practice, now: Clock) -> None:
    rows = read_back(to_csv(sheet_of(practice, play(practice, now, reasoning="=HYPERLINK(1)"))))
    assert {row["certainty_marks"] for row in rows} == {"", "3", "-6"}
    assert {row["reasoning"] for row in rows} == {"", "'=HYPERLINK(1)"}


def test_cells_that_do_not_apply_are_empty(practice: Practice, now: Clock) -> None:
    for row in read_back(to_csv(sheet_of(practice, play(practice, now)))):
        assert (row["reasoning"] == "") is (row["part"] != "verdict")
        assert (row["chose_harm"] == "") is (row["part"] != "next_step")
        assert row["part"] == "twist" or row["direction"] == ""


def test_the_dictionary_tells_every_column_of_the_sheet(practice: Practice, now: Clock) -> None:
    sheet = sheet_of(practice, play(practice, now))
    told = read_back(dictionary_to_csv())
    assert [row["column"] for row in told] == list(sheet.rows.columns)
    assert all(row["meaning"] for row in told)


def test_an_empty_sheet_still_has_its_head(deck: Deck) -> None:
    sheet = practice_sheet([], deck, datetime(2026, 11, 23, tzinfo=UTC))
    assert to_csv(sheet).decode("utf-8-sig").strip().split(",") == list(DICTIONARY)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_spreadsheet_would_run_is_defused(text: str) -> None:
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["O'Brien", "李", "Null", "Nguyễn Thị Ánh", "3/5", "a=b", "well - no", ""])
def test_what_people_write_is_left_as_it_is(text: str) -> None:
    assert defused(text) == text


@given(st.text())
def test_no_text_begins_with_a_sign_that_runs(text: str) -> None:
    assert not defused(text).lstrip().startswith(("=", "+", "-", "@"))
