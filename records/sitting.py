"""A sitting, the cards dealt in it, and the attempts made: the facts that are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from scoring.answer import Answer, Depth, Part
from scoring.in_words import PartInWords
from scoring.rules import Scheme
from scoring.score import Score, Status


class Mode(Enum):
    """Which cards a sitting deals, and when feedback comes: at the end of an exam, else after each card."""

    PRACTICE = "practice"
    EXAM = "exam"
    DUE = "due"
    MISSED = "missed"


class Reason(Enum):
    """Why a card was dealt."""

    NEW = "new"
    PARTNER = "partner"
    DUE = "due"
    FIRM_UP = "firm_up"
    MISSED = "missed"
    SEEN = "seen"


@dataclass(frozen=True)
class Plan:
    """What the trainee chose. No topics means all of them."""

    code_id: str
    cards_n: int
    depth: Depth = Depth.FULL
    mode: Mode = Mode.PRACTICE
    scheme: Scheme = Scheme.NEAR_MISS
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sitting:
    """One run through several cards."""

    id: str
    learner_id: str
    plan: Plan
    seed: str
    deck: str
    started_at: datetime
    finished_at: datetime | None = None

    @property
    def tells(self) -> bool:
        """Whether the trainee may see what the code says of the cards answered so far."""
        return self.plan.mode is not Mode.EXAM or self.finished_at is not None


@dataclass(frozen=True)
class Dealt:
    """One card laid out in a sitting; positions count from 1. `twist` is the place of the what-if it will ask.

    `review_of` is the card that fell due and in whose stead this one was dealt.
    """

    sitting_id: str
    position: int
    card_id: str
    edition: int
    twist: int
    reason: Reason
    dealt_at: datetime
    review_of: str | None = None


@dataclass(frozen=True)
class Attempt:
    """One card answered once. `twist_is_over` is true once the what-if was answered or passed by."""

    id: str
    sitting_id: str
    position: int
    card_id: str
    edition: int
    topic: str
    answer: Answer
    answered_at: datetime
    twist_is_over: bool


@dataclass(frozen=True)
class Place:
    """Where a trainee stands: the last card dealt, and what became of it."""

    sitting: Sitting
    dealt: Dealt
    attempt: Attempt | None
    skipped: Status | None = None


@dataclass(frozen=True)
class Scored:
    """An attempt with its score and both in words: what is written down together."""

    attempt: Attempt
    score: Score
    words: Mapping[Part, PartInWords]
