"""A class in a browser: what a host does, how a phone comes in, and what the server sends to a page."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, WebSocket, expect

from records.classroom import Classroom
from records.database import Database
from records.identity import Identity
from records.room import Room
from records.room_store import RoomStore
from scoring.answer import Answer
from scoring.deck import load_deck
from scoring.verdict import SCALE
from tests.browser.journey import Journey
from tests.browser.server import PASSPHRASE, Server

Theme = Literal["light", "dark"]
DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
PROPOSED = 4
"""Cards a new class has before the host chooses."""


class Wire:
    """Everything the server sends a page over its WebSockets, with the moment it came."""

    def __init__(self, page: Page) -> None:
        self._received: list[tuple[float, bytes]] = []
        page.on("websocket", self._listen)

    def holds(self, text: str, since: float = 0.0) -> bool:
        """Whether the text came, however it was escaped on the way."""
        return letters(text) in self.letters(since)

    def letters(self, since: float = 0.0) -> str:
        return letters(b"".join(frame for at, frame in self._received if at >= since).decode(errors="ignore"))

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._keep)

    def _keep(self, frame: bytes | str) -> None:
        self._received.append((time.monotonic(), frame if isinstance(frame, bytes) else frame.encode()))


def letters(text: str) -> str:
    """What is left of a text when markup, escapes and spaces are taken away."""
    return re.sub(r"[\W_]+", "", html.unescape(text))


def sign_in(context: BrowserContext, server: Server) -> Journey:
    host = Journey(context.new_page(), server.address).arrive("/host")
    host.page.get_by_label("The instructor's passphrase").fill(PASSPHRASE)
    host.page.get_by_role("button", name="Sign in", exact=True).click()
    expect(host.page.get_by_role("button", name="Open the class", exact=True)).to_be_visible()
    host.settle()
    return host


def open_class(host: Journey, cards_n: int = PROPOSED) -> str:
    """Open a class with the first of the cards proposed; its code."""
    if cards_n < PROPOSED:
        host.unfold("Choose code, topics and cards")
        chosen = host.page.locator("[class*=st-key-room_cards-] input")
        for left in range(PROPOSED - 1, cards_n - 1, -1):
            chosen.press("Backspace")
            expect(host.page.get_by_text(f"{left} card{'s' if left > 1 else ''} under")).to_be_visible()
            host.settle()
    host.press("Open the class")
    return host.page.locator(".door .code").inner_text()


def come_in(context: BrowserContext, server: Server, code: str, name: str) -> tuple[Journey, Wire]:
    """Follow the address in the picture and join; the phone, and what it is sent."""
    phone = Journey(context.new_page(), server.address)
    wire = Wire(phone.page)
    phone.arrive(f"/j/{code}")
    phone.page.get_by_label("Your name, or keep this one").fill(name)
    phone.press("Join")
    expect(phone.page.get_by_role("button", name="Join", exact=True)).to_have_count(0)
    return phone, wire


@contextmanager
def opened(browser: Browser, size: ViewportSize, theme: Theme = "light") -> Iterator[BrowserContext]:
    """A browser nobody has used, for as long as it is needed."""
    context = browser.new_context(viewport=size, has_touch=size is PHONE, color_scheme=theme)
    context.set_default_timeout(15_000)
    yield context
    context.close()


@contextmanager
def beside(server: Server) -> Iterator[Classroom]:
    """The classes of a server, as a second process on its database sees and leads them."""
    database = Database(f"sqlite:///{server.database.as_posix()}")
    yield Classroom(RoomStore(database), load_deck(server.scenarios))
    database.engine.dispose()


def room_of(classroom: Classroom, code: str) -> Room:
    room_id = classroom.store.find(code)
    room = classroom.store.room(room_id) if room_id else None
    assert room
    return room


def now() -> datetime:
    return datetime.now(UTC)


def join_beside(classroom: Classroom, room: Room, n: int) -> list[str]:
    """So many people come in through another process; their learners."""
    identity = Identity(classroom.store.database)
    learners = [identity.welcome(f"the phone of {number}", now()) for number in range(n)]
    for number, learner in enumerate(learners):
        classroom.join(room.id, learner, f"Person {number}", now())
    return learners


def answer_beside(classroom: Classroom, room: Room, learners: Sequence[str], *, sent: bool) -> None:
    """Each chooses a verdict, one after the other along the scale, and sends it or leaves it selected."""
    for number, learner in enumerate(learners):
        answer = Answer(SCALE[number % len(SCALE)])
        if sent:
            assert classroom.vote(room, learner, (room.position, room.round), answer, now())
        else:
            person = classroom.who(room, learner)
            assert person
            classroom.save_draft(room, person, answer, now())
