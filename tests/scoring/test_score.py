from __future__ import annotations

import pytest

from scoring.answer import Answer, Depth, Part, present
from scoring.deck import Deck
from scoring.rules import CompiledCard, Scheme, compile_card
from scoring.score import Direction, PartScore, Status, score
from scoring.verdict import Certainty, Verdict


@pytest.fixture
def june(deck: Deck) -> CompiledCard:
    return compile_card(deck.cards["market-in-june"], deck.codes["apa-2017"])


@pytest.fixture
def march(deck: Deck) -> CompiledCard:
    return compile_card(deck.cards["letter-in-march"], deck.codes["apa-2017"])


def test_a_whole_answer_is_worth_the_sum_of_its_parts(march: CompiledCard) -> None:
    """The worked card of the scoring design: 2/4, 1/2 of the facts, an acceptable step, the section: 5.5 of 10."""
    answer = Answer(
        verdict=Verdict.INADVISABLE,
        certainty=Certainty.CERTAIN,
        factors=frozenset({0}),
        next_step=1,
        standard="10.08",
    )
    worth = score(march, answer, Depth.FULL, twist_is_over=False)
    assert [(part.part, part.status, part.marks, part.out_of) for part in worth.parts] == [
        (Part.VERDICT, Status.ANSWERED, 2, 4),
        (Part.FACTORS, Status.ANSWERED, 1, 2),
        (Part.NEXT_STEP, Status.ANSWERED, 2, 3),
        (Part.STANDARD, Status.ANSWERED, 0.5, 1),
        (Part.TWIST, Status.NOT_REACHED, 0, 2),
    ]
    assert (worth.marks, worth.out_of) == (5.5, 10)
    assert (worth.signed_steps, worth.missed_prohibited, worth.certainty_marks) == (1, False, -6)


def test_nothing_answered_is_omitted_and_not_wrong(june: CompiledCard) -> None:
    worth = score(june, Answer(), Depth.FULL)
    assert {part.status for part in worth.parts} == {Status.OMITTED}
    assert (worth.marks, worth.out_of) == (0, 12)
    assert (worth.signed_steps, worth.certainty_marks, worth.direction) == (None, None, None)


def test_quick_depth_asks_for_the_verdict_alone(june: CompiledCard) -> None:
    worth = score(june, Answer(verdict=Verdict.GRAY_AREA), Depth.QUICK)
    assert worth.parts == (PartScore(Part.VERDICT, Status.ANSWERED, 4, 4, 3.0),)


@pytest.mark.parametrize(
    ("answer", "missed"),
    [
        (Verdict.PROHIBITED, False),
        (Verdict.INADVISABLE, False),
        (Verdict.GRAY_AREA, True),
        (Verdict.PERMISSIBLE, True),
    ],
)
def test_letting_a_prohibited_act_pass_is_noted_whatever_the_marks(
    march: CompiledCard, answer: Verdict, missed: bool
) -> None:
    assert score(march, Answer(verdict=answer), Depth.QUICK).missed_prohibited is missed


@pytest.mark.parametrize(
    ("certainty", "right", "wrong"),
    [(Certainty.GUESSING, 1, 0), (Certainty.LEANING, 2, -2), (Certainty.CERTAIN, 3, -6)],
)
def test_certainty_pays_for_honesty(march: CompiledCard, certainty: Certainty, right: int, wrong: int) -> None:
    marks = [
        score(march, Answer(verdict=verdict, certainty=certainty), Depth.QUICK).certainty_marks
        for verdict in (Verdict.PROHIBITED, Verdict.INADVISABLE)
    ]
    assert marks == [right, wrong]


def test_an_accepted_neighbour_counts_as_right_for_certainty(june: CompiledCard) -> None:
    answer = Answer(verdict=Verdict.INADVISABLE, certainty=Certainty.CERTAIN)
    worth = score(june, answer, Depth.QUICK)
    assert (worth.part(Part.VERDICT).marks, worth.signed_steps, worth.certainty_marks) == (4, 0, 3)


def test_a_harmful_step_raises_a_flag_and_takes_no_marks_away(june: CompiledCard) -> None:
    worth = score(june, Answer(next_step=3), Depth.FULL)
    assert (worth.chose_harm, worth.part(Part.NEXT_STEP).marks) == (True, 0)


@pytest.mark.parametrize(
    ("twist", "base", "after", "direction"),
    [
        (0, Verdict.GRAY_AREA, Verdict.GRAY_AREA, Direction.FOLLOWED),
        (0, Verdict.GRAY_AREA, Verdict.PROHIBITED, Direction.OVER_MOVED),
        (1, Verdict.GRAY_AREA, Verdict.INADVISABLE, Direction.FOLLOWED),
        (1, Verdict.PERMISSIBLE, Verdict.GRAY_AREA, Direction.FOLLOWED),
        (1, Verdict.GRAY_AREA, Verdict.GRAY_AREA, Direction.MISSED),
        (1, Verdict.GRAY_AREA, Verdict.PERMISSIBLE, Direction.WRONG_WAY),
    ],
)
def test_a_twist_tells_whether_the_verdict_followed_the_fact(
    june: CompiledCard, twist: int, base: Verdict, after: Verdict, direction: Direction
) -> None:
    answer = Answer(verdict=base, twist=twist, twist_verdict=after)
    assert score(june, answer, Depth.FULL).direction is direction


def test_a_standard_of_another_code_is_refused(june: CompiledCard) -> None:
    with pytest.raises(ValueError, match=r"APA 2017 has no standard A\.5\.c"):
        score(june, Answer(standard="A.5.c"), Depth.FULL)


def test_a_scheme_changes_the_marks_and_not_the_facts(deck: Deck) -> None:
    compiled = compile_card(deck.cards["letter-in-march"], deck.codes["apa-2017"], Scheme.STRICT)
    worth = score(compiled, Answer(verdict=Verdict.INADVISABLE), Depth.QUICK)
    assert (worth.marks, worth.signed_steps, worth.scheme) == (0, 1, Scheme.STRICT)


def test_what_a_trainee_is_shown_holds_no_key_and_no_reason(deck: Deck) -> None:
    for card in deck.cards.values():
        for code_id, ruling in card.verdicts.items():
            shown = repr(present(card, deck.codes[code_id], Depth.FULL, "seed"))
            reasons = [
                ruling.because,
                *(factor.because for factor in card.factors),
                *(s.because for s in card.next_steps),
            ]
            changes = [twist.change for twist in card.twists]
            assert not [text for text in reasons + changes if text in shown]
            assert "decisive" not in shown


def test_facts_and_steps_are_dealt_anew_for_each_sitting_and_alike_within_one(deck: Deck) -> None:
    card, code = deck.cards["market-in-june"], deck.codes["apa-2017"]
    orders = {present(card, code, Depth.FULL, str(seed)).factors for seed in range(20)}
    again = present(card, code, Depth.FULL, "7")
    assert len(orders) > 5
    assert again == present(card, code, Depth.FULL, "7")
    assert {choice.index for choice in again.factors} == set(range(5))
