from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scoring.__main__ import main
from scoring.deck import load_deck
from tests.conftest import ROOT

DECK = ROOT / "tests" / "deck"


def test_check_passes_on_the_shipped_deck(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(ROOT / "scenarios")]) == 0
    assert "0 files left out" in capsys.readouterr().out


def test_a_new_card_fails_check_until_it_is_filled_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(DECK / "codes", tmp_path / "codes")
    assert main(["new", "harbour", "a-boat-in-may", "--folder", str(tmp_path)]) == 0
    assert main(["check", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert "a-boat-in-may.yaml is ready to fill in" in said
    assert "1 file left out" in said


def test_new_never_writes_over_a_card(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["new", "harbour", "a-boat-in-may", "--folder", str(tmp_path)])
    card = tmp_path / "harbour" / "a-boat-in-may.yaml"
    card.write_text("mine")
    assert main(["new", "harbour", "a-boat-in-may", "--folder", str(tmp_path)]) == 1
    assert card.read_text() == "mine"
    assert "exists already" in capsys.readouterr().err


def test_show_tells_the_card_and_what_each_answer_earns(capsys: pytest.CaptureFixture[str]) -> None:
    card = next(iter(load_deck(DECK).cards.values()))
    assert main(["show", card.id, "--folder", str(DECK)]) == 0
    said = capsys.readouterr().out
    assert said.startswith(card.title)
    assert f"  4.0  {card.verdicts['apa-2017'].verdict.value}  <- the key" in said
    assert all(step.step in said for step in card.next_steps)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (["no-such-card"], "there is no sound card no-such-card"),
        (["market-in-june", "--code", "bacp-2018"], "not bacp-2018"),
    ],
)
def test_show_says_what_there_is_not(wanted: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", *wanted, "--folder", str(DECK)]) == 1
    assert said in capsys.readouterr().err


def test_schema_writes_both_schemas(tmp_path: Path) -> None:
    assert main(["schema", "--folder", str(tmp_path)]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["card.schema.json", "code.schema.json"]
