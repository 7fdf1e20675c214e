# ruff: noqa: RUF001 - names are written as people write them, and look-alikes are what some tests are about

from __future__ import annotations

import random
import unicodedata

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from records.errors import RecordsError
from records.names import (
    HOSTS,
    MOST_BYTES,
    MOST_SIGNS,
    NICKNAMES,
    NameRefusedError,
    clashing,
    clean_name,
    is_mixed_script,
    is_reserved,
    nickname,
    told_apart,
)

LEGITIMATE = [
    # What a form, a database or a spreadsheet may trip over.
    "O'Brien", "O’Hara", "Null", "None", "True", "NaN", "undefined", "Inf", "No", "Test", "Root", "-Ling", "=Jo",
    "007", "X Æ A-12", "J", "Ø", "李", "R2-D2", "Jr.", "Anne-Marie", "D'Arcy-Wood", "Mary Ann (May)", "Bob & Sue",
    "Drop Table",
    "Robert'); DROP TABLE learners;--", "Scunthorpe", "Dick Cockburn", "Wolfeschlegelsteinhausenbergerdorff",
    # Latin letters with marks.
    "Zoë", "Nguyễn Thị Ánh", "Nuñez-O’Hara", "Łukasz", "Đặng", "‘Abd al-Raḥmān", "Þórður", "Ağaoğlu", "İlknur",
    "Ħaż-Żebbuġ", "Ọlọ́run", "Ṣẹ̀gún", "Kaʻiulani", "Škvorecký", "Ștefan", "Ĝis", "Åse", "Renée", "Straße",
    # Other scripts.
    "Владимир", "Зоя", "Її", "Ђорђе", "Γιώργος", "Արամ", "თამარ", "עמית", "שָׁלוֹם", "محمد", "مُحَمَّد",
    "فاطمة الزهراء",
    "山田 太郎", "葛\U000e0100城", "佐々木", "ひろし", "ジョン", "김민준", "王小明", "歐陽", "ราชินี", "ที่รัก", "நிலா",
    "స్రవంతి", "প্রিয়া", "ਗੁਰਪ੍ਰੀਤ", "दीक्षित", "ကျော်စွာ", "ညှို့", "មករា", "ລາວ", "བསྟན་འཛིན", "ተስፋዬ", "ᏣᎳᎩ",
    # Joiners that these cannot do without: Persian, Sinhala, Malayalam, Bengali.
    "نیم\u200cفاصله", "می\u200cنا", "ශ්\u200dරී", "അവന്\u200d", "র\u200d্যাচেল",
    # A form of a Mongolian letter, a sign before an Arabic number.
    "ᠭ\u180bᠠᠯ", "علي \u0600١",
    # Emoji.
    "👩\u200d👩\u200d👧\u200d👦", "Ann 👩🏽\u200d🚀", "🏳️\u200d🌈", "❤️ Lee", "1️⃣", "🇩🇪 Uwe",
    # Near a reserved word, but names.
    "Hans Host", "Horst", "Hoste", "Høst", "Nora Høst-Madsen", "Höst", "D'Host", "J. Host", "Jane Teacher", "Ad Min",
    "Mina", "Host-Madsen",
]  # fmt: skip
HOSTILE = {
    "a right-to-left override": ("Ann\u202egnp.exe", "Anngnp.exe"),
    "isolates and direction marks": ("\u2067Ann\u2069\u200e\u200f\u061c", "Ann"),
    "zero-width signs inside": ("A\u200bn\u2060n\ufeff\u00ad\u200c\u200d", "Ann"),
    "NUL and controls": ("A\0n\x07n\x1b[31m\x85\x9f", "Ann[31m"),
    "lone surrogates": ("\ud800Ann\udfff", "Ann"),
    "what is never a character": ("Ann\ufffe\U0010ffff\ufdd0", "Ann"),
    "annotations between lines": ("\ufff9Ann\ufffaLee\ufffb", "AnnLee"),
    "text hidden in tags": ("Ann\U000e0048\U000e0069\U000e007f", "Ann"),
    "variation selectors on letters": ("A\ufe0fn\U000e0100n\u180b", "Ann"),
    "fillers and a blank of Braille": ("\u3164Ann\u2800\u2800Lee\uffa0\u115f", "Ann Lee"),
    "white space of every kind": ("\u3000 Ann\u00a0\u2003 Lee\u2028", "Ann Lee"),
    "a pile of marks": ("A" + "\u0335\u0322\u0321\u0316\u0317\u0323" * 9 + "nn", "A" + "\u0335" * 3 + "nn"),
    "a pile on a Thai letter": ("ก" + "\u0e47" * 60, "ก" + "\u0e47" * 3),
    "a pile on a Burmese letter": ("က" + "\u1037" * 60, "က" + "\u1037" * 4),
    "marks without a letter": ("\u0301\u0302Ann \u0303Lee", "Ann Lee"),
    "ten thousand letters": ("a" * 10_000, "a" * 64),
    "ten thousand signs of four bytes": ("🦉" * 10_000, "🦉" * 64),
    "a sign that would be byte 257": ("a" + "🇩🇪" * 32, "a" + "🇩🇪" * 31),
    "ten thousand marks": ("a" + "\u0315\u0300" * 5_000, "à\u0300\u0300\u0300"),
    "a tag of HTML": ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
    "Markdown": ("**Ann** ![x](http://e.org) $x$ :red[y]", "**Ann** ![x](http://e.org) $x$ :red[y]"),
    "a formula": ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
}
UNSEEN = [
    "", " ", "\t\n", "\0", "\u200b", "\u200d\u200c", "\u202e\u202c", "\ud800", "\u3164", "\u2800",
    "\u00ad\ufeff",
    "\u0301", "\ufe0f", "\U000e0041\U000e007f", "\U0001d159", "\u034f\u115f\u1160\u17b4\u180e\u2064",
    " " * 10_000 + "a",
]  # fmt: skip
POSING = [
    *HOSTS, "HOST", "admin", "lnstructor", "|nstructor", "1nstructor", "H0st", "Adm1n", "Adm!n", "@dmin", "T3acher",
    "Ho$t",
    # Cyrillic and Greek letters, in capitals and small.
    "Н\u043est", "НОЅТ", "Аdмin", "АDМIN", "Te\u0430cher", "ΙΝSTRUCTOR", "M\u03bfderator", "F\u0430cilitator",
    # Letters in another dress.
    "ＨＯＳＴ", "ᴴᵒˢᵗ", "Ⓗⓞⓢⓣ", "𝐇𝐨𝐬𝐭", "ʜᴏꜱᴛ", "🅷🅾🆂🆃", "🇭🇴🇸🇹", "Hóst", "Ho\u0335st",
    # Signs strewn in or around.
    "H.o.s.t", "H o s t", "A_d_m_i_n", "Ad.min", "Host 2", "Host1", "H0st1", "(Host)", "!Host!", "Teacher!!!",
    "👑 Host",
    # With a name beside it.
    "Host Maria", "Host: Maria", "The Host", "Your Teacher", "Co-Host", "Maria (Host)", "Maria - Host",
    "Maria — Host", "Maria | Host", "Maria, Host", "Maria/Host", "Maria 👑 Host",
]  # fmt: skip
ALIKE = [
    ("Ann", "Ann"),
    ("Zoë", "Zoe\u0308"),
    ("ann", "ANN"),
    ("Straße", "STRASSE"),
    ("Ann", "Аnn"),
    ("НАНА", "HAHA"),
    ("Ian", "lan"),
    ("Paul", "Pau1"),
    ("Tom", "Torn"),
    ("Ann", "Ａｎｎ"),
    ("Bob", "ʙᴏʙ"),
    ("జయ", "ಜಯ"),
    ("کریم", "\u0643ریم"),
    ("نیم\u200cفاصله", "نیمفاصله"),
]
APART = [("Ann", "Anna"), ("Zoë", "Zoe"), ("Ian", "Lan"), ("李", "季"), ("Ann", "Ann (2)"), ("Anna", "Анна")]
VISIBLE_FORMATS = set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Signs above or before Arabic, Syriac and Kaithi numbers: formats by category, but drawn."""
BLANKS = set("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\u00a0\u3000\U0001d159")
PIECES = st.sampled_from(
    [
        *"\u200c\u200d\ufe0f\ufe0e\u0301\u0335\u094d\u034f\u202e\u00ad\ud800\0\u2800\u20e3\u180b\U000e0100",
        *"a1 क ब م👩🏽葛ᠠ한가(-'",
        *LEGITIMATE,
        *POSING,
    ]
)
ANYTHING = st.lists(st.text(st.characters()) | PIECES, max_size=40).map("".join)
"""All planes, surrogates too, and what is delicate in any order."""


def signs(text: str) -> int:
    return len(regex.findall(r"\X", text))


def cleaned(typed: str) -> str | None:
    try:
        return clean_name(typed)
    except NameRefusedError:
        return None


NAMES = ANYTHING.map(cleaned).filter(bool).map(str)


def test_there_are_at_least_forty_four_legitimate_names() -> None:
    assert len(set(LEGITIMATE)) >= 44


@pytest.mark.parametrize("name", LEGITIMATE)
def test_a_legitimate_name_comes_out_as_it_is(name: str) -> None:
    assert clean_name(name) == unicodedata.normalize("NFC", name) == name


@pytest.mark.parametrize("name", LEGITIMATE)
def test_a_legitimate_name_typed_in_pieces_is_put_together(name: str) -> None:
    assert clean_name(unicodedata.normalize("NFD", name)) == name


@pytest.mark.parametrize("name", LEGITIMATE)
def test_a_legitimate_name_wears_no_badge_and_is_not_numbered_among_the_others(name: str) -> None:
    assert not is_mixed_script(name)
    others = [other for other in LEGITIMATE if other != name]
    assert told_apart(name, others) == name


@pytest.mark.parametrize(("typed", "shown"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_hostile_is_taken_out_and_the_rest_stays_text(typed: str, shown: str) -> None:
    assert clean_name(typed) == shown


@pytest.mark.parametrize("typed", UNSEEN, ids=ascii)
def test_a_name_without_anything_to_see_is_refused_in_a_plain_sentence(typed: str) -> None:
    with pytest.raises(NameRefusedError) as refused:
        clean_name(typed)
    assert str(refused.value) == "Nothing of this name can be seen. Type at least one letter."
    assert isinstance(refused.value, RecordsError)


@pytest.mark.parametrize("name", POSING)
def test_a_name_that_poses_as_the_host_is_refused_in_a_plain_sentence(name: str) -> None:
    assert is_reserved(name)
    with pytest.raises(NameRefusedError) as refused:
        clean_name(name)
    told = "This name could be taken for the host's. Choose another, such as your first name."
    assert str(refused.value) == told


@given(ANYTHING)
def test_any_text_gives_a_name_or_a_refusal_and_cleaning_again_changes_nothing(typed: str) -> None:
    name = cleaned(typed)
    assert name is None or (name != "" and clean_name(name) == name)


@given(NAMES)
def test_a_name_is_composed_and_short(name: str) -> None:
    assert unicodedata.is_normalized("NFC", name)
    assert signs(name) <= MOST_SIGNS == 64
    assert len(name.encode()) <= MOST_BYTES == 256


@given(NAMES)
def test_a_name_holds_nothing_that_cannot_be_seen_but_needed_joiners_and_selectors(name: str) -> None:
    categories = {unicodedata.category(sign) for sign in set(name) - VISIBLE_FORMATS - {"\u200c", "\u200d"}}
    assert not categories & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert not BLANKS & set(name)
    assert name == " ".join(name.split())
    needy = r"[\p{M}\p{L}\p{Extended_Pictographic}\p{Emoji_Modifier}0-9#*]"
    selectors_and_joiners = r"[\u200c\u200d\ufe00-\ufe0f\u180b-\u180f\U000e0100-\U000e01ef]"
    assert not regex.search(rf"(?<!{needy}){selectors_and_joiners}", name)


@given(NAMES)
def test_no_letter_carries_more_than_three_marks_or_in_burmese_four(name: str) -> None:
    assert not regex.search(r"(?V1)[\p{Mn}\p{Me}]{3}[[\p{Mn}\p{Me}]--\p{Script=Myanmar}]|[\p{Mn}\p{Me}]{5}", name)
    assert not unicodedata.category(name[0]).startswith("M")


def test_a_name_is_cut_between_signs_and_not_inside_one() -> None:
    family = "👩\u200d👩\u200d👧\u200d👦"
    assert clean_name(family * 20) == family * (MOST_BYTES // len(family.encode()))


def test_a_first_sign_too_long_by_itself_is_cut_and_not_refused() -> None:
    name = clean_name("👩\u200d" * 5_000 + "👩")
    assert (name[0], name[-1]) == ("👩", "👩")
    assert len(name.encode()) <= MOST_BYTES


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_names_that_look_alike_clash_whichever_came_first(one: str, other: str) -> None:
    assert clashing(one, [other])
    assert clashing(other, ["Somebody", one])


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_that_can_be_told_apart_do_not_clash(one: str, other: str) -> None:
    assert not clashing(one, [other])
    assert not clashing(other, [one])


def test_nobody_clashes_in_an_empty_room() -> None:
    assert not clashing("Ann", [])
    assert told_apart("Ann", []) == "Ann"


def test_the_second_and_third_of_a_name_are_numbered() -> None:
    assert told_apart("ann", ["Ann"]) == "ann (2)"
    assert told_apart("Ann", iter(["Bob", "ann", "ANN (2)"])) == "Ann (3)"


@given(NAMES, st.integers(1, 12))
@example("0" * 55 + "HOSTA", 12)
@settings(deadline=None)  # each numbering looks at all before it; a busy machine may take long
def test_numbering_always_tells_apart_and_stays_a_clean_name(name: str, alike: int) -> None:
    taken: list[str] = []
    for _ in range(alike):
        given_name = told_apart(name, taken)
        assert not clashing(given_name, taken)
        assert cleaned(given_name) == given_name
        taken.append(given_name)


@pytest.mark.parametrize("name", ["w" * 64, "🦉" * 64, "👩\u200d" * 36 + "👩"])
def test_the_longest_name_is_shortened_to_make_room_for_its_number(name: str) -> None:
    numbered = told_apart(name, [name])
    assert numbered.endswith(" (2)")
    assert name.startswith(numbered.removesuffix(" (2)"))
    assert cleaned(numbered) == numbered


@pytest.mark.parametrize("name", ["Mаria", "Mαria", "Ivаn Petrov", "Ann Iваnова-Smith", "Ꭺnn", "𝛂nn"])
def test_look_alike_scripts_mixed_in_one_word_earn_a_badge(name: str) -> None:
    assert is_mixed_script(name)


@pytest.mark.parametrize(
    "name",
    ["Anna Иванова", "Anna-Мария", "Aya綾", "山田Taro", "たろうX", "김Minjun", "ボブBob", "Ann 3", "Ｔｏｍ", "Ali علي"],
)
def test_scripts_that_people_mix_earn_none(name: str) -> None:
    assert not is_mixed_script(name)


def test_a_nickname_is_a_plain_word_and_a_number_and_repeats_with_its_chance() -> None:
    first, again = (nickname(random.Random(7), []) for _ in range(2))
    assert first == again
    assert regex.fullmatch(r"[A-Z][a-z]{2,10} [3-6][0-9]", first)


def test_nicknames_are_about_sixty_and_none_looks_like_another_or_like_the_host() -> None:
    assert 55 <= len(NICKNAMES) <= 70
    for place, name in enumerate(NICKNAMES):
        assert not clashing(name, NICKNAMES[:place])
        assert clean_name(f"{name} 42") == f"{name} 42"


def test_three_hundred_nicknames_in_one_room_are_all_different() -> None:
    chance, taken = random.Random(1), list[str]()
    for _ in range(300):
        drawn = nickname(chance, taken)
        assert not clashing(drawn, taken)
        taken.append(drawn)
    assert not any("(" in name for name in taken)


def test_with_every_nickname_taken_one_is_numbered() -> None:
    taken = [f"{name} {number}" for name in NICKNAMES for number in range(30, 67)]
    assert regex.fullmatch(r"[A-Z][a-z]+ \d\d \(2\)", nickname(random.Random(3), taken))
