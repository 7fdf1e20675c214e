"""What `python -m records export` writes, and what it says where it cannot."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from records.__main__ import main
from records.classroom import Classroom
from records.exports.formats import FORMATS
from records.opening import DECK_SETTING, Records
from records.practice import Practice
from records.room import Room
from records.room_plan import RoomPlan
from scoring.answer import Answer
from scoring.deck import Deck
from scoring.verdict import Verdict
from tests.conftest import ROOT, Clock
from tests.records.exports.test_as_csv import play

CARDS = ("market-in-june", "letter-in-march")


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Records]:
    url = f"sqlite:///{(tmp_path / 'kept.sqlite3').as_posix()}"
    monkeypatch.setenv("BOUNDARY_DATABASE_URL", url)
    monkeypatch.setenv(DECK_SETTING, str(ROOT / "tests" / "deck"))
    opened = Records(url, "a passphrase")
    opened.prepare()
    yield opened
    opened.database.engine.dispose()


def a_lesson(records: Records, deck: Deck, now: datetime) -> Room:
    """A class of two that voted on two cards and ended; one gave an identifier."""
    host = records.identity.welcome("host", now)
    classroom = Classroom(records.room_store, deck)
    room = classroom.make(RoomPlan("Ethics II", "apa-2017", tuple((card, 1) for card in CARDS)), host, now)
    learners = [records.identity.welcome(name, now) for name in ("Ana", "Ben")]
    for learner, name, identifier in zip(learners, ("Ana", "Ben"), ("a1", ""), strict=True):
        classroom.join(room.id, learner, name, now, identifier)
    for _ in CARDS:
        current = records.room_store.room(room.id)
        assert current
        current = classroom.open_next(current, host, now)
        for learner in learners:
            assert classroom.vote(current, learner, (current.position, 1), Answer(Verdict.INADVISABLE), now)
        classroom.close(current, host, now)
    last = records.room_store.room(room.id)
    assert last
    return classroom.end(last, host, now)


@pytest.fixture
def lesson(records: Records, deck: Deck) -> Room:
    return a_lesson(records, deck, datetime.now(UTC))


def run(*arguments: str) -> int:
    return main(["export", *arguments])


@pytest.mark.parametrize("name", FORMATS)
def test_a_class_that_is_over_can_be_had_in_every_format(lesson: Room, tmp_path: Path, name: str) -> None:
    out = tmp_path / f"sheet{FORMATS[name].suffix}"
    assert run("--room", lesson.code, "--format", name, "--out", str(out)) == 0
    assert out.stat().st_size > 0


def test_a_class_is_found_by_code_however_typed_and_by_id(
    lesson: Room, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    found = []
    for named in (lesson.code, f" {lesson.code[:3]} {lesson.code[3:].lower()} ", lesson.id, lesson.id.upper()):
        assert run("--room", named, "--format", "matrix") == 0
        found.append(capsysbinary.readouterr().out)
    assert b"Ana" in found[0]
    assert len(set(found)) == 1


def test_who_is_left_out_of_a_gradebook_is_said(
    lesson: Room, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "grades.csv"
    assert run("--room", lesson.code, "--format", "moodle", "--out", str(out)) == 0
    assert capsys.readouterr().err == f"{out} is written.\nLeft out: Ben. No identifier was given.\n"
    assert out.read_text(encoding="utf-8").count("\n") == 2


def test_one_trainees_answers_can_be_had(
    records: Records, deck: Deck, now: Clock, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    learner = play(Practice(records.store, deck), now)
    assert run("--learner", learner, "--format", "xapi") == 0
    found: list[dict[str, Any]] = json.loads(capsysbinary.readouterr().out)
    assert [one["verb"]["display"]["en"] for one in found] == ["answered"] * 4 + ["completed"]


def says(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What it says when it ends with 1; nothing else is written."""
    assert run(*arguments) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert re.fullmatch(r"[A-Z].*\.\n", told.err)
    return told.err


def test_what_is_not_there_is_said_in_a_sentence(
    records: Records, lesson: Room, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stranger = records.identity.welcome("a device", datetime.now(UTC))
    assert "No class has the code or id NOSUCH" in says(capsys, "--room", "NOSUCH", "--format", "csv")
    assert "There is no trainee with the id x" in says(capsys, "--learner", "x", "--format", "csv")
    assert "no answers yet" in says(capsys, "--learner", stranger, "--format", "csv")
    nowhere = str(tmp_path / "nowhere" / "sheet.csv")
    assert "Nothing was written to" in says(capsys, "--room", lesson.id, "--format", "csv", "--out", nowhere)


def test_a_class_past_its_time_is_not_given_out(
    records: Records, deck: Deck, capsys: pytest.CaptureFixture[str]
) -> None:
    room = a_lesson(records, deck, datetime.now(UTC) - timedelta(days=31))
    assert "past the day on which it is removed" in says(capsys, "--room", room.code, "--format", "csv")


def test_where_there_are_no_records_none_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "none.sqlite3"
    monkeypatch.setenv("BOUNDARY_DATABASE_URL", f"sqlite:///{file.as_posix()}")
    assert f"There are no records in {file.as_posix()}." in says(capsys, "--room", "K7MQ4T", "--format", "csv")
    assert not file.exists()
    monkeypatch.setenv("BOUNDARY_DATABASE_URL", "no address")
    assert "names no database that can be opened here" in says(capsys, "--room", "K7MQ4T", "--format", "csv")


def test_a_file_that_is_no_database_is_said_to_be_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "letter.sqlite3"
    file.write_text("This is a letter. " * 100, encoding="utf-8")
    monkeypatch.setenv("BOUNDARY_DATABASE_URL", f"sqlite:///{file.as_posix()}")
    assert "damaged" in says(capsys, "--room", "K7MQ4T", "--format", "csv")


def test_a_workbook_is_not_printed_on_a_screen(
    lesson: Room, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert "--out, for example sheet.xlsx" in says(capsys, "--room", lesson.code, "--format", "xlsx")


@pytest.mark.parametrize("arguments", [[], ["--room", "x"], ["--room", "x", "--learner", "y", "--format", "csv"]])
def test_a_wrong_call_ends_with_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(*arguments)


def test_it_runs_as_a_module_and_ends_quietly_when_a_pipe_closes(lesson: Room) -> None:
    command = [sys.executable, "-m", "records", "export", "--room", lesson.code, "--format", "csv"]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0
