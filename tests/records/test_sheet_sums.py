"""What a sheet adds up to equals what the class report and the screens say."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from records.class_report import ClassReport
from records.practice import Practice
from records.progress import attempts_frame, by_card, totals
from records.score_sheet import ScoreSheet, practice_sheet
from records.sheet_sums import grid, sums, sums_by_card, sums_by_person
from scoring.answer import Depth
from scoring.deck import Deck
from tests.conftest import NOON, Clock
from tests.records.exports.classes import CODE, Course, a_room, students, told
from tests.records.exports.test_as_csv import play


@pytest.fixture(params=[Depth.QUICK, Depth.FULL])
def a_class(deck: Deck, request: pytest.FixtureRequest) -> tuple[ScoreSheet, ClassReport]:
    course = Course([card.id for card in deck.under(CODE)], rounds=2, depth=request.param)
    return told(a_room(deck, students(12), course), deck)


def test_a_class_adds_up_to_its_report(a_class: tuple[ScoreSheet, ClassReport]) -> None:
    sheet, report = a_class
    assert sums(sheet) == report.sums
    assert list(sums_by_card(sheet).values()) == [card.sums for card in report.cards]
    assert sums_by_person(sheet) == {one.participant_id: one.sums for one in report.people}


def test_a_trainee_adds_up_to_what_the_screen_says(practice: Practice, now: Clock) -> None:
    rows = practice.store.part_rows(play(practice, now))
    assert sums(practice_sheet(rows, practice.deck, NOON)) == totals(by_card(attempts_frame(rows)))


def test_the_grid_holds_first_votes_in_the_order_of_the_cards(a_class: tuple[ScoreSheet, ClassReport]) -> None:
    sheet, report = a_class
    found = grid(sheet)
    assert found.cards == [card.card_id for card in report.cards]
    assert [line.person.id for line in found.lines] == [one.participant_id for one in report.people]
    for line, person in zip(found.lines, report.people, strict=True):
        assert line.sums == person.sums
        assert 4 * sum(share for share in line.shares if share is not None) == person.sums.marks
        assert len(line.shares) - line.shares.count(None) == person.sums.n


def test_a_card_answered_again_counts_once_in_the_grid(practice: Practice, now: Clock) -> None:
    learner = play(practice, now)
    sheet = practice_sheet(practice.store.part_rows(learner), practice.deck, NOON)
    later = sheet.rows.assign(sitting="later", answered_at_utc="2026-12-01 12:00:00", marks=0.0)
    again = replace(sheet, rows=pd.concat([sheet.rows, later], ignore_index=True))
    assert sums(again).n == 2 * sums(sheet).n
    assert grid(again) == grid(sheet)


def test_each_code_has_a_line_of_its_own(practice: Practice, now: Clock) -> None:
    sheet = practice_sheet(practice.store.part_rows(play(practice, now)), practice.deck, NOON)
    other = sheet.rows.assign(sitting="other", code="aca-2014")
    both = replace(sheet, rows=pd.concat([sheet.rows, other], ignore_index=True))
    assert [line.code for line in grid(both).lines] == ["apa-2017", "aca-2014"]


def test_who_answered_nothing_has_an_empty_line(deck: Deck) -> None:
    nobody = Course([card.id for card in deck.under(CODE)], vote=lambda _chance, _key: None)
    sheet, _ = told(a_room(deck, students(2), nobody), deck)
    assert [(line.shares, line.sums) for line in grid(sheet).lines] == [([], None), ([], None)]
    assert sums(sheet).n == 0
