"""Takes the README's pictures: python -m tests.browser.pictures [folder [practice | lesson]].

Needs the Chromium of the browser tests.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from screens.parts.address import SETTING
from tests.browser.conftest import CHROMIUM, QUIET
from tests.browser.journey import Journey
from tests.browser.lesson import (
    DESK,
    PHONE,
    Theme,
    answer_beside,
    beside,
    come_in,
    join_beside,
    open_class,
    opened,
    room_of,
    sign_in,
)
from tests.browser.server import Server
from tests.conftest import ROOT

SIZES: dict[str, ViewportSize] = {"desktop": DESK, "phone": PHONE}
THEMES: tuple[Theme, ...] = ("light", "dark")
CLASS = 23
"""People who are in the class beside the phone that is photographed."""


def main(folder: Path, tours: Iterable[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    os.environ[SETTING] = "https://quiz.example.org"  # what stands at the door, instead of this machine's own address
    server = Server(Path(tempfile.mkdtemp()), ROOT / "scenarios")
    server.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
            for name in tours:
                TOURS[name](browser, server, folder)
            browser.close()
    finally:
        server.stop()


def practice(browser: Browser, server: Server, folder: Path) -> None:
    for size in SIZES:
        for theme in THEMES:
            tour(browser, server.address, folder, size, theme)


def lesson(browser: Browser, server: Server, folder: Path) -> None:
    for theme in THEMES:
        class_tour(browser, server, folder, theme)


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


def class_tour(browser: Browser, server: Server, folder: Path, theme: Theme) -> None:
    with opened(browser, DESK, theme) as front, opened(browser, PHONE, theme) as pocket, beside(server) as classroom:

        def shot(who: str, journey: Journey, name: str) -> None:
            journey.settle()
            journey.page.wait_for_timeout(400)
            journey.page.screenshot(path=folder / f"class-{who}-{name}-{theme}.png")

        host = Journey(front.new_page(), server.address).arrive("/host")
        shot("host", host, "sign-in")
        host.page.close()
        host = sign_in(front, server)
        shot("host", host, "new")
        code = open_class(host)
        wall = Journey(front.new_page(), server.address).arrive("/wall")
        learners = join_beside(classroom, room_of(classroom, code), CLASS)
        phone = Journey(pocket.new_page(), server.address).arrive(f"/j/{code}")
        shot("phone", phone, "join")
        phone.page.close()
        phone, _ = come_in(pocket, server, code, "Aspen")
        shot("phone", phone, "in")
        for who, journey in (("host", host), ("wall", wall)):
            shot(who, journey.shows(f"{CLASS + 1} people here"), "lobby")

        host.press("Open the first card")
        phone.shows("How sure are you?")
        shot("phone", phone, "vote")
        answer_beside(classroom, room_of(classroom, code), learners[:17], sent=True)
        for who, journey in (("host", host), ("wall", wall)):
            shot(who, journey.shows(f"17 of {CLASS + 1} have answered"), "open")
        phone.choose("Gray area").press("Send").is_headed("Sent")
        shot("phone", phone, "sent")
        host.press("Close the vote")
        shot("phone", phone.is_headed("The vote is over"), "closed")
        shot("host", host, "closed")
        shot("wall", wall.shows("The vote is over."), "closed")
        host.press("Vote again")
        shot("phone", phone.shows("Before you talked"), "again")
        answer_beside(classroom, room_of(classroom, code), learners[:9], sent=True)
        phone.choose("Inadvisable").press("Send").is_headed("Sent")
        host.press("Close the vote").press("Reveal")
        shot("phone", phone.shows("How the class judged"), "revealed")
        shot("host", host, "revealed")
        shot("wall", wall.shows("The code says"), "revealed")
        host.press("Class report")
        shot("host", host, "report")


TOURS: dict[str, Callable[[Browser, Server, Path], None]] = {"practice": practice, "lesson": lesson}

if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures", sys.argv[2:] or TOURS)
