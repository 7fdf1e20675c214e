"""Host a class: sign in with the passphrase, choose cards, lead the lesson."""

from __future__ import annotations

import streamlit as st

from records.room import Phase, Room
from screens.here import Here
from screens.parts.host_lesson import host_lesson
from screens.parts.host_sign_in import leave_box, sign_in
from screens.parts.new_room import new_room
from screens.parts.page import arrive, page_links, reading_column
from screens.parts.plain import in_markdown
from screens.parts.state import hosted_room, show_room
from screens.parts.words import counted, day_and_time


def host(here: Here) -> None:
    """Draw what a host may do now."""
    if here.host_id is None:
        with reading_column():
            page_links(here.go, "host")
            sign_in(here)
        return
    room = _room(here, here.host_id)
    if room is None:
        with reading_column():
            page_links(here.go, "host")
            _start(here, here.host_id)
        return
    with st.container(horizontal=True, horizontal_alignment="right", key="page_bar"):
        st.link_button("Open the wall", "/wall", icon=":material/present_to_all:", type="tertiary", key="to_wall")
        if st.button("Class report", icon=":material/table_chart:", type="tertiary", key="to_report"):
            here.go("class_report")
        if st.button("All my classes", icon=":material/list:", type="tertiary", key="to_rooms"):
            show_room("")
            st.rerun()
    host_lesson(here, room.id)


def _room(here: Here, host_id: str) -> Room | None:
    """The class of this tab: the one chosen, or the newest that has not ended; none when the list was asked for."""
    chosen = hosted_room()
    if chosen is None:
        return next((room for room in here.classroom.store.hosted(host_id) if room.phase is not Phase.ENDED), None)
    room = here.classroom.store.room(chosen) if chosen else None
    return room if room and room.host_id == host_id else None


def _start(here: Here, host_id: str) -> None:
    arrive("host", "Host a class")
    st.title("Host a class", anchor=False)
    new_room(here, host_id)
    rooms = here.classroom.store.hosted(host_id)
    if rooms:
        st.subheader("My classes", anchor=False)
        for room in rooms:
            _line(here, room)
    leave_box(here)


def _line(here: Here, room: Room) -> None:
    with st.container(border=True):
        state = "over" if room.phase is Phase.ENDED else f"open, code {room.code}"
        st.markdown(
            f"**{in_markdown(room.plan.title)}** · {day_and_time(room.made_at)} · "
            f"{counted(len(room.people), 'person', 'people')} · {state}"
        )
        with st.container(horizontal=True):
            if st.button("Go there", key=f"room-{room.id}"):
                show_room(room.id)
                st.rerun()
            if st.button("Report", key=f"report-{room.id}"):
                show_room(room.id)
                here.go("class_report")
            if st.button("Delete", key=f"delete_room-{room.id}"):
                _confirm_delete(here, room)


@st.dialog("Delete this class?")
def _confirm_delete(here: Here, room: Room) -> None:
    st.write("The votes, the names and the report are removed from this server, at once and for good.")
    if st.button("Keep it", type="primary", key="keep_room"):
        st.rerun()
    if st.button("Delete it", icon=":material/delete_forever:", key="delete_room_for_good"):
        here.classroom.store.delete(room.id)
        show_room("")
        st.rerun()
