"""Which browser is this? The cookies of the page load answer; without them the tab alone is remembered."""

from __future__ import annotations

import secrets

import streamlit as st

from records.hosts import HOST_COOKIE
from records.identity import COOKIE
from records.room_store import ROOM_COOKIE


def device_token() -> tuple[str, bool]:
    """The device's token, and whether the browser keeps it beyond this tab."""
    token = st.context.cookies.get(COOKIE)
    if token:
        return token, True
    return st.session_state.setdefault("token_of_this_tab", secrets.token_urlsafe(32)), False


def host_token() -> str | None:
    """The token of a host's browser; None for anybody else."""
    return st.context.cookies.get(HOST_COOKIE)


def room_code() -> str | None:
    """The code of the class whose address this browser followed, within the last hours."""
    return st.context.cookies.get(ROOM_COOKIE)
