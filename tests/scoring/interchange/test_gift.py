from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.interchange import Loss, Question
from scoring.interchange.gift import to_gift
from tests.scoring.interchange.gift_reader import GiftError, read_gift
from tests.scoring.interchange.hostile import questions
from tests.scoring.interchange.told import told


def test_the_whole_deck_under_each_code_reads_back_as_it_was(whole: list[Question]) -> None:
    file = read_gift(to_gift(whole).data)
    assert file.questions == [told(question) for question in whole]
    assert file.categories == [f"$course$/top/Boundary Practice/{one.code}/{one.topic}" for one in whole]


@settings(deadline=None)
@given(st.lists(questions(), min_size=1, max_size=3))
def test_hostile_texts_read_back_as_they_were(made: list[Question]) -> None:
    expected = [replace(told(one), title=one.title.replace("&&", "& &")) for one in made]
    assert read_gift(to_gift(made).data).questions == expected


def test_each_category_is_named_once_however_the_questions_come(apa: list[Question]) -> None:
    text = to_gift(apa[::2] + apa[1::2]).data.decode()
    assert text.count("$CATEGORY:") == len({question.topic for question in apa})


def test_the_file_says_its_licence_before_anything_else(apa: list[Question]) -> None:
    first = to_gift(apa).data.decode().split("\n\n")[0]
    assert first == (
        "// Boundary Practice. CC BY 4.0, https://creativecommons.org/licenses/by/4.0/. "
        "No licensing board has reviewed it."
    )


def test_marks_and_the_order_of_the_scale_are_lost_and_said_to_be(apa: list[Question]) -> None:
    card = apa[0].card
    assert [loss for loss in to_gift(apa).losses if loss.card == card][:4] == [
        Loss(card, "verdict", "worth 4 here, and 1 in GIFT; set it in the quiz"),
        Loss(card, "verdict", "GIFT cannot say that the scale stays in order; switch shuffling off"),
        Loss(card, "factors", "worth 2 here, and 1 in GIFT; set it in the quiz"),
        Loss(card, "next_step", "worth 3 here, and 1 in GIFT; set it in the quiz"),
    ]


def test_two_ampersands_in_a_title_are_parted_and_said_to_be(apa: list[Question]) -> None:
    made = to_gift([replace(apa[0], title="A && B", marks=1, in_order=False)])
    assert made.losses == (Loss(apa[0].card, "verdict", "&& in the title is written & &"),)
    assert read_gift(made.data).questions[0].title == "A & & B"


@pytest.mark.parametrize(
    "broken",
    [
        "::a::[html]<p>b</p>{\n=[html]c#[html]d\n~[html]fee = 50#[html]e\n####[html]<p>f</p>\n}",
        "::a::[html]<p>b: c</p>{\n=[html]c#[html]d\n~[html]e#[html]f\n####[html]<p>f</p>\n}",
        "::a::b{\n=[html]c#[html]d\n~[html]e#[html]f\n####[html]<p>f</p>\n}",
        "::a::[html]<p>b</p>{\n=[html]c#[html]d\n\n~[html]e#[html]f\n####[html]<p>f</p>\n}",
        "::a::[html]<p>b\\q</p>{\n=[html]c#[html]d\n~[html]e#[html]f\n####[html]<p>f</p>\n}",
        "::a::[html]<p>b</p>{\n=[html]&&058;#[html]d\n~[html]e#[html]f\n####[html]<p>f</p>\n}",
    ],
)
def test_the_reader_of_these_tests_refuses_what_moodle_would_misread(broken: str) -> None:
    with pytest.raises(GiftError):
        read_gift(f"// [id:x] [tag:y]\n{broken}\n".encode())
