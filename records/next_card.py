"""Which card comes next, and why."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from records.sitting import Reason
from scoring.card import Card

MOST_OF_ONE_TOPIC_IN_A_ROW = 2


def next_card(
    left: Sequence[Card], shown: Sequence[Card], times_answered: Mapping[str, int], seed: str
) -> tuple[Card, Reason] | None:
    """The next card of a sitting out of those `left`, and the reason for it; None when there are none.

    The partner of the card just shown comes first, because contrast teaches while both are in mind; then the cards
    answered least often. No topic comes three times in a row while there is another.
    `seed` settles ties, so that the same history deals the same card.
    """
    if not left:
        return None
    partner = next((card for card in left if shown and card.id == shown[-1].contrast), None)
    if partner:
        return partner, Reason.PARTNER
    fresh = [card for card in left if not _would_repeat_topic(card, shown)] or left
    fewest = min(times_answered.get(card.id, 0) for card in fresh)
    candidates = [card for card in fresh if times_answered.get(card.id, 0) == fewest]
    chosen = random.Random(f"{seed}/{len(shown)}").choice(candidates)
    return chosen, Reason.SEEN if fewest else Reason.NEW


def _would_repeat_topic(card: Card, shown: Sequence[Card]) -> bool:
    last = shown[-MOST_OF_ONE_TOPIC_IN_A_ROW:]
    return len(last) == MOST_OF_ONE_TOPIC_IN_A_ROW and all(card.topic == other.topic for other in last)
