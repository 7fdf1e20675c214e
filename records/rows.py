"""Between frozen facts and the rows that keep them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from records.history import Past
from records.sitting import Attempt, Dealt, Mode, Plan, Reason, Scored, Sitting
from scoring.answer import Answer, Depth
from scoring.in_words import PartInWords
from scoring.rules import Scheme
from scoring.score import PartScore, Score, Status
from scoring.verdict import Certainty, Verdict


def level(verdict: Verdict | None) -> int | None:
    """The step a verdict is kept as."""
    return None if verdict is None else verdict.level


def ticked(mask: int) -> frozenset[int]:
    """The places a bitmask keeps."""
    return frozenset(place for place in range(mask.bit_length()) if mask >> place & 1)


def _verdict(level: int | None) -> Verdict | None:
    return None if level is None else Verdict.at(level)


def sitting_row(sitting: Sitting) -> dict[str, Any]:
    """A sitting as it is kept."""
    plan = sitting.plan
    return {
        "id": sitting.id,
        "learner_id": sitting.learner_id,
        "code_id": plan.code_id,
        "scheme": plan.scheme.value,
        "depth": plan.depth.value,
        "mode": plan.mode.value,
        "topics": " ".join(plan.topics),
        "cards_n": plan.cards_n,
        "seed": sitting.seed,
        "deck": sitting.deck,
        "started_at": sitting.started_at,
        "finished_at": sitting.finished_at,
    }


def sitting_of(row: Row[Any]) -> Sitting:
    """The sitting a row keeps."""
    plan = Plan(
        code_id=row.code_id,
        cards_n=row.cards_n,
        depth=Depth(row.depth),
        mode=Mode(row.mode),
        scheme=Scheme(row.scheme),
        topics=tuple(row.topics.split()),
    )
    return Sitting(row.id, row.learner_id, plan, row.seed, row.deck, row.started_at, row.finished_at)


def dealt_row(dealt: Dealt) -> dict[str, Any]:
    """A dealt card as it is kept."""
    return {**vars(dealt), "reason": dealt.reason.value}


def dealt_of(row: Row[Any]) -> Dealt:
    """The dealt card a row keeps."""
    return Dealt(
        sitting_id=row.sitting_id,
        position=row.position,
        card_id=row.card_id,
        edition=row.edition,
        twist=row.twist,
        reason=Reason(row.reason),
        dealt_at=row.dealt_at,
        review_of=row.review_of,
    )


def past_of(row: Row[Any]) -> Past:
    """What a row of the history query says of one attempt."""
    return Past(
        card_id=row.card_id,
        topic=row.topic,
        code_id=row.code_id,
        sitting_id=row.sitting_id,
        sitting_over=row.finished_at is not None,
        told=row.finished_at is not None or Mode(row.mode) is not Mode.EXAM,
        answered_at=row.answered_at,
        credit=row.marks / row.out_of,
        right=row.signed_steps == 0,
        missed_prohibited=row.missed_prohibited,
        certainty=None if row.certainty is None else Certainty(row.certainty),
        review_of=row.review_of,
    )


def attempt_row(attempt: Attempt, score: Score) -> dict[str, Any]:
    """An attempt as it is kept, with what its score says of the whole answer."""
    answer = attempt.answer
    return {
        "id": attempt.id,
        "sitting_id": attempt.sitting_id,
        "position": attempt.position,
        "card_id": attempt.card_id,
        "edition": attempt.edition,
        "topic": attempt.topic,
        "answered_at": attempt.answered_at,
        "verdict": level(answer.verdict),
        "certainty": answer.certainty,
        "factors": sum(1 << place for place in answer.factors),
        "next_step": answer.next_step,
        "standard": answer.standard,
        "reasoning": answer.reasoning,
        "key": score.key.level,
        "signed_steps": score.signed_steps,
        "missed_prohibited": score.missed_prohibited,
        "chose_harm": score.chose_harm,
        "certainty_marks": score.certainty_marks,
    }


def attempt_of(row: Row[Any]) -> Attempt:
    """The attempt a row of `attempts`, with its what-if, keeps."""
    answer = Answer(
        verdict=_verdict(row.verdict),
        certainty=None if row.certainty is None else Certainty(row.certainty),
        factors=ticked(row.factors),
        next_step=row.next_step,
        standard=row.standard,
        reasoning=row.reasoning,
        twist=row.twist,
        twist_verdict=_verdict(row.twist_verdict),
    )
    return Attempt(
        id=row.id,
        sitting_id=row.sitting_id,
        position=row.position,
        card_id=row.card_id,
        edition=row.edition,
        topic=row.topic,
        answer=answer,
        answered_at=row.answered_at,
        twist_is_over=row.twist_over_at is not None,
    )


def part_rows(attempt_id: str, scored: Scored) -> list[dict[str, Any]]:
    """The marks of every part that was reached, as they are kept."""
    reached = [part for part in scored.score.parts if part.status is not Status.NOT_REACHED]
    return [_part_row(attempt_id, part, scored.words[part.part]) for part in reached]


def _part_row(attempt_id: str, part: PartScore, words: PartInWords) -> dict[str, Any]:
    return {
        "attempt_id": attempt_id,
        "part": part.part.value,
        "status": part.status.value,
        "answer": words.answer,
        "key": words.key,
        "marks": part.marks,
        "out_of": part.out_of,
        "chance": part.chance,
    }
