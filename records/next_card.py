"""Which card comes next, and why: one pure choice out of history, deck, plan, seed and the moment."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from records.estimates import FEWEST, Standing, TopicEstimate, topic_estimates
from records.history import Past, missed, under
from records.reviews import due_reviews, sisters
from records.sitting import Dealt, Mode, Plan, Reason
from scoring.card import Card

MOST_OF_ONE_TOPIC_IN_A_ROW = 2
SOLID_TURN = 4
"""Every fourth card comes from a topic that is solid already, so that it stays so."""
PARTNER_WEIGHT, DUE_WEIGHT, OVERDUE_WEIGHT, SEEN_WEIGHT = 0.5, 0.5, 0.5, -2.0


@dataclass(frozen=True)
class Choice:
    """A card and the reason it is dealt; for a review, the card whose lesson it carries on."""

    card: Card
    reason: Reason
    review_of: str | None = None


@dataclass(frozen=True)
class Table:
    """What the choice rests on. `cards` are those of the plan's code and topics, `dealt` those of this sitting."""

    history: Sequence[Past]
    cards: Mapping[str, Card]
    dealt: Sequence[Dealt]
    plan: Plan
    seed: str
    now: datetime

    @cached_property
    def left(self) -> list[Card]:
        """The cards this sitting has not dealt, those first that would not be a third of one topic in a row."""
        out = {one.card_id for one in self.dealt}
        left = [card for card in self.cards.values() if card.id not in out]
        return [card for card in left if not self._would_repeat_topic(card)] or left

    @cached_property
    def seen(self) -> set[str]:
        """Every card answered before, under whichever code."""
        return {past.card_id for past in self.history}

    @cached_property
    def judged(self) -> list[Past]:
        """The attempts under the plan's code."""
        return under(self.history, self.plan.code_id)

    @property
    def last(self) -> Card | None:
        """The card dealt just before."""
        return self.cards.get(self.dealt[-1].card_id) if self.dealt else None

    def one_of(self, cards: Sequence[Card]) -> Card:
        """One of several that fit equally well; the same one each time it is asked."""
        return random.Random(f"{self.seed}/{len(self.dealt)}").choice(sorted(cards, key=lambda card: card.id))

    def _would_repeat_topic(self, card: Card) -> bool:
        last = self.dealt[-MOST_OF_ONE_TOPIC_IN_A_ROW:]
        topics = {self.cards[one.card_id].topic for one in last if one.card_id in self.cards}
        return len(last) == MOST_OF_ONE_TOPIC_IN_A_ROW and topics == {card.topic}


def next_card(table: Table) -> Choice | None:
    """The card to deal next; None when the sitting has none left."""
    return CHOOSING[table.plan.mode](table) if table.left else None


def _practice(table: Table) -> Choice:
    """New cards until each topic has five, then the topics least known; due lessons and the last card's partner first.

    Contrast teaches while both cards are in mind (Birnbaum, Kornell, Bjork and Bjork 2013, Memory & Cognition 41:392).
    """
    topics = {one.topic: one for one in topic_estimates(table.judged)}
    due = _due_cards(table)
    weight = {card.id: _weight(card, table, topics, due) for card in table.left}
    pool = _solid_turn(_thin_first(table, topics), table, topics)
    best = max(weight[card.id] for card in pool)
    card = table.one_of([card for card in pool if weight[card.id] == best])
    lesson = due[card.id][0] if card.id in due else None
    if _is_partner(card, table.last):
        return Choice(card, Reason.PARTNER, lesson)
    return Choice(card, Reason.DUE if lesson else _reason(card, table, topics), lesson)


def _due_cards(table: Table) -> dict[str, tuple[str, float]]:
    """For each card that can carry a due lesson: the lesson's card, and how overdue it is."""
    found: dict[str, tuple[str, float]] = {}
    for review in due_reviews(table.judged, table.now):
        for card in sisters(review, table.cards, table.left, table.seen):
            found.setdefault(card.id, (review.card_id, review.overdue(table.now.date())))
    return found


def _weight(
    card: Card, table: Table, topics: Mapping[str, TopicEstimate], due: Mapping[str, tuple[str, float]]
) -> float:
    known = topics[card.topic].interval.low if card.topic in topics else 0.0
    weight = 1 - known
    if card.id in due:
        weight += DUE_WEIGHT + OVERDUE_WEIGHT * due[card.id][1]
    elif card.id in table.seen:
        weight += SEEN_WEIGHT
    return weight + (PARTNER_WEIGHT if _is_partner(card, table.last) else 0)


def _is_partner(card: Card, last: Card | None) -> bool:
    return last is not None and last.contrast == card.id


def _thin_first(table: Table, topics: Mapping[str, TopicEstimate]) -> list[Card]:
    unseen = [card for card in table.left if card.id not in table.seen]
    thin = [card for card in unseen if card.topic not in topics or topics[card.topic].n < FEWEST]
    return thin or table.left


def _solid_turn(pool: list[Card], table: Table, topics: Mapping[str, TopicEstimate]) -> list[Card]:
    solid = {topic for topic, one in topics.items() if one.standing is Standing.SOLID}
    is_turn = (len(table.dealt) + 1) % SOLID_TURN == 0
    return [card for card in pool if (card.topic in solid) == is_turn] or pool


def _reason(card: Card, table: Table, topics: Mapping[str, TopicEstimate]) -> Reason:
    if card.id in table.seen:
        return Reason.SEEN
    is_known = card.topic in topics and topics[card.topic].n >= FEWEST
    return Reason.FIRM_UP if is_known and topics[card.topic].standing is not Standing.SOLID else Reason.NEW


def _exam(table: Table) -> Choice:
    """Cards answered least often, partners apart: an exam asks for the verdict and should not point at the fact."""
    out = {one.card_id for one in table.dealt}
    apart = [card for card in table.left if card.contrast not in out] or table.left
    times = Counter(past.card_id for past in table.history)
    fewest = min(times[card.id] for card in apart)
    card = table.one_of([card for card in apart if times[card.id] == fewest])
    return Choice(card, Reason.SEEN if fewest else Reason.NEW)


def _due(table: Table) -> Choice | None:
    """The lesson longest due that this sitting has not taken up yet."""
    taken_up = {one.review_of for one in table.dealt}
    for review in due_reviews(table.judged, table.now):
        cards = sisters(review, table.cards, table.left, table.seen)
        if cards and review.card_id not in taken_up:
            return Choice(table.one_of(cards), Reason.DUE, review.card_id)
    return None


def _missed(table: Table) -> Choice | None:
    """What was missed last time, the gravest first."""
    left = {card.id for card in table.left}
    wrong = next((past for past in missed(table.judged) if past.card_id in left), None)
    return Choice(table.cards[wrong.card_id], Reason.MISSED) if wrong else None


CHOOSING: Mapping[Mode, Callable[[Table], Choice | None]] = {
    Mode.PRACTICE: _practice,
    Mode.EXAM: _exam,
    Mode.DUE: _due,
    Mode.MISSED: _missed,
}


def how_many(table: Table) -> int:
    """How many cards a sitting of the plan's mode could deal."""
    if table.plan.mode is Mode.DUE:
        return sum(
            bool(sisters(review, table.cards, table.left, table.seen))
            for review in due_reviews(table.judged, table.now)
        )
    if table.plan.mode is Mode.MISSED:
        return sum(past.card_id in table.cards for past in missed(table.judged))
    return len(table.cards)
