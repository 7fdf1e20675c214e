from __future__ import annotations

import pytest

from scoring.deck import Deck, load_deck
from scoring.interchange import Question, choose, questions_of
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def shipped() -> Deck:
    return load_deck(ROOT / "scenarios")


@pytest.fixture(scope="session", params=("aamft-2015", "aca-2014", "apa-2017", "bacp-2018", "nasw-2021", "nbcc-2023"))
def whole(request: pytest.FixtureRequest, shipped: Deck) -> list[Question]:
    """Every question of the shipped deck under one code."""
    return _under(shipped, request.param)


@pytest.fixture(scope="session")
def apa(shipped: Deck) -> list[Question]:
    """Every question of the shipped deck under APA."""
    return _under(shipped, "apa-2017")


def _under(deck: Deck, code_id: str) -> list[Question]:
    return [question for card in choose(deck, code_id) for question in questions_of(card, deck.codes[code_id])]
