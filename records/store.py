"""What happened in sittings: written once, read back as frozen facts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, insert, or_, select, update

from records.database import Database
from records.history import Past
from records.rows import (
    attempt_of,
    attempt_row,
    dealt_of,
    dealt_row,
    level,
    part_rows,
    past_of,
    sitting_of,
    sitting_row,
)
from records.sitting import Attempt, Dealt, Mode, Place, Scored, Sitting
from records.tables import (
    attempts,
    dealt_cards,
    part_scores,
    sittings,
    skipped_cards,
    twist_answers,
)
from scoring.answer import Part
from scoring.score import Status


class Store:
    """The verbs of practice over one database. Every writing verb may be repeated without a second effect."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def add_sitting(self, sitting: Sitting) -> None:
        """Keep a sitting that begins."""
        with self.database.writing() as connection:
            connection.execute(insert(sittings).values(sitting_row(sitting)))

    def sitting(self, sitting_id: str, learner_id: str) -> Sitting | None:
        """The sitting, if it is this learner's."""
        with self.database.reading() as connection:
            row = connection.execute(
                select(sittings).where(sittings.c.id == sitting_id, sittings.c.learner_id == learner_id)
            ).one_or_none()
        return sitting_of(row) if row else None

    def sittings(self, learner_id: str) -> list[Sitting]:
        """The learner's sittings, the newest first."""
        newest = select(sittings).where(sittings.c.learner_id == learner_id).order_by(sittings.c.started_at.desc())
        with self.database.reading() as connection:
            return [sitting_of(row) for row in connection.execute(newest)]

    def finish(self, sitting_id: str, now: datetime) -> None:
        """Note when the sitting ended; the first time counts."""
        with self.database.writing() as connection:
            connection.execute(
                update(sittings)
                .where(sittings.c.id == sitting_id, sittings.c.finished_at.is_(None))
                .values(finished_at=now)
            )

    def deal(self, dealt: Dealt) -> None:
        """Lay out a card, unless its position or the card itself was dealt in this sitting before."""
        with self.database.writing() as connection:
            self.database.add_once(connection, dealt_cards, dealt_row(dealt))

    def dealt(self, sitting_id: str) -> list[Dealt]:
        """The cards laid out in a sitting, in order."""
        in_order = select(dealt_cards).where(dealt_cards.c.sitting_id == sitting_id).order_by(dealt_cards.c.position)
        with self.database.reading() as connection:
            return [dealt_of(row) for row in connection.execute(in_order)]

    def place(self, sitting: Sitting) -> Place | None:
        """The last card dealt and what became of it; None before the first."""
        last = (
            select(dealt_cards, skipped_cards.c.status.label("skipped"))
            .outerjoin(skipped_cards, _same_place(skipped_cards))
            .where(dealt_cards.c.sitting_id == sitting.id)
            .order_by(dealt_cards.c.position.desc())
            .limit(1)
        )
        with self.database.reading() as connection:
            row = connection.execute(last).one_or_none()
            if row is None:
                return None
            attempt = connection.execute(
                _attempts_with_twists().where(attempts.c.sitting_id == sitting.id, attempts.c.card_id == row.card_id)
            ).one_or_none()
        return Place(
            sitting=sitting,
            dealt=dealt_of(row),
            attempt=attempt_of(attempt) if attempt else None,
            skipped=Status(row.skipped) if row.skipped else None,
        )

    def skip(self, dealt: Dealt, status: Status, now: datetime) -> None:
        """Note that a dealt card was passed (`NOT_PRESENTED`) or withdrawn (`VOID`)."""
        with self.database.writing() as connection:
            row = {"sitting_id": dealt.sitting_id, "position": dealt.position, "status": status.value, "at": now}
            self.database.add_once(connection, skipped_cards, row)

    def add_attempt(self, scored: Scored) -> bool:
        """Keep an answer with its score, all or nothing.

        Returns False, and changes nothing, when the card was answered in this sitting before. When this returns, the
        answer is on disk. Raises `NotSavedError` when it could not be written.
        """
        attempt = scored.attempt
        with self.database.writing() as connection:
            is_new = self.database.add_once(connection, attempts, attempt_row(attempt, scored.score))
            if is_new:
                connection.execute(insert(part_scores), part_rows(attempt.id, scored))
        return is_new

    def add_twist_answer(self, scored: Scored, now: datetime) -> bool:
        """Keep the answer to the what-if, or that it was passed by. False when it was over before."""
        attempt, score = scored.attempt, scored.score
        row = {
            "attempt_id": attempt.id,
            "verdict": level(attempt.answer.twist_verdict),
            "direction": score.direction.value if score.direction else None,
            "answered_at": now,
        }
        with self.database.writing() as connection:
            is_new = self.database.add_once(connection, twist_answers, row)
            if is_new:
                rows = [row for row in part_rows(attempt.id, scored) if row["part"] == Part.TWIST.value]
                connection.execute(insert(part_scores), rows)
        return is_new

    def attempts(self, learner_id: str, sitting_ids: Iterable[str] = ()) -> list[Attempt]:
        """The learner's attempts in the order they were made; of some sittings, or of all."""
        query = _attempts_with_twists().join(sittings, sittings.c.id == attempts.c.sitting_id)
        query = query.where(sittings.c.learner_id == learner_id)
        wanted = list(sitting_ids)
        if wanted:
            query = query.where(attempts.c.sitting_id.in_(wanted))
        with self.database.reading() as connection:
            rows = connection.execute(query.order_by(attempts.c.answered_at, attempts.c.position))
            return [attempt_of(row) for row in rows]

    def history(self, learner_id: str) -> list[Past]:
        """The learner's attempts in the order they were made, as dealing and judging topics need them."""
        query = (
            select(
                sittings.c.code_id,
                sittings.c.mode,
                sittings.c.finished_at,
                attempts,
                dealt_cards.c.review_of,
                part_scores.c.marks,
                part_scores.c.out_of,
            )
            .join(sittings, sittings.c.id == attempts.c.sitting_id)
            .join(dealt_cards, _same_place(attempts))
            .join(
                part_scores,
                and_(part_scores.c.attempt_id == attempts.c.id, part_scores.c.part == Part.VERDICT.value),
            )
            .where(sittings.c.learner_id == learner_id)
            .order_by(attempts.c.answered_at, attempts.c.position)
        )
        with self.database.reading() as connection:
            return [past_of(row) for row in connection.execute(query)]

    def part_rows(self, learner_id: str, sitting_id: str | None = None) -> list[dict[str, Any]]:
        """One row for each part of each attempt, with what is known of the attempt and the sitting.

        An exam tells nothing before its end: while it goes on it has no rows here.
        """
        query = (
            select(
                sittings.c.id.label("sitting_id"),
                sittings.c.learner_id,
                sittings.c.code_id,
                sittings.c.scheme,
                sittings.c.depth,
                sittings.c.mode,
                sittings.c.deck,
                sittings.c.started_at,
                sittings.c.finished_at,
                *(column for column in attempts.c if column.name not in ("id", "sitting_id")),
                attempts.c.id.label("attempt_id"),
                *(column for column in part_scores.c if column.name not in ("attempt_id", "key")),
                part_scores.c.key.label("part_key"),
                twist_answers.c.direction,
            )
            .select_from(part_scores)
            .join(attempts, attempts.c.id == part_scores.c.attempt_id)
            .join(sittings, sittings.c.id == attempts.c.sitting_id)
            .outerjoin(twist_answers, twist_answers.c.attempt_id == attempts.c.id)
            .where(
                sittings.c.learner_id == learner_id,
                or_(sittings.c.mode != Mode.EXAM.value, sittings.c.finished_at.is_not(None)),
            )
            .order_by(sittings.c.started_at, attempts.c.position)
        )
        if sitting_id:
            query = query.where(sittings.c.id == sitting_id)
        with self.database.reading() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]

    def skipped(self, sitting_id: str) -> int:
        """How many cards of a sitting were passed or withdrawn."""
        query = select(func.count()).select_from(skipped_cards).where(skipped_cards.c.sitting_id == sitting_id)
        with self.database.reading() as connection:
            return int(connection.execute(query).scalar_one())


def _same_place(table: Any) -> Any:
    return and_(table.c.sitting_id == dealt_cards.c.sitting_id, table.c.position == dealt_cards.c.position)


def _attempts_with_twists() -> Any:
    return (
        select(
            attempts,
            dealt_cards.c.twist,
            twist_answers.c.verdict.label("twist_verdict"),
            twist_answers.c.answered_at.label("twist_over_at"),
        )
        .join(dealt_cards, _same_place(attempts))
        .outerjoin(twist_answers, twist_answers.c.attempt_id == attempts.c.id)
    )
