from __future__ import annotations

import base64
import csv
import io
import re
import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from records.database import sqlite_module
from scoring.deck import Deck
from tests.browser.journey import Journey
from tests.browser.lesson import answer_beside, beside, join_beside, open_class, room_of, sign_in
from tests.browser.server import Server
from tests.conftest import ROOT


def attempts(server: Server) -> list[tuple[str, int]]:
    connection = sqlite_module().connect(server.database)
    try:
        return list(connection.execute("SELECT card_id, verdict FROM attempts ORDER BY answered_at"))
    finally:
        connection.close()


def open_card(trainee: Journey, topic: str = "Harbour") -> Journey:
    """The first of two cards without a content note."""
    trainee.arrive()
    trainee.unfold("Choose code, topics and length")
    trainee.page.locator(".st-key-topics button", has_text=topic).click()
    trainee.settle()
    return trainee.press("Start")


def test_a_person_answers_a_card_within_three_clicks(trainee: Journey) -> None:
    open_card(trainee).choose("Gray area").submit()
    trainee.press("Pause")
    fresh = trainee.arrive()
    fresh.press("Go on")
    assert "What if…" in fresh.text()


def test_home_to_first_answer_is_start_verdict_submit(browser: Browser, server: Server) -> None:
    context = browser.new_context()
    clicks = 0
    trainee = Journey(context.new_page(), server.address).arrive()
    trainee.press("Start")
    clicks += 1
    if "This card touches" in trainee.text():
        trainee.press("Show the card")  # a content note asks first; it is one click more and meant to be
    trainee.choose("Inadvisable")
    clicks += 1
    trainee.submit()
    clicks += 1
    assert clicks == 3
    context.close()


def test_the_next_card_starts_at_the_top_with_the_focus_on_its_heading(trainee: Journey) -> None:
    page = open_card(trainee).choose("Gray area").submit().page
    page.set_viewport_size({"width": 390, "height": 700})
    trainee.choose("Inadvisable", "twist_verdict").press("Check")
    page.locator("[data-testid=stMain]").evaluate("main => main.scrollTo(0, main.scrollHeight)")
    trainee.press("Next card")
    expect(page.locator("[data-testid=stMain] h1:focus")).to_have_count(1)
    assert page.locator("[data-testid=stMain]").evaluate("main => main.scrollTop") == 0
    assert page.evaluate("document.activeElement.innerText") == trainee.heading()
    expect(page.locator("[role=status]").filter(has_text="Card 2 of 2")).to_have_count(1)


def test_a_refresh_a_new_tab_and_another_device_go_on_at_the_same_card(
    browser: Browser, context: BrowserContext, trainee: Journey, server: Server
) -> None:
    open_card(trainee).choose("Gray area").submit().press("Skip to the next card")
    title = trainee.heading()
    trainee.page.reload()
    trainee.settle()
    assert trainee.heading() == title

    tab = Journey(context.new_page(), server.address).arrive().press("Go on")
    assert tab.heading() == title
    tab.arrive()
    tab.unfold("Other devices, shared computers")
    tab.press("Make a code for another device")
    code = tab.page.locator("[data-testid=stCode]").inner_text().strip()
    assert re.fullmatch(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){2}", code)

    other = browser.new_context(viewport={"width": 390, "height": 844})
    phone = Journey(other.new_page(), server.address).arrive()
    phone.unfold("Other devices, shared computers")
    phone.page.get_by_label("Resume code from your other device").fill(code.lower())
    phone.press("Go on here").press("Go on")
    assert phone.heading() == title
    phone.ends_well()
    other.close()


def test_a_double_click_on_submit_makes_one_attempt(trainee: Journey, server: Server) -> None:
    before = len(attempts(server))
    open_card(trainee).choose("Permissible")
    trainee.page.get_by_role("button", name="Submit answer").dblclick()
    expect(trainee.page.locator(".st-key-saved")).to_be_visible()
    trainee.settle()
    assert trainee.position() == "Card 1 of 2"
    assert len(attempts(server)) == before + 1


def test_ctrl_enter_submits_and_bare_letters_do_nothing(trainee: Journey) -> None:
    page = open_card(trainee).choose("Gray area").page
    runs = page.locator("[data-testid=stApp]")
    page.keyboard.press("r")
    page.keyboard.press("c")
    page.wait_for_timeout(400)
    assert runs.get_attribute("data-test-script-state") == "notRunning"
    assert page.get_by_role("dialog").count() == 0
    assert page.locator("[class*=st-key-verdict-] input:checked").count() == 1
    page.keyboard.press("Control+Enter")
    expect(page.locator(".st-key-saved")).to_be_visible()


def test_a_busy_database_is_told_within_two_seconds_and_nothing_typed_is_lost(trainee: Journey, server: Server) -> None:
    page = open_card(trainee).choose("Inadvisable").page
    page.locator("[class*=st-key-reasoning-] textarea").fill("Do not lose this.")
    other = sqlite_module().connect(server.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    page.get_by_role("button", name="Submit answer").click()
    expect(page.get_by_text("Not saved: the server's database is busy.")).to_be_visible(timeout=2_500)
    assert page.locator(".st-key-saved").count() == 0
    other.execute("ROLLBACK")
    other.close()
    trainee.settle()
    assert page.locator("[class*=st-key-reasoning-] textarea").input_value() == "Do not lose this."
    page.get_by_role("button", name=re.compile("Submit answer|Try again")).click()
    expect(page.locator(".st-key-saved")).to_be_visible()
    assert "Do not lose this." in trainee.text()


def frames_of(page: Page) -> list[bytes]:
    """Everything the server sends over the page's WebSocket from now on."""
    received: list[bytes] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on(
        "Network.webSocketFrameReceived",
        lambda event: received.append(
            base64.b64decode(event["response"]["payloadData"])
            if event["response"]["opcode"] == 2
            else event["response"]["payloadData"].encode()
        ),
    )
    return received


def test_nothing_sent_before_the_answer_holds_its_verdict_or_its_reasons(trainee: Journey, deck: Deck) -> None:
    frames = frames_of(trainee.page)
    open_card(trainee)
    sent = b"".join(frames)
    card = next(card for card in deck.cards.values() if card.title.encode() in sent)
    secrets = [ruling.because for ruling in card.verdicts.values()]
    secrets += [factor.because for factor in card.factors] + [step.because for step in card.next_steps]
    secrets += [twist.change for twist in card.twists]
    secrets += [ruling.because for twist in card.twists for ruling in twist.verdicts.values()]
    assert [secret for secret in secrets if secret.encode() in sent] == []
    assert b"decisive" not in sent
    assert b'class="step is-code' not in sent
    trainee.choose("Gray area").submit()
    after = b"".join(frames)
    assert card.verdicts["apa-2017"].because.encode() in after, "the recording has to see what comes after"


def test_forget_me_here_makes_the_browser_a_stranger(context: BrowserContext, trainee: Journey) -> None:
    open_card(trainee)
    before = {cookie["name"]: cookie["value"] for cookie in context.cookies()}["boundary_device"]
    trainee.press("Pause")
    trainee.unfold("Other devices, shared computers")
    trainee.page.get_by_role("button", name="Forget me here").click()
    expect(trainee.page.get_by_text("You stopped at card")).to_have_count(0)
    trainee.page.wait_for_timeout(1500)
    trainee.settle()
    after = {cookie["name"]: cookie["value"] for cookie in context.cookies()}["boundary_device"]
    assert after != before
    assert "You stopped at" not in trainee.text()


def test_deleting_my_data_asks_and_then_removes_everything(trainee: Journey, server: Server) -> None:
    before = len(attempts(server))
    open_card(trainee).choose("Gray area").submit().press("Pause").press("My progress").press("Delete my data")
    assert len(attempts(server)) == before + 1
    trainee.page.get_by_role("dialog").get_by_role("button", name="Delete everything").click()
    expect(trainee.page.get_by_text("Nothing here yet")).to_be_visible()
    assert len(attempts(server)) == before


def test_every_selector_of_the_stylesheet_is_found_on_some_page(
    context: BrowserContext, trainee: Journey, server: Server
) -> None:
    """An upgrade of Streamlit must not undo the look in silence."""
    css = re.sub(r"/\*.*?\*/", "", (ROOT / "screens" / "style.css").read_text(), flags=re.DOTALL)
    found: set[str] = set()
    hooks = set(re.findall(r"""\.st[A-Z]\w+|\.st-key-[\w]+|\[class\*="[^"]+"\]|\[data-testid="[^"]+"\]""", css))

    def look(journey: Journey = trainee) -> None:
        found.update(hook for hook in hooks if journey.page.locator(hook).count())

    open_card(trainee)
    look()
    trainee.fill_every_part("Gray area", "My reasons.")
    look()
    trainee.submit()
    look()
    trainee.press("Skip to the next card").choose("Gray area").submit().press("Finish and see the summary")
    look()
    trainee.press("My progress").press("Delete my data")
    look()
    trainee.press("Keep it").press("Compare codes")
    look()
    trainee.press("Practice").press("Start")
    trainee.arrive()
    look()
    host = sign_in(context, server)
    code = open_class(host)
    look(Journey(context.new_page(), server.address).arrive("/wall").shows("0 people here"))
    with beside(server) as classroom:
        learners = join_beside(classroom, room_of(classroom, code), 1)
        host.press("Open the first card")
        answer_beside(classroom, room_of(classroom, code), learners, sent=True)
    look(host.press("Class report").shows("First votes only"))
    assert hooks - found == set()


def test_ten_cards_with_the_server_killed_after_the_fourth(
    browser: Browser, own_server: Server, tmp_path: Path
) -> None:
    from records.opening import open_records
    from scoring.deck import load_deck
    from scoring.rules import compile_card
    from scoring.score import score

    context = browser.new_context(accept_downloads=True)
    trainee = Journey(context.new_page(), own_server.address).arrive().press("Start")
    verdicts = ("Prohibited", "Inadvisable", "Gray area", "Permissible")
    for number in range(1, 11):
        trainee.show_if_noted()
        assert trainee.position() == f"Card {number} of 10"
        trainee.fill_every_part(verdicts[number % 4], f"Reasons for card {number}.").submit()
        trainee.choose(verdicts[(number + 1) % 4], "twist_verdict").press("Check")
        if number == 4:
            trainee.press("Next card")
            own_server.kill()
            own_server.start()
            trainee.arrive()
            assert "You stopped at card 5 of 10" in trainee.text()
            trainee.press("Go on")
            continue
        trainee.press("Next card" if number < 10 else "Finish and see the summary")
    assert "10 cards, done" in trainee.text()
    with trainee.page.expect_download() as download:
        trainee.page.get_by_role("button", name="Score sheet (CSV)").click()
    path = tmp_path / "sheet.csv"
    download.value.save_as(path)
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))

    records = open_records({"BOUNDARY_DATABASE_URL": f"sqlite:///{own_server.database}"}, ROOT)
    deck = load_deck(ROOT / "scenarios")
    learner = sqlite3.connect(own_server.database).execute("SELECT id FROM learners").fetchone()[0]
    by_key = {(row["card"], row["part"]): row for row in rows}
    [sitting] = records.store.sittings(learner)
    made = records.store.attempts(learner)
    assert len(made) == 10
    assert len(rows) == 50
    for attempt in made:
        compiled = compile_card(deck.cards[attempt.card_id], deck.codes["apa-2017"])
        for part in score(compiled, attempt.answer, sitting.plan.depth).parts:
            row = by_key[attempt.card_id, part.part.value]
            assert (float(row["marks"]), float(row["out_of"])) == (part.marks, part.out_of)
            assert float(row["chance"]) == pytest.approx(part.chance)
        assert by_key[attempt.card_id, "verdict"]["reasoning"].startswith("Reasons for card")
    context.close()
