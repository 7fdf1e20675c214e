"""The door of a class: code, address and QR; who is in, what to do with a name, and shutting it."""

from __future__ import annotations

from collections.abc import Callable

import segno
import streamlit as st

from records.errors import RecordsError
from records.names import is_mixed_script
from records.room import Phase, Room
from records.room_views import HostView
from screens.here import Here
from screens.parts.address import join_address
from screens.parts.feedback import table
from screens.parts.page import rerun_here
from screens.parts.plain import in_html

QUIET_ZONE = 2


def door(room: Room) -> None:
    """Code, address and QR, large enough to read from a seat."""
    address = join_address(room.code)
    picture = segno.make(address, error="m").svg_data_uri(border=QUIET_ZONE, dark="#1f2321", light="#ffffff", scale=8)
    told = in_html(address.partition("://")[2])
    st.html(
        f'<div class="door"><img src="{picture}" alt="QR code that leads to {told}"><div class="code">{room.code}</div>'
        f'<div class="address">{told}</div></div>'
    )


def people(here: Here, view: HostView) -> None:
    """Who is in, folded."""
    n, room = len(view.people), view.room
    with st.expander(f"Who is in ({n})", icon=":material/group:"):
        if view.phase is not Phase.ENDED:
            label = "Open the door again" if room.locked else "Shut the door: nobody else comes in"
            if st.button(label, key=f"lock-{'off' if room.locked else 'on'}"):
                _try(lambda: here.classroom.lock(room, room.host_id, not room.locked, here.now()))
        if not n:
            st.write("Nobody yet.")
            return
        rows = (
            (person.name + _badge(person.name), "yes" if person.id in view.answered else "not yet")
            for person in view.people
        )
        st.markdown(table(("Name", "Answered"), rows))
        _one_person(here, view)


def _badge(name: str) -> str:
    return " (letters of two scripts: look twice)" if is_mixed_script(name) else ""


def _one_person(here: Here, view: HostView) -> None:
    names = {person.id: person.name for person in view.people}
    chosen = st.selectbox(
        "Rename or take out", list(names), index=None, key="person", format_func=lambda one: names.get(one, "")
    )
    if chosen is None or chosen not in names:
        return
    with st.form(f"person-{chosen}", border=False):
        typed = st.text_input("Name", names[chosen], key=f"person_name-{chosen}", max_chars=200)
        with st.container(horizontal=True):
            renamed = st.form_submit_button("Rename", key=f"rename-{chosen}")
            removed = st.form_submit_button("Take out for good", key=f"remove-{chosen}")
    room = view.room
    if renamed:
        _try(lambda: here.classroom.rename(room, room.host_id, chosen, typed or "", here.now()))
    if removed:
        _try(lambda: here.classroom.remove(room, room.host_id, chosen, here.now()))


def _try(act: Callable[[], object]) -> None:
    try:
        act()
    except RecordsError as error:
        st.error(str(error), icon=":material/error:")
        return
    rerun_here()
