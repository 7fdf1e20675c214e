"""Cards corrected after a class: who would be marked otherwise, and marking anew."""

from __future__ import annotations

import streamlit as st

from records.errors import RecordsError
from records.regrade import Change, changes, corrected
from records.room import Room, apply
from records.room_events import Regraded
from screens.here import Here
from screens.parts.feedback import table
from screens.parts.plain import in_markdown
from screens.parts.words import counted, marks_in_words


def corrections(here: Here, room: Room) -> None:
    """A box for each card of the class that was corrected since; nothing where none was."""
    for anew in corrected(room, here.classroom.deck_of(room)):
        _one(here, room, anew)


def _one(here: Here, room: Room, anew: Regraded) -> None:
    told = changes(room, apply(room, anew), anew.position)
    card = here.classroom.deck_of(room).cards[room.plan.cards[anew.position - 1][0]]
    verdicts = " or ".join(verdict.value for verdict in anew.accepted)
    with st.container(border=True, key=f"corrected-{anew.position}"):
        st.badge("Corrected since", icon=":material/history_edu:", color="orange")
        st.markdown(
            f"**{in_markdown(card.title)}** is now keyed {verdicts} (edition {anew.edition}). "
            f"{counted(len(told), 'vote')} would be marked otherwise. Only verdicts are marked anew."
        )
        if told:
            with st.expander("Who, and how"):
                st.markdown(table(("Name", "Vote", "Marks then", "Marks now"), map(_row, told)))
        if st.button("Mark anew", key=f"regrade-{anew.position}"):
            _mark(here, room, anew.position)
        st.caption("The sheet as it was first marked can still be made.")


def _row(change: Change) -> tuple[str, str, str, str]:
    before, after = change.marks
    return change.name, str(change.round), marks_in_words(before), marks_in_words(after)


def _mark(here: Here, room: Room, position: int) -> None:
    try:
        here.classroom.regrade(room, room.host_id, position, here.now())
    except RecordsError as error:
        st.error(f"{error} Press the button again.", icon=":material/error:")
        return
    st.rerun()
