"""A trainee's reasoning beside what the code weighs, with boxes to check it by."""

from __future__ import annotations

import streamlit as st

from records.errors import NotSavedError
from records.practice import Result
from scoring.card import Weight
from screens.here import Here
from screens.parts.feedback import entries
from screens.parts.plain import in_html

SELF_CHECKS = (
    "I named a fact on which the verdict turns",
    "I said what the code asks, not only what feels right",
    "I thought of what follows for the client",
)


def own_words(here: Here, result: Result) -> None:
    """What was written, if anything was, and what the code weighs."""
    attempt = result.attempt
    if not attempt.answer.reasoning:
        return
    with st.container(border=True):
        st.markdown("**What you wrote**")
        st.html(f'<p class="own-words">{in_html(attempt.answer.reasoning)}</p>')
        st.markdown("**What the code weighs**")
        decisive = [factor for factor in result.card.factors if factor.weight is Weight.DECISIVE]
        st.html(entries((factor.fact, factor.because) for factor in decisive))
        _self_checks(here, attempt.id, attempt.sitting_id)


def _self_checks(here: Here, attempt_id: str, sitting_id: str) -> None:
    kept = here.notes.self_checks(sitting_id).get(attempt_id, frozenset())
    st.markdown("**Check it yourself** (for you alone, never scored)")
    ticked = frozenset(
        box
        for box, words in enumerate(SELF_CHECKS)
        if st.checkbox(words, value=box in kept, key=f"self_check-{attempt_id}-{box}")
    )
    if ticked != kept:
        try:
            here.notes.set_self_checks(attempt_id, ticked)
        except NotSavedError as error:
            st.error(f"{error} Tick the box again.", icon=":material/error:")
