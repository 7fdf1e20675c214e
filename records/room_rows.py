"""Between rooms and the rows that keep them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row

from records.identity import ALPHABET
from records.room import Room, apply
from records.room_events import QUIET, Closed, Ended, Event, Extended, Forgotten, Opened, to_json
from records.room_plan import RoomPlan
from records.room_tables import rooms

CODE_LENGTH = 6
_PLAN: TypeAdapter[RoomPlan] = TypeAdapter(RoomPlan)


@dataclass(frozen=True)
class Known:
    """A room folded up to event `seq`; `turn` of its events were such that phones must hear of them."""

    seq: int
    turn: int
    room: Room


def room_row(room: Room) -> dict[str, Any]:
    """A new room as it is kept."""
    return {
        "id": room.id,
        "code": room.code,
        "host_id": room.host_id,
        "plan": _PLAN.dump_json(room.plan).decode(),
        "made_at": room.made_at,
        "expires_at": room.expires_at,
        "version": 0,
        "turn": 0,
    }


def new_code() -> str:
    """Six signs that nobody can guess."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def empty_room(row: Row[Any]) -> Room:
    """The room a row keeps, as it was made."""
    return Room(
        id=row.id,
        code=row.code,
        host_id=row.host_id,
        plan=_PLAN.validate_json(row.plan),
        made_at=row.made_at,
        expires_at=row.expires_at,
    )


def fitting(room: Room, events: Iterable[Event]) -> list[Event]:
    """Those of the events that change the room, one after the other."""
    found = []
    for event in events:
        after = apply(room, event)
        if after is not room:
            found.append(event)
            room = after
    return found


def event_row(room_id: str, seq: int, event: Event) -> dict[str, Any]:
    """An event as it is kept; what is somebody's own goes with them."""
    return {
        "room_id": room_id,
        "seq": seq,
        "key": event.key,
        "person_id": None if isinstance(event, Forgotten) else getattr(event, "person", None),
        "body": to_json(event),
    }


def row_after(after: Room, events: list[Event], version: int) -> dict[str, Any]:
    """What the room's own row says after these events."""
    moved: dict[str, Any] = {"version": version + len(events), "turn": rooms.c.turn + loud(events)}
    if any(isinstance(event, Opened | Extended | Closed | Ended) for event in events):
        moved["deadline"] = after.deadline
    if ended := next((event.at for event in events if isinstance(event, Ended)), None):
        moved["ended_at"] = ended
    return moved


def loud(events: Iterable[Event]) -> int:
    """How many of the events phones must hear of."""
    return sum(not isinstance(event, QUIET) for event in events)
