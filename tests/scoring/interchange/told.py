"""What a reader of any format gives back of a question, and what it ought to be."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree as ET

from scoring.interchange import Kind, Question


@dataclass(frozen=True)
class Answer:
    """One option as read; `share` is in per cent of the marks."""

    text: str
    share: float
    feedback: str


@dataclass(frozen=True)
class Told:
    """One question as read."""

    id: str
    topic: str
    title: str
    text: str
    single: bool
    answers: tuple[Answer, ...]
    feedback: str


def told(question: Question) -> Told:
    """The question as every reader must give it back."""
    return Told(
        id=question.id,
        topic=question.topic,
        title=question.title,
        text=question.text,
        single=question.kind is Kind.SINGLE,
        answers=tuple(
            Answer(option.text, round(option.credit * 100, 3), option.feedback) for option in question.options
        ),
        feedback=question.feedback,
    )


def parsed(data: bytes | str) -> ET.Element:
    """The root of a well-formed document; anything else is refused."""
    return ET.fromstring(data)  # noqa: S314 - written a moment ago by our own program


def text_of(element: ET.Element) -> str:
    """The text of an element that may hold nothing else."""
    assert len(element) == 0, f"<{element.tag}> holds more than text"
    return element.text or ""


def from_paragraphs(markup: str) -> str:
    """The text of HTML that is a row of paragraphs; any other tag, or a sign left unescaped, is refused."""
    root = parsed(f"<all>{markup}</all>")
    assert not (root.text or "").strip()
    assert all(element.tag == "p" and not (element.tail or "").strip() for element in root)
    return "\n\n".join(text_of(element) for element in root)


def from_line(markup: str) -> str:
    """The text of HTML without any tag."""
    return text_of(parsed(f"<all>{markup}</all>"))
