"""The course of a sitting, told as stories."""

from __future__ import annotations

import threading

import pytest

from records.errors import NotSavedError
from records.practice import Practice
from records.sitting import Place, Plan, Reason, Sitting
from records.store import Store
from scoring.answer import Answer, Depth
from scoring.deck import Deck
from scoring.score import Direction, Status
from scoring.verdict import Certainty, Verdict
from tests.conftest import Clock

PLAN = Plan("apa-2017", 4)
ANSWER = Answer(
    verdict=Verdict.GRAY_AREA,
    certainty=Certainty.LEANING,
    factors=frozenset({0, 1}),
    next_step=0,
    standard="3.05(a)",
    reasoning="Because of the months.",
)


@pytest.fixture
def learner(practice: Practice, now: Clock) -> str:
    from records.identity import Identity

    return Identity(practice.store.database).welcome("a device", now())


def here(practice: Practice, sitting: Sitting, now: Clock) -> Place:
    place = practice.place(sitting, now())
    assert place
    return place


def test_a_sitting_from_the_first_card_to_the_last(practice: Practice, learner: str, now: Clock) -> None:
    sitting = practice.begin(learner, PLAN, now())
    seen = []
    place: Place | None = here(practice, sitting, now)
    while place:
        seen.append(place.dealt.card_id)
        assert practice.submit(place, ANSWER, now())
        answered = here(practice, sitting, now)
        assert answered.attempt
        assert answered.attempt.answer.reasoning == "Because of the months."
        assert practice.answer_twist(answered, Verdict.GRAY_AREA, now())
        place = practice.go_on(here(practice, sitting, now), now())
    assert sorted(seen) == ["letter-in-april", "letter-in-march", "market-in-july", "market-in-june"]
    assert practice.unfinished(learner) is None
    [finished] = practice.store.sittings(learner)
    assert finished.finished_at is not None
    assert [attempt.card_id for attempt in practice.store.attempts(learner)] == seen


def test_partners_are_dealt_one_after_the_other(practice: Practice, learner: str, now: Clock) -> None:
    for _ in range(8):
        sitting = practice.begin(learner, PLAN, now())
        place: Place | None = here(practice, sitting, now)
        order = []
        while place:
            order.append(place.dealt)
            practice.submit(place, ANSWER, now())
            place = practice.go_on(here(practice, sitting, now), now())
        ids = [dealt.card_id for dealt in order]
        assert abs(ids.index("market-in-june") - ids.index("market-in-july")) == 1
        later = max(ids.index("market-in-june"), ids.index("market-in-july"))
        assert order[later].reason is Reason.PARTNER


def test_cards_never_seen_come_before_cards_seen(practice: Practice, learner: str, now: Clock) -> None:
    one = Plan("apa-2017", 1, topics=("orchard",))
    first = practice.begin(learner, one, now())
    practice.submit(here(practice, first, now), ANSWER, now())
    second = practice.begin(learner, one, now())
    dealt = [practice.store.dealt(sitting.id)[0] for sitting in (first, second)]
    assert {card.card_id for card in dealt} == {"letter-in-march", "letter-in-april"}


def test_a_second_answer_to_a_card_does_not_count(practice: Practice, learner: str, now: Clock) -> None:
    sitting = practice.begin(learner, PLAN, now())
    place = here(practice, sitting, now)
    assert practice.submit(place, ANSWER, now()) is True
    assert practice.submit(place, Answer(verdict=Verdict.PROHIBITED), now()) is False
    [attempt] = practice.store.attempts(learner)
    assert attempt.answer.verdict is Verdict.GRAY_AREA


def test_thirty_two_tabs_submit_one_card_and_one_attempt_is_kept(practice: Practice, learner: str, now: Clock) -> None:
    sitting = practice.begin(learner, PLAN, now())
    place, moment = here(practice, sitting, now), now()
    gate, kept = threading.Barrier(32), []

    def submit() -> None:
        gate.wait()
        kept.append(practice.submit(place, ANSWER, moment))

    tabs = [threading.Thread(target=submit) for _ in range(32)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    assert sorted(kept) == [False] * 31 + [True]
    assert len(practice.store.attempts(learner)) == 1
    assert len(practice.store.part_rows(learner)) == 4


def test_two_tabs_that_both_go_on_deal_one_card(practice: Practice, learner: str, now: Clock) -> None:
    sitting = practice.begin(learner, PLAN, now())
    first = here(practice, sitting, now)
    practice.submit(first, ANSWER, now())
    answered = here(practice, sitting, now)
    assert practice.go_on(answered, now()) == practice.go_on(answered, now())
    assert [dealt.position for dealt in practice.store.dealt(sitting.id)] == [1, 2]


def test_a_twist_passed_by_is_omitted_and_one_answered_stays(practice: Practice, learner: str, now: Clock) -> None:
    sitting = practice.begin(learner, Plan("apa-2017", 2, topics=("harbour",)), now())
    practice.submit(here(practice, sitting, now), ANSWER, now())
    practice.go_on(here(practice, sitting, now), now())
    practice.submit(here(practice, sitting, now), ANSWER, now())
    answered = here(practice, sitting, now)
    assert practice.answer_twist(answered, Verdict.INADVISABLE, now()) is True
    assert practice.answer_twist(answered, Verdict.PROHIBITED, now()) is False
    twists = [row for row in practice.store.part_rows(learner) if row["part"] == "twist"]
    assert [(row["status"], row["answer"]) for row in twists] == [("omitted", ""), ("answered", "inadvisable")]
    assert twists[0]["direction"] is None
    assert twists[1]["direction"] in {direction.value for direction in Direction}


def test_the_next_time_the_card_asks_its_other_what_if(practice: Practice, learner: str, now: Clock) -> None:
    asked = []
    for _ in range(3):
        sitting = practice.begin(learner, Plan("apa-2017", 2, topics=("harbour",)), now())
        place: Place | None = here(practice, sitting, now)
        while place:
            if place.dealt.card_id == "market-in-june":
                asked.append(place.dealt.twist)
            practice.submit(place, ANSWER, now())
            place = practice.go_on(here(practice, sitting, now), now())
    assert asked == [0, 1, 0]


def test_a_card_passed_by_costs_nothing(practice: Practice, learner: str, now: Clock) -> None:
    sitting = practice.begin(learner, Plan("apa-2017", 2, topics=("harbour",)), now())
    practice.go_on(here(practice, sitting, now), now())
    practice.submit(here(practice, sitting, now), ANSWER, now())
    practice.go_on(here(practice, sitting, now), now())
    assert (practice.store.skipped(sitting.id), len(practice.store.attempts(learner))) == (1, 1)


def test_a_card_withdrawn_in_the_middle_is_passed_over(
    practice: Practice, deck: Deck, learner: str, now: Clock
) -> None:
    sitting = practice.begin(learner, PLAN, now())
    gone = here(practice, sitting, now).dealt.card_id
    cards = {card_id: card for card_id, card in deck.cards.items() if card_id != gone}
    smaller = Practice(practice.store, Deck(cards, deck.codes, (), "smaller"))
    place = smaller.place(sitting, now())
    assert place
    assert place.dealt.position == 2
    assert place.dealt.card_id != gone
    with practice.store.database.reading() as connection:
        statuses = connection.exec_driver_sql("SELECT status FROM skipped_cards").scalars().all()
    assert statuses == [Status.VOID.value]


def test_a_card_corrected_after_it_was_answered_keeps_its_answer(
    practice: Practice, deck: Deck, learner: str, now: Clock
) -> None:
    sitting = practice.begin(learner, PLAN, now())
    place = here(practice, sitting, now)
    practice.submit(place, ANSWER, now())
    card = deck.cards[place.dealt.card_id]
    cards = {**deck.cards, card.id: card.model_copy(update={"edition": 2})}
    corrected = Practice(practice.store, Deck(cards, deck.codes, (), "corrected"))
    following = corrected.place(sitting, now())
    assert following
    assert following.dealt.position == 2
    assert [attempt.edition for attempt in practice.store.attempts(learner)] == [1]


def test_a_sitting_cannot_have_more_cards_than_there_are(practice: Practice, learner: str, now: Clock) -> None:
    assert practice.begin(learner, Plan("apa-2017", 30), now()).plan.cards_n == 4


def test_a_plan_that_fits_no_card_is_refused(practice: Practice, learner: str, now: Clock) -> None:
    with pytest.raises(ValueError, match="no card fits"):
        practice.begin(learner, Plan("apa-2017", 4, topics=("nowhere",)), now())


def test_an_answer_that_cannot_be_written_leaves_nothing_and_can_be_given_again(
    practice: Practice, learner: str, now: Clock
) -> None:
    from records.database import sqlite_module

    sitting = practice.begin(learner, PLAN, now())
    place = here(practice, sitting, now)
    other = sqlite_module().connect(practice.store.database.url.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(NotSavedError):
        practice.submit(place, ANSWER, now())
    other.execute("ROLLBACK")
    other.close()
    assert practice.store.attempts(learner) == []
    assert practice.submit(place, ANSWER, now()) is True


def test_a_sitting_is_shown_to_its_own_learner_only(practice: Practice, learner: str, now: Clock) -> None:
    sitting = practice.begin(learner, PLAN, now())
    assert practice.store.sitting(sitting.id, learner) == sitting
    assert practice.store.sitting(sitting.id, "somebody else") is None


def test_quick_depth_has_no_twist(practice: Practice, learner: str, now: Clock) -> None:
    sitting = practice.begin(learner, Plan("apa-2017", 1, Depth.QUICK), now())
    practice.submit(here(practice, sitting, now), Answer(verdict=Verdict.GRAY_AREA), now())
    assert practice.answer_twist(here(practice, sitting, now), Verdict.GRAY_AREA, now()) is False
    assert [row["part"] for row in practice.store.part_rows(learner)] == ["verdict"]


def test_what_the_store_gives_back_is_what_it_was_given(
    database: object, practice: Practice, learner: str, now: Clock
) -> None:
    sitting = practice.begin(learner, PLAN, now())
    place = here(practice, sitting, now)
    practice.submit(place, ANSWER, now())
    other_process = Store(practice.store.database)
    [attempt] = other_process.attempts(learner)
    assert (attempt.answer.verdict, attempt.answer.certainty) == (ANSWER.verdict, ANSWER.certainty)
    assert (attempt.answer.factors, attempt.answer.next_step) == (ANSWER.factors, ANSWER.next_step)
    assert (attempt.answer.standard, attempt.answer.reasoning) == (ANSWER.standard, ANSWER.reasoning)
