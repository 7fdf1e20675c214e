"""The one set of records and the one deck a process works with, opened where the host said."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from records.database import URL_SETTING, Database, database_url
from records.errors import RecordsError
from records.hosts import SETTING, Hosts, passphrase
from records.identity import Identity
from records.migrate import migrate
from records.room_store import RoomStore
from records.store import Store
from records.trainee_notes import TraineeNotes
from scoring.deck import Deck, load_deck

DECK_SETTING = "BOUNDARY_SCENARIOS"

log = logging.getLogger("boundary")


class Records:
    """The database with its verbs, or the sentence that says why there is none."""

    def __init__(self, url: str, secret: str) -> None:
        self.database = Database(url)
        self.store = Store(self.database)
        self.identity = Identity(self.database)
        self.notes = TraineeNotes(self.database)
        self.room_store = RoomStore(self.database)
        self.hosts = Hosts(self.database, self.identity, secret)
        self._ready = False

    def prepare(self) -> None:
        """Bring the database to its present form, and log what cannot be promised."""
        trouble = self.trouble()
        if trouble:
            log.error("%s", trouble)
        elif self.database.one_connection:
            log.warning(
                "This SQLite (%s) has the WAL-reset defect; one connection does all the work. "
                "Install pysqlite3 or set %s to PostgreSQL for a large class.",
                self.database.state()["version"],
                URL_SETTING,
            )

    def trouble(self) -> str | None:
        """Why answers cannot be kept here, as a sentence; None once the database stands ready."""
        if self._ready:
            return None
        try:
            migrate(self.database)
        except RecordsError as error:
            return str(error)
        self._ready = True
        return None

    def state(self) -> dict[str, Any]:
        """What the health route tells. Raises `RecordsError` when the database cannot be used."""
        migrate(self.database)
        return self.database.state()


def open_records(environment: Mapping[str, str], root: Path) -> Records:
    """The records of this process; the same object for the same address."""
    return _opened(database_url(environment, root), environment.get(SETTING))


@cache
def _opened(url: str, given: str | None) -> Records:
    return Records(url, passphrase(given))


def open_deck(environment: Mapping[str, str], root: Path) -> Deck:
    """The deck of this process, read once: the one the host named, or the one beside the program."""
    return _deck(environment.get(DECK_SETTING) or str(root / "scenarios"))


@cache
def _deck(folder: str) -> Deck:
    return load_deck(Path(folder))
