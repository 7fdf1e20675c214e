"""A class on the screens: the host's page, the phone, the wall and the report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from records.classroom import Classroom
from records.opening import Records
from records.room import Room
from records.room_plan import RoomPlan
from scoring.answer import Answer
from scoring.deck import Deck
from scoring.verdict import Certainty, Verdict
from tests.conftest import ROOT
from tests.screens.conftest import PASSPHRASE, Visit

CARDS = (("letter-in-march", 1), ("market-in-june", 1))
Page = Callable[..., Visit]


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def classroom(records: Records, deck: Deck) -> Classroom:
    records.prepare()
    return Classroom(records.room_store, deck)


@pytest.fixture
def host_token(records: Records) -> str:
    records.prepare()
    token = records.hosts.enter(records.hosts.admit(PASSPHRASE, now()), now())
    assert token
    return token


@pytest.fixture
def room(classroom: Classroom, records: Records, host_token: str) -> Room:
    host_id = records.hosts.host(host_token, now())
    assert host_id
    plan = RoomPlan("Ethics II", "apa-2017", CARDS)
    return classroom.make(plan, host_id, now())


@pytest.fixture
def page(records: Records, monkeypatch: pytest.MonkeyPatch) -> Page:
    """A browser at a page: a phone by default, the host's browser when its token is given."""

    def opened(name: str, *, host: str | None = None, code: str | None = None, device: str = "a device") -> Visit:
        monkeypatch.setattr("screens.visitor.host_token", lambda: host)
        monkeypatch.setattr("screens.visitor.room_code", lambda: code)
        monkeypatch.setattr("screens.visitor.device_token", lambda: (device, True))
        visit = Visit(AppTest.from_file(str(ROOT / "screens" / "main.py"), default_timeout=20))
        visit.click({"join": "to_join", "host": "to_host"}[name])
        return visit

    return opened


def someone(classroom: Classroom, records: Records, room: Room, name: str) -> str:
    learner_id = records.identity.welcome(name, now())
    classroom.join(room.id, learner_id, name, now())
    return learner_id


def at(classroom: Classroom, room: Room) -> Room:
    found = classroom.store.room(room.id)
    assert found
    return found


def test_the_wrong_passphrase_is_told_and_opens_nothing(page: Page) -> None:
    visit = page("host")
    visit("passphrase").set_value("a guess")
    visit.click("passphrase_submit")
    assert "That is not the passphrase." in visit.says()
    assert not list(visit.all("room_create"))


def test_a_host_opens_a_class_with_one_click_and_sees_its_code(page: Page, host_token: str, records: Records) -> None:
    visit = page("host", host=host_token).click("room_create")
    [room] = records.room_store.hosted(str(records.hosts.host(host_token, now())))
    assert f'<div class="code">{room.code}</div>' in visit.says()
    assert "Before the first card" in visit.says()
    visit.click("vote_open")
    assert "0 of 0 have answered" in visit.says() or "Votes are sealed" in visit.says()


def test_a_phone_joins_by_code_and_name_votes_and_sees_the_key_after_the_reveal(
    page: Page, classroom: Classroom, room: Room
) -> None:
    phone = page("join")
    phone("room_code").set_value(room.code.lower())
    phone.click("room_code_submit")
    assert "Ethics II" in phone.says()
    assert "kept for 30 days" in phone.says()
    phone("display_name").set_value("Ana O'Brien")
    phone.click("join")
    assert "You are in" in phone.says()
    room = classroom.open_next(at(classroom, room), room.host_id, now())
    phone.app.run()
    phone.choose(Verdict.PERMISSIBLE).click("submit")
    assert ":green-badge[:material/check: Saved]" in phone.says()
    room = classroom.close(room, room.host_id, now())
    phone.app.run()
    assert "The vote is over" in phone.says()
    assert "Why." not in phone.says()
    classroom.reveal(room, room.host_id, now())
    phone.app.run()
    said = phone.says()
    assert "Why." in said
    assert "How the class judged" in said
    assert "The code prohibits this act." in said


def test_a_wrong_code_is_told_without_saying_why(page: Page, room: Room) -> None:
    phone = page("join")
    phone("room_code").set_value("ZZZZZZ" if room.code != "ZZZZZZ" else "YYYYYY")
    phone.click("room_code_submit")
    assert "No open class has this code." in phone.says()


def test_what_is_selected_and_not_sent_is_taken_at_the_close_and_marked(
    page: Page, classroom: Classroom, room: Room
) -> None:
    phone = page("join", code=room.code).click("join")
    room = classroom.open_next(at(classroom, room), room.host_id, now())
    phone.app.run()
    phone("verdict").set_value(Verdict.INADVISABLE).run()
    assert "Selected, not sent." in phone.says()
    room = classroom.close(room, room.host_id, now())
    phone.app.run()
    assert "You said: **inadvisable**." in phone.says()
    assert "it was taken when the vote closed" in phone.says()
    [vote] = room.cast().values()
    assert (vote.taken, vote.answer.verdict) == (True, Verdict.INADVISABLE)


def test_a_selection_comes_back_after_a_refresh(page: Page, classroom: Classroom, room: Room) -> None:
    phone = page("join", code=room.code).click("join")
    classroom.open_next(at(classroom, room), room.host_id, now())
    phone.app.run()
    phone("verdict").set_value(Verdict.GRAY_AREA).run()
    phone("certainty").set_value(Certainty.CERTAIN).run()
    again = page("join", code=room.code)
    assert again("verdict").value is Verdict.GRAY_AREA
    assert again("certainty").value is Certainty.CERTAIN


def test_in_the_second_vote_one_may_stay_with_what_one_said(page: Page, classroom: Classroom, room: Room) -> None:
    phone = page("join", code=room.code).click("join")
    room = classroom.open_next(at(classroom, room), room.host_id, now())
    phone.app.run()
    phone.choose(Verdict.GRAY_AREA).click("submit")
    room = classroom.vote_again(classroom.close(room, room.host_id, now()), room.host_id, now())
    phone.app.run()
    assert "Before you talked you said **gray area**." in phone.says()
    phone.click("stay")
    [vote] = at(classroom, room).cast().values()
    assert (vote.round, vote.answer.verdict) == (2, Verdict.GRAY_AREA)


def test_the_host_sees_who_is_in_and_can_rename_and_take_out(
    page: Page, classroom: Classroom, records: Records, room: Room, host_token: str
) -> None:
    someone(classroom, records, room, "Ana")
    visit = page("host", host=host_token)
    assert "| Ana | not yet |" in visit.says()
    [person] = at(classroom, room).people
    visit("person").set_value(person).run()
    visit("person_name").set_value("*Ana* Maria")
    visit.click("rename")
    assert r"\*Ana\* Maria" in visit.says()
    visit.click("remove")
    assert at(classroom, room).people == {}


def test_the_hint_follows_the_first_vote(
    page: Page, classroom: Classroom, records: Records, room: Room, host_token: str
) -> None:
    learners = [someone(classroom, records, room, f"Person {number}") for number in range(10)]
    room = classroom.open_next(at(classroom, room), room.host_id, now())
    for place, learner_id in enumerate(learners):
        verdict = Verdict.PROHIBITED if place < 5 else Verdict.GRAY_AREA
        classroom.vote(room, learner_id, (1, 1), Answer(verdict), now())
    classroom.close(at(classroom, room), room.host_id, now())
    visit = page("host", host=host_token)
    assert "Let them talk in pairs" in visit.says()
    visit.click("revote")
    assert at(classroom, room).round == 2


def test_the_report_tells_cards_and_people(
    page: Page, classroom: Classroom, records: Records, room: Room, host_token: str
) -> None:
    learners = [someone(classroom, records, room, f"Person {number}") for number in range(12)]
    room = classroom.open_next(at(classroom, room), room.host_id, now())
    for learner_id in learners:
        classroom.vote(room, learner_id, (1, 1), Answer(Verdict.PERMISSIBLE), now())
    room = classroom.reveal(classroom.close(at(classroom, room), room.host_id, now()), room.host_id, now())
    said = page("host", host=host_token).click("to_report").says()
    assert "12 let a prohibited act pass." in said
    assert "0 of 12 as the code has it." in said
    assert "| Person 11 | 1 |" in said


def test_below_five_people_the_report_says_nothing_of_the_class(
    page: Page, classroom: Classroom, records: Records, room: Room, host_token: str
) -> None:
    learner_id = someone(classroom, records, room, "Ana")
    room = classroom.open_next(at(classroom, room), room.host_id, now())
    classroom.vote(room, learner_id, (1, 1), Answer(Verdict.PERMISSIBLE), now())
    classroom.close(at(classroom, room), room.host_id, now())
    said = page("host", host=host_token).click("to_report").says()
    assert "1 person voted. Below 5 there is nothing to say of a class" in said
    assert "too few to say anything" in said


def test_another_hosts_class_is_not_shown(page: Page, records: Records, room: Room) -> None:
    token = records.hosts.enter(records.hosts.admit(PASSPHRASE, now()), now())
    said = page("host", host=token).says()
    assert room.code not in said
    assert "My classes" not in said


def test_a_class_is_held_over_cards_from_the_desk(page: Page, records: Records, host_token: str) -> None:
    """A card that this server's deck does not have, brought as a file, kept with the class."""
    source = (ROOT / "tests" / "deck" / "harbour" / "market-in-june.yaml").read_text(encoding="utf-8")
    brought = source.replace("id: market-in-june", "id: market-in-snow").replace("title: Market in June", "title: Snow")
    brought = brought.replace("contrast: market-in-july\n", "")
    visit = page("host", host=host_token).click("to-desk")
    visit("desk_text").set_value(brought).run()
    visit.click("desk_host")
    assert "1 card from the Desk." in visit.says()
    visit.click("room_create").click("vote_open")
    said = visit.says()
    assert "Card 1 of 1" in said
    assert "Snow" in said
    [room] = records.room_store.hosted(str(records.hosts.host(host_token, now())))
    assert room.plan.cards == (("market-in-snow", 1),)
