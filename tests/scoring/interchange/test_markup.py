from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.interchange.markup import as_html, child, document, is_writable, line, line_as_html, paragraphs
from tests.scoring.interchange.told import from_line, from_paragraphs, parsed


def test_paragraphs_are_parted_by_empty_lines_and_hold_one_line_each() -> None:
    assert paragraphs(" a\nb \n \n\n c\t d\n\n") == ["a b", "c d"]
    assert as_html("a < b\n\nc & d") == "<p>a &lt; b</p><p>c &amp; d</p>"


@settings(deadline=None)
@given(st.text())
def test_any_text_at_all_becomes_html_and_xml_that_can_be_read(text: str) -> None:
    assert from_line(line_as_html(text)) == line(text)
    assert from_paragraphs(as_html(text)) == "\n\n".join(paragraphs(text))
    root = ET.Element("root")
    child(root, "text", line(text), {"title": line(text)})
    [read] = parsed(document(root))
    assert (read.text or "", read.get("title")) == (line(text), line(text))


@settings(deadline=None)
@given(st.text())
def test_a_text_that_xml_has_a_place_for_loses_nothing_but_spaces(text: str) -> None:
    if is_writable(text):
        assert line(text) == " ".join(text.split())
