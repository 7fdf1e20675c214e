"""The whole of what is told about a trainee's judging, in the order it matters; on My progress and on the sheet."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from records.learning import Learning, learning
from records.sitting import Sitting
from screens.here import Here
from screens.parts import learning as tell


def chosen_learning(here: Here, learner_id: str) -> Learning | None:
    """The learning under the code practised last, or under the one chosen where there are several; None without any."""
    history = here.practice.store.history(learner_id)
    codes = list(dict.fromkeys(past.code_id for past in reversed(history)))
    if not codes:
        return None
    code_id = codes[0]
    if len(codes) > 1:
        known = here.practice.deck.codes
        code_id = st.selectbox(
            "Judged under",
            codes,
            key="progress_code",
            format_func=lambda one: known[one].short if one in known else one,
            persist_state="session",
        )
    return learning(history, here.practice.store.part_rows(learner_id), code_id)


def how_i_judge(here: Here, found: Learning, sittings: list[Sitting]) -> None:
    """Draw every section that has something to tell."""
    deck = here.practice.deck
    tell.missed_prohibited(found.missed, deck.cards)
    tell.in_figures(found.totals)
    tell.which_way(found.leaning)
    tell.by_topic(found.topics, Counter(card.topic for card in deck.under(found.code_id)))
    oldest_first = [one for one in reversed(sittings) if one.finished_at and one.id in found.by_sitting]
    tell.over_time((one, found.by_sitting[one.id]) for one in oldest_first)
    tell.yours_and_the_codes(found.verdicts)
    tell.certainty(found.levels, found.certainty_marks)
    tell.what_ifs(found.directions)
    tell.came_back(found.came_back)
