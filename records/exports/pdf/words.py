"""Sentences and small words that pages share; what stands here also on screens is the same there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from records.exports.pdf.signs import shown
from records.score_sheet import About
from scoring.verdict import Certainty, Verdict

PRODUCT = "Boundary Practice"
THE_KEY_IS_OURS = (
    "The verdicts are this project's reading of published codes. No licensing board has reviewed them, and they do not "
    "replace consultation, supervision or the law where you practise."
)
LABELS = {
    Verdict.PROHIBITED: "Prohibited",
    Verdict.INADVISABLE: "Inadvisable",
    Verdict.GRAY_AREA: "Gray area",
    Verdict.PERMISSIBLE: "Permissible",
}
CAPTIONS = {
    Verdict.PROHIBITED: "The code forbids it",
    Verdict.INADVISABLE: "The code or good practice speaks against it",
    Verdict.GRAY_AREA: "The code leaves it to judgement",
    Verdict.PERMISSIBLE: "The code allows it",
}
CERTAINTIES = {Certainty.GUESSING: "Guessing", Certainty.LEANING: "Leaning", Certainty.CERTAIN: "Certain"}
SCHEMES = {
    "near_miss": "4 for the code's verdict, 2 one step away",
    "strict": "4 for the code's verdict, none beside it",
    "safety_weighted": "4 for the code's verdict, 2 one step too strict, 1 one step too lenient",
}


def topic_words(topic: str) -> str:
    """A topic's folder name as a person reads it: "Former client friendship"."""
    return topic.replace("-", " ").capitalize()


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """A count with its noun: "1 card", "3 cards"."""
    return f"{count} {noun if count == 1 else plural or noun + 's'}"


def percent(share: float) -> str:
    """A share as a whole percentage."""
    return f"{share:.0%}"


def day(moment: datetime, zone: tzinfo | None) -> str:
    """The day of a moment in a time zone: "3 September 2026"."""
    local = moment.astimezone(zone)
    return f"{local.day} {local:%B %Y}"


def days(moments: Sequence[datetime], zone: tzinfo | None) -> str:
    """The day on which all moments lie, or the first and the last: "3 September 2026 to 4 May 2027"."""
    first, last = day(min(moments), zone), day(max(moments), zone)
    return first if first == last else f"{first} to {last}"


def made(about: About) -> str:
    """Which deck and version a page comes from, and when it was made."""
    deck = f"deck {shown(about.deck)} · " if shown(about.deck) else ""
    clock = f"{about.made_at:%H:%M} {shown(about.time_zone)}".strip()
    return f"{deck}made {day(about.made_at, about.made_at.tzinfo)}, {clock}, by {PRODUCT} {shown(about.app_version)}"
