"""Live rooms, their hosts, and kinds of wrong codes"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("wrong_codes", sa.Column("kind", sa.String(length=10), nullable=False, server_default="resume"))
    op.create_table(
        "hosts",
        sa.Column("learner_id", sa.String(length=32), nullable=False),
        sa.Column("admitted_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name="fk_hosts_learner_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("learner_id", name="pk_hosts"),
    )
    op.create_table(
        "host_tickets",
        sa.Column("ticket_hash", sa.String(length=64), nullable=False),
        sa.Column("learner_id", sa.String(length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name="fk_host_tickets_learner_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("ticket_hash", name="pk_host_tickets"),
    )
    op.create_table(
        "rooms",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("host_id", sa.String(length=32), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("deadline", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["host_id"], ["learners.id"], name="fk_rooms_host_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_rooms"),
        sa.UniqueConstraint("code", name="uq_rooms_code"),
    )
    op.create_index("ix_rooms_host_id", "rooms", ["host_id"], unique=False)
    op.create_index("ix_rooms_expires_at", "rooms", ["expires_at"], unique=False)
    op.create_table(
        "room_people",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("room_id", sa.String(length=32), nullable=False),
        sa.Column("learner_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name="fk_room_people_learner_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_room_people_room_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_room_people"),
        sa.UniqueConstraint("room_id", "learner_id", name="uq_room_people_room_id_learner_id"),
    )
    op.create_index("ix_room_people_learner_id", "room_people", ["learner_id"], unique=False)
    op.create_table(
        "room_events",
        sa.Column("room_id", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_room_events_room_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["room_people.id"], name="fk_room_events_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("room_id", "seq", name="pk_room_events"),
        sa.UniqueConstraint("room_id", "key", name="uq_room_events_room_id_key"),
    )
    op.create_index("ix_room_events_person_id", "room_events", ["person_id"], unique=False)
    op.create_table(
        "room_drafts",
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("room_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["room_people.id"], name="fk_room_drafts_person_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_room_drafts_room_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", name="pk_room_drafts"),
    )
    op.create_index("ix_room_drafts_room_id", "room_drafts", ["room_id"], unique=False)
