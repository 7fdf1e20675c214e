"""The kinds of value that cards and codes are made of, with messages an author can act on."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from enum import Enum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from scoring.strict_yaml import Text
from scoring.verdict import Verdict

_WHOLE = re.compile(r"0|[1-9]\d{0,5}")
_BLANK_LINE = re.compile(r"\n\s*\n")


class Frozen(BaseModel):
    """Well-formed, unchanging, and closed to fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


def refuse(code: str, message: str) -> PydanticCustomError:
    """The error a validator raises to report the problem `code`; `message` is shown as it is."""
    return PydanticCustomError(code, "{message}", {"message": message})


def _typed(value: Any) -> str:
    if value is None:
        raise refuse("E203", "nothing is written here; write the text, or take the field out")
    if isinstance(value, Text) and value.changes_in_yaml():
        raise refuse("E111", f"YAML would not read {value!s} as text; put it in quotes")
    if not isinstance(value, str):
        raise refuse("E203", "text was expected here")
    return value


def _line(value: Any) -> str:
    return " ".join(_typed(value).split())


def _paragraphs(value: Any) -> str:
    told = _typed(value)
    if any(line.lstrip().startswith("#") for line in told.splitlines()):
        raise refuse("E206", "a line begins with #, and trainees would read it; delete the line")
    return "\n\n".join(" ".join(part.split()) for part in _BLANK_LINE.split(told) if part.strip())


def _whole(value: Any) -> Any:
    if isinstance(value, str) and not _WHOLE.fullmatch(value):
        raise refuse("E203", f"a whole number was expected, such as 3; got {value!s}")
    if value is None or isinstance(value, list | dict | bool):
        raise refuse("E203", "a whole number was expected, such as 3")
    return value


def _truth(value: Any) -> Any:
    if isinstance(value, str):
        if value not in ("true", "false"):
            raise refuse("E203", f"true or false was expected; got {value!s}")
        return value == "true"
    return value


def one_of(kind: type[Enum]) -> Callable[[Any], Any]:
    """A validator that names the words allowed when it meets another."""

    def check(value: Any) -> Any:
        if isinstance(value, kind):
            return value
        words = [str(member.value) for member in kind]
        if not isinstance(value, str) or value not in words:
            got = f"; got {value!s}" if isinstance(value, str) else ""
            raise refuse("E204", f"one of these was expected: {', '.join(words)}{got}")
        return kind(str(value))

    return check


def distinct(what: str, key: Callable[[Any], Hashable]) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    """A validator that refuses two entries with one key."""

    def check(entries: tuple[Any, ...]) -> tuple[Any, ...]:
        seen: set[Hashable] = set()
        for entry in entries:
            if key(entry) in seen:
                raise refuse("E305", f"two {what} say the same: {key(entry)}; change or remove one")
            seen.add(key(entry))
        return entries

    return check


LINE = BeforeValidator(_line)
WHOLE = BeforeValidator(_whole)

Line = Annotated[str, Field(min_length=1, max_length=240), LINE]
Title = Annotated[str, Field(min_length=1, max_length=60), LINE]
Sentence = Annotated[str, Field(min_length=12, max_length=900), LINE]
Story = Annotated[str, Field(min_length=120, max_length=2000), BeforeValidator(_paragraphs)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60), LINE]
Number = Annotated[str, Field(min_length=1, max_length=16), LINE]
Months = Annotated[int, Field(ge=0, le=720), WHOLE]
Truth = Annotated[bool, BeforeValidator(_truth)]
VerdictWord = Annotated[
    Verdict,
    BeforeValidator(one_of(Verdict)),
    WithJsonSchema({"enum": [verdict.value for verdict in Verdict]}),
]
