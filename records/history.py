"""What a trainee has answered so far, one line for each attempt: what dealing cards and judging topics need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from scoring.verdict import Certainty


@dataclass(frozen=True)
class Past:
    """One attempt. `credit` is the share of the verdict marks, from 0 to 1; `right` says that the code accepts it.

    `told` says that the trainee has seen what the code says, which an exam does at its end. `review_of` is the card
    that fell due and in whose stead this one was dealt.
    """

    card_id: str
    topic: str
    code_id: str
    sitting_id: str
    sitting_over: bool
    told: bool
    answered_at: datetime
    credit: float
    right: bool
    missed_prohibited: bool
    certainty: Certainty | None
    review_of: str | None = None


def under(history: Iterable[Past], code_id: str) -> list[Past]:
    """The attempts judged under one code. Codes are never added up: the same facts can carry different verdicts."""
    return [past for past in history if past.code_id == code_id]


def first_answers(history: Iterable[Past]) -> list[Past]:
    """The first answer to each card. A card met again tests memory of its verdict."""
    first: dict[str, Past] = {}
    for past in history:
        first.setdefault(past.card_id, past)
    return list(first.values())


def missed(history: Iterable[Past]) -> list[Past]:
    """The latest answers that the code does not accept: prohibited acts let pass first, the surest first among them."""
    latest = {past.card_id: past for past in history if past.told}
    wrong = [past for past in latest.values() if not past.right]
    return sorted(wrong, key=lambda past: (not past.missed_prohibited, -(past.certainty or 0), past.answered_at))


def answered_this_week(history: Sequence[Past], now: datetime) -> int:
    """How many cards were answered since Monday, by the days of `now`'s time zone."""
    monday = now.date() - timedelta(days=now.weekday())
    return sum(past.answered_at.astimezone(now.tzinfo).date() >= monday for past in history)
