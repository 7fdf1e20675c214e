from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from records.errors import ResumeCodeError
from records.identity import ALPHABET, MOST_WRONG_A_MINUTE, Identity
from records.practice import Practice
from records.sitting import Plan
from tests.conftest import NOON
from tests.records.test_practice import ANSWER


def answered(practice: Practice, learner_id: str) -> None:
    sitting = practice.begin(learner_id, Plan("apa-2017", 1), NOON)
    place = practice.place(sitting, NOON)
    assert place
    practice.submit(place, ANSWER, NOON)


def test_a_device_is_known_again_and_another_is_not(identity: Identity) -> None:
    assert identity.learner("phone") is None
    learner_id = identity.welcome("phone", NOON)
    assert (identity.welcome("phone", NOON), identity.learner("phone")) == (learner_id, learner_id)
    assert identity.learner("laptop") is None


def test_the_database_keeps_no_token_and_no_code(identity: Identity) -> None:
    learner_id = identity.welcome("a-secret-token", NOON)
    code = identity.new_resume_code(learner_id, NOON)
    identity.database.forget_traces()
    written = Path(identity.database.url.database or "").read_bytes()
    assert b"a-secret-token" not in written
    assert code.replace("-", "")[4:].encode() not in written


def test_a_code_links_another_device(identity: Identity) -> None:
    learner_id = identity.welcome("phone", NOON)
    code = identity.new_resume_code(learner_id, NOON)
    assert identity.resume(f" {code.lower().replace('-', ' ')} ", "laptop", NOON) == learner_id
    assert identity.learner("laptop") == learner_id


def test_a_code_is_twelve_signs_that_are_not_taken_for_one_another(identity: Identity) -> None:
    code = identity.new_resume_code(identity.welcome("phone", NOON), NOON)
    assert [len(part) for part in code.split("-")] == [4, 4, 4]
    assert set(code) <= {*ALPHABET, "-"}
    assert not set("0O1IL") & set(ALPHABET)


def test_a_new_code_ends_the_old_one(identity: Identity) -> None:
    learner_id = identity.welcome("phone", NOON)
    old, new = identity.new_resume_code(learner_id, NOON), identity.new_resume_code(learner_id, NOON)
    with pytest.raises(ResumeCodeError, match="not known"):
        identity.resume(old, "laptop", NOON)
    assert identity.resume(new, "laptop", NOON) == learner_id


@pytest.mark.parametrize("typed", ["", "K7MQ", "----", "K7MQ-4TXW-9HRD", "'; DROP TABLE learners", "x" * 5000, "日本"])
def test_a_wrong_code_is_refused_kindly(identity: Identity, typed: str) -> None:
    identity.new_resume_code(identity.welcome("phone", NOON), NOON)
    with pytest.raises(ResumeCodeError, match="Check it on your other device"):
        identity.resume(typed, "laptop", NOON)


def test_guessing_codes_is_slowed_down_and_ends_after_a_minute(identity: Identity) -> None:
    code = identity.new_resume_code(identity.welcome("phone", NOON), NOON)
    for _ in range(MOST_WRONG_A_MINUTE):
        with pytest.raises(ResumeCodeError, match="not known"):
            identity.resume("AAAA-AAAA-AAAA", "thief", NOON)
    with pytest.raises(ResumeCodeError, match="Wait a minute"):
        identity.resume(code, "laptop", NOON)
    assert identity.resume(code, "laptop", NOON + timedelta(minutes=2))


def test_answers_given_here_before_go_along(identity: Identity, practice: Practice) -> None:
    phone, laptop = identity.welcome("phone", NOON), identity.welcome("laptop", NOON)
    answered(practice, phone)
    answered(practice, laptop)
    identity.resume(identity.new_resume_code(phone, NOON), "laptop", NOON)
    assert identity.learner("laptop") == phone
    assert len(practice.store.attempts(phone)) == 2


def test_forgetting_a_device_leaves_the_records_for_the_others(identity: Identity, practice: Practice) -> None:
    learner_id = identity.welcome("phone", NOON)
    answered(practice, learner_id)
    code = identity.new_resume_code(learner_id, NOON)
    identity.forget_device("phone")
    assert identity.learner("phone") is None
    assert identity.resume(code, "phone", NOON) == learner_id
    assert len(practice.store.attempts(learner_id)) == 1


def test_deleting_leaves_no_row_and_no_trace_in_the_file(identity: Identity, practice: Practice) -> None:
    learner_id = identity.welcome("phone", NOON)
    answered(practice, learner_id)
    identity.new_resume_code(learner_id, NOON)
    identity.delete_learner(learner_id)
    with identity.database.reading() as connection:
        tables = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type='table' AND name NOT IN ('alembic_version', 'wrong_codes')"
        )
        left = {
            name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar()
            for name in tables.scalars().all()
            if not name.startswith("sqlite_")
        }
    assert set(left.values()) == {0}
    file = Path(identity.database.url.database or "")
    for path in (file, file.with_name(file.name + "-wal")):
        raw = path.read_bytes() if path.exists() else b""
        assert ANSWER.reasoning.encode() not in raw
        assert learner_id.encode() not in raw
