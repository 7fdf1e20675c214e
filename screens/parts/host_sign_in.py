"""A host's way in and out: the passphrase earns a ticket, the ticket a cookie that no script can read."""

from __future__ import annotations

import streamlit as st

from records.errors import NotSavedError, PassphraseError, ResumeCodeError
from screens.here import Here
from screens.parts.page import arrive
from screens.visitor import host_token

_enter = st.components.v2.component(
    "host_enter",
    html="""
<span></span>
""",
    js="""
export default function ({ data }) {
  fetch(data.route, { method: "POST", body: data.ticket }).finally(() => window.location.reload());
}
""",
)


def sign_in(here: Here) -> None:
    """Ask for the passphrase."""
    arrive("host-sign-in", "Host a class")
    st.title("Host a class", anchor=False)
    st.write(
        "Thirty phones or three hundred: they join with a code, vote under their own eyes only, talk, vote again, and "
        "then see what the code says. You lead from this page."
    )
    if not here.keeps_cookie:
        st.warning("A host needs cookies, and this browser keeps none from here.", icon=":material/cookie_off:")
    with st.form("host_sign_in", border=False):
        typed = st.text_input("The instructor's passphrase", type="password", key="passphrase", max_chars=200)
        sent = st.form_submit_button("Sign in", type="primary", key="passphrase_submit")
    st.caption("Whoever runs this server has it. On your own machine it stands in the log, where the server started.")
    if not sent:
        return
    try:
        ticket = here.hosts.admit(typed or "", here.now())
    except (PassphraseError, NotSavedError) as error:
        st.error(str(error), icon=":material/error:")
        return
    _enter(key="enter", data={"route": "/host/enter", "ticket": ticket}, height=1)


def leave_box(here: Here) -> None:
    """Another device for the same host, and leaving this one."""
    with st.expander("Another device, signing out", icon=":material/devices:"):
        if st.button("Make a code to host from another device", icon=":material/key:", key="host_code_make"):
            st.code(here.identity.new_resume_code(here.host_id or "", here.now()), language=None)
            st.caption("Sign in there with the passphrase, then type this code below. It opens your classes.")
        _enter_code(here)
        if st.button("Sign out here", icon=":material/logout:", key="host_leave"):
            _enter(key="leave", data={"route": "/host/leave", "ticket": ""}, height=1)


def _enter_code(here: Here) -> None:
    with st.form("host_resume", border=False):
        typed = st.text_input("Code from my other device", key="host_code", max_chars=40)
        sent = st.form_submit_button("Bring my classes here", key="host_code_submit")
    if sent and (typed or "").strip():
        _bring(here, typed or "")


def _bring(here: Here, typed: str) -> None:
    token = host_token()
    try:
        if token:
            here.identity.resume(typed, token, here.now())
    except (ResumeCodeError, NotSavedError) as error:
        st.error(str(error))
        return
    st.rerun()
