from __future__ import annotations

import re

import pytest

from scoring.answer import Part
from scoring.card import Weight
from scoring.deck import Deck
from scoring.interchange import Kind, Question, questions_of
from scoring.rules import compile_card, factor_credit
from scoring.verdict import SCALE, Verdict

SOURCE = "Source: Boundary Practice, card market-in-june, edition 1; key under APA 2017 ("


def of(deck: Deck, card_id: str = "market-in-june", code_id: str = "apa-2017") -> dict[str, Question]:
    made = questions_of(deck.cards[card_id], deck.codes[code_id])
    return {question.title.partition(": ")[2]: question for question in made}


def test_a_card_is_asked_as_verdict_facts_next_step_and_every_what_if(deck: Deck) -> None:
    made = of(deck)
    assert list(made) == ["verdict", "deciding facts", "next step", "what if 1", "what if 2"]
    assert [question.part for question in made.values()] == [
        *(Part.VERDICT, Part.FACTORS, Part.NEXT_STEP, Part.TWIST, Part.TWIST)
    ]
    assert [question.marks for question in made.values()] == [4, 2, 3, 2, 2]


def test_a_verdict_earns_by_the_near_miss_scheme_and_an_accepted_one_in_full(deck: Deck) -> None:
    verdict = of(deck)["verdict"]
    assert [option.credit for option in verdict.options] == [0.5, 1, 1, 0.5]
    assert [option.text for option in verdict.options if option.is_key] == ["Gray area"]
    assert verdict.in_order


def test_each_verdict_is_told_where_it_stands_beside_the_key(deck: Deck) -> None:
    assert [option.feedback for option in of(deck)["verdict"].options] == [
        "One step stricter than APA 2017, which says gray area.",
        "APA 2017 supports this as well as its key, gray area.",
        "APA 2017 says the same.",
        "One step more permissive than APA 2017, which says gray area.",
    ]


def test_a_prohibited_act_let_pass_is_named_in_the_feedback(shipped: Deck) -> None:
    card = next(card for card in shipped.under("apa-2017") if card.verdicts["apa-2017"].verdict is Verdict.PROHIBITED)
    verdict = questions_of(card, shipped.codes["apa-2017"])[0]
    assert ["A prohibited act was let pass." in option.feedback for option in verdict.options] == [
        *(False, False, True, True)
    ]


def test_the_reason_of_the_code_is_the_feedback_and_never_in_the_question(whole: list[Question], shipped: Deck) -> None:
    for question in whole:
        card = shipped.cards[question.card]
        reasons = {card.verdicts[question.code].because, *(step.because for step in card.next_steps)}
        reasons |= {factor.because for factor in card.factors}
        reasons |= {twist.verdicts[question.code].because for twist in card.twists}
        assert not any(reason in question.text for reason in reasons)
        told = "\n\n".join((question.feedback, *(option.feedback for option in question.options)))
        assert any(reason in told for reason in reasons)
        assert all(option.feedback for option in question.options)


def test_every_question_says_where_it_comes_from(deck: Deck) -> None:
    for question in of(deck).values():
        assert SOURCE in question.feedback
        assert "CC BY 4.0" in question.feedback
        assert question.feedback.endswith("No licensing board has reviewed it.")


def test_ids_are_names_that_no_other_question_has(shipped: Deck) -> None:
    made = [
        question
        for code in shipped.codes.values()
        for card in shipped.under(code.id)
        for question in questions_of(card, code)
    ]
    assert len({question.id for question in made}) == len(made)
    assert all(re.fullmatch(r"[a-z][a-z0-9_-]{1,99}", question.id) for question in made)


def test_ticks_of_facts_add_up_to_the_balanced_rule_whatever_is_ticked(shipped: Deck) -> None:
    code = shipped.codes["apa-2017"]
    for card in shipped.cards.values():
        facts = questions_of(card, code)[1]
        assert facts.kind is Kind.MULTIPLE
        places = {option.id: int(option.id.removeprefix("fact-")) - 1 for option in facts.options}
        for ticked in range(1 << len(card.factors)):
            total = sum(option.credit for option in facts.options if ticked >> places[option.id] & 1)
            assert max(0.0, total) == pytest.approx(factor_credit(card.factors, ticked))


def test_next_steps_and_what_ifs_earn_what_they_earn_here(whole: list[Question], shipped: Deck) -> None:
    for question in whole:
        compiled = compile_card(shipped.cards[question.card], shipped.codes[question.code])
        if question.part is Part.NEXT_STEP:
            places = [int(option.id.removeprefix("step-")) - 1 for option in question.options]
            here = [compiled.table(Part.NEXT_STEP).of(place) for place in places]
        elif question.part is Part.TWIST:
            place = int(question.id.split("_")[0].removeprefix("what-if-")) - 1
            here = [compiled.twists[place].of(verdict.level) for verdict in SCALE]
        else:
            continue
        assert [option.credit * question.marks for option in question.options] == pytest.approx(here)


def test_facts_do_not_stand_in_the_authors_order_which_tells_the_key(shipped: Deck) -> None:
    first = 0
    for card in shipped.cards.values():
        [key] = {tuple(factor.weight for factor in card.factors).index(Weight.DECISIVE)}
        facts = questions_of(card, shipped.codes["apa-2017"])[1]
        first += facts.options[0].id == f"fact-{key + 1}"
    assert first < len(shipped.cards) / 3


def test_a_content_note_stands_above_the_story_and_harm_in_the_feedback(shipped: Deck, deck: Deck) -> None:
    card = next(card for card in shipped.cards.values() if card.content_note)
    for question in questions_of(card, shipped.codes["apa-2017"]):
        assert question.text.startswith(f"This card touches on: {card.content_note}.\n\n")
    hurtful = [option.feedback for option in of(deck)["next step"].options if option.feedback.startswith("This would")]
    assert hurtful == ["This would hurt somebody. It hurts somebody."]


def test_a_what_if_is_one_sentence_after_the_same_story(deck: Deck) -> None:
    card, what_if = deck.cards["market-in-june"], of(deck)["what if 2"]
    assert (
        what_if.text
        == f"{card.vignette}\n\n{card.stem}\n\nWhat if the ending had been a quarrel? Under APA 2017 this would be:"
    )
    assert [option.credit for option in what_if.options] == [0.5, 1, 0.5, 0]


def test_a_code_without_a_key_is_refused(deck: Deck, shipped: Deck) -> None:
    with pytest.raises(KeyError, match="bacp-2018"):
        questions_of(deck.cards["market-in-june"], shipped.codes["bacp-2018"])
