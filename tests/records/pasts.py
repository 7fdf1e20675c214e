"""Histories made for a test: the fields that matter are named there, the rest is plain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from records.history import Past
from tests.conftest import NOON

PLAIN = Past(
    card_id="market-in-june",
    topic="harbour",
    code_id="apa-2017",
    sitting_id="a sitting",
    sitting_over=True,
    told=True,
    answered_at=NOON,
    credit=1.0,
    right=True,
    missed_prohibited=False,
    certainty=None,
)


def past(card_id: str, days_ago: float = 0, *, credit: float = 1.0, **fields: Any) -> Past:
    """An attempt so many days before noon of the tests' day; right when its credit is full."""
    at = NOON - timedelta(days=days_ago)
    told: dict[str, Any] = {"card_id": card_id, "answered_at": at, "credit": credit, "right": credit == 1.0}
    return replace(PLAIN, **told | fields)


def topic_of(earned: Sequence[float], topic: str = "harbour", sittings: int = 2, **fields: Any) -> list[Past]:
    """One attempt for each credit, each at a card of its own, dealt over so many sittings."""
    return [
        past(f"{topic}-{place}", credit=credit, topic=topic, sitting_id=f"sitting {place % sittings}", **fields)
        for place, credit in enumerate(earned)
    ]
