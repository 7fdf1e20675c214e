"""Leading a class: left what is happening, with the buttons of this phase; right what only the host may see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import streamlit as st

from records.class_report import Hint, hint
from records.errors import NotSavedError, RecordsError
from records.estimates import Interval
from records.room import Phase, Room
from records.room_views import HostView, host_view
from screens.here import Here
from screens.parts.countdown import countdown
from screens.parts.door import door, people
from screens.parts.for_you_only import for_you_only
from screens.parts.live import live
from screens.parts.page import arrive, rerun_here
from screens.parts.plain import in_markdown
from screens.parts.votes import vote_bars
from screens.parts.words import counted

HINTS = {
    Hint.EXPLAIN: "Most have it. Reveal, and explain why in a minute or two.",
    Hint.DISCUSS: "They are split. Let them talk in pairs for two minutes, then vote again.",
    Hint.TEACH: "Few have it. Say what the clause asks for, then let them vote again.",
    Hint.NONE: "Too few votes to advise anything.",
}
A_MINUTE = timedelta(minutes=1)
Act = Callable[[], Room]


@st.fragment
def host_lesson(here: Here, room_id: str) -> None:
    """Draw the lesson; runs again with every vote and every arrival."""
    heard = live(room_id, here.classroom.store.heard(room_id), everything=True)
    room = here.classroom.store.room(room_id, heard.version)
    if room is None or room.host_id != here.host_id:
        st.title("This class is gone", anchor=False)
        return
    view = host_view(here.classroom, room)
    where = f"Card {view.position} of {view.cards_n}" if view.position else "Before the first card"
    arrive(f"host-{room.id}-{view.position}-{view.round}-{view.phase.value}", f"{where}. {view.phase.value}")
    left, right = st.columns([10, 9], gap="large")
    with left:
        st.title(in_markdown(view.title), anchor=False)
        st.markdown(f"**{where}** · {in_markdown(view.code_short)} · code **{room.code}** · {_there(view)}")
        _LEADING[view.phase](here, room, view)
        people(here, view)
    with right:
        if view.phase is Phase.LOBBY:
            door(room)
        elif view.card and view.ruling:
            for_you_only(here, view)


def _there(view: HostView) -> str:
    return f"{counted(len(view.people), 'person', 'people')} here"


def _lobby(here: Here, room: Room, view: HostView) -> None:
    st.write("When they are in, open the first card. Late-comers join at the card that is on.")
    _button("Open the first card", "vote_open", lambda: here.classroom.open_next(room, view.room.host_id, here.now()))


def _open(here: Here, room: Room, view: HostView) -> None:
    answered, n = len(view.answered), len(view.people)
    st.progress(answered / n if n else 0.0, text=f"{answered} of {n} have answered")
    if view.deadline:
        countdown(view.deadline, here.now(), f"host_countdown-{view.position}-{view.round}-{view.deadline:%H%M%S}")
    everybody = n > 0 and answered == n
    st.write("Everybody has answered." if everybody else "Votes are sealed: nobody sees them, the wall shows how many.")
    _button("Close the vote", "vote_close", lambda: here.classroom.close(room, room.host_id, here.now()))
    with st.container(horizontal=True):
        later = (view.deadline or here.now()) + A_MINUTE
        _button(
            "One minute more" if view.deadline else "One minute from now",
            "extend",
            lambda: here.classroom.extend(room, room.host_id, later, here.now()),
            is_main=False,
        )


def _closed(here: Here, room: Room, view: HostView) -> None:
    vote_bars(view.rounds)
    if view.taken_n:
        st.caption(f"{counted(view.taken_n, 'answer')} selected and not sent; taken at the close.")
    advice = _advice(room, view)
    st.info(HINTS[advice], icon=":material/lightbulb:")
    again_first = advice in (Hint.DISCUSS, Hint.TEACH) and room.round == 1
    with st.container(horizontal=True):
        acts: list[tuple[str, str, Act]] = [
            ("Reveal", "reveal", lambda: here.classroom.reveal(room, room.host_id, here.now())),
            ("Vote again", "revote", lambda: here.classroom.vote_again(room, room.host_id, here.now())),
        ]
        for place, (label, key, act) in enumerate(reversed(acts) if again_first else acts):
            _button(label, key, act, is_main=place == 0)
    # A button, not a toggle: of two pages of one host each would set a toggle back to what it holds itself, for ever.
    _button(
        "Take the bars off the wall" if room.bars_shown else "Bars on the wall now",
        f"bars-{'off' if room.bars_shown else 'on'}",
        lambda: here.classroom.show_bars(room, room.host_id, not room.bars_shown, here.now()),
        is_main=False,
    )


def _advice(room: Room, view: HostView) -> Hint:
    levels = [verdict.level for verdict in view.ruling.accepted] if view.ruling else []
    return hint(view.rounds[-1], levels, Interval(room.plan.teach_below, room.plan.explain_from))


def _revealed(here: Here, room: Room, view: HostView) -> None:
    vote_bars(view.rounds, view.ruling.accepted if view.ruling else ())
    if room.is_last:
        st.write("That was the last card.")
        _button("End the class", "room_end", lambda: here.classroom.end(room, room.host_id, here.now()))
    else:
        _button("Next card", "room_next", lambda: here.classroom.open_next(room, room.host_id, here.now()))


def _ended(here: Here, _room: Room, view: HostView) -> None:
    st.write(f"The class is over. Everything is removed on {view.room.expires_at:%d.%m.%Y}.")
    if st.button("See the class report", type="primary", key="to_class_report"):
        here.go("class_report")


def _button(label: str, key: str, act: Act, *, is_main: bool = True) -> None:
    if st.button(label, type="primary" if is_main else "secondary", key=key):
        _do(act)


def _do(act: Act) -> None:
    """Act, and show the class as it is then. What was done already in another tab is done."""
    try:
        act()
    except NotSavedError as error:
        st.error(f"{error} Press the button again.", icon=":material/error:")
        return
    except RecordsError as error:
        st.error(str(error), icon=":material/error:")
        return
    rerun_here()


_LEADING: dict[Phase, Callable[[Here, Room, HostView], None]] = {
    Phase.LOBBY: _lobby,
    Phase.OPEN: _open,
    Phase.CLOSED: _closed,
    Phase.REVEALED: _revealed,
    Phase.ENDED: _ended,
}
