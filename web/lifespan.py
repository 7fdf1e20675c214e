"""What the server does once at its start: room for many phones, and modules loaded before the first visitor."""

from __future__ import annotations

import contextlib
import importlib
import logging
import threading
from collections.abc import AsyncIterator, Callable, Iterable
from typing import Any

log = logging.getLogger("boundary")


def lifespan(
    prepare: Callable[[], None], later: Iterable[str] = ()
) -> Callable[[Any], contextlib.AbstractAsyncContextManager[None]]:
    """A lifespan that runs `prepare` and then imports the modules in `later` beside the first visitors."""

    @contextlib.asynccontextmanager
    async def run(_app: Any) -> AsyncIterator[None]:
        allow_many_connections()
        prepare()
        threading.Thread(target=lambda: [importlib.import_module(name) for name in later], daemon=True).start()
        yield

    return run


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
