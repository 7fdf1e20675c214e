from __future__ import annotations

import json

import pytest

from scoring.__main__ import main
from scoring.coverage import coverage, in_lines
from scoring.deck import Deck, load_deck
from scoring.verdict import Verdict
from tests.conftest import ROOT


def test_counts_are_those_of_the_cards(deck: Deck) -> None:
    counted = coverage(deck)
    assert counted.cards == len(deck.cards)
    assert sum(counted.of_code("apa-2017").values()) == len(deck.cards)
    assert sum(counted.keys.values()) == sum(len(card.verdicts) for card in deck.cards.values())
    assert counted.twists == sum(len(card.twists) for card in deck.cards.values())


def test_the_shipped_deck_is_as_broad_as_it_promises_to_be() -> None:
    deck = load_deck(ROOT / "scenarios")
    counted = coverage(deck)
    assert counted.cards >= 72
    assert len(counted.topics) >= 12
    assert counted.parted["aca-2014", "apa-2017"] >= 10
    assert counted.parted["apa-2017", "nasw-2021"] >= 10
    assert counted.alone["aamft-2015"] >= 6
    assert counted.paired >= 24
    assert counted.unmoved * 3 >= counted.twists
    for code in deck.codes:
        keyed = counted.of_code(code)
        whole = sum(keyed.values())
        assert whole >= 10, f"a sitting of ten cards has to be possible under {code}"
        assert max(keyed.values()) <= 0.4 * whole
        assert keyed[Verdict.GRAY_AREA] <= 0.3 * whole


def test_check_prints_the_table(deck: Deck, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(ROOT / "tests" / "deck")])
    said = capsys.readouterr().out
    assert all(line in said for line in in_lines(coverage(deck)))


def test_check_as_json_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["check", "--json", str(ROOT / "tests" / "broken")])
    told = json.loads(capsys.readouterr().out)
    problems = load_deck(ROOT / "tests" / "broken").problems
    assert status == 1
    assert [one["message"] for one in told["problems"] if one["is_error"]] == [
        found.message for found in problems if found.is_error
    ]
    assert {"path", "line", "code", "message", "is_error"} == set(told["problems"][0])
