from __future__ import annotations

from collections.abc import Sequence

import pytest

from records.class_report import ClassReport
from records.room import Room
from records.score_sheet import ScoreSheet
from scoring.deck import Deck, load_deck
from tests.conftest import ROOT
from tests.records.exports.classes import CODE, Course, a_room, students, told


@pytest.fixture(scope="session")
def shipped() -> Deck:
    return load_deck(ROOT / "scenarios")


@pytest.fixture(scope="session")
def twenty_four(shipped: Deck) -> Sequence[str]:
    return [card.id for card in shipped.under(CODE)][:24]


@pytest.fixture(scope="session")
def room(shipped: Deck, twenty_four: Sequence[str]) -> Room:
    """Sixty people, twenty-four cards, two rounds."""
    return a_room(shipped, students(60), Course(twenty_four, 2, reasonings=("", "Because.", "Well - no")))


@pytest.fixture(scope="session")
def a_class(room: Room, shipped: Deck) -> tuple[ScoreSheet, ClassReport]:
    return told(room, shipped)
