"""What a class's votes add up to, held against plain counting and independent libraries."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, pearsonr
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint

from records.class_report import COLUMNS, CardReport, Hint, Transition, class_report, hint, split, transition
from records.estimates import Interval
from records.gain import sign_test
from records.item_analysis import Flag, item_analysis, reliability
from scoring.in_words import BETWEEN
from scoring.rules import Scheme, signed_steps, verdict_credit
from scoring.verdict import SCALE, Verdict

NEVER, UNWISE, GRAY, FINE = SCALE
KEYS: Mapping[str, tuple[Verdict, ...]] = {"harbour": (NEVER,), "orchard": (UNWISE, GRAY), "market": (FINE,)}
Vote = tuple[int, str, int, Verdict | None]
"""A person, a card, a round, and what they chose."""


def votes(*cast: Vote, taken: Iterable[int] = (), scheme: Scheme = Scheme.NEAR_MISS) -> pd.DataFrame:
    """A votes frame; the answers of the people in `taken` had not been sent."""
    rows = [_row(*vote, scheme) | {"taken": vote[0] in set(taken)} for vote in cast]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(dict(COLUMNS))


def _row(person: int, card_id: str, number: int, verdict: Verdict | None, scheme: Scheme) -> dict[str, Any]:
    accepted = KEYS[card_id]
    earned = 0.0 if verdict is None else verdict_credit(accepted, verdict, scheme)
    return {
        "participant_id": f"person {person}",
        "name": f"Name {person}",
        "position": list(KEYS).index(card_id) + 1,
        "card_id": card_id,
        "round": number,
        "verdict": None if verdict is None else verdict.level,
        "key": accepted[0].level,
        "accepted": BETWEEN.join(one.value for one in accepted),
        "signed_steps": None if verdict is None else signed_steps(accepted, verdict),
        "missed_prohibited": accepted[0] is NEVER and verdict in (GRAY, FINE),
        "credit": earned,
        "marks": 4 * earned,
        "out_of": 4.0,
        "chance": sum(verdict_credit(accepted, one, scheme) for one in SCALE),
        "all_marks": 4 * earned + 1,
        "all_out_of": 10.0,
    }


def roster(people: int) -> dict[str, str]:
    return {f"person {person}": f"Name {person}" for person in range(people)}


def on_one_card(card_id: str, first: Sequence[Verdict | None], last: Sequence[Verdict | None] = ()) -> CardReport:
    """The report of the one card that a class voted on once or twice, each person in their place."""
    cast = [(person, card_id, 1, verdict) for person, verdict in enumerate(first)]
    cast += [(person, card_id, 2, verdict) for person, verdict in enumerate(last)]
    (found,) = class_report(votes(*cast), roster(len(first)), [card_id]).cards
    return found


CAST = st.lists(
    st.tuples(st.integers(0, 39), st.sampled_from(list(KEYS)), st.integers(1, 3), st.sampled_from([*SCALE, None])),
    max_size=250,
    unique_by=lambda vote: vote[:3],
)


@settings(max_examples=40, deadline=None)
@given(CAST)
def test_every_count_is_that_of_plain_counting(cast: list[Vote]) -> None:
    found = class_report(votes(*cast), roster(40), list(KEYS))
    assert [card.card_id for card in found.cards] == list(KEYS)
    for card in found.cards:
        first = {person: verdict for person, on, number, verdict in cast if (on, number) == (card.card_id, 1)}
        given_verdicts = [verdict for verdict in first.values() if verdict]
        assert (card.n, card.not_voted) == (len(first), 40 - len(first))
        if card.n < 5:
            assert (card.omitted, card.sums, card.majority_share, card.split) == (None, None, None, False)
            assert (1 in card.votes, card.hint()) == (False, Hint.NONE)
            continue
        steps = [signed_steps(KEYS[card.card_id], verdict) for verdict in given_verdicts]
        assert card.sums
        assert card.accepted == KEYS[card.card_id]
        assert card.omitted == len(first) - len(given_verdicts)
        assert (card.sums.right, card.sums.under_calls) == (steps.count(0), sum(step > 0 for step in steps))
        assert card.sums.over_calls == sum(step < 0 for step in steps)
        assert card.sums.missed_prohibited == (
            sum(verdict in (GRAY, FINE) for verdict in given_verdicts) if card.card_id == "harbour" else 0
        )
        counts = [given_verdicts.count(verdict) for verdict in SCALE]
        assert card.votes.get(1) == (counts if sum(counts) >= 5 else None)
        assert card.majority_share == (max(counts) / sum(counts) if sum(counts) >= 5 else None)


@settings(max_examples=40, deadline=None)
@given(CAST)
def test_people_add_up_to_the_class(cast: list[Vote]) -> None:
    found = class_report(votes(*cast), roster(40), list(KEYS))
    first = [vote for vote in cast if vote[2] == 1]
    assert [(one.participant_id, one.name) for one in found.people] == list(roster(40).items())
    assert (found.joined, found.n) == (40, len({person for person, *_ in first}))
    assert sum(one.answered for one in found.people) == sum(verdict is not None for *_, verdict in first)
    assert sum(one.sums.all_marks for one in found.people) == pytest.approx(
        sum(_row(*vote, Scheme.NEAR_MISS)["all_marks"] for vote in first)
    )
    if found.n < 5:
        assert (found.sums, found.omitted, found.reliability) == (None, None, None)
        return
    assert found.sums
    for name in ("n", "right", "under_calls", "over_calls", "missed_prohibited", "marks", "out_of", "chance"):
        assert getattr(found.sums, name) == pytest.approx(sum(getattr(one.sums, name) for one in found.people))
    assert found.omitted == found.sums.n - sum(one.answered for one in found.people)


@settings(max_examples=40, deadline=None)
@given(CAST)
def test_the_order_of_rows_changes_nothing(cast: list[Vote]) -> None:
    assert class_report(votes(*cast[::-1]), roster(40), list(KEYS)) == class_report(
        votes(*cast), roster(40), list(KEYS)
    )


LEVELS = st.lists(st.tuples(*[st.sampled_from([*SCALE, None])] * 2), min_size=5, max_size=60)


@settings(max_examples=60, deadline=None)
@given(pairs=LEVELS, card_id=st.sampled_from(list(KEYS)))
def test_a_transition_agrees_with_plain_counting_scipy_and_statsmodels(
    pairs: list[tuple[Verdict | None, Verdict | None]], card_id: str
) -> None:
    found = on_one_card(card_id, *zip(*pairs, strict=True)).transition
    both = [(before, after) for before, after in pairs if before and after]
    if len(both) < 5:
        assert found is None
        return
    assert found
    off = [[abs(signed_steps(KEYS[card_id], verdict)) for verdict in pair] for pair in both]
    assert (found.n, found.left_out) == (len(both), sum((before is None) != (after is None) for before, after in pairs))
    assert found.toward == sum(after < before for before, after in off)
    assert found.away == sum(after > before for before, after in off)
    assert found.unchanged == sum(after == before for before, after in off)
    right = [[sum((not a, not b) == (one, other) for a, b in off) for other in (True, False)] for one in (True, False)]
    assert [[found.right_right, found.right_wrong], [found.wrong_right, found.wrong_wrong]] == right
    exact = min(1, mcnemar(right, exact=True).pvalue) if found.right_wrong + found.wrong_right else 1
    assert sign_test(found.wrong_right, found.right_wrong) == pytest.approx(exact, abs=1e-9)
    changed = found.toward + found.away
    assert found.sign_p == pytest.approx(binomtest(found.toward, changed).pvalue if changed else 1, abs=1e-9)


def test_the_four_ways_to_move_and_the_gain() -> None:
    first = [NEVER, NEVER, UNWISE, GRAY, FINE, FINE, None, NEVER]
    last = [NEVER, GRAY, NEVER, UNWISE, NEVER, GRAY, NEVER, None]
    found = on_one_card("harbour", first, last).transition
    assert found == Transition(
        n=6,
        left_out=2,
        table=[[1, 0, 1, 0], [1, 0, 0, 0], [0, 1, 0, 0], [1, 0, 1, 0]],
        right_right=1,
        wrong_right=2,
        right_wrong=1,
        wrong_wrong=2,
        toward=4,
        away=1,
        unchanged=1,
        sign_p=0.375,
    )
    assert found.gain == 0.5


def test_nobody_wrong_at_first_leaves_no_gain() -> None:
    found = on_one_card("harbour", [NEVER] * 6, [NEVER] * 5 + [FINE]).transition
    assert found
    assert (found.gain, found.right_wrong, found.sign_p) == (None, 1, 1)


def test_the_last_round_stands_for_after_and_only_the_first_for_all_else() -> None:
    cast = [
        (person, "harbour", number, verdict)
        for person in range(6)
        for number, verdict in enumerate((FINE, GRAY, NEVER), 1)
    ]
    (found,) = class_report(votes(*cast), roster(6), ["harbour"]).cards
    assert found.votes == {1: [0, 0, 0, 6], 2: [0, 0, 6, 0], 3: [6, 0, 0, 0]}
    assert found.sums
    assert (found.sums.marks, found.sums.missed_prohibited) == (0, 6)
    assert found.transition
    assert (found.transition.wrong_right, found.transition.toward) == (6, 6)


def test_a_later_round_on_other_cards_is_no_round_on_this_one() -> None:
    cast = [(person, "harbour", number, FINE) for person in range(5) for number in (1, 2)]
    harbour, _ = class_report(votes(*cast, (0, "market", 3, FINE)), roster(5), ["harbour", "market"]).cards
    assert harbour.transition
    assert (harbour.transition.wrong_wrong, list(harbour.votes)) == (5, [1, 2])


def test_one_round_has_no_transition_and_a_round_of_four_is_not_told() -> None:
    assert on_one_card("harbour", [NEVER] * 12).transition is None
    found = on_one_card("harbour", [NEVER] * 12, [FINE] * 4)
    assert (found.transition, list(found.votes)) == (None, [1])


def test_below_five_people_a_card_tells_their_number_and_nothing_else() -> None:
    found = on_one_card("harbour", [NEVER, FINE, None, NEVER])
    assert (found.n, found.not_voted) == (4, 0)
    assert (found.votes, found.omitted, found.sums, found.majority_share) == ({}, None, None, None)
    assert (found.split, found.hint(), found.transition) == (False, Hint.NONE, None)
    assert (found.item.n, found.item.facility) == (4, None)


def test_from_five_people_counts_are_told_and_from_ten_a_facility_with_its_interval() -> None:
    found = on_one_card("harbour", [NEVER, NEVER, NEVER, UNWISE, FINE, None])
    assert found.sums
    assert (found.sums.right, found.omitted, found.majority_share, found.item.facility) == (3, 1, 0.6, None)
    found = on_one_card("harbour", [NEVER] * 6 + [UNWISE] * 2 + [FINE, None])
    low, high = proportion_confint(7, 10, alpha=0.05, method="wilson")
    assert found.item.facility
    assert found.item.facility.mean == 0.7
    assert found.item.facility.interval.low == pytest.approx(low, abs=1e-9)
    assert found.item.facility.interval.high == pytest.approx(high, abs=1e-9)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_cards_carry_the_statistics_of_the_credit_matrix(seed: int) -> None:
    chosen = np.random.default_rng(seed).integers(0, 4, (35, len(KEYS)))
    cast = [
        (person, card_id, 1, SCALE[chosen[person, place]]) for person in range(35) for place, card_id in enumerate(KEYS)
    ]
    found = class_report(votes(*cast), roster(40), list(KEYS))
    matrix = np.array(
        [
            [verdict_credit(KEYS[card], SCALE[level], Scheme.NEAR_MISS) for card, level in zip(KEYS, row, strict=True)]
            for row in chosen
        ]
    )
    assert found.reliability == reliability(matrix)
    for place, (card, item) in enumerate(zip(found.cards, item_analysis(matrix), strict=True)):
        assert card.item.item_rest_correlation == item.item_rest_correlation
        assert item.item_rest_correlation
        rest = np.delete(matrix, place, axis=1).sum(axis=1)
        assert item.item_rest_correlation.r == pytest.approx(pearsonr(matrix[:, place], rest).statistic, abs=1e-9)


def test_more_votes_for_a_wrong_verdict_than_for_the_key_flag_the_card() -> None:
    assert Flag.POSSIBLE_MISKEY in on_one_card("harbour", [FINE] * 25 + [NEVER] * 5).item.flags
    assert on_one_card("harbour", [FINE] * 16 + [NEVER] * 14).item.flags == frozenset()


@pytest.mark.parametrize(
    ("counts", "apart"),
    [
        ([5, 0, 5, 0], True),
        ([5, 5, 0, 0], False),
        ([7, 0, 0, 3], True),
        ([8, 0, 0, 2], False),
        ([3, 6, 3, 0], False),
        ([3, 6, 0, 3], True),
        ([3, 3, 3, 3], True),
        ([0, 0, 0, 9], False),
        ([0, 0, 0, 0], False),
    ],
)
def test_a_card_is_split_when_the_two_most_given_verdicts_lie_apart(counts: list[int], *, apart: bool) -> None:
    assert split(counts) is apart


@pytest.mark.parametrize(
    ("counts", "key_levels", "wanted"),
    [
        ([4, 0, 0, 0], [0], Hint.NONE),
        ([8, 2, 0, 0], [0], Hint.EXPLAIN),
        ([7, 3, 0, 0], [0], Hint.DISCUSS),
        ([3, 7, 0, 0], [0], Hint.DISCUSS),
        ([2, 8, 0, 0], [0], Hint.TEACH),
        ([0, 4, 4, 2], [1, 2], Hint.EXPLAIN),
    ],
)
def test_the_hint_goes_by_the_share_that_was_right(counts: list[int], key_levels: list[int], wanted: Hint) -> None:
    assert hint(counts, key_levels) is wanted


def test_the_bounds_of_the_hint_can_be_set() -> None:
    assert hint([8, 2, 0, 0], [0], Interval(0.4, 0.9)) is Hint.DISCUSS
    found = on_one_card("harbour", [NEVER] * 7 + [UNWISE] * 3)
    assert (found.hint(), found.hint(Interval(0.35, 0.65))) == (Hint.DISCUSS, Hint.EXPLAIN)


def test_a_persons_sheet_counts_first_votes_only_and_is_there_in_a_class_of_two() -> None:
    cast = votes(
        (1, "harbour", 1, FINE), (1, "harbour", 2, NEVER), (1, "orchard", 1, None), (1, "market", 1, GRAY), taken=[1]
    )
    nobody, one = class_report(cast, roster(2), list(KEYS)).people
    assert (nobody.answered, nobody.taken, nobody.sums.n, nobody.sums.out_of) == (0, 0, 0, 0)
    assert (one.answered, one.taken) == (2, 3)
    assert (one.sums.marks, one.sums.out_of, one.sums.all_marks, one.sums.all_out_of) == (2, 12, 5, 30)
    assert (one.sums.under_calls, one.sums.over_calls, one.sums.missed_prohibited) == (1, 1, 1)


def test_the_deck_is_told_with_chance_and_the_best_constant_answer() -> None:
    cast = [(person, card_id, 1, UNWISE) for person in range(6) for card_id in KEYS]
    found = class_report(votes(*cast), roster(8), list(KEYS))
    assert (found.joined, found.n, found.omitted) == (8, 6, 0)
    assert found.sums
    assert found.sums.marks == found.sums.best_constant == 6 * (2 + 4 + 0)
    assert found.sums.chance == pytest.approx(6 * (1.5 + 3 + 1.5))
    strict = class_report(votes(*cast, scheme=Scheme.STRICT), roster(8), list(KEYS), Scheme.STRICT)
    assert strict.sums
    assert strict.sums.best_constant == 6 * 4


def test_of_two_votes_in_a_round_the_last_counts_and_those_not_listed_do_not() -> None:
    cast = votes(
        *[(person, "harbour", 1, FINE) for person in range(7)], (0, "harbour", 1, NEVER), (1, "market", 1, FINE)
    )
    found = class_report(cast, roster(6), ["harbour", "orchard"])
    assert (found.n, found.joined) == (6, 6)
    assert [card.votes for card in found.cards] == [{1: [1, 0, 0, 5]}, {}]
    assert (found.cards[1].n, found.cards[1].item.n, found.cards[1].accepted) == (0, 0, ())


def test_fewer_than_five_votes_among_more_people_are_not_told_one_by_one() -> None:
    found = on_one_card("harbour", [NEVER] * 3 + [None] * 9)
    assert (found.n, found.omitted, found.votes, found.hint()) == (12, 9, {}, Hint.NONE)


def test_a_card_that_everybody_left_blank_has_no_calls_either_way_and_earned_nothing() -> None:
    found = on_one_card("harbour", [None] * 12)
    assert found.sums
    assert (found.n, found.omitted, found.votes, found.majority_share) == (12, 12, {}, None)
    assert (found.sums.under_calls, found.sums.over_calls, found.hint()) == (0, 0, Hint.NONE)
    assert found.item.facility
    assert found.item.facility.mean == 0


@pytest.mark.parametrize(("people", "card_ids"), [(0, []), (0, ["harbour"]), (3, list(KEYS))])
def test_a_room_in_which_nobody_votes_is_an_empty_report(people: int, card_ids: list[str]) -> None:
    found = class_report(votes(), roster(people), card_ids)
    assert (found.joined, found.n, found.sums, found.omitted, found.reliability) == (people, 0, None, None, None)
    assert [(card.card_id, card.n, card.not_voted, card.votes) for card in found.cards] == [
        (card_id, 0, people, {}) for card_id in card_ids
    ]
    assert [(one.name, one.answered) for one in found.people] == [(f"Name {person}", 0) for person in range(people)]


def test_a_class_of_one_is_told_that_it_is_one() -> None:
    found = class_report(votes((0, "harbour", 1, FINE), (0, "harbour", 2, NEVER)), roster(1), ["harbour"])
    assert (found.joined, found.n, found.sums, found.cards[0].n, found.cards[0].votes) == (1, 1, None, 1, {})
    assert found.cards[0].transition is None


def test_a_transition_wants_five_people_with_both_votes() -> None:
    before, after = np.zeros(6), np.array([0, 1, 2, 3, math.nan, 3])
    found = transition(before, after, [0])
    assert found
    assert (found.n, found.left_out, found.away) == (5, 1, 4)
    assert transition(before[:5], after[:5], [0]) is None
