from __future__ import annotations

import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from records.database import BUSY_MS, Database, sqlite_module
from records.errors import NewerDatabaseError
from records.migrate import FOLDER, HEAD, migrate
from records.tables import metadata


def test_the_migrations_make_the_tables_the_program_speaks_of(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_newest_migration_is_the_one_the_program_asks_for() -> None:
    assert ScriptDirectory(FOLDER.as_posix()).get_heads() == [HEAD]


def test_a_second_start_changes_nothing(database: Database) -> None:
    migrate(database)
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all() == [HEAD]


def test_servers_that_start_at_once_agree(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'shared.sqlite3'}"
    failures: list[Exception] = []

    def start() -> None:
        try:
            migrate(Database(url))
        except Exception as error:  # noqa: BLE001 - whatever it was, the test shows it
            failures.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_database_of_a_later_release_is_left_alone(database: Database) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerDatabaseError, match="made by a newer version"):
        migrate(database)


def test_a_start_waits_longer_than_a_save_while_another_server_makes_the_tables(tmp_path: Path) -> None:
    path = tmp_path / "shared.sqlite3"
    other = sqlite_module().connect(path, isolation_level=None, check_same_thread=False)
    other.execute("PRAGMA journal_mode=WAL").close()
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(2 * BUSY_MS / 1000, lambda: other.execute("ROLLBACK"))
    release.start()
    database = Database(f"sqlite:///{path}")
    migrate(database)
    release.join()
    other.close()
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == HEAD
