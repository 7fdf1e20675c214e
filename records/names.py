"""The names people type to join a class: cleaned, told apart, kept from posing as the host, or made up for them.

All but `clean_name` take names that it returned.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from itertools import accumulate, count
from string import ascii_lowercase
from unicodedata import normalize

import regex
from confusable_homoglyphs.confusables import confusables_data

from records.errors import RecordsError

MOST_SIGNS = 64
"""As a reader counts them: é, 한 and a family emoji are one sign each."""
MOST_BYTES = 256
MOST_READ = 2_000
"""Code points of what was typed that are looked at; sorting the marks of a long hostile text takes long."""
HOSTS = ("Instructor", "Host", "Admin", "Administrator", "Teacher", "Facilitator", "Moderator")
NICKNAMES = (  # noqa: SIM905 - sixty short words read best as text
    "Acorn Alder Almond Alpaca Antelope Aspen Badger Birch Bison Bluebell Butterfly Cactus Chaffinch Chestnut Clover "
    "Coral Crane Cricket Dolphin Dormouse Dragonfly Egret Elk Elm Falcon Fern Finch Firefly Foxglove Gazelle Gecko "
    "Giraffe Harebell Hedgehog Heron Juniper Kestrel Kingfisher Ladybird Larch Lemur Lupin Lynx Marmot Nutmeg Oak "
    "Osprey Pelican Penguin Pine Plover Poplar Puffin Sandpiper Seahorse Skylark Snowdrop Sparrow Spruce Starfish "
    "Starling Sunflower Tulip Turtle Walnut Wren Zebra"
).split()
MOST_DRAWS = 100


class NameRefusedError(RecordsError):
    """A name was refused: nothing of it can be seen, or it could be taken for the host's."""


_STEPS = tuple(
    (regex.compile(pattern, regex.VERBOSE | regex.V1), instead)
    for pattern, instead in (
        # Controls, halves of characters, what is never a character, and the empty note of music.
        (r"[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\U0001D159]", ""),
        # What cannot be seen, directions too, except where a script or an emoji needs it, which group 1 keeps.
        (
            r"""(
                (?<=\p{ccc=Virama})[\u200C\u200D]                                              # Sinhala, Malayalam …
                | (?<=\p{L})\u200D(?=\p{ccc=Virama})                                           # Bengali, Kannada
                | (?<=[\p{jt=L}\p{jt=D}]\p{jt=T}*)\u200C(?=\p{jt=T}*[\p{jt=R}\p{jt=D}])        # Persian, Urdu …
                | (?<=\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]?)\u200D(?=\p{Extended_Pictographic})
                | (?<=\p{Extended_Pictographic})[\uFE0E\uFE0F] | (?<=[0-9\#*])\uFE0F(?=\u20E3)  # emoji and keycaps
                | (?<=\p{Han})[\U000E0100-\U000E01EF] | (?<=\p{Mongolian})[\u180B-\u180D\u180F]  # forms of one letter
            ) | [\p{Default_Ignorable_Code_Point}[\p{Cf}--\p{Prepended_Concatenation_Mark}]]""",
            r"\1",
        ),
        # White space, with the empty sign of Braille.
        (r"[\s\u2800]+", " "),
        (r"^\x20+ | \x20+$", ""),
        # A mark needs a letter to stand on, and no letter carries more than three, in Burmese four; marks with a width
        # of their own do not pile up and are not counted.
        (r"(?<=^|\x20)\p{M}+", ""),
        (r"(?<=(?:[\p{Mn}\p{Me}][\p{Mc}\u200C\u200D]*){3})[[\p{Mn}\p{Me}]--\p{Script=Myanmar}]", ""),
        (r"(?<=(?:[\p{Mn}\p{Me}][\p{Mc}\u200C\u200D]*){4})[\p{Mn}\p{Me}]", ""),
    )
)


def clean_name(typed: str) -> str:
    """The name as it is shown and kept: composed, visible, on one line, at most 64 signs and 256 bytes.

    Raises `NameRefusedError` when nothing visible is left, and for a name that could be taken for the host's.
    """
    name = _cleaned(typed)
    if not name:
        raise NameRefusedError("Nothing of this name can be seen. Type at least one letter.")
    if is_reserved(name):
        raise NameRefusedError("This name could be taken for the host's. Choose another, such as your first name.")
    return name


def _cleaned(typed: str) -> str:
    """The steps over and over until nothing changes: what one step takes away may bring others together."""
    text, before = typed[:MOST_READ], None
    while text != before:
        text, before = _once(text), text
    return text


def _once(text: str) -> str:
    text = normalize("NFC", text)
    for pattern, instead in _STEPS:
        text = pattern.sub(instead, text)
    return _cut(text, MOST_SIGNS, MOST_BYTES)


def _cut(text: str, most_signs: int, most_bytes: int) -> str:
    """The signs that fit; of a first sign that alone is too long, its beginning."""
    signs = regex.findall(r"\X", text)[:most_signs]
    sizes = accumulate(len(sign.encode()) for sign in signs)
    fitting = "".join(sign for sign, size in zip(signs, sizes, strict=True) if size <= most_bytes)
    return fitting or text.encode()[:most_bytes].decode(errors="ignore")


def clashing(name: str, taken: Iterable[str]) -> bool:
    """Whether a reader could take the name for one of those taken."""
    looks = _looks(name)
    return any(not looks.isdisjoint(_looks(other)) for other in taken)


def told_apart(name: str, taken: Iterable[str]) -> str:
    """The name itself, or with the first of (2), (3) … that clashes with none taken; shortened where that must fit."""
    looks = {look for other in taken for look in _looks(other)}
    return next(numbered for numbered in _numbered(name) if looks.isdisjoint(_looks(numbered)))


def _numbered(name: str) -> Iterator[str]:
    yield name
    posing = is_reserved(name)
    for number in count(2):
        mark = f" ({number})"
        numbered = _cleaned(_cut(name, MOST_SIGNS - len(mark), MOST_BYTES - len(mark)) + mark)
        if posing or not is_reserved(numbered):  # cutting …HOSTA short must not make a Host of it
            yield numbered


def _looks(name: str) -> frozenset[tuple[str, str]]:
    """How a name looks as typed and in small letters; two names that share either can be taken for one another.

    Both are needed: IAN and ian differ only in case, Ian and lan only in a look-alike.
    """
    plain = regex.sub(r"[\p{Default_Ignorable_Code_Point}\p{Cf}]", "", normalize("NFKC", name))
    return frozenset({("typed", _skeleton(plain)), ("small", _skeleton(plain.casefold()))})


def _skeleton(text: str) -> str:
    """The text in signs that stand for all that look like them (Unicode Technical Standard 39)."""
    looked_up = normalize("NFD", text).translate(_STAND_INS).translate(_UNDRESSED).translate(_STAND_INS)
    return normalize("NFD", looked_up)


def _stand_ins() -> dict[int, str]:
    """For each sign the one that stands for it.

    The package pairs every sign with its stand-in, both ways: a stand-in has many partners, the others have that one.
    It sets signs written from right to left between marks of direction.
    """
    partners = {
        sign.strip("\u200e"): [one["c"].strip("\u200e") for one in found] for sign, found in confusables_data.items()
    }
    single = ((sign, found[0]) for sign, found in partners.items() if len(sign) == len(found) == 1)
    return {
        ord(sign): other if len(other) > 1 or len(partners[other]) > 1 else min(sign, other) for sign, other in single
    }


_STAND_INS = _stand_ins()
_UNDRESSED = str.maketrans("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢʍ", "abcdefghijklmnoprstuvwyzm") | {
    first + place: ord(letter) for first in (0x1F150, 0x1F170, 0x1F1E6) for place, letter in enumerate(ascii_lowercase)
}
"""Small capitals, and white letters on black circles, squares and flags: letters for a reader, not for Unicode."""
_SPOKEN = str.maketrans("i!@435$", "llaaess")
"""Signs that pass for letters in a word one expects; 1, | and 0 are stood in for already."""
_TRUE_SURNAMES = regex.compile(r"(?i)\bh[øö]st\b")
"""Also autumn in Danish and Swedish; without its mark it would read as Host."""


def is_reserved(name: str) -> bool:
    """Whether a name could be taken for the host's: Instructor, Host, Admin and so on, or what looks like them.

    The word alone, first (Host Maria, The Host) or set apart (Maria, Host) is reserved; a last name is not (Hans Host).
    """
    readings = _readings(_TRUE_SURNAMES.sub("", normalize("NFKC", name)))
    return any(_POSING.search(plain) for reading in readings for plain in _plain_looks(reading))


def _readings(name: str) -> Iterator[str]:
    """The name with its signs taken as letters, as setting words apart, and as strewn in between letters."""
    yield regex.sub(r"[^\p{L}\p{M}]+$", "", name)
    yield regex.sub(r"[\p{N}|!@$]", "/", name)
    spelled = regex.sub(r"(?<=(?<!\p{L})\p{L}\p{M}*)[^\p{L}\p{M}]+(?=\p{L}\p{M}*(?!\p{L}))", "", name)
    yield regex.sub(r"[^\p{L}\p{M}\s]", "", spelled)


def _plain_looks(name: str) -> set[str]:
    return {regex.sub(r"\p{M}", "", look).casefold().translate(_SPOKEN) for _, look in _looks(name)}


_POSING = regex.compile(
    rf"""(?: ^[^\p{{L}}]*(?:(?:the|your|our|co)[^\p{{L}}]*)?  |  [^\p{{L}}\s'.-]\s*  |  \s[-ー]+\s* )
    (?:{"|".join(sorted({plain for word in HOSTS for plain in _plain_looks(word)}))})
    (?![\p{{L}}'-])""",
    regex.VERBOSE,
)

_LOOKING_ALIKE = [
    regex.compile(rf"\p{{Script={script}}}")
    for script in ("Latin", "Cyrillic", "Greek", "Armenian", "Cherokee", "Coptic", "Lisu")
]


def is_mixed_script(name: str) -> bool:
    """Whether one word of the name mixes scripts whose letters look alike, such as Latin with Cyrillic or Greek."""
    words = regex.split(r"[\s\p{Pd}]+", normalize("NFKC", name))
    return any(sum(bool(script.search(word)) for script in _LOOKING_ALIKE) > 1 for word in words)


def nickname(chance: random.Random, taken: Iterable[str]) -> str:
    """A drawn name such as Heron 42 that clashes with none taken; the numbers are ones that mean nothing else."""
    taken = tuple(taken)
    for _ in range(MOST_DRAWS):
        drawn = f"{chance.choice(NICKNAMES)} {chance.randrange(30, 67)}"
        if not clashing(drawn, taken):
            return drawn
    return told_apart(drawn, taken)
