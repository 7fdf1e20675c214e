"""What a command names: the records the app keeps, and the sheet of a class or of a trainee in them."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.exc import ArgumentError

from records.class_report import ClassReport
from records.class_votes import report_of
from records.database import URL_SETTING, database_url
from records.errors import NoPlaceError, NoRoomError, RecordsError
from records.opening import Records
from records.room_tables import rooms
from records.score_sheet import ScoreSheet, class_sheet, practice_sheet
from records.tables import learners
from scoring.deck import Deck


class NobodyError(RecordsError):
    """There is no such trainee, or nothing of theirs."""


def records_there(environment: Mapping[str, str], root: Path) -> Records:
    """The records the app would open. Raises `NoPlaceError` where there are none; nothing is made."""
    try:
        records = Records(database_url(environment, root), secrets.token_urlsafe())
    except (ArgumentError, ImportError) as error:
        raise NoPlaceError(f"{URL_SETTING} names no database that can be opened here ({error}).") from error
    file = records.database.url.database
    if records.database.is_sqlite and file and not file.startswith(("file:", ":")) and not Path(file).is_file():
        raise NoPlaceError(f"There are no records in {file}. Set {URL_SETTING} to where the app keeps them.")
    if trouble := records.trouble():
        raise NoPlaceError(trouble)
    return records


def sheet_of_class(records: Records, deck: Deck, named: str, now: datetime) -> tuple[ScoreSheet, ClassReport]:
    """The sheet and the report of the class with this code or id, also of one that is over. Raises `NoRoomError`."""
    written = "".join(named.split())
    is_it = or_(rooms.c.code == written.upper(), rooms.c.id == written.lower())
    room_id = _first(records, select(rooms.c.id).where(is_it))
    room = records.room_store.room(room_id) if room_id else None
    if room is None:
        raise NoRoomError(f"No class has the code or id {named}. Its code stands on the host's page.")
    if room.expires_at <= now:
        raise NoRoomError("This class is past the day on which it is removed; nothing of it is given out.")
    return class_sheet(room, deck, now), report_of(room, deck)


def sheet_of_trainee(records: Records, deck: Deck, learner_id: str, now: datetime) -> ScoreSheet:
    """All answers of the trainee with this id. Raises `NobodyError`."""
    if _first(records, select(learners.c.id).where(learners.c.id == learner_id)) is None:
        raise NobodyError(f"There is no trainee with the id {learner_id}.")
    rows = records.store.part_rows(learner_id)
    if not rows:
        raise NobodyError("This trainee has no answers yet that could be told.")
    return practice_sheet(rows, deck, now)


def _first(records: Records, query: Select[Any]) -> str | None:
    with records.database.reading() as connection:
        found: str | None = connection.execute(query).scalar_one_or_none()
    return found
