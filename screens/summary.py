"""What a sitting came to: what to look at first, three figures, topics, the cards, the score sheet."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from records.exports.as_csv import dictionary_to_csv
from records.exports.as_pdf import certificate_to_pdf
from records.progress import CardResult, Totals, attempts_frame, by_card, card_results, totals, totals_by
from records.score_sheet import ScoreSheet, practice_sheet
from records.sitting import Sitting
from scoring.verdict import Certainty
from screens.here import Here
from screens.parts.bars import Bar, bars
from screens.parts.downloads import downloads
from screens.parts.feedback import table
from screens.parts.page import arrive, page_links, reading_column
from screens.parts.plain import in_html, in_markdown, paragraphs
from screens.parts.state import seen_again, shown_summary
from screens.parts.verdict_scale import LABELS
from screens.parts.words import counted, day, marks_in_words, out_of, percent, sitting_in_words, topic_words

VERDICT_HELP = "Share of the marks for verdicts: four when you say what the code says, two when you are one step away."
ALL_HELP = "Share of the marks over every part that was asked: verdicts, facts, next steps, standards and what-ifs."
CHANCE_HELP = "What blind answers earn on these cards. Read it as zero."


def summary(here: Here) -> None:
    """Draw the summary of the sitting that was chosen, or of the last one finished."""
    with reading_column():
        page_links(here.go, "summary")
        sitting = shown_summary(here)
        if sitting is None:
            _nothing_yet(here)
            return
        arrive(f"summary-{sitting.id}", "Summary of the sitting")
        rows = here.practice.store.part_rows(sitting.learner_id, sitting.id)
        cards = by_card(attempts_frame(rows))
        results = card_results(cards)
        _heading(here, sitting, len(results))
        if not results:
            st.write("No card was answered in this sitting, so there is nothing to add up.")
            _what_next(here)
            return
        whole = totals(cards)
        _look_first(here, sitting, results)
        _figures(whole)
        _lean(whole)
        _what_next(here, look_back=True)
        _topics({str(topic): sums for topic, sums in totals_by(cards, "topic").items()})
        _cards(here, results)
        _downloads(here, sitting)


def _nothing_yet(here: Here) -> None:
    arrive("no-summary", "No sitting yet")
    st.title("No sitting is finished yet", anchor=False)
    st.write("When you have gone through a few cards, what they came to stands here.")
    if st.button("Start practising", type="primary", key="to_home"):
        here.go("home")


def _heading(here: Here, sitting: Sitting, answered: int) -> None:
    code = here.practice.deck.codes.get(sitting.plan.code_id)
    st.title(f"{counted(answered, 'card')}{', done' if sitting.finished_at else ' so far'}", anchor=False)
    judged = in_markdown(code.short if code else sitting.plan.code_id)
    parts = [sitting_in_words(sitting), judged, day(sitting.started_at)]
    passed = here.practice.store.skipped(sitting.id)
    if passed:
        parts.append(f"{counted(passed, 'card')} passed by, not counted")
    st.write(" · ".join(parts))


def _look_first(here: Here, sitting: Sitting, results: Sequence[CardResult]) -> None:
    missed = sorted((one for one in results if one.missed_prohibited), key=lambda one: -(one.certainty or 0))
    if not missed:
        return
    with st.container(border=True, key="look_first"):
        st.badge("Look at this first", icon=":material/priority_high:", color="red")
        st.write("The code prohibits these acts, and you let them pass:")
        for one in missed:
            given = LABELS[one.verdict].lower() if one.verdict else "nothing"
            sure = ", **and were certain**" if one.certainty is Certainty.CERTAIN else ""
            st.markdown(f"*{in_markdown(_title(here, one.card_id))}*: you said {given}{sure}.")
            _read_again(here, sitting, one.card_id)


def _read_again(here: Here, sitting: Sitting, card_id: str) -> None:
    card = here.practice.deck.cards.get(card_id)
    ruling = card.verdicts.get(sitting.plan.code_id) if card else None
    if card and ruling:
        with st.expander("Read it again"):
            st.html(f'<div class="situation">{paragraphs(card.vignette)}<p class="stem">{in_html(card.stem)}</p></div>')
            st.html(f'<div class="prose"><p><strong>Why.</strong> {in_html(ruling.because)}</p></div>')


def _title(here: Here, card_id: str) -> str:
    card = here.practice.deck.cards.get(card_id)
    return card.title if card else card_id


def _figures(whole: Totals) -> None:
    with st.container(key="figures"):
        one, two, three = st.columns(3)
    one.metric("Verdicts", percent(whole.marks / whole.out_of), help=VERDICT_HELP)
    two.metric("Guessing", percent(whole.chance / whole.out_of), help=CHANCE_HELP)
    three.metric("All parts", percent(whole.all_marks / whole.all_out_of), help=ALL_HELP)
    st.caption(
        f"{whole.right} of {counted(whole.n, 'verdict')} as the code has it, and "
        f"{marks_in_words(whole.all_marks)} of {marks_in_words(whole.all_out_of)} marks over all parts. "
        f"The same verdict on every card would get {percent(whole.best_constant / whole.out_of)} at best."
    )


def _lean(whole: Totals) -> None:
    strict, lenient = whole.over_calls, whole.under_calls
    if strict == lenient == 0:
        st.write("Every verdict was the code's.")
        return
    lean = "stricter" if strict > lenient else "more permissive" if lenient > strict else "neither way"
    st.markdown(
        f"You leaned **{lean}**: {counted(strict, 'verdict')} stricter than the code, {lenient} more permissive."
    )


def _topics(by_topic: dict[str, Totals]) -> None:
    st.subheader("By topic", anchor=False)
    st.caption("A verdict one step from the code's earns half of its marks.")
    rows = (Bar(topic_words(topic), sums.marks / sums.out_of, _topic_told(sums)) for topic, sums in by_topic.items())
    bars("Topics of this sitting, with your share of the verdict marks", rows)


def _topic_told(sums: Totals) -> str:
    return f"{percent(sums.marks / sums.out_of)} of the marks · {sums.right} of {sums.n} exact"


def _cards(here: Here, results: Sequence[CardResult]) -> None:
    st.subheader("Card by card", anchor=False)
    rows = [
        (
            _title(here, one.card_id),
            LABELS[one.verdict] if one.verdict else "No answer",
            LABELS[one.key],
            out_of(one.marks, one.out_of),
        )
        for one in results
    ]
    st.markdown(table(("Card", "You", "The code", "Marks"), rows))


def _downloads(here: Here, sitting: Sitting) -> None:
    def sheet() -> ScoreSheet:
        rows = here.practice.store.part_rows(sitting.learner_id, sitting.id)
        return practice_sheet(rows, here.practice.deck, here.now(), f"Sitting of {day(sitting.started_at)}")

    downloads(lambda: (sheet(), None), f"boundary-practice-{sitting.started_at:%Y-%m-%d}", ("xlsx", "csv", "pdf"))
    with st.container(horizontal=True):
        if sitting.finished_at:
            st.download_button(
                "Certificate of completion (PDF)",
                lambda: certificate_to_pdf(sheet()),
                file_name="boundary-practice-certificate.pdf",
                mime="application/pdf",
                on_click="ignore",
                icon=":material/workspace_premium:",
                key="download_certificate",
            )
        st.download_button(
            "What the columns mean",
            dictionary_to_csv,
            file_name="boundary-practice-columns.csv",
            mime="text/csv",
            on_click="ignore",
            key="download_dictionary",
        )


def _what_next(here: Here, *, look_back: bool = False) -> None:
    with st.container(horizontal=True):
        if look_back and st.button("See why, card by card", type="primary", key="look_back"):
            seen_again(0)
            here.go("review")
        if st.button("Practise more", type="secondary" if look_back else "primary", key="more"):
            here.go("home")
