"""scenarios/PROBLEMS.md names every problem with a real example. `UPDATE=1 make test` writes it anew."""

from __future__ import annotations

import os
import re
from pathlib import Path

from scoring.advice import advise
from scoring.deck import load_deck, read_folder
from scoring.editions import not_raised
from scoring.problems import ERRORS, WARNINGS, Problem
from tests.conftest import ROOT
from tests.scoring import test_advice, test_editions

PAGE = ROOT / "scenarios" / "PROBLEMS.md"
HEAD = """\
# What `check` can say

Each problem has a code, a line where it stands, and a sentence that says what would mend it. The examples are real.
Errors keep a card out of the quiz; warnings make it weaker.
"""


def examples() -> dict[str, str]:
    """One message for each problem, as the program says it."""
    found: list[Problem] = list(load_deck(Path("tests/broken")).problems)
    found += load_deck(Path("no-such-folder")).problems
    before = test_editions.card(test_editions.BEFORE).value
    assert before
    after = test_editions.BEFORE.replace("Dr. Abara says yes", "Dr. Abara says no")
    found += not_raised(test_editions.card(after), before)
    found += advise(read_folder(Path("tests/deck"))[0], load_deck(Path("tests/deck")), Path("tests/deck"))
    found += test_advice.all_warnings()
    first: dict[str, str] = {}
    for problem in found:
        first.setdefault(problem.code, problem.message)
    first["E102"] = "the file has 1,000,001 bytes; the most is 1,000,000; split it"
    return first


def page() -> str:
    said = examples()
    lines = [HEAD]
    for title, group in (("Errors", ERRORS), ("Warnings", WARNINGS)):
        lines += [f"## {title}", "", "| code | problem | for example |", "|---|---|---|"]
        for code, meaning in group.items():
            example = re.sub(r"([|<>])", r"\\\1", said[code])
            lines.append(f"| {code} | {meaning} | {example} |")
        lines.append("")
    return "\n".join(lines)


def test_every_problem_stands_on_the_page_with_a_real_example() -> None:
    assert set(examples()) == set(ERRORS) | set(WARNINGS)


def test_the_page_is_current() -> None:
    text = page()
    if os.environ.get("UPDATE"):
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == text, "run: UPDATE=1 make test"
