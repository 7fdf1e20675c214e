"""Text as it can be set: what cannot be seen is left out, and what needs a shaping engine is told apart."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import normalize

import regex

MOST_READ = 2_000
"""Code points of one paragraph that are looked at: as many as the longest story of a card may have."""
CUT = "…"
MOST_MARKS = 4
"""Marks on one letter; Burmese needs four, and more would run over the lines above."""
SINGLE = "sc"
"""The form of Chinese characters where nothing tells another: the one of mainland China."""

_LEFT_OUT = regex.compile(
    r"""(?V1)[\p{Cs}\p{Noncharacter_Code_Point}[\p{Cc}--\s]]
    | [[\p{Default_Ignorable_Code_Point}\p{Cf}]--[\u200C\u200D\uFE0E\uFE0F\p{Prepended_Concatenation_Mark}]]""",
    regex.VERBOSE,
)
_SPACES = regex.compile(r"[\s\u2800]+")
_PILED = regex.compile(rf"(?<=[\p{{Mn}}\p{{Me}}]{{{MOST_MARKS}}})[\p{{Mn}}\p{{Me}}]+")
_FREE_MARKS = regex.compile(r"(?<=^|\x20)[\p{M}\u200C\u200D\uFE0E\uFE0F]+")
_UNSEEN = regex.compile(r"[\p{Default_Ignorable_Code_Point}\p{Cf}]")
_CLINGS = regex.compile(r"[\p{M}\p{Emoji_Modifier}\u200C\u200D\uFE0E\uFE0F]")
_LEFTWARD = regex.compile(r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}]")
_PLAIN = regex.compile(
    r"""(?V1)(?:[[\p{Latin}\p{Greek}\p{Cyrillic}\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Common}]
    --[\p{M}\p{Emoji_Modifier}\p{Regional_Indicator}\u1100-\u11FF]])*""",
    regex.VERBOSE,
)


@lru_cache(maxsize=8192)
def shown(text: str) -> str:
    """The text composed, on one line, without what cannot be seen or would upset a line; it may be empty."""
    read = text if len(text) <= MOST_READ else f"{text[: MOST_READ - 1]}{CUT}"
    if read.isascii() and read.isprintable() and read == " ".join(read.split()):
        return read
    seen = _LEFT_OUT.sub("", normalize("NFC", read))
    joined = _FREE_MARKS.sub("", _SPACES.sub(" ", seen).strip())
    return normalize("NFC", _PILED.sub("", joined)).strip()


def clusters(text: str) -> list[str]:
    """The signs of a text as a reader counts them."""
    return list(regex.findall(r"\X", text))


def is_unseen(sign: str) -> bool:
    """Whether a sign has no picture of its own: joiners, selectors of forms."""
    return bool(_UNSEEN.match(sign))


def clings(sign: str) -> bool:
    """Whether a sign belongs to the one before it: marks, joiners, skin tones."""
    return bool(_CLINGS.match(sign))


@lru_cache(maxsize=8192)
def is_plain(text: str) -> bool:
    """Whether letters can be set one beside the other, without a shaping engine."""
    return text.isascii() or bool(_PLAIN.fullmatch(text))


def runs_leftward(text: str) -> bool:
    """Whether some of a text runs from right to left."""
    return bool(_LEFTWARD.search(text))


@lru_cache(maxsize=8192)
def han_form(text: str) -> str:
    """Whose form of Chinese characters a text wants: Japanese beside kana, Korean beside Hangul."""
    if text.isascii():
        return SINGLE
    if regex.search(r"[\p{Hiragana}\p{Katakana}]", text):
        return "jp"
    return "kr" if regex.search(r"\p{Hangul}", text) else SINGLE
