from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scoring.__main__ import main
from scoring.deck import load_deck
from scoring.interchange import Format
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


@pytest.mark.parametrize("wanted", [["Harbour", "a-boat"], ["harbour", "A Boat"], ["harbour", "../a-boat"]])
def test_new_refuses_a_name_that_cannot_stand(
    wanted: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", *wanted, "--folder", str(tmp_path)]) == 2
    assert "is not in the expected form" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_new_says_when_the_topic_is_new(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    shutil.copytree(DECK, tmp_path / "deck")
    main(["new", "habour", "a-boat", "--folder", str(tmp_path / "deck")])
    assert "habour is a new topic; so far there are: harbour, orchard" in capsys.readouterr().out


def test_a_hint_left_in_the_story_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(DECK, tmp_path / "deck")
    card = tmp_path / "deck" / "harbour" / "market-in-june.yaml"
    card.write_text(card.read_text(encoding="utf-8").replace("vignette: |\n", "vignette: |\n  # a hint\n"))
    assert main(["check", str(tmp_path / "deck")]) == 1
    assert "E206 `vignette`: a line begins with #" in capsys.readouterr().out


def test_a_comma_inside_braces_is_named_as_the_cause(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(DECK, tmp_path / "deck")
    card = tmp_path / "deck" / "harbour" / "market-in-june.yaml"
    text = card.read_text(encoding="utf-8").replace(
        "step: Talk it over with a consultant first", "step: Talk, but not long"
    )
    card.write_text(text)
    assert main(["check", str(tmp_path / "deck")]) == 1
    assert "a comma inside { } ended the text before it" in capsys.readouterr().out


def test_show_blind_tells_nothing_of_the_key(capsys: pytest.CaptureFixture[str]) -> None:
    card = next(iter(load_deck(DECK).cards.values()))
    assert main(["show", card.id, "--blind", "--folder", str(DECK)]) == 0
    said = capsys.readouterr().out
    assert card.stem in said
    assert not any(secret in said for secret in ("<- the key", "decisive", card.verdicts["apa-2017"].because))


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


@pytest.mark.parametrize(
    ("form", "ending"),
    [("gift", ".gift.txt"), ("moodle-xml", ".moodle.xml"), ("qti", ".qti.zip"), (None, ".moodle.xml")],
)
def test_export_writes_a_file_and_says_what_it_does_not_hold(
    form: str | None, ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    chosen = ["--format", form] if form else []
    assert main(["export", *chosen, "--folder", str(DECK)]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"boundary-practice-apa-2017{ending}: 4 cards under APA 2017\nWhat it does not hold:\n")
    assert "  certainty: not asked, so nothing tells whether people are as often right as they think (4 cards)" in said
    assert [path.name for path in tmp_path.iterdir()] == [f"boundary-practice-apa-2017{ending}"]


def test_export_takes_topics_cards_a_code_and_a_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "chosen.xml"
    wanted = ["--topic", "harbour", "--card", "letter-in-march", "--code", "aca-2014", "--out", str(out)]
    assert main(["export", *wanted, "--folder", str(DECK)]) == 0
    assert f"{out}: 3 cards under ACA 2014" in capsys.readouterr().out
    assert out.read_bytes().count(b'<question type="category">') == 2


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (["--code", "apa-1992"], "there is no code apa-1992; there are: aca-2014, apa-2017"),
        (["--card", "no-such-card"], "there is no sound card no-such-card"),
        (["--out", "no/such/folder/deck.xml"], "cannot be written (No such file or directory); choose another place"),
    ],
)
def test_export_says_what_there_is_not(wanted: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", *wanted, "--folder", str(DECK)]) == 1
    assert said in capsys.readouterr().err


def test_export_says_when_a_file_of_the_deck_was_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(DECK, tmp_path / "deck")
    (tmp_path / "deck" / "harbour" / "market-in-may.yaml").write_text("id: market-in-may\n")
    assert main(["export", "--folder", str(tmp_path / "deck"), "--out", str(tmp_path / "deck.xml")]) == 0
    assert "1 file left out; run: python -m scoring check" in capsys.readouterr().err


def test_the_authors_page_shows_how_to_export_in_every_format() -> None:
    page = (ROOT / "scenarios" / "README.md").read_text(encoding="utf-8")
    section = page.partition("## Export a deck\n")[2].partition("\n## ")[0]
    assert all(f"--format {form.value}" in section for form in Format)
