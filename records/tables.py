"""The tables, each row a fact. Facts about answers are added and never changed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An instant, kept in UTC. A time without a zone is refused: nobody could say later which one was meant."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        del dialect
        return None if value is None else value.replace(tzinfo=UTC)


def whose(column: str, **options: Any) -> Column[str]:
    """A column that names a learner, and goes with them."""
    return Column(column, String(32), ForeignKey("learners.id", ondelete="CASCADE"), nullable=False, **options)


learners = Table(
    "learners",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("since", Moment, nullable=False),
    Column("weekly_goal", Integer),  # cards a week; empty: never chosen; 0: switched off
)

devices = Table(
    "devices",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    whose("learner_id", index=True),
    Column("linked_at", Moment, nullable=False),
)

resume_codes = Table(
    "resume_codes",
    metadata,
    Column("selector", String(4), primary_key=True),
    whose("learner_id", unique=True),
    Column("salt", LargeBinary(16), nullable=False),
    Column("secret_hash", LargeBinary(32), nullable=False),
    Column("made_at", Moment, nullable=False),
)

wrong_codes = Table(
    "wrong_codes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("kind", String(10), nullable=False, server_default="resume"),  # resume, join or host
)

sittings = Table(
    "sittings",
    metadata,
    Column("id", String(32), primary_key=True),
    whose("learner_id", index=True),
    Column("code_id", String(60), nullable=False),
    Column("scheme", String(20), nullable=False),
    Column("depth", String(10), nullable=False),
    Column("mode", String(10), nullable=False),
    Column("topics", Text, nullable=False),  # ids separated by spaces; empty for all
    Column("cards_n", Integer, nullable=False),
    Column("seed", String(16), nullable=False),
    Column("deck", String(16), nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment),
)


def _place_in_sitting() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["sitting_id", "position"], ["dealt_cards.sitting_id", "dealt_cards.position"], ondelete="CASCADE"
    )


dealt_cards = Table(
    "dealt_cards",
    metadata,
    Column("sitting_id", String(32), ForeignKey("sittings.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),  # from 1
    Column("card_id", String(60), nullable=False),
    Column("edition", Integer, nullable=False),
    Column("twist", Integer, nullable=False),
    Column("reason", String(20), nullable=False),
    Column("dealt_at", Moment, nullable=False),
    Column("review_of", String(60)),  # the card that fell due, in whose stead this one was dealt
    UniqueConstraint("sitting_id", "card_id"),
)

skipped_cards = Table(
    "skipped_cards",
    metadata,
    Column("sitting_id", String(32), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("status", String(15), nullable=False),  # not_presented: the trainee passed; void: the card was withdrawn
    Column("at", Moment, nullable=False),
    _place_in_sitting(),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("sitting_id", String(32), nullable=False),
    Column("position", Integer, nullable=False),
    Column("card_id", String(60), nullable=False),
    Column("edition", Integer, nullable=False),
    Column("topic", String(60), nullable=False),
    Column("answered_at", Moment, nullable=False),
    Column("verdict", Integer),
    Column("certainty", Integer),
    Column("factors", Integer, nullable=False),  # bitmask over the card's own order
    Column("next_step", Integer),
    Column("standard", String(16)),
    Column("reasoning", Text, nullable=False),
    Column("key", Integer, nullable=False),
    Column("signed_steps", Integer),
    Column("missed_prohibited", Boolean, nullable=False),
    Column("chose_harm", Boolean, nullable=False),
    Column("certainty_marks", Integer),
    UniqueConstraint("sitting_id", "card_id"),
    _place_in_sitting(),
)

twist_answers = Table(
    "twist_answers",
    metadata,
    Column("attempt_id", String(32), ForeignKey("attempts.id", ondelete="CASCADE"), primary_key=True),
    Column("verdict", Integer),  # empty: the trainee passed it by
    Column("direction", String(12)),
    Column("answered_at", Moment, nullable=False),
)

part_scores = Table(
    "part_scores",
    metadata,
    Column("attempt_id", String(32), ForeignKey("attempts.id", ondelete="CASCADE"), primary_key=True),
    Column("part", String(12), primary_key=True),
    Column("status", String(15), nullable=False),
    Column("answer", Text, nullable=False),  # in words, as it stood when it was given
    Column("key", Text, nullable=False),
    Column("marks", Float, nullable=False),
    Column("out_of", Float, nullable=False),
    Column("chance", Float, nullable=False),
)

self_checks = Table(
    "self_checks",
    metadata,
    Column("attempt_id", String(32), ForeignKey("attempts.id", ondelete="CASCADE"), primary_key=True),
    Column("boxes", Integer, nullable=False),  # bitmask; the trainee may change it
)
