"""The wall: large, numbers only, no names ever, no key before the reveal. Readable from the last row."""

from __future__ import annotations

import streamlit as st

from records.room import Phase, Room
from records.room_views import WallView, wall_view
from screens.here import Here
from screens.parts.countdown import countdown
from screens.parts.door import door
from screens.parts.live import live
from screens.parts.page import arrive, reading_column
from screens.parts.plain import in_html, in_markdown, paragraphs
from screens.parts.state import hosted_room
from screens.parts.verdict_scale import LABELS
from screens.parts.votes import vote_bars
from screens.parts.words import counted


def wall(here: Here) -> None:
    """Draw the wall of the class that this browser hosts."""
    room = _room(here)
    if room is None:
        with reading_column():
            arrive("no-wall", "No class is open")
            st.title("No class is open", anchor=False)
            st.write("Open one on the host's page, in this browser; then its wall stands here.")
            if st.button("Host a class", type="primary", key="to_host"):
                here.go("host")
        return
    with st.container(key="wall"):
        _wall(here, room.id)


def _room(here: Here) -> Room | None:
    if here.host_id is None:
        return None
    rooms = here.classroom.store.hosted(here.host_id)
    chosen = hosted_room()
    return next((room for room in rooms if room.id == chosen), None) or next(
        (room for room in rooms if room.phase is not Phase.ENDED), None
    )


@st.fragment
def _wall(here: Here, room_id: str) -> None:
    heard = live(room_id, here.classroom.store.heard(room_id), everything=True)
    room = here.classroom.store.room(room_id, heard.version)
    if room is None:
        st.title("The class is over", anchor=False)
        return
    view = wall_view(here.classroom, room)
    arrive(f"wall-{room.id}-{view.position}-{view.round}-{view.phase.value}", view.title)
    if view.phase is Phase.LOBBY:
        st.title(in_markdown(view.title), anchor=False)
        door(room)
        st.html(f'<p class="large centred">{counted(view.people_n, "person", "people")} here</p>')
    elif view.phase is Phase.ENDED:
        st.title("Thank you", anchor=False)
    else:
        _card(here, view)


def _card(here: Here, view: WallView) -> None:
    if view.shown is None:
        return
    st.html(
        f'<p class="large soft">Card {view.position} of {view.cards_n} · {in_html(view.code_short)} · '
        f"code {in_html(view.code)}</p>"
    )
    st.title(in_markdown(view.shown.title), anchor=False)
    if not view.rounds:
        st.html(f'<div class="situation">{paragraphs(view.shown.vignette)}</div>')
    st.html(f'<p class="stem">{in_html(view.shown.stem)}</p>')
    st.html(f'<p class="large told" aria-live="polite">{_told(view)}</p>')
    if view.phase is Phase.OPEN and view.deadline:
        countdown(view.deadline, here.now(), f"wall_countdown-{view.position}-{view.round}-{view.deadline:%H%M%S}")
    if view.rounds:
        vote_bars(view.rounds, view.ruling.accepted if view.ruling else ())
    if view.ruling:
        st.html(f'<div class="situation"><p><strong>Why.</strong> {in_html(view.ruling.because)}</p></div>')


def _told(view: WallView) -> str:
    if view.phase is Phase.OPEN:
        again = " Vote again." if view.round > 1 else ""
        return f"{view.answered_n} of {view.people_n} have answered.{again}"
    if view.phase is Phase.CLOSED:
        return "The vote is over. Talk about it."
    return f"The code says: {LABELS[view.ruling.verdict].lower()}." if view.ruling else ""
