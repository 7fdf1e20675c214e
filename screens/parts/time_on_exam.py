"""How long ago an exam began, for those who want to know; it is never scored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from records.sitting import Sitting
from screens.parts.words import clock_time, counted

EVERY = 20
"""Seconds between two looks at the clock."""


def time_on_exam(sitting: Sitting, now: Callable[[], datetime]) -> None:
    """A switch, off at first, and the time once it is on."""
    on = st.toggle("Show the time", key="show_time", persist_state="session", help="Never part of the score.")
    if on:
        _time(sitting, now)


@st.fragment(run_every=EVERY)
def _time(sitting: Sitting, now: Callable[[], datetime]) -> None:
    minutes = int((now() - sitting.started_at).total_seconds() // 60)
    st.markdown(f"Begun at {clock_time(sitting.started_at)}, {counted(minutes, 'minute')} ago")
