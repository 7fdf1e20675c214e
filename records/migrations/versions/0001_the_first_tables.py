"""The first tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "learners",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_learners"),
    )
    op.create_table(
        "wrong_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_wrong_codes"),
    )
    op.create_index("ix_wrong_codes_at", "wrong_codes", ["at"], unique=False)
    op.create_table(
        "devices",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("learner_id", sa.String(length=32), nullable=False),
        sa.Column("linked_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name="fk_devices_learner_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_devices"),
    )
    op.create_index("ix_devices_learner_id", "devices", ["learner_id"], unique=False)
    op.create_table(
        "resume_codes",
        sa.Column("selector", sa.String(length=4), nullable=False),
        sa.Column("learner_id", sa.String(length=32), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name="fk_resume_codes_learner_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("selector", name="pk_resume_codes"),
        sa.UniqueConstraint("learner_id", name="uq_resume_codes_learner_id"),
    )
    op.create_table(
        "sittings",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("learner_id", sa.String(length=32), nullable=False),
        sa.Column("code_id", sa.String(length=60), nullable=False),
        sa.Column("scheme", sa.String(length=20), nullable=False),
        sa.Column("depth", sa.String(length=10), nullable=False),
        sa.Column("mode", sa.String(length=10), nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.Column("cards_n", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(length=16), nullable=False),
        sa.Column("deck", sa.String(length=16), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name="fk_sittings_learner_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_sittings"),
    )
    op.create_index("ix_sittings_learner_id", "sittings", ["learner_id"], unique=False)
    op.create_table(
        "dealt_cards",
        sa.Column("sitting_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("card_id", sa.String(length=60), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("twist", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("dealt_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["sitting_id"], ["sittings.id"], name="fk_dealt_cards_sitting_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("sitting_id", "position", name="pk_dealt_cards"),
        sa.UniqueConstraint("sitting_id", "card_id", name="uq_dealt_cards_sitting_id_card_id"),
    )
    op.create_table(
        "attempts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("sitting_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.String(length=60), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=60), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=False),
        sa.Column("verdict", sa.Integer(), nullable=True),
        sa.Column("certainty", sa.Integer(), nullable=True),
        sa.Column("factors", sa.Integer(), nullable=False),
        sa.Column("next_step", sa.Integer(), nullable=True),
        sa.Column("standard", sa.String(length=16), nullable=True),
        sa.Column("reasoning", sa.Text(), nullable=False),
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("signed_steps", sa.Integer(), nullable=True),
        sa.Column("missed_prohibited", sa.Boolean(), nullable=False),
        sa.Column("chose_harm", sa.Boolean(), nullable=False),
        sa.Column("certainty_marks", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["sitting_id", "position"],
            ["dealt_cards.sitting_id", "dealt_cards.position"],
            name="fk_attempts_sitting_id_position",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_attempts"),
        sa.UniqueConstraint("sitting_id", "card_id", name="uq_attempts_sitting_id_card_id"),
    )
    op.create_table(
        "skipped_cards",
        sa.Column("sitting_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("status", sa.String(length=15), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sitting_id", "position"],
            ["dealt_cards.sitting_id", "dealt_cards.position"],
            name="fk_skipped_cards_sitting_id_position",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("sitting_id", "position", name="pk_skipped_cards"),
    )
    op.create_table(
        "part_scores",
        sa.Column("attempt_id", sa.String(length=32), nullable=False),
        sa.Column("part", sa.String(length=12), nullable=False),
        sa.Column("status", sa.String(length=15), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("marks", sa.Float(), nullable=False),
        sa.Column("out_of", sa.Float(), nullable=False),
        sa.Column("chance", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name="fk_part_scores_attempt_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("attempt_id", "part", name="pk_part_scores"),
    )
    op.create_table(
        "twist_answers",
        sa.Column("attempt_id", sa.String(length=32), nullable=False),
        sa.Column("verdict", sa.Integer(), nullable=True),
        sa.Column("direction", sa.String(length=12), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempts.id"], name="fk_twist_answers_attempt_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("attempt_id", name="pk_twist_answers"),
    )
