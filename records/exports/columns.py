"""Columns of a table, each with what it holds, whatever file they go into."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

Thing = TypeVar("Thing")
Value = str | float | None


class Look(Enum):
    """How the numbers of a column are shown. The numbers themselves are whole: a share of a half is 0.5."""

    TEXT = "@"
    PLAIN = "General"
    COUNT = "0"
    SHARE = "0.0%"
    WHOLE_SHARE = "0%"
    NUMBER = "0.00"
    SMALL = "0.000"


class Mark(Enum):
    """What is told apart by more than a number, so that it is seen in grey as well."""

    NONE = "nothing"
    CREDIT = "full, part and none of the marks"
    HARM = "anything above 0 is grave"
    WORDS = "anything said needs a look"
    BAR = "how much of the whole"


@dataclass(frozen=True)
class Column:
    """One column. A cell is a text or a number as `look` says, and None where there is none.

    `width` is in signs; without one the column is as wide as what it holds, within bounds.
    """

    name: str
    meaning: str
    cells: Sequence[Value]
    look: Look = Look.COUNT
    mark: Mark = Mark.NONE
    width: int | None = None

    @property
    def is_text(self) -> bool:
        """Whether its values are texts."""
        return self.look is Look.TEXT


@dataclass(frozen=True)
class Told(Generic[Thing]):
    """A column to be: what is told of each thing that gets a row."""

    name: str
    meaning: str
    of: Callable[[Thing], Value]
    look: Look = Look.COUNT
    mark: Mark = Mark.NONE
    width: int | None = None

    def column(self, things: Iterable[Thing]) -> Column:
        """The column over the things, in their order; an empty text is no value."""
        cells = [None if cell == "" else cell for cell in map(self.of, things)]
        return Column(self.name, self.meaning, cells, self.look, self.mark, self.width)
