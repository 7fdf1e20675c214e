"""A certificate that says how many cards somebody answered, and no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from records.errors import RecordsError
from records.exports.pdf.blocks import Block, Gap, Line, Text, WritingLines
from records.exports.pdf.figures import TraineeFigures, figures_of
from records.exports.pdf.signs import shown
from records.exports.pdf.styles import CONTROL, KICKER, NOTE, SECTION, STORY, TITLE
from records.exports.pdf.surface import LAST_LINE, MARGIN, TOP, Point, Surface
from records.exports.pdf.words import PRODUCT, THE_KEY_IS_OURS, counted, days
from records.score_sheet import About, Listed, ScoreSheet

IT_COUNTS = (
    "This certificate counts cards that were answered, not how well. It is no statement of competence and gives no "
    "right to practise. The name is as it was given and was not checked."
)
ABOVE, INSET = 54.0, 14.0


class NothingToCertifyError(RecordsError):
    """Nobody of the sheet has answered a card."""


def certificate_pages(sheet: ScoreSheet, name: str | None) -> list[Sequence[Block]]:
    """A certificate for everybody of the sheet who answered a card; `name` stands in for what the sheet calls them.

    Raises `NothingToCertifyError` where nobody has.
    """
    pages: list[Sequence[Block]] = [
        list(_page(person, found, sheet.about, name))
        for person, found in figures_of(sheet)
        if any(_answered(one) for one in found)
    ]
    if not pages:
        raise NothingToCertifyError("There is nothing to certify: no card was answered.")
    return pages


def _answered(found: TraineeFigures) -> int:
    """How many different cards hold an answer."""
    return sum(one.said is not None for one in found.cards)


def _page(person: Listed, found: Sequence[TraineeFigures], about: About, name: str | None) -> Iterator[Block]:
    called = shown(person.name if name is None else name)
    middle = replace(STORY, size=13, align="C")
    yield Frame()
    yield Gap(ABOVE)
    yield Line(PRODUCT, replace(KICKER, size=12, align="C"), after=2)
    yield Line("Certificate of completion", replace(TITLE, size=28, align="C"), after=12)
    yield Line("This says that", middle, after=4)
    if called:
        yield Inset(Line(called, replace(TITLE, size=25, align="C"), after=4, shrinks=True))
    else:
        yield Inset(WritingLines(1, 1, Gap(4)))
    yield Inset(Text(_did(found, about), middle))
    if any(one.is_class for one in found) and shown(about.title):
        yield Inset(Text("in the class", middle))
        yield Inset(Line(about.title, replace(SECTION, size=14, align="C"), shrinks=True))
    yield Gap(14)
    yield Inset(Inset(Text(IT_COUNTS, replace(NOTE, size=10, align="C"), after=3)))
    yield Inset(Inset(Text(THE_KEY_IS_OURS, replace(NOTE, size=10, align="C"))))


def _did(found: Sequence[TraineeFigures], about: About) -> str:
    counts = [(_answered(one), shown(about.code) or shown(one.code_id)) for one in found if _answered(one)]
    cards = " and ".join(f"{counted(count, 'card')} under {code}" for count, code in counts)
    moments = [moment for one in found for moment in one.answered]
    deck = f"the {PRODUCT} deck {shown(about.deck)}".strip()
    when = days(moments, about.made_at.tzinfo)
    return f"answered {cards}, of {deck}, {'from' if ' to ' in when else 'on'} {when}"


@dataclass(frozen=True)
class Frame:
    """A thin double frame around the page; it takes no room."""

    def put(self, on: Surface, at: Point, width: float) -> float:
        """Draw the frame."""
        for out in (6.0, 4.8):
            size = (width + 2 * out, LAST_LINE - TOP + 2 * out - 6)
            on.box((MARGIN - out, TOP - out), size, edge=CONTROL, thickness=0.2)
        del at
        return 0.0


@dataclass(frozen=True)
class Inset:
    """A block that keeps away from both sides."""

    block: Block

    def put(self, on: Surface, at: Point, width: float) -> float:
        """Put the block."""
        return self.block.put(on, (at[0] + INSET, at[1]), width - 2 * INSET)
