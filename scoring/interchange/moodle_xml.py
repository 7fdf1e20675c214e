"""Questions as Moodle XML, the format that holds most."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from scoring.interchange.losses import Exported
from scoring.interchange.markup import as_html, child, document, line, line_as_html
from scoring.interchange.moodle_grid import category, decimal, percentages, snapped
from scoring.interchange.question import LICENCE, UNREVIEWED, Kind, Question, by_topic

HTML = {"format": "html"}
PENALTY = "0.3333333"
"""What Moodle takes off for each further try, where a quiz allows some; its own default."""


def to_moodle_xml(questions: Sequence[Question]) -> Exported:
    """The questions as one file, one category for each topic, and the credits that Moodle's grid does not have."""
    quiz = ET.Element("quiz")
    quiz.append(ET.Comment(f" Boundary Practice. {LICENCE}. {UNREVIEWED} "))
    for inside in by_topic(questions).values():
        _text(child(child(quiz, "question", attributes={"type": "category"}), "category"), category(inside[0]))
        for question in inside:
            _write(quiz, question)
    losses = [loss for question in questions for loss in snapped(question)]
    return Exported(document(quiz), tuple(losses))


def _write(quiz: ET.Element, question: Question) -> None:
    made = child(quiz, "question", attributes={"type": "multichoice"})
    _text(child(made, "name"), line(question.title))
    _text(child(made, "questiontext", attributes=HTML), as_html(question.text))
    _text(child(made, "generalfeedback", attributes=HTML), as_html(question.feedback))
    for tag, value in _settings(question).items():
        child(made, tag, value)
    for tag in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        _text(child(made, tag, attributes=HTML), "")
    for option, percent in zip(question.options, percentages(question), strict=True):
        answer = child(made, "answer", attributes={"fraction": decimal(percent), **HTML})
        _text(answer, line_as_html(option.text))
        _text(child(answer, "feedback", attributes=HTML), line_as_html(option.feedback))
    _text(child(child(made, "tags"), "tag"), question.topic)


def _settings(question: Question) -> dict[str, str]:
    return {
        "defaultgrade": decimal(question.marks),
        "penalty": PENALTY,
        "hidden": "0",
        "idnumber": question.id,
        "single": _truth(question.kind is Kind.SINGLE),
        "shuffleanswers": _truth(not question.in_order),
        "answernumbering": "none" if question.in_order else "abc",
    }


def _text(parent: ET.Element, text: str) -> None:
    child(parent, "text", text)


def _truth(value: object) -> str:
    return "true" if value else "false"
