"""Questions as GIFT, the text format of Moodle and others. Every field is escaped; the texts are HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scoring.interchange.losses import Exported, Loss
from scoring.interchange.markup import as_html, line, line_as_html
from scoring.interchange.moodle_grid import category, decimal, percentages, snapped
from scoring.interchange.question import LICENCE, UNREVIEWED, Kind, Question, by_topic

ABOUT = f"// Boundary Practice. {LICENCE}. {UNREVIEWED}"

_ESCAPES = str.maketrans({sign: f"\\{sign}" for sign in r"\~=#{}:"})


def to_gift(questions: Sequence[Question]) -> Exported:
    """The questions as a UTF-8 file, one category for each topic, and what GIFT cannot hold."""
    blocks = [ABOUT]
    for inside in by_topic(questions).values():
        blocks.append(f"$CATEGORY: {category(inside[0])}")
        blocks += ["\n".join(_lines(question)) for question in inside]
    losses = [loss for question in questions for loss in _lost(question)]
    return Exported(("\n\n".join(blocks) + "\n").encode(), tuple(losses))


def _lines(question: Question) -> Iterator[str]:
    """The lines of a question, none of them empty: an empty line would end it."""
    yield f"// [id:{question.id}] [tag:{question.topic}]"
    yield f"::{_escaped(_name(question))}::{_html(as_html(question.text))}{{"
    for option, percent in zip(question.options, percentages(question), strict=True):
        told = f"{_html(line_as_html(option.text))}#{_html(line_as_html(option.feedback))}"
        yield f"\t{_weight(question, percent)}{told}"
    yield f"\t####{_html(as_html(question.feedback))}"
    yield "}"


def _html(markup: str) -> str:
    """A field, its format named: without it a text that begins with [ or % would be misread."""
    return f"[html]{_escaped(markup)}"


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _name(question: Question) -> str:
    """The title; it is no HTML, and two ampersands begin what Moodle writes for an escaped sign while it reads."""
    return line(question.title).replace("&&", "& &")


def _weight(question: Question, percent: float) -> str:
    if question.kind is Kind.SINGLE and percent == 100:
        return "="
    return f"~%{decimal(percent)}%"


def _lost(question: Question) -> Iterator[Loss]:
    yield from snapped(question)
    part = question.part.value
    if question.marks != 1:
        yield Loss(question.card, part, f"worth {question.marks:g} here, and 1 in GIFT; set it in the quiz")
    if question.in_order:
        yield Loss(question.card, part, "GIFT cannot say that the scale stays in order; switch shuffling off")
    if _name(question) != line(question.title):
        yield Loss(question.card, part, "&& in the title is written & &")
