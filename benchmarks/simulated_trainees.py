"""What invented trainees see after a term of practice, and how often chance is called solid.

python -m benchmarks.simulated_trainees [trainees of each kind, 300] [sittings, 16] [cards in each, 10]
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from benchmarks.trainees import TRAINEES, Trainee
from records.estimates import Standing, topic_estimates
from records.history import Past, missed
from records.next_card import Choice, Table, next_card
from records.reviews import due_reviews
from records.sitting import Dealt, Plan
from scoring.card import Card
from scoring.deck import load_deck
from scoring.rules import Scheme, signed_steps, verdict_credit
from scoring.verdict import Verdict

CODE = "apa-2017"
BEGIN = datetime(2026, 9, 7, 18, 0, tzinfo=UTC)
EVERY = timedelta(days=3)


def a_term(trainee: Trainee, cards: Mapping[str, Card], seed: str, sittings: int, cards_n: int) -> list[Past]:
    """The history of one trainee who practises every third day."""
    chance, history = random.Random(seed), list[Past]()
    for number in range(sittings):
        now, dealt, answered = BEGIN + number * EVERY, list[Dealt](), list[Past]()
        plan = Plan(CODE, cards_n)
        while len(dealt) < cards_n:
            choice = next_card(Table([*history, *answered], cards, dealt, plan, f"{seed}/{number}", now))
            if choice is None:
                break
            dealt.append(_laid_out(choice, str(number), len(dealt) + 1, now))
            given = trainee.judge(choice.card.verdicts[CODE].verdict, number / sittings, chance)
            answered.append(_answered(choice, given, str(number), now))
        history += answered
    return history


def _laid_out(choice: Choice, sitting: str, position: int, now: datetime) -> Dealt:
    return Dealt(sitting, position, choice.card.id, 1, 0, choice.reason, now, choice.review_of)


def _answered(choice: Choice, given: Verdict, sitting: str, now: datetime) -> Past:
    ruling = choice.card.verdicts[CODE]
    return Past(
        card_id=choice.card.id,
        topic=choice.card.topic,
        code_id=CODE,
        sitting_id=sitting,
        sitting_over=True,
        told=True,
        answered_at=now,
        credit=verdict_credit(ruling.accepted, given, Scheme.NEAR_MISS),
        right=signed_steps(ruling.accepted, given) == 0,
        missed_prohibited=ruling.verdict is Verdict.PROHIBITED and given.level > Verdict.INADVISABLE.level,
        certainty=None,
        review_of=choice.review_of,
    )


def main(trainees: int, sittings: int, cards_n: int) -> None:
    """Print one line for each kind of trainee."""
    deck = load_deck(Path(__file__).parents[1] / "scenarios")
    cards = {card.id: card for card in deck.under(CODE)}
    print(f"{len(cards)} cards under {CODE}; {trainees} trainees of each kind, {sittings} sittings of {cards_n} cards")
    print("medians: verdict %, missed prohibitions open, cards to look at, due today; topics: solid/developing/not yet")
    for trainee in TRAINEES.values():
        print(_line(trainee, [a_term(trainee, cards, f"{one}", sittings, cards_n) for one in range(trainees)]))


def _line(trainee: Trainee, histories: list[list[Past]]) -> str:
    standings = Counter(one.standing for history in histories for one in topic_estimates(history))
    topics = sum(standings.values())
    now = histories[0][-1].answered_at + EVERY
    verdicts = median(100 * sum(past.credit for past in history) / len(history) for history in histories)
    open_misses = median(sum(past.missed_prohibited for past in missed(history)) for history in histories)
    wrong, due = median(len(missed(one)) for one in histories), median(len(due_reviews(one, now)) for one in histories)
    shares = "/".join(f"{standings[standing] / topics:.2%}" for standing in reversed(Standing))
    return (
        f"{trainee.name:20} {verdicts:3.0f} % {open_misses:3.0f} {wrong:3.0f} {due:3.0f}   "
        f"{shares} of {topics} topics; solid {standings[Standing.SOLID]}"
    )


if __name__ == "__main__":
    main(*(int(given) for given in sys.argv[1:]), *(300, 16, 10)[len(sys.argv) - 1 :])
