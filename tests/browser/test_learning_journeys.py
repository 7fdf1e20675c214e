"""An exam begun on a phone and finished on a desktop; a lesson that fell due."""

from __future__ import annotations

from datetime import datetime, timedelta

from playwright.sync_api import Browser, ViewportSize, expect

from records.database import sqlite_module
from scoring.deck import load_deck
from tests.browser.journey import Journey
from tests.browser.server import Server
from tests.conftest import ROOT

PHONE: ViewportSize = {"width": 390, "height": 844}
SHOWN_AT_THE_END = ("Why.", "marks for the verdict", "Look at this first")


def choose_exam(trainee: Journey) -> Journey:
    trainee.arrive().unfold("Choose code, topics and length")
    trainee.page.get_by_text("At the end, as in an exam").click()
    trainee.settle()
    trainee.page.get_by_text("Quick: verdict and certainty").click()
    trainee.settle()
    return trainee.press("Start")


def test_an_exam_is_paused_on_a_phone_and_finished_on_a_desktop(browser: Browser, server: Server) -> None:
    pocket = browser.new_context(viewport=PHONE, has_touch=True)
    phone = choose_exam(Journey(pocket.new_page(), server.address))
    for place in (1, 2):
        assert phone.position() == f"Card {place} of 4"
        phone.show_if_noted().choose("Permissible").press("Submit answer")
        assert not [words for words in SHOWN_AT_THE_END if words in phone.text()]
    phone.press("Pause").unfold("Other devices, shared computers").press("Make a code for another device")
    code = phone.page.locator("code").inner_text()

    desk = browser.new_context()
    desktop = Journey(desk.new_page(), server.address).arrive().unfold("Other devices, shared computers")
    desktop.page.get_by_label("Resume code from your other device").fill(code)
    desktop.press("Go on here")
    expect(desktop.page.get_by_text("You stopped at card 3 of 4")).to_be_visible()
    desktop.press("Go on")
    for place in (3, 4):
        assert desktop.position() == f"Card {place} of 4"
        desktop.show_if_noted().choose("Permissible").press("Submit answer")
    assert desktop.heading() == "4 cards, done"
    assert "Look at this first" in desktop.text()
    desktop.press("See why, card by card")
    expect(desktop.page.get_by_text("Why.").first).to_be_visible()

    phone.arrive().press("My progress").press("Look at it")
    assert phone.heading() == "4 cards, done"
    for journey in (phone, desktop):
        journey.ends_well()
    for context in (pocket, desk):
        context.close()


def days_pass(server: Server, days: int) -> None:
    """As if every answer had been given so many days earlier."""
    connection = sqlite_module().connect(server.database)
    for attempt, answered in list(connection.execute("SELECT id, answered_at FROM attempts")):
        earlier = datetime.fromisoformat(answered) - timedelta(days=days)
        connection.execute(
            "UPDATE attempts SET answered_at = ? WHERE id = ?", (f"{earlier:%Y-%m-%d %H:%M:%S.%f}", attempt)
        )
    connection.commit()
    connection.close()


def test_a_lesson_that_fell_due_brings_the_sister_card(browser: Browser, own_server: Server) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True)
    trainee = Journey(context.new_page(), own_server.address).arrive()
    trainee.unfold("Choose code, topics and length")
    trainee.page.locator(".st-key-topics button", has_text="Former client friendship").click()
    trainee.settle()
    trainee.page.get_by_label("Cards (there are", exact=False).fill("1")
    trainee.page.get_by_label("Cards (there are", exact=False).press("Enter")
    trainee.settle()
    trainee.press("Start").show_if_noted()
    first = trainee.heading()
    trainee.choose("Prohibited").submit().press("Finish and see the summary")
    assert "Due today" not in trainee.arrive().text()
    days_pass(own_server, 1)
    trainee.arrive()
    expect(trainee.page.get_by_text("Due today: 1 lesson.")).to_be_visible()
    trainee.press("Review").show_if_noted()
    assert "a lesson that came due" in trainee.text()
    by_title = {card.title: card for card in load_deck(ROOT / "scenarios").cards.values()}
    taught, sister = by_title[first], by_title[trainee.heading()]
    assert sister.id != taught.id
    assert sister.topic == taught.topic
    assert taught.contrast in (None, sister.id)
    trainee.ends_well()
    context.close()


def test_the_sheet_prints_ink_on_paper_even_from_a_dark_screen(browser: Browser, server: Server) -> None:
    context = browser.new_context(color_scheme="dark")
    trainee = choose_exam(Journey(context.new_page(), server.address))
    for _ in range(4):
        trainee.show_if_noted().choose("Inadvisable").press("Submit answer")
    trainee.press("My progress").press("A sheet to print")
    page = trainee.page
    page.emulate_media(media="print", color_scheme="dark")
    heading = page.get_by_role("heading", name="How I judge")
    assert heading.evaluate("node => getComputedStyle(node).color") == "rgb(31, 35, 33)"
    assert page.locator("[data-testid=stMain]").evaluate("node => getComputedStyle(node).backgroundColor") in (
        "rgba(0, 0, 0, 0)",
        "rgb(255, 255, 255)",
    )
    expect(page.locator(".st-key-page_bar")).to_be_hidden()
    expect(page.locator(".st-key-sheet_buttons")).to_be_hidden()
    expect(page.get_by_text("For a supervisor or a study")).to_be_visible()
    trainee.ends_well()
    context.close()
