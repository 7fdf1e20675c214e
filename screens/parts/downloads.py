"""Downloads of a score sheet: made when the button is pressed, in the formats that somebody has a use for."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import streamlit as st

from records.class_report import ClassReport
from records.errors import RecordsError
from records.exports.formats import FORMATS
from records.score_sheet import ScoreSheet

LABELS = {
    "xlsx": "Score sheet (XLSX)",
    "csv": "Score sheet (CSV)",
    "matrix": "People by cards (CSV)",
    "pdf": "A page for each (PDF)",
    "xapi": "xAPI statements (JSON)",
}
GRADEBOOKS = {"moodle": "Moodle gradebook (CSV)", "canvas": "Canvas gradebook (CSV)"}
Sheet = Callable[[], tuple[ScoreSheet, ClassReport | None]]


def downloads(sheet: Sheet, name: str, kinds: Iterable[str]) -> None:
    """A button for each kind, side by side; `name` begins the files' names."""
    with st.container(horizontal=True, key="downloads"):
        for kind in kinds:
            made = FORMATS[kind]
            st.download_button(
                LABELS[kind],
                _later(sheet, kind),
                file_name=f"{name}{'-matrix' if kind == 'matrix' else ''}{made.suffix}",
                mime=made.mime,
                on_click="ignore",
                icon=":material/download:",
                key=f"download_{kind}",
            )


def _later(sheet: Sheet, kind: str) -> Callable[[], bytes]:
    return lambda: FORMATS[kind].write(*sheet()).data


def gradebooks(sheet: Sheet, name: str) -> None:
    """Files for Moodle and Canvas, and who is in neither, with the reason; a sentence where nobody would be."""
    for kind, label in GRADEBOOKS.items():
        try:
            made = FORMATS[kind].write(*sheet())
        except RecordsError as error:
            st.write(f"{label}: {error}")
            continue
        st.download_button(
            label,
            made.data,
            file_name=f"{name}-{kind}.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/school:",
            key=f"download_{kind}",
        )
        for refused in made.refused:
            st.text(f"Not in it: {refused.person.name}. {refused.why}")
