from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from records.class_report import ClassReport
from records.exports.as_xapi import HOME, to_xapi
from records.practice import Practice
from records.room import Room
from records.score_sheet import ScoreSheet, practice_sheet
from scoring.answer import Part
from scoring.deck import Deck
from tests.conftest import NOON, Clock
from tests.records.exports.classes import told
from tests.records.exports.test_as_csv import GIVEN, play
from tests.records.exports.xapi_schema import STATEMENTS

Statement = dict[str, Any]


def read(data: bytes) -> list[Statement]:
    found: list[Statement] = json.loads(data)
    Draft202012Validator(STATEMENTS).validate(found)
    return found


def of_verb(found: Sequence[Statement], verb: str) -> list[Statement]:
    return [one for one in found if one["verb"]["display"] == {"en": verb}]


def extensions(told: Statement) -> dict[str, Any]:
    return {name.removeprefix(f"{HOME}/xapi/"): value for name, value in told["extensions"].items()}


@pytest.fixture(scope="module")
def found(a_class: tuple[ScoreSheet, ClassReport]) -> list[Statement]:
    return read(to_xapi(a_class[0]))


def test_the_schema_itself_is_sound() -> None:
    Draft202012Validator.check_schema(STATEMENTS)


def test_every_vote_of_every_round_is_a_statement(found: Sequence[Statement], room: Room) -> None:
    votes = [vote for key in sorted(room.votes) for vote in room.votes[key].values()]
    answered = of_verb(found, "answered")
    assert len(answered) == len(votes)
    for one, vote in zip(answered, votes, strict=True):
        worth, result = vote.score.part(Part.VERDICT), one["result"]
        assert vote.answer.verdict
        assert one["actor"] == {"objectType": "Agent", "account": {"homePage": HOME, "name": vote.person}}
        assert one["object"]["id"] == f"{HOME}/cards/{vote.score.card_id}/{vote.score.edition}/apa-2017"
        assert result["response"] == vote.answer.verdict.value.replace(" ", "-")
        assert result["success"] is (vote.score.signed_steps == 0)
        assert result["success"] is (result["response"] in one["object"]["definition"]["correctResponsesPattern"])
        assert result["score"] == {"scaled": worth.marks / 4, "raw": worth.marks, "min": 0, "max": 4}
        assert one["timestamp"] == f"{vote.at:%Y-%m-%dT%H:%M:%SZ}"
        assert extensions(result) == {
            "certainty": vote.answer.certainty,
            "certainty-marks": vote.score.certainty_marks,
            "round": vote.round,
            "taken": vote.taken,
        } | ({"reasoning": vote.answer.reasoning} if vote.answer.reasoning else {})


def test_each_person_completes_once_with_their_first_votes(
    found: Sequence[Statement], a_class: tuple[ScoreSheet, ClassReport]
) -> None:
    completed = {one["actor"]["account"]["name"]: one for one in of_verb(found, "completed")}
    people = a_class[1].people
    assert len(of_verb(found, "completed")) == len(completed) == len(people)
    for person in people:
        result = completed[person.participant_id]["result"]
        assert result["score"]["raw"] == person.sums.marks
        assert result["score"]["max"] == person.sums.out_of
        assert result["completion"] is (person.sums.n == 24)
        assert extensions(result)["missed-prohibited"] == person.sums.missed_prohibited


def test_no_name_and_no_identifier_leaves_the_class(a_class: tuple[ScoreSheet, ClassReport]) -> None:
    told_of = {f'"{text}"' for person in a_class[0].people for text in (person.name, person.identifier)}
    text = to_xapi(a_class[0]).decode()
    assert not any(one in text for one in told_of)


def test_all_of_a_class_carry_its_registration(found: Sequence[Statement], room: Room) -> None:
    assert {one["context"]["registration"] for one in found} == {str(uuid.UUID(room.id))}


@pytest.mark.parametrize("sitting", ["a sitting", "0" * 32, "0123456789abcdef0123456789abcdef"])
def test_a_sitting_whose_id_is_no_uuid_has_one_made_of_it(practice: Practice, now: Clock, sitting: str) -> None:
    sheet = practice_sheet(practice.store.part_rows(play(practice, now)), practice.deck, NOON)
    found = read(to_xapi(replace(sheet, rows=sheet.rows.assign(sitting=sitting))))
    assert len({one["context"]["registration"] for one in found}) == 1


def test_ids_are_the_same_in_every_export_and_differ_within_one(
    found: Sequence[Statement], room: Room, shipped: Deck
) -> None:
    ids = [one["id"] for one in found]
    assert len(set(ids)) == len(ids)
    later = replace(told(room, shipped)[0].about, made_at=NOON.replace(year=2030))
    again = read(to_xapi(replace(told(room, shipped)[0], about=later)))
    assert [one["id"] for one in again] == ids
    elsewhere = read(to_xapi(told(room, shipped)[0], "https://school.example/quiz/"))
    assert set(ids).isdisjoint(one["id"] for one in elsewhere)
    assert elsewhere[0]["actor"]["account"]["homePage"] == "https://school.example/quiz"


def test_every_accepted_verdict_is_a_right_response(practice: Practice, now: Clock) -> None:
    sheet = practice_sheet(practice.store.part_rows(play(practice, now)), practice.deck, NOON)
    answered = {one["object"]["id"].split("/")[-3]: one for one in of_verb(read(to_xapi(sheet)), "answered")}
    assert set(answered) == set(GIVEN)
    for card, one in answered.items():
        accepted = practice.deck.cards[card].verdicts["apa-2017"].accepted
        pattern = one["object"]["definition"]["correctResponsesPattern"]
        assert pattern == [verdict.value.replace(" ", "-") for verdict in accepted]
    assert len(answered["market-in-june"]["object"]["definition"]["correctResponsesPattern"]) == 2
    assert answered["market-in-june"]["result"]["success"] is True
    assert "round" not in extensions(answered["market-in-june"]["result"])


def test_a_blank_answer_has_no_response_and_earns_nothing(practice: Practice, now: Clock) -> None:
    sheet = practice_sheet(practice.store.part_rows(play(practice, now)), practice.deck, NOON)
    blank = sheet.rows.assign(status="omitted", answer="", marks=0.0, signed_steps=None, certainty_marks=None)
    for one in of_verb(read(to_xapi(replace(sheet, rows=blank.astype({"signed_steps": "Int64"})))), "answered"):
        assert "response" not in one["result"]
        assert (one["result"]["completion"], one["result"]["success"]) == (False, False)
        assert one["result"]["score"]["scaled"] == 0


def test_a_sheet_without_answers_is_an_empty_list(deck: Deck) -> None:
    assert read(to_xapi(practice_sheet([], deck, NOON))) == []
