"""The cards that come with the program, as a trainee and a reader of the record meet them."""

from __future__ import annotations

import re

import pytest

from records.practice import Practice
from records.sitting import Plan
from records.store import Store
from scoring.answer import Answer, Depth, present
from scoring.deck import Deck, load_deck
from scoring.rules import compile_card
from scoring.score import score
from scoring.verdict import Certainty, Verdict
from tests.conftest import ROOT, Clock

CODES = ("aamft-2015", "aca-2014", "apa-2017", "bacp-2018", "nasw-2021", "nbcc-2023")


@pytest.fixture(scope="module")
def shipped() -> Deck:
    return load_deck(ROOT / "scenarios")


@pytest.mark.parametrize("code_id", CODES)
def test_ten_cards_can_be_started_and_finished_under_each_code(
    practice: Practice, shipped: Deck, now: Clock, code_id: str
) -> None:
    trainee = Practice(Store(practice.store.database), shipped)
    learner_id = practice_learner(practice, now)
    sitting = trainee.begin(learner_id, Plan(code_id, 10), now())
    place = trainee.place(sitting, now())
    seen = []
    while place is not None:
        seen.append(place.dealt.card_id)
        assert trainee.submit(place, Answer(Verdict.INADVISABLE, Certainty.LEANING), now())
        answered = trainee.place(sitting, now())
        assert answered
        trainee.answer_twist(answered, Verdict.INADVISABLE, now())
        place = trainee.go_on(answered, now())
    assert len(set(seen)) == 10
    assert all(code_id in shipped.cards[card_id].verdicts for card_id in seen)


def practice_learner(practice: Practice, now: Clock) -> str:
    from records.identity import Identity

    return Identity(practice.store.database).welcome("a device", now())


def test_every_card_under_every_code_gives_full_marks_to_its_key_and_shows_no_key_before(shipped: Deck) -> None:
    for card in shipped.cards.values():
        for code_id, ruling in card.verdicts.items():
            compiled = compile_card(card, shipped.codes[code_id])
            earned = [step.credit for step in card.next_steps]
            best = earned.index(max(earned))
            decisive = frozenset(n for n, factor in enumerate(card.factors) if factor.weight.value == "decisive")
            key = Answer(
                ruling.verdict, None, decisive, best, ruling.cites[0], "", 0, card.twists[0].verdicts[code_id].verdict
            )
            worth = score(compiled, key, Depth.FULL)
            assert worth.marks == worth.out_of == 12, (card.id, code_id)
            shown = repr(present(card, shipped.codes[code_id], Depth.FULL, "seed"))
            assert ruling.because not in shown


def test_contrast_partners_share_a_scene_and_part_under_some_code(shipped: Deck) -> None:
    for card in shipped.cards.values():
        if card.contrast:
            partner = shipped.cards[card.contrast]
            both = set(card.verdicts) & set(partner.verdicts)
            assert card.topic == partner.topic
            assert any(card.verdicts[code].verdict is not partner.verdicts[code].verdict for code in both), card.id


def test_no_vignette_names_a_code_or_a_profession_that_settles_it(shipped: Deck) -> None:
    names = re.compile(r"\b(APA|ACA|NASW|AAMFT|NBCC|BACP|social worker)\b")
    assert [card.id for card in shipped.cards.values() if names.search(card.vignette + card.stem)] == []


def test_the_record_of_the_review_names_every_card(shipped: Deck) -> None:
    record = (ROOT / "scenarios" / "REVIEW.md").read_text(encoding="utf-8")
    assert [card_id for card_id in shipped.cards if f"| {card_id} |" not in record] == []
    assert "No licensing board" in record
