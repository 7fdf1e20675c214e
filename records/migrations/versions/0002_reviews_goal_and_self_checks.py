"""Reviews, a weekly goal, and what trainees say of their own reasoning"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("dealt_cards", sa.Column("review_of", sa.String(length=60), nullable=True))
    op.add_column("learners", sa.Column("weekly_goal", sa.Integer(), nullable=True))
    op.create_table(
        "self_checks",
        sa.Column("attempt_id", sa.String(length=32), nullable=False),
        sa.Column("boxes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name="fk_self_checks_attempt_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("attempt_id", name="pk_self_checks"),
    )
