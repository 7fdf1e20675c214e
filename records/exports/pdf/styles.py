"""The type and the colours of a page: those of the app's light theme, on white paper."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scoring.verdict import Verdict

Colour = tuple[int, int, int]

INK: Colour = (31, 35, 33)
SOFT: Colour = (74, 79, 76)
CONTROL: Colour = (140, 130, 114)
HAIRLINE: Colour = (217, 208, 193)
RAISED: Colour = (242, 236, 225)
GREEN: Colour = (47, 127, 121)
DEEP_GREEN: Colour = (31, 95, 91)
RED_INK: Colour = (127, 35, 30)
RED_GROUND: Colour = (247, 227, 222)
RED_LINE: Colour = (163, 49, 43)
WHITE: Colour = (255, 255, 255)

POINT = 25.4 / 72


@dataclass(frozen=True)
class Tint:
    """The three colours of a verdict."""

    ink: Colour
    ground: Colour
    line: Colour


TINTS = {
    Verdict.PROHIBITED: Tint(RED_INK, RED_GROUND, RED_LINE),
    Verdict.INADVISABLE: Tint((124, 65, 12), (248, 232, 213), (183, 101, 27)),
    Verdict.GRAY_AREA: Tint((51, 73, 109), (229, 234, 242), (79, 107, 149)),
    Verdict.PERMISSIBLE: Tint((29, 89, 64), (223, 238, 229), (47, 125, 91)),
}


@dataclass(frozen=True)
class Style:
    """How a text is set. `size` is in points, `leading` a multiple of it; `emphasis` B is semibold."""

    family: str
    size: float
    leading: float = 1.35
    emphasis: str = ""
    colour: Colour = INK
    align: str = "L"

    @property
    def line(self) -> float:
        """The height of a line in millimetres."""
        return self.size * self.leading * POINT

    def in_colour(self, colour: Colour) -> Style:
        """The same in another colour."""
        return replace(self, colour=colour)


KICKER = Style("sans", 9, 1.3, colour=SOFT)
TITLE = Style("serif", 22, 1.2, "B")
SECTION = Style("serif", 12.5, 1.3, "B")
LABEL = Style("sans", 9.5, 1.35, "B")
BODY = Style("sans", 10, 1.4)
SMALL = Style("sans", 9, 1.4)
NOTE = Style("sans", 8.5, 1.4, colour=SOFT)
FOOT = Style("sans", 8, 1.3, colour=SOFT)
FIGURE = Style("serif", 21, 1.15, "B")
STORY = Style("serif", 11, 1.45)
STEM = Style("serif", 11, 1.4, "B")
