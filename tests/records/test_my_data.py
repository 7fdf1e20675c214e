"""What is kept about a person: all of it told, nothing of it left after deletion, no key told too early."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from records.classroom import Classroom
from records.database import Database
from records.exports.as_my_data import to_json, to_page
from records.identity import Identity
from records.my_data import my_data
from records.practice import Practice
from records.room_plan import RoomPlan
from records.room_store import RoomStore
from records.sitting import Mode, Plan
from records.tables import metadata
from records.trainee_notes import TraineeNotes
from scoring.answer import Answer
from scoring.verdict import Certainty, Verdict
from tests.conftest import Clock

TOLD = {
    "learners", "devices", "resume_codes", "sittings", "dealt_cards", "skipped_cards", "attempts", "twist_answers",
    "part_scores", "self_checks", "hosts", "rooms", "room_people", "room_events", "room_drafts",
}  # fmt: skip
NOT_ABOUT_A_PERSON = {"wrong_codes", "host_tickets"}
"""Moments of wrong codes; tickets that live for a minute and go with their host."""
CANARY = "Zwiebelkuchen"
NAME = "Wilhelmina Quastenflosser"


def lived(practice: Practice, now: Clock, mode: Mode = Mode.PRACTICE) -> str:
    """A learner with something in every table."""
    database = practice.store.database
    identity, notes = Identity(database), TraineeNotes(database)
    learner_id = identity.welcome("a device", now())
    identity.new_resume_code(learner_id, now())
    notes.set_weekly_goal(learner_id, 7)
    sitting = practice.begin(learner_id, Plan("apa-2017", 3, mode=mode), now())
    place = practice.place(sitting, now())
    assert place
    practice.submit(place, Answer(Verdict.PERMISSIBLE, Certainty.CERTAIN, reasoning=CANARY), now())
    place = practice.place(sitting, now())
    assert place
    assert place.attempt
    notes.set_self_checks(place.attempt.id, frozenset({1}))
    practice.answer_twist(place, Verdict.GRAY_AREA, now())
    place = practice.go_on(place, now())
    assert place
    practice.go_on(place, now())
    return learner_id


def in_class(practice: Practice, learner_id: str, now: Clock, *, ended: bool) -> None:
    database = practice.store.database
    classroom, identity = Classroom(RoomStore(database), practice.deck), Identity(database)
    host = identity.welcome("the host's device", now())
    room = classroom.make(RoomPlan("A class", "apa-2017", (("letter-in-march", 1),)), host, now())
    person = classroom.join(room.id, learner_id, NAME, now())
    room = classroom.open_next(room, host, now())
    answer = Answer(Verdict.PERMISSIBLE, reasoning=CANARY)
    classroom.save_draft(room, person, answer, now())
    classroom.vote(room, learner_id, (1, 1), answer, now())
    if ended:
        classroom.end(room, host, now())


def test_every_table_is_told_or_holds_nothing_about_a_person() -> None:
    assert set(metadata.tables) == TOLD | NOT_ABOUT_A_PERSON


def test_all_that_is_kept_is_told(practice: Practice, now: Clock) -> None:
    learner_id = lived(practice, now)
    in_class(practice, learner_id, now, ended=True)
    told = json.loads(to_json(my_data(practice.store.database, learner_id, now())))
    assert told["since"][0]["weekly_goal"] == 7
    assert (told["devices"], len(told["resume_code_made"]), len(told["sittings"])) == (1, 1, 1)
    assert [answer["reasoning"] for answer in told["answers"]] == [CANARY]
    assert (len(told["cards_dealt"]), len(told["cards_passed"])) == (3, 1)
    assert (len(told["what_ifs"]), len(told["marks"]), told["self_checks"][0]["boxes"]) == (1, 5, 2)
    [room] = told["classes"]
    assert [event["kind"] for event in room["events"]] == ["joined", "voted"]
    assert room["events"][0]["name"] == NAME
    assert room["events"][1]["score"]["key"] == "prohibited"
    assert len(room["selected"]) == 1


def test_no_secret_is_told(practice: Practice, now: Clock) -> None:
    learner_id = lived(practice, now)
    told = to_json(my_data(practice.store.database, learner_id, now())).decode()
    assert "hash" not in told
    assert "salt" not in told


def test_an_exam_and_a_class_that_go_on_tell_no_key(practice: Practice, now: Clock) -> None:
    learner_id = lived(practice, now, Mode.EXAM)
    in_class(practice, learner_id, now, ended=False)
    told = my_data(practice.store.database, learner_id, now())
    assert (told["answers"], told["marks"], told["what_ifs"]) == ([], [], [])
    [open_answer] = told["answers_of_an_open_exam"]
    assert not {"key", "signed_steps", "missed_prohibited"} & set(open_answer)
    assert "direction" not in told["what_ifs_of_an_open_exam"][0]
    assert "score" not in told["classes"][0]["events"][1]


def test_the_page_shows_markup_as_text(practice: Practice, now: Clock) -> None:
    learner_id = lived(practice, now)
    data = my_data(practice.store.database, learner_id, now())
    data["answers"][0]["reasoning"] = "<script>alert(1)</script> & so on"
    page = to_page(data).decode()
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; so on" in page


@pytest.mark.parametrize("times", [1, 2])
def test_deletion_leaves_nothing_behind_in_any_file(
    practice: Practice, database: Database, now: Clock, tmp_path: Path, times: int
) -> None:
    """The raw bytes of every file of the database: no reasoning, no name, no id."""
    learner_id = lived(practice, now)
    in_class(practice, learner_id, now, ended=True)
    assert any(CANARY.encode() in path.read_bytes() for path in tmp_path.iterdir())
    classroom = Classroom(RoomStore(database), practice.deck)
    for _ in range(times):
        classroom.forget(learner_id, now())
        Identity(database).delete_learner(learner_id)
    database.engine.dispose()
    for path in tmp_path.iterdir():
        kept = path.read_bytes()
        for word in (CANARY, NAME, learner_id):
            assert word.encode() not in kept, (path.name, word)


def test_a_class_goes_on_without_one_who_deleted_their_data(practice: Practice, now: Clock) -> None:
    learner_id = lived(practice, now)
    in_class(practice, learner_id, now, ended=True)
    store = RoomStore(practice.store.database)
    [room_id] = store.rooms_of(learner_id)
    classroom = Classroom(store, practice.deck)
    before = store.room(room_id)
    assert before
    classroom.forget(learner_id, now())
    Identity(practice.store.database).delete_learner(learner_id)
    after, anew = store.room(room_id), RoomStore(practice.store.database).room(room_id)
    assert after
    assert (after.people, after.cast(1, 1)) == ({}, {})
    assert anew
    assert replace(anew, votes={}) == replace(after, votes={})
