"""From blocks to the bytes of a PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from records.exports.pdf.blocks import Block, Gap, Line, Panel, Text, Together, height, stack
from records.exports.pdf.fonts import fonts_for
from records.exports.pdf.paper import Paper
from records.exports.pdf.styles import FOOT
from records.exports.pdf.surface import LAST_LINE, MARGIN, TOP, WIDTH, Ear
from records.exports.pdf.words import PRODUCT

ROUNDING = 0.01


@dataclass(frozen=True)
class Imprint:
    """What a document says about itself: nothing personal, since it stands in its properties."""

    title: str
    foot: str
    made_at: datetime
    version: str


def printed(sections: Sequence[Sequence[Block]], imprint: Imprint, *, from_system: bool = True) -> bytes:
    """The document: every section begins a page. Equal content made at the same moment gives equal bytes.

    `from_system` lets fonts of the machine help out with signs that ours do not hold.
    """
    ear = Ear()
    ear.one_line(imprint.foot, FOOT, (0, 0), WIDTH)
    for section in sections:
        stack(section, ear, (0, 0), WIDTH)
    fonts = fonts_for(ear.said, from_system=from_system)
    with TemporaryDirectory(prefix="boundary-pdf-", ignore_cleanup_errors=True) as folder:
        paper = Paper(fonts, Path(folder), imprint.foot)
        paper.total = sum(_flow(section, paper, is_rehearsal=True) for section in sections)
        _name(paper, imprint)
        for section in sections:
            _flow(section, paper, is_rehearsal=False)
        paper.name_the_rest()
        return bytes(paper.output())


def _name(paper: Paper, imprint: Imprint) -> None:
    paper.set_title(imprint.title)
    paper.set_creator(f"{PRODUCT} {imprint.version}")
    paper.set_lang("en")
    paper.set_creation_date(imprint.made_at)


def _flow(blocks: Sequence[Block], paper: Paper, *, is_rehearsal: bool) -> int:
    """Put blocks one below the other, on a new page where one does not fit; how many pages it took."""
    turn = _nothing if is_rehearsal else paper.add_page
    turn()
    pages, y = 1, TOP
    for block in _fitting(blocks, paper):
        high = height([block], paper, (MARGIN, y), WIDTH)
        if y + high > LAST_LINE + ROUNDING and y > TOP:
            turn()
            pages, y = pages + 1, TOP
            high = height([block], paper, (MARGIN, y), WIDTH)
        if not is_rehearsal:
            block.put(paper, (MARGIN, y), WIDTH)
        y += high
    return pages


def _nothing() -> None:
    """Turn no page."""


def _fitting(blocks: Sequence[Block], paper: Paper) -> Iterator[Block]:
    """The blocks, and of those that are higher than a page their parts."""
    for block in blocks:
        if height([block], paper, (MARGIN, TOP), WIDTH) <= LAST_LINE - TOP + ROUNDING:
            yield block
        elif isinstance(block, Together | Panel):
            yield from _fitting(block.blocks, paper)
        elif isinstance(block, Text):
            yield from (Line(line, block.style) for line in paper.lines(block.text, block.style, block.within(WIDTH)))
            yield Gap(block.after)
        else:
            yield block
