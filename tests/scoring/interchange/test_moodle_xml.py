from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.interchange import Kind, Question
from scoring.interchange.moodle_xml import to_moodle_xml
from tests.scoring.interchange.hostile import questions
from tests.scoring.interchange.moodle_reader import read_moodle_xml
from tests.scoring.interchange.told import told


def test_the_whole_deck_under_each_code_reads_back_as_it_was(whole: list[Question]) -> None:
    made = to_moodle_xml(whole)
    file = read_moodle_xml(made.data)
    assert file.questions == [told(question) for question in whole]
    assert file.categories == [f"$course$/top/Boundary Practice/{one.code}/{one.topic}" for one in whole]
    assert made.losses == ()


@settings(deadline=None)
@given(st.lists(questions(), min_size=1, max_size=3))
def test_hostile_texts_read_back_as_they_were(made: list[Question]) -> None:
    assert read_moodle_xml(to_moodle_xml(made).data).questions == [told(one) for one in made]


def test_a_single_choice_has_an_answer_at_100_and_right_ticks_add_up_to_100(whole: list[Question]) -> None:
    """Without that Moodle stops an import in the middle."""
    for question in read_moodle_xml(to_moodle_xml(whole).data).questions:
        shares = [answer.share for answer in question.answers]
        if question.single:
            assert max(shares) == 100
            assert min(shares) >= 0
        else:
            assert round(sum(share for share in shares if share > 0) / 100, 2) == 1


def test_marks_are_kept_and_scales_stay_in_order(apa: list[Question]) -> None:
    settings = read_moodle_xml(to_moodle_xml(apa).data).settings
    for question, setting in zip(apa, settings, strict=True):
        assert float(setting["defaultgrade"]) == question.marks
        assert (setting["shuffleanswers"], setting["answernumbering"]) == (
            ("false", "none") if question.in_order else ("true", "abc")
        )
        assert setting["single"] == ("true" if question.kind is Kind.SINGLE else "false")
        assert setting["hidden"] == "0"


def test_everything_is_escaped_and_nothing_hides_in_a_cdata_section(apa: list[Question]) -> None:
    data = to_moodle_xml(apa).data
    assert b"<![CDATA[" not in data
    assert b"<p>" not in data
