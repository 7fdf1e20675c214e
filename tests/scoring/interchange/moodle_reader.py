"""A strict reader of Moodle XML, after Moodle's description of the format and what its importer looks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from tests.scoring.interchange.told import Answer, Told, from_line, from_paragraphs, parsed, text_of

HEAD = ("name", "questiontext", "generalfeedback", "defaultgrade", "penalty", "hidden", "idnumber")
CHOICE = ("single", "shuffleanswers", "answernumbering")
COMBINED = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
GRID = (
    *("100", "90", "83.33333", "80", "75", "70", "66.66667", "60", "50", "40", "33.33333", "30", "25", "20"),
    *("16.66667", "14.28571", "12.5", "11.11111", "10", "5", "0"),
)


@dataclass
class MoodleFile:
    """What a file holds: questions, the category each stands in, and its settings."""

    questions: list[Told] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    settings: list[dict[str, str]] = field(default_factory=list)


def read_moodle_xml(data: bytes) -> MoodleFile:
    """Every question of a file."""
    assert data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')
    quiz = parsed(data)
    assert quiz.tag == "quiz"
    file, category = MoodleFile(), ""
    for question in quiz:
        assert question.tag == "question"
        if question.get("type") == "category":
            category = _text(question, "category")
            continue
        assert question.get("type") == "multichoice"
        file.questions.append(_question(question))
        file.categories.append(category)
        file.settings.append({tag: text_of(_one(question, tag)) for tag in (*HEAD[3:], *CHOICE)})
    return file


def _question(question: ET.Element) -> Told:
    answers = question.findall("answer")
    tags = [element.tag for element in question]
    assert tags == [*HEAD, *CHOICE, *COMBINED, *("answer" for _ in answers), "tags"]
    for tag in COMBINED:
        assert _html(question, tag) == ""
    return Told(
        id=text_of(_one(question, "idnumber")),
        topic=_text(_one(question, "tags"), "tag"),
        title=_text(question, "name"),
        text=from_paragraphs(_html(question, "questiontext")),
        single={"true": True, "false": False}[text_of(_one(question, "single"))],
        answers=tuple(_answer(answer) for answer in answers),
        feedback=from_paragraphs(_html(question, "generalfeedback")),
    )


def _answer(answer: ET.Element) -> Answer:
    assert answer.attrib.keys() == {"fraction", "format"}
    assert answer.get("format") == "html"
    fraction = answer.get("fraction", "")
    assert fraction.removeprefix("-") in GRID, f"{fraction} is not on Moodle's grid"
    return Answer(
        from_line(text_of(_one(answer, "text"))), round(float(fraction), 3), from_line(_html(answer, "feedback"))
    )


def _html(parent: ET.Element, tag: str) -> str:
    assert _one(parent, tag).attrib == {"format": "html"}
    return _text(parent, tag)


def _text(parent: ET.Element, tag: str) -> str:
    return text_of(_one(_one(parent, tag), "text")).strip()


def _one(parent: ET.Element, tag: str) -> ET.Element:
    found = parent.findall(tag)
    assert len(found) == 1, f"{len(found)} <{tag}> in <{parent.tag}>"
    return found[0]
