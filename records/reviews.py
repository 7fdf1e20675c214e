"""When a lesson comes back, and as which card.

Gaps are fixed: an expanding schedule is as good as a clever one (Latimier, Peyre and Ramus 2021, Educational Psychology
Review 33:959). A card met again tests memory of its verdict, so an unseen card of the same kind is dealt in its stead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from records.history import Past
from scoring.card import Card

GAPS = (1, 3, 7, 14)
"""Days between reviews."""


@dataclass(frozen=True)
class Review:
    """A lesson that comes back on `due`. `card_id` is the card that taught it last, `rung` its place in `GAPS`."""

    card_id: str
    topic: str
    rung: int
    due: date

    def is_due(self, today: date) -> bool:
        """Whether it should come back today."""
        return self.due <= today

    def overdue(self, today: date) -> float:
        """How late it is as a share of its gap, from 0 to 1."""
        return min(1.0, max(0, (today - self.due).days) / GAPS[self.rung])


def reviews(history: Iterable[Past], zone: tzinfo | None) -> list[Review]:
    """Every lesson that is still to come back, the earliest first. Days are reckoned in `zone`.

    A wrong verdict brings the lesson back after a day; each right one moves it to the next gap, a new card that was
    judged right straight to the second; after the last gap it is done. The card that was dealt in a lesson's stead
    carries the lesson on.
    """
    waiting: dict[str, Review] = {}
    for past in history:
        if not past.told:
            continue
        before = waiting.pop(past.review_of or past.card_id, None) or waiting.pop(past.card_id, None)
        rung = (before.rung if before else 0) + 1 if past.right else 0
        if rung < len(GAPS):
            due = past.answered_at.astimezone(zone).date() + timedelta(days=GAPS[rung])
            waiting[past.card_id] = Review(past.card_id, past.topic, rung, due)
    return sorted(waiting.values(), key=lambda review: (review.due, review.card_id))


def due_reviews(history: Iterable[Past], now: datetime) -> list[Review]:
    """The lessons that should come back today, the longest due first."""
    return [review for review in reviews(history, now.tzinfo) if review.is_due(now.date())]


def sisters(review: Review, cards: Mapping[str, Card], left: Sequence[Card], seen: set[str]) -> list[Card]:
    """The cards out of `left` that can carry the lesson, equally well.

    Unseen ones before all: the contrast partner, then cards of the topic with the same tie, then others of the topic.
    Without any, the card itself.
    """
    own = cards.get(review.card_id)
    unseen = [card for card in left if card.topic == review.topic and card.id not in seen]
    if own:
        partner = [card for card in unseen if card.id == own.contrast]
        alike = [card for card in unseen if card.situation.relation is own.situation.relation]
        unseen = partner or alike or unseen
    return unseen or [card for card in left if card.id == review.card_id]
