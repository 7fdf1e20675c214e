from __future__ import annotations

import io
import zipfile

from playwright.sync_api import BrowserContext, expect

from tests.browser.journey import Journey
from tests.browser.server import Server
from tests.conftest import ROOT

DECK = ROOT / "tests" / "deck"


def test_an_author_brings_a_deck_tries_a_card_and_takes_it_home(trainee: Journey) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path in DECK.rglob("*.yaml"):
            archive.writestr(f"deck/{path.relative_to(DECK).as_posix()}", path.read_bytes())
    page = trainee.arrive().press("Desk").page
    page.locator(".st-key-desk_file input[type=file]").set_input_files(
        {"name": "deck.zip", "mimeType": "application/zip", "buffer": buffer.getvalue()}
    )
    expect(page.get_by_text("4 cards can be scored")).to_be_visible()
    trainee.settle()
    trainee.choose("Gray area")
    trainee.press("Submit answer")
    expect(page.locator(".verdict-scale")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download this card").click()
    taken = download.value.path().read_bytes()
    assert taken == next(path for path in DECK.rglob(download.value.suggested_filename)).read_bytes()


def test_what_an_author_brings_is_gone_with_the_tab_and_never_in_the_deck(
    context: BrowserContext, trainee: Journey, server: Server
) -> None:
    trainee.arrive().press("Desk")
    text = (DECK / "harbour" / "market-in-june.yaml").read_text(encoding="utf-8")
    mine = text.replace("Market in June", "A secret market").replace("market-in-june", "a-secret-market")
    mine = mine.replace("contrast: market-in-july\n", "")
    box = trainee.page.locator(".st-key-desk_text textarea")
    box.fill(mine)
    box.press("Control+Enter")
    trainee.settle()
    assert "A secret market" in trainee.text()
    other = Journey(context.new_page(), server.address).arrive().press("Desk")
    assert "A secret market" not in other.text()
    trainee.arrive().press("Desk")
    assert trainee.page.locator(".st-key-desk_text textarea").input_value() == ""


def test_the_codes_can_be_compared_by_keyboard_alone(context: BrowserContext, own_server: Server) -> None:
    page = context.new_page()
    trainee = Journey(page, own_server.address).arrive("/compare")
    client = page.locator("[class*=st-key-client-] input")
    client.focus()
    client.press_sequentially("Former client")
    page.get_by_role("option", name="Former client", exact=True).wait_for()
    client.press("Enter")
    trainee.settle()
    slider = page.get_by_role("slider")
    slider.focus()
    before = page.locator(".code-line").all_inner_texts()
    slider.press("ArrowRight")
    trainee.settle()
    after = page.locator(".code-line").all_inner_texts()
    assert before != after, "24 months: APA's first two years are over"
    trainee.ends_well()
