"""The addresses beside the screens, behind the same middleware as in the program, and what asks them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from web.headers import SecurityHeaders
from web.identity import DeviceCookie
from web.routes import routes

Told = TypeVar("Told")
PAGE = {"accept": "text/html,application/xhtml+xml"}


def nobody(_ticket: str) -> str | None:
    return None


def client(
    probe: Callable[[], dict[str, Any]] = dict,
    base_url: str = "http://quiz.example",
    enter: Callable[[str], str | None] = nobody,
) -> TestClient:
    async def page(_request: object) -> PlainTextResponse:
        return PlainTextResponse("a page")

    app = Starlette(
        routes=[*routes(probe, enter), Route("/", page), Route("/join", page)],
        middleware=[Middleware(SecurityHeaders), Middleware(DeviceCookie)],
    )
    return TestClient(app, base_url=base_url)


def play(story: Coroutine[Any, Any, Told]) -> Told:
    """Run a story in a thread of its own: after the browser tests the first thread has a loop that never ends."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, story).result()
