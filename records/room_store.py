"""Rooms in the database: an append-only log each, and the room folded from it, kept up to date in memory."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, delete, insert, select, update

from records.database import Database
from records.room import Room, fold
from records.room_events import Event, Regraded, from_json
from records.room_plan import RoomPlan
from records.room_rows import Known, empty_room, event_row, fitting, loud, new_code, room_row, row_after
from records.room_tables import room_drafts, room_events, room_people, rooms
from scoring.deck import Deck
from scoring.rules import CompiledCard

ROOM_COOKIE = "boundary_room"
"""The name under which a browser keeps the code of the class whose address it followed."""
MOST_KNOWN = 200
"""Rooms kept folded in memory; another is folded anew from its log."""
Changes = Callable[[Room, Connection], Iterable[Event]]


class RoomStore:
    """The verbs of live classes over one database. Two processes on one database see the same rooms.

    `decks`, `compiled` and `people` are what this process has worked out already, by room; all of it can be lost.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self.decks: dict[str, Deck] = {}
        self.compiled: dict[tuple[str, int], CompiledCard] = {}
        self.people: dict[tuple[str, str], str] = {}
        self._known: dict[str, Known] = {}
        self._lock = threading.Lock()

    def make(self, plan: RoomPlan, host_id: str, now: datetime) -> Room:
        """A new room in its lobby, under a code no other room has."""
        room = Room(
            id=uuid.uuid4().hex,
            code=new_code(),
            host_id=host_id,
            plan=plan,
            made_at=now,
            expires_at=now + timedelta(days=plan.keep_days),
        )
        with self.database.writing() as connection:
            is_free = self.database.add_once(connection, rooms, room_row(room))
        # A code that is taken happens once in 887 million for each room there is.
        return room if is_free else self.make(plan, host_id, now)

    def room(self, room_id: str, at_least: int = 0) -> Room | None:
        """The room as it stands. A room known here up to event `at_least` is not looked up again; 0 always looks."""
        known = self._known.get(room_id)
        if known and at_least and known.seq >= at_least:
            return known.room
        with self.database.reading() as connection:
            return self._current(connection, room_id)

    def as_first_marked(self, room_id: str) -> Room | None:
        """The room with the marks its votes had when they were cast, whatever was corrected since."""
        with self.database.reading() as connection:
            known = self._unfolded(connection, room_id)
            query = select(room_events.c.body).where(room_events.c.room_id == room_id).order_by(room_events.c.seq)
            events = [from_json(body) for body in connection.execute(query).scalars()]
        return fold(known.room, (one for one in events if not isinstance(one, Regraded))) if known else None

    def heard(self, room_id: str) -> str:
        """What a phone that shows the room as it is known here has heard: turn and version, as the stream says them."""
        known = self._known.get(room_id)
        return f"{known.turn}/{known.seq}" if known else ""

    def find(self, code: str) -> str | None:
        """The id of the room with this code, if there is one that has not ended."""
        with self.database.reading() as connection:
            return connection.execute(
                select(rooms.c.id).where(rooms.c.code == code, rooms.c.ended_at.is_(None))
            ).scalar_one_or_none()

    def hosted(self, host_id: str) -> list[Room]:
        """The rooms of a host, the newest first."""
        with self.database.reading() as connection:
            ids = connection.execute(
                select(rooms.c.id).where(rooms.c.host_id == host_id).order_by(rooms.c.made_at.desc())
            ).scalars()
            found = [self._current(connection, room_id) for room_id in ids]
        return [room for room in found if room]

    def versions(self, room_ids: Iterable[str]) -> dict[str, tuple[int, int]]:
        """For each room the number of its last event and its turn, which rises when phones must hear of something."""
        query = select(rooms.c.id, rooms.c.version, rooms.c.turn).where(rooms.c.id.in_(list(room_ids)))
        with self.database.reading() as connection:
            return {row.id: (row.version, row.turn) for row in connection.execute(query)}

    def overdue(self, now: datetime) -> list[str]:
        """The rooms whose open vote has reached its deadline."""
        with self.database.reading() as connection:
            return list(connection.execute(select(rooms.c.id).where(rooms.c.deadline <= now)).scalars())

    def append(self, room_id: str, changes: Changes) -> tuple[Room | None, int]:
        """Add the events that `changes` makes of the room as it stands, all or none.

        Returns the room afterwards, None when there is none, and how many events fitted it. An event that does not
        fit, or that happened before, is left out. `changes` runs with the room's row held, so that no other process
        can move the room meanwhile. Raises `NotSavedError` when nothing could be written.
        """
        with self.database.writing() as connection:
            version, before = self._held(connection, room_id), self._refreshed(connection, room_id)
            if version is None or before is None:
                return None, 0
            events = fitting(before.room, changes(before.room, connection))
            if not events:
                return before.room, 0
            after = Known(version + len(events), before.turn + loud(events), fold(before.room, events))
            rows = [event_row(room_id, place, event) for place, event in enumerate(events, version + 1)]
            connection.execute(insert(room_events), rows)
            connection.execute(
                update(rooms).where(rooms.c.id == room_id).values(row_after(after.room, events, version))
            )
        self._remember(room_id, after)
        return after.room, len(events)

    def save_draft(self, person_id: str, room_id: str, vote: tuple[int, int], answer: str, now: datetime) -> None:
        """Keep what is selected and not sent; the latest selection counts."""
        row = {"person_id": person_id, "room_id": room_id, "position": vote[0], "round": vote[1], "answer": answer}
        with self.database.writing() as connection:
            connection.execute(delete(room_drafts).where(room_drafts.c.person_id == person_id))
            connection.execute(insert(room_drafts).values(row | {"at": now}))

    def draft(self, person_id: str, vote: tuple[int, int]) -> str | None:
        """What somebody selected in this vote and did not send."""
        query = select(room_drafts.c.answer).where(
            room_drafts.c.person_id == person_id,
            room_drafts.c.position == vote[0],
            room_drafts.c.round == vote[1],
        )
        with self.database.reading() as connection:
            return connection.execute(query).scalar_one_or_none()

    def purge(self, now: datetime) -> int:
        """Remove the rooms whose time is over, with everything in them; how many there were."""
        with self.database.writing() as connection:
            gone = list(connection.execute(select(rooms.c.id).where(rooms.c.expires_at <= now)).scalars())
            connection.execute(delete(rooms).where(rooms.c.id.in_(gone)))
        for room_id in gone:
            self._forget_room(room_id)
        if gone:
            self.database.forget_traces()
        return len(gone)

    def delete(self, room_id: str) -> None:
        """Remove a room with everything in it, also from the database's log."""
        with self.database.writing() as connection:
            connection.execute(delete(rooms).where(rooms.c.id == room_id))
        self._forget_room(room_id)
        self.database.forget_traces()

    def rooms_of(self, learner_id: str) -> Mapping[str, str]:
        """The rooms somebody is in, with who they are there."""
        query = select(room_people.c.room_id, room_people.c.id).where(room_people.c.learner_id == learner_id)
        with self.database.reading() as connection:
            return {row.room_id: row.id for row in connection.execute(query)}

    def _held(self, connection: Connection, room_id: str) -> int | None:
        query = select(rooms.c.version).where(rooms.c.id == room_id)
        return connection.execute(query if self.database.is_sqlite else query.with_for_update()).scalar_one_or_none()

    def _current(self, connection: Connection, room_id: str) -> Room | None:
        known = self._refreshed(connection, room_id)
        return known.room if known else None

    def _refreshed(self, connection: Connection, room_id: str) -> Known | None:
        """The folded room; only events not yet known are read. Numbers and host are what the room's own row says."""
        known = self._known.get(room_id) or self._unfolded(connection, room_id)
        if known is None:
            return None
        news = and_(room_events.c.room_id == rooms.c.id, room_events.c.seq > known.seq)
        query = select(rooms.c.version, rooms.c.turn, rooms.c.host_id, room_events.c.body).where(rooms.c.id == room_id)
        found = connection.execute(query.outerjoin_from(rooms, room_events, news).order_by(room_events.c.seq)).all()
        if not found:  # deleted, perhaps by another process
            self._forget_room(room_id)
            return None
        version, turn, host_id, _ = found[0]
        room = fold(known.room, (from_json(row.body) for row in found if row.body))
        known = Known(version, turn, room if room.host_id == host_id else replace(room, host_id=host_id))
        self._remember(room_id, known)
        return known

    def _unfolded(self, connection: Connection, room_id: str) -> Known | None:
        row = connection.execute(select(rooms).where(rooms.c.id == room_id)).one_or_none()
        return Known(0, 0, empty_room(row)) if row else None

    def _remember(self, room_id: str, known: Known) -> None:
        with self._lock:
            before = self._known.pop(room_id, known)
            self._known[room_id] = max(known, before, key=lambda one: one.seq)
            if len(self._known) > MOST_KNOWN:
                self._forget_room(next(iter(self._known)))

    def _forget_room(self, room_id: str) -> None:
        self._known.pop(room_id, None)
        self.decks.pop(room_id, None)
        for known in (self.compiled, self.people):
            for key in [key for key in known if key[0] == room_id]:
                del known[key]  # type: ignore[arg-type]
