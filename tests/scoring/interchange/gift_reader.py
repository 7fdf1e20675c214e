"""A strict reader of GIFT, after Moodle's description of the format and what its importer does with a file.

It knows nothing of the writer. What Moodle would read in a way of its own (an unescaped sign, a field without a format,
two ampersands, a line that begins with //) is an error or is read as Moodle reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.scoring.interchange.told import Answer, Told, from_line, from_paragraphs

SIGNS = set("~=#{}:")
WEIGHT = re.compile(r"%(-?[0-9]{1,2}\.?[0-9]*)%")


class GiftError(Exception):
    """The text is no GIFT, or none that two readers would agree on."""


@dataclass
class GiftFile:
    """What a file holds: questions with the category each stands in."""

    questions: list[Told] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)


def read_gift(data: bytes) -> GiftFile:
    """Every question of a file."""
    text = data.decode("utf-8")
    if "\r" in text or "\ufeff" in text or "&&" in text:
        raise GiftError("a carriage return, a byte order mark, or what Moodle keeps for itself")
    file, category = GiftFile(), ""
    for comments, body in _blocks(text):
        if body.startswith("$CATEGORY:"):
            category = body.removeprefix("$CATEGORY:").strip()
        elif body:
            file.questions.append(_question(body, comments))
            file.categories.append(category)
    return file


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Comments and the rest of each block; as in Moodle a line that is empty or 0 once trimmed ends a block."""
    lines: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.strip() not in ("", "0"):
            lines.append(line.strip())
            continue
        comments = [one for one in lines if one.startswith("//")]
        yield "\n".join(comments), "\n".join(one for one in lines if not one.startswith("//"))
        lines = []


def _signs(text: str) -> list[str]:
    """The characters of a block, each escaped one as itself and each bare sign marked with a NUL before it."""
    found, rest = [], iter(text)
    for char in rest:
        if char == "\\":
            escaped = next(rest, "")
            if escaped not in {*SIGNS, "\\", "n"} or not escaped:
                raise GiftError(f"\\{escaped} is no escape")
            found.append("\n" if escaped == "n" else escaped)
        else:
            found.append(f"\0{char}" if char in SIGNS else char)
    return found


def _question(body: str, comments: str) -> Told:
    marked = "".join(_signs(body))
    shape = re.fullmatch(r"\0:\0:([^\0]+)\0:\0:([^\0]*)\0\{(.*)\0\}", marked, re.DOTALL)
    if not shape:
        raise GiftError(f"no name, text and answers: {body[:80]}")
    name, stem, inside = shape.groups()
    answers, found, feedback = inside.partition("\0#\0#\0#\0#")
    if not found or "\0" in feedback:
        raise GiftError("no general feedback at the end")
    chosen = [_answer(one) for one in re.findall(r"\0[~=](?:[^\0]|\0(?![~=]))*", answers)]
    if answers.partition("\0")[0].strip():
        raise GiftError("something stands before the first answer")
    return Told(
        id=_token("id", comments),
        topic=_token("tag", comments),
        title=name,
        text=from_paragraphs(_html(stem)),
        single="\0=" in answers,
        answers=tuple(chosen),
        feedback=from_paragraphs(_html(feedback)),
    )


def _answer(marked: str) -> Answer:
    text, found, feedback = marked[2:].strip().partition("\0#")
    if not found or "\0" in text or "\0" in feedback:
        raise GiftError(f"an answer with a sign too many or no feedback: {marked}")
    share = 100.0 if marked[1] == "=" else 0.0
    weight = WEIGHT.match(text) if marked[1] == "~" else None
    if weight:
        share, text = float(weight.group(1)), text[weight.end() :]
    return Answer(from_line(_html(text)), round(share, 3), from_line(_html(feedback)))


def _html(text: str) -> str:
    if not text.strip().startswith("[html]"):
        raise GiftError(f"no format is named: {text[:40]}")
    return text.strip().removeprefix("[html]")


def _token(name: str, comments: str) -> str:
    found: list[str] = re.findall(rf"\[{name}:([^\]\x00-\x1f]+)\]", comments)
    if len(found) != 1:
        raise GiftError(f"{len(found)} {name} in {comments}")
    return found[0]
