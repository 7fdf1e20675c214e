"""Words the screens share: topics, moments, plurals, and the line about what the key is."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from records.sitting import Mode, Reason, Sitting
from scoring.answer import Depth

THE_KEY_IS_OURS = (
    "The verdicts are this project's reading of published codes. No licensing board has reviewed them, and they do not "
    "replace consultation, supervision or the law where you practise."
)
DEPTHS = {Depth.FULL: "Full: verdict, facts, next step, standard, what if", Depth.QUICK: "Quick: verdict and certainty"}
REASONS = {
    Reason.NEW: "",
    Reason.PARTNER: "its partner from a moment ago",
    Reason.DUE: "a lesson that came due",
    Reason.FIRM_UP: "a topic to firm up",
    Reason.MISSED: "missed last time",
    Reason.SEEN: "seen before",
}
"""Why a card is dealt, after its place in the sitting; nothing for a new card, which needs no reason."""
MODES = {Mode.PRACTICE: "", Mode.EXAM: "exam", Mode.DUE: "due lessons", Mode.MISSED: "what I missed"}
MINUTES_A_CARD = {Depth.FULL: 2, Depth.QUICK: 1}


def topic_words(topic: str) -> str:
    """A topic's folder name as a person reads it: "Former client friendship"."""
    return topic.replace("-", " ").capitalize()


def topics_in_words(topics: tuple[str, ...]) -> str:
    """The topics of a plan."""
    return ", ".join(topic_words(topic) for topic in topics) if topics else "All topics"


def sitting_in_words(sitting: Sitting) -> str:
    """What a sitting deals: its topics, or that it is an exam, a review or what was missed."""
    topics, kind = topics_in_words(sitting.plan.topics), MODES[sitting.plan.mode]
    return f"{topics}, {kind}" if kind else topics


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """A count with its noun: "1 card", "3 cards"."""
    return f"{count} {noun if count == 1 else plural or noun + 's'}"


def percent(share: float) -> str:
    """A share as a whole percentage."""
    return f"{share:.0%}"


def marks_in_words(marks: float) -> str:
    """Marks to two places at most: 2, 0.5, 1.33."""
    return f"{marks:.2f}".rstrip("0").rstrip(".")


def out_of(marks: float, most: float) -> str:
    """Marks with the most there were, which do not part at a line's end: "1.33 / 3"."""
    return f"{marks_in_words(marks)}\u00a0/\u00a0{marks_in_words(most)}"


def day(moment: datetime) -> str:
    """The day of a moment where the browser is."""
    local = moment.astimezone(zone())
    return f"{local.day} {local:%B %Y}"


def short_day(moment: datetime) -> str:
    """The day of a moment where the browser is, for a narrow column: "3 Sep 26"."""
    local = moment.astimezone(zone())
    return f"{local.day} {local:%b %y}"


def day_and_time(moment: datetime) -> str:
    """The day and time of a moment where the browser is."""
    return f"{day(moment)}, {clock_time(moment)}"


def clock_time(moment: datetime) -> str:
    """The time of day of a moment where the browser is."""
    return f"{moment.astimezone(zone()):%H:%M}"


def zone() -> ZoneInfo:
    """The time zone of the browser; UTC where it does not say."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, TypeError):
        return ZoneInfo("UTC")
