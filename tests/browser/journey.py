"""What a trainee does in a browser, in the words of the screens."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

IDLE = "[data-testid=stApp][data-test-script-state=notRunning][data-test-connection-state=CONNECTED]"
PATIENCE = 15_000
"""Milliseconds in which another page's act has to show here: far more than it takes, for a busy machine."""
VERDICTS = ("Prohibited", "Inadvisable", "Gray area", "Permissible")


class Journey:
    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.complaints: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self._listen(message.type, message.text))
        page.on("request", lambda request: self.asked.append(request.url))

    def _listen(self, kind: str, text: str) -> None:
        if kind == "error" and "Content Security Policy" in text:
            self.complaints.append(text)

    def arrive(self, path: str = "/") -> Journey:
        self.page.goto(self.address + path)
        self.settle()
        return self

    def settle(self) -> None:
        """Wait until the server has drawn everything it means to draw."""
        self.page.locator(IDLE).wait_for()
        self.page.wait_for_timeout(150)
        self.page.locator(IDLE).wait_for()

    def press(self, label: str) -> Journey:
        self.page.get_by_role("button", name=label, exact=label != "Submit answer").first.click()
        self.settle()
        return self

    def unfold(self, label: str) -> Journey:
        self.page.get_by_text(label).click()
        self.page.wait_for_timeout(500)  # what unfolds moves under the pointer for a while
        return self

    def tile(self, group: str, index: int) -> Locator:
        return self.page.locator(f"[class*=st-key-{group}-] [data-testid=stRadioOption]").nth(index)

    def choose(self, verdict: str, group: str = "verdict") -> Journey:
        self.tile(group, VERDICTS.index(verdict)).click()
        return self

    def fill_every_part(self, verdict: str, reasoning: str) -> Journey:
        self.choose(verdict)
        self.page.locator("[class*=st-key-certainty-]").get_by_text("Leaning", exact=True).click()
        facts = self.page.locator("[class*=st-key-factors-] [role=toolbar] button")
        facts.nth(0).click()
        facts.nth(1).click()
        self.tile("next_step", 1).click()
        standard = self.page.locator("[class*=st-key-standard-] input")
        standard.scroll_into_view_if_needed()
        self.page.wait_for_timeout(300)  # a list that opens while the page still scrolls is closed again
        standard.press("ArrowDown")
        self.page.get_by_role("option").first.wait_for()
        standard.press("ArrowDown")
        standard.press("Enter")
        expect(standard).not_to_have_value("")
        self.page.locator("[class*=st-key-reasoning-] textarea").fill(reasoning)
        return self

    def show_if_noted(self) -> Journey:
        if self.page.get_by_role("button", name="Show the card").count():
            self.press("Show the card")
        return self

    def submit(self) -> Journey:
        self.press("Submit answer")
        expect(self.page.locator(".st-key-saved")).to_be_visible()
        return self

    def heading(self) -> str:
        return self.page.locator("[data-testid=stMain] h1").first.inner_text()

    def position(self) -> str:
        return self.page.locator(".st-key-page_bar strong").first.inner_text()

    def text(self) -> str:
        return self.page.locator("[data-testid=stMain]").inner_text()

    def shows(self, text: str) -> Journey:
        """Wait until the text can be seen; pages that hear of things by themselves show it when it has happened."""
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=PATIENCE)
        return self

    def is_headed(self, heading: str) -> Journey:
        """Wait until the page has this heading."""
        expect(self.page.get_by_role("heading", name=heading, exact=True).first).to_be_visible(timeout=PATIENCE)
        return self

    def ends_well(self) -> None:
        """Nothing broke, nothing was refused by the security policy, and nobody else was asked for anything."""
        expect(self.page.locator("[data-testid=stException]")).to_have_count(0)
        assert self.complaints == []
        assert [url for url in self.asked if not url.startswith((self.address, "data:", "blob:"))] == []
