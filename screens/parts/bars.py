"""Horizontal bars with their figures in words, so that the picture needs no other reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

from records.estimates import Interval
from screens.parts.plain import in_html


@dataclass(frozen=True)
class Bar:
    """One bar: its name, the share it fills, the figure in words, and the interval to draw over it."""

    name: str
    share: float
    told: str
    interval: Interval | None = None


def bars(rows: Iterable[Bar]) -> None:
    """Draw the bars, one below the other."""
    st.html("".join(_bar(row) for row in rows))


def _bar(row: Bar) -> str:
    line = _line(row.interval) if row.interval else ""
    return (
        f'<div class="bar"><span>{in_html(row.name)}</span><span class="track" aria-hidden="true">'
        f'<span class="fill" style="width:{row.share:.0%}"></span>{line}</span><span>{in_html(row.told)}</span></div>'
    )


def _line(interval: Interval) -> str:
    return f'<span class="range" style="left:{interval.low:.0%};width:{interval.high - interval.low:.0%}"></span>'
