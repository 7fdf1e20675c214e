"""Names people have, and texts that nobody should have, on paper."""

# ruff: noqa: RUF001 - names are written as people write them

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from unicodedata import normalize

import pytest
import regex
import uharfbuzz
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from records.exports.as_pdf import certificate_to_pdf, to_pdf
from records.exports.pdf import fonts as our_fonts
from records.exports.pdf import system_fonts
from records.exports.pdf.blocks import Block, Line, Text
from records.exports.pdf.boxes import box_font
from records.exports.pdf.press import Imprint, printed
from records.exports.pdf.signs import shown
from records.exports.pdf.styles import BODY, STORY, TITLE
from records.exports.pdf.system_fonts import Found
from records.score_sheet import class_sheet
from scoring.deck import Deck
from tests.conftest import NOON
from tests.records.exports.classes import Course, a_room, students
from tests.records.exports.hostile import HOSTILE, REAL_NAMES
from tests.records.exports.reading_pdf import fonts, read, tight
from tests.records.test_names import LEGITIMATE

IMPRINT = Imprint("A title", "A foot", datetime(2026, 11, 23, tzinfo=UTC), "0")
BY_SCRIPT = {
    "Latin": [
        "Łukasz Żółć-Święcicki", "Þórsdóttir Ångström", "Ọláṣubọ̀mí", "ʻOkina Kahaʻi", "Ḧëávŷ M̈ëtäl", "Ħaż-Żebbuġ",
    ],
    "Vietnamese": ["Nguyễn Thị Ánh", "Đặng Hoàng Yến"],
    "Cyrillic": ["Юлия Щербакова", "Їжакевич Ґалина", "Ђорђе", "Ұлпан Қайратқызы"],
    "Greek": ["Ελένη Παπαδοπούλου", "Ἀλέξανδρος"],
    "Hebrew": ["יעל כהן", "דָּוִד בן־גוריון"],
    "Arabic": ["محمد عبد الله", "فاطمه‌زهرا", "پژمان گلچین", "مُحَمَّد", "عائشہ ٹھاکر"],
    "Devanagari": ["अनुष्का क्षत्रिय", "श्रीज्ञा"],
    "Tamil": ["தமிழ்செல்வன்"],
    "Thai": ["เพ็ญพิชชา น้ำทิพย์"],
    "Chinese": ["李小龙", "陳大文", "𠮷野"],
    "Japanese": ["山田 太郎", "さくら カナ", "鈴木さん"],
    "Korean": ["김민준", "남궁 휘"],
    "Others": [
        "სოფიო", "Արմեն", "አበበ", "সুস্মিতা", "ગીતા", "ਗੁਰਪ੍ਰੀਤ", "ଓଡ଼ିଆ", "తేజస్విని", "ಲಕ್ಷ್ಮಿ", "ശ്രീജിത്ത്", "සුජාත ශ්‍රී",
        "ລາວ", "សុភា", "မြမြ",
    ],
    "Emoji": ["👩‍👩‍👧 Kim 🦊", "👍🏽", "🇻🇳", "❤️"],
}  # fmt: skip


@pytest.fixture
def nothing_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(our_fonts, "on_this_machine", tuple)


def set_in_all_styles(texts: Sequence[str], *, from_system: bool = False) -> bytes:
    return printed([[_block(text, place) for place, text in enumerate(texts)]], IMPRINT, from_system=from_system)


def _block(text: str, place: int) -> Block:
    return (Line(text, TITLE, shrinks=True), Line(text, BODY), Text(text, STORY))[place % 3]


def said_in(data: bytes) -> str:
    return tight(" ".join(read(data)))


def words_of(text: str) -> list[str]:
    return [tight(word) for word in text.split()]


def runs_leftward(text: str) -> bool:
    return bool(regex.search(r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}]", text))


def is_said(name: str, said: str) -> bool:
    """Whether a name was read again; where it runs from right to left a reader may part its words and marks."""
    if runs_leftward(name):
        return all(letter in said for letter in tight(name))
    return tight(name) in said


@pytest.mark.parametrize("names", BY_SCRIPT.values(), ids=BY_SCRIPT)
def test_names_of_this_script_have_pictures_and_are_read_again(names: Sequence[str]) -> None:
    data = set_in_all_styles([*names, *names, *names])
    found = fonts(data)
    assert not [font.name for font in found if font.name == "Boxes" or font.without_picture]
    signs = {sign for font in found for sign in font.signs}
    for name in names:
        assert set(tight(name)) <= signs
        assert is_said(name, said_in(data))


@pytest.mark.parametrize("name", [name for names in BY_SCRIPT.values() for name in names])
@pytest.mark.parametrize("emphasis", ["", "B"])
def test_shaping_a_name_finds_every_picture_it_asks_for(name: str, emphasis: str) -> None:
    made = our_fonts.fonts_for([our_fonts.Said(shown(name), "serif", emphasis)], from_system=False)
    seen = set()
    for cut in made.cuts:
        face = uharfbuzz.Face(cut.data)
        held = {chr(sign) for sign in face.unicodes} - set(" .-()")
        for run in (
            regex.findall(f"[{''.join(map(regex.escape, sorted(held)))}]+", name) if cut.emphasis == emphasis else []
        ):
            buffer = uharfbuzz.Buffer()
            buffer.add_str(run)
            buffer.guess_segment_properties()
            uharfbuzz.shape(uharfbuzz.Font(face), buffer)
            assert all(one.codepoint for one in buffer.glyph_infos), (cut.family, run)
            seen |= set(run)
    assert set(tight(name)) - set(".-()") <= seen


@pytest.mark.usefixtures("nothing_on_this_machine")
def test_every_real_name_comes_out_on_its_page_and_its_certificate(deck: Deck) -> None:
    names = list(dict.fromkeys([*REAL_NAMES, *LEGITIMATE]))
    sheet = class_sheet(
        a_room(deck, [(name, "") for name in names], Course(["market-in-june"], vote=lambda _, key: key)), deck, NOON
    )
    for data in (to_pdf(sheet), certificate_to_pdf(sheet)):
        for page, name in zip(read(data), names, strict=True):
            assert is_said(name, tight(page)), name
        assert not [font.name for font in fonts(data) if font.without_picture]


def test_words_of_hebrew_and_arabic_are_read_in_the_order_of_their_letters() -> None:
    (page,) = read(set_in_all_styles(["יעל כהן", "محمد"]))
    assert {"יעל", "כהן", "محمد"} <= {tight(word) for word in page.split()}


def test_a_sign_that_no_font_holds_is_a_box_with_the_text_behind_it() -> None:
    data = set_in_all_styles(["Ahmed 𐎀𐎁", "Zoë 𐎀"])
    (boxes,) = (font for font in fonts(data) if font.name == "Boxes")
    assert {"𐎀", "𐎁"} <= boxes.signs
    assert boxes.without_picture == 0
    assert tight("Ahmed 𐎀𐎁") in said_in(data)


def test_a_font_of_the_machine_helps_out_where_there_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "Ugaritic-Regular.ttf"
    path.write_bytes(box_font([ord("𐎀")]))
    monkeypatch.setattr(our_fonts, "on_this_machine", lambda: (Found(path, 0, frozenset({ord("𐎀")})),))
    helped = fonts(set_in_all_styles(["𐎀𐎁"], from_system=True))
    assert [sorted(font.signs & {"𐎀", "𐎁"}) for font in helped if font.name == "Boxes"] == [["𐎀"], ["𐎁"]]


def test_a_machine_without_fontconfig_has_no_fonts_to_offer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    system_fonts.on_this_machine.cache_clear()
    assert system_fonts.on_this_machine() == ()
    system_fonts.on_this_machine.cache_clear()


def test_only_upright_outlines_in_truetype_are_taken_from_the_machine() -> None:
    lines = [
        "/a/NotoSansX-Regular.ttf\t0\t0\tFalse\tTrue\tFalse\t20 10380-10382",
        "/a/NotoSansX-Italic.ttf\t0\t100\tFalse\tTrue\tFalse\t20",
        "/a/Color.ttf\t0\t0\tFalse\tTrue\tTrue\t20",
        "/a/Old.pcf.gz\t0\t0\tFalse\tFalse\tFalse\t20",
        "rubbish",
    ]
    (found,) = system_fonts._read(lines)
    assert found.signs == {0x20, 0x10380, 0x10381, 0x10382}


def test_chinese_characters_take_the_form_of_the_script_beside_them() -> None:
    names = {font.name for font in fonts(set_in_all_styles(["直子さん", "정호 直", "直"]))}
    assert {"NotoSansCJKJP", "NotoSansCJKKR", "NotoSansCJKSC"} <= {name.removesuffix("Thin") for name in names}


@pytest.mark.usefixtures("nothing_on_this_machine")
def test_hostile_names_identifiers_and_titles_never_raise_and_have_one_page_each(deck: Deck) -> None:
    assert len(HOSTILE) > 200
    course = Course(["market-in-june"], vote=lambda _, key: key)
    sheet = class_sheet(a_room(deck, students(len(HOSTILE)), course), deck, NOON)
    sheet = replace(
        sheet,
        people=[replace(one, name=name, identifier=name) for one, name in zip(sheet.people, HOSTILE, strict=True)],
    )
    for data in (to_pdf(sheet), certificate_to_pdf(sheet)):
        pages = read(data)
        assert len(pages) == len(HOSTILE)
        for page, name in zip(pages, HOSTILE, strict=True):
            beginning = "".join(regex.findall(r"\X", shown(name))[:2])
            assert runs_leftward(name) or tight(beginning) in tight(page), name


@pytest.mark.usefixtures("nothing_on_this_machine")
def test_hostile_titles_never_raise_and_take_one_page(deck: Deck) -> None:
    plain = class_sheet(a_room(deck, [("Ann", "1")], Course(["market-in-june"], vote=lambda _, key: key)), deck, NOON)
    for title in HOSTILE[::40]:
        sheet = replace(plain, about=replace(plain.about, title=title, code=title, deck=title, time_zone=title))
        assert len(read(to_pdf(sheet))) == len(read(certificate_to_pdf(sheet))) == 1


def test_what_looks_like_markup_or_a_number_of_pages_is_shown_as_it_is() -> None:
    texts = ["{nb}", "**bold** __u__ --x--", "[a](http://127.0.0.1/)", "<b>x</b>", "&P of &N", "(a) \\ )b("]
    data = set_in_all_styles(texts)
    for text in texts:
        assert tight(text) in said_in(data)
    assert all("/Annots" not in page for page in PdfReader(io.BytesIO(data)).pages)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=12))
def test_any_text_can_be_set_in_any_style(texts: list[str]) -> None:
    assert len(PdfReader(io.BytesIO(set_in_all_styles(texts * 3))).pages) >= 1


@given(st.text())
def test_what_is_shown_is_composed_on_one_line_and_stays_as_it_is_when_shown_again(text: str) -> None:
    once = shown(text)
    assert shown(once) == once == normalize("NFC", once)
    assert not regex.search(r"[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]", once)


def test_a_text_higher_than_a_page_goes_on_on_the_next_one_without_loss() -> None:
    words = [f"word{place}" for place in range(250)]
    data = printed([[Text(" ".join(words), TITLE)]], IMPRINT, from_system=False)
    assert len(read(data)) > 1
    assert (
        words_of(" ".join(read(data)).replace("A foot", "").replace("Page 1 of 2", "").replace("Page 2 of 2", ""))
        == words
    )


def test_a_line_too_long_says_that_it_was_cut() -> None:
    (page,) = read(printed([[Line("word " * 100, BODY)]], IMPRINT, from_system=False))
    assert "word…" in page


@pytest.fixture(scope="module", autouse=True)
def fresh() -> Iterator[None]:
    yield
    our_fonts.cut.cache_clear()
