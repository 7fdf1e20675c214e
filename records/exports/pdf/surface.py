"""What blocks are put on: a page, or an ear that only hears which texts there will be."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

from records.exports.pdf.fonts import Said
from records.exports.pdf.signs import shown
from records.exports.pdf.styles import Colour, Style

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
MARGIN, TOP, BOTTOM = 24.0, 18.0, 21.0
WIDTH = PAGE_WIDTH - 2 * MARGIN
LAST_LINE = PAGE_HEIGHT - BOTTOM

Point = tuple[float, float]
"""Millimetres from the left and from the top of the page."""


class Surface(Protocol):
    """Somewhere to put texts and shapes. Whatever is put returns its height, also while it is only measured."""

    def measuring(self) -> AbstractContextManager[None]:
        """Inside, nothing is drawn; heights are the same."""

    def one_line(self, text: str, style: Style, at: Point, width: float, *, shrinks: bool = False) -> float:
        """Put a text on one line, smaller or cut where it is too long."""

    def paragraph(self, text: str, style: Style, at: Point, width: float) -> float:
        """Put a text on as many lines as it needs."""

    def rule(self, at: Point, width: float, colour: Colour, thickness: float = 0.2) -> None:
        """Draw a line from left to right."""

    def box(
        self, at: Point, size: Point, *, fill: Colour | None = None, edge: Colour | None = None, thickness: float = 0.3
    ) -> None:
        """Draw a box, filled or edged or both."""

    def ring(self, at: Point, size: float, edge: Colour) -> None:
        """Draw a circle to tick."""


class Ear:
    """Hears every text that is put on it, and how it is to be set."""

    def __init__(self) -> None:
        self.said: dict[Said, None] = {}

    def measuring(self) -> AbstractContextManager[None]:
        """Nothing is drawn anyway."""
        return nullcontext()

    def one_line(self, text: str, style: Style, at: Point, width: float, *, shrinks: bool = False) -> float:
        """Hear a line."""
        del at, width, shrinks
        return self._hear(text, style)

    def paragraph(self, text: str, style: Style, at: Point, width: float) -> float:
        """Hear a paragraph."""
        del at, width
        return self._hear(text, style)

    def _hear(self, text: str, style: Style) -> float:
        self.said[Said(shown(text), style.family, style.emphasis)] = None
        return 0.0

    def rule(self, at: Point, width: float, colour: Colour, thickness: float = 0.2) -> None:
        """A rule says nothing."""

    def box(
        self, at: Point, size: Point, *, fill: Colour | None = None, edge: Colour | None = None, thickness: float = 0.3
    ) -> None:
        """A box says nothing."""

    def ring(self, at: Point, size: float, edge: Colour) -> None:
        """A ring says nothing."""
