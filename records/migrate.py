"""Bring a database to the present form, at every start."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, inspect

from records.database import HOW_TO_MOVE, Database
from records.errors import BusyError, NewerDatabaseError, NoPlaceError, NotSavedError

FOLDER = Path(__file__).with_name("migrations")
HEAD = "0003"
"""The newest migration; a test holds it against the folder."""
TURNS = 5
"""How often a start waits for the database, each time as long as a save would."""


def migrate(database: Database) -> None:
    """Make the tables, or change them to the present form; nothing happens when they have it.

    Two servers may call this at the same moment: the second waits and finds the work done. Raises `NoPlaceError` when
    the database cannot be opened or written, `NewerDatabaseError` when it was made by a later release.
    """
    database.make_place()
    try:
        _patiently(database)
    except NotSavedError as error:
        raise NoPlaceError(
            f"The answers cannot be kept in {database.url.render_as_string()}. {error} {HOW_TO_MOVE}"
        ) from error


def _patiently(database: Database) -> None:
    """Making the tables may take another server longer than a save may wait."""
    for _ in range(TURNS - 1):
        with suppress(BusyError):
            return _bring_up(database)
    return _bring_up(database)


def _bring_up(database: Database) -> None:
    with database.reading() as connection:
        if _version(connection) == HEAD:
            return
    with database.writing() as connection:
        _upgrade(database, connection)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return str(found) if found else None


def _upgrade(database: Database, connection: Connection) -> None:
    # Alembic costs a tenth of a second, and most starts do not need it.
    from alembic import command  # noqa: PLC0415 - see above
    from alembic.config import Config  # noqa: PLC0415 - see above
    from alembic.util import CommandError  # noqa: PLC0415 - see above

    if not database.is_sqlite:
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(20261123)")
    config = Config()
    config.set_main_option("script_location", FOLDER.as_posix())
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise NewerDatabaseError(
            f"The database {database.url.render_as_string()} was made by a newer version of Boundary Practice. "
            "Update the program, or restore the backup that was made before the update."
        ) from error
