"""Beside the lesson, for the host alone: the situation, the key and why, what to ask and what to listen for."""

from __future__ import annotations

import streamlit as st

from records.room_views import HostView
from scoring.card import Card
from scoring.code import Code
from screens.here import Here
from screens.parts.plain import in_html, in_markdown, paragraphs
from screens.parts.verdict_scale import LABELS, verdict_scale


def for_you_only(here: Here, view: HostView) -> None:
    """Draw it. The wall shows none of this."""
    card, ruling = view.card, view.ruling
    if card is None or ruling is None:
        return
    code = here.classroom.deck_of(view.room).codes[view.room.plan.code_id]
    with st.container(border=True, key="for_you_only"):
        st.badge("For you only", icon=":material/visibility_off:")
        st.subheader(in_markdown(card.title), anchor=False)
        with st.expander("The situation"):
            st.html(f'<div class="situation">{paragraphs(card.vignette)}</div>')
        st.html(f'<p class="stem">{in_html(card.stem)}</p>')
        verdict_scale(None, ruling.accepted, f"The code: {LABELS[ruling.verdict]}")
        st.html(f'<div class="prose"><p><strong>Why.</strong> {in_html(ruling.because)}</p></div>')
        st.caption(_clauses(code, ruling.cites))
        _notes(card)
        _what_ifs(card, code)


def _clauses(code: Code, cites: tuple[str, ...]) -> str:
    found = (code.provision(number) for number in cites)
    return in_markdown(f"{code.short}: " + "; ".join(one.label for one in found if one))


def _notes(card: Card) -> None:
    if card.facilitator is None:
        return
    st.markdown(f"**Ask** (about {card.facilitator.minutes} minutes in all)")
    st.html(_list(card.facilitator.ask))
    st.markdown("**Listen for**")
    st.html(_list(card.facilitator.listen_for))


def _what_ifs(card: Card, code: Code) -> None:
    with st.expander("What if…"):
        for twist in card.twists:
            after = twist.verdicts[code.id]
            st.html(
                f'<div class="prose"><p>…{in_html(twist.change)}? <strong>{LABELS[after.verdict]}.</strong> '
                f"{in_html(after.because)}</p></div>"
            )


def _list(lines: tuple[str, ...]) -> str:
    return '<ul class="prose">' + "".join(f"<li>{in_html(line)}</li>" for line in lines) + "</ul>"
