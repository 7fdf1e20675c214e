"""When the quiz cannot begin: what is wrong and what would mend it."""

from __future__ import annotations

import streamlit as st

from scoring.deck import Deck
from screens.parts.page import reading_column


def no_place(sentence: str) -> None:
    """The answers cannot be kept."""
    with reading_column():
        st.title("Nothing can be saved here yet", anchor=False)
        st.text(sentence)
        st.write("Whoever runs this server has to mend it; then load this page again.")
        st.button("Look again", type="primary", key="look_again")


def nothing_to_practise(deck: Deck) -> None:
    """No card can be used."""
    with reading_column():
        st.title("There are no cards yet", anchor=False)
        st.write("The deck has no card that can be scored. What was found:")
        for found in deck.problems:
            st.text(str(found))
