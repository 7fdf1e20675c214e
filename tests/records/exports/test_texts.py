from __future__ import annotations

import pytest

from records.exports.texts import CUT, MOST_IN_A_CELL, clean, one_line
from records.exports.workbook.book import as_text


@pytest.mark.parametrize("text", ["a" * 32_768, "😀" * 16_384, "é\n" * 30_000])
def test_a_text_too_long_for_a_cell_says_where_it_was_cut(text: str) -> None:
    cut = as_text(text)
    assert cut.endswith(CUT)
    assert text.startswith(cut.removesuffix(CUT))
    assert MOST_IN_A_CELL - 1 <= len(cut.encode("utf-16-le")) // 2 <= MOST_IN_A_CELL


@pytest.mark.parametrize("text", ["a" * 32_767, "😀" * 16_383, "", "0", "<r>", "x</r>"])
def test_a_text_that_fits_is_whole(text: str) -> None:
    assert as_text(text) == text


@pytest.mark.parametrize("text", ["<r><t>a</t></r>", "<r>&</r>", "<r></r>"])
def test_what_the_library_would_pass_on_as_xml_stays_text(text: str) -> None:
    assert as_text(text) == f"{text} "


def test_what_no_file_holds_is_shown_as_a_sign_that_stands_for_it() -> None:
    assert clean("a\0b\x1bc\ud800d\uffff") == "a\ufffdb\ufffdc\ufffdd\ufffd"
    assert clean("a\r\nb\rc\x85d\te") == "a\nb\nc\nd\te"


def test_one_line_is_one_line_and_says_where_it_was_cut() -> None:
    assert one_line(" a\n\tb ", 10) == "a b"
    assert one_line("abcdef", 4) == "abc…"
