"""HTTP as a browser speaks it to the class: pages with their cookies, and streams of events."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import NamedTuple
from zlib import crc32

from records.identity import COOKIE

AGENT = "Mozilla/5.0 (class of 300)"


@dataclass(frozen=True)
class Site:
    """The ports of the servers. A browser goes to the one its device cookie names, as behind a proxy that hashes it."""

    ports: Sequence[int]

    def port(self, cookies: Mapping[str, str]) -> int:
        """The server for these cookies; before the first cookie, one for everybody."""
        return self.ports[crc32(cookies.get(COOKIE, "").encode()) % len(self.ports)]


class Answer(NamedTuple):
    """The head of an answer, and what is left to read of it."""

    head: Sequence[tuple[str, str]]
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


class Browser:
    """Keeps cookies, and sends them along."""

    def __init__(self, site: Site, cookies: Mapping[str, str]) -> None:
        self.site = site
        self.cookies = dict(cookies)

    @property
    def port(self) -> int:
        """The server it talks to now."""
        return self.site.port(self.cookies)

    @property
    def cookie_line(self) -> str:
        """What goes into the header."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    async def load(self, path: str) -> str:
        """Ask for a page and for what Streamlit's page asks then, without the static files; where it redirected to."""
        target: str | None = path
        while target:
            path, target = target, await self._get(target, "text/html")
        for asked in ("/_stcore/health", "/_stcore/host-config"):
            await self._get(asked, "*/*")
        return path

    async def events(self, path: str) -> AsyncIterator[str]:
        """The messages of an event stream, without the named ones."""
        async for block in _blocks(await self._ask(path, "text/event-stream")):
            if block.startswith("data: "):
                yield block.removeprefix("data: ")

    async def _get(self, path: str, accept: str) -> str | None:
        """Read an answer away; where it redirects to, if it does."""
        answer = await self._ask(path, accept)
        for name, value in answer.head:
            if name == "set-cookie":
                self.cookies |= {key: morsel.value for key, morsel in SimpleCookie(value).items()}
        await answer.reader.read()
        answer.writer.close()
        return next((value for name, value in answer.head if name == "location"), None)

    async def _ask(self, path: str, accept: str) -> Answer:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        stays = "keep-alive" if accept == "text/event-stream" else "close"
        cookies = f"Cookie: {self.cookie_line}\r\n" if self.cookies else ""
        writer.write(
            f"GET {path} HTTP/1.1\r\nHost: localhost:{self.port}\r\nUser-Agent: {AGENT}\r\nAccept: {accept}\r\n"
            f"Connection: {stays}\r\n{cookies}\r\n".encode()
        )
        status, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        if status.split()[1] not in {"200", "303"}:
            writer.close()
            raise OSError(f"{path}: {status}")
        head = [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]
        return Answer(head, reader, writer)


async def _blocks(answer: Answer) -> AsyncIterator[str]:
    """The events of a stream that comes in chunks."""
    text = ""
    try:
        while size := int(await answer.reader.readline() or b"0", 16):
            text += (await answer.reader.readexactly(size + 2))[:-2].decode()
            *whole, text = text.split("\n\n")
            for block in whole:
                yield block
    finally:
        answer.writer.close()
