"""Each warning has a small deck that earns it, and the shipped deck earns none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scoring.advice import advise, names_in, reading_grade
from scoring.card import Card
from scoring.code import Code
from scoring.deck import assemble, load_deck, read_folder
from scoring.problems import WARNINGS, Problem
from scoring.reading import Reading, read_as
from tests.conftest import ROOT

DECK = ROOT / "tests" / "deck"
JUNE = (DECK / "harbour" / "market-in-june.yaml").read_text(encoding="utf-8")
ALONE = JUNE.replace("contrast: market-in-july\n", "")
PLAIN = "A client waves from the other side of the street and the therapist waves back before both walk on. " * 5


def story(text: str) -> Callable[[str], str]:
    def change(card: str) -> str:
        start, end = card.index("vignette: |\n"), card.index("\nstem:")
        return f"{card[:start]}vignette: |\n  {text}{card[end:]}"

    return change


def cards(count: int, change: Callable[[str], str] = lambda card: card) -> list[Reading[Card]]:
    made = []
    for number in range(count):
        source = change(ALONE).replace("id: market-in-june", f"id: market-{number}")
        made.append(read_as(Card, source.encode(), f"deck/harbour/market-{number}.yaml"))
    return made


def advice(readings: list[Reading[Card]], *, whole: bool = True) -> list[Problem]:
    codes = [read_as(Code, path.read_bytes(), path.as_posix()) for path in sorted((DECK / "codes").glob("*.yaml"))]
    deck = assemble(readings, codes)
    assert deck.left_out == (), [str(found) for found in deck.problems]
    return list(advise(readings, deck, Path("deck") if whole else None))


def codes_of(found: list[Problem]) -> set[str]:
    return {problem.code for problem in found}


def one_card(source: str) -> list[Problem]:
    return advice([read_as(Card, source.encode(), "deck/harbour/market-in-june.yaml")], whole=False)


def always_longest() -> list[Problem]:
    best = "Talk it over with a consultant first"
    longer = f"{best} and then take a whole evening to think"
    return advice(cards(10, lambda card: story(PLAIN)(card.replace(best, longer))))


def always_moving() -> list[Problem]:
    stays, goes = "apa-2017: {verdict: gray area", "apa-2017: {verdict: permissible"
    return advice(cards(10, lambda card: story(PLAIN)(card.replace(stays, goes))))


def hard_to_read() -> list[Problem]:
    heavy = "Notwithstanding considerable interpersonal complications, professionally unaffiliated practitioners " * 9
    return advice(cards(1, story(heavy)), whole=False)


def nothing_irrelevant() -> list[Problem]:
    return one_card(ALONE.replace("weight: irrelevant", "weight: neutral"))


def easy_steps() -> list[Problem]:
    return one_card(ALONE.replace("credit: 0", "credit: 2").replace("credit: 2, harmful: true", "credit: 2"))


def all_warnings() -> list[Problem]:
    """Every warning at least once."""
    return [
        *advice(cards(10, story(PLAIN))),
        *advice(cards(2)),
        *always_longest(),
        *always_moving(),
        *hard_to_read(),
        *nothing_irrelevant(),
        *easy_steps(),
    ]


def test_the_shipped_deck_earns_no_warning() -> None:
    folder = ROOT / "scenarios"
    assert [str(found) for found in advise(read_folder(folder)[0], load_deck(folder), folder)] == []


def test_one_verdict_keyed_too_often_is_told_with_its_share() -> None:
    found = [problem for problem in advice(cards(10, story(PLAIN))) if problem.code == "W501"]
    assert "100% of the keys in the deck are" in found[0].message


def test_too_many_gray_areas_are_told() -> None:
    [first, *_] = [problem for problem in advice(cards(10, story(PLAIN))) if problem.code == "W502"]
    assert "100% of the keys are gray areas" in first.message


def test_a_best_step_that_is_always_the_longest_is_a_clue() -> None:
    assert "W503" in codes_of(always_longest())


def test_a_topic_with_few_cards_is_told_at_its_folder() -> None:
    [found] = [problem for problem in advice(cards(2, story(PLAIN))) if problem.code == "W504"]
    assert (found.path, found.message) == (
        "deck/harbour",
        "the topic has 2 of at least 6 cards; its results mean little: add more",
    )


def test_what_ifs_that_always_move_the_verdict_are_told() -> None:
    assert "W505" in codes_of(always_moving())


def test_a_story_that_is_hard_to_read_is_told_at_its_line() -> None:
    [found] = [problem for problem in hard_to_read() if problem.code == "W506"]
    assert JUNE.splitlines()[found.line - 1].startswith("vignette")


def test_a_name_used_in_two_stories_is_told_and_partners_may_share_theirs() -> None:
    again = [problem for problem in advice(cards(2), whole=False) if problem.code == "W507"]
    assert "is used in market-0 too" in again[0].message
    partners = read_folder(DECK)[0]
    shared = {problem.code for problem in advise(partners, load_deck(DECK), None)}
    assert "W507" not in shared


def test_a_card_without_an_irrelevant_fact_is_told() -> None:
    assert "W508" in codes_of(nothing_irrelevant())


@pytest.mark.parametrize(("words", "told"), [(79, True), (80, False), (180, False), (181, True)])
def test_a_story_has_eighty_to_a_hundred_and_eighty_words(words: int, told: bool) -> None:
    found = advice(cards(1, story(" ".join(["word"] * words))), whole=False)
    assert ("W509" in codes_of(found)) is told


def test_next_steps_that_guessing_gets_right_are_told() -> None:
    assert "W510" in codes_of(easy_steps())


def test_every_warning_of_the_catalogue_is_tested_here() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert [code for code in WARNINGS if f'"{code}"' not in text] == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The cat sat on the mat. The dog sat too.", -3, 2),
        ("She waves. He waves back. They walk on and say no more about it.", -2, 4),
        ("Deliberate documented consultation precedes extraordinary professional exceptions.", 18, 60),
        ("", 0, 0),
    ],
)  # fmt: skip
def test_the_reading_grade_tells_easy_from_hard(text: str, low: float, high: float) -> None:
    assert low <= reading_grade(text) <= high


def test_names_are_words_with_a_capital_inside_a_sentence() -> None:
    text = "Today Dr. Okafor meets Nguyễn Anh O'Brien on a Monday in May, near the harbour. Then Ada-Marie leaves."
    assert names_in(text) >= {"Okafor", "O'Brien"}
    assert names_in(text) & {"Today", "Monday", "May", "Then", "Dr"} == set()
