"""Counting wrong codes, so that nobody can try many. Only failures count: a class sits behind one address."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select

from records.tables import wrong_codes

KEPT = timedelta(days=1)


def note_wrong(connection: Connection, kind: str, now: datetime) -> None:
    """Count a wrong code of a kind, and drop what is a day old."""
    connection.execute(delete(wrong_codes).where(wrong_codes.c.at < now - KEPT))
    connection.execute(insert(wrong_codes).values(at=now, kind=kind))


def wrong_lately(connection: Connection, kind: str, now: datetime, span: timedelta) -> int:
    """How many wrong codes of a kind came in within `span`."""
    lately = (
        select(func.count()).select_from(wrong_codes).where(wrong_codes.c.at > now - span, wrong_codes.c.kind == kind)
    )
    return int(connection.execute(lately).scalar_one())
