"""Which browser is this? The cookie of the page load answers; without cookies the tab alone is remembered."""

from __future__ import annotations

import secrets

import streamlit as st

from records.identity import COOKIE


def device_token() -> tuple[str, bool]:
    """The device's token, and whether the browser keeps it beyond this tab."""
    token = st.context.cookies.get(COOKIE)
    if token:
        return token, True
    return st.session_state.setdefault("token_of_this_tab", secrets.token_urlsafe(32)), False
