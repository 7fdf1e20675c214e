"""How votes fell, round by round: bars with counts, the same on the phone, the wall and the host's page."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from records.room_views import Counts
from scoring.verdict import SCALE, Verdict
from screens.parts.plain import in_html
from screens.parts.verdict_scale import LABELS


def vote_bars(rounds: Sequence[Counts], accepted: tuple[Verdict, ...] = (), yours: Verdict | None = None) -> None:
    """Draw the rounds side by side. `accepted` are the code's verdicts, once they may be told."""
    names = (
        ["Votes"] if len(rounds) == 1 else ["First vote", *(f"Vote {number}" for number in range(2, len(rounds) + 1))]
    )
    drawn = "".join(
        _round(name, counts, accepted, yours if place == len(rounds) - 1 else None)
        for place, (name, counts) in enumerate(zip(names, rounds, strict=True))
    )
    st.html(f'<div class="rounds">{drawn}</div>')


def _round(name: str, counts: Counts, accepted: tuple[Verdict, ...], yours: Verdict | None) -> str:
    n = sum(counts)
    rows = "".join(
        _row(verdict, count, count / n if n else 0, accepted, yours)
        for verdict, count in zip(SCALE, counts, strict=True)
    )
    head = f"{name}: {n}" if n else f"{name}: none"
    told = in_html(head)
    return f'<div class="votes" role="table" aria-label="{told}"><div class="head">{told}</div>{rows}</div>'


def _row(verdict: Verdict, count: int, share: float, accepted: tuple[Verdict, ...], yours: Verdict | None) -> str:
    place = accepted.index(verdict) if verdict in accepted else None
    is_code = {None: "", 0: " is-code"}.get(place, " is-accepted")
    told = {None: "", 0: "the code"}.get(place, "also fits")
    tags = (f'<span class="tag code">{told}</span>' if told else "") + (
        '<span class="tag you">you</span>' if verdict is yours else ""
    )
    return (
        f'<div class="vote{is_code} v-{verdict.name.lower()}" role="row">'
        f'<span role="rowheader">{LABELS[verdict]} {tags}</span>'
        f'<span class="track" aria-hidden="true"><span class="fill" style="width:{share:.0%}"></span></span>'
        f'<span role="cell">{count}<span class="share"> · {share:.0%}</span></span></div>'
    )
