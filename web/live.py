"""Telling phones that something happened: one task for a process watches the rooms, and streams carry a number.

A phone never asks the database whether anything is new; it hears. `turn` rises when phones must hear of something,
`version` with every event, for hosts and walls.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from records.errors import RecordsError
from records.identity import COOKIE, token_hash

LOOKS_EVERY = 0.15
"""Seconds between two looks at the rooms somebody listens to."""
BEAT = 15.0
"""Seconds after which a silent stream says that it lives."""
MOST_STREAMS = 16
"""Open streams of one browser."""
HEADERS = {"cache-control": "no-store", "x-accel-buffering": "no"}

log = logging.getLogger("boundary")
Numbers = tuple[int, int]
Look = Callable[[list[str]], Mapping[str, Numbers]]


class Hub:
    """The streams of one process. `look` tells version and turn of rooms, and closes votes whose time is over."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._known: dict[str, Numbers] = {}
        self._changed: dict[str, asyncio.Event] = {}
        self._listening: dict[str, int] = {}
        self._by_browser: dict[str, int] = {}
        self._stopping = asyncio.Event()
        self._trouble = ""

    async def watch(self) -> None:
        """Look at the rooms somebody listens to, until the server stops; a look that fails is tried again."""
        while not self._stopping.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), LOOKS_EVERY)
            if self._listening:
                try:
                    found = await to_thread.run_sync(self._look, list(self._listening))
                except Exception as error:  # noqa: BLE001 - whatever it was, the next look may succeed
                    self._complain(error)
                else:
                    self._trouble = ""
                    self._tell(found)

    def stop(self) -> None:
        """End every stream, so that the server can stop."""
        self._stopping.set()
        for changed in self._changed.values():
            changed.set()

    def routes(self) -> list[Route]:
        """The address of the streams."""
        return [Route("/live/{room_id}", self._answer)]

    def _complain(self, error: Exception) -> None:
        """Log why a look failed; once, however often it is tried again."""
        if self._trouble != str(error):
            self._trouble = str(error)
            log.warning("%s", error, exc_info=None if isinstance(error, RecordsError) else error)

    def _tell(self, found: Mapping[str, Numbers]) -> None:
        for room_id, numbers in found.items():
            if self._known.get(room_id) != numbers:
                self._known[room_id] = numbers
                self._changed.pop(room_id, asyncio.Event()).set()

    async def _answer(self, request: Request) -> Response:
        browser = token_hash(request.cookies.get(COOKIE, ""))
        if self._by_browser.get(browser, 0) >= MOST_STREAMS:
            return JSONResponse({"why": "too many pages of this class are open in one browser"}, status_code=429)
        numbers = self._stream(request.path_params["room_id"], browser, everything="all" in request.query_params)
        return StreamingResponse(numbers, media_type="text/event-stream", headers=HEADERS)

    async def _stream(self, room_id: str, browser: str, *, everything: bool) -> AsyncIterator[str]:
        _count(self._listening, room_id, 1)
        _count(self._by_browser, browser, 1)
        told: int | None = None
        clock = asyncio.get_running_loop().time
        spoke = clock()
        try:
            while not self._stopping.is_set():
                changed = self._changed.setdefault(room_id, asyncio.Event())
                version, turn = self._known.get(room_id, (0, 0))
                new = version if everything else turn
                if version and new != told:
                    told, spoke = new, clock()
                    yield f"data: {turn}/{version}\n\n"
                try:
                    await asyncio.wait_for(changed.wait(), spoke + BEAT - clock())
                except TimeoutError:
                    spoke = clock()
                    yield "event: beat\ndata:\n\n"
        finally:
            _count(self._listening, room_id, -1)
            _count(self._by_browser, browser, -1)
            if room_id not in self._listening:
                self._known.pop(room_id, None)
                self._changed.pop(room_id, None)


def _count(counts: dict[str, int], key: str, change: int) -> None:
    counts[key] = counts.get(key, 0) + change
    if not counts[key]:
        del counts[key]


def stop_with_the_server(stop: Callable[[], None]) -> None:
    """Call `stop` when the server is told to end: it would wait for open streams for ever."""
    if threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        before = signal.getsignal(number)

        def on_signal(received: int, frame: Any, before: Any = before) -> None:
            loop.call_soon_threadsafe(stop)
            if callable(before):
                before(received, frame)

        signal.signal(number, on_signal)
