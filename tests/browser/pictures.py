"""Takes the README's pictures: python -m tests.browser.pictures [folder]. Needs the Chromium of the browser tests."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests.browser.conftest import CHROMIUM, QUIET
from tests.browser.journey import Journey
from tests.browser.server import Server
from tests.conftest import ROOT

Theme = Literal["light", "dark"]

SIZES: dict[str, ViewportSize] = {
    "desktop": {"width": 1280, "height": 900},
    "phone": {"width": 390, "height": 844},
}
THEMES: tuple[Theme, ...] = ("light", "dark")


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    server = Server(Path(tempfile.mkdtemp()), ROOT / "scenarios")
    server.start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for size in SIZES:
            for theme in THEMES:
                tour(browser, server.address, folder, size, theme)
        browser.close()
    server.stop()


def tour(browser: Browser, address: str, folder: Path, size: str, theme: Theme) -> None:
    context = browser.new_context(viewport=SIZES[size], color_scheme=theme)
    trainee = Journey(context.new_page(), address)

    def shot(name: str) -> None:
        trainee.page.wait_for_timeout(400)
        trainee.page.screenshot(path=folder / f"{name}-{size}-{theme}.png")

    trainee.arrive()
    shot("home")
    trainee.press("Start").show_if_noted()
    shot("card")
    trainee.fill_every_part("Gray area", "Time has passed, but she may want to come back.").submit()
    shot("feedback")
    trainee.choose("Inadvisable", "twist_verdict").press("Check")
    trainee.page.get_by_text("What if…").scroll_into_view_if_needed()
    shot("what-if")
    trainee.press("Next card")
    for place in range(2, 11):
        trainee.show_if_noted()
        trainee.choose(("Prohibited", "Permissible", "Inadvisable")[place % 3]).submit()
        trainee.press("Skip to the next card" if place < 10 else "Finish and see the summary")
    shot("summary")
    trainee.press("See why, card by card")
    shot("look-back")
    trainee.press("My progress")
    shot("progress")
    trainee.press("A sheet to print")
    shot("sheet")
    trainee.press("Practice")
    trainee.unfold("Choose code, topics and length")
    trainee.page.get_by_text("At the end, as in an exam").click()
    trainee.settle()
    shot("exam-choices")
    trainee.press("Start").show_if_noted()
    trainee.choose("Gray area").submit()
    shot("exam")
    trainee.press("Pause")
    shot("home-again")
    trainee.press("Compare codes")
    shot("compare")
    trainee.press("Desk")
    card = (ROOT / "scenarios" / "former-client-friendship" / "coffee-three-years-on.yaml").read_text(encoding="utf-8")
    box = trainee.page.locator(".st-key-desk_text textarea")
    box.fill(card.replace("verdict: gray area", "verdict: grey area", 1))
    box.press("Control+Enter")
    trainee.settle()
    shot("desk-problems")
    box.fill(card)
    box.press("Control+Enter")
    trainee.settle()
    trainee.page.get_by_text("As a trainee meets it", exact=True).scroll_into_view_if_needed()
    shot("desk")
    context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures")
