"""Texts as HTML and as XML, always escaped, and free of the few characters that XML has no place for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from xml.etree import ElementTree as ET

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def is_writable(text: str) -> bool:
    """Whether XML has a place for every character of `text`."""
    return _UNWRITABLE.search(text) is None


def line(text: str) -> str:
    """`text` on one line, without what XML cannot hold."""
    return " ".join(_UNWRITABLE.sub("", text).split())


def paragraphs(text: str) -> list[str]:
    """The paragraphs of `text`, each on one line; empty ones are left out."""
    lines = [line(part) for part in re.split(r"\n\s*\n", text)]
    return [told for told in lines if told]


def line_as_html(text: str) -> str:
    """`text` on one line, for a place that takes no paragraphs."""
    return escape(line(text), quote=False)


def as_html(text: str) -> str:
    """The paragraphs of `text` as HTML, on one line."""
    return "".join(f"<p>{escape(told, quote=False)}</p>" for told in paragraphs(text))


def child(parent: ET.Element, tag: str, text: str = "", attributes: Mapping[str, str] | None = None) -> ET.Element:
    """A new last child of `parent`, holding `text`."""
    made = ET.SubElement(parent, tag, dict(attributes or {}))
    made.text = text or None
    return made


def document(root: ET.Element) -> bytes:
    """`root` as an indented UTF-8 document with its declaration."""
    ET.indent(root)
    written: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'.encode()
