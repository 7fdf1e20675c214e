"""An A4 page that texts and shapes are put on, by fpdf2."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from fpdf import FPDF
from fpdf.fonts import TTFFont

from records.exports.pdf.fonts import Fonts
from records.exports.pdf.signs import CUT, clings, clusters, han_form, is_plain, is_unseen, runs_leftward, shown
from records.exports.pdf.styles import FOOT, HAIRLINE, Colour, Style
from records.exports.pdf.surface import LAST_LINE, MARGIN, TOP, WIDTH, Point

NEVER = "\x01"
"""What fpdf2 would put the number of pages for; no text that is shown can hold it."""
SMALLEST = 0.6
"""How far a line is set smaller before it is cut."""
SET_TIGHT = 12.0
"""From this size on pairs of letters stand closer where the font says so; below it is hardly seen, and takes long."""
NOBODY_SEES = 0x2060
LONGEST = 400
"""Code points that are set on one line at most; fpdf2 calls itself for each sign between two letters."""
FOOT_DROP, PAGE_OF = 6.0, 26.0


class Paper(FPDF):
    """fpdf2 with our page, fonts that stand in for each other sign by sign, and texts measured before they are put."""

    def __init__(self, fonts: Fonts, folder: Path, foot: str) -> None:
        super().__init__(format="A4", unit="mm")
        self._holders, self._form, self._stand_in = fonts.holders, "", ""
        self._foot, self._is_measuring, self.total = foot, False, 1
        self._lines: dict[tuple[str, Style, float], list[str]] = {}
        self._words: dict[tuple[str, str, float, str, str], float] = {}
        self.set_margins(MARGIN, TOP, MARGIN)
        self.set_auto_page_break(auto=False)
        self.c_margin = 0
        self.alias_nb_pages(NEVER)
        for font in fonts.cuts:
            path = folder / font.file_name
            path.write_bytes(font.data)
            self.add_font(font.family, font.emphasis, path)
        if fonts.holders:
            self.set_fallback_fonts([font.family for font in fonts.cuts])

    def get_fallback_font(self, char: str, style: str = "") -> str | None:
        """The font for a sign that the primary one has not: marks stay with their letter, joiners with what they join.

        fpdf2 asks sign after sign, in the order of the text.
        """
        before = self.fonts.get(self._stand_in)
        if isinstance(before, TTFFont) and clings(char) and (is_unseen(char) or ord(char) in before.cmap):
            return self._stand_in
        self._stand_in = self._holders.get((self._form, style, char), "")
        return self._stand_in or None

    def footer(self) -> None:
        """What the page is of, and which page it is."""
        top = LAST_LINE + FOOT_DROP
        self.rule((MARGIN, top), WIDTH, HAIRLINE)
        self.one_line(self._foot, FOOT, (MARGIN, top + 2), WIDTH - PAGE_OF)
        self._ready(FOOT, "")
        self.set_xy(MARGIN, top + 2)
        self.cell(WIDTH, FOOT.line, f"Page {self.page_no()} of {self.total}", align="R")

    @contextmanager
    def measuring(self) -> Iterator[None]:
        """Inside, nothing is drawn; heights are the same."""
        before, self._is_measuring = self._is_measuring, True
        try:
            yield
        finally:
            self._is_measuring = before

    def one_line(self, text: str, style: Style, at: Point, width: float, *, shrinks: bool = False) -> float:
        """Put a text on one line, smaller or cut where it is too long; the height of the line."""
        said = shown(text)
        if said and not self._is_measuring:
            said = said[:LONGEST]
            needs = self._needed(style, said)
            if needs > width and shrinks:
                needs = self._needed(replace(style, size=style.size * max(SMALLEST, 0.99 * width / needs)), said)
            self._put(said if needs <= width else self._cut_to(said, width), style, at, width)
        return style.line

    def _put(self, said: str, style: Style, at: Point, width: float) -> None:
        self.set_xy(*at)
        with self._spoken(said):
            self.cell(width, style.line, said, align=style.align)

    def name_the_rest(self) -> None:
        """Give pictures that stand for no sign of their own, such as the second half of one, a sign nobody sees.

        Without one, readers show rubbish in their place when a name is copied.
        """
        for font in self.fonts.values():
            for glyph, _ in font.subset.items() if isinstance(font, TTFFont) else ():
                if glyph and not glyph.unicode:
                    glyph.unicode = (NOBODY_SEES,)

    def _needed(self, style: Style, said: str) -> float:
        self._ready(style, said)
        return self._word(said)

    def _cut_to(self, said: str, width: float) -> str:
        """As many signs as fit, with the mark of a cut."""
        signs = clusters(said)
        fits, too_many = 0, len(signs)
        while too_many - fits > 1:
            middle = (fits + too_many) // 2
            if self.get_string_width("".join(signs[:middle]).rstrip() + CUT) <= width:
                fits = middle
            else:
                too_many = middle
        return "".join(signs[:fits]).rstrip() + CUT

    @contextmanager
    def _spoken(self, said: str) -> Iterator[None]:
        """Around a line whose pictures may stand in another order than its signs: the text to copy and to search.

        Not where it runs from right to left: readers turn such lines round themselves, and would turn this round too.
        """
        if is_plain(said) or runs_leftward(said):
            yield
            return
        as_is = ("\ufeff" + said).encode("utf-16-be").hex().upper()
        self._out(f"/Span <</ActualText <{as_is}>>> BDC")
        yield
        self._out("EMC")

    def paragraph(self, text: str, style: Style, at: Point, width: float) -> float:
        """Put a text on as many lines as it needs; their height."""
        lines = self.lines(text, style, width)
        if not self._is_measuring:
            for place, line in enumerate(lines):
                self._ready(style, line)
                self._put(line, style, (at[0], at[1] + place * style.line), width)
        return len(lines) * style.line

    def lines(self, text: str, style: Style, width: float) -> list[str]:
        """The lines of a text in this width, parted at spaces, and inside words only where one is too long."""
        said = shown(text)
        key = (said, style, width)
        if key not in self._lines:
            self._ready(style, said)
            self._lines[key] = self._in_balance(said, width) if style.align == "C" else self._parted(said, width)
        return self._lines[key] if said else []

    def _in_balance(self, said: str, width: float) -> list[str]:
        """As few lines as needed, and all about equally long."""
        most = len(self._parted(said, width))
        narrow, wide = width / 2, width
        while wide - narrow > 1:
            middle = (narrow + wide) / 2
            narrow, wide = (narrow, middle) if len(self._parted(said, middle)) <= most else (middle, wide)
        return self._parted(said, wide)

    def _parted(self, said: str, width: float) -> list[str]:
        space, lines = self.get_string_width(" "), [""]
        reached = 0.0
        for word in said.split(" "):
            needs = self._word(word) if len(word) < LONGEST else width + 1
            gap = space if lines[-1] else 0.0
            if reached + gap + needs <= width:
                lines[-1] += f" {word}" if gap else word
                reached += gap + needs
            elif needs <= width:
                lines.append(word)
                reached = needs
            else:
                lines[-1:] = self._broken(f"{lines[-1]} {word}".strip(), width)
                reached = self._word(lines[-1])
        return lines

    def _word(self, word: str) -> float:
        key = (self.font_family, self.font_style, self.font_size_pt, self._form, word)
        if key not in self._words:
            self._stand_in = ""
            self._words[key] = self.get_string_width(word)
        return self._words[key]

    def _broken(self, text: str, width: float) -> list[str]:
        """A text with a word that is too long, parted between any two signs."""
        lines, reached = [""], 0.0
        for sign in clusters(text):
            needs = self._word(sign)
            if lines[-1] and (reached + needs > width or len(lines[-1]) + len(sign) > LONGEST):
                lines.append("")
                reached = 0.0
            lines[-1] += sign
            reached += needs
        return lines

    def _ready(self, style: Style, said: str) -> None:
        self.set_font(style.family, style.emphasis, style.size)
        self.set_text_color(*style.colour)
        self.set_text_shaping(use_shaping_engine=not is_plain(said) or style.size >= SET_TIGHT)
        self._form, self._stand_in = han_form(said), ""

    def rule(self, at: Point, width: float, colour: Colour, thickness: float = 0.2) -> None:
        """Draw a line from left to right."""
        if not self._is_measuring:
            self.set_draw_color(*colour)
            self.set_line_width(thickness)
            self.line(*at, at[0] + width, at[1])

    def box(
        self, at: Point, size: Point, *, fill: Colour | None = None, edge: Colour | None = None, thickness: float = 0.3
    ) -> None:
        """Draw a box, filled or edged or both."""
        if self._is_measuring:
            return
        if fill:
            self.set_fill_color(*fill)
        if edge:
            self.set_draw_color(*edge)
            self.set_line_width(thickness)
        self.rect(*at, *size, style=f"{'D' if edge else ''}{'F' if fill else ''}")

    def ring(self, at: Point, size: float, edge: Colour) -> None:
        """Draw a circle to tick."""
        if not self._is_measuring:
            self.set_draw_color(*edge)
            self.set_line_width(0.3)
            self.ellipse(*at, size, size, style="D")
