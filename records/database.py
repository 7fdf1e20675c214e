"""Opening the database: SQLite beside the program, or the one a host names."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite as sqlite_dialect
from sqlalchemy.pool import QueuePool

from records.errors import NoPlaceError, saying_why

try:
    import pysqlite3.dbapi2 as _newer_sqlite
except ImportError:  # no wheel for this platform: fall back to Python's own
    _newer_sqlite = None

URL_SETTING = "BOUNDARY_DATABASE_URL"
HOW_TO_MOVE = (
    f"Make that place writable, or set {URL_SETTING} to another, for example sqlite:////home/me/practice.sqlite3."
)
BUSY_MS = 1500
"""How long a write waits for its turn; below the two seconds within which a screen must say that it failed."""


def database_url(environment: Mapping[str, str], root: Path) -> str:
    """The address of the database: what the host set, or a file in `data/` beside the program."""
    return environment.get(URL_SETTING) or f"sqlite:///{(root / 'data' / 'boundary-practice.sqlite3').as_posix()}"


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether this SQLite is free of the WAL-reset defect (3.7.0 to 3.51.2; mended in 3.51.3, 3.50.7 and 3.44.6)."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def sqlite_module() -> ModuleType:
    """The newest SQLite to be had."""
    return _newer_sqlite or sqlite3


class Database:
    """One engine for a process, with writes in turn.

    On a SQLite with the WAL-reset defect a single connection does all reading, writing and checkpointing, because the
    defect needs two. Otherwise readers have connections of their own.
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.one_connection = self.is_sqlite and not wal_is_safe(sqlite_module().sqlite_version_info)
        self.engine = self._open_sqlite() if self.is_sqlite else self._open_server()
        self._turn = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one consistent state. Raises `NotSavedError` when the database does not answer."""
        with saying_why(), self.engine.execution_options(reads_only=True).connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: committed when the block ends, undone when it raises.

        Raises `NotSavedError` with the reason when the database could not write.
        """
        with saying_why(), self._in_turn(), self.engine.begin() as connection:
            yield connection

    def add_once(self, connection: Connection, table: Any, row: Mapping[str, Any]) -> bool:
        """Insert unless a row with the same key stands already; the constraint decides, not a look beforehand."""
        dialect = sqlite_dialect if self.is_sqlite else postgresql
        return connection.execute(dialect.insert(table).values(row).on_conflict_do_nothing()).rowcount == 1

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """SQLite's own waiting is unfair: of many writers in one process some would wait for seconds."""
        if not self.is_sqlite:
            yield
            return
        taken = self._turn.acquire(timeout=BUSY_MS / 1000)
        try:
            yield  # without a turn SQLite's own lock decides
        finally:
            if taken:
                self._turn.release()

    def forget_traces(self) -> None:
        """After a deletion: empty the write-ahead log, so that nothing deleted stays in it.

        A checkpoint cannot stand inside a transaction, so this goes past SQLAlchemy's.
        """
        if self.is_sqlite:
            with saying_why(), closing(self.engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()

    def state(self) -> dict[str, Any]:
        """What the health route tells: the library, its version and the settings that decide about loss."""
        with self.reading() as connection:
            if not self.is_sqlite:
                version = connection.exec_driver_sql("SHOW server_version").scalar()
                return {"database": self.url.get_backend_name(), "version": version}
            pragmas = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")
            }
        return {
            "database": "sqlite",
            "version": sqlite_module().sqlite_version,
            "wal_safe": not self.one_connection,
            **pragmas,
        }

    def make_place(self) -> None:
        """Make the folder a SQLite file stands in. Raises `NoPlaceError` when it cannot be made."""
        if not self.is_sqlite or not self.url.database or self.url.database.startswith("file:"):
            return
        folder = Path(self.url.database).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NoPlaceError(
                f"The folder {folder} for the answers cannot be made ({error.strerror}). {HOW_TO_MOVE}"
            ) from error

    def _open_sqlite(self) -> Engine:
        engine = create_engine(
            self.url,
            module=sqlite_module(),
            poolclass=QueuePool,
            pool_size=1 if self.one_connection else 8,
            max_overflow=0 if self.one_connection else 24,
            pool_timeout=BUSY_MS / 1000,
            connect_args={"check_same_thread": False, "timeout": BUSY_MS / 1000},
        )
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine

    def _open_server(self) -> Engine:
        return create_engine(self.url, pool_pre_ping=True, pool_size=8, max_overflow=24)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where `_begin_sqlite` says, not where the driver guesses
    for setting in (
        f"busy_timeout={BUSY_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",  # NORMAL loses acknowledged answers when the power goes
        "foreign_keys=ON",
        "trusted_schema=OFF",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {setting}").close()


def _begin_sqlite(connection: Connection) -> None:
    """A transaction that will write takes the lock at once: upgrading a read fails without waiting."""
    reads_only = connection.get_execution_options().get("reads_only")
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")
