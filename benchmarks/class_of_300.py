"""A class of 300 over the real protocol: they join and vote; then every vote kept is held against the one sent.

python -m benchmarks.class_of_300 [phones, 300] [--servers 1|2] [--nginx] [--cards 3] [--idle 30] [--count] [--alone]
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import uvloop

from benchmarks.figures import Figures, Stage, tell
from benchmarks.kept import Vote, Votes, kept_votes
from benchmarks.phone import Page, Phone
from benchmarks.servers import PASSPHRASE, ROOT, Busy, Servers, nginx_is_here, serving
from benchmarks.wire import Site
from records.classroom import Classroom
from records.database import Database
from records.hosts import HOST_COOKIE, Hosts
from records.identity import Identity, token_hash
from records.room import Room
from records.room_plan import RoomPlan
from records.room_store import RoomStore
from scoring.deck import load_deck
from scoring.verdict import SCALE
from screens.parts.verdict_scale import LABELS
from web.lifespan import allow_many_connections

CODE = "apa-2017"
JOIN_WITHIN, VOTE_WITHIN = 10.0, 3.0
THINKS = 1.0
"""Seconds between a selection and pressing Send."""
OVER, NOT_SAVED = "The vote is over", "Not saved: "
Sign = Callable[[Page], object]


def main() -> int:
    """Hold the class, print the table; 1 when a vote was lost."""
    asked = _asked()
    allow_many_connections()
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder), asked.servers, nginx=asked.nginx, counts=asked.count) as servers,
    ):
        figures = uvloop.run(Lesson(asked, servers).hold())
    through = " behind nginx" if asked.nginx else ""
    tell(f"{asked.phones} phones, {asked.servers} server(s) on one SQLite file{through}", asked.phones, figures)
    return 1 if figures.broken or figures.missing else 0


def _asked() -> argparse.Namespace:
    ask = argparse.ArgumentParser(prog="python -m benchmarks.class_of_300")
    ask.add_argument("phones", type=int, nargs="?", default=300)
    ask.add_argument("--servers", type=int, choices=(1, 2), default=1, help="processes on one SQLite file")
    ask.add_argument("--nginx", action="store_true", help="go through nginx, as a site would")
    ask.add_argument("--cards", type=int, default=3)
    ask.add_argument("--idle", type=float, default=30.0, help="seconds of waiting before the first card")
    ask.add_argument("--count", action="store_true", help="count the servers' statements, at some cost to their speed")
    ask.add_argument("--alone", action="store_true", help="without the host's page and the wall")
    asked = ask.parse_args()
    if asked.nginx and not nginx_is_here():
        ask.error("nginx is not installed")
    return asked


class Lesson:
    """One class. The host acts in this process, on the database that the servers use."""

    def __init__(self, asked: argparse.Namespace, servers: Servers) -> None:
        self.asked, self.servers, self.site = asked, servers, Site(servers.ports)
        self.chance = random.Random(300)
        self.database, self.deck = Database(servers.url), load_deck(ROOT / "scenarios")
        self.classroom = Classroom(RoomStore(self.database), self.deck)
        hosts = Hosts(self.database, Identity(self.database), PASSPHRASE)
        self.host_token = hosts.enter(hosts.admit(PASSPHRASE, now()), now()) or ""
        self.host_id = hosts.host(self.host_token, now()) or ""
        self.room = self._make_room()
        self.phones: list[Phone] = []
        self.sent: Votes = {}
        self.saved: set[Vote] = set()
        self.figures = Figures()

    async def hold(self) -> Figures:
        """The whole class, from the rehearsal to the check."""
        await self._rehearse()
        self.room = self._make_room()
        lag = asyncio.create_task(self._watch_lag())
        screens = [] if self.asked.alone else [Phone(self.site, {HOST_COOKIE: self.host_token}) for _ in range(2)]
        await asyncio.gather(*(screen.arrive(path) for screen, path in zip(screens, ("/host", "/wall"), strict=False)))
        await self._join()
        await self._wait()
        busy = Busy(self.servers)
        for _ in range(self.asked.cards):
            await self._card()
        self.figures.cores = busy.cores()
        lag.cancel()
        self.figures.memory["after"] = self.servers.used().memory
        for tab in (everybody := [*self.phones, *screens]):
            self.figures.dropped += tab.dropped
            self.figures.failed.update(f"an exception on the page: {told}" for told in tab.exceptions)
        await asyncio.gather(*(tab.leave() for tab in everybody))
        self._check()
        return self.figures

    async def _rehearse(self) -> None:
        """A few phones go through everything, so that whatever is loaded once is loaded."""
        self.phones = [Phone(self.site) for _ in range(4 * self.asked.servers)]
        await asyncio.gather(*(self._come(phone, 0.0) for phone in self.phones))
        await self._card()
        await asyncio.gather(*(phone.leave() for phone in self.phones))
        await asyncio.sleep(1)
        self.sent, self.figures = {}, Figures()
        self.figures.memory["before"] = self.servers.used().memory

    def _make_room(self) -> Room:
        cards = [card for card in self.deck.cards.values() if CODE in card.verdicts][: self.asked.cards]
        plan = RoomPlan("Load", CODE, tuple((card.id, card.edition) for card in cards))
        return self.classroom.make(plan, self.host_id, now())

    async def _join(self) -> None:
        n = self.asked.phones
        self.phones = [Phone(self.site) for _ in range(n)]
        async with self._stage("joins"):
            came = await asyncio.gather(
                *(self._come(phone, JOIN_WITHIN * place / n) for place, phone in enumerate(self.phones))
            )
        self.phones = [phone for phone, is_in in zip(self.phones, came, strict=True) if is_in]

    async def _come(self, phone: Phone, after: float) -> bool:
        await asyncio.sleep(after)
        begin = time.perf_counter()
        try:
            await phone.arrive(f"/j/{self.room.code}")
            self._took("address -> name asked", begin, await phone.until(lambda page: page.widget("display_name")))
            await self._press(phone, "join", "You are in", "Join -> in the class")
        except (TimeoutError, OSError, LookupError) as error:
            self.figures.failed[f"join: {error!r}"] += 1
            return False
        return True

    async def _wait(self) -> None:
        """Nothing happens for a while: nothing may be drawn, and nothing asked of the database."""
        await asyncio.sleep(2)
        self.figures.memory["in"] = self.servers.used().memory
        before = sum(phone.frames for phone in self.phones)
        async with self._stage("idle"):
            await asyncio.sleep(self.asked.idle)
        self.figures.idle_frames = sum(phone.frames for phone in self.phones) - before

    async def _card(self) -> None:
        """A first vote, talk, another vote, the reveal."""
        act = self.classroom
        for opening in (act.open_next, act.vote_again):
            await self._everybody("open -> card", opening, lambda page: page.widget(f"verdict-{self._suffix()}"))
            async with self._stage("votes"):
                await asyncio.gather(*(self._vote(place, phone) for place, phone in enumerate(self.phones)))
            await self._everybody("close -> vote is over", act.close, says(OVER))
        ruling = self.deck.cards[self.room.card_id or ""].verdicts[CODE]
        told = says(f"The code: {LABELS[ruling.verdict]}")
        await self._everybody("reveal -> the code's verdict", act.reveal, told)

    async def _everybody(self, what: str, act: Callable[[Room, str, datetime], Room], sign: Sign) -> None:
        """The host acts; how long until each phone shows it."""
        async with self._stage(what):
            begin = time.perf_counter()
            self.room = await asyncio.to_thread(act, self.room, self.host_id, now())
            await asyncio.gather(*(self._sees(phone, what, begin, sign) for phone in self.phones))

    async def _sees(self, phone: Phone, what: str, begin: float, sign: Sign) -> None:
        try:
            self._took(what, begin, await phone.until(sign))
        except TimeoutError:
            self.figures.failed[f"never seen: {what}"] += 1

    async def _vote(self, place: int, phone: Phone) -> None:
        """Select and send; in a second vote every third person stays with what they said."""
        room, who = self.room, token_hash(phone.device)
        verdict, stays = self.chance.choice(SCALE), room.round > 1 and place % 3 == 0
        await asyncio.sleep(self.chance.uniform(0, VOTE_WITHIN))
        try:
            if stays:
                verdict = self.sent[who, room.position, 1]
            else:
                await phone.choose(f"verdict-{self._suffix()}", LABELS[verdict])
            await asyncio.sleep(THINKS)
            self.sent[who, room.position, room.round] = verdict
            button = f"stay-{room.id[:8]}-{room.position}" if stays else f"submit-{self._suffix()}"
            await self._press(phone, button, "Saved", "vote -> Saved")
            self.saved.add((who, room.position, room.round))
        except (TimeoutError, LookupError) as error:
            self.figures.failed[f"vote: {error!r}"] += 1

    async def _press(self, phone: Phone, button: str, done: str, what: str) -> None:
        """Press until it is done, as somebody does who reads on the screen that it was not saved."""
        begin = time.perf_counter()
        while True:
            await phone.press(button)
            at = await phone.until(lambda page: page.says(done, NOT_SAVED), from_now=True)
            if phone.page.says(done):
                self._took(what, begin, at)
                return
            self.figures.failed[f"not saved, said so, pressed again: {what}"] += 1

    def _suffix(self) -> str:
        """What the keys of this vote's widgets end with."""
        return f"{self.room.id[:8]}r{self.room.round}-{self.room.position}"

    def _took(self, what: str, begin: float, end: float) -> None:
        self.figures.took[what].append(end - begin)

    def _check(self) -> None:
        kept = kept_votes(self.database, self.room.id)
        self.figures.sent, self.figures.kept = len(self.sent), len(kept)
        lost = {key for key, verdict in self.sent.items() if kept.get(key) is not verdict}
        self.figures.broken, self.figures.missing = len(lost & self.saved), len(lost - self.saved)
        self.figures.unasked = len(kept.keys() - self.sent.keys())

    @asynccontextmanager
    async def _stage(self, name: str) -> AsyncIterator[None]:
        """Note what the servers use meanwhile."""
        begin, used, asked = time.perf_counter(), self.servers.used(), self.servers.statements()
        runs = sum(phone.runs for phone in self.phones)
        yield
        seconds, cpu = time.perf_counter() - begin, self.servers.used().seconds - used.seconds
        runs = sum(phone.runs for phone in self.phones) - runs
        if self.asked.count:
            await asyncio.sleep(0.6)  # the counts are written twice a second
        self.figures.stages[name].add(Stage(seconds, cpu, runs, self.servers.statements() - asked))

    async def _watch_lag(self) -> None:
        """How late this tool's own loop is: what it measures is no finer."""
        while True:
            begin = time.perf_counter()
            await asyncio.sleep(0.02)
            self._took("(this tool's own lag)", begin + 0.02, time.perf_counter())


def says(words: str) -> Sign:
    """A page that holds these words."""
    return lambda page: page.says(words)


def now() -> datetime:
    """The clock of this process."""
    return datetime.now(UTC)


if __name__ == "__main__":
    sys.exit(main())
