"""Opens the deck and the records, finds out who is there, and shows the screen they asked for."""

import os
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NoReturn

import streamlit as st

from records.classroom import Classroom
from records.opening import open_deck, open_records
from records.practice import Practice
from screens.card import card
from screens.class_report import class_report
from screens.compare import compare
from screens.desk import desk
from screens.here import Here
from screens.home import home
from screens.host import host
from screens.join import join
from screens.parts.page import style
from screens.parts.words import zone
from screens.progress import progress
from screens.review import review
from screens.sheet import sheet
from screens.summary import summary
from screens.trouble import no_place, nothing_to_practise
from screens.visitor import device_token, host_token, room_code
from screens.wall import wall

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Draw the page somebody asked for."""
    st.set_page_config(page_title="Boundary Practice", page_icon=str(ROOT / "screens" / "icon.svg"), layout="wide")
    style()
    records, deck = open_records(os.environ, ROOT), open_deck(os.environ, ROOT)
    if trouble := records.trouble():
        no_place(trouble)
        return
    if not deck.cards:
        nothing_to_practise(deck)
        return

    def go(name: str) -> NoReturn:
        st.switch_page(pages[name])

    token, keeps_cookie = device_token()
    here = Here(
        practice=Practice(records.store, deck),
        identity=records.identity,
        notes=records.notes,
        classroom=Classroom(records.room_store, deck),
        hosts=records.hosts,
        token=token,
        keeps_cookie=keeps_cookie,
        learner_id=records.identity.learner(token),
        host_id=records.hosts.host(host_token(), datetime.now(UTC)),
        room_code=room_code(),
        now=lambda: datetime.now(zone()),
        go=go,
    )
    pages = {
        "home": st.Page(partial(home, here), title="Practice", url_path="practice", default=True),
        "card": st.Page(partial(card, here), title="Card", url_path="card"),
        "summary": st.Page(partial(summary, here), title="Summary", url_path="summary"),
        "review": st.Page(partial(review, here), title="Look back", url_path="review"),
        "progress": st.Page(partial(progress, here), title="My progress", url_path="progress"),
        "sheet": st.Page(partial(sheet, here), title="Sheet", url_path="sheet"),
        "join": st.Page(partial(join, here), title="Join a class", url_path="join"),
        "host": st.Page(partial(host, here), title="Host", url_path="host"),
        "wall": st.Page(partial(wall, here), title="Wall", url_path="wall"),
        "class_report": st.Page(partial(class_report, here), title="Class report", url_path="class"),
        "compare": st.Page(partial(compare, here), title="Compare codes", url_path="compare"),
        "desk": st.Page(partial(desk, here), title="Desk", url_path="desk"),
    }
    st.navigation(list(pages.values()), position="hidden").run()


main()
