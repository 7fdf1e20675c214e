"""The front door: the screens, the addresses beside them, and what happens at the start."""

import os
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from records.opening import open_records
from web.headers import SecurityHeaders
from web.identity import DeviceCookie
from web.lifespan import lifespan
from web.routes import routes

ROOT = Path(__file__).parent
records = open_records(os.environ, ROOT)

app = st.App(
    ROOT / "screens" / "main.py",
    routes=routes(records.state),
    middleware=[Middleware(SecurityHeaders), Middleware(DeviceCookie)],
    lifespan=lifespan(records.prepare, later=["pandas"]),
)
