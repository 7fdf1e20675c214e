"""Join a class on the phone: a code, a name, the card, and nothing else."""

from __future__ import annotations

import random
import threading
import time

import streamlit as st

from records.errors import NoRoomError, NotSavedError
from records.names import NameRefusedError, nickname
from records.room import Room
from screens.here import Here
from screens.parts.in_class import in_class
from screens.parts.page import arrive, reading_column
from screens.parts.plain import in_markdown
from screens.parts.words import counted

_ROOM, _TRIED = "room", "codes_tried"
SLOWLY = 2.0
"""Seconds an unknown code waits for its answer while many are being tried."""
_narrow = threading.BoundedSemaphore(4)


def join(here: Here) -> None:
    """Draw the way into a class, or the class."""
    with reading_column():
        room = _room(here)
        person = here.classroom.who(room, here.learner_id) if room and here.learner_id else None
        if room is None:
            _ask_code(here)
        elif person is None:
            _ask_name(here, room)
        else:
            in_class(here, room.id)


def _room(here: Here) -> Room | None:
    """The class of this tab: the one whose address was followed, the one typed, or the last one joined."""
    known = st.session_state.get(_ROOM)
    if known is None and here.room_code and here.room_code not in st.session_state.setdefault(_TRIED, []):
        known = _look_up(here, here.room_code)
    if known is None and here.learner_id:
        known = here.classroom.present(here.learner_id)
    st.session_state[_ROOM] = known
    return here.classroom.store.room(known) if known else None


def _look_up(here: Here, typed: str) -> str | None:
    """The id of the class with this code. While many wrong codes come in, a wrong one is answered slowly."""
    st.session_state.setdefault(_TRIED, []).append(typed)
    try:
        return here.classroom.find(typed, here.now()).id
    except NotSavedError as error:
        st.error(f"{error} Press the button again.", icon=":material/error:")
        return None
    except NoRoomError as error:
        if here.classroom.is_under_attack(here.now()):
            with _narrow:
                time.sleep(SLOWLY)
        st.error(str(error), icon=":material/error:")
        return None


def _ask_code(here: Here) -> None:
    arrive("join", "Join a class")
    st.title("Join a class", anchor=False)
    with st.form("join_code", border=False):
        typed = st.text_input("The six letters on the screen in front", key="room_code", max_chars=12)
        sent = st.form_submit_button("Go", type="primary", width="stretch", key="room_code_submit")
    if sent and (typed or "").strip():
        found = _look_up(here, typed or "")
        if found:
            st.session_state[_ROOM] = found
            st.rerun()
    elif sent:
        st.warning("Type the six letters first.")
    if st.button("Practise alone instead", type="tertiary", key="to_home"):
        here.go("home")


def _ask_name(here: Here, room: Room) -> None:
    arrive(f"join-{room.id}", "Join a class")
    st.title(in_markdown(room.plan.title), anchor=False)
    offered = st.session_state.setdefault(
        "nickname", nickname(random.SystemRandom(), [person.name for person in room.people.values()])
    )
    with st.form("join", border=False):
        if room.plan.own_names:
            typed = st.text_input("Your name, or keep this one", offered, key="display_name", max_chars=200)
        else:
            typed = offered
            st.markdown(f"You will be **{in_markdown(offered)}**.")
        identifier = ""
        if room.plan.ask_identifier:
            identifier = st.text_input(
                "Student number or e-mail, as your gradebook knows you", key="identifier", max_chars=120
            )
        sent = st.form_submit_button("Join", type="primary", width="stretch", key="join")
    st.caption(
        "Only the person in front sees names; the wall shows numbers. What you answer is kept for "
        f"{counted(room.plan.keep_days, 'day')} and then removed."
    )
    if sent:
        _come_in(here, room, typed or offered, identifier or "")


def _come_in(here: Here, room: Room, name: str, identifier: str) -> None:
    try:
        here.classroom.join(room.id, here.welcome(), name, here.now(), identifier)
    except (NameRefusedError, NoRoomError, NotSavedError) as error:
        st.error(str(error), icon=":material/error:")
        return
    st.rerun()
