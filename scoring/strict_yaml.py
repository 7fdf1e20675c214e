"""YAML as authors mean it: every scalar stays the text that was typed, with its line.

The reader stands on libyaml's event stream rather than on its loaders, which would turn `NO` into False and
`12:30` into 750, let the last of two equal keys win, and follow aliases until memory ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import yaml

from scoring.problems import Problem, problem

MOST_BYTES = 1_000_000
MOST_NODES = 20_000
DEEPEST = 12

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_resolve: Any = yaml.SafeLoader("").resolve
_STRING_TAG = "tag:yaml.org,2002:str"

# Controls, bidirectional overrides, zero-width marks, lone surrogates, and the three separators that YAML counts
# as line breaks and editors do not. The zero-width joiners U+200C and U+200D stay: names and emoji need them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


class Text(str):
    """A scalar as typed. `plain` is true when it stood without quotes or block marks."""

    __slots__ = ("line", "plain")

    line: int
    plain: bool

    def changes_in_yaml(self) -> bool:
        """Whether a YAML loader would read this as a number, date, truth value or nothing."""
        if not self.plain:
            return False
        return bool(_resolve(yaml.ScalarNode, str(self), (True, False)) != _STRING_TAG)


class Fields(dict[Text, Any]):
    """A mapping with the line it starts on."""

    line: int


class Items(list[Any]):
    """A sequence with the line it starts on."""

    line: int


class _RefusalError(Exception):
    """Reading cannot go on; the problem says why."""

    def __init__(self, found: Problem) -> None:
        self.found = found


def read(source: bytes, path: str) -> tuple[Any, list[Problem]]:
    """The tree of `Fields`, `Items`, `Text` and None in `source`, and every problem met.

    The tree is None when reading had to stop. An empty value reads as None.
    """
    try:
        text = _decode(source, path)
        problems = list(_invisible(text, path))
        if problems:
            return None, problems
        reader = _Reader(text, path)
        return reader.document(), reader.problems
    except _RefusalError as refusal:
        return None, [refusal.found]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        return None, [problem(path, line, "E105", f"this is not well-formed YAML: {_reason(error)}")]


def line_at(tree: Any, where: Sequence[int | str]) -> int:
    """The line of the node at `where` in a tree from `read`, or of its nearest ancestor that exists."""
    line = getattr(tree, "line", 1)
    for step in where:
        if isinstance(tree, Fields) and isinstance(step, str) and step in tree:
            key = next(key for key in tree if key == step)
            line, tree = key.line, tree[key]
        elif isinstance(tree, Items) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
            line = getattr(tree, "line", line)
        else:
            break
    return line


def _decode(source: bytes, path: str) -> str:
    if len(source) > MOST_BYTES:
        raise _RefusalError(
            problem(path, 1, "E102", f"the file has {len(source):,} bytes; the most is {MOST_BYTES:,}; split it")
        )
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        raise _RefusalError(problem(path, line, "E103", "the file is not UTF-8; save it as UTF-8")) from None


def _invisible(text: str, path: str) -> Iterator[Problem]:
    for found in _INVISIBLE.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield problem(path, line, "E104", f"the invisible character U+{ord(found.group()):04X} stands here; delete it")


def _reason(error: yaml.MarkedYAMLError) -> str:
    said = error.problem or "it cannot be read"
    if "mapping values are not allowed" in said:
        return "a colon inside unquoted text; put the text in quotes or in a block that begins with >-"
    if "could not find expected ':'" in said or "expected <block end>" in said or "did not find expected" in said:
        return f"{said}; look at the indentation and the quotes here and on the line above"
    if "found character '\\t'" in said or "cannot start any token" in said:
        return f"{said}; indent with spaces and quote text that begins with a sign"
    return f"{said}; look at this line and the one above"


class _Reader:
    """Walks the events of one document."""

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self._next_event: Callable[[], Any] = _Loader(text).get_event
        self._nodes = 0

    def document(self) -> Any:
        self._next_event()
        first = self._next_event()
        if isinstance(first, yaml.StreamEndEvent):
            raise _RefusalError(self._problem(first, "E110", "the file is empty; a card is a list of fields"))
        if first.version or first.tags:
            self.problems.append(self._problem(first, "E107", "a % directive; delete it: plain YAML is enough"))
        tree = self._node(self._next_event(), depth=0)
        self._next_event()
        after = self._next_event()
        if isinstance(after, yaml.DocumentStartEvent):
            raise _RefusalError(
                self._problem(after, "E108", "a second document begins; keep one to a file: remove '---'")
            )
        return tree

    def _node(self, event: Any, depth: int) -> Any:
        self._nodes += 1
        if depth > DEEPEST or self._nodes > MOST_NODES:
            raise _RefusalError(
                self._problem(
                    event, "E109", f"nested deeper than {DEEPEST} levels or more than {MOST_NODES:,} values; simplify"
                )
            )
        if isinstance(event, yaml.AliasEvent):
            self._no_references(event, f"the alias *{event.anchor}")
            return None
        if event.anchor:
            self._no_references(event, f"the anchor &{event.anchor}")
        if event.tag:
            self._no_references(event, f"the tag {event.tag}")
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event)
        return self._fields(event, depth) if isinstance(event, yaml.MappingStartEvent) else self._items(event, depth)

    def _text(self, event: Any) -> Text | None:
        plain = event.style is None or event.style == ""
        if plain and event.value == "":
            return None
        text = Text(event.value)
        text.line, text.plain = event.start_mark.line + 1, plain
        return text

    def _fields(self, start: Any, depth: int) -> Fields:
        fields = Fields()
        fields.line = start.start_mark.line + 1
        while not isinstance(event := self._next_event(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(self._next_event(), depth + 1)
            if not isinstance(key, Text):
                self.problems.append(self._problem(event, "E203", "a field's name has to be a word; rename it"))
            elif key == "<<" and key.plain:
                self._no_references(event, "the merge key <<")
            elif key in fields:
                first = next(k for k in fields if k == key).line
                self.problems.append(
                    self._problem(event, "E106", f"`{key}` is given twice, first on line {first}; keep one of them")
                )
            else:
                fields[key] = value
        return fields

    def _items(self, start: Any, depth: int) -> Items:
        items = Items()
        items.line = start.start_mark.line + 1
        while not isinstance(event := self._next_event(), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return items

    def _no_references(self, event: Any, what: str) -> None:
        said = f"{what} is not allowed; write the value out where it is used"
        self.problems.append(self._problem(event, "E107", said))

    def _problem(self, event: Any, code: str, message: str) -> Problem:
        return problem(self.path, event.start_mark.line + 1, code, message)
