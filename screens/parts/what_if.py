"""The what-if: one fact changes, and the verdict is asked again."""

from __future__ import annotations

import streamlit as st

from records.practice import Result
from scoring.answer import Part
from scoring.rules import signed_steps
from scoring.verdict import Verdict
from screens.parts.answer_form import verdict_radio
from screens.parts.plain import in_html
from screens.parts.verdict_scale import LABELS, steps_apart, verdict_scale
from screens.parts.words import marks_in_words


def what_if_asked(result: Result, suffix: str, send: str) -> tuple[bool, Verdict | None]:
    """Ask for the verdict after the change; whether it was sent, and what was said.

    `suffix` names sitting and card, `send` the button.
    """
    with st.container(border=True):
        _change(result)
        with st.form(f"twist-{suffix}", border=False):
            verdict = verdict_radio("Now it is", f"twist_verdict-{suffix}")
            sent = st.form_submit_button(send, type="primary", key=f"twist_submit-{suffix}")
        if sent and verdict is None:
            st.warning("Choose a verdict, or go on to the next card.", icon=":material/arrow_upward:")
    return sent, verdict


def what_if_told(result: Result) -> None:
    """Whether the change moves the verdict, what was said, and why."""
    twist = result.card.twists[result.attempt.answer.twist or 0]
    after, yours = twist.verdicts[result.compiled.code.id], result.attempt.answer.twist_verdict
    with st.container(border=True):
        _change(result)
        told = _movement(result.ruling.verdict, after.verdict)
        apart = "You passed it by." if yours is None else steps_apart(signed_steps(after.accepted, yours))
        verdict_scale(yours, after.accepted, f"{told} {apart}")
        marks = result.score.part(Part.TWIST)
        st.markdown(f"**{told}** {apart} {marks_in_words(marks.marks)} of {marks_in_words(marks.out_of)} marks.")
        st.html(f'<div class="prose"><p>{in_html(after.because)}</p></div>')


def _change(result: Result) -> None:
    twist = result.card.twists[result.attempt.answer.twist or 0]
    st.subheader("What if…", anchor=False)
    st.html(f'<div class="situation"><p>…{in_html(twist.change)}?</p></div>')


def _movement(before: Verdict, after: Verdict) -> str:
    if before is after:
        return f"The verdict stays: {LABELS[after].lower()}."
    return f"The verdict moves from {LABELS[before].lower()} to {LABELS[after].lower()}."
