"""From bytes to a well-formed card or code, or to everything that is wrong with it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from scoring.fields import Frozen
from scoring.problems import CATALOGUE, Problem, problem
from scoring.strict_yaml import Fields, Text, line_at, read

Kind = TypeVar("Kind", bound=Frozen)
Where = tuple[int | str, ...]


@dataclass(frozen=True)
class Reading(Generic[Kind]):
    """What one file holds: the value when it is well-formed, and the sound parts of it when it is not."""

    path: str
    tree: Any
    value: Kind | None
    parts: Mapping[str, Any]
    problems: tuple[Problem, ...]

    def problem(self, code: str, message: str, *where: int | str) -> Problem:
        """The problem `code` at the field `where`."""
        return problem(self.path, line_at(self.tree, where), code, message)


def read_as(kind: type[Kind], source: bytes, path: str) -> Reading[Kind]:
    """`source` read as one `kind`; every problem of form and of sense inside the file is in the result."""
    tree, problems = read(source, path)
    if tree is None and problems:
        return Reading(path, None, None, {}, tuple(problems))
    if not isinstance(tree, Fields):
        wrong = problem(path, line_at(tree, ()), "E110", "this file is not a list of fields; begin with `id: …`")
        return Reading(path, tree, None, {}, (*problems, wrong))
    try:
        value = kind.model_validate(tree)
    except ValidationError as invalid:
        errors = [error for error in invalid.errors(include_url=False) if not _only_seems_short(error)]
        problems.extend(_as_problem(kind, tree, path, error) for error in errors)
        return Reading(path, tree, None, _sound_parts(kind, tree, errors), tuple(problems))
    return Reading(path, tree, None if problems else value, dict(value), tuple(problems))


def _as_problem(kind: type[Frozen], tree: Fields, path: str, error: Any) -> Problem:
    where: Where = error["loc"]
    name = where[-1] if where else ""
    line = line_at(tree, where)
    match error["type"]:
        case "missing":
            return problem(path, line, "E201", f"`{name}` is missing{_in(where)}; add it")
        case "extra_forbidden":
            return problem(path, line, "E202", f"`{name}` is not a field here; {_cure(kind, where)}")
        case "too_short" | "too_long":
            return problem(path, line, "E205", f"`{name}` {_count(error)}")
        case "string_too_short" | "string_too_long":
            return problem(path, line, "E205", f"`{name}` {_length(error)}")
        case "string_pattern_mismatch":
            return problem(path, line, "E206", f"`{_field(where)}` is not in the expected form; {_form(error)}")
        case "greater_than_equal" | "less_than_equal":
            return problem(path, line, "E205", f"`{name}` is out of range; {_lowered(error['msg'])}")
        case code if code in CATALOGUE:
            label = f"`{_field(where)}`: " if where else ""
            return problem(path, line, code, f"{label}{error['msg']}")
        case _:
            return problem(path, line, "E203", f"`{_field(where)}`: {_expected(error)}")


def _field(where: Where) -> str:
    return next((step for step in reversed(where) if isinstance(step, str) and step != "[key]"), "")


def _in(where: Where) -> str:
    outer = [f"number {step + 1}" if isinstance(step, int) else step for step in where[:-1]]
    return f" in {' '.join(outer)}" if outer else ""


def _cure(kind: type[Frozen], where: Where) -> str:
    if " " in str(where[-1]):
        return "a comma inside { } ended the text before it; quote that text, or give each field a line of its own"
    return _did_you_mean(kind, where)


def _did_you_mean(kind: type[Frozen], where: Where) -> str:
    known = _names(kind, where[:-1])
    close = difflib.get_close_matches(str(where[-1]), known, n=1)
    return f"did you mean `{close[0]}`?" if close else f"the fields are {', '.join(known)}"


def _names(kind: type[Frozen], where: Where) -> list[str]:
    """The names of the fields that may stand at `where` inside `kind`."""
    schema = _schema(kind)
    node = schema
    for step in where:
        node = _resolve(schema, node)
        node = node.get("items", {}) if isinstance(step, int) else _property(node, step)
    return list(_resolve(schema, node).get("properties", {}))


def _property(node: dict[str, Any], step: str) -> dict[str, Any]:
    named = node.get("properties", {}).get(step) or node.get("additionalProperties") or {}
    patterns = list(node.get("patternProperties", {}).values())
    return named or (patterns[0] if patterns else {})


def _resolve(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    for option in node.get("anyOf", ()):
        if "$ref" in option:
            node = option
    if "$ref" in node:
        node = schema["$defs"][node["$ref"].rpartition("/")[2]]
    return node


@cache
def _schema(kind: type[Frozen]) -> dict[str, Any]:
    return kind.model_json_schema()


def _only_seems_short(error: Any) -> bool:
    """Whether a list was counted without its broken entries, which have problems of their own."""
    return bool(error["type"] == "too_short") and len(error["input"]) >= error["ctx"]["min_length"]


def _count(error: Any) -> str:
    have, context = len(error["input"]), error["ctx"]
    if error["type"] == "too_short":
        return f"has too few entries, {have}; at least {context['min_length']} are needed"
    return f"has too many entries, {have}; at most {context['max_length']} are allowed"


def _length(error: Any) -> str:
    have, context = len(error["input"]), error["ctx"]
    if "min_length" in context:
        return f"has {have} characters; at least {context['min_length']} are needed"
    return f"has {have} characters; at most {context['max_length']} are allowed"


def _form(error: Any) -> str:
    if "https" in error["ctx"]["pattern"]:
        return "write an address that begins with https://"
    return f"write small letters, digits and single hyphens, such as three-years-on; got {error['input']}"


def _expected(error: Any) -> str:
    wanted = {
        "tuple_type": "a list was expected, each entry on a line of its own that begins with a hyphen",
        "mapping_type": "a list of fields was expected",
        "dict_type": "a list of fields was expected",
        "model_type": "a list of fields was expected",
        "model_attributes_type": "a list of fields was expected",
    }
    got = error["input"]
    said = f"; got {got[:40]!s}" if isinstance(got, Text) else ""
    return wanted.get(error["type"], _lowered(error["msg"])) + said


def _lowered(message: str) -> str:
    return message[:1].lower() + message[1:]


def _sound_parts(kind: type[Frozen], tree: Fields, errors: Iterable[Any]) -> dict[str, Any]:
    """The fields of `tree` that are well-formed, so that one slip does not hide the problems elsewhere in a file."""
    for error in errors:
        tree = _without(tree, error["loc"])
    parts: dict[str, Any] = {}
    for key, value in tree.items():
        if key in kind.model_fields:
            try:
                parts[str(key)] = _adapter(kind, str(key)).validate_python(value)
            except ValidationError:
                continue
    return parts


def _without(tree: Fields, where: Where) -> Fields:
    """`tree` less the ruling that `where` lies in, or else less the whole field."""
    if not where:
        return tree
    depth = next((index + 2 for index, step in enumerate(where[:-1]) if step == "verdicts"), 1)
    kept: Fields = _dropped(tree, where[:depth])
    return kept


def _dropped(node: Any, where: Where) -> Any:
    first, *rest = where
    if isinstance(node, Fields) and first in node:
        kept = Fields(
            (key, _dropped(value, tuple(rest)) if key == first else value)
            for key, value in node.items()
            if rest or key != first
        )
    elif isinstance(node, list) and rest:
        return [_dropped(entry, tuple(rest)) if index == first else entry for index, entry in enumerate(node)]
    else:
        return node
    kept.line = node.line
    return kept


@cache
def _adapter(kind: type[Frozen], name: str) -> TypeAdapter[Any]:
    field = kind.model_fields[name]
    whole: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    return TypeAdapter(whole)
