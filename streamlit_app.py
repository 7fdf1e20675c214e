"""The front door: the screens, the addresses beside them, and what happens at the start and every hour."""

import importlib
import os
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from records.classroom import Classroom
from records.opening import open_deck, open_records
from web.headers import SecurityHeaders
from web.identity import DeviceCookie
from web.lifespan import lifespan
from web.live import Hub
from web.routes import routes

ROOT = Path(__file__).parent
records = open_records(os.environ, ROOT)
deck = partial(open_deck, os.environ, ROOT)


def now() -> datetime:
    """The clock of this process."""
    return datetime.now(UTC)


hub = Hub(lambda room_ids: Classroom(records.room_store, deck()).look(room_ids, now()))
app = st.App(
    ROOT / "screens" / "main.py",
    routes=[*routes(records.state, lambda ticket: records.hosts.enter(ticket, now())), *hub.routes()],
    middleware=[Middleware(SecurityHeaders), Middleware(DeviceCookie)],
    lifespan=lifespan(
        records.prepare,
        later=[deck, lambda: importlib.import_module("pandas")],
        chores=lambda: records.room_store.purge(now()),
        hub=hub,
    ),
)
"""The only rooms with windows."""
