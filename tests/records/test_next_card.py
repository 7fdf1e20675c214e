"""The choice of the next card: same past, same card; every rule of the policy, and that it always ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.history import Past
from records.next_card import Choice, Table, how_many, next_card
from records.sitting import Dealt, Mode, Plan, Reason
from scoring.card import Card
from scoring.deck import Deck, load_deck
from tests.conftest import NOON, ROOT
from tests.records.pasts import past, topic_of

PLAN = Plan("apa-2017", 10)
SHIPPED = load_deck(ROOT / "scenarios")


def table(
    cards: Mapping[str, Card],
    history: Sequence[Past] = (),
    dealt: Sequence[Dealt] = (),
    mode: Mode = Mode.PRACTICE,
    seed: str = "seed",
) -> Table:
    return Table(history, cards, dealt, replace(PLAN, mode=mode), seed, NOON)


def laid_out(choice: Choice, position: int) -> Dealt:
    return Dealt("a sitting", position, choice.card.id, 1, 0, choice.reason, NOON, choice.review_of)


def deal(start: Table, most: int = 200) -> list[Choice]:
    """Every card such a sitting would deal, if nothing were answered meanwhile."""
    choices: list[Choice] = []
    while len(choices) < most:
        dealt = [laid_out(choice, place) for place, choice in enumerate(choices, 1)]
        choice = next_card(replace(start, dealt=dealt))
        if choice is None:
            break
        choices.append(choice)
    return choices


@pytest.fixture(scope="module")
def cards() -> dict[str, Card]:
    return {card.id: card for card in SHIPPED.under("apa-2017")}


def of_topic(cards: Mapping[str, Card], topic: str) -> list[Card]:
    return [card for card in cards.values() if card.topic == topic]


@given(
    seed=st.text(max_size=8),
    mode=st.sampled_from(Mode),
    answered=st.lists(
        st.tuples(st.sampled_from(sorted(SHIPPED.cards)), st.integers(0, 40), st.sampled_from([0.0, 0.5, 1.0])),
        max_size=60,
    ),
)
def test_whatever_came_before_no_card_is_dealt_twice_and_the_sitting_ends(
    seed: str, mode: Mode, answered: list[tuple[str, int, float]]
) -> None:
    cards = {card.id: card for card in SHIPPED.under("apa-2017")}
    history = [
        past(card_id, days, credit=credit, topic=SHIPPED.cards[card_id].topic)
        for card_id, days, credit in sorted(answered, key=lambda one: -one[1])
    ]
    start = table(cards, history, mode=mode, seed=seed)
    dealt = [choice.card.id for choice in deal(start, 12)]
    assert len(dealt) == len(set(dealt))
    assert (not dealt) == (how_many(start) == 0)
    assert dealt == [choice.card.id for choice in deal(start, 12)]


def test_every_card_of_the_plan_is_dealt_once(cards: dict[str, Card]) -> None:
    assert sorted(choice.card.id for choice in deal(table(cards))) == sorted(cards)


def test_no_topic_comes_three_times_in_a_row_while_there_is_another(cards: dict[str, Card]) -> None:
    topics = [choice.card.topic for choice in deal(table(cards), 40)]
    assert all(len(set(topics[place : place + 3])) > 1 for place in range(len(topics) - 2))


def test_the_partner_comes_next_and_says_so(cards: dict[str, Card]) -> None:
    choices = deal(table(cards), 60)
    partners = [(before, after) for before, after in pairwise(choices) if after.reason is Reason.PARTNER]
    assert partners
    assert all(before.card.contrast == after.card.id for before, after in partners)


def test_new_cards_come_first_until_each_topic_has_five(cards: dict[str, Card]) -> None:
    topics = sorted({card.topic for card in cards.values()})
    thin = of_topic(cards, topics[-1])
    history = [
        past(card.id, 1, topic=card.topic, credit=0.0) for topic in topics[:-1] for card in of_topic(cards, topic)[:5]
    ] + [past(card.id, 1, topic=card.topic) for card in thin[:4]]
    [choice] = deal(table(cards, history), 1)
    assert choice.card.topic == topics[-1]


def test_after_that_the_topic_least_known_comes_first(cards: dict[str, Card]) -> None:
    topics = sorted({card.topic for card in cards.values()})
    weak = topics[3]
    history = [
        past(card.id, 2, topic=topic, credit=0.5 if topic == weak else 1.0, sitting_id=f"sitting {place % 2}")
        for topic in topics
        for place, card in enumerate(of_topic(cards, topic)[:5])
    ]
    untaught = [replace(one, told=False) for one in history]  # no review falls due
    [choice] = deal(table(cards, untaught), 1)
    assert (choice.card.topic, choice.reason) == (weak, Reason.FIRM_UP)


def test_one_card_in_four_comes_from_a_topic_that_is_solid(cards: dict[str, Card]) -> None:
    solid = max({card.topic for card in cards.values()}, key=lambda topic: len(of_topic(cards, topic)))
    history = [replace(one, told=False) for one in topic_of([1.0] * 10, topic=solid)]
    others = {one.topic for one in cards.values()} - {solid}
    history += [
        past(f"{topic}-{place}", 2, topic=topic, credit=0.5, told=False) for topic in others for place in range(5)
    ]
    topics = [choice.card.topic == solid for choice in deal(table(cards, history), 8)]
    assert topics == [False, False, False, True, False, False, False, True]


def test_a_review_that_fell_due_brings_an_unseen_sister(cards: dict[str, Card]) -> None:
    card = cards["coffee-three-years-on"]
    history = [past(card.id, 2, topic=card.topic, credit=0.0)]
    [choice] = deal(table(cards, history, mode=Mode.DUE))
    assert (choice.card.id, choice.reason, choice.review_of) == (card.contrast, Reason.DUE, card.id)


def test_when_every_sister_was_seen_the_card_itself_comes_back(cards: dict[str, Card]) -> None:
    topic = of_topic(cards, "former-client-friendship")
    history = [past(topic[0].id, 2, topic=topic[0].topic, credit=0.0)]
    history += [past(card.id, 1, topic=card.topic) for card in topic[1:]]
    [choice] = deal(table(cards, history, mode=Mode.DUE))
    assert (choice.card.id, choice.review_of) == (topic[0].id, topic[0].id)


def test_what_i_missed_brings_the_same_cards_the_gravest_first(cards: dict[str, Card]) -> None:
    slip, passed = list(cards.values())[:2]
    history = [
        past(slip.id, 3, credit=0.5, topic=slip.topic),
        past(passed.id, 2, credit=0.0, topic=passed.topic, missed_prohibited=True),
        past(list(cards)[5], 1),
    ]
    choices = deal(table(cards, history, mode=Mode.MISSED))
    assert [(choice.card.id, choice.reason) for choice in choices] == [
        (passed.id, Reason.MISSED),
        (slip.id, Reason.MISSED),
    ]


def test_an_exam_keeps_partners_apart_and_cards_never_seen_first(cards: dict[str, Card]) -> None:
    seen = [past(card_id, 3) for card_id in list(cards)[:20]]
    choices = deal(table(cards, seen, mode=Mode.EXAM), 20)
    assert {choice.reason for choice in choices} == {Reason.NEW}
    dealt = [choice.card for choice in choices]
    assert not any(card.contrast in {other.id for other in dealt} for card in dealt)


def test_an_overdue_review_weighs_more_than_one_due_today(cards: dict[str, Card]) -> None:
    """Both topics have five answers that were all right; one lesson is due today, one has waited for a month."""
    today, late = "former-client-friendship", "gifts-and-bartering"
    late_one = of_topic(cards, late)[0]
    history = [past(late_one.id, 40, topic=late)] + [
        past(card.id, 3, topic=topic, told=topic == today)
        for topic in sorted({card.topic for card in cards.values()})
        for card in of_topic(cards, topic)[:5]
        if card is not late_one
    ]
    [choice] = deal(table(cards, history), 1)
    assert (choice.card.topic, choice.review_of) == (late, late_one.id)


def test_the_same_past_and_seed_deal_the_same_card_and_another_seed_may_deal_another(deck: Deck) -> None:
    first = {next_card(table(deck.cards, seed=str(seed))).card.id for seed in range(20)}  # type: ignore[union-attr]
    assert first == set(deck.cards)
    again = [next_card(table(deck.cards, seed="one")) for _ in range(5)]
    assert len({choice.card.id for choice in again if choice}) == 1


def test_days_pass_and_reviews_come_due(cards: dict[str, Card]) -> None:
    card = cards["coffee-three-years-on"]
    missed_now = table(cards, [past(card.id, 0, topic=card.topic, credit=0.0)], mode=Mode.DUE)
    assert how_many(missed_now) == 0
    assert how_many(replace(missed_now, now=NOON + timedelta(days=1))) == 1
