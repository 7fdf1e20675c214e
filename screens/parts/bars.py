"""Horizontal bars with their figures in words: a table, so that the picture needs no other reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

from records.estimates import Interval
from screens.parts.plain import in_html


@dataclass(frozen=True)
class Bar:
    """One bar: its name, the share it fills, the figure in words, the interval drawn over it, the band behind it."""

    name: str
    share: float | None
    told: str
    interval: Interval | None = None
    band: Interval | None = None


def bars(says: str, rows: Iterable[Bar]) -> None:
    """Draw the bars, one below the other. `says` names the table for those who do not see it."""
    drawn = "".join(_bar(row) for row in rows)
    st.html(f'<div class="bars" role="table" aria-label="{in_html(says)}">{drawn}</div>')


def _bar(row: Bar) -> str:
    fill = "" if row.share is None else f'<span class="fill" style="width:{row.share:.0%}"></span>'
    return (
        f'<div class="bar" role="row"><span role="rowheader">{in_html(row.name)}</span>'
        f'<span class="track" aria-hidden="true">{_span("band", row.band)}{fill}{_span("range", row.interval)}</span>'
        f'<span role="cell">{in_html(row.told)}</span></div>'
    )


def _span(kind: str, interval: Interval | None) -> str:
    if interval is None:
        return ""
    return f'<span class="{kind}" style="left:{interval.low:.0%};width:{interval.high - interval.low:.0%}"></span>'
