"""The class report, during a class and after it: cards, what talking changed, and a row for each person."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from records.class_report import CardReport, ClassReport, PersonReport
from records.class_votes import report_of
from records.exports.as_csv import to_csv
from records.room import Phase, Room
from records.score_sheet import ScoreSheet, class_sheet
from scoring.deck import Deck
from screens.here import Here
from screens.parts import class_sections as tell
from screens.parts.corrections import corrections
from screens.parts.downloads import downloads, gradebooks
from screens.parts.feedback import table
from screens.parts.page import arrive, page_links, reading_column
from screens.parts.plain import in_markdown
from screens.parts.print_button import print_button
from screens.parts.state import hosted_room, show_room
from screens.parts.words import counted, day, day_and_time, out_of, percent


def class_report(here: Here) -> None:
    """Draw the report of the class that the host's pages show."""
    with reading_column():
        page_links(here.go, "class_report")
        room = _room(here)
        if room is None:
            _nothing(here)
            return
        arrive(f"report-{room.id}", "Class report")
        with st.container(horizontal=True, key="sheet_buttons"):
            print_button()
            if st.button("Back to the class", icon=":material/arrow_back:", key="to_class"):
                show_room(room.id)
                here.go("host")
        st.title("Class report", anchor=False)
        _head(here, room)
        corrections(here, room)
        deck = here.classroom.deck_of(room)
        report = report_of(room, deck)
        _report(deck, report)
        if report.n:
            _downloads(here, room, report)
            _people(report.people)


def _room(here: Here) -> Room | None:
    if here.host_id is None:
        return None
    rooms = here.classroom.store.hosted(here.host_id)
    return next((room for room in rooms if room.id == hosted_room()), rooms[0] if rooms else None)


def _nothing(here: Here) -> None:
    arrive("no-report", "No class yet")
    st.title("No class yet", anchor=False)
    st.write("When a class has voted, its report stands here.")
    if st.button("Host a class", type="primary", key="to_host"):
        here.go("host")


def _head(here: Here, room: Room) -> None:
    code = here.practice.deck.codes.get(room.plan.code_id)
    going = "over" if room.phase is Phase.ENDED else f"at card {room.position} of {len(room.plan.cards)}"
    st.write(
        f"{in_markdown(room.plan.title)} · {day_and_time(room.made_at)} · "
        f"{in_markdown(code.short if code else room.plan.code_id)} · {going} · removed on {day(room.expires_at)}"
    )


def _report(deck: Deck, report: ClassReport) -> None:
    if not report.cards or not report.n:
        st.write("No vote yet.")
        return
    tell.whole(report)
    st.subheader("Cards", anchor=False)
    st.caption("Those on which the class was more permissive than the code come first.")
    for place, card in sorted(enumerate(report.cards, 1), key=lambda one: _gravest_first(one[1])):
        _card(deck, place, card)


def _downloads(here: Here, room: Room, report: ClassReport) -> None:
    st.subheader("To take along", anchor=False)
    name = f"boundary-practice-class-{room.made_at:%Y-%m-%d}"
    deck = here.classroom.deck_of(room)

    def sheet() -> tuple[ScoreSheet, ClassReport]:
        return class_sheet(room, deck, here.now()), report

    downloads(sheet, name, ("xlsx", "csv", "matrix", "pdf", "xapi"))
    if room.plan.ask_identifier:
        gradebooks(sheet, name)
    if room.editions:
        _as_first_marked(here, room, name)


def _as_first_marked(here: Here, room: Room, name: str) -> None:
    def first() -> bytes:
        marked = here.classroom.store.as_first_marked(room.id) or room
        return to_csv(class_sheet(marked, here.classroom.deck_of(room), here.now()))

    st.download_button(
        "As it was first marked (CSV)",
        first,
        file_name=f"{name}-first.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/history:",
        key="download_first",
    )


def _gravest_first(card: CardReport) -> tuple[int, int]:
    return (-card.sums.missed_prohibited, -card.sums.under_calls) if card.sums else (1, 0)


def _card(deck: Deck, place: int, card: CardReport) -> None:
    known = deck.cards.get(card.card_id)
    with st.container(border=True):
        st.markdown(f"**{place}. {in_markdown(known.title if known else card.card_id)}**")
        tell.one_card(card)


def _people(people: Sequence[PersonReport]) -> None:
    st.subheader("People", anchor=False)
    rows = (
        (
            person.name,
            str(person.answered) + (f" ({person.taken} taken)" if person.taken else ""),
            out_of(person.sums.marks, person.sums.out_of),
            percent(person.sums.marks / person.sums.out_of) if person.sums.out_of else "–",
            str(person.sums.missed_prohibited),
            f"{person.sums.under_calls} / {person.sums.over_calls}",
        )
        for person in people
    )
    head = ("Name", "First votes", "Verdict marks", "Share", "Missed prohibitions", "More permissive / stricter")
    with st.container(key="wide_people"):
        st.markdown(table(head, rows))
    st.caption(
        "First votes only. *Taken*: selected and not sent, taken when the vote closed. A share out of a few cards says "
        f"little: with {counted(len(people), 'person', 'people')} and so few cards, do not rank anybody."
    )
