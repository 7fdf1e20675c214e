"""What every page has: the stylesheet, the bar at the top, a heading that takes the focus when the page changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import streamlit as st
from streamlit.errors import StreamlitAPIException

PAGES = (
    ("home", "Practice", ":material/play_circle:"),
    ("progress", "My progress", ":material/insights:"),
    ("compare", "Compare codes", ":material/balance:"),
    ("desk", "Desk", ":material/edit_note:"),
)
STYLESHEET = Path(__file__).parents[1] / "style.css"

_arrival = st.components.v2.component(
    "page_arrival",
    html="""
<span role="status"></span>
""",
    css="""
span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
""",
    js="""
// A rerun keeps the scroll position and drops the focus to the page. When the place changes, go to the top, put the
// focus on the heading, and say once where we are. Streamlit's bare keys R and C would act while somebody reads
// (WCAG 2.1.4): they are stopped before it hears them. Its radios swallow Ctrl+Enter: there it is passed on by hand.
const places = new WeakMap();
if (!window.__boundaryKeys) {
  window.__boundaryKeys = true;
  window.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable=true]");
    const bare = !event.ctrlKey && !event.metaKey && !event.altKey;
    const bareRadio = event.target.matches?.("input[type=radio], [role=radio]");
    if ((!typing || bareRadio) && bare && ["r", "R", "c", "C"].includes(event.key)) event.stopImmediatePropagation();
    if (bareRadio && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.stopImmediatePropagation();
      document.querySelector("[class*=st-key-submit-] button")?.click();
    }
  }, true);
}
export default function ({ data, parentElement }) {
  document.documentElement.lang = "en";
  if (places.get(document) === data.place) return;
  const first = !places.has(document);
  places.set(document, data.place);
  if (first && !data.alwaysFocus) return;
  setTimeout(() => {
    document.querySelector("[data-testid=stMain]")?.scrollTo({ top: 0 });
    const heading = document.querySelector("[data-testid=stMain] h1");
    if (heading) { heading.tabIndex = -1; heading.style.outline = "none"; heading.focus({ preventScroll: true }); }
    parentElement.querySelector("[role=status]").textContent = data.announce;
  }, 60);
}
""",
)


def arrive(place: str, announce: str) -> None:
    """When `place` differs from the one shown before: scroll to the top, focus the heading, say `announce` politely."""
    _arrival(key="arrival", data={"place": place, "announce": announce, "alwaysFocus": False}, height=1)


def style() -> None:
    """Load the stylesheet; once on every page."""
    st.html(STYLESHEET)


def rerun_here() -> NoReturn:
    """Run the fragment again that runs now; the whole page when it is the page that runs."""
    try:
        st.rerun(scope="fragment")
    except StreamlitAPIException:
        st.rerun()


@contextmanager
def reading_column() -> Iterator[None]:
    """A column as wide as a page is comfortable to read."""
    with st.container(key="reading"):
        yield


def page_links(go: Callable[[str], NoReturn], current: str) -> None:
    """The way between the pages, the same on each of them."""
    with st.container(horizontal=True, horizontal_alignment="right", key="page_bar"):
        for name, label, icon in PAGES:
            if name != current and st.button(label, type="tertiary", icon=icon, key=f"to-{name}"):
                go(name)
