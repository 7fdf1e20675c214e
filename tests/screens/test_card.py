from __future__ import annotations

import pytest

from records.errors import NotSavedError
from records.opening import Records
from records.practice import Practice
from scoring.deck import Deck
from scoring.verdict import Certainty, Verdict
from tests.screens.conftest import Open, Visit


def start(visit: Open, topic: str = "harbour") -> Visit:
    page = visit()
    page("topics").set_value([topic]).run()
    return page.click("start")


def title(page: Visit) -> str:
    return str(page.app.title[0].value)


def test_one_click_opens_the_first_card(visit: Open) -> None:
    page = visit().click("start")
    assert "**Card 1 of 4** · APA 2017" in page.says()


def test_no_verdict_is_chosen_beforehand(visit: Open) -> None:
    assert start(visit)("verdict").value is None


def test_an_answer_is_saved_and_shown_beside_the_code(visit: Open, records: Records) -> None:
    page = start(visit).choose(Verdict.PERMISSIBLE)
    page("certainty").set_value(Certainty.CERTAIN)
    page("reasoning").set_value("He <b>asked</b> *nicely*.")
    page("standard").set_value("3.08")
    page.click("submit")
    said = page.says()
    assert "more permissive than the code." in said
    assert "He &lt;b&gt;asked&lt;/b&gt; *nicely*." in said
    assert "Saved" in said
    learner = records.identity.learner("a device")
    assert learner
    [attempt] = records.store.attempts(learner)
    assert (attempt.answer.verdict, attempt.answer.certainty) == (Verdict.PERMISSIBLE, Certainty.CERTAIN)
    assert (attempt.answer.standard, attempt.answer.reasoning) == ("3.08", "He <b>asked</b> *nicely*.")


def test_facts_and_steps_reach_the_record_by_their_own_place_not_by_the_dealt_one(
    visit: Open, records: Records
) -> None:
    page = start(visit).choose(Verdict.GRAY_AREA)
    facts, steps = page("factors"), page("next_step")
    facts.select(next(label for label in facts.options if "months ago" in label))
    steps.set_value(next(label for label in steps.options if "consultant" in label))
    page.click("submit")
    learner = records.identity.learner("a device")
    assert learner
    [attempt] = records.store.attempts(learner)
    assert (attempt.answer.factors, attempt.answer.next_step) == (frozenset({0}), 0)


def test_answering_nothing_asks_for_the_verdict_and_keeps_the_rest(visit: Open) -> None:
    page = start(visit)
    page("reasoning").set_value("My thoughts so far.")
    page.click("submit")
    assert "Not sent yet: choose a verdict, then submit again. Everything else you gave is kept." in page.says()
    assert page("reasoning").value == "My thoughts so far."
    assert "Saved" not in page.says()


def test_when_saving_fails_the_screen_says_so_keeps_the_answer_and_offers_to_try_again(
    visit: Open, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = start(visit).choose(Verdict.INADVISABLE)
    page("reasoning").set_value("Do not lose this.")

    def fails(*_: object) -> bool:
        raise NotSavedError("Not saved: the server has no space left.")

    with monkeypatch.context() as broken:
        broken.setattr(Practice, "submit", fails)
        page.click("submit")
    assert "Not saved: the server has no space left. Your answer is still here; press *Try again*." in page.says()
    assert "Saved" not in {badge.value for badge in page.app.markdown}
    learner = str(records.identity.learner("a device"))
    assert records.store.attempts(learner) == []
    page.app.run()
    assert (page("submit").label, page("reasoning").value) == ("Try again", "Do not lose this.")
    page.click("submit")
    assert [attempt.answer.reasoning for attempt in records.store.attempts(learner)] == ["Do not lose this."]


def test_the_twist_comes_after_the_answer_and_its_result_after_the_check(visit: Open, deck: Deck) -> None:
    page = start(visit)
    changes = [twist.change for card in deck.cards.values() for twist in card.twists]
    assert not [change for change in changes if change in page.says()]
    page.choose(Verdict.GRAY_AREA).click("submit")
    assert "What if…" in page.says()
    page.choose(Verdict.INADVISABLE, "twist_verdict").click("twist_submit")
    assert "The verdict stays:" in page.says()
    assert "twist_submit" not in page.keys()


def test_checking_the_twist_without_a_choice_asks_for_one(visit: Open) -> None:
    page = start(visit).choose(Verdict.GRAY_AREA).click("submit").click("twist_submit")
    assert "Choose a verdict, or go on to the next card." in page.says()


def test_the_next_card_starts_empty(visit: Open) -> None:
    page = start(visit).choose(Verdict.GRAY_AREA)
    page("reasoning").set_value("Thoughts about the first card.")
    first = title(page)
    page.click("submit").click("next")
    assert title(page) != first
    assert (page("verdict").value, page("reasoning").value) == (None, "")


def test_the_last_card_leads_to_the_summary(visit: Open) -> None:
    page = start(visit)
    for go_on in ("next", "finish"):
        page.choose(Verdict.INADVISABLE).click("submit").click(go_on)
    assert "2 cards, done" in page.says()


def test_a_new_tab_opens_where_the_trainee_stands(visit: Open) -> None:
    page = start(visit).choose(Verdict.GRAY_AREA).click("submit")
    other = visit()
    assert "**You stopped at card 1 of 2**" in other.says()
    other.click("resume")
    assert title(other) == title(page)
    assert "What if…" in other.says()


def test_a_second_tab_learns_that_the_first_answer_counts(visit: Open, records: Records) -> None:
    first = start(visit).choose(Verdict.GRAY_AREA)
    second = visit().click("resume").choose(Verdict.PROHIBITED)
    first.click("submit")
    second.click("submit")
    learner = str(records.identity.learner("a device"))
    assert [attempt.answer.verdict for attempt in records.store.attempts(learner)] == [Verdict.GRAY_AREA]
    assert "You: Gray area" in second.says()


def test_a_card_with_a_content_note_asks_before_it_shows_and_may_be_passed(visit: Open) -> None:
    page = start(visit, "orchard")
    while "show" not in {key.partition("-")[0] for key in page.keys()}:
        page.choose(Verdict.GRAY_AREA).click("submit").click("next")
    assert "This card touches: sexual misconduct" in page.says()
    assert "Chen" not in page.says()
    page.click("show")
    assert "Chen" in page.says()


def test_passing_a_card_by_leads_on_and_costs_nothing(visit: Open) -> None:
    page = start(visit, "orchard")
    for _ in range(2):
        if list(page.all("skip")):
            page.click("skip")
        else:
            page.choose(Verdict.PERMISSIBLE).click("submit")
            page.click("next" if list(page.all("next")) else "finish")
    assert "1 card, done" in page.says()
    assert "1 card passed by, not counted" in page.says()


def test_an_open_page_without_a_sitting_leads_home(records: Records, visit: Open) -> None:
    page = start(visit)
    records.identity.delete_learner(str(records.identity.learner("a device")))
    page.app.run()
    page.is_well()
    assert "No sitting is open" in page.says()
    assert "Start practising" in {button.label for button in page.app.button}
