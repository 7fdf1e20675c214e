"""Text that shows as it was typed, wherever Streamlit would read it as Markdown or HTML."""

from __future__ import annotations

import html
import re

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_WORD_JOINER = "\N{WORD JOINER}"
# Streamlit links, decorates or replaces these even when their punctuation is escaped.
_DECORATED = re.compile(r"(?<=:)(?=//)|(?<=[wW]{3})(?=\.)|(?<=@)(?=\w)|(?<=-)(?=[->])|(?<=[<>])(?=[=-])|(?<==)(?=[=>])")


def in_markdown(text: str) -> str:
    """`text` for a label, an option or a sentence in Markdown: every sign shows, nothing acts."""
    parted = _DECORATED.sub(_WORD_JOINER, " ".join(text.split()))
    return _PUNCTUATION.sub(r"\\\1", parted)


def in_html(text: str) -> str:
    """`text` for `st.html`: every sign shows, nothing acts."""
    return html.escape(text)


def paragraphs(text: str) -> str:
    """`text` as HTML paragraphs, parted at blank lines."""
    return "".join(f"<p>{in_html(part)}</p>" for part in text.split("\n\n"))
