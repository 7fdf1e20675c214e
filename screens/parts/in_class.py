"""What a phone shows in a class: the card, one's own vote, and after the reveal what the code says."""

from __future__ import annotations

import streamlit as st

from records.errors import NotSavedError
from records.room import Person, Phase, Room
from records.room_views import ParticipantView, participant_view
from scoring.answer import Answer
from screens.here import Here
from screens.parts.answer_form import answer_fields, held, restore
from screens.parts.countdown import countdown
from screens.parts.feedback import feedback, other_codes
from screens.parts.live import live
from screens.parts.page import arrive, rerun_here
from screens.parts.plain import in_html, in_markdown
from screens.parts.situation import situation, stem, vignette
from screens.parts.verdict_scale import LABELS, verdict_scale
from screens.parts.votes import vote_bars

SAVED = "saved"


@st.fragment
def in_class(here: Here, room_id: str) -> None:
    """Draw the class for one who is in it; runs again when something happens there."""
    heard = live(room_id, here.classroom.store.heard(room_id), everything=False)
    room = here.classroom.store.room(room_id, heard.version)
    person = here.classroom.who(room, here.learner_id or "") if room else None
    if room is None or person is None:
        st.title("You are not in this class", anchor=False)
        st.write("It was removed, or you were taken out of it. The person in front can tell you more.")
        return
    view = participant_view(here.classroom, room, person)
    where = f"Card {view.position} of {view.cards_n}" if view.position else "Waiting for the first card"
    arrive(f"{room.id}-{view.position}-{view.round}-{view.phase.value}", f"{where}. {view.phase.value}")
    st.markdown(f"**{where}** · {in_markdown(view.title)} · {in_markdown(view.name)}")
    {
        Phase.LOBBY: _lobby,
        Phase.OPEN: _open,
        Phase.CLOSED: _closed,
        Phase.REVEALED: _revealed,
        Phase.ENDED: _ended,
    }[view.phase](here, room, person, view)


def _lobby(_here: Here, _room: Room, _person: Person, view: ParticipantView) -> None:
    st.title("You are in", anchor=False)
    st.write("The first card comes up here by itself. Leave this page open.")
    st.caption(f"You are {in_markdown(view.name)}.")


def _open(here: Here, room: Room, person: Person, view: ParticipantView) -> None:
    if view.answer:
        _sent(view)
        return
    shown, suffix = view.shown, f"{room.id[:8]}r{view.round}-{view.position}"
    assert shown  # noqa: S101 - an open vote has a card
    if st.session_state.get(f"submit-{suffix}") and _sent_at_once(here, room, person, view, held(suffix)):
        return
    with st.container(key="card_title"):
        st.title(in_markdown(shown.title), anchor=False)
    if view.deadline:
        countdown(view.deadline, here.now(), f"countdown-{suffix}")
    situation(shown)
    if view.earlier and view.earlier.verdict:
        _again(here, room, view, view.earlier)
    kept = f"draft-{suffix}"
    if kept not in st.session_state:
        st.session_state[kept] = here.classroom.draft(room, person) or Answer()
        restore(shown, suffix, st.session_state[kept])
    answer = answer_fields(shown, here.classroom.deck_of(room).codes[room.plan.code_id], suffix)
    if st.button("Send", type="primary", width="stretch", key=f"submit-{suffix}"):
        _vote(here, room, view, answer)
    elif answer != st.session_state[kept]:
        _keep_draft(here, room, person, answer, kept)


def _sent_at_once(here: Here, room: Room, person: Person, view: ParticipantView, answer: Answer) -> bool:
    """Three hundred send within seconds: where this session knows what the fields hold, one run is enough for each."""
    if answer.verdict is None:
        return False
    vote = (view.position, view.round)
    try:
        is_kept = here.classroom.vote(room, here.learner_id or "", vote, answer, here.now())
    except NotSavedError:
        return False  # drawn again below, where the button tries once more and says why it failed
    after = here.classroom.store.room(room.id, at_least=1)
    if not is_kept or after is None:
        return False
    _sent(participant_view(here.classroom, after, person))
    return True


def _again(here: Here, room: Room, view: ParticipantView, earlier: Answer) -> None:
    said = LABELS[earlier.verdict].lower() if earlier.verdict else "nothing"
    with st.container(border=True):
        st.markdown(f"Before you talked you said **{said}**. Now you have heard the others.")
        if st.button(f"Stay with {said}", width="stretch", key=f"stay-{room.id[:8]}-{view.position}"):
            _vote(here, room, view, earlier)


def _vote(here: Here, room: Room, view: ParticipantView, answer: Answer) -> None:
    if answer.verdict is None:
        st.warning("Choose a verdict first. Everything else you gave is kept.", icon=":material/arrow_upward:")
        return
    try:
        is_kept = here.classroom.vote(room, here.learner_id or "", (view.position, view.round), answer, here.now())
    except NotSavedError as error:
        st.error(f"{error} Your answer is still here; press *Send* again.", icon=":material/error:")
        return
    if not is_kept:
        st.info("The vote was over before this arrived. What you had selected before counts, if you had.")
    rerun_here()


def _keep_draft(here: Here, room: Room, person: Person, answer: Answer, kept: str) -> None:
    try:
        here.classroom.save_draft(room, person, answer, here.now())
        st.session_state[kept] = answer
    except NotSavedError:
        st.caption("Selected, and not kept yet: the server is busy. Press *Send* when you are ready.")
    else:
        if answer.verdict:
            st.caption("Selected, not sent. If you forget to send it, it is taken when the vote closes.")


def _sent(view: ParticipantView) -> None:
    st.title("Sent", anchor=False)
    with st.container(key=SAVED):
        st.badge("Saved", icon=":material/check:", color="green")
    _own(view)
    st.write("The next thing comes up here by itself.")
    _folded_card(view)


def _own(view: ParticipantView) -> None:
    if view.answer and view.answer.verdict:
        st.markdown(f"You said: **{LABELS[view.answer.verdict].lower()}**.")
        if view.taken:
            st.caption("Selected and not sent; it was taken when the vote closed.")


def _folded_card(view: ParticipantView) -> None:
    if view.shown:
        with st.expander("The situation again"):
            vignette(view.shown)
        stem(view.shown)


def _closed(_here: Here, _room: Room, _person: Person, view: ParticipantView) -> None:
    st.title("The vote is over", anchor=False)
    if view.answer:
        _own(view)
    else:
        st.write("No vote of yours came in for this card.")
    st.write("Say to your neighbour what you chose and why. There may be another vote.")
    _folded_card(view)


def _revealed(here: Here, room: Room, _person: Person, view: ParticipantView) -> None:
    told = view.told
    assert told  # noqa: S101 - the reveal tells
    st.title(in_markdown(view.shown.title if view.shown else ""), anchor=False)
    _folded_card(view)
    if view.result:
        _own(view)
        feedback(view.result)
    else:
        sentence = f"The code: {LABELS[told.ruling.verdict].lower()}. No vote of yours came in for this card."
        verdict_scale(None, told.ruling.accepted, sentence)
        st.markdown(sentence)
        st.html(f'<div class="prose"><p><strong>Why.</strong> {in_html(told.ruling.because)}</p></div>')
    st.subheader("How the class judged", anchor=False)
    mine = view.result.attempt.answer.verdict if view.result else None
    vote_bars(told.rounds, told.ruling.accepted, mine)
    if view.result:
        other_codes(view.result, here.classroom.deck_of(room).codes)


def _ended(here: Here, _room: Room, _person: Person, _view: ParticipantView) -> None:
    st.title("The class is over", anchor=False)
    st.write("Thank you. What you answered is kept as you were told when you came in.")
    if st.button("Practise alone", type="primary", key="to_home"):
        here.go("home")
