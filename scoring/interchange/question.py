"""A question in no format yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from scoring.answer import Part

LICENCE = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"
UNREVIEWED = "No licensing board has reviewed it."


class Kind(Enum):
    """How many options an answer may name."""

    SINGLE = "single"
    MULTIPLE = "multiple"


@dataclass(frozen=True)
class Option:
    """One thing that can be chosen.

    `credit` is its share of the marks, 0 to 1; in a question of several ticks the shares are added up, and a tick
    that costs has a share below 0. `is_key` marks what the answer key names.
    """

    id: str
    text: str
    credit: float
    feedback: str
    is_key: bool


@dataclass(frozen=True)
class Question:
    """One question in no format yet. Paragraphs of `text` and `feedback` are parted by an empty line.

    `in_order` says that the options are a scale and must not be shuffled.
    """

    id: str
    card: str
    code: str
    topic: str
    part: Part
    title: str
    text: str
    kind: Kind
    options: tuple[Option, ...]
    feedback: str
    marks: float
    in_order: bool


def by_topic(questions: Iterable[Question]) -> dict[str, list[Question]]:
    """The questions of each topic, topics and questions in the order they first come."""
    grouped: dict[str, list[Question]] = {}
    for question in questions:
        grouped.setdefault(question.topic, []).append(question)
    return grouped


def words_of(question: Question) -> Iterator[str]:
    """Every text of a question that somebody reads."""
    yield from (question.title, question.text, question.feedback)
    for option in question.options:
        yield from (option.text, option.feedback)
