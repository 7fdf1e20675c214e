"""What most tests start from: the small deck made for tests, and an empty database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from records.database import Database
from records.identity import Identity
from records.migrate import migrate
from records.practice import Practice
from records.store import Store
from scoring.deck import Deck, load_deck

ROOT = Path(__file__).parents[1]
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def deck() -> Deck:
    return load_deck(ROOT / "tests" / "deck")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{(tmp_path / 'test.sqlite3').as_posix()}")
    migrate(opened)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def practice(database: Database, deck: Deck) -> Practice:
    return Practice(Store(database), deck)


@pytest.fixture
def identity(database: Database) -> Identity:
    return Identity(database)


class Clock:
    """A clock that moves a minute at each look."""

    def __init__(self) -> None:
        self.moment = NOON

    def __call__(self) -> datetime:
        self.moment += timedelta(minutes=1)
        return self.moment


@pytest.fixture
def now() -> Clock:
    return Clock()
