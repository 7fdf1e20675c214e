from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import insert, select
from sqlalchemy.pool import QueuePool

from records.database import Database, database_url, sqlite_module, wal_is_safe
from records.errors import NoPlaceError, NotSavedError
from records.migrate import migrate
from records.tables import learners
from tests.conftest import NOON


def file_of(database: Database) -> Path:
    return Path(database.url.database or "")


def test_the_settings_on_which_the_promise_rests_are_set(database: Database) -> None:
    settings = {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "foreign_keys": 1,
        "trusted_schema": 0,
        "secure_delete": 1,
        "busy_timeout": 1500,
    }
    with database.reading() as connection:
        assert {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in settings} == settings


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_a_sqlite_with_the_wal_reset_defect_is_known(version: tuple[int, ...], safe: bool) -> None:
    assert wal_is_safe(version) is safe


def test_on_a_defective_sqlite_one_connection_does_all_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("records.database.wal_is_safe", lambda _version: False)
    database = Database(f"sqlite:///{tmp_path / 'old.sqlite3'}")
    migrate(database)
    assert isinstance(database.engine.pool, QueuePool)
    assert (database.one_connection, database.engine.pool.size()) == (True, 1)
    with database.reading():
        pass
    with database.writing() as connection:
        connection.execute(insert(learners).values(id="a", since=NOON))
    assert database.state()["wal_safe"] is False
    database.engine.dispose()


def test_the_address_is_the_hosts_or_a_file_beside_the_program() -> None:
    root = Path("/srv/quiz")
    assert database_url({}, root) == "sqlite:////srv/quiz/data/boundary-practice.sqlite3"
    assert database_url({"BOUNDARY_DATABASE_URL": "sqlite:////x.sqlite3"}, root) == "sqlite:////x.sqlite3"


def test_a_transaction_that_raises_leaves_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError), database.writing() as connection:
        connection.execute(insert(learners).values(id="a", since=NOON))
        raise RuntimeError
    with database.reading() as connection:
        assert connection.execute(select(learners)).all() == []


def test_a_locked_database_says_so_within_two_seconds(database: Database) -> None:
    other = sqlite_module().connect(file_of(database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(NotSavedError, match="Not saved: the server's database is busy"), database.writing():
        pass
    other.execute("ROLLBACK")
    other.close()
    with database.writing() as connection:
        connection.execute(insert(learners).values(id="a", since=NOON))


def test_a_full_disk_says_so_and_heals_by_itself(database: Database) -> None:
    with database.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()

    def limit(to: int) -> None:
        for _ in range(1):
            with database.engine.connect() as connection:
                connection.exec_driver_sql(f"PRAGMA max_page_count={to}")

    limit(int(pages or 0))
    with (
        pytest.raises(NotSavedError, match="Not saved: the server has no space left"),
        database.writing() as connection,
    ):
        for number in range(5000):
            connection.execute(insert(learners).values(id=f"{number:032}", since=NOON))
    limit(1_000_000)
    with database.writing() as connection:
        connection.execute(insert(learners).values(id="after", since=NOON))
    with database.reading() as connection:
        assert connection.execute(select(learners.c.id)).scalars().all() == ["after"]


def test_many_threads_write_in_turn(database: Database) -> None:
    def write(number: int) -> None:
        for count in range(10):
            with database.writing() as connection:
                connection.execute(insert(learners).values(id=f"{number}-{count}", since=NOON))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as connection:
        assert len(connection.execute(select(learners)).all()) == 160


def test_a_folder_that_cannot_be_made_is_named_with_the_setting_that_moves_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    database = Database(f"sqlite:///{tmp_path / 'file' / 'data' / 'x.sqlite3'}")
    with pytest.raises(NoPlaceError, match="cannot be made") as raised:
        migrate(database)
    assert str(tmp_path / "file" / "data") in str(raised.value)
    assert "set BOUNDARY_DATABASE_URL" in str(raised.value)


def test_a_file_that_is_no_database_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "broken.sqlite3"
    path.write_bytes(b"this is no database at all, but a sentence" * 100)
    with pytest.raises(NoPlaceError, match="damaged") as raised:
        migrate(Database(f"sqlite:///{path}"))
    assert str(path) in str(raised.value)


def test_a_database_that_can_only_be_read_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "only-read.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE other (x)")
    connection.close()
    database = Database(f"sqlite:///file:{path}?mode=ro&uri=true")
    with pytest.raises(NoPlaceError, match="set BOUNDARY_DATABASE_URL"):
        migrate(database)
