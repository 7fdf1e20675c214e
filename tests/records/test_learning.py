"""A year of answers: every figure of My progress beside a plain recomputation from the answers and the cards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
from sklearn.metrics import cohen_kappa_score, confusion_matrix
from statsmodels.stats.proportion import proportion_confint

from records.calibration import certainty_bonus
from records.database import Database
from records.identity import Identity
from records.learning import Learning, learning
from records.migrate import migrate
from records.practice import Practice
from records.sitting import Attempt, Plan
from records.store import Store
from scoring.answer import Answer, Depth
from scoring.deck import load_deck
from scoring.rules import compile_card
from scoring.score import Direction, Score, score
from scoring.verdict import SCALE, Certainty, Verdict
from tests.conftest import NOON, ROOT
from tests.records.year import CODE, a_year

ATTEMPTS = 600


@dataclass(frozen=True)
class Told:
    """One attempt, scored anew from the card."""

    card_id: str
    topic: str
    sitting_id: str
    level: int
    certainty: int | None
    score: Score
    credit: float


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> tuple[Learning, list[Told]]:
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('year') / 'year.sqlite3'}")
    migrate(database)
    practice = Practice(Store(database), load_deck(ROOT / "scenarios"))
    learner_id, _ = a_year(practice, ATTEMPTS)
    found = learning(practice.store.history(learner_id), practice.store.part_rows(learner_id), CODE)
    assert found
    return found, [_told(practice, attempt) for attempt in practice.store.attempts(learner_id)]


def _told(practice: Practice, attempt: Attempt) -> Told:
    card = practice.deck.cards[attempt.card_id]
    worth = score(compile_card(card, practice.deck.codes[CODE]), attempt.answer, Depth.FULL)
    verdict, given = worth.parts[0], attempt.answer.verdict
    assert given
    return Told(
        card_id=card.id,
        topic=card.topic,
        sitting_id=attempt.sitting_id,
        level=given.level,
        certainty=attempt.answer.certainty,
        score=worth,
        credit=verdict.marks / verdict.out_of,
    )


def firsts(told: Sequence[Told]) -> list[Told]:
    return list({one.card_id: one for one in reversed(told)}.values())[::-1]


def test_the_totals_are_the_sums_of_the_scores(year: tuple[Learning, list[Told]]) -> None:
    found, told = year
    assert len(told) == ATTEMPTS
    sums = found.totals
    assert (sums.n, sums.right) == (ATTEMPTS, sum(one.score.signed_steps == 0 for one in told))
    assert sums.marks == pytest.approx(sum(one.score.parts[0].marks for one in told))
    assert sums.all_marks == pytest.approx(sum(one.score.marks for one in told))
    assert sums.all_out_of == pytest.approx(sum(one.score.out_of for one in told))
    assert sums.chance == pytest.approx(sum(one.score.parts[0].chance for one in told))
    assert sums.missed_prohibited == sum(one.score.missed_prohibited for one in told)


def test_the_verdict_table_and_kappa_are_those_of_scikit_learn(year: tuple[Learning, list[Told]]) -> None:
    found, told = year
    keys, given = [one.score.key.level for one in told], [one.level for one in told]
    assert [list(row) for row in found.verdicts] == confusion_matrix(keys, given, labels=range(4)).tolist()
    linear: Any = cohen_kappa_score(keys, given, labels=[0, 1, 2, 3], weights="linear")
    assert found.linear_kappa == pytest.approx(linear, abs=1e-9)


def test_leaning_counts_the_steps_and_carries_the_interval_of_statsmodels(year: tuple[Learning, list[Told]]) -> None:
    found, told = year
    steps = [one.score.signed_steps or 0 for one in told]
    for rate, count in (
        (found.leaning.under_calls, sum(step > 0 for step in steps)),
        (found.leaning.over_calls, sum(step < 0 for step in steps)),
        (found.leaning.severe, sum(abs(step) >= 2 for step in steps)),
    ):
        low, high = proportion_confint(count, ATTEMPTS, alpha=0.2, method="wilson")
        assert (rate.count, rate.n) == (count, ATTEMPTS)
        assert rate.interval
        assert rate.interval.low == pytest.approx(low, abs=1e-9)
        assert rate.interval.high == pytest.approx(high, abs=1e-9)
    assert found.leaning.mean_steps == pytest.approx(mean(steps))


def test_topics_rest_on_first_answers_drawn_toward_ones_own_mean(year: tuple[Learning, list[Told]]) -> None:
    found, told = year
    first = firsts(told)
    own = (sum(one.credit for one in first) + 1) / (len(first) + 2)
    assert [one.topic for one in found.topics] == sorted({one.topic for one in first})
    for topic in found.topics:
        credits_ = [one.credit for one in first if one.topic == topic.topic]
        assert topic.n == len(credits_)
        assert topic.mean == pytest.approx(mean(credits_))
        assert topic.estimate == pytest.approx((sum(credits_) + 4 * own) / (len(credits_) + 4))


def test_certainty_is_counted_level_by_level(year: tuple[Learning, list[Told]]) -> None:
    found, told = year
    sure = [one for one in told if one.certainty is not None]
    for level in found.levels:
        at = [one for one in sure if one.certainty == level.level]
        assert (level.n, level.right) == (len(at), sum(one.score.signed_steps == 0 for one in at))
    marks = [MARKS[Certainty(one.certainty or 0)][one.score.signed_steps != 0] for one in sure]
    right = mean(one.score.signed_steps == 0 for one in sure)
    assert found.certainty_marks
    assert found.certainty_marks.n == len(sure)
    assert found.certainty_marks.mean == pytest.approx(mean(marks))
    assert found.certainty_marks.bonus == pytest.approx(0.1 * (mean(marks) - max(right, 4 * right - 2, 9 * right - 6)))


MARKS = {Certainty.GUESSING: (1, 0), Certainty.LEANING: (2, -2), Certainty.CERTAIN: (3, -6)}


@pytest.mark.parametrize(("average", "right", "bonus"), [(1, 0.5, 0.05), (2, 0.9, -0.01), (3, 1, 0)])
def test_the_worked_numbers_of_the_certainty_bonus(average: float, right: float, bonus: float) -> None:
    assert certainty_bonus(average, right) == pytest.approx(bonus)


def test_what_ifs_are_counted_by_direction(year: tuple[Learning, list[Told]]) -> None:
    found, told = year
    assert dict(found.directions) == {
        direction: Counter(one.score.direction for one in told)[direction] for direction in Direction
    }


def test_sittings_add_up_to_the_whole(year: tuple[Learning, list[Told]]) -> None:
    found, told = year
    assert {sitting: sums.n for sitting, sums in found.by_sitting.items()} == Counter(one.sitting_id for one in told)
    assert sum(sums.marks for sums in found.by_sitting.values()) == pytest.approx(found.totals.marks)


def test_cards_that_came_back_go_from_first_to_latest(year: tuple[Learning, list[Told]]) -> None:
    found, told = year
    by_card: dict[str, list[float]] = {}
    for one in told:
        by_card.setdefault(one.card_id, []).append(one.credit)
    again = [credits_ for credits_ in by_card.values() if len(credits_) > 1]
    assert found.came_back
    assert found.came_back.n == len(again)
    assert found.came_back.before == pytest.approx(mean(credits_[0] for credits_ in again))
    assert found.came_back.after == pytest.approx(mean(credits_[-1] for credits_ in again))


def test_what_is_missed_is_the_latest_answer_to_each_card(year: tuple[Learning, list[Told]]) -> None:
    found, told = year
    latest = {one.card_id: one for one in told}
    assert {past.card_id for past in found.missed} == {
        card_id for card_id, one in latest.items() if one.score.signed_steps != 0
    }
    prohibited = [past for past in found.missed if past.missed_prohibited]
    assert list(found.missed[: len(prohibited)]) == prohibited


def test_nobody_is_judged_out_of_nothing(year: tuple[Learning, list[Told]]) -> None:
    assert learning([], [], CODE) is None


@pytest.mark.parametrize("kind", ["right", "omitted", "one card"])
def test_the_edges_of_a_history(tmp_path: Path, kind: str) -> None:
    """Everything right, no certainty and no what-if given, one card: no figure breaks, and none is invented."""
    database = Database(f"sqlite:///{tmp_path / 'edge.sqlite3'}")
    migrate(database)
    practice = Practice(Store(database), load_deck(ROOT / "tests" / "deck"))
    learner_id = Identity(database).welcome("a device", NOON)
    sitting = practice.begin(learner_id, Plan(CODE, 1 if kind == "one card" else 4), NOON)
    place = practice.place(sitting, NOON)
    while place:
        key = practice.deck.cards[place.dealt.card_id].verdicts[CODE].verdict
        given = Verdict.PERMISSIBLE if kind == "one card" else key
        practice.submit(place, Answer(given, None if kind == "omitted" else Certainty.CERTAIN), NOON)
        there = practice.place(sitting, NOON)
        assert there
        place = practice.go_on(there, NOON)
    found = learning(practice.store.history(learner_id), practice.store.part_rows(learner_id), CODE)
    assert found
    assert (found.kappa, found.came_back, sum(found.directions.values())) == (None, None, 0)
    assert (found.certainty_marks is None) is (kind == "omitted")
    if kind == "right":
        assert (found.totals.right, found.leaning.severe.count, found.missed) == (4, 0, [])
        assert sum(found.verdicts[step][step] for step in range(len(SCALE))) == 4
