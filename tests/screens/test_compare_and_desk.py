from __future__ import annotations

import pytest
import streamlit as st

from records.opening import Records
from scoring.verdict import Verdict
from tests.conftest import ROOT
from tests.screens.conftest import Open, Visit

JUNE = (ROOT / "tests" / "deck" / "harbour" / "market-in-june.yaml").read_text(encoding="utf-8")


@pytest.fixture
def shipped(visit: Open, monkeypatch: pytest.MonkeyPatch) -> Visit:
    monkeypatch.setenv("BOUNDARY_SCENARIOS", str(ROOT / "scenarios"))
    st.cache_resource.clear()
    page = visit().click("to-compare")
    st.cache_resource.clear()
    return page


def lit(page: Visit) -> str:
    return next(str(one.value) for one in page.app.html if "code-line" in str(one.value))


def test_bright_lines_light_up_as_the_months_pass(shipped: Visit) -> None:
    page = shipped
    assert lit(page).count("v-prohibited") == 6
    former = page("client")
    former.select_index([str(option) for option in former.options].index("Former client")).run()
    page.is_well()
    assert lit(page).count("v-prohibited") == 4
    page.app.slider[0].set_value(61).run()
    assert (lit(page).count("v-prohibited"), lit(page).count("v-inadvisable"), lit(page).count("v-gray_area")) == (
        1,
        2,
        2,
    )
    assert "5 years and 1 month" in page.says()


def test_each_clause_is_told_with_the_cards_that_rest_on_it_and_where_the_text_stands(shipped: Visit) -> None:
    said = shipped.says()
    assert "10\\.08\\(a\\) Former therapy clients" in said
    assert "https://www.apa.org/ethics/code" in said
    assert "No licensing board has reviewed them" in said


def test_an_empty_desk_offers_an_empty_card_and_names_what_is_missing_by_line(visit: Open) -> None:
    page = visit().click("to-desk").click("desk_new")
    assert "errors: a card with an error cannot be scored" in page.says()
    assert "a-card-of-mine.yaml:" in page.says() or "your-card.yaml:" in page.says()
    assert not list(page.all("submit"))


def test_a_sound_card_can_be_tried_and_shows_its_marks(visit: Open, records: Records) -> None:
    page = visit().click("to-desk")
    page("desk_text").set_value(JUNE).run()
    assert "can be scored" in page.says()
    page.choose(Verdict.GRAY_AREA).click("submit")
    said = page.says()
    assert "As the code has it." in said
    assert "The test code says so" in said
    assert records.identity.learner("a device") is None, "the desk keeps nothing"


def test_answering_nothing_at_the_desk_asks_for_the_verdict(visit: Open) -> None:
    page = visit().click("to-desk")
    page("desk_text").set_value(JUNE).run()
    assert "Choose a verdict first" in page.click("submit").says()


def test_a_broken_card_is_told_by_line(visit: Open) -> None:
    page = visit().click("to-desk")
    page("desk_text").set_value(JUNE.replace("verdict: gray area", "verdict: grey", 1)).run()
    line = next(number for number, text in enumerate(JUNE.splitlines(), 1) if "verdict: gray area" in text)
    assert f"harbour/market-in-june.yaml:{line}: E204" in page.says()


def test_text_that_is_no_card_is_refused_kindly(visit: Open) -> None:
    page = visit().click("to-desk")
    page("desk_text").set_value("<script>alert(1)</script>\n{{{").run()
    page.is_well()
    assert "your-card.yaml:" in page.says()
