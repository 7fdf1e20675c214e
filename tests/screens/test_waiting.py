"""What waits on the first page: lessons that are due, cards that were missed, and the week."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from records.opening import Records
from records.tables import attempts
from scoring.verdict import Verdict
from tests.screens.conftest import Open
from tests.screens.test_summary_and_progress import play


def let_days_pass(records: Records, days: int) -> None:
    """As if every answer had been given so many days earlier."""
    learner_id = str(records.identity.learner("a device"))
    with records.database.writing() as connection:
        for attempt in records.store.attempts(learner_id):
            earlier = attempt.answered_at - timedelta(days=days)
            connection.execute(update(attempts).where(attempts.c.id == attempt.id).values(answered_at=earlier))


def test_somebody_new_is_told_of_nothing_waiting(visit: Open) -> None:
    assert "this week" not in visit().says()


def test_the_week_is_counted_without_reproach_and_the_goal_can_be_switched_off(visit: Open) -> None:
    play(visit)
    page = visit()
    assert "4 cards this week; you set out to do 10." in page.says()
    page.click("to-progress")
    page("weekly_goal").set_value(3).run()
    assert "4 cards this week: what you set out to do. More is up to you." in page.click("to-home").says()
    page.click("to-progress")
    page("weekly_goal").set_value(0).run()
    assert "4 cards this week." in visit().says()


def test_what_i_missed_brings_back_just_those_cards(visit: Open) -> None:
    play(visit)
    page = visit()
    assert "**3 cards you judged otherwise than the code.**" in page.says()
    page.click("start_missed")
    assert "**Card 1 of 3** · APA 2017 · missed last time" in page.says()
    if list(page.all("show")):
        page.click("show")
    assert page.app.title[0].value == "A letter in March"  # the prohibited act let pass


@pytest.mark.parametrize(("days", "due"), [(0, 0), (1, 3), (3, 4)])
def test_lessons_come_due_as_days_pass(visit: Open, records: Records, days: int, due: int) -> None:
    play(visit)
    let_days_pass(records, days)
    page = visit()
    assert f"**Due today: {due} lessons.**" in page.says() or not due
    assert bool(list(page.all("start_due"))) == bool(due)
    if due:
        page.click("start_due")
        assert f"**Card 1 of {due}** · APA 2017 · a lesson that came due" in page.says()


def test_a_review_judged_right_is_not_due_any_more(visit: Open, records: Records) -> None:
    play(visit)
    let_days_pass(records, 1)
    page = visit().click("start_due")
    if list(page.all("show")):
        page.click("show")
    keys = {"A letter in March": Verdict.PROHIBITED, "A letter in April": Verdict.PERMISSIBLE}
    page.choose(keys.get(page.app.title[0].value, Verdict.INADVISABLE)).click("submit").click("pause")
    assert "**Due today: 2 lessons.**" in page.says()


def test_progress_can_be_printed_with_every_figure_unfolded(visit: Open) -> None:
    play(visit)
    page = visit().click("to-progress").click("to_sheet")
    said = page.says()
    assert "How I judge" in said
    assert "For a supervisor or a study" in said
    assert "Held back where the code speaks against the act" in said
    assert "from 20 verdicts on" in said
    page.click("to_progress")
    assert "My progress" in page.says()


def test_an_act_let_pass_for_sure_stands_first_on_my_progress(visit: Open) -> None:
    from scoring.verdict import Certainty

    said = play(visit, certainty=Certainty.CERTAIN).click("to-progress").says()
    assert "- **A letter in March (" in said
    assert "you were certain**" in said


def test_codes_are_never_added_up(visit: Open) -> None:
    play(visit)
    page = visit()
    page("code").set_value("aca-2014").run()
    page.click("start")
    if list(page.all("show")):
        page.click("show")
    page.choose(Verdict.PERMISSIBLE).click("submit").click("pause").click("to-progress")
    assert "of 1 verdict as the code has it" in page.says()
    page("progress_code").set_value("apa-2017").run()
    assert "1 of 4 verdicts as the code has it" in page.says()
