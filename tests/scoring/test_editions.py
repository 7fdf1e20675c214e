"""A change to what is scored raises the edition; anything else may change freely."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from scoring.__main__ import main
from scoring.card import Card
from scoring.editions import not_raised
from scoring.reading import Reading, read_as
from tests.conftest import ROOT

PATH = "deck/harbour/market-in-june.yaml"
BEFORE = (ROOT / "tests" / "deck" / "harbour" / "market-in-june.yaml").read_text(encoding="utf-8")


def card(source: str) -> Reading[Card]:
    reading = read_as(Card, source.encode(), PATH)
    assert reading.value, [str(found) for found in reading.problems]
    return reading


def told(after: str) -> list[str]:
    before = card(BEFORE).value
    assert before
    return [str(found) for found in not_raised(card(after), before)]


def test_an_unchanged_card_needs_nothing() -> None:
    assert told(BEFORE) == []


def test_a_changed_stem_needs_a_new_edition_and_says_which() -> None:
    stem = next(line for line in BEFORE.splitlines() if line.startswith("stem: "))
    line = next(number for number, text in enumerate(BEFORE.splitlines(), 1) if text.startswith("edition:"))
    [said] = told(BEFORE.replace(stem, "stem: Dr. Brandt says no to Tomas."))
    expected = "stem changed and the edition did not rise; set edition: 2, so that answers to both versions stay apart"
    assert said == f"{PATH}:{line}: E410 {expected}"


def test_with_a_new_edition_it_may_change() -> None:
    stem = next(line for line in BEFORE.splitlines() if line.startswith("stem: "))
    after = BEFORE.replace(stem, "stem: Dr. Brandt says no to Tomas.").replace("edition: 1", "edition: 2")
    assert told(after) == []


def test_titles_and_settings_may_change_freely() -> None:
    title = next(line for line in BEFORE.splitlines() if line.startswith("title: "))
    assert told(BEFORE.replace(title, "title: Another title")) == []


def test_check_compares_with_a_git_reference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def git(*words: str) -> None:
        identity = ["-c", "user.name=An author", "-c", "user.email=author@example.org"]
        subprocess.run(["git", *identity, *words], cwd=tmp_path, check=True, capture_output=True)

    for folder in ("codes", "harbour", "orchard"):
        (tmp_path / folder).mkdir()
        for path in (ROOT / "tests" / "deck" / folder).glob("*.yaml"):
            (tmp_path / folder / path.name).write_bytes(path.read_bytes())
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-q", "-m", "A deck")
    assert main(["check", "--against", "main", str(tmp_path)]) == 0
    june = tmp_path / "harbour" / "market-in-june.yaml"
    stem = next(line for line in BEFORE.splitlines() if line.startswith("stem: "))
    june.write_text(BEFORE.replace(stem, "stem: Dr. Brandt says no to Tomas."), encoding="utf-8")
    capsys.readouterr()
    assert main(["check", "--against", "main", str(tmp_path)]) == 1
    assert "E410 stem changed" in capsys.readouterr().out


def test_a_reference_git_does_not_know_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    del tmp_path
    assert main(["check", "--against", "no-such-branch", str(ROOT / "tests" / "deck")]) == 2
    assert "git does not know no-such-branch" in capsys.readouterr().err
