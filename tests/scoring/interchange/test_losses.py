from __future__ import annotations

from scoring.deck import Deck
from scoring.interchange import Loss, in_lines
from scoring.interchange.losses import lost_everywhere
from scoring.verdict import Verdict


def test_each_loss_is_told_once_with_the_cards_that_share_it() -> None:
    many = [Loss(f"card-{n}", "next_step", "not asked") for n in range(4)]
    few = [
        Loss("card-1", "verdict", "snapped"),
        Loss("card-2", "verdict", "snapped"),
        Loss("card-1", "verdict", "snapped"),
    ]
    assert list(in_lines([*many, *few])) == ["next step: not asked (4 cards)", "verdict: snapped (card-1, card-2)"]


def test_without_losses_there_is_nothing_to_tell() -> None:
    assert list(in_lines([])) == []


def test_a_card_loses_what_it_has_and_nothing_else(shipped: Deck) -> None:
    code = shipped.codes["apa-2017"]
    for card in shipped.under("apa-2017"):
        parts = [loss.part for loss in lost_everywhere(card, code)]
        prohibited = card.verdicts["apa-2017"].verdict is Verdict.PROHIBITED
        assert ("verdict" in parts) == prohibited
        assert ("next_step" in parts) == any(step.harmful for step in card.next_steps)
        assert ("content note" in parts) == bool(card.content_note)
        assert ("contrast" in parts) == bool(card.contrast)
        assert ("other codes" in parts) == (len(card.verdicts) > 1)
