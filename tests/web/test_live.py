from __future__ import annotations

import asyncio
import logging
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from starlette.applications import Starlette

from records.classroom import Classroom
from records.database import Database
from records.errors import NotSavedError
from records.identity import Identity
from records.room_plan import RoomPlan
from records.room_store import RoomStore
from scoring.answer import Answer
from scoring.deck import Deck
from scoring.verdict import Verdict
from tests.conftest import ROOT
from tests.web.client import play
from web import live
from web.live import MOST_STREAMS, Hub, stop_with_the_server

SOON = 5.0
"""Seconds within which something has to be heard; it takes far less, and the machine may be busy."""
A_WHILE = 0.15
"""Seconds in which nothing must be heard: fifteen looks."""
BEAT = "event: beat\ndata:\n\n"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "LOOKS_EVERY", 0.01)


class Rooms:
    """What the database would tell of the rooms, and what it was asked."""

    def __init__(self, **numbers: tuple[int, int]) -> None:
        self.numbers = numbers
        self.asked: list[list[str]] = []
        self.trouble: Exception | None = None

    def look(self, room_ids: list[str]) -> Mapping[str, tuple[int, int]]:
        self.asked.append(sorted(room_ids))
        if self.trouble:
            raise self.trouble
        return {room_id: self.numbers[room_id] for room_id in room_ids if room_id in self.numbers}


class Stream:
    """An open stream, as a page holds it."""

    def __init__(self, hub: Hub, address: str = "/live/class", browser: str = "a-browser") -> None:
        path, _, query = address.partition("?")
        cookies = [(b"cookie", f"boundary_device={browser}".encode())] if browser else []
        scope = {
            "type": "http",
            "method": "GET",
            "path": path,
            "query_string": query.encode(),
            "headers": cookies,
            "asgi": {"spec_version": "2.3"},
        }
        self.status = 0
        self.headers: dict[str, str] = {}
        self._asked = False
        self._said: asyncio.Queue[str] = asyncio.Queue()
        self._started, self._gone = asyncio.Event(), asyncio.Event()
        self._task = asyncio.create_task(Starlette(routes=hub.routes())(scope, self._receive, self._send))

    async def hears(self) -> str:
        return await asyncio.wait_for(self._said.get(), SOON)

    async def hears_nothing(self, seconds: float = A_WHILE) -> None:
        await asyncio.sleep(seconds)
        assert self._said.empty()

    async def opens(self) -> Stream:
        await asyncio.wait_for(self._started.wait(), SOON)
        return self

    async def leaves(self) -> None:
        self._gone.set()
        await self.ends()

    async def ends(self) -> None:
        await asyncio.wait_for(self._task, SOON)

    async def _receive(self) -> dict[str, Any]:
        if self._asked:
            await self._gone.wait()
            return {"type": "http.disconnect"}
        self._asked = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def _send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
            self._started.set()
        elif message["body"]:
            self._said.put_nowait(message["body"].decode())


@asynccontextmanager
async def watched(rooms: Rooms) -> AsyncIterator[Hub]:
    hub = Hub(rooms.look)
    task = asyncio.create_task(hub.watch())
    yield hub
    hub.stop()
    await asyncio.wait_for(task, SOON)


def test_a_new_listener_is_told_at_once_where_the_class_stands() -> None:
    async def story() -> None:
        async with watched(Rooms(**{"class": (7, 3)})) as hub:
            first = Stream(hub)
            assert await first.hears() == "data: 3/7\n\n"
            hub._look = lambda _: {}  # the second is told without another look
            second, host = Stream(hub), Stream(hub, "/live/class?all")
            assert [await second.hears(), await host.hears()] == ["data: 3/7\n\n"] * 2

    play(story())


def test_a_stream_is_kept_by_no_cache_and_held_back_by_no_proxy() -> None:
    async def story() -> None:
        async with watched(Rooms()) as hub:
            stream = await Stream(hub).opens()
            assert stream.status == 200
            assert stream.headers["content-type"] == "text/event-stream; charset=utf-8"
            assert (stream.headers["cache-control"], stream.headers["x-accel-buffering"]) == ("no-store", "no")

    play(story())


def test_phones_are_told_when_the_turn_rises_and_hosts_of_everything() -> None:
    async def story() -> None:
        rooms = Rooms(**{"class": (1, 0)})
        async with watched(rooms) as hub:
            phone, host = Stream(hub), Stream(hub, "/live/class?all")
            assert [await phone.hears(), await host.hears()] == ["data: 0/1\n\n"] * 2
            for version in (2, 3, 4):
                rooms.numbers["class"] = (version, 0)
                assert await host.hears() == f"data: 0/{version}\n\n"
            await phone.hears_nothing()
            rooms.numbers["class"] = (5, 1)
            assert [await phone.hears(), await host.hears()] == ["data: 1/5\n\n"] * 2
            await phone.hears_nothing()
            await host.hears_nothing()

    play(story())


def test_a_class_hears_nothing_of_another() -> None:
    async def story() -> None:
        rooms = Rooms(one=(1, 1), other=(1, 1))
        async with watched(rooms) as hub:
            here, there = Stream(hub, "/live/one"), Stream(hub, "/live/other")
            assert [await here.hears(), await there.hears()] == ["data: 1/1\n\n"] * 2
            rooms.numbers["one"] = (2, 2)
            assert await here.hears() == "data: 2/2\n\n"
            await there.hears_nothing()

    play(story())


def test_a_room_that_is_not_there_says_nothing() -> None:
    async def story() -> None:
        async with watched(Rooms()) as hub:
            await Stream(hub, "/live/nowhere").hears_nothing()

    play(story())


def test_who_comes_back_after_everybody_left_hears_how_it_stands_now_and_nothing_older() -> None:
    async def story() -> None:
        rooms = Rooms(**{"class": (1, 1)})
        async with watched(rooms) as hub:
            before = Stream(hub)
            assert await before.hears() == "data: 1/1\n\n"
            await before.leaves()
            rooms.numbers["class"] = (9, 4)
            assert await Stream(hub).hears() == "data: 4/9\n\n"

    play(story())


def test_a_silent_stream_says_that_it_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "BEAT", 0.05)

    async def story() -> None:
        async with watched(Rooms(**{"class": (1, 1)})) as hub:
            stream = Stream(hub)
            assert [await stream.hears() for _ in range(3)] == ["data: 1/1\n\n", BEAT, BEAT]

    play(story())


def test_a_phone_hears_the_beat_while_the_others_vote(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "BEAT", 0.1)

    async def story() -> None:
        rooms = Rooms(**{"class": (1, 1)})
        async with watched(rooms) as hub:
            phone = Stream(hub)
            assert await phone.hears() == "data: 1/1\n\n"

            async def vote_without_end() -> None:
                for version in count(2):
                    rooms.numbers["class"] = (version, 1)
                    await asyncio.sleep(0.02)

            voting = asyncio.create_task(vote_without_end())
            assert await phone.hears() == BEAT
            voting.cancel()

    play(story())


def test_one_browser_holds_sixteen_streams_and_no_more() -> None:
    async def story() -> None:
        async with watched(Rooms(**{"class": (1, 1)})) as hub:
            streams = [await Stream(hub).opens() for _ in range(MOST_STREAMS)]
            assert [stream.status for stream in streams] == [200] * 16
            refused = await Stream(hub).opens()
            assert refused.status == 429
            assert await refused.hears() == '{"why":"too many pages of this class are open in one browser"}'
            assert (await Stream(hub, browser="another").opens()).status == 200
            await streams[0].leaves()
            assert (await Stream(hub).opens()).status == 200

    play(story())


def test_nobody_looks_at_the_database_while_nobody_listens() -> None:
    async def story() -> None:
        rooms = Rooms(one=(1, 1), other=(1, 1))
        async with watched(rooms) as hub:
            await asyncio.sleep(A_WHILE)
            assert rooms.asked == []
            here, there = Stream(hub, "/live/one"), Stream(hub, "/live/other")
            await here.hears()
            await there.hears()
            await asyncio.sleep(0.05)
            assert rooms.asked[-1] == ["one", "other"]
            await here.leaves()
            await asyncio.sleep(0.05)
            assert rooms.asked[-1] == ["other"]
            await there.leaves()
            await asyncio.sleep(0.05)
            looks = len(rooms.asked)
            await asyncio.sleep(A_WHILE)
            assert len(rooms.asked) == looks

    play(story())


def test_three_hundred_phones_cost_one_look_at_a_time() -> None:
    async def story() -> None:
        rooms = Rooms(**{"class": (1, 1)})
        async with watched(rooms) as hub:
            phones = [Stream(hub, browser=f"phone-{number}") for number in range(300)]
            for phone in phones:
                await phone.hears()
            rooms.numbers["class"] = (2, 2)
            assert {await phone.hears() for phone in phones} == {"data: 2/2\n\n"}
            assert {tuple(asked) for asked in rooms.asked} == {("class",)}

    play(story())


@pytest.mark.parametrize(
    "trouble", [NotSavedError("Not saved: the server's database is busy."), KeyError("a-card-that-went")]
)
def test_a_look_that_fails_is_told_in_the_log_once_and_tried_again(
    trouble: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    async def story() -> None:
        rooms = Rooms(**{"class": (1, 1)})
        async with watched(rooms) as hub:
            phone = Stream(hub)
            assert await phone.hears() == "data: 1/1\n\n"
            rooms.trouble = trouble
            await phone.hears_nothing()
            rooms.numbers["class"], rooms.trouble = (2, 2), None
            assert await phone.hears() == "data: 2/2\n\n"

    with caplog.at_level(logging.WARNING, "boundary"):
        play(story())
    assert [record.getMessage() for record in caplog.records] == [str(trouble)]


def test_stopping_ends_every_stream_and_the_watch() -> None:
    async def story() -> None:
        rooms = Rooms(**{"class": (1, 1)})
        async with watched(rooms) as hub:
            streams = [Stream(hub), Stream(hub, "/live/class?all"), Stream(hub, "/live/nowhere")]
            await streams[0].hears()
            hub.stop()
            for stream in streams:
                await stream.ends()
            late = Stream(hub)
            await late.ends()
            await late.hears_nothing(0)
            looks = len(rooms.asked)
            await asyncio.sleep(A_WHILE)
            assert len(rooms.asked) - looks <= 1, "a look that had begun may end"

    play(story())


A_SERVER_THAT_IS_TOLD_TO_END = """
import asyncio, signal
from web.live import Hub, stop_with_the_server

signal.signal(signal.SIGTERM, lambda *_: print("what it did before", flush=True))

async def story():
    hub = Hub(lambda room_ids: {})
    stop_with_the_server(hub.stop)
    watch = asyncio.create_task(hub.watch())
    await asyncio.sleep(0)
    signal.raise_signal(signal.SIGTERM)
    await asyncio.wait_for(watch, 2)
    print("the hub stopped")

asyncio.run(story())
"""


def test_the_hub_stops_when_the_server_is_told_to_and_what_it_did_before_is_done_too() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", A_SERVER_THAT_IS_TOLD_TO_END], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ended.stdout.splitlines() == ["what it did before", "the hub stopped"]


def test_a_server_in_a_thread_of_its_own_leaves_the_signals_alone() -> None:
    async def story() -> None:
        stop_with_the_server(lambda: None)

    before = signal.getsignal(signal.SIGTERM)
    play(story())
    assert signal.getsignal(signal.SIGTERM) is before


def test_in_a_real_class_phones_hear_of_the_lesson_and_hosts_of_every_vote(
    database: Database, identity: Identity, deck: Deck
) -> None:
    moment = datetime.now(UTC)
    classroom = Classroom(RoomStore(database), deck)
    host, learner = (identity.welcome(token, moment) for token in ("host", "phone"))
    cards = tuple((card.id, card.edition) for card in deck.under("apa-2017", ["harbour"]))
    room = classroom.make(RoomPlan("A class", "apa-2017", cards), host, moment)

    async def story() -> None:
        hub = Hub(lambda room_ids: classroom.look(room_ids, datetime.now(UTC)))
        watch = asyncio.create_task(hub.watch())
        phone, desk = Stream(hub, f"/live/{room.id}"), Stream(hub, f"/live/{room.id}?all")
        classroom.join(room.id, learner, "Ada", moment)
        assert [await phone.hears(), await desk.hears()] == ["data: 0/1\n\n"] * 2
        opened = classroom.open_next(room, host, moment)
        assert [await phone.hears(), await desk.hears()] == ["data: 1/2\n\n"] * 2
        assert classroom.vote(opened, learner, (1, 1), Answer(Verdict.GRAY_AREA), moment)
        assert await desk.hears() == "data: 1/3\n\n"
        await phone.hears_nothing()
        classroom.extend(opened, host, datetime.now(UTC) + timedelta(seconds=1), datetime.now(UTC))
        assert [await phone.hears(), await desk.hears()] == ["data: 2/4\n\n"] * 2
        assert [await phone.hears(), await desk.hears()] == ["data: 3/5\n\n"] * 2, "the time is over: it closes itself"
        hub.stop()
        await asyncio.wait_for(watch, SOON)

    play(story())
