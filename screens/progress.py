"""My progress: how I judge, every sitting with what it came to, and what to do with the records."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from records.errors import NotSavedError
from records.exports.as_my_data import to_json, to_page
from records.my_data import my_data
from records.progress import Totals
from records.score_sheet import practice_sheet
from records.sitting import Sitting
from screens.here import Here
from screens.parts.device import device_box, forget
from screens.parts.downloads import downloads
from screens.parts.how_i_judge import chosen_learning, how_i_judge
from screens.parts.page import arrive, page_links, reading_column
from screens.parts.plain import in_markdown
from screens.parts.state import open_sitting, show_summary
from screens.parts.words import counted, day_and_time, percent, sitting_in_words

MOST_A_WEEK = 200
SHOWN = 5


def progress(here: Here) -> None:
    """Draw how the trainee judges, and the history."""
    with reading_column():
        page_links(here.go, "progress")
        arrive("progress", "My progress")
        st.title("My progress", anchor=False)
        sittings = here.practice.store.sittings(here.learner_id) if here.learner_id else []
        if here.learner_id and sittings:
            _history(here, here.learner_id, sittings)
        else:
            _nothing_yet(here)
        device_box(here)


def _nothing_yet(here: Here) -> None:
    st.write("Nothing here yet. After your first card, what you answered and how it compares stands on this page.")
    if st.button("Start practising", type="primary", key="to_home"):
        here.go("home")


def _history(here: Here, learner_id: str, sittings: list[Sitting]) -> None:
    found = chosen_learning(here, learner_id)
    if found:
        how_i_judge(here, found, sittings)
        if st.button("A sheet to print", icon=":material/print:", key="to_sheet"):
            here.go("sheet")
    _sittings(here, sittings, found.by_sitting if found else {})
    _week(here, learner_id)
    _records(here, learner_id, has_answers=found is not None)


def _sittings(here: Here, sittings: list[Sitting], by_sitting: Mapping[str, Totals]) -> None:
    st.subheader("Sittings", anchor=False)
    for sitting in sittings[:SHOWN]:
        _sitting(here, sitting, by_sitting.get(sitting.id))
    if sittings[SHOWN:]:
        with st.expander(f"{counted(len(sittings) - SHOWN, 'earlier sitting')}"):
            for sitting in sittings[SHOWN:]:
                _sitting(here, sitting, by_sitting.get(sitting.id))


def _sitting(here: Here, sitting: Sitting, sums: Totals | None) -> None:
    code = here.practice.deck.codes.get(sitting.plan.code_id)
    judged = in_markdown(code.short if code else sitting.plan.code_id)
    with st.container(border=True):
        when = day_and_time(sitting.started_at)
        st.markdown(f"**{when}** · {sitting_in_words(sitting)} · {judged} · {sitting.plan.depth.value}")
        st.write(_came_to(sums) if sitting.tells else "What it came to is told at the end.")
        if sitting.finished_at:
            if st.button("Look at it", key=f"look-{sitting.id}"):
                show_summary(sitting.id)
                here.go("summary")
        elif st.button("Go on", key=f"go_on-{sitting.id}"):
            open_sitting(sitting.id)
            here.go("card")


def _came_to(sums: Totals | None) -> str:
    if sums is None:
        return "No card answered."
    return (
        f"{percent(sums.marks / sums.out_of)} of the verdict marks, {sums.right} of {counted(sums.n, 'verdict')} exact "
        f"(guessing {percent(sums.chance / sums.out_of)}, one verdict throughout at best "
        f"{percent(sums.best_constant / sums.out_of)})."
    )


def _week(here: Here, learner_id: str) -> None:
    st.subheader("My week", anchor=False)
    goal = here.notes.weekly_goal(learner_id)
    chosen = st.number_input(
        "Cards a week I set out to answer (0: no goal)", 0, MOST_A_WEEK, goal or 0, key="weekly_goal", width=320
    )
    if (int(chosen) or None) != goal:
        try:
            here.notes.set_weekly_goal(learner_id, int(chosen) or None)
        except NotSavedError as error:
            st.error(f"{error} Choose it again.")


def _records(here: Here, learner_id: str, *, has_answers: bool) -> None:
    st.subheader("Your records", anchor=False)
    if has_answers:
        downloads(
            lambda: (practice_sheet(here.practice.store.part_rows(learner_id), here.practice.deck, here.now()), None),
            "boundary-practice-my-answers",
            ("xlsx", "csv", "pdf", "xapi"),
        )
    with st.container(horizontal=True):
        st.download_button(
            "Everything kept about me",
            lambda: to_page(my_data(here.practice.store.database, learner_id, here.now())),
            file_name="boundary-practice-my-data.html",
            mime="text/html",
            on_click="ignore",
            icon=":material/article:",
            key="download_my_page",
        )
        st.download_button(
            "The same as JSON",
            lambda: to_json(my_data(here.practice.store.database, learner_id, here.now())),
            file_name="boundary-practice-my-data.json",
            mime="application/json",
            on_click="ignore",
            key="download_my_json",
        )
        if st.button("Delete my data", icon=":material/delete:", key="delete_data"):
            _confirm_delete(here, learner_id)


@st.dialog("Delete my data?")
def _confirm_delete(here: Here, learner_id: str) -> None:
    st.write("Every answer, sitting and code of yours is removed from this server, at once and for good.")
    if st.button("Keep it", type="primary", key="keep_data"):
        st.rerun()
    if st.button("Delete everything", icon=":material/delete_forever:", key="delete_for_good"):
        try:
            here.classroom.forget(learner_id, here.now())
            here.identity.delete_learner(learner_id)
        except NotSavedError as error:
            st.error(f"{error} Nothing was deleted. Try again.")
            return
        forget(here)
