"""Devices: a code to go on elsewhere, and leaving a shared computer clean."""

from __future__ import annotations

import streamlit as st

from records.errors import NotSavedError, ResumeCodeError
from screens.here import Here
from screens.parts.words import counted

_forget = st.components.v2.component(
    "forget_device",
    html="""
<span></span>
""",
    js="""
export default function ({ data }) {
  fetch(data.route, { method: "POST" }).finally(() => window.location.replace(window.location.pathname));
}
""",
)


def device_box(here: Here) -> None:
    """Everything about devices, folded."""
    with st.expander("Other devices, shared computers", icon=":material/devices:"):
        if not here.keeps_cookie:
            st.warning(
                "This browser keeps no cookies from here, so it forgets you when the tab closes. "
                "Make a code below and write it down.",
                icon=":material/cookie_off:",
            )
        _enter_code(here)
        if here.learner_id:
            _make_code(here)
            _leave(here)


def _enter_code(here: Here) -> None:
    with st.form("resume", border=False):
        typed = st.text_input(
            "Resume code from your other device", key="resume_code", placeholder="K7MQ-4TXW-9HRD", max_chars=40
        )
        sent = st.form_submit_button("Go on here", key="resume_submit")
    if not sent:
        return
    if not (typed or "").strip():
        st.warning("Type the code that your other device shows.")
        return
    try:
        here.identity.resume(typed or "", here.token, here.now())
    except (ResumeCodeError, NotSavedError) as error:
        st.error(str(error))
        return
    st.rerun()


def _make_code(here: Here) -> None:
    learner_id = here.learner_id or ""
    if st.button("Make a code for another device", icon=":material/key:", key="make_code"):
        try:
            code = here.identity.new_resume_code(learner_id, here.now())
        except NotSavedError as error:
            st.error(str(error))
            return
        st.code(code, language=None)
        st.caption("Type it on the other device. It works until you make another. It opens your answers: keep it safe.")
    answered = len(here.practice.store.history(learner_id))
    if answered:
        st.caption(f"A code typed here brings the {counted(answered, 'answer')} given on this device along.")


def _leave(here: Here) -> None:
    st.write("On a shared computer, leave nothing behind. Make a code first if you want to go on elsewhere.")
    if st.button("Forget me here", icon=":material/logout:", key="forget_me"):
        forget(here)


def forget(here: Here) -> None:
    """Unlink this device in the records, empty the session, and have the browser drop its cookie."""
    here.identity.forget_device(here.token)
    st.session_state.clear()
    _forget(key="forget", data={"route": "/forget"}, height=1)
    st.stop()
