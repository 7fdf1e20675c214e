"""What a tab remembers between reruns. All of it can be lost: the records know where a trainee stands."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from records.sitting import Sitting
from screens.here import Here

_OPEN, _SUMMARY, _SEEN_AGAIN, _ROOM = "open_sitting", "summary_of", "seen_again", "hosted_room"
_CARDS = "cards_from_the_desk"


def open_sitting(sitting_id: str) -> None:
    """Go on with this sitting from now on."""
    st.session_state[_OPEN] = sitting_id


def opened_sitting(here: Here) -> Sitting | None:
    """The sitting this tab goes on with: the one opened here, or the newest that is not finished."""
    if here.learner_id is None:
        return None
    chosen = st.session_state.get(_OPEN)
    sitting = here.practice.store.sitting(chosen, here.learner_id) if chosen else None
    return sitting or here.practice.unfinished(here.learner_id)


def show_summary(sitting_id: str) -> None:
    """Have the summary tell of this sitting."""
    st.session_state[_SUMMARY] = sitting_id


def shown_summary(here: Here) -> Sitting | None:
    """The sitting the summary tells of: the one chosen, or the last one finished."""
    if here.learner_id is None:
        return None
    chosen = st.session_state.get(_SUMMARY)
    sitting = here.practice.store.sitting(chosen, here.learner_id) if chosen else None
    return sitting or next((one for one in here.practice.store.sittings(here.learner_id) if one.finished_at), None)


def seen_again(place: int | None = None) -> int:
    """The card of a sitting that is looked back at, counted from 0; `place` chooses another."""
    if place is not None:
        st.session_state[_SEEN_AGAIN] = place
    return int(st.session_state.get(_SEEN_AGAIN, 0))


def show_room(room_id: str) -> None:
    """Have the host's pages show this class; an empty id asks for the list of all."""
    st.session_state[_ROOM] = room_id


def hosted_room() -> str | None:
    """The class the host's pages show; empty for the list, None when nothing was chosen in this tab."""
    chosen = st.session_state.get(_ROOM)
    return None if chosen is None else str(chosen)


def bring_cards(files: Mapping[str, str]) -> None:
    """Have the next class be held over these card files, path to text; none for the deck of the server."""
    st.session_state[_CARDS] = dict(files)


def own_cards() -> dict[str, str]:
    """The card files brought from the Desk for the next class."""
    return dict(st.session_state.get(_CARDS, {}))
