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
    """When feedback comes."""

    PRACTICE = "practice"
    EXAM = "exam"


class Reason(Enum):
    """Why a card was dealt."""

    NEW = "new"
    PARTNER = "partner"
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


@dataclass(frozen=True)
class Dealt:
    """One card laid out in a sitting; positions count from 1. `twist` is the place of the what-if it will ask."""

    sitting_id: str
    position: int
    card_id: str
    edition: int
    twist: int
    reason: Reason
    dealt_at: datetime


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
