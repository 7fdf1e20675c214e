"""What can go wrong with keeping records, said to the person who must act.

RecordsError
├── NoPlaceError         the database cannot be opened or written where it should be
├── NewerDatabaseError   the database was made by a later release
├── NotSavedError        nothing was written; trying again is safe
│   └── BusyError        another writer held the database for too long
├── ResumeCodeError      a resume code was refused
├── NoRoomError          no class has this code, or it is over, or its door is shut
├── NotHostError         only the host of a class may do this
└── PassphraseError      the instructor's passphrase was wrong
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError


class RecordsError(Exception):
    """Root of the family; its text is a sentence that can stand on a screen."""


class NoPlaceError(RecordsError):
    """The database cannot be opened or written where it should be."""


class NewerDatabaseError(RecordsError):
    """The database was made by a later release of this program."""


class NotSavedError(RecordsError):
    """Nothing was written; trying again is safe."""


class BusyError(NotSavedError):
    """Another writer held the database for too long."""


class ResumeCodeError(RecordsError):
    """A resume code was refused."""


class NoRoomError(RecordsError):
    """No class has this code, or it is over, or its door is shut."""


class NotHostError(RecordsError):
    """Only the host of a class may do this."""


class PassphraseError(RecordsError):
    """The instructor's passphrase was wrong."""


_REASONS = (
    ("disk is full", "the server has no space left"),
    ("locked", "the server's database is busy"),
    ("readonly", "the server's database can only be read"),
    ("read-only", "the server's database can only be read"),
    ("unable to open", "the server cannot open its database"),
    ("disk i/o error", "the server's disk reported an error"),
    ("malformed", "the server's database is damaged"),
    ("not a database", "the server's database is damaged"),
)


@contextmanager
def saying_why() -> Iterator[None]:
    """Turn a database failure into `NotSavedError` with a reason a person understands."""
    try:
        yield
    except PoolTimeoutError as error:  # every connection of the pool is taken
        raise BusyError("Not saved: the server's database is busy.") from error
    except DBAPIError as error:
        told = str(error.orig).lower()
        reason = next((reason for sign, reason in _REASONS if sign in told), "the server's database did not answer")
        kind = BusyError if "locked" in told else NotSavedError
        raise kind(f"Not saved: {reason}.") from error
