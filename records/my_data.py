"""Everything that is kept about one person, in a form they can read and take elsewhere.

What a code says of an answer is left out while an exam or a class still goes on: it would tell the key.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, func, select

from records.database import Database
from records.room_events import from_json
from records.room_tables import hosts, room_drafts, room_events, room_people, rooms
from records.sitting import Mode
from records.tables import (
    attempts,
    dealt_cards,
    devices,
    learners,
    part_scores,
    resume_codes,
    self_checks,
    sittings,
    skipped_cards,
    twist_answers,
)

KEYS = ("key", "signed_steps", "missed_prohibited", "chose_harm", "certainty_marks", "direction")
NOT_OURS = ("token_hash", "salt", "secret_hash", "learner_id", "host_id")
"""Secrets, and the id under which everything hangs together."""


def my_data(database: Database, learner_id: str, now: datetime) -> dict[str, Any]:
    """What the database holds about a learner, table by table, as plain values. Hashes of secrets are left out.

    A test holds the tables told here against those there are.
    """
    own = sittings.c.learner_id == learner_id
    told = own & ((sittings.c.mode != Mode.EXAM.value) | sittings.c.finished_at.is_not(None))
    with database.reading() as connection:
        return {
            "made_at": now.isoformat(),
            "since": _rows(connection, learners, learners.c.id == learner_id),
            "devices": connection.execute(
                select(func.count()).select_from(devices).where(devices.c.learner_id == learner_id)
            ).scalar_one(),
            "resume_code_made": _rows(connection, resume_codes, resume_codes.c.learner_id == learner_id),
            "sittings": _rows(connection, sittings, own),
            "cards_dealt": _rows(connection, dealt_cards, _within(dealt_cards, own)),
            "cards_passed": _rows(connection, skipped_cards, _within(skipped_cards, own)),
            "answers": _rows(connection, attempts, _within(attempts, told)),
            "answers_of_an_open_exam": _rows(connection, attempts, _within(attempts, own & ~told), KEYS),
            "what_ifs": _rows(connection, twist_answers, _of_answers(twist_answers, told)),
            "what_ifs_of_an_open_exam": _rows(connection, twist_answers, _of_answers(twist_answers, own & ~told), KEYS),
            "marks": _rows(connection, part_scores, _of_answers(part_scores, told)),
            "self_checks": _rows(connection, self_checks, _of_answers(self_checks, own)),
            "hosting_since": _rows(connection, hosts, hosts.c.learner_id == learner_id),
            "classes_hosted": _rows(connection, rooms, rooms.c.host_id == learner_id),
            "classes": _classes(connection, learner_id),
        }


def _within(table: Table, own: Any) -> Any:
    return table.c.sitting_id.in_(select(sittings.c.id).where(own))


def _of_answers(table: Table, own: Any) -> Any:
    return table.c.attempt_id.in_(select(attempts.c.id).where(_within(attempts, own)))


def _classes(connection: Connection, learner_id: str) -> list[dict[str, Any]]:
    """The classes somebody was in: what happened there that was theirs, and what is selected and not sent."""
    who = (
        select(room_people.c.id, room_people.c.room_id, rooms.c.ended_at)
        .join(rooms, rooms.c.id == room_people.c.room_id)
        .where(room_people.c.learner_id == learner_id)
    )
    return [
        {
            "class": person.room_id,
            "events": [
                _event(body, is_over=person.ended_at is not None)
                for body in connection.execute(
                    select(room_events.c.body).where(room_events.c.person_id == person.id).order_by(room_events.c.seq)
                ).scalars()
            ],
            "selected": _rows(connection, room_drafts, room_drafts.c.person_id == person.id),
        }
        for person in connection.execute(who)
    ]


def _event(body: str, *, is_over: bool) -> dict[str, Any]:
    hidden = NOT_OURS if is_over else (*NOT_OURS, "score")
    return {name: value for name, value in _plain(vars(from_json(body))).items() if name not in hidden}


def _rows(connection: Connection, table: Table, where: Any, hidden: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    columns = [column for column in table.c if column.name not in (*NOT_OURS, *hidden)]
    return [_plain(dict(row)) for row in connection.execute(select(*columns).where(where)).mappings()]


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in row.items()}
