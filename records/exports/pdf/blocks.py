"""What a page is made of, each block put below the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from records.exports.pdf.styles import BODY, CONTROL, FIGURE, HAIRLINE, NOTE, SMALL, Colour, Style
from records.exports.pdf.surface import LAST_LINE, Point, Surface

MARK, MARK_ROOM = 3.4, 6.0
PADDING, STRIPE = 4.0, 1.1
BETWEEN = 10.0


class Block(Protocol):
    """Something that can be put on a page."""

    def put(self, on: Surface, at: Point, width: float) -> float:
        """Put it with its upper left corner `at`; its height."""


def stack(blocks: Sequence[Block], on: Surface, at: Point, width: float) -> float:
    """Put blocks one below the other; the height of all."""
    x, y = at
    for block in blocks:
        y += block.put(on, (x, y), width)
    return y - at[1]


def height(blocks: Sequence[Block], on: Surface, at: Point, width: float) -> float:
    """How high blocks will be, without putting them."""
    with on.measuring():
        return stack(blocks, on, at, width)


@dataclass(frozen=True)
class Text:
    """A paragraph, `after` millimetres before what follows, at most `measure` wide, `inset` from the left."""

    text: str
    style: Style = BODY
    after: float = 0.0
    measure: float = 500.0
    inset: float = 0.0

    def put(self, on: Surface, at: Point, width: float) -> float:
        """Put the paragraph."""
        start = (at[0] + self.inset, at[1])
        return on.paragraph(self.text, self.style, start, self.within(width)) + self.after

    def within(self, width: float) -> float:
        """How wide it is set where there is room for `width`."""
        return min(width - self.inset, self.measure)


@dataclass(frozen=True)
class Line:
    """A text on one line, cut where it is too long; with `shrinks` it is set smaller first."""

    text: str
    style: Style = BODY
    after: float = 0.0
    shrinks: bool = False

    def put(self, on: Surface, at: Point, width: float) -> float:
        """Put the line."""
        return on.one_line(self.text, self.style, at, width, shrinks=self.shrinks) + self.after


@dataclass(frozen=True)
class Gap:
    """Room."""

    height: float

    def put(self, on: Surface, at: Point, width: float) -> float:
        """Put nothing."""
        del on, at, width
        return self.height


@dataclass(frozen=True)
class Rule:
    """A thin line from left to right."""

    after: float = 0.0
    colour: Colour = HAIRLINE

    def put(self, on: Surface, at: Point, width: float) -> float:
        """Put the line."""
        on.rule(at, width, self.colour)
        return self.after


@dataclass(frozen=True)
class Together:
    """Blocks that stay on one page, unless they are higher than a page."""

    blocks: Sequence[Block]

    def put(self, on: Surface, at: Point, width: float) -> float:
        """Put the blocks."""
        return stack(self.blocks, on, at, width)


@dataclass(frozen=True)
class Columns:
    """Two columns of the same width."""

    left: Sequence[Block]
    right: Sequence[Block]

    def put(self, on: Surface, at: Point, width: float) -> float:
        """Put both."""
        each = (width - BETWEEN) / 2
        beside = (at[0] + each + BETWEEN, at[1])
        return max(stack(self.left, on, at, each), stack(self.right, on, beside, each))


@dataclass(frozen=True)
class Panel:
    """Blocks on a coloured ground with a stripe at its left."""

    blocks: Sequence[Block]
    ground: Colour
    line: Colour
    after: float = 0.0

    def put(self, on: Surface, at: Point, width: float) -> float:
        """Put the ground and the blocks on it."""
        inside, within = (at[0] + STRIPE + PADDING, at[1] + PADDING), width - STRIPE - 2 * PADDING
        high = height(self.blocks, on, inside, within) + 2 * PADDING
        on.box(at, (width, high), fill=self.ground)
        on.box(at, (STRIPE, high), fill=self.line)
        stack(self.blocks, on, inside, within)
        return high + self.after


@dataclass(frozen=True)
class Figures:
    """Large figures side by side, each with a word below."""

    figures: Sequence[tuple[str, str]]
    after: float = 0.0

    def put(self, on: Surface, at: Point, width: float) -> float:
        """Put the figures."""
        each = width / len(self.figures)
        high = 0.0
        for place, (value, told) in enumerate(self.figures):
            x, y = at[0] + place * each, at[1]
            y += on.one_line(value, FIGURE, (x, y), each - 3)
            y += on.paragraph(told, NOTE, (x, y), each - 3)
            high = max(high, y - at[1])
        return high + self.after


@dataclass(frozen=True)
class Choices:
    """Lines to tick, squares for several answers, rings for one."""

    choices: Sequence[str]
    one_only: bool
    style: Style = BODY
    gap: float = 1.1
    after: float = 0.0

    def put(self, on: Surface, at: Point, width: float) -> float:
        """Put the lines with their marks."""
        x, y = at
        for choice in self.choices:
            top = y + (self.style.line - MARK) / 2
            if self.one_only:
                on.ring((x, top), MARK, CONTROL)
            else:
                on.box((x, top), (MARK, MARK), edge=CONTROL)
            y += on.paragraph(choice, self.style, (x + MARK_ROOM, y), width - MARK_ROOM) + self.gap
        return y - at[1] + self.after


@dataclass(frozen=True)
class WritingLines:
    """Lines to write on by hand: at least `fewest`, and as many up to `most` as there is room for above `below`."""

    fewest: int
    most: int
    below: Block
    each: float = 8.5

    def put(self, on: Surface, at: Point, width: float) -> float:
        """Put the lines, and what stands below them."""
        x, y = at
        with on.measuring():
            closing = self.below.put(on, at, width)
        fitting = int((LAST_LINE - y - closing) / self.each)
        lines = min(self.most, max(self.fewest, fitting))
        for line in range(1, lines + 1):
            on.rule((x, y + line * self.each), width, CONTROL, 0.15)
        return lines * self.each + self.below.put(on, (x, y + lines * self.each), width)


@dataclass(frozen=True)
class RowsThatFit:
    """A table of rows of one line each, as many as there is room for on the page, and how many more there are.

    `shares` are those of the width. `more` is a sentence with {n} in it; `below` always stands on the same page.
    """

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    shares: Sequence[float]
    more: str
    below: Block

    def put(self, on: Surface, at: Point, width: float) -> float:
        """Put what fits."""
        y = at[1] + self._row(self.head, NOTE, on, at, width)
        room = LAST_LINE - y - height([self.below], on, at, width)
        fits = len(self.rows) * _ROW <= room
        shown = self.rows if fits else self.rows[: max(0, int((room - NOTE.line) / _ROW))]
        for row in shown:
            on.rule((at[0], y), width, HAIRLINE)
            y += self._row(row, SMALL, on, (at[0], y + _AIR), width) + 2 * _AIR
        left = len(self.rows) - len(shown)
        if left:
            y += on.one_line(self.more.replace("{n}", str(left)), NOTE, (at[0], y), width)
        return y - at[1] + self.below.put(on, (at[0], y), width)

    def _row(self, cells: Sequence[str], style: Style, on: Surface, at: Point, width: float) -> float:
        x, high = at[0], 0.0
        for cell, share in zip(cells, self.shares, strict=True):
            high = max(high, on.one_line(cell, style, (x, at[1]), share * width - 2))
            x += share * width
        return high


_AIR = 0.9
_ROW = SMALL.line + 2 * _AIR
