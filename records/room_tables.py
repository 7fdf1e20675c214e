"""The tables of live classes. What happened in a room is added and never changed; a draft is replaced by the next."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from records.tables import Moment, metadata, whose

hosts = Table(
    "hosts",
    metadata,
    Column("learner_id", String(32), ForeignKey("learners.id", ondelete="CASCADE"), primary_key=True),
    Column("admitted_at", Moment, nullable=False),
)

host_tickets = Table(
    "host_tickets",
    metadata,
    Column("ticket_hash", String(64), primary_key=True),
    whose("learner_id"),
    Column("made_at", Moment, nullable=False),
)

rooms = Table(
    "rooms",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("code", String(6), nullable=False, unique=True),
    whose("host_id", index=True),
    Column("plan", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False, index=True),
    Column("ended_at", Moment),
    Column("deadline", Moment),  # of the open vote, so that whoever looks can close it
    Column("version", Integer, nullable=False),  # the number of the last event
    Column("turn", Integer, nullable=False),  # rises with events that phones must hear of
)

room_people = Table(
    "room_people",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("room_id", String(32), ForeignKey("rooms.id", ondelete="CASCADE"), nullable=False),
    whose("learner_id", index=True),
    UniqueConstraint("room_id", "learner_id"),
)

room_events = Table(
    "room_events",
    metadata,
    Column("room_id", String(32), ForeignKey("rooms.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("key", String(120), nullable=False),
    Column("person_id", String(32), ForeignKey("room_people.id", ondelete="CASCADE"), index=True),
    Column("body", Text, nullable=False),
    UniqueConstraint("room_id", "key"),
)

room_drafts = Table(
    "room_drafts",
    metadata,
    Column("person_id", String(32), ForeignKey("room_people.id", ondelete="CASCADE"), primary_key=True),
    Column("room_id", String(32), ForeignKey("rooms.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("answer", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
