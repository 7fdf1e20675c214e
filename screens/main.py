"""Opens the deck and the records, finds out who is there, and shows the screen they asked for."""

import importlib
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import streamlit as st

from records.classroom import Classroom
from records.opening import open_deck, open_records
from records.practice import Practice
from screens.here import Here
from screens.parts.page import style
from screens.parts.words import zone
from screens.trouble import no_place, nothing_to_practise
from screens.visitor import device_token, host_token, room_code

ROOT = Path(__file__).resolve().parents[1]
PAGES = {
    "home": ("Practice", "practice"),
    "card": ("Card", "card"),
    "summary": ("Summary", "summary"),
    "review": ("Look back", "review"),
    "progress": ("My progress", "progress"),
    "sheet": ("Sheet", "sheet"),
    "join": ("Join a class", "join"),
    "host": ("Host", "host"),
    "wall": ("Wall", "wall"),
    "class_report": ("Class report", "class"),
    "compare": ("Compare codes", "compare"),
    "desk": ("Desk", "desk"),
}
"""Each screen is the function of its own name in the module of that name, with its title and address."""


def drawing(name: str, here: Here) -> Callable[[], None]:
    """What draws a screen. It is loaded when it is asked for: the way to the first card needs no pandas."""

    def draw() -> None:
        getattr(importlib.import_module(f"screens.{name}"), name)(here)

    return draw


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
        name: st.Page(drawing(name, here), title=title, url_path=address, default=name == "home")
        for name, (title, address) in PAGES.items()
    }
    st.navigation(list(pages.values()), position="hidden").run()


main()
