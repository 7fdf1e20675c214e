"""Look back: the cards of a sitting once more, each with its feedback."""

from __future__ import annotations

import streamlit as st

from records.practice import LookedBack, Result
from records.sitting import Sitting
from scoring.answer import Part, present
from screens.here import Here
from screens.parts.feedback import feedback, other_codes
from screens.parts.own_words import own_words
from screens.parts.page import arrive, page_links
from screens.parts.plain import in_markdown
from screens.parts.situation import stem, vignette
from screens.parts.state import seen_again, shown_summary
from screens.parts.what_if import what_if_told
from screens.parts.words import day


def review(here: Here) -> None:
    """Draw one card of the sitting the summary tells of."""
    page_links(here.go, "review")
    sitting = shown_summary(here)
    cards = here.practice.look_back(sitting) if sitting else []
    if sitting is None or not cards:
        here.go("summary")
    place = min(seen_again(), len(cards) - 1)
    looked = cards[place]
    arrive(f"review-{looked.attempt.id}", f"Card {place + 1} of {len(cards)}, seen again")
    _way(here, place, len(cards))
    if looked.result is None:
        _corrected(here, looked)
    else:
        _again(here, sitting, looked.result)


def _way(here: Here, place: int, n: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="review_way"):
        st.markdown(f"**Card {place + 1} of {n}**")
        if st.button("Earlier", icon=":material/arrow_back:", disabled=place == 0, key="earlier"):
            seen_again(place - 1)
            st.rerun()
        if st.button("Later", icon=":material/arrow_forward:", disabled=place == n - 1, key="later"):
            seen_again(place + 1)
            st.rerun()
        if st.button("Summary", icon=":material/summarize:", key="to_summary"):
            here.go("summary")


def _again(here: Here, sitting: Sitting, result: Result) -> None:
    shown = present(result.card, result.compiled.code, sitting.plan.depth, sitting.seed)
    left, right = st.columns([10, 9], gap="large")
    with left:
        with st.container(key="card_title"):
            st.title(in_markdown(shown.title), anchor=False)
        with st.expander("The situation again"):
            vignette(shown)
        stem(shown)
        feedback(result)
    with right:
        if Part.TWIST in {part.part for part in result.score.parts}:
            what_if_told(result)
        own_words(here, result)
        other_codes(result, here.practice.deck.codes)


def _corrected(here: Here, looked: LookedBack) -> None:
    card = here.practice.deck.cards.get(looked.attempt.card_id)
    st.title(in_markdown(card.title if card else looked.attempt.card_id), anchor=False)
    st.write(
        f"This card was corrected or withdrawn after you answered it on {day(looked.attempt.answered_at)}. Your answer "
        "and its marks stand as they were; they are in the score sheet."
    )
