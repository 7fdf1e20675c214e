"""The situation and the act that is judged, set like a page."""

from __future__ import annotations

import streamlit as st

from scoring.answer import Presentation
from screens.parts.plain import in_html, paragraphs


def situation(shown: Presentation) -> None:
    """The vignette in its frame, the stem alone below it."""
    vignette(shown)
    stem(shown)


def vignette(shown: Presentation) -> None:
    """What happens, in one frame."""
    with st.container(border=True):
        st.html(f'<div class="situation">{paragraphs(shown.vignette)}</div>')


def stem(shown: Presentation) -> None:
    """The act that is judged."""
    st.html(f'<p class="stem">{in_html(shown.stem)}</p>')
