"""A font made on the spot in which every sign is the same box, for signs that no font holds."""

from __future__ import annotations

import io
from collections.abc import Iterable

BOXES = "boxes"
UNITS, WIDTH, HEIGHT, EDGE, ROOM = 1000, 620, 700, 45, 60
MADE = 3_850_070_400
"""The first day of 2026 in seconds since 1904: a fixed date, so that equal documents have equal bytes."""


def box_font(signs: Iterable[int]) -> bytes:
    """A TrueType font with a box for each of the code points; the text behind the boxes stays what it was."""
    from fontTools.fontBuilder import FontBuilder  # noqa: PLC0415 - wanted for a PDF only

    builder = FontBuilder(UNITS, isTTF=True)
    builder.setupGlyphOrder([".notdef", "space", "box"])
    builder.setupCharacterMap({ord(" "): "space", **dict.fromkeys(sorted(signs), "box")})
    builder.setupGlyf({".notdef": _box(), "space": _empty(), "box": _box()})
    builder.setupHorizontalMetrics({".notdef": (WIDTH, ROOM), "space": (WIDTH // 2, 0), "box": (WIDTH, ROOM)})
    builder.setupHorizontalHeader(ascent=HEIGHT, descent=-200)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular", "fullName": "Boxes"})
    builder.setupOS2(sTypoAscender=HEIGHT, sTypoDescender=-200, sCapHeight=HEIGHT)
    builder.setupPost()
    builder.updateHead(created=MADE, modified=MADE)
    builder.font.recalcTimestamp = False
    written = io.BytesIO()
    builder.save(written)
    return written.getvalue()


def _empty() -> object:
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # noqa: PLC0415

    return TTGlyphPen(None).glyph()


def _box() -> object:
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # noqa: PLC0415

    pen = TTGlyphPen(None)
    left, right = ROOM, WIDTH - ROOM
    for corners in (
        [(left, 0), (left, HEIGHT), (right, HEIGHT), (right, 0)],
        [(left + EDGE, EDGE), (right - EDGE, EDGE), (right - EDGE, HEIGHT - EDGE), (left + EDGE, HEIGHT - EDGE)],
    ):
        pen.moveTo(corners[0])
        for corner in corners[1:]:
            pen.lineTo(corner)
        pen.closePath()
    return pen.glyph()
