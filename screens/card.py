"""One card: read it, answer it, see why, ask what if, go on."""

from __future__ import annotations

import streamlit as st

from records.errors import NotSavedError
from records.sitting import Place
from scoring.answer import Part, Presentation
from scoring.rules import signed_steps
from scoring.verdict import Verdict
from screens.here import Here
from screens.parts.answer_form import answer_form, verdict_radio
from screens.parts.feedback import feedback
from screens.parts.page import arrive, page_links, reading_column
from screens.parts.plain import in_html, in_markdown
from screens.parts.situation import situation, stem, vignette
from screens.parts.state import opened_sitting, show_summary
from screens.parts.verdict_scale import LABELS, steps_apart, verdict_scale
from screens.parts.words import marks_in_words

NO_VERDICT = "Not sent yet: choose a verdict, then submit again. Everything else you gave is kept."


def card(here: Here) -> None:
    """Draw the card at which the trainee stands, answered or not."""
    sitting = opened_sitting(here)
    place = here.practice.place(sitting, here.now()) if sitting else None
    if sitting and place is None:
        show_summary(sitting.id)
        here.go("summary")
    if place is None:
        _nothing_open(here)
        return
    shown = here.practice.presentation(place)
    _bar(here, place, shown)
    answered = "answered" if place.attempt else "open"
    where = f"Card {place.dealt.position} of {place.sitting.plan.cards_n}"
    arrive(f"{_suffix(place)}-{answered}", f"{where}. {shown.title}")
    if place.attempt is None:
        _open_card(here, place, shown)
    else:
        _answered_card(here, place, shown)


def _suffix(place: Place) -> str:
    return f"{place.sitting.id}-{place.dealt.card_id}"


def _title(shown: Presentation) -> None:
    with st.container(key="card_title"):
        st.title(in_markdown(shown.title), anchor=False)


def _bar(here: Here, place: Place, shown: Presentation) -> None:
    plan = place.sitting.plan
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="page_bar"):
        st.markdown(f"**Card {place.dealt.position} of {plan.cards_n}** · {in_markdown(shown.code_short)}")
        if st.button("Pause", icon=":material/pause:", type="tertiary", key="pause"):
            here.go("home")
    done = place.dealt.position - (0 if place.attempt else 1)
    st.progress(done / plan.cards_n)


def _nothing_open(here: Here) -> None:
    with reading_column():
        page_links(here.go, "card")
        arrive("no-card", "No sitting is open")
        st.title("No sitting is open", anchor=False)
        st.write("Start one, and its cards come up here.")
        if st.button("Start practising", type="primary", key="to_home"):
            here.go("home")


def _open_card(here: Here, place: Place, shown: Presentation) -> None:
    warned = f"warned-{_suffix(place)}"
    if shown.content_note and warned not in st.session_state:
        _content_note(here, place, shown, warned)
        return
    left, right = st.columns([10, 9], gap="large")
    with left, st.container(key="situation_column"):
        _title(shown)
        situation(shown)
    with right:
        _answer(here, place, shown)


def _content_note(here: Here, place: Place, shown: Presentation, warned: str) -> None:
    with reading_column():
        _title(shown)
        with st.container(border=True):
            touches = in_markdown(shown.content_note or "")
            st.write(f"This card touches: {touches}. You may pass it by; that costs nothing.")
            with st.container(horizontal=True):
                if st.button("Show the card", type="primary", key=f"show-{_suffix(place)}"):
                    st.session_state[warned] = True
                    st.rerun()
                if st.button("Pass it by", key=f"skip-{_suffix(place)}"):
                    _go_on(here, place)


def _answer(here: Here, place: Place, shown: Presentation) -> None:
    suffix, failed = _suffix(place), f"failed-{_suffix(place)}"
    code = here.practice.deck.codes[place.sitting.plan.code_id]
    why = st.session_state.get(failed)
    given = answer_form(shown, code, suffix, again=why is not None)
    if not given.sent:
        if why:
            st.error(f"{why} Your answer is still here; press *Try again*.", icon=":material/error:")
        return
    if given.answer.verdict is None:
        st.warning(NO_VERDICT, icon=":material/arrow_upward:")
        return
    try:
        is_new = here.practice.submit(place, given.answer, here.now())
    except NotSavedError as error:
        st.session_state[failed] = str(error)
        st.rerun()  # so that the button says *Try again* at once
    st.session_state.pop(failed, None)
    if not is_new:
        st.session_state[f"earlier-{suffix}"] = True
    st.rerun()


def _answered_card(here: Here, place: Place, shown: Presentation) -> None:
    suffix = _suffix(place)
    result = here.practice.result(place)
    left, right = st.columns([10, 9], gap="large")
    with left:
        _title(shown)
        with st.expander("The situation again"):
            vignette(shown)
        stem(shown)
        if st.session_state.get(f"earlier-{suffix}"):
            st.info("This card was answered before, perhaps in another tab. That answer counts.")
        with st.container(key="saved"):
            st.badge("Saved", icon=":material/check:", color="green")
        feedback(result, here.practice.deck.codes)
    with right, st.container(key="next_column"):
        if place.attempt and Part.TWIST in {part.part for part in result.score.parts}:
            _twist(here, place)
        _next(here, place)


def _twist(here: Here, place: Place) -> None:
    result = here.practice.result(place)
    twist = result.card.twists[place.dealt.twist]
    with st.container(border=True):
        st.subheader("What if…", anchor=False)
        st.html(f'<div class="situation"><p>…{in_html(twist.change)}?</p></div>')
        if result.attempt.twist_is_over:
            _twist_result(here, place)
            return
        with st.form(f"twist-{_suffix(place)}", border=False):
            verdict = verdict_radio("Now it is", f"twist_verdict-{_suffix(place)}")
            sent = st.form_submit_button("Check", type="primary", key=f"twist_submit-{_suffix(place)}")
        if sent:
            _check_twist(here, place, verdict)


def _check_twist(here: Here, place: Place, verdict: Verdict | None) -> None:
    if verdict is None:
        st.warning("Choose a verdict, or go on to the next card.", icon=":material/arrow_upward:")
        return
    try:
        here.practice.answer_twist(place, verdict, here.now())
    except NotSavedError as error:
        st.error(f"{error} Your choice is still here; press *Check* again.", icon=":material/error:")
        return
    st.rerun()


def _twist_result(here: Here, place: Place) -> None:
    result = here.practice.result(place)
    code_id = place.sitting.plan.code_id
    before, after = result.ruling, result.card.twists[place.dealt.twist].verdicts[code_id]
    yours = result.attempt.answer.twist_verdict
    moved = before.verdict.steps_to(after.verdict)
    told = (
        f"The verdict stays: {LABELS[after.verdict].lower()}."
        if moved == 0
        else f"The verdict moves from {LABELS[before.verdict].lower()} to {LABELS[after.verdict].lower()}."
    )
    apart = "You passed it by." if yours is None else steps_apart(signed_steps(after.accepted, yours))
    verdict_scale(yours, after.accepted, f"{told} {apart}")
    marks = result.score.part(Part.TWIST)
    st.markdown(f"**{told}** {apart} {marks_in_words(marks.marks)} of {marks_in_words(marks.out_of)} marks.")
    st.html(f'<div class="prose"><p>{in_html(after.because)}</p></div>')


def _next(here: Here, place: Place) -> None:
    is_last = place.dealt.position >= place.sitting.plan.cards_n
    asked = Part.TWIST in {part.part for part in here.practice.result(place).score.parts}
    pending = asked and place.attempt is not None and not place.attempt.twist_is_over
    if is_last:
        label, key = "Finish and see the summary", f"finish-{_suffix(place)}"
    else:
        label, key = ("Skip to the next card" if pending else "Next card"), f"next-{_suffix(place)}"
    if st.button(label, type="tertiary" if pending else "primary", width="stretch", key=key):
        _go_on(here, place)


def _go_on(here: Here, place: Place) -> None:
    try:
        following = here.practice.go_on(place, here.now())
    except NotSavedError as error:
        st.error(f"{error} Press the button again.", icon=":material/error:")
        return
    if following is None:
        show_summary(place.sitting.id)
        here.go("summary")
    st.rerun()
