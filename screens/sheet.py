"""A sheet to print: all of My progress on paper, with the figures a supervisor or a study may ask for."""

from __future__ import annotations

import streamlit as st

from records.agreement import ENOUGH_FOR_KAPPA
from records.gain import ENOUGH_FOR_EFFECT
from records.learning import Learning
from screens.here import Here
from screens.parts.feedback import table
from screens.parts.how_i_judge import chosen_learning, how_i_judge
from screens.parts.learning import in_fraction
from screens.parts.page import arrive, page_links, reading_column
from screens.parts.plain import in_markdown
from screens.parts.print_button import print_button
from screens.parts.words import THE_KEY_IS_OURS, day_and_time


def sheet(here: Here) -> None:
    """Draw the sheet; without any answers there is none, and My progress says why."""
    with reading_column():
        page_links(here.go, "sheet")
        found = chosen_learning(here, here.learner_id) if here.learner_id else None
        if found is None or here.learner_id is None:
            here.go("progress")
        arrive("sheet", "A sheet to print")
        with st.container(horizontal=True, key="sheet_buttons"):
            print_button()
            if st.button("Back", icon=":material/arrow_back:", key="to_progress"):
                here.go("progress")
        _head(here, found)
        how_i_judge(here, found, here.practice.store.sittings(here.learner_id))
        _for_a_study(found)
        st.caption(THE_KEY_IS_OURS)


def _head(here: Here, found: Learning) -> None:
    code = here.practice.deck.codes.get(found.code_id)
    st.title("How I judge", anchor=False)
    st.write(
        f"Boundary Practice · judged under {in_markdown(code.short if code else found.code_id)} · "
        f"{day_and_time(here.now())} · deck {here.practice.deck.fingerprint}"
    )
    st.html('<p class="name-line">Name (by hand, if you wish):</p>')


def _for_a_study(found: Learning) -> None:
    st.subheader("For a supervisor or a study", anchor=False)
    cut, back = found.would_do_it, found.came_back
    rows = [
        ("Held back where the code speaks against the act", in_fraction(cut.held_back)),
        ("Went ahead where the code leaves it open or allows it", in_fraction(cut.went_ahead)),
        ("Mean steps from the code (above 0: more permissive)", _number(found.leaning.mean_steps, "no verdict yet")),
        ("Weighted kappa with the code, weights 1, ½, 0, 0", _number(found.kappa, TOO_FEW)),
        ("Weighted kappa, linear weights", _number(found.linear_kappa, TOO_FEW)),
    ]
    if back:
        rows += [
            ("Cards met again: Hedges' g, first to latest", _number(back.effect, f"from {ENOUGH_FOR_EFFECT} cards on")),
            (
                "Cards met again: exact sign test, two-sided p",
                "below 0.001" if back.sign_p < SMALLEST_P else f"{back.sign_p:.3f}",
            ),
        ]
    st.markdown(table(("Figure", "Value"), rows))
    st.caption("Ranges are 80\u00a0% Wilson intervals. Kappa is agreement beyond chance; it is no grade.")


SMALLEST_P = 0.001
TOO_FEW = f"from {ENOUGH_FOR_KAPPA} verdicts on, with more than one kind"


def _number(value: float | None, otherwise: str) -> str:
    return otherwise if value is None else f"{value:.2f}".replace("-", "−")
