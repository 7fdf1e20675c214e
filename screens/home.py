"""Practice: go on where you stopped, or begin with one click."""

from __future__ import annotations

import streamlit as st

from records.errors import NotSavedError
from records.history import Past, answered_this_week
from records.practice import Practice
from records.sitting import Mode, Plan, Sitting
from scoring.answer import Depth
from scoring.checks import DEFAULT_CODE
from scoring.deck import Deck
from screens.here import Here
from screens.parts.device import device_box
from screens.parts.page import arrive, page_links, reading_column
from screens.parts.plain import in_markdown
from screens.parts.state import open_sitting
from screens.parts.words import (
    DEPTHS,
    MINUTES_A_CARD,
    THE_KEY_IS_OURS,
    counted,
    day,
    sitting_in_words,
    topic_words,
    topics_in_words,
)

CARDS = 10
WAITING = (
    (Mode.DUE, "**Due today: {}.** A point comes back, if it can on a card you have not seen.", "Review", "lesson"),
    (Mode.MISSED, "**{} you judged otherwise than the code.** The gravest come first.", "What I missed", "card"),
)
FEWEST, MOST = 1, 30
FEEDBACK = {
    Mode.PRACTICE: "After each card",
    Mode.EXAM: "At the end, as in an exam",
}
EXAM_TOLD = " What the code says comes at the end; a submitted card stays as it is. You may pause, here or elsewhere."


def home(here: Here) -> None:
    """Draw the first page."""
    with reading_column():
        page_links(here.go, "home")
        arrive("home", "Boundary Practice")
        st.title("Boundary Practice", anchor=False)
        st.write(
            "Short situations between therapists and clients. You judge what the therapist does; then you see what the "
            "professional code says, and why."
        )
        unfinished = here.practice.unfinished(here.learner_id) if here.learner_id else None
        if unfinished:
            _go_on_box(here, unfinished)
        _start_box(here, is_main=unfinished is None)
        if here.learner_id:
            _waiting_box(here, here.learner_id)
        _in_a_class(here)
        _left_out(here.practice)
        device_box(here)
        st.caption(THE_KEY_IS_OURS)


def _go_on_box(here: Here, sitting: Sitting) -> None:
    place = here.practice.place(sitting, here.now())
    if place is None:
        return
    with st.container(border=True, key="go_on_box"):
        st.markdown(
            f"**You stopped at card {place.dealt.position} of {sitting.plan.cards_n}** · "
            f"{sitting_in_words(sitting)} · {day(sitting.started_at)}"
        )
        if st.button("Go on", type="primary", icon=":material/play_arrow:", key="resume"):
            open_sitting(sitting.id)
            here.go("card")


def _start_box(here: Here, *, is_main: bool) -> None:
    st.subheader("A new round of cards", anchor=False)
    with st.container(border=True):
        start = st.container()
        with st.expander("Choose code, topics and length", icon=":material/tune:"):
            plan = _choices(here.practice.deck)
        with start:
            if plan is None:
                st.info("No card of these topics is keyed under this code. Choose another topic or code.")
                return
            st.markdown(_told(here.practice.deck, plan))
            if st.button("Start", type="primary" if is_main else "secondary", key="start"):
                _begin(here, plan)


def _waiting_box(here: Here, learner_id: str) -> None:
    """What comes back today, what was missed, and how the week goes; nothing for somebody who has not begun."""
    history = here.practice.store.history(learner_id)
    code_id = history[-1].code_id if history else ""
    if code_id not in here.practice.deck.codes:
        return
    with st.container(border=True, key="waiting_box"):
        for mode, told, label, noun in WAITING:
            plan = Plan(code_id, CARDS, Depth.QUICK, mode)
            count = here.practice.available(history, plan, here.now())
            if count:
                at_once = f" {CARDS} at a time are plenty." if count > CARDS else ""
                st.markdown(told.format(counted(count, noun)) + at_once)
                if st.button(label, key=f"start_{mode.value}"):
                    _begin(here, plan)
        _week(here, learner_id, history)


def _week(here: Here, learner_id: str, history: list[Past]) -> None:
    done, goal = answered_this_week(history, here.now()), here.notes.weekly_goal(learner_id)
    said = f"{counted(done, 'card')} this week"
    if goal is None:
        st.write(f"{said}.")
    elif done >= goal:
        st.write(f"{said}: what you set out to do. More is up to you.")
    else:
        st.write(f"{said}; you set out to do {goal}.")


def _in_a_class(here: Here) -> None:
    st.subheader("In a class", anchor=False)
    with st.container(horizontal=True):
        if st.button("Join with a code", icon=":material/group_add:", key="to_join"):
            here.go("join")
        if st.button("Host a class", icon=":material/co_present:", key="to_host"):
            here.go("host")


def _told(deck: Deck, plan: Plan) -> str:
    code = deck.codes[plan.code_id]
    asks = "a verdict and how sure you are"
    if plan.depth is Depth.FULL:
        asks = "a verdict, the deciding facts, the next step and the standard"
    return (
        f"**{counted(plan.cards_n, 'card')}** · {topics_in_words(plan.topics)} · judged by the code of the "
        f"{in_markdown(code.body)} (**{in_markdown(code.short)}**). Each asks for {asks}. About {_minutes(plan)}."
        f"{EXAM_TOLD if plan.mode is Mode.EXAM else ''}"
    )


def _choices(deck: Deck) -> Plan | None:
    """The plan that the choices make; None when they leave no card."""
    default = DEFAULT_CODE if DEFAULT_CODE in deck.codes else next(iter(deck.codes))
    code_id = st.selectbox(
        "Judged under",
        list(deck.codes),
        index=list(deck.codes).index(default),
        key="code",
        format_func=lambda code_id: f"{deck.codes[code_id].short}: {deck.codes[code_id].name}",
    )
    topics = st.pills(
        "Topics (none chosen means all)", deck.topics, selection_mode="multi", key="topics", format_func=topic_words
    )
    available = len(deck.under(code_id, topics))
    depth = st.radio("Depth", list(DEPTHS), key="depth", format_func=DEPTHS.__getitem__)
    mode = st.radio("Feedback", list(FEEDBACK), key="mode", format_func=FEEDBACK.__getitem__)
    if not available:
        return None
    cards_n = st.number_input(
        f"Cards (there are {available})",
        FEWEST,
        min(MOST, available),
        min(CARDS, available),
        key=f"cards_n-{min(MOST, available)}",
    )
    return Plan(code_id, int(cards_n), Depth(depth), Mode(mode), topics=tuple(topics))


def _begin(here: Here, plan: Plan) -> None:
    try:
        sitting = here.practice.begin(here.welcome(), plan, here.now())
    except NotSavedError as error:
        st.error(f"{error} A sitting cannot begin without a place for its answers. Try again in a moment.")
        return
    open_sitting(sitting.id)
    here.go("card")


def _minutes(plan: Plan) -> str:
    return counted(plan.cards_n * MINUTES_A_CARD[plan.depth], "minute")


def _left_out(practice: Practice) -> None:
    left_out = practice.deck.left_out
    if not left_out:
        return
    with st.expander(f"{counted(len(left_out), 'file')} left out of the deck", icon=":material/report:"):
        st.write("These files hold mistakes, so the quiz goes on without them. For their authors:")
        for found in practice.deck.problems:
            if found.is_error:
                st.text(str(found))
