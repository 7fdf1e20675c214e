"""A year of one invented trainee, kept in a real database."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import cycle

from benchmarks.trainees import TRAINEES, full_answer
from records.identity import Identity
from records.practice import Practice
from records.sitting import Mode, Plan
from scoring.verdict import SCALE

CODE = "apa-2017"
BEGIN = datetime.fromisoformat("2025-11-24T19:00:00+00:00")


def a_year(practice: Practice, attempts: int, kind: str = "improving") -> tuple[str, datetime]:
    """A learner with so many answered cards over a year of practice, exams and reviews, and the moment it ends."""
    chance, clock = random.Random(kind), _clock(timedelta(days=365) / (attempts * 3))
    learner_id = Identity(practice.store.database).welcome(kind, clock())
    answered = 0
    for mode in cycle((Mode.PRACTICE, Mode.PRACTICE, Mode.EXAM, Mode.DUE, Mode.MISSED)):
        if answered >= attempts:
            break
        plan = Plan(CODE, min(10, attempts - answered), mode=mode)
        if not practice.available(practice.store.history(learner_id), plan, clock()):
            continue
        sitting = practice.begin(learner_id, plan, clock())
        place = practice.place(sitting, clock())
        while place:
            card = practice.deck.cards[place.dealt.card_id]
            answer = full_answer(TRAINEES[kind], card, CODE, answered / attempts, chance)
            practice.submit(place, answer, clock())
            answered += 1
            there = practice.place(sitting, clock())
            assert there
            if chance.random() < 0.8:
                practice.answer_twist(there, chance.choice(SCALE), clock())
            there = practice.place(sitting, clock())
            assert there
            place = practice.go_on(there, clock())
    return learner_id, clock()


def _clock(step: timedelta) -> Callable[[], datetime]:
    moment = BEGIN

    def now() -> datetime:
        nonlocal moment
        moment += step / 2
        return moment

    return now
