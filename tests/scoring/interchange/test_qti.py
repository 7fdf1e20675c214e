from __future__ import annotations

import io
import itertools
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.interchange import Kind, Loss, Question
from scoring.interchange.qti import to_qti
from tests.scoring.interchange.hostile import questions
from tests.scoring.interchange.qti_reader import Package, Q, answered, max_score, read_qti
from tests.scoring.interchange.told import told


@pytest.fixture(scope="module")
def package(apa: list[Question]) -> Package:
    return read_qti(to_qti(apa).data)


def in_order(made: list[Question]) -> list[Question]:
    """One question for each id, in the order of the test."""
    return list({question.id: question for question in made}.values())


def test_the_whole_deck_under_each_code_reads_back_as_it_was(whole: list[Question]) -> None:
    package = read_qti(to_qti(whole).data)
    assert package.questions == [told(question) for question in whole]
    assert [max_score(item) for item in package.items] == [question.marks for question in whole]


@settings(deadline=None)
@given(st.lists(questions(), min_size=1, max_size=3).map(in_order))
def test_hostile_texts_read_back_as_they_were(made: list[Question]) -> None:
    assert read_qti(to_qti(made).data).questions == [told(one) for one in made]


def test_every_answer_to_every_item_earns_its_marks_and_shows_its_feedback(
    apa: list[Question], package: Package
) -> None:
    for question, item in zip(apa, package.items, strict=True):
        credit = {option.id: option.credit for option in question.options}
        most = 1 if question.kind is Kind.SINGLE else len(credit)
        for count in range(most + 1):
            for chosen in itertools.combinations(credit, count):
                score, shown = answered(item, set(chosen))
                share = min(max(sum(credit[name] for name in chosen), 0), 1)
                assert score == pytest.approx(share * question.marks, abs=1e-5)
                assert set(shown) == {*chosen, "told"}


def test_a_section_holds_each_topic_once_however_the_questions_come(apa: list[Question]) -> None:
    test = read_qti(to_qti(apa[::2] + apa[1::2]).data).test
    sections = [section.get("identifier") for section in test.findall(".//q:qti-assessment-section", Q)]
    assert sections == list(dict.fromkeys(f"topic_{one.topic}" for one in apa[::2] + apa[1::2]))


def test_the_scale_stays_in_order_and_facts_and_steps_are_shuffled(apa: list[Question], package: Package) -> None:
    interactions = [item.find(".//q:qti-choice-interaction", Q) for item in package.items]
    shuffled = [found.get("shuffle") for found in interactions if found is not None]
    assert shuffled == ["false" if question.in_order else "true" for question in apa]


def test_the_test_tells_feedback_and_adds_up_the_items(package: Package) -> None:
    test = package.test
    [control] = test.findall(".//q:qti-item-session-control", Q)
    assert control.get("show-feedback") == "true"  # players tell nothing by default
    summed = {
        one.get("identifier"): [summand.get("variable-identifier") for summand in one.findall("q:qti-sum/*", Q)]
        for one in test.findall("q:qti-outcome-processing/q:qti-set-outcome-value", Q)
    }
    assert summed == {"SCORE": ["SCORE"], "MAXSCORE": ["MAXSCORE"]}


def test_the_same_cards_give_the_same_bytes_and_the_manifest_comes_first(apa: list[Question]) -> None:
    data = to_qti(apa).data
    assert data == to_qti(apa).data
    listed = zipfile.ZipFile(io.BytesIO(data)).infolist()
    assert listed[0].filename == "imsmanifest.xml"
    assert {entry.date_time for entry in listed} == {(1980, 1, 1, 0, 0, 0)}


def test_a_second_full_answer_is_missing_from_the_correct_response_and_said_to_be(apa: list[Question]) -> None:
    said = to_qti(apa).losses
    twice = [one for one in apa if one.kind is Kind.SINGLE and sum(o.credit == 1 for o in one.options) > 1]
    what = "the correct response names one answer only; the others earn full marks all the same"
    assert said == tuple(Loss(one.card, one.part.value, what) for one in twice)
