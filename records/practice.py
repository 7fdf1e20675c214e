"""The course of a sitting: begin, answer, ask what if, go on, finish. Every step may be repeated without harm."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass, replace
from datetime import datetime

from records.history import Past
from records.next_card import Table, how_many, next_card
from records.sitting import Attempt, Dealt, Place, Plan, Scored, Sitting
from records.store import Store
from scoring.answer import PARTS_ASKED, Answer, Part, Presentation, present
from scoring.card import Card, Ruling
from scoring.deck import Deck
from scoring.in_words import in_words
from scoring.rules import CompiledCard, compile_card
from scoring.score import Score, Status, score
from scoring.verdict import Verdict


@dataclass(frozen=True)
class Result:
    """An answered card with its key and its score."""

    card: Card
    compiled: CompiledCard
    attempt: Attempt
    score: Score

    @property
    def ruling(self) -> Ruling:
        """What the code of the sitting says."""
        return self.card.verdicts[self.compiled.code.id]


@dataclass(frozen=True)
class LookedBack:
    """An attempt seen again. `result` is None when the card was corrected or withdrawn since it was answered."""

    attempt: Attempt
    result: Result | None


@dataclass(frozen=True)
class Practice:
    """A trainee's way through the deck, kept in the store at every step."""

    store: Store
    deck: Deck

    def begin(self, learner_id: str, plan: Plan, now: datetime) -> Sitting:
        """Start a sitting and deal its first card. Raises `ValueError` when the plan fits no card."""
        available = self.available(self.store.history(learner_id), plan, now)
        if not available:
            raise ValueError("no card fits this choice of code and topics")
        sitting = Sitting(
            id=uuid.uuid4().hex,
            learner_id=learner_id,
            plan=replace(plan, cards_n=min(plan.cards_n, available)),
            seed=secrets.token_hex(4),
            deck=self.deck.fingerprint,
            started_at=now,
        )
        self.store.add_sitting(sitting)
        self.advance(sitting, 0, now)
        return sitting

    def available(self, history: list[Past], plan: Plan, now: datetime) -> int:
        """How many cards a sitting of this plan could deal to somebody with this history."""
        return how_many(self._table(history, [], plan, "", now))

    def unfinished(self, learner_id: str) -> Sitting | None:
        """The newest sitting that was not finished."""
        return next((sitting for sitting in self.store.sittings(learner_id) if sitting.finished_at is None), None)

    def place(self, sitting: Sitting, now: datetime) -> Place | None:
        """Where the trainee stands; None when the sitting is over.

        A card that was passed, withdrawn, or corrected since it was answered is left behind.
        """
        place = None if sitting.finished_at else self.store.place(sitting)
        if place is None:
            return None if sitting.finished_at else self.advance(sitting, 0, now)
        card = self.deck.cards.get(place.dealt.card_id)
        if card is None and place.attempt is None and place.skipped is None:
            self.store.skip(place.dealt, Status.VOID, now)
        corrected = card is None or (place.attempt is not None and place.attempt.edition != card.edition)
        if corrected or place.skipped:
            return self.advance(sitting, place.dealt.position, now)
        return place

    def presentation(self, place: Place) -> Presentation:
        """The card at `place` as the trainee may see it before answering."""
        card, compiled = self._compiled(place)
        return present(card, compiled.code, place.sitting.plan.depth, place.sitting.seed)

    def submit(self, place: Place, answer: Answer, now: datetime) -> bool:
        """Keep the answer to the card at `place`; False when another answer to it was kept before.

        Raises `NotSavedError` when it could not be written.
        """
        card, compiled = self._compiled(place)
        answer = replace(answer, twist=place.dealt.twist, twist_verdict=None)
        attempt = Attempt(
            id=uuid.uuid4().hex,
            sitting_id=place.sitting.id,
            position=place.dealt.position,
            card_id=card.id,
            edition=card.edition,
            topic=card.topic,
            answer=answer,
            answered_at=now,
            twist_is_over=False,
        )
        return self.store.add_attempt(self._scored(attempt, compiled, place))

    def answer_twist(self, place: Place, verdict: Verdict | None, now: datetime) -> bool:
        """Keep the answer to the what-if, or that it was passed by; False when it was over before."""
        if place.attempt is None or Part.TWIST not in PARTS_ASKED[place.sitting.plan.depth]:
            return False
        _, compiled = self._compiled(place)
        answered = replace(
            place.attempt, answer=replace(place.attempt.answer, twist_verdict=verdict), twist_is_over=True
        )
        return self.store.add_twist_answer(self._scored(answered, compiled, place), now)

    def go_on(self, place: Place, now: datetime) -> Place | None:
        """Leave the card at `place` for the next one; None when it was the last, and the sitting is finished."""
        if place.attempt is None:
            self.store.skip(place.dealt, Status.NOT_PRESENTED, now)
        elif not place.attempt.twist_is_over:
            self.answer_twist(place, None, now)
        return self.advance(place.sitting, place.dealt.position, now)

    def advance(self, sitting: Sitting, position: int, now: datetime) -> Place | None:
        """Deal the card after `position`, unless that was done before; finish when there is none."""
        dealt = self.store.dealt(sitting.id)
        if len(dealt) <= position:
            following = self._next(sitting, dealt, now) if position < sitting.plan.cards_n else None
            if following is None:
                self.store.finish(sitting.id, now)
                return None
            self.store.deal(following)
        return self.store.place(sitting)

    def result(self, place: Place) -> Result:
        """The card at `place` with what the answer to it is worth. Raises `ValueError` before there is an answer."""
        if place.attempt is None:
            raise ValueError("this card was not answered yet")
        card, compiled = self._compiled(place)
        return Result(card, compiled, place.attempt, _score(place.attempt, compiled, place.sitting))

    def look_back(self, sitting: Sitting) -> list[LookedBack]:
        """The attempts of a sitting with what they are worth, in order; none while an exam goes on."""
        if not sitting.tells:
            return []
        return [
            LookedBack(attempt, self._seen_again(attempt, sitting))
            for attempt in self.store.attempts(sitting.learner_id, [sitting.id])
        ]

    def _seen_again(self, attempt: Attempt, sitting: Sitting) -> Result | None:
        card, code = self.deck.cards.get(attempt.card_id), self.deck.codes.get(sitting.plan.code_id)
        if card is None or code is None or card.edition != attempt.edition or code.id not in card.verdicts:
            return None
        compiled = compile_card(card, code, sitting.plan.scheme)
        return Result(card, compiled, attempt, _score(attempt, compiled, sitting))

    def _next(self, sitting: Sitting, dealt: list[Dealt], now: datetime) -> Dealt | None:
        history = self.store.history(sitting.learner_id)
        choice = next_card(self._table(history, dealt, sitting.plan, sitting.seed, now))
        if choice is None:
            return None
        card = choice.card
        twist = sum(past.card_id == card.id for past in history) % len(card.twists)
        return Dealt(sitting.id, len(dealt) + 1, card.id, card.edition, twist, choice.reason, now, choice.review_of)

    def _table(self, history: list[Past], dealt: list[Dealt], plan: Plan, seed: str, now: datetime) -> Table:
        cards = {card.id: card for card in self.deck.under(plan.code_id, plan.topics)}
        return Table(history, cards, dealt, plan, seed, now)

    def _compiled(self, place: Place) -> tuple[Card, CompiledCard]:
        plan = place.sitting.plan
        card, code = self.deck.cards[place.dealt.card_id], self.deck.codes[plan.code_id]
        return card, compile_card(card, code, plan.scheme)

    def _scored(self, attempt: Attempt, compiled: CompiledCard, place: Place) -> Scored:
        worth = _score(attempt, compiled, place.sitting)
        return Scored(attempt, worth, in_words(compiled.card, compiled.code, attempt.answer))


def _score(attempt: Attempt, compiled: CompiledCard, sitting: Sitting) -> Score:
    return score(compiled, attempt.answer, sitting.plan.depth, twist_is_over=attempt.twist_is_over)
