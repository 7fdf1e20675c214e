"""What the server does once at its start: room for many phones, and modules loaded before the first visitor."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import threading
from collections.abc import AsyncIterator, Callable, Iterable
from typing import Any

from anyio import to_thread

from records.errors import RecordsError
from web.live import Hub, stop_with_the_server

HOUR = 3600.0

log = logging.getLogger("boundary")


def lifespan(
    prepare: Callable[[], None], later: Iterable[Callable[[], object]], chores: Callable[[], object], hub: Hub
) -> Callable[[Any], contextlib.AbstractAsyncContextManager[None]]:
    """A lifespan that runs `prepare`, then what is in `later` beside the first visitors, then `chores` every hour.

    The hub watches rooms as long as the server runs, and lets its streams go when the server is told to end.
    """

    @contextlib.asynccontextmanager
    async def run(_app: Any) -> AsyncIterator[None]:
        allow_many_connections()
        prepare()
        threading.Thread(target=_load, args=(later,), daemon=True).start()
        stop_with_the_server(hub.stop)
        tasks = [asyncio.create_task(hub.watch()), asyncio.create_task(_every_hour(chores))]
        yield
        hub.stop()
        for task in tasks:
            task.cancel()

    return run


def _load(later: Iterable[Callable[[], object]]) -> None:
    """What is loaded once is never rubbish: the collector need not look through it at every round."""
    for act in later:
        act()
    gc.collect()
    gc.freeze()


async def _every_hour(chores: Callable[[], object]) -> None:
    while True:
        try:
            await to_thread.run_sync(chores)
        except RecordsError as error:
            log.warning("%s", error)
        await asyncio.sleep(HOUR)


def allow_many_connections() -> int | None:
    """Raise the soft limit of open files to the hard one, and return it: each phone holds about four."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return None
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]
