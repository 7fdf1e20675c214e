"""What a professional code is to the quiz: its provisions in our own words, and its bright lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cached_property
from typing import Annotated

from pydantic import BeforeValidator, Field, field_validator

from scoring.fields import LINE, Frozen, Line, Months, Number, Sentence, Slug, VerdictWord, distinct, one_of
from scoring.situation import ClientWord, RelationWord, Situation

_LAST_PART = re.compile(r"(\([^)]*\)|\.[^.()]+|(?<=\d)[a-z]+)$")


class Force(Enum):
    """How strongly a provision binds."""

    PROHIBITS = "prohibits"
    PROHIBITS_FOR_A_TIME = "prohibits for a time"
    PROHIBITS_UNLESS = "prohibits unless"
    DISCOURAGES = "discourages"
    WEIGH = "weigh"
    PERMITS_WITH_SAFEGUARDS = "permits with safeguards"
    DUTY = "duty"


class Checked(Enum):
    """How the wording behind our summary was checked."""

    PAGE = "page"
    SECOND_HAND_PAGE = "second-hand page"
    MEMORY = "memory"


class Provision(Frozen):
    """One numbered clause, told in our own words."""

    number: Number
    title: Annotated[str, Field(min_length=1, max_length=120), LINE]
    says: Sentence
    force: Annotated[Force, BeforeValidator(one_of(Force))]
    covers: Line
    checked: Annotated[Checked, BeforeValidator(one_of(Checked))]

    @property
    def label(self) -> str:
        """The number and title, as one line."""
        return f"{self.number} {self.title}"


class Span(Frozen):
    """Months since the end, from the first (inclusive) to the second (exclusive)."""

    first: Annotated[Months | None, Field(alias="from")] = None
    below: Months | None = None

    def holds(self, months: int) -> bool:
        """Whether `months` lies inside the span."""
        return (self.first is None or months >= self.first) and (self.below is None or months < self.below)


class Condition(Frozen):
    """The situations a bright line speaks of."""

    relation: RelationWord
    client: ClientWord
    months_since_end: Span | None = None

    def meets(self, situation: Situation) -> bool:
        """Whether `situation` is one of them."""
        if (situation.relation, situation.client) != (self.relation, self.client):
            return False
        if self.months_since_end is None:
            return True
        return situation.months_since_end is not None and self.months_since_end.holds(situation.months_since_end)


class BrightLine(Frozen):
    """A condition under which the code leaves one verdict only."""

    when: Condition
    verdict: VerdictWord
    cites: Annotated[tuple[Number, ...], Field(min_length=1)]
    because: Sentence


class Code(Frozen):
    """A professional code in one edition."""

    id: Slug
    name: Line
    short: Annotated[str, Field(min_length=1, max_length=24), LINE]
    body: Line
    edition: Line
    binds: Sentence
    address: Annotated[str, Field(pattern=r"^https://"), LINE]
    counts_from: Line
    sections: Mapping[Number, Line] = {}
    provisions: Annotated[tuple[Provision, ...], Field(min_length=1)]
    bright_lines: tuple[BrightLine, ...] = ()

    _numbers_differ = field_validator("provisions")(distinct("provisions", lambda provision: provision.number))

    def provision(self, number: str) -> Provision | None:
        """The provision with that number, or None."""
        return self._by_number.get(number)

    @cached_property
    def _by_number(self) -> dict[str, Provision]:
        return {provision.number: provision for provision in self.provisions}

    @cached_property
    def standards(self) -> tuple[str, ...]:
        """What can be cited, in the code's order: sections with several provisions, each before its provisions."""
        numbers: dict[str, None] = {}
        for provision in self.provisions:
            for section in reversed(list(sections_of(provision.number))):
                if section in self.sections:
                    numbers[section] = None
            numbers[provision.number] = None
        return tuple(numbers)

    def standard_label(self, number: str) -> str:
        """The number and title of a provision or section, as one line."""
        provision = self.provision(number)
        return provision.label if provision else f"{number} {self.sections.get(number, '')} (the section)"

    def bright_line(self, situation: Situation) -> BrightLine | None:
        """The bright line that decides `situation`, or None where the code leaves room."""
        return next((line for line in self.bright_lines if line.when.meets(situation)), None)


def sections_of(number: str) -> Iterator[str]:
    """The sections a clause stands in, nearest first: "10.08(a)" gives "10.08" and "10"."""
    while shorter := _LAST_PART.sub("", number):
        if shorter == number:
            return
        yield shorter
        number = shorter
