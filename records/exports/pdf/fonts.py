"""Which font holds which sign, and the small fonts cut for one document.

Everything comes with pip, nothing is fetched at run time: Source Serif 4 and Source Sans 3 (packages fontpkg-…), Noto
Sans for nineteen other scripts with Noto Emoji and Noto Sans Symbols (manimgx-fonts), and Noto Sans CJK
(manimgx-fonts-cjk); all under the SIL Open Font License 1.1, which lets documents carry parts of them.

Covered: Latin with all its marks, Vietnamese, Greek, Cyrillic, Hebrew, Arabic (Persian, Urdu), Armenian, Georgian,
Ethiopic, Devanagari, Bengali, Gurmukhi, Gujarati, Oriya, Tamil, Telugu, Kannada, Malayalam, Sinhala, Thai, Lao, Khmer,
Burmese, Chinese, Japanese, Korean; emoji in outline, without colour. Chinese characters take the Japanese form beside
kana, the Korean beside Hangul, and the mainland form otherwise, also in the name of a Japanese written without kana.
Not covered: Tibetan, Mongolian, Thaana, Syriac, Tifinagh, Cherokee, Javanese, N'Ko, Adlam, Yi and other smaller
scripts, and rare characters beyond Noto Sans CJK. Where the machine has a font that holds them it is used; else each
such sign is a box, behind which the text itself is kept for copying and searching.

Not perfect: marks may be left out above three or four on one letter; a number between words of both directions may
stand on the wrong side of its neighbour, as fpdf2 orders them; readers copy names with Arabic or Hebrew vowel signs
with a sign out of place now and then; and the frame of a keycap emoji is drawn beside its digit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from unicodedata import normalize

from records.exports.pdf.boxes import BOXES, box_font
from records.exports.pdf.signs import clusters, han_form, is_unseen
from records.exports.pdf.system_fonts import on_this_machine

PRIMARY = {"serif": "Source Serif 4", "sans": "Source Sans 3"}
WEIGHTS = {"": 400, "B": 600}
ALWAYS = frozenset(range(0x20, 0x7F)) | {0xA0, ord("…")}
"""Signs that every primary font of a document has: page numbers and the mark of a cut need them."""
FIRST, LAST = "NotoSans", ("NotoEmoji", "NotoSansCJK", "NotoSansSymbols")
"""Emoji before symbols and characters, so that an emoji of several signs comes out of one font."""
CJK_FACES = {"jp": 0, "kr": 1, "sc": 2}


KHMER_SPLIT, KHMER_FIRST_HALF = {0x17BE, 0x17BF, 0x17C0, 0x17C4, 0x17C5}, 0x17C1
"""Vowels that stand on both sides of a letter, and the half on its left, which Unicode does not name as a part."""
DOTTED_CIRCLE, JOINERS = 0x25CC, (0x200C, 0x200D)


@dataclass(frozen=True)
class Source:
    """One face of a font file, under the name that a document gives it; small letters only."""

    name: str
    path: Path
    index: int = 0


@dataclass(frozen=True)
class Said:
    """A text and how it is set: the primary family, and B for semibold."""

    text: str
    family: str
    emphasis: str


@dataclass(frozen=True)
class Cut:
    """A font for one document: what it is called there, its file name and its bytes."""

    family: str
    emphasis: str
    file_name: str
    data: bytes


@dataclass(frozen=True)
class Fonts:
    """The fonts of one document. `holders` names the one for a sign that no primary font has, by form and emphasis."""

    cuts: tuple[Cut, ...]
    holders: Mapping[tuple[str, str, str], str]


@lru_cache(maxsize=1)
def primaries() -> Mapping[str, Source]:
    """The two families that pages are set in."""
    from fontpkg import path  # noqa: PLC0415 - wanted for a PDF only

    return {family: Source(family, path(name)) for family, name in PRIMARY.items()}


@lru_cache(maxsize=len(CJK_FACES))
def fallbacks(form: str) -> tuple[Source, ...]:
    """The other fonts, in the order in which they are asked for a sign."""
    ours = {path.name.partition("[")[0]: path for path in _folder("manimgx_fonts").glob("*.ttf")}
    scripts = [name for name in sorted(ours) if name not in {FIRST, *LAST} and "Italic" not in name]
    cjk = next(_folder("manimgx_fonts_cjk").glob("*.ttc"))
    named = {name: Source(name.lower(), path) for name, path in ours.items()}
    named["NotoSansCJK"] = Source(f"notosanscjk{form}", cjk, CJK_FACES[form])
    return tuple(named[name] for name in (FIRST, *scripts, *LAST))


def _folder(package: str) -> Path:
    return Path(str(files(package)))


@lru_cache(maxsize=64)
def held(source: Source) -> frozenset[int]:
    """The code points a font has pictures for."""
    import uharfbuzz as hb  # noqa: PLC0415

    return frozenset(hb.Face(hb.Blob.from_file_path(str(source.path)), source.index).unicodes)


def fonts_for(said: Iterable[Said], *, from_system: bool = True) -> Fonts:
    """The fonts that set every text of a document, with a font of boxes for signs that none has."""
    shares = _Shares(from_system=from_system)
    for one in said:
        shares.add(one)
    cuts = [_cut(source, emphasis, signs) for (source, emphasis), signs in shares.signs.items()]
    boxes = [Cut(BOXES, "", f"{BOXES}.ttf", box_font(shares.boxed))] if shares.boxed else []
    return Fonts((*cuts, *boxes), shares.holders)


class _Shares:
    """How the signs of a document are shared out among fonts, sign after sign."""

    def __init__(self, *, from_system: bool) -> None:
        self.from_system = from_system
        self.signs: dict[tuple[Source, str], set[int]] = {
            (source, emphasis): set(ALWAYS & held(source)) for source in primaries().values() for emphasis in WEIGHTS
        }
        self.holders: dict[tuple[str, str, str], str] = {}
        self.boxed: set[int] = set()

    def add(self, said: Said) -> None:
        primary, form = primaries()[said.family], han_form(said.text)
        if said.text.isascii():
            return
        for cluster in clusters(said.text):
            source = self._holding(cluster[0], primary, form)
            for sign in cluster:
                at = source if source and ord(sign) in held(source) else self._holding(sign, primary, form)
                self._share(sign, at, said, form)

    def _holding(self, sign: str, primary: Source, form: str) -> Source | None:
        wanted = ord(sign)
        ours = (primary, *fallbacks(form))
        return next((source for source in ours if wanted in held(source)), None) or self._of_the_machine(wanted)

    def _of_the_machine(self, wanted: int) -> Source | None:
        found = on_this_machine() if self.from_system and not is_unseen(chr(wanted)) else ()
        font = next((font for font in found if wanted in font.signs), None)
        name = "".join(letter for letter in font.path.stem.lower() if letter.isalnum()) if font else ""
        return Source(f"machine{name}x{font.index}", font.path, font.index) if font else None

    def _share(self, sign: str, source: Source | None, said: Said, form: str) -> None:
        if source:
            self.signs.setdefault((source, said.emphasis), {ord(" ")}).add(ord(sign))
            named = source.name + said.emphasis
        elif is_unseen(sign):
            return
        else:
            self.boxed.add(ord(sign))
            named = BOXES
        if source != primaries()[said.family]:
            self.holders.setdefault((form, said.emphasis, sign), named)


def with_parts(signs: Iterable[int]) -> set[int]:
    """The code points, and those that a shaping engine may part them into: letter and marks, halves of a vowel."""
    parted = {part for sign in signs for form in ("NFD", "NFKD") for part in normalize(form, chr(sign))}
    before = {KHMER_FIRST_HALF} if KHMER_SPLIT & set(signs) else set()
    return {*signs, *map(ord, parted), *before, DOTTED_CIRCLE, *JOINERS}


def _cut(source: Source, emphasis: str, signs: set[int]) -> Cut:
    return Cut(source.name, emphasis, f"{source.name}{emphasis}.otf", cut(source, WEIGHTS[emphasis], frozenset(signs)))


@lru_cache(maxsize=256)
def cut(source: Source, weight: int, signs: frozenset[int]) -> bytes:
    """A font at one weight that has these signs only, with all that shaping them needs; always TrueType or CFF."""
    import uharfbuzz as hb  # noqa: PLC0415

    face = hb.Face(hb.Blob.from_file_path(str(source.path)), source.index)
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(with_parts(signs) & held(source))
    wanted.flags = hb.SubsetFlags.DOWNGRADE_CFF2 | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.GLYPH_NAMES
    for axis in face.axis_infos:
        if axis.tag == "wght":
            wanted.pin_axis_location(face, axis.tag, min(max(weight, axis.min_value), axis.max_value))
        else:
            wanted.pin_axis_to_default(face, axis.tag)
    return bytes(wanted.subset(face).blob.data)
