"""Each file in tests/broken says in a comment which problem stands on which line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scoring.__main__ import main
from scoring.deck import load_deck

BROKEN = Path("tests/broken")
HERE = re.compile(r"# expect ((?:E\d{3} ?)+)")
THERE = re.compile(r"# expect (\d+):(E\d{3})")
FILES = sorted(BROKEN.glob("*/*.yaml"))


def expected(path: Path) -> set[tuple[int, str]]:
    problems = set()
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), start=1):
        if there := THERE.search(line):
            problems.add((int(there[1]), there[2]))
        elif here := HERE.search(line):
            problems |= {(number, code) for code in here[1].split()}
    return problems


@pytest.fixture(scope="module")
def found() -> dict[str, set[tuple[int, str]]]:
    by_file: dict[str, set[tuple[int, str]]] = {path.as_posix(): set() for path in FILES}
    for problem in load_deck(BROKEN).problems:
        by_file[problem.path].add((problem.line, problem.code))
    return by_file


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_broken_file_is_told_apart_by_line_and_code(path: Path, found: dict[str, set[tuple[int, str]]]) -> None:
    assert found[path.as_posix()] == expected(path)


def test_there_are_at_least_forty_broken_files_and_each_error_has_one() -> None:
    from scoring.problems import ERRORS

    needs_more_than_a_file = {"E101", "E102", "E410"}
    assert len(FILES) >= 40
    assert {code for path in FILES for _, code in expected(path)} == set(ERRORS) - needs_more_than_a_file


def test_the_quiz_starts_with_the_cards_that_are_sound() -> None:
    deck = load_deck(BROKEN)
    assert (sorted(deck.cards), sorted(deck.codes)) == (["twin-one"], ["apa-2017"])


def test_check_prints_all_problems_in_one_run_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["check", BROKEN.as_posix()])
    printed = capsys.readouterr().out.splitlines()
    errors = [line for line in printed if re.match(r"tests/broken/\S+:\d+: E\d{3} ", line)]
    assert (status, len(errors)) == (1, sum(len(expected(path)) for path in FILES))
    assert (
        "tests/broken/harbour/unknown-verdict.yaml:16: E204 `verdict`: one of these was expected: "
        "prohibited, inadvisable, gray area, permissible; got grey"
    ) in printed
