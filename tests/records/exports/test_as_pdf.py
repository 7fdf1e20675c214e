from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from records.agreement import leaning
from records.calibration import calibration
from records.class_report import ClassReport
from records.estimates import wilson
from records.exports.as_pdf import certificate_to_pdf, to_pdf
from records.exports.pdf.certificate import NothingToCertifyError
from records.exports.pdf.figures import TraineeFigures, figures_of
from records.exports.pdf.words import THE_KEY_IS_OURS, percent, topic_words
from records.practice import Practice
from records.progress import attempts_frame, by_card, totals
from records.score_sheet import ScoreSheet, class_sheet, practice_sheet
from scoring.answer import Depth
from scoring.deck import Deck
from scoring.verdict import SCALE, Verdict
from screens.parts import verdict_scale, words
from tests.conftest import NOON, Clock
from tests.records.exports.classes import CODE, Course, a_room, students, told
from tests.records.exports.reading_pdf import read, tight
from tests.records.exports.test_as_csv import play

OURS = tight(THE_KEY_IS_OURS)


def all_figures(sheet: ScoreSheet) -> list[TraineeFigures]:
    return [one for _, found in figures_of(sheet) for one in found]


@pytest.fixture(scope="module")
def class_pdf(a_class: tuple[ScoreSheet, ClassReport]) -> bytes:
    return to_pdf(a_class[0])


@pytest.fixture
def three(deck: Deck) -> ScoreSheet:
    return told(a_room(deck, students(3), Course([card.id for card in deck.under(CODE)])), deck)[0]


def lenient(_: object, __: Verdict) -> Verdict:
    return Verdict.PERMISSIBLE


def test_everybody_of_a_class_has_one_page_with_their_name_and_figures(
    a_class: tuple[ScoreSheet, ClassReport], class_pdf: bytes
) -> None:
    sheet, report = a_class
    pages = read(class_pdf)
    assert len(pages) == len(sheet.people) == 60
    for page, person, found in zip(pages, sheet.people, report.people, strict=True):
        sums = found.sums
        assert person.name in page
        assert person.identifier in page
        for share in (sums.marks, sums.chance, sums.best_constant):
            assert percent(share / sums.out_of) in page
        assert f"{sums.right} of {sums.n} verdicts as the code has it" in page
        assert f"{sums.under_calls} of {sums.n} (" in page
        assert f"{sums.over_calls} of {sums.n} (" in page


def test_a_class_of_somebody_without_a_vote_has_a_page_that_says_so(deck: Deck) -> None:
    room = a_room(deck, [("Annika", ""), ("Olaf", "")], Course(["market-in-june"], vote=lambda *_: None))
    pages = read(to_pdf(class_sheet(room, deck, NOON)))
    assert [("Annika" in page, "Olaf" in page) for page in pages] == [(True, False), (False, True)]
    assert all("No card was answered here." in page for page in pages)


def test_a_trainees_page_holds_what_the_screens_reckon(practice: Practice, now: Clock) -> None:
    rows = practice.store.part_rows(play(practice, now))
    cards = by_card(attempts_frame(rows))
    sheet = practice_sheet(rows, practice.deck, NOON)
    (found,) = all_figures(sheet)
    assert found.totals == totals(cards)
    assert found.leaning == leaning(cards)
    assert list(found.levels) == calibration(cards)
    (page,) = read(to_pdf(sheet))
    assert percent(found.totals.marks / found.totals.out_of) in page
    assert "APA 2017 · 4 cards, 4 answers · 23 November 2026" in page
    assert f"deck {practice.deck.fingerprint}" in page


def test_topics_have_a_bar_and_an_interval_from_five_cards_on_and_none_below(
    a_class: tuple[ScoreSheet, ClassReport], class_pdf: bytes
) -> None:
    for page, found in zip(read(class_pdf), all_figures(a_class[0]), strict=True):
        for topic in found.topics:
            share = f"{percent(topic.share)} · {topic.right} of {topic.n} exact"
            assert (tight(topic_words(topic.topic) + share) in tight(page)) is (topic.n >= 5)
            assert (topic.interval is None) is (topic.n < 5)
            if topic.interval:
                assert topic.interval == wilson(topic.share * topic.n, topic.n)


def test_a_prohibited_act_that_was_let_pass_stands_before_any_figure(deck: Deck) -> None:
    cards = [card.id for card in deck.under(CODE)]
    sheet, report = told(a_room(deck, students(2), Course(cards, vote=lenient)), deck)
    prohibited = [deck.cards[one] for one in cards if deck.cards[one].verdicts[CODE].verdict is Verdict.PROHIBITED]
    assert prohibited
    for page, person in zip(read(to_pdf(sheet)), report.people, strict=True):
        first = page.index("Look at this first")
        assert first < page.index(percent(person.sums.marks / person.sums.out_of))
        for card in prohibited:
            assert first < page.index(f"{card.title}: permissible") < page.index("of the verdict marks")
        assert f"{len(prohibited)} of {len(prohibited)}" in page


def test_nothing_is_called_missed_where_nothing_was(deck: Deck) -> None:
    course = Course([card.id for card in deck.under(CODE)], vote=lambda _, key: key)
    (page,) = read(to_pdf(told(a_room(deck, students(1), course), deck)[0]))
    assert "Look at this first" not in page
    assert "Every verdict was one that the code accepts." in page


def test_what_to_review_lists_the_farthest_first_and_says_how_many_more(shipped: Deck) -> None:
    cards = [card.id for card in shipped.under(CODE)][:60]
    worst = Course(cards, vote=lambda _, key: SCALE[3 if key.level < 2 else 0], title="T" * 300)
    sheet, _ = told(a_room(shipped, [("N" * 64, "i" * 200)], worst), shipped)
    (page,) = read(to_pdf(sheet))
    (found,) = all_figures(sheet)
    steps = [abs(one.steps) for one in found.to_review]
    assert steps == sorted(steps, reverse=True)
    shown = [one for one in found.to_review if one.title in page]
    assert shown == found.to_review[: len(shown)]
    assert f"And {len(found.to_review) - len(shown)} more." in page
    assert OURS in tight(page)


def test_codes_are_never_added_up_but_have_a_page_each(practice: Practice, now: Clock) -> None:
    rows = practice.store.part_rows(play(practice, now))
    twice = [
        *rows,
        *({**row, "code_id": "aca-2014", "sitting_id": "other", "attempt_id": row["attempt_id"] + "x"} for row in rows),
    ]
    pages = read(to_pdf(practice_sheet(twice, practice.deck, NOON)))
    assert ["apa-2017" in page for page in pages] == [True, False]
    assert ["aca-2014" in page for page in pages] == [False, True]


def test_without_names_no_name_and_no_number_of_a_person_is_in_the_file(deck: Deck) -> None:
    room = a_room(deck, students(5), Course(["market-in-june"]))
    people = {
        one: replace(person, name=f"Zephyrine{place}", identifier=f"K{place:05}")
        for place, (one, person) in enumerate(room.people.items())
    }
    data = to_pdf(class_sheet(replace(room, people=people), deck, NOON), with_names=False)
    for page, person in zip(read(data), people.values(), strict=True):
        assert "Zephyrine" not in page
        assert person.identifier not in page
        assert f"Trainee {person.id[:8]}" in page


def test_the_properties_of_a_file_hold_nothing_personal(three: ScoreSheet) -> None:
    sheet = replace(three, about=replace(three.about, made_at=NOON))
    for data, title in (
        (to_pdf(sheet), "Score sheets of a class"),
        (certificate_to_pdf(sheet), "Certificate of completion"),
    ):
        reader = PdfReader(io.BytesIO(data))
        assert {name: str(value) for name, value in (reader.metadata or {}).items()} == {
            "/Title": f"{title} – Boundary Practice",
            "/Creator": "Boundary Practice 0.1.0",
            "/CreationDate": "D:20261123120000Z",
        }
        assert reader.xmp_metadata is None


def test_pages_are_a4_and_numbered(class_pdf: bytes) -> None:
    reader = PdfReader(io.BytesIO(class_pdf))
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages} == {(595, 842)}
    for number, page in enumerate(read(class_pdf), start=1):
        assert f"Page {number} of 60" in page


def test_equal_sheets_made_at_the_same_moment_are_equal_to_the_byte(three: ScoreSheet) -> None:
    assert to_pdf(three) == to_pdf(three)
    assert certificate_to_pdf(three) == certificate_to_pdf(three)


def test_days_are_those_of_the_sheets_time_zone(deck: Deck) -> None:
    room = a_room(deck, students(1), Course(["market-in-june"]))
    late = class_sheet(room, deck, (NOON + timedelta(hours=1)).astimezone(ZoneInfo("Pacific/Kiritimati")))
    (page,) = read(to_pdf(late))
    assert "24 November 2026" in page
    assert "Pacific/Kiritimati" in page


# Certificates


@pytest.fixture(params=[Depth.QUICK, Depth.FULL])
def certified(deck: Deck, request: pytest.FixtureRequest) -> tuple[ScoreSheet, Sequence[str]]:
    cards = [card.id for card in deck.under(CODE)]
    course = Course(cards, rounds=2, depth=request.param, vote=lambda _, key: key, title="Ethics II, Tuesday")
    return told(a_room(deck, [("Nguyễn Thị Ánh", "n1"), ("O'Brien", "")], course), deck)[0], cards


def test_a_certificate_counts_each_answered_card_once_and_names_deck_code_and_day(
    certified: tuple[ScoreSheet, Sequence[str]],
) -> None:
    sheet, cards = certified
    pages = read(certificate_to_pdf(sheet))
    assert len(pages) == 2
    for page, name in zip(pages, ("Nguyễn Thị Ánh", "O'Brien"), strict=True):
        assert name in page
        deck = f"of the Boundary Practice deck {sheet.about.deck}"
        assert tight(f"answered {len(cards)} cards under APA 2017, {deck}, on 23 November 2026") in tight(page)
        assert "Ethics II, Tuesday" in page
        assert "n1" not in page


def test_a_certificate_claims_no_competence_and_no_board(certified: tuple[ScoreSheet, Sequence[str]]) -> None:
    for page in read(certificate_to_pdf(certified[0])):
        said = tight(page)
        assert OURS in said
        assert tight("It is no statement of competence and gives no right to practise.") in said
        assert tight("This certificate counts cards that were answered, not how well.") in said
        rest = said.replace(OURS, "").lower().replace("nostatementofcompetence", "")
        for claim in (
            "competen",
            "certif",
            "qualif",
            "pass",
            "accredit",
            "licens",
            "board",
            "approv",
            "proficien",
            "%",
        ):
            left = rest.replace("certificateofcompletion", "").replace("thiscertificatecounts", "")
            assert claim not in left


def test_a_card_left_blank_is_not_certified(practice: Practice, now: Clock) -> None:
    rows = practice.store.part_rows(play(practice, now))
    blank = [
        {**row, "answer": "", "verdict": None, "signed_steps": None, "status": "omitted"}
        if row["position"] == 1 and row["part"] == "verdict"
        else row
        for row in rows
    ]
    (page,) = read(certificate_to_pdf(practice_sheet(blank, practice.deck, NOON), "Zoë"))
    assert "answered 3 cards under APA 2017" in page
    assert "Zoë" in page


def test_without_a_name_there_is_a_line_to_write_it_on(practice: Practice, now: Clock) -> None:
    sheet = practice_sheet(practice.store.part_rows(play(practice, now)), practice.deck, NOON)
    (page,) = read(certificate_to_pdf(sheet))
    assert "This says that\nanswered 4 cards" in page


def test_who_answered_nothing_gets_no_certificate(deck: Deck) -> None:
    room = a_room(deck, students(3), Course(["market-in-june"], vote=lambda *_: None))
    with pytest.raises(NothingToCertifyError, match=r"no card was answered"):
        certificate_to_pdf(class_sheet(room, deck, NOON))


def test_sentences_and_labels_are_those_of_the_screens() -> None:
    from records.exports.pdf import words as paper

    assert paper.THE_KEY_IS_OURS == words.THE_KEY_IS_OURS
    assert (paper.LABELS, paper.CAPTIONS) == (verdict_scale.LABELS, verdict_scale.CAPTIONS)
    for topic in ("a-topic", ""):
        assert paper.topic_words(topic) == words.topic_words(topic)
    for share in (0, 0.005, 0.5, 1):
        assert percent(share) == words.percent(share)
