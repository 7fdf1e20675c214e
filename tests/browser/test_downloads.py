"""What somebody takes home opens where it is meant to be opened."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pypdf
from playwright.sync_api import Browser

from tests.browser.journey import Journey
from tests.browser.server import Server


def taken(trainee: Journey, label: str, folder: Path) -> Path:
    with trainee.page.expect_download() as download:
        trainee.page.get_by_role("button", name=label, exact=True).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_a_trainee_takes_a_sitting_home_in_every_form(browser: Browser, server: Server, tmp_path: Path) -> None:
    context = browser.new_context(accept_downloads=True)
    context.set_default_timeout(30_000)
    trainee = Journey(context.new_page(), server.address).arrive().press("Start")
    for place in range(1, 5):
        trainee.show_if_noted().choose("Inadvisable").submit()
        trainee.press("Skip to the next card" if place < 4 else "Finish and see the summary")
    book = openpyxl.load_workbook(taken(trainee, "Score sheet (XLSX)", tmp_path))
    answers = book["Answers"]
    head = [cell.value for cell in answers[1]]
    assert len(list(answers.iter_rows(min_row=2))) == 4 * 5
    assert {row[head.index("part")].value for row in answers.iter_rows(min_row=2)} >= {"verdict", "twist"}
    page = pypdf.PdfReader(taken(trainee, "A page for each (PDF)", tmp_path)).pages[0].extract_text()
    assert "guess" in page.lower()
    certificate = pypdf.PdfReader(taken(trainee, "Certificate of completion (PDF)", tmp_path)).pages[0].extract_text()
    assert "4" in certificate
    trainee.press("My progress")
    told = json.loads(taken(trainee, "The same as JSON", tmp_path).read_text(encoding="utf-8"))
    assert len(told["answers"]) == 4
    trainee.ends_well()
    context.close()
