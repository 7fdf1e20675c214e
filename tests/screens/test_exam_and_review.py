"""An exam keeps what the code says for its end; then every card can be looked back at."""

from __future__ import annotations

from records.opening import Records
from scoring.verdict import Verdict
from tests.screens.conftest import Open, Visit

TOLD = ("marks for the verdict", "Why.", "The code:", "Look at this first")


def begin_exam(visit: Open, depth: str = "quick") -> Visit:
    from records.sitting import Mode
    from scoring.answer import Depth

    page = visit()
    page("mode").set_value(Mode.EXAM)
    page("depth").set_value(Depth(depth))
    page.app.run()
    assert "What the code says comes at the end" in page.says()
    return page.click("start")


def show_if_noted(page: Visit) -> Visit:
    return page.click("show") if list(page.all("show")) else page


def test_a_quick_exam_goes_from_card_to_card_and_tells_nothing_before_its_end(visit: Open) -> None:
    page = begin_exam(visit)
    for place in range(1, 5):
        show_if_noted(page)
        assert f"**Card {place} of 4** · APA 2017 · exam" in page.says()
        assert not any(words in page.says() for words in TOLD)
        page.choose(Verdict.PERMISSIBLE).click("submit")
    assert "4 cards, done" in page.says()
    assert "Look at this first" in page.says()


def test_a_full_exam_asks_what_if_without_telling_the_verdict(visit: Open) -> None:
    page = show_if_noted(begin_exam(visit, "full"))
    page.choose(Verdict.GRAY_AREA).click("submit")
    said = page.says()
    assert "You said: gray area. What the code says comes at the end." in said
    assert "What if…" in said
    page.choose(Verdict.PROHIBITED, "twist_verdict").click("twist_submit")
    assert not any(words in page.says() for words in TOLD)
    assert "The verdict moves" not in page.says()
    assert "The verdict stays" not in page.says()
    assert not list(page.all("twist_verdict"))


def test_a_paused_exam_shows_nothing_on_my_progress_either(visit: Open, records: Records) -> None:
    page = show_if_noted(begin_exam(visit))
    page.choose(Verdict.PERMISSIBLE).click("submit").click("pause").click("to-progress")
    said = page.says()
    assert "What it came to is told at the end." in said
    assert "Verdicts:" not in said
    learner_id = str(records.identity.learner("a device"))
    assert records.store.part_rows(learner_id) == []
    assert [past.told for past in records.store.history(learner_id)] == [False]


def test_the_time_is_shown_only_when_asked_for(visit: Open) -> None:
    page = show_if_noted(begin_exam(visit))
    assert "Begun at" not in page.says()
    [switch] = [one for one in page.app.toggle if one.key == "show_time"]
    switch.set_value(True).run()
    assert "Begun at" in page.says()


def test_every_card_can_be_looked_back_at_with_its_reasons(visit: Open) -> None:
    page = begin_exam(visit)
    for _ in range(4):
        show_if_noted(page).choose(Verdict.PERMISSIBLE).click("submit")
    page.click("look_back")
    titles = [page.app.title[0].value]
    for _ in range(3):
        page.click("later")
        assert "Why." in page.says()
        titles.append(page.app.title[0].value)
    assert len(set(titles)) == 4
    page.click("earlier").click("to_summary")
    assert "4 cards, done" in page.says()


def test_reasoning_is_checked_by_its_writer_and_the_boxes_are_kept(visit: Open, records: Records) -> None:
    page = show_if_noted(visit().click("start"))
    page.choose(Verdict.GRAY_AREA)
    page("reasoning").set_value("Because three years have passed.")
    page.click("submit")
    boxes = [box for box in page.app.checkbox if (box.key or "").startswith("self_check-")]
    assert len(boxes) == 3
    boxes[1].set_value(True).run()
    again = visit().click("resume")
    assert [box.value for box in again.app.checkbox if (box.key or "").startswith("self_check-")] == [
        False,
        True,
        False,
    ]
