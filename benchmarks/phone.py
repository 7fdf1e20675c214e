"""A phone in a class, without a screen: it speaks to Streamlit as the browser's page does.

What it sends was held, frame by frame, against what Chromium sends from the same pages under Streamlit 1.67.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import StringArray
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin, Subprotocol

from benchmarks.wire import AGENT, Browser, Site
from records.identity import COOKIE

RETRY = 3.0
"""Seconds after which a browser opens a broken event stream anew."""
PATIENCE = 30.0
"""Seconds after which somebody gives up waiting."""
WHOLE = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


class Drawn(NamedTuple):
    """An element as the server sent it, and the fragment that drew it."""

    kind: str
    element: Any
    fragment: str


class Ear(NamedTuple):
    """The component that listens to a room, and what it was told."""

    drawn: Drawn
    url: str
    seen: str
    all: bool


@dataclass
class Page:
    """What one run of the script, or of its fragment, drew."""

    elements: list[Drawn] = field(default_factory=list)

    def says(self, *words: str) -> bool:
        """Whether some element holds one of these words."""
        bodies = [str(drawn.element.body) for drawn in self.elements if hasattr(drawn.element, "body")]
        return any(word in body for body in bodies for word in words)

    def heading(self) -> str:
        """What stands out on it: an error, or else its heading."""
        for kind in ("exception", "alert", "heading"):
            for drawn in self.elements:
                if drawn.kind == kind:
                    return str(drawn.element.message if kind == "exception" else drawn.element.body)
        return "nothing"

    def widget(self, key: str) -> Drawn | None:
        """The widget whose key begins so."""
        return next((drawn for drawn in self.elements if f"-{key}" in getattr(drawn.element, "id", "")), None)

    def ear(self) -> Ear | None:
        """The component that listens, on pages that do."""
        drawn = self.widget("live-")
        return Ear(drawn, **json.loads(drawn.element.json)) if drawn else None


class Phone:
    """One tab. `page` is what its last whole run drew and `at` when that was; the numbers count what happened to it."""

    def __init__(self, site: Site, cookies: Mapping[str, str] | None = None) -> None:
        self.browser = Browser(site, cookies or {})
        self.page, self.at = Page(), 0.0
        self.frames = self.runs = self.dropped = 0
        self.exceptions: list[str] = []
        self._url = self._script = ""
        self._socket: ClientConnection | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._is_listening = False
        self._seen = self._told = ""
        self._drawing = Page()
        self._cached: list[str] = []
        self._held: dict[str, WidgetState] = {}
        self._sign: tuple[Callable[[Page], object], asyncio.Future[float]] | None = None

    @property
    def device(self) -> str:
        """The device token the server gave."""
        return self.browser.cookies.get(COOKIE, "")

    async def arrive(self, path: str) -> None:
        """Load a page, open its WebSocket, and have its script run."""
        path = await self.browser.load(path)
        place = f"localhost:{self.browser.port}"
        self._url = f"http://{place}{path}"
        self._socket = await connect(
            f"ws://{place}/_stcore/stream",
            host="127.0.0.1",
            subprotocols=[Subprotocol("streamlit"), Subprotocol(self.browser.cookies["_streamlit_xsrf"])],
            origin=Origin(f"http://{place}"),
            additional_headers={"Cookie": self.browser.cookie_line},
            user_agent_header=AGENT,
            open_timeout=PATIENCE,
            ping_interval=None,
            max_size=None,
        )
        self._tasks.append(asyncio.create_task(self._hear(self._socket)))
        await self._rerun(page_name=path.strip("/"))

    async def leave(self) -> None:
        """Close the tab."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._socket:
            await self._socket.close()

    async def until(self, sign: Callable[[Page], object], *, from_now: bool = False) -> float:
        """The moment at which a finished page shows the sign; `from_now`: a later page. Raises `TimeoutError`."""
        if not from_now and sign(self.page):
            return self.at
        future = asyncio.get_running_loop().create_future()
        self._sign = sign, future
        try:
            return await asyncio.wait_for(future, PATIENCE)
        except TimeoutError:
            raise TimeoutError(f"after {PATIENCE:.0f} s the page still says: {self.page.heading()}") from None
        finally:
            self._sign = None

    async def choose(self, key: str, option: str) -> None:
        """Choose an option of a radio."""
        drawn = self._widget(key)
        self._held[drawn.element.id] = WidgetState(id=drawn.element.id, string_value=option)
        await self._rerun(drawn.fragment)

    async def press(self, key: str) -> None:
        """Press a button; in a form that submits it."""
        drawn = self._widget(key)
        await self._rerun(drawn.fragment, WidgetState(id=drawn.element.id, trigger_value=True))

    def _widget(self, key: str) -> Drawn:
        drawn = self.page.widget(key)
        if drawn is None:
            raise LookupError(f"there is no {key.partition('-')[0]} on the page")
        return drawn

    async def _rerun(self, fragment: str = "", trigger: WidgetState | None = None, page_name: str = "") -> None:
        message = BackMsg()
        asked = message.rerun_script
        asked.page_name, asked.page_script_hash, asked.fragment_id = page_name, self._script, fragment
        asked.cached_message_hashes.extend(self._cached)
        asked.widget_states.widgets.extend([*self._held.values(), *([trigger] if trigger else [])])
        context = asked.context_info
        context.timezone, context.timezone_offset, context.locale = "UTC", 0, "en-US"
        context.url, context.is_embedded, context.color_scheme = self._url, False, "light"
        if self._socket:
            with suppress(ConnectionClosed):  # `_hear` has counted it
                await self._socket.send(message.SerializeToString())

    async def _hear(self, socket: ClientConnection) -> None:
        with suppress(ConnectionClosed):
            async for frame in socket:
                self.frames += 1
                self._take(ForwardMsg.FromString(frame if isinstance(frame, bytes) else frame.encode()))
        self.dropped += 1

    def _take(self, message: ForwardMsg) -> None:
        if message.metadata.cacheable:
            self._cached.append(message.hash)
        match message.WhichOneof("type"):
            case "new_session":
                self._drawing = Page()
            case "navigation":
                self._script = message.navigation.page_script_hash
            case "delta":
                self._draw(message.delta)
            case "script_finished" if message.script_finished in WHOLE:
                self._finish()

    def _draw(self, delta: Delta) -> None:
        drawn = delta.new_element if delta.HasField("new_element") else delta.add_block
        kind = drawn.WhichOneof("type") or ""
        element: Any = getattr(drawn, kind, drawn)
        self._drawing.elements.append(Drawn(kind, element, delta.fragment_id))
        if kind == "exception":
            self.exceptions.append(f"{element.type}: {element.message}")
        elif (
            kind == "button_group"
        ):  # the page sends the empty choice along from the beginning, and what a field offers
            self._held.setdefault(element.id, WidgetState(id=element.id, string_array_value=StringArray()))
        elif kind == "text_input":
            self._held.setdefault(element.id, WidgetState(id=element.id, string_value=element.default))

    def _finish(self) -> None:
        self.page, self.at, self.runs = self._drawing, time.perf_counter(), self.runs + 1
        shown = {getattr(drawn.element, "id", "") for drawn in self.page.elements}
        self._held = {key: state for key, state in self._held.items() if key in shown}
        if ear := self.page.ear():
            self._seen = ear.seen
            if not self._is_listening:
                self._is_listening = True
                self._tasks.append(asyncio.create_task(self._listen(ear)))
        if self._sign and self._sign[0](self.page) and not self._sign[1].done():
            self._sign[1].set_result(self.at)

    async def _listen(self, ear: Ear) -> None:
        """What the component of `screens/parts/live.py` does."""
        while True:
            with suppress(OSError, EOFError):
                async for data in self.browser.events(ear.url):
                    is_news = data != self._seen if ear.all else _turn(data) != _turn(self._seen)
                    if is_news and data != self._told:
                        self._told = data
                        await self._tick(data)
            self.dropped += 1
            await asyncio.sleep(RETRY)

    async def _tick(self, data: str) -> None:
        ear = self.page.ear()
        if ear:
            told = json.dumps([{"event": "tick", "value": data}], separators=(",", ":"))
            key = f"$$STREAMLIT_INTERNAL_KEY_{ear.drawn.element.id}__events"
            await self._rerun(ear.drawn.fragment, WidgetState(id=key, json_trigger_value=told))


def _turn(heard: str) -> str:
    return heard.partition("/")[0]
