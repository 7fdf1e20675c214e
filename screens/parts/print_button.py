"""A button that opens the browser's print dialogue."""

from __future__ import annotations

import streamlit as st

_print = st.components.v2.component(
    "print_page",
    html="""
<button type="button">Print</button>
""",
    css="""
button {
  font: inherit; min-height: 44px; padding: .4rem 1.2rem; border: 0; border-radius: .6rem; cursor: pointer;
  background: var(--st-primary-color); color: #fff;
}
button:focus-visible { outline: 3px solid var(--st-text-color); outline-offset: 2px; }
""",
    js="""
export default function ({ parentElement }) {
  parentElement.querySelector("button").onclick = () => window.print();
}
""",
)


def print_button() -> None:
    """Draw the button."""
    _print(key="print", width="content")
