"""Cards on paper for a class, with or without the key."""

from __future__ import annotations

from functools import partial

import streamlit as st

from records.exports.as_pdf import handout_to_pdf
from records.exports.pdf.handout import Handout
from screens.here import Here


def handouts(here: Here, handout: Handout) -> None:
    """Two buttons; nothing without cards."""
    if not handout.cards:
        return
    with st.container(horizontal=True):
        for with_key, label, name in (
            (False, "On paper (PDF)", "cards"),
            (True, "With the key (PDF)", "cards-with-key"),
        ):
            st.download_button(
                label,
                partial(handout_to_pdf, handout, here.now(), with_key=with_key),
                file_name=f"boundary-practice-{name}.pdf",
                mime="application/pdf",
                on_click="ignore",
                icon=":material/print:",
                key=f"handout-{name}",
            )
