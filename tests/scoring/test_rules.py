from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.answer import Part
from scoring.card import Factor, NextStep, Ruling, Weight
from scoring.chance import best_constant, guessing
from scoring.deck import Deck
from scoring.rules import (
    MarkTable,
    Scheme,
    compile_card,
    factor_credit,
    factor_table,
    next_step_table,
    signed_steps,
    standard_credit,
    verdict_table,
)
from scoring.verdict import SCALE, Verdict

P, I, G, A = SCALE  # noqa: E741 - the letters of the tables in the README
BECAUSE = "A reason made for a test."


def ruling(key: Verdict, *accept: Verdict) -> Ruling:
    return Ruling(verdict=key, accept=accept, cites=("3.05(a)",), because=BECAUSE)


def factors(weights: str) -> list[Factor]:
    named = {"d": Weight.DECISIVE, "n": Weight.NEUTRAL, "i": Weight.IRRELEVANT}
    return [Factor(fact=f"Fact {n}", weight=named[sign], because=BECAUSE) for n, sign in enumerate(weights)]


def steps(*earned: int) -> list[NextStep]:
    return [NextStep(step=f"Step {n}", credit=credit, because=BECAUSE) for n, credit in enumerate(earned)]


@pytest.mark.parametrize(
    ("key", "marks"),
    [
        ((P,), (4, 2, 0, 0, 0)),
        ((I,), (2, 4, 2, 0, 0)),
        ((G,), (0, 2, 4, 2, 0)),
        ((A,), (0, 0, 2, 4, 0)),
        ((I, G), (2, 4, 4, 2, 0)),
    ],
)
def test_a_verdict_earns_four_two_or_nothing(key: tuple[Verdict, ...], marks: tuple[int, ...]) -> None:
    assert verdict_table(ruling(*key), Scheme.NEAR_MISS, 4).marks == marks


@pytest.mark.parametrize(
    ("scheme", "marks"),
    [(Scheme.STRICT, (0, 0, 4, 0, 0)), (Scheme.SAFETY_WEIGHTED, (0, 2, 4, 1, 0))],
)
def test_the_other_schemes_mark_a_gray_key_as_they_say(scheme: Scheme, marks: tuple[int, ...]) -> None:
    assert verdict_table(ruling(G), scheme, 4).marks == marks


def test_guessing_and_constant_answers_earn_what_the_design_says_they_earn() -> None:
    """The shares in the table of the scoring design: uniform keys, in per cent."""
    shares = {}
    for scheme in Scheme:
        tables = [verdict_table(ruling(key), scheme, 4) for key in SCALE]
        constant = [round(100 * sum(table.marks[answer.level] for table in tables) / 16) for answer in SCALE]
        shares[scheme] = (round(100 * (guessing(tables) or 0)), constant)
    assert shares == {
        Scheme.NEAR_MISS: (44, [38, 50, 50, 38]),
        Scheme.STRICT: (25, [25, 25, 25, 25]),
        Scheme.SAFETY_WEIGHTED: (39, [38, 44, 44, 31]),
    }


def test_the_best_constant_answer_is_named_with_its_share() -> None:
    tables = [verdict_table(ruling(key), Scheme.NEAR_MISS, 4) for key in (P, P, I)]
    assert best_constant(tables) == (P, 10 / 12)


def test_without_cards_there_is_no_chance_level() -> None:
    assert (guessing([]), best_constant([])) == (None, None)


def test_the_worked_example_of_the_facts() -> None:
    """K={a,b,c}, D={d,e}, f neutral; ticks a,b,d,f: 2/3 - 1/2, and two marks of that."""
    table = factor_table(factors("dddiin"))
    assert table.of(0b101011) == pytest.approx(2 * (2 / 3 - 1 / 2))


@given(st.text(alphabet="dni", min_size=2, max_size=7).filter(lambda weights: "d" in weights))
def test_facts_are_marked_between_nothing_and_two_and_the_key_earns_two(weights: str) -> None:
    table = factor_table(factors(weights))
    key = sum(1 << place for place, sign in enumerate(weights) if sign == "d")
    assert all(0 <= marks <= 2 for marks in table.marks)
    assert (table.of(key), table.of(None), table.of(0)) == (2, 0, 0)


@given(st.text(alphabet="dni", min_size=3, max_size=7).filter(lambda weights: {"d", "i"} <= set(weights)))
def test_ticking_every_fact_earns_nothing(weights: str) -> None:
    assert factor_table(factors(weights)).marks[-2] == 0


@given(st.permutations("ddinn"), st.sets(st.integers(0, 4)))
def test_the_order_of_the_facts_changes_nothing(order: list[str], ticked: set[int]) -> None:
    chosen = sorted(order[place] for place in ticked)
    in_order = sorted("ddinn")
    places, left = [], list(range(5))
    for sign in chosen:
        place = next(index for index in left if in_order[index] == sign)
        left.remove(place)
        places.append(place)
    shuffled = factor_credit(factors("".join(order)), sum(1 << place for place in ticked))
    assert shuffled == pytest.approx(factor_credit(factors("".join(in_order)), sum(1 << place for place in places)))


def test_blind_ticking_at_any_rate_has_expectation_zero_before_the_floor() -> None:
    weights = "ddiin"
    for rate in (0.2, 0.5, 0.9):
        expected = 0.0
        for ticks in itertools.product((0, 1), repeat=5):
            chance = 1.0
            for tick in ticks:
                chance *= rate if tick else 1 - rate
            right, wrong = sum(ticks[:2]) / 2, sum(ticks[2:4]) / 2
            expected += chance * (right - wrong)
        assert expected == pytest.approx(0)
    assert 0.15 < factor_table(factors(weights)).chance / 2 < 0.25


def test_a_next_step_is_worth_its_share_of_the_best() -> None:
    assert next_step_table(steps(2, 1, 0)).marks == (3, 1.5, 0, 0)


@pytest.mark.parametrize(
    ("cited", "credit"),
    [("10.08(a)", 1), ("10.08", 0.5), ("10", 0.5), ("10.08(b)", 0), ("3.05(a)", 0), ("A.5", 0)],
)
def test_a_clause_earns_one_and_its_section_a_half(cited: str, credit: float) -> None:
    assert standard_credit(("10.08(a)", "3.08"), cited) == credit


def test_sections_of_other_numbering_are_known_too() -> None:
    assert [
        standard_credit((clause,), section) for clause, section in (("A.5.c", "A.5"), ("33a", "33"), ("1.3", "1"))
    ] == [
        0.5,
        0.5,
        0.5,
    ]


@pytest.mark.parametrize(
    ("accepted", "answer", "steps"),
    [((P,), A, 3), ((A,), P, -3), ((G, I), I, 0), ((G, I), P, -1), ((G, I), A, 1), ((I,), I, 0)],
)
def test_steps_are_counted_from_the_nearest_accepted_verdict(
    accepted: tuple[Verdict, ...], answer: Verdict, steps: int
) -> None:
    assert signed_steps(accepted, answer) == steps


def test_an_answer_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="the answer state 4 does not exist; there are 4"):
        MarkTable((0, 0, 0, 4, 0), 4).of(4)


@pytest.mark.parametrize("scheme", Scheme)
def test_on_every_card_the_key_earns_everything_and_no_answer_earns_more(deck: Deck, scheme: Scheme) -> None:
    for card in deck.cards.values():
        for code_id, key in card.verdicts.items():
            compiled = compile_card(card, deck.codes[code_id], scheme)
            tables = [*compiled.tables.values(), *compiled.twists]
            assert all(max(table.marks) == table.out_of and min(table.marks) == 0 for table in tables)
            assert compiled.table(Part.VERDICT).of(key.verdict.level) == 4
