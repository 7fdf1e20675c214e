"""One card: read it, answer it, see why, ask what if, go on. In an exam the why comes at the end."""

from __future__ import annotations

import streamlit as st

from records.errors import NotSavedError
from records.practice import Result
from records.sitting import Place
from scoring.answer import PARTS_ASKED, Part, Presentation
from screens.here import Here
from screens.parts.answer_form import answer_form
from screens.parts.feedback import feedback, other_codes
from screens.parts.own_words import own_words
from screens.parts.page import arrive, page_links, reading_column
from screens.parts.plain import in_markdown
from screens.parts.situation import situation, stem, vignette
from screens.parts.state import opened_sitting, show_summary
from screens.parts.time_on_exam import time_on_exam
from screens.parts.verdict_scale import LABELS
from screens.parts.what_if import what_if_asked, what_if_told
from screens.parts.words import REASONS

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
    elif place.sitting.tells:
        _answered_card(here, place, shown)
    else:
        _kept_card(here, place, shown)


def _suffix(place: Place) -> str:
    return f"{place.sitting.id}-{place.dealt.card_id}"


def _title(shown: Presentation) -> None:
    with st.container(key="card_title"):
        st.title(in_markdown(shown.title), anchor=False)


def _bar(here: Here, place: Place, shown: Presentation) -> None:
    plan, tells = place.sitting.plan, place.sitting.tells
    told = [in_markdown(shown.code_short), REASONS[place.dealt.reason] if tells else "exam"]
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="page_bar"):
        st.markdown(" · ".join([f"**Card {place.dealt.position} of {plan.cards_n}**", *filter(None, told)]))
        if not tells:
            time_on_exam(place.sitting, here.now)
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
    if not place.sitting.tells and Part.TWIST not in PARTS_ASKED[place.sitting.plan.depth]:
        _straight_on(here, place)
    st.rerun()


def _straight_on(here: Here, place: Place) -> None:
    """A quick exam has nothing to show between two cards."""
    answered = here.practice.place(place.sitting, here.now())
    if answered and answered.attempt and answered.dealt == place.dealt:
        _go_on(here, answered)


def _saved(here: Here, place: Place, shown: Presentation) -> Result:
    """The head of an answered card: what it told, and that the answer is safe."""
    with st.expander("The situation again"):
        vignette(shown)
    stem(shown)
    if st.session_state.get(f"earlier-{_suffix(place)}"):
        st.info("This card was answered before, perhaps in another tab. That answer counts.")
    with st.container(key="saved"):
        st.badge("Saved", icon=":material/check:", color="green")
    return here.practice.result(place)


def _answered_card(here: Here, place: Place, shown: Presentation) -> None:
    left, right = st.columns([10, 9], gap="large")
    with left:
        _title(shown)
        result = _saved(here, place, shown)
        feedback(result)
        own_words(here, result)
        other_codes(result, here.practice.deck.codes)
    with right, st.container(key="next_column"):
        if result.attempt.twist_is_over and _asks_what_if(result):
            what_if_told(result)
        _ask_what_if(here, place, result)
        _next(here, place, result)


def _kept_card(here: Here, place: Place, shown: Presentation) -> None:
    """In an exam: what was said, the what-if, and on; nothing of what the code says."""
    with reading_column():
        _title(shown)
        result = _saved(here, place, shown)
        given = result.attempt.answer.verdict
        st.write(f"You said: {LABELS[given].lower() if given else 'nothing'}. What the code says comes at the end.")
        _ask_what_if(here, place, result)
        _next(here, place, result)


def _asks_what_if(result: Result) -> bool:
    return Part.TWIST in {part.part for part in result.score.parts}


def _ask_what_if(here: Here, place: Place, result: Result) -> None:
    if result.attempt.twist_is_over or not _asks_what_if(result):
        return
    send = "Check" if place.sitting.tells else "Submit"
    sent, verdict = what_if_asked(result, _suffix(place), send)
    if not sent or verdict is None:
        return
    try:
        here.practice.answer_twist(place, verdict, here.now())
    except NotSavedError as error:
        st.error(f"{error} Your choice is still here; press *{send}* again.", icon=":material/error:")
        return
    st.rerun()


def _next(here: Here, place: Place, result: Result) -> None:
    pending = _asks_what_if(result) and not result.attempt.twist_is_over
    if place.dealt.position >= place.sitting.plan.cards_n:
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
