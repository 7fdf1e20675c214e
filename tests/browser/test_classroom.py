"""A class over its whole length: what phones and wall may know, a killed server, a second device, a phone cut off."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from playwright.sync_api import Browser, Locator, expect

from records.classroom import Classroom
from records.database import sqlite_module
from records.room import Room
from scoring.card import Card
from scoring.verdict import SCALE, Verdict
from tests.browser.journey import PATIENCE, Journey
from tests.browser.lesson import (
    DESK,
    PHONE,
    Wire,
    answer_beside,
    beside,
    come_in,
    join_beside,
    letters,
    open_class,
    opened,
    room_of,
    sign_in,
)
from tests.browser.server import Server

NAME = "Zuleika Quartermain"
OTHERS = 27
AWAY = 5.0
"""Seconds without a server: every page has noticed."""
BACK_WITHIN = 10.0
"""Seconds after the server's return within which every page is back."""
OVER = "The vote is over"
SELECTED = "Selected, not sent."
TAKEN = "Selected and not sent; it was taken when the vote closed."
MARKS_OF_A_KEY = ('class="vote is-code', 'class="step is-code', 'class="tag code"')
MARKUP = (
    "<img src=x onerror=document.title='gone'> **Ada** :red[x]",
    "![x](http://elsewhere.example/x.png) $a^2$ [b](//c.example)",
    "<script>alert(1)</script> | Bo | :material/home:",
)
DEAF = """
// A network that lets nothing of a stream through, and never says so.
window.EventSource = class { constructor() { this.readyState = 1; } addEventListener() {} close() {} };
window.EventSource.OPEN = 1; window.EventSource.CLOSED = 2;
"""


def reasons(card: Card) -> list[str]:
    """What the key alone says of a card: every reason, under every code."""
    return [
        *(ruling.because for ruling in card.verdicts.values()),
        *(factor.because for factor in card.factors),
        *(step.because for step in card.next_steps),
        *for_the_host_alone(card),
    ]


def for_the_host_alone(card: Card) -> list[str]:
    """What a class is never told: the what-ifs, which nobody was asked, and the notes for who leads."""
    notes = card.facilitator
    return [
        *(twist.change for twist in card.twists),
        *(ruling.because for twist in card.twists for ruling in twist.verdicts.values()),
        *(notes.ask if notes else ()),
        *(notes.listen_for if notes else ()),
    ]


def assert_sealed(card: Card, *wires: Wire) -> None:
    for wire in wires:
        sent = wire.letters()
        assert letters(card.stem) in sent, "the recording has to see the card itself"
        assert [reason for reason in reasons(card) if letters(reason) in sent] == []


def send_button(phone: Journey) -> Locator:
    return phone.page.get_by_role("button", name="Send", exact=True)


def select(phone: Journey, verdict: str) -> None:
    """Choose a verdict, and wait until the server has it in case it is never sent."""
    expect(send_button(phone)).to_be_visible(timeout=PATIENCE)
    phone.settle()
    phone.choose(verdict).shows(SELECTED).settle()


def send(phone: Journey) -> None:
    send_button(phone).click()
    expect(phone.page.locator(".st-key-saved")).to_be_visible(timeout=PATIENCE)


def cast(room: Room) -> dict[str, Verdict | None]:
    """The votes of the present round, by name."""
    return {room.people[person].name: vote.answer.verdict for person, vote in room.cast().items()}


def votes_of(room: Room | None) -> list[tuple[int, int, Verdict | None, bool]]:
    """Every vote of a class in order: card, round, verdict, and whether it was taken at the close."""
    assert room
    votes = [vote for by_person in room.votes.values() for vote in by_person.values()]
    return [(vote.position, vote.round, vote.answer.verdict, vote.taken) for vote in votes]


def rows(server: Server) -> dict[str, list[tuple[object, ...]]]:
    """Everything the server keeps of its classes."""
    connection = sqlite_module().connect(server.database)
    try:
        tables = ("rooms", "room_people", "room_events", "room_drafts")
        return {table: sorted(connection.execute(f"SELECT * FROM {table}"), key=repr) for table in tables}
    finally:
        connection.close()


@dataclass(frozen=True)
class Lesson:
    """The host, the wall and one phone, and what the server sends the two that may not know everything."""

    host: Journey
    wall: Journey
    phone: Journey
    on_wall: Wire
    on_phone: Wire

    def first_vote_is_left_unsent(self, card: Card) -> None:
        self.host.press("Open the first card")
        self.phone.is_headed(card.title)
        self.wall.is_headed(card.title).shows("0 of 1 have answered.")
        select(self.phone, "Gray area")
        self.host.press("Close the vote").shows("1 answer selected and not sent; taken at the close.")
        self.phone.is_headed(OVER).shows("You said: gray area.").shows(TAKEN)
        self.wall.shows("The vote is over. Talk about it.")
        assert self.wall.page.locator(".votes").count() == 0
        assert_sealed(card, self.on_phone, self.on_wall)

    def the_wall_shows_how_the_votes_fell(self, card: Card) -> None:
        self.host.press("Bars on the wall now").shows("Take the bars off the wall")
        expect(self.wall.page.locator(".votes")).to_have_count(1, timeout=PATIENCE)
        assert_sealed(card, self.on_phone, self.on_wall)

    def second_vote_is_sent(self, card: Card) -> None:
        self.host.press("Vote again")
        self.phone.shows("Before you talked you said gray area.")
        expect(self.wall.page.locator(".votes")).to_have_count(0, timeout=PATIENCE)
        select(self.phone, "Inadvisable")
        send(self.phone)
        self.host.shows("Everybody has answered.")
        self.wall.shows("1 of 1 have answered. Vote again.")
        self.host.press("Close the vote")
        self.phone.is_headed(OVER).shows("You said: inadvisable.")
        assert_sealed(card, self.on_phone, self.on_wall)

    def the_key_is_told(self, card: Card, votes: int) -> None:
        ruling = card.verdicts["apa-2017"]
        self.host.press("Reveal")
        self.phone.shows("How the class judged")
        expect(self.phone.page.locator(".votes")).to_have_count(votes, timeout=PATIENCE)
        self.wall.shows(f"The code says: {ruling.verdict.value}.")
        for journey, wire in ((self.phone, self.on_phone), (self.wall, self.on_wall)):
            journey.settle()
            assert wire.holds(ruling.because), "the recording has to see what comes after"

    def next_card_is_voted_on(self, card: Card) -> None:
        self.host.press("Next card")
        self.phone.is_headed(card.title)
        self.wall.is_headed(card.title)
        select(self.phone, "Permissible")
        send(self.phone)
        self.host.shows("Everybody has answered.").press("Close the vote")
        self.phone.shows("You said: permissible.")
        self.wall.shows("The vote is over. Talk about it.")
        assert_sealed(card, self.on_phone, self.on_wall)

    def it_ends(self) -> None:
        self.host.shows("That was the last card.").press("End the class")
        self.phone.is_headed("The class is over")
        self.wall.is_headed("Thank you")


def test_a_lesson_from_the_door_to_the_end_tells_nobody_too_early(browser: Browser, own_server: Server) -> None:
    with opened(browser, DESK) as front, opened(browser, PHONE) as pocket, beside(own_server) as classroom:
        host = sign_in(front, own_server)
        code = open_class(host, 2)
        room = room_of(classroom, code)
        first, second = (classroom.deck.cards[card_id] for card_id, _ in room.plan.cards)
        wall = Journey(front.new_page(), own_server.address)
        on_wall = Wire(wall.page)
        wall.arrive("/wall").shows("0 people here")
        phone, on_phone = come_in(pocket, own_server, code, NAME)
        assert phone.page.url == f"{own_server.address}/join"
        phone.is_headed("You are in")
        host.shows("1 person here")
        wall.shows("1 person here")

        lesson = Lesson(host, wall, phone, on_wall, on_phone)
        lesson.first_vote_is_left_unsent(first)
        lesson.the_wall_shows_how_the_votes_fell(first)
        lesson.second_vote_is_sent(first)
        assert [mark for mark in MARKS_OF_A_KEY if on_phone.holds(mark) or on_wall.holds(mark)] == []
        lesson.the_key_is_told(first, votes=2)
        assert [mark for mark in MARKS_OF_A_KEY if not on_phone.holds(mark)] == []
        lesson.next_card_is_voted_on(second)
        lesson.the_key_is_told(second, votes=1)
        lesson.it_ends()

        untold = [*for_the_host_alone(first), *for_the_host_alone(second)]
        assert [text for text in untold if on_phone.holds(text) or on_wall.holds(text)] == []
        assert on_phone.holds(NAME)
        assert not on_wall.holds(NAME)
        assert votes_of(classroom.store.room(room.id)) == [
            (1, 1, Verdict.GRAY_AREA, True),
            (1, 2, Verdict.INADVISABLE, False),
            (2, 1, Verdict.PERMISSIBLE, False),
        ]
        for journey in (host, wall, phone):
            journey.ends_well()
        own_server.stop()  # open pages do not hold it up, or this raises


def test_at_full_depth_the_parts_of_a_card_are_sent_without_their_reasons(browser: Browser, own_server: Server) -> None:
    with opened(browser, DESK) as front, opened(browser, PHONE) as pocket, beside(own_server) as classroom:
        host = sign_in(front, own_server)
        host.unfold("Names, time and marks")
        host.page.get_by_text("All parts but the what-if").click()
        host.settle()
        code = open_class(host)
        card = classroom.deck.cards[room_of(classroom, code).plan.cards[0][0]]
        phone, on_phone = come_in(pocket, own_server, code, NAME)
        host.press("Open the first card")
        phone.is_headed(card.title).settle()
        phone.fill_every_part("Gray area", "My reasons.").shows(SELECTED)
        shown = [*(factor.fact for factor in card.factors), *(step.step for step in card.next_steps)]
        assert [text for text in shown if not on_phone.holds(text)] == []
        send(phone)
        host.shows("Everybody has answered.").press("Close the vote")
        phone.is_headed(OVER)
        assert_sealed(card, on_phone)
        host.press("Reveal")
        phone.shows("The facts, sorted").settle()
        assert [factor.because for factor in card.factors if not on_phone.holds(factor.because)] == []
        for journey in (host, phone):
            journey.ends_well()


@dataclass(frozen=True)
class Phone:
    """A real page in the class."""

    name: str
    page: Journey
    wire: Wire


def seconds_until_back(phones: Sequence[Phone], stem: str) -> list[float]:
    """Wait until the server has sent each page its card and its name anew; the seconds that took from now."""
    since = time.monotonic()
    back: dict[str, float] = {}
    while len(back) < len(phones):
        assert time.monotonic() - since < BACK_WITHIN, f"only {list(back)} are back"
        phones[0].page.page.wait_for_timeout(50)
        for phone in phones:
            if phone.name not in back and phone.wire.holds(stem, since) and phone.wire.holds(phone.name, since):
                back[phone.name] = time.monotonic() - since
    for phone in phones:
        phone.page.settle()
    return list(back.values())


def test_thirty_phones_go_on_with_the_vote_after_the_server_was_killed(browser: Browser, own_server: Server) -> None:
    with ExitStack() as stack:
        classroom = stack.enter_context(beside(own_server))
        host = sign_in(stack.enter_context(opened(browser, DESK)), own_server)
        code = open_class(host)
        learners = join_beside(classroom, room_of(classroom, code), OTHERS)
        phones = [
            Phone(name, *come_in(stack.enter_context(opened(browser, PHONE)), own_server, code, name))
            for name in ("Ada Sent", "Bo Selected", "Cy Silent")
        ]
        ada, bo, cy = (phone.page for phone in phones)
        host.shows("30 people here").press("Open the first card").shows("0 of 30 have answered")
        room = room_of(classroom, code)
        card = classroom.deck.cards[room.plan.cards[0][0]]
        answer_beside(classroom, room, learners[:10], sent=True)
        answer_beside(classroom, room, learners[10:17], sent=False)
        cy.is_headed(card.title)
        select(bo, "Inadvisable")
        select(ada, "Gray area")
        send(ada)
        own_server.kill()
        kept = rows(own_server)
        time.sleep(AWAY)
        own_server.start()
        came_back = time.monotonic()
        seconds = seconds_until_back(phones, card.stem)

        assert rows(own_server) == kept
        for phone, heading in zip(phones, ("Sent", card.title, card.title), strict=True):
            assert phone.page.heading() == heading
            assert phone.page.text().startswith("Card 1 of 4")
            assert phone.name in phone.page.text()
        assert bo.page.locator("[class*=st-key-verdict-] input:checked").count() == 1
        send(bo)
        select(cy, "Permissible")
        send(cy)
        all_sent = time.monotonic() - came_back
        answer_beside(classroom, room_of(classroom, code), learners[17:], sent=True)
        host.shows("23 of 30 have answered").press("Close the vote")
        for phone in phones:
            phone.page.is_headed(OVER).ends_well()
        host.ends_well()

        closed = room_of(classroom, code)
        assert Counter(vote.taken for vote in closed.cast().values()) == {False: 23, True: 7}
        assert cast(closed) == {
            **{
                f"Person {n}": SCALE[(n - first) % 4]
                for first, end in ((0, 10), (10, 17), (17, 27))
                for n in range(first, end)
            },
            "Ada Sent": Verdict.GRAY_AREA,
            "Bo Selected": Verdict.INADVISABLE,
            "Cy Silent": Verdict.PERMISSIBLE,
        }
        measured = f"{max(seconds):.1f} s; two more votes were saved by {all_sent:.1f} s"
        print(f"After {AWAY:.0f} s without a server three pages were back within {measured}")  # noqa: T201 - pytest -rP


def test_a_refresh_and_a_second_device_of_the_host_change_nothing(browser: Browser, server: Server) -> None:
    with (
        opened(browser, DESK) as front,
        opened(browser, DESK) as elsewhere,
        opened(browser, PHONE) as pocket,
        beside(server) as classroom,
    ):
        host = sign_in(front, server)
        code = open_class(host)
        phone, _ = come_in(pocket, server, code, NAME)
        host.press("Open the first card")
        select(phone, "Gray area")
        send(phone)
        everybody_has_answered(host)
        kept = host.text(), phone.text(), rows(server)

        host.page.reload()
        everybody_has_answered(host)
        assert (host.text(), phone.text(), rows(server)) == kept

        host.press("All my classes").unfold("Another device, signing out")
        host.press("Make a code to host from another device")
        typed = host.page.locator("[data-testid=stCode]").inner_text().strip()
        second = sign_in(elsewhere, server)
        assert code not in second.text(), "the passphrase alone opens nobody else's class"
        second.unfold("Another device, signing out")
        second.page.get_by_label("Code from my other device").fill(typed)
        everybody_has_answered(second.press("Bring my classes here"))
        assert (second.text(), phone.text(), rows(server)) == kept

        everybody_has_answered(host.press("Go there"))
        assert (host.text(), phone.text(), rows(server)) == kept
        second.press("Close the vote")
        host.shows("Bars on the wall now")
        host.unfold("Who is in (1)")
        assert_each_act_happens_once(classroom, code, host, second)
        host.press("Reveal")
        second.shows("Next card")
        phone.shows("How the class judged")
        assert votes_of(room_of(classroom, code)) == [(1, 1, Verdict.GRAY_AREA, False)]
        for journey in (host, second, phone):
            journey.ends_well()


def everybody_has_answered(host: Journey) -> None:
    """Wait until the host's page is whole: what is loaded late comes in a moment after the rest."""
    host.shows("Everybody has answered.").shows("Open the wall").settle()


def assert_each_act_happens_once(classroom: Classroom, code: str, host: Journey, second: Journey) -> None:
    """What one page sets the other does not set back."""
    room_id = room_of(classroom, code).id
    for press, then in (
        ("Bars on the wall now", "Take the bars off the wall"),
        ("Shut the door: nobody else comes in", "Open the door again"),
        ("Take the bars off the wall", "Bars on the wall now"),
    ):
        before, _ = classroom.store.versions([room_id])[room_id]
        host.press(press).shows(then)
        host.page.wait_for_timeout(1000)
        after, _ = classroom.store.versions([room_id])[room_id]
        assert after == before + 1
        if "door" not in press:  # who is in is folded on the other page
            second.shows(then)


def test_phones_that_heard_nothing_of_the_close_change_nothing_after_it(browser: Browser, server: Server) -> None:
    with (
        opened(browser, DESK) as front,
        opened(browser, PHONE) as tunnel,
        opened(browser, PHONE) as deaf,
        opened(browser, PHONE) as deaf_too,
        beside(server) as classroom,
    ):
        for context in (deaf, deaf_too):
            context.add_init_script(DEAF)
        host = sign_in(front, server)
        code = open_class(host)
        away, sender, chooser = phones = [
            come_in(context, server, code, name)[0]
            for context, name in ((tunnel, "Away"), (deaf, "Sender"), (deaf_too, "Chooser"))
        ]
        host.press("Open the first card")
        for phone in (sender, chooser):
            phone.page.reload()
        select(away, "Gray area")
        select(sender, "Inadvisable")
        expect(send_button(chooser)).to_be_visible(timeout=PATIENCE)
        tunnel.set_offline(offline=True)
        host.press("Close the vote").shows("2 answers selected and not sent; taken at the close.")
        kept = rows(server)

        away.choose("Permissible")
        send_button(away).click()
        assert away.page.locator(".st-key-saved").count() == 0
        tunnel.set_offline(offline=False)
        send_button(sender).click()
        chooser.choose("Permissible")
        away.is_headed(OVER).shows("You said: gray area.").shows(TAKEN)
        sender.is_headed(OVER).shows("You said: inadvisable.").shows(TAKEN)
        chooser.is_headed(OVER).shows("No vote of yours came in for this card.")
        for phone in phones:
            phone.arrive("/join").is_headed(OVER)

        assert rows(server) == kept
        assert cast(room_of(classroom, code)) == {"Away": Verdict.GRAY_AREA, "Sender": Verdict.INADVISABLE}
        for journey in (host, *phones):
            journey.ends_well()


def test_names_with_markup_stand_as_they_were_typed(browser: Browser, server: Server) -> None:
    with ExitStack() as stack:
        front = stack.enter_context(opened(browser, DESK))
        host = sign_in(front, server)
        code = open_class(host)
        wall = Journey(front.new_page(), server.address)
        on_wall = Wire(wall.page)
        wall.arrive("/wall")
        phones = [come_in(stack.enter_context(opened(browser, PHONE)), server, code, name)[0] for name in MARKUP]
        for phone, name in zip(phones, MARKUP, strict=True):
            assert f"· {name}" in plain(phone.text())
            assert f"You are {name}." in plain(phone.text())

        host.shows("3 people here").settle()
        host.unfold("Who is in (3)")
        cells = host.page.locator("[data-testid=stMain] table td")
        assert [plain(cell) for cell in cells.all_inner_texts()] == [
            part for name in MARKUP for part in (name, "not yet")
        ]
        assert cells.locator("*").count() == 0
        box = host.page.locator(".st-key-person input")
        box.scroll_into_view_if_needed()
        host.page.wait_for_timeout(300)  # a list that opens while the page still scrolls is closed again
        box.press("ArrowDown")
        host.page.get_by_role("option").first.wait_for()
        assert [plain(one) for one in host.page.get_by_role("option").all_inner_texts()] == list(MARKUP)
        box.press("ArrowDown")
        box.press("Enter")
        host.settle()
        assert host.page.locator("[class*=st-key-person_name-] input").input_value() in MARKUP
        wall.shows("3 people here")
        assert [name for name in MARKUP if on_wall.holds(name)] == []
        for journey in (host, wall, *phones):
            assert journey.page.title() == "Boundary Practice"
            journey.ends_well()


def plain(text: str) -> str:
    """A text without the invisible joiners that keep Streamlit from decorating it."""
    return text.replace("\N{WORD JOINER}", "")
