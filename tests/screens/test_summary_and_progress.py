from __future__ import annotations

from records.opening import Records
from scoring.verdict import Certainty, Verdict
from tests.screens.conftest import Open, Visit


def play(visit: Open, verdict: Verdict = Verdict.PERMISSIBLE, certainty: Certainty | None = None) -> Visit:
    page = visit().click("start")
    for _ in range(4):
        if list(page.all("show")):
            page.click("show")
        page.choose(verdict)
        if certainty:
            page("certainty").set_value(certainty)
        page.click("submit").click("next" if list(page.all("next")) else "finish")
    return page


def test_a_prohibited_act_let_pass_stands_first_and_certainty_is_bold(visit: Open) -> None:
    said = play(visit, certainty=Certainty.CERTAIN).says()
    assert "*A letter in March*: you said permissible, **and were certain**." in said
    assert "Look at this first" in said


def test_the_figures_stand_beside_what_guessing_would_get(visit: Open) -> None:
    page = play(visit)
    figures = {metric.label: metric.value for metric in page.app.metric}
    assert figures == {"Verdicts": "38%", "Guessing": "50%", "All parts": "12%"}
    assert "1 of 4 verdicts as the code has it, and 6 of 48 marks over all parts." in page.says()
    assert "You leaned **more permissive**: 0 verdicts stricter than the code, 3 more permissive." in page.says()


def test_my_progress_lists_every_sitting(visit: Open) -> None:
    play(visit)
    page = visit().click("start").click("pause").click("to-progress")
    said = page.says()
    assert said.count("All topics · APA 2017 · full") == 2
    assert "No card answered." in said
    assert "38% of the verdict marks, 1 of 4 verdicts exact (guessing 50%, one verdict throughout" in said
    page.click("look")
    assert "4 cards, done" in page.says()


def test_my_progress_says_how_sure_and_how_often_right(visit: Open) -> None:
    page = play(visit, certainty=Certainty.CERTAIN).click("to-progress")
    said = page.says()
    assert "How sure you are, and how often right" in said
    assert "Certain (80% to 100%)</span>" in said
    assert "1 of 4 right · too sure" in said
    assert "Not enough yet, fewer than 5 cards: Harbour (2), Orchard (2)." in said


def test_an_older_sitting_can_be_gone_on_with_from_my_progress(visit: Open) -> None:
    first = visit().click("start")
    card = first.app.title[0].value
    second = visit().click("start").click("pause").click("to-progress")
    older = [button for button in second.app.button if (button.key or "").startswith("go_on-")][-1]
    older.click().run()
    assert second.app.title[0].value == card


def test_empty_pages_say_what_will_be_there_and_offer_one_action(visit: Open) -> None:
    page = visit().click("to-progress")
    assert "Nothing here yet." in page.says()
    page.click("to_home")
    assert "Boundary Practice" in page.says()


def test_deleting_asks_first(visit: Open, records: Records) -> None:
    """The dialog's own button works in a browser only; the browser tests go on from here."""
    play(visit)
    page = visit().click("to-progress").click("delete_data")
    assert "Every answer, sitting and code of yours is removed" in page.says()
    assert records.store.attempts(str(records.identity.learner("a device")))


def test_the_score_sheet_is_offered(visit: Open) -> None:
    page = play(visit)
    assert {button.label for button in page.app.download_button} >= {
        "Score sheet (CSV)",
        "What the columns mean",
    }
