"""What a PDF says when it is read again, and which pictures its fonts have for it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

import regex
from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject

_UNSEEN = regex.compile(r"[\s\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]")
_MAPPED = re.compile(r"^<([0-9A-F]{4})> <([0-9A-F]+)>$", re.MULTILINE)
_SPANS = re.compile(r"begincodespacerange.*?endcodespacerange", re.DOTALL)


def read(data: bytes) -> list[str]:
    """The text of each page, with what stands behind pictures that are in another order than their signs."""
    reader = PdfReader(io.BytesIO(data))
    return [f"{page.extract_text()}\n{' '.join(_spoken(reader, page))}" for page in reader.pages]


def _spoken(reader: PdfReader, page: DictionaryObject) -> Iterator[str]:
    for operands, operator in ContentStream(page["/Contents"], reader).operations:
        if operator == b"BDC" and "/ActualText" in operands[1]:
            yield str(operands[1]["/ActualText"])


def tight(text: str) -> str:
    """A text without spaces and what cannot be seen: readers part lines where they like."""
    return _UNSEEN.sub("", normalize("NFC", text))


@dataclass(frozen=True)
class FontInside:
    """A font of a document: its name, the signs it stands for, and how many of them have no picture."""

    name: str
    signs: frozenset[str]
    without_picture: int


def fonts(data: bytes) -> list[FontInside]:
    """Every font of the document, once."""
    reader = PdfReader(io.BytesIO(data))
    found: dict[int, Any] = {}
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            found[font.idnum] = font.get_object()
    return [_font(font) for font in found.values()]


def _font(font: Any) -> FontInside:
    mapped = _MAPPED.findall(_SPANS.sub("", font["/ToUnicode"].get_data().decode("latin-1")))
    pairs = [(int(code, 16), bytes.fromhex(signs).decode("utf-16-be")) for code, signs in mapped]
    descendant = font["/DescendantFonts"][0].get_object()
    pictures = descendant["/CIDToGIDMap"].get_data() if "/CIDToGIDMap" in descendant else None
    drawn = [pictures is None or any(pictures[2 * code : 2 * code + 2]) for code, signs in pairs if signs != "\0"]
    return FontInside(
        name=str(font["/BaseFont"]).partition("+")[2],
        signs=frozenset("".join(signs for _, signs in pairs)),
        without_picture=drawn.count(False),
    )
