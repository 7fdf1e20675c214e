"""What the database kept of a class, event by event."""

from __future__ import annotations

from sqlalchemy import select

from records.database import Database
from records.room_events import Voted, from_json
from records.room_tables import room_events, room_people
from records.tables import devices
from scoring.verdict import Verdict

Vote = tuple[str, int, int]
"""The hash of a device's token, position and round."""
Votes = dict[Vote, Verdict]


def kept_votes(database: Database, room_id: str) -> Votes:
    """The votes of a class by who cast them, read past the program that keeps them."""
    query = (
        select(devices.c.token_hash, room_events.c.body)
        .join(room_people, room_people.c.id == room_events.c.person_id)
        .join(devices, devices.c.learner_id == room_people.c.learner_id)
        .where(room_events.c.room_id == room_id)
    )
    with database.reading() as connection:
        events = [(row.token_hash, from_json(row.body)) for row in connection.execute(query)]
    return {
        (who, event.position, event.round): event.answer.verdict
        for who, event in events
        if isinstance(event, Voted) and event.answer.verdict
    }
