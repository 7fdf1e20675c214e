"""Bars with their figures in words, and the four verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from records.estimates import Interval
from records.exports.pdf.blocks import MARK
from records.exports.pdf.styles import CONTROL, GREEN, INK, LABEL, NOTE, RAISED, SMALL, TINTS, WHITE, Style
from records.exports.pdf.surface import Point, Surface
from records.exports.pdf.words import CAPTIONS, LABELS
from scoring.verdict import SCALE, Verdict

TRACK, THIN, AIR = 3.2, 2.2, 1.1
NAME_SHARE, TOLD_SHARE, ABOVE_SHARE = 0.37, 0.24, 0.58
TILE_GAP, TILE_PADDING = 3.0, 2.6


@dataclass(frozen=True)
class Bar:
    """One bar: its name, the share it fills, the figure in words, the interval drawn over it, the band behind it."""

    name: str
    share: float | None
    told: str
    interval: Interval | None = None
    band: Interval | None = None


@dataclass(frozen=True)
class Bars:
    """Bars one below the other; in a narrow column name and figure stand above the bar instead of beside it."""

    rows: Sequence[Bar]
    is_narrow: bool = False
    after: float = 0.0

    def put(self, on: Surface, at: Point, width: float) -> float:
        """Put the bars."""
        put_one = self._above if self.is_narrow else self._beside
        y = at[1]
        for row in self.rows:
            y += put_one(row, on, (at[0], y), width) + AIR
        return y - at[1] + self.after

    def _above(self, row: Bar, on: Surface, at: Point, width: float) -> float:
        told = ABOVE_SHARE * width
        high = on.one_line(row.name, SMALL, at, width - told)
        on.one_line(row.told, replace(NOTE, align="R"), (at[0] + width - told, at[1]), told, shrinks=True)
        _track(row, on, (at[0], at[1] + high), width)
        return high + TRACK + AIR

    def _beside(self, row: Bar, on: Surface, at: Point, width: float) -> float:
        name, told = NAME_SHARE * width, TOLD_SHARE * width
        high = on.one_line(row.name, SMALL, at, name - 2)
        _track(row, on, (at[0] + name, at[1] + (high - TRACK) / 2), width - name - told - 3)
        on.one_line(row.told, SMALL, (at[0] + width - told, at[1]), told)
        return high


def _track(row: Bar, on: Surface, at: Point, width: float) -> None:
    on.box(at, (width, TRACK), fill=RAISED)
    x, y = at
    if row.band:
        on.box((x + row.band.low * width, y), ((row.band.high - row.band.low) * width, TRACK), edge=CONTROL)
    if row.share:
        lower = (TRACK - THIN) / 2 if row.band else 0.0
        on.box((x, y + lower), (row.share * width, TRACK - 2 * lower), fill=GREEN)
    if row.interval:
        low, high = x + row.interval.low * width, x + row.interval.high * width
        on.rule((low, y + TRACK / 2), high - low, WHITE, 0.9)
        on.rule((low, y + TRACK / 2), high - low, INK, 0.35)


@dataclass(frozen=True)
class Tiles:
    """The four verdicts to tick, or with what a code says: its verdict filled, what it accepts as well edged."""

    accepted: Sequence[Verdict] = ()
    after: float = 0.0

    def put(self, on: Surface, at: Point, width: float) -> float:
        """Put the four tiles, all of the same height."""
        each = (width - TILE_GAP * (len(SCALE) - 1)) / len(SCALE)
        with on.measuring():
            high = max(self._words(verdict, on, at, each) for verdict in SCALE) + 2 * TILE_PADDING
        for place, verdict in enumerate(SCALE):
            corner = (at[0] + place * (each + TILE_GAP), at[1])
            self._ground(verdict, on, corner, (each, high))
            self._words(verdict, on, (corner[0] + TILE_PADDING, corner[1] + TILE_PADDING), each)
        return high + self.after

    def _ground(self, verdict: Verdict, on: Surface, at: Point, size: Point) -> None:
        tint = TINTS[verdict]
        if verdict in self.accepted[:1]:
            on.box(at, size, fill=tint.ground, edge=tint.line, thickness=0.7)
        elif verdict in self.accepted:
            on.box(at, size, edge=tint.line, thickness=0.7)
        else:
            on.box(at, size, edge=CONTROL)

    def _words(self, verdict: Verdict, on: Surface, at: Point, width: float) -> float:
        x, y = at
        mark = 0.0 if self.accepted else MARK + 2
        if mark:
            on.box((x, y + (LABEL.line - MARK) / 2), (MARK, MARK), edge=CONTROL)
        within = width - 2 * TILE_PADDING
        high = on.one_line(LABELS[verdict], self._style(verdict, LABEL), (x + mark, y), within - mark)
        told = self._told(verdict)
        return high + (on.paragraph(told, self._style(verdict, NOTE), (x, y + high), within) if told else 0.0)

    def _told(self, verdict: Verdict) -> str:
        if not self.accepted:
            return CAPTIONS[verdict]
        place = self.accepted.index(verdict) if verdict in self.accepted else None
        return {None: "", 0: "the code"}.get(place, "also fits")

    def _style(self, verdict: Verdict, style: Style) -> Style:
        is_code = verdict in self.accepted
        return replace(style, colour=TINTS[verdict].ink) if is_code else style
