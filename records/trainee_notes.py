"""What trainees keep for themselves and may change: a goal for the week, and a check of their own reasoning."""

from __future__ import annotations

from sqlalchemy import delete, insert, select, update

from records.database import Database
from records.rows import ticked
from records.tables import attempts, learners, self_checks

USUAL_GOAL = 10
"""Cards a week, until somebody chooses otherwise."""


class TraineeNotes:
    """The verbs for what is a trainee's own."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def weekly_goal(self, learner_id: str) -> int | None:
        """How many cards a week the learner means to answer; None when the goal is switched off."""
        with self.database.reading() as connection:
            found = connection.execute(select(learners.c.weekly_goal).where(learners.c.id == learner_id)).scalar()
        return (USUAL_GOAL if found is None else int(found)) or None

    def set_weekly_goal(self, learner_id: str, cards: int | None) -> None:
        """Keep another goal; None switches it off. Raises `NotSavedError` when it could not be written."""
        with self.database.writing() as connection:
            connection.execute(update(learners).where(learners.c.id == learner_id).values(weekly_goal=cards or 0))

    def self_checks(self, sitting_id: str) -> dict[str, frozenset[int]]:
        """The boxes ticked beside the reasoning of a sitting's attempts, by attempt."""
        query = select(self_checks).join(attempts).where(attempts.c.sitting_id == sitting_id)
        with self.database.reading() as connection:
            return {row.attempt_id: ticked(row.boxes) for row in connection.execute(query)}

    def set_self_checks(self, attempt_id: str, boxes: frozenset[int]) -> None:
        """Keep which boxes are ticked. Raises `NotSavedError` when it could not be written."""
        row = {"attempt_id": attempt_id, "boxes": sum(1 << box for box in boxes)}
        with self.database.writing() as connection:
            connection.execute(delete(self_checks).where(self_checks.c.attempt_id == attempt_id))
            connection.execute(insert(self_checks).values(row))
