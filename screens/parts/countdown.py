"""How long a vote is still open, counted in the browser: the server does nothing while it runs."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

_countdown = st.components.v2.component(
    "countdown",
    html="""
<p role="timer"></p>
""",
    css="""
p { margin: 0; font-variant-numeric: tabular-nums; font-family: var(--st-font); color: var(--st-text-color); }
""",
    js="""
export default function ({ data, parentElement }) {
  const line = parentElement.querySelector("p");
  const end = Date.now() + data.seconds * 1000;
  const draw = () => {
    const left = Math.max(0, Math.round((end - Date.now()) / 1000));
    const told = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    line.textContent = left ? `Open for ${told} more` : "Time is up";
  };
  draw();
  const each = setInterval(draw, 1000);
  return () => clearInterval(each);
}
""",
)


def countdown(deadline: datetime, now: datetime, key: str) -> None:
    """Draw what is left until `deadline`; the browser's own clock need not be right."""
    _countdown(key=key, data={"seconds": max(0, round((deadline - now).total_seconds()))}, height=28)
