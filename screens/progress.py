"""My progress: every sitting with what it came to, and what to do with the records."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from records.calibration import BANDS, LevelResult, calibration
from records.errors import NotSavedError
from records.estimates import (
    BAR,
    ENOUGH_CARDS,
    ENOUGH_SITTINGS,
    FEWEST,
    Standing,
    TopicEstimate,
    topic_estimates,
)
from records.exports.as_csv import to_csv
from records.progress import Totals, attempts_frame, by_card, totals, totals_by
from records.score_sheet import score_sheet
from records.sitting import Sitting
from scoring.verdict import Certainty
from screens.here import Here
from screens.parts.answer_form import CERTAINTIES
from screens.parts.bars import Bar, bars
from screens.parts.device import device_box, forget
from screens.parts.feedback import table
from screens.parts.page import arrive, page_links, reading_column
from screens.parts.plain import in_markdown
from screens.parts.state import open_sitting, show_summary
from screens.parts.words import counted, day_and_time, percent, topic_words, topics_in_words


def progress(here: Here) -> None:
    """Draw the history."""
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
    by_sitting: Mapping[object, Totals] = {}
    rows = here.practice.store.part_rows(learner_id)
    if rows:
        cards = by_card(attempts_frame(rows))
        _overall(totals(cards))
        _topics(topic_estimates(cards))
        _certainty(calibration(cards))
        by_sitting = totals_by(cards, "sitting_id")
    st.subheader("Sittings", anchor=False)
    for sitting in sittings:
        _sitting(here, sitting, by_sitting.get(sitting.id))
    _records(here, learner_id)


def _overall(whole: Totals) -> None:
    with st.container(key="figures"):
        one, two, three = st.columns(3)
    one.metric("Cards answered", whole.n)
    two.metric("The code's own verdict", f"{whole.right} of {whole.n}")
    three.metric("Missed prohibitions", whole.missed_prohibited)


def _topics(estimates: list[TopicEstimate]) -> None:
    if not estimates:
        return
    st.subheader("Topics", anchor=False)
    enough = [one for one in estimates if one.standing is not Standing.NOT_ENOUGH]
    few = [f"{topic_words(one.topic)} ({one.n})" for one in estimates if one.standing is Standing.NOT_ENOUGH]
    if few:
        st.write(f"Not enough yet, fewer than {FEWEST} cards: {', '.join(few)}.")
    if not enough:
        return
    bars(Bar(topic_words(one.topic), one.estimate, _topic_told(one), one.interval) for one in enough)
    st.caption(
        "Share of the verdict marks on first answers in finished rounds, drawn a little toward your own average; the "
        f"thin line is where it probably lies (80\u00a0%). Solid: {ENOUGH_CARDS} cards or more in {ENOUGH_SITTINGS} "
        f"rounds, that line above {BAR:.0%}, and no prohibited act missed lately. Guessing gets about 44\u00a0%."
    )


def _topic_told(one: TopicEstimate) -> str:
    return f"{percent(one.estimate)} · {one.standing.value} · {counted(one.n, 'card')}"


def _certainty(levels: list[LevelResult]) -> None:
    if not any(one.n for one in levels):
        return
    st.subheader("How sure you are, and how often right", anchor=False)
    rows = [
        (
            CERTAINTIES[one.level],
            _band(one.level),
            f"{one.right} of {one.n}" if one.n else "none yet",
            one.judged.value.capitalize(),
        )
        for one in levels
    ]
    st.markdown(table(("You said", "Meant for", "Right", "So far"), rows))
    st.caption("Never part of the marks. Most worth a look: certain, and not what the code says.")


def _band(level: Certainty) -> str:
    band = BANDS[level]
    return f"{band.low:.0%} to {band.high:.0%}"


def _sitting(here: Here, sitting: Sitting, sums: Totals | None) -> None:
    code = here.practice.deck.codes.get(sitting.plan.code_id)
    judged = in_markdown(code.short if code else sitting.plan.code_id)
    with st.container(border=True):
        when = day_and_time(sitting.started_at)
        st.markdown(f"**{when}** · {topics_in_words(sitting.plan.topics)} · {judged} · {sitting.plan.depth.value}")
        st.write(_came_to(sums))
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
        f"(guessing {percent(sums.chance / sums.out_of)})."
    )


def _records(here: Here, learner_id: str) -> None:
    st.subheader("Your records", anchor=False)
    with st.container(horizontal=True):
        st.download_button(
            "All my answers (CSV)",
            lambda: to_csv(score_sheet(here.practice.store.part_rows(learner_id), here.now())),
            file_name="boundary-practice-my-answers.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
            key="download_csv",
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
            here.identity.delete_learner(learner_id)
        except NotSavedError as error:
            st.error(f"{error} Nothing was deleted. Try again.")
            return
        forget(here)
