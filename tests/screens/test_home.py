from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st

from records.opening import Records
from scoring.answer import Depth
from tests.conftest import ROOT
from tests.screens.conftest import Open, Visit


def test_a_first_visit_keeps_nothing_until_a_sitting_begins(visit: Open, records: Records) -> None:
    page = visit()
    assert (
        "(**APA 2017**). Each asks for a verdict, the deciding facts, the next step and the standard. About 8 minutes."
        in page.says()
    )
    assert records.identity.learner("a device") is None
    page.click("start")
    assert records.identity.learner("a device") is not None


def test_code_topics_length_and_depth_can_be_chosen(visit: Open, records: Records) -> None:
    page = visit()
    page("code").set_value("aca-2014").run()
    page("topics").set_value(["orchard"]).run()
    page("depth").set_value(Depth.QUICK).run()
    page("cards_n").set_value(1).run()
    page.click("start")
    [sitting] = records.store.sittings(str(records.identity.learner("a device")))
    plan = sitting.plan
    assert (plan.code_id, plan.topics, plan.depth, plan.cards_n) == ("aca-2014", ("orchard",), Depth.QUICK, 1)
    assert not list(page.all("factors"))


def test_the_number_of_cards_cannot_exceed_what_there_is(visit: Open) -> None:
    page = visit()
    page("topics").set_value(["orchard"]).run()
    assert (page("cards_n").max, page("cards_n").value) == (2, 2)


def test_files_left_out_of_the_deck_are_told_on_the_screen(
    visit: Open, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOUNDARY_SCENARIOS", str(ROOT / "tests" / "broken"))
    st.cache_resource.clear()
    said = visit().says()
    st.cache_resource.clear()
    assert "files left out of the deck" in said
    assert "harbour/unknown-verdict.yaml:16: E204" in said


def test_without_any_card_the_page_says_what_was_found(
    visit: Open, records: Records, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BOUNDARY_SCENARIOS", str(tmp_path / "nothing"))
    st.cache_resource.clear()
    said = visit().says()
    st.cache_resource.clear()
    assert "There are no cards yet" in said
    assert "there are no cards here" in said


def test_without_a_writable_place_the_page_names_the_path_and_the_setting(
    visit: Open, records: Records, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("BOUNDARY_DATABASE_URL", f"sqlite:///{tmp_path / 'file' / 'x.sqlite3'}")
    said = visit().says()
    assert "Nothing can be saved here yet" in said
    assert str(tmp_path / "file") in said
    assert "BOUNDARY_DATABASE_URL" in said


def test_a_browser_without_cookies_is_told(visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("screens.visitor.device_token", lambda: ("only this tab", False))
    assert "forgets you when the tab closes" in visit().says()


def test_a_code_from_another_device_brings_the_sitting_here(
    visit: Open, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = visit().click("start")
    assert "Card 1 of 4" in phone.says()
    phone.click("pause").click("make_code")
    code = phone.app.code[0].value
    monkeypatch.setattr("screens.visitor.device_token", lambda: ("a laptop", True))
    laptop = visit()
    assert "You stopped at" not in laptop.says()
    laptop("resume_code").set_value(code)
    laptop.click("resume_submit")
    assert "**You stopped at card 1 of 4**" in laptop.says()


@pytest.mark.parametrize(("typed", "told"), [("", "Type the code"), ("AAAA-AAAA-AAAA", "This code is not known.")])
def test_a_wrong_code_says_what_to_do(visit: Open, typed: str, told: str) -> None:
    page = visit()
    page("resume_code").set_value(typed)
    assert told in page.click("resume_submit").says()


def test_forget_me_here_leaves_this_browser_a_stranger(visit: Open, records: Records) -> None:
    page: Visit = visit().click("start").click("pause").click("forget_me")
    assert records.identity.learner("a device") is None
    assert "You stopped at" not in visit().says()
    assert page is not None
