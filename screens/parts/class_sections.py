"""What the class report says of a whole class and of one card, as far as the number of people allows."""

from __future__ import annotations

import streamlit as st

from records.class_report import FEWEST_PEOPLE, NO_VOTES, CardReport, ClassReport, Transition
from records.item_analysis import Correlation, Flag, ItemStatistics, Reliability
from screens.parts.votes import vote_bars
from screens.parts.words import counted, percent

FLAGS = {
    Flag.CHECK_KEY: "Check the key: those who did well elsewhere did not do well here.",
    Flag.POSSIBLE_MISKEY: "Another verdict has clearly more votes than the key: a wrong key, or an unclear card.",
    Flag.TOO_EASY: "Too easy to tell people apart.",
    Flag.TOO_HARD: "Too hard to tell people apart.",
}


def whole(report: ClassReport) -> None:
    """The class in three figures, with what knows nothing beside them; only the number below five people."""
    sums = report.sums
    if sums is None:
        st.write(
            f"{counted(report.n, 'person', 'people')} voted. Below {FEWEST_PEOPLE} there is nothing to say of a class, "
            "and what could be said would be about persons."
        )
        return
    with st.container(key="figures"):
        one, two, three = st.columns(3)
    one.metric("Verdicts", percent(sums.marks / sums.out_of), help="Share of the verdict marks on first votes.")
    two.metric("Guessing", percent(sums.chance / sums.out_of), help="What blind answers would earn. Read it as zero.")
    three.metric("Missed prohibitions", sums.missed_prohibited)
    st.caption(
        f"{counted(report.n, 'person', 'people')} of {report.joined} voted. One verdict on every card would get "
        f"{percent(sums.best_constant / sums.out_of)} at best. {sums.under_calls} verdicts more permissive than the "
        f"code, {sums.over_calls} stricter."
    )
    if report.reliability:
        st.write(_reliable(report.reliability))


def _reliable(found: Reliability) -> str:
    told = f"{found.alpha:.2f} ({found.interval.low:.2f} to {found.interval.high:.2f})".replace("-", "−")
    return (
        f"How far the cards measure one thing (Cronbach's alpha, {counted(found.n, 'person', 'people')} who had all "
        f"{found.cards} cards): {told}. An early sign, no more."
    )


def one_card(card: CardReport) -> None:
    """One card: how easy, which way the class erred, the votes, and what talking changed."""
    if card.sums is None:
        st.write(f"{counted(card.n, 'first vote')}: too few to say anything of the class.")
        return
    st.write(f"{_easy(card)} {card.sums.under_calls} more permissive, {card.sums.over_calls} stricter.")
    if card.sums.missed_prohibited:
        st.error(f"{card.sums.missed_prohibited} let a prohibited act pass.", icon=":material/flag:")
    rounds = range(1, max(card.votes, default=0) + 1)
    vote_bars([tuple(card.votes.get(round_, NO_VOTES)) for round_ in rounds], tuple(card.accepted))
    if card.split:
        st.write("Split: two verdicts that are not neighbours have a quarter of the votes each, or more.")
    if card.transition:
        _talk(card.transition)
    _figures(card.item)


def _easy(card: CardReport) -> str:
    ease, sums = card.item.facility, card.sums
    if ease is None or sums is None:
        return f"{sums.right if sums else 0} of {card.n} as the code has it."
    return (
        f"{percent(ease.mean)} of the verdict marks ({percent(ease.interval.low)} to {percent(ease.interval.high)}), "
        f"{sums.right} of {card.n} as the code has it."
    )


def _talk(found: Transition) -> None:
    left = (
        f" {counted(found.left_out, 'person', 'people')} voted once only and do not count here."
        if found.left_out
        else ""
    )
    st.markdown(
        f"**After talking:** {found.wrong_right} from wrong to right, {found.right_wrong} from right to wrong, "
        f"{found.right_right} right both times, {found.wrong_wrong} wrong both times. {found.toward} moved toward the "
        f"code, {found.away} away (sign test p = {found.sign_p:.2f}).{left}"
    )


def _figures(item: ItemStatistics) -> None:
    if item.item_rest_correlation:
        st.caption(
            f"Goes with the rest of the cards: r = {_interval(item.item_rest_correlation)}. An early sign, no more."
        )
    for flag in sorted(item.flags, key=lambda one: one.value):
        st.write(FLAGS[flag])


def _interval(found: Correlation) -> str:
    told = f"{found.r:.2f} ({found.interval.low:.2f} to {found.interval.high:.2f}, n = {found.n})"
    return told.replace("-", "−")
