"""A score sheet as xAPI 1.0.3 statements: what each person answered to each card, and what it came to.

Persons appear by their id alone. Certainty marks do not fit a scaled score, so they stand in an extension, and `score`
holds the plain marks of the verdict.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Any
from urllib.parse import quote

import pandas as pd

from records.exports.about import PROGRAM
from records.exports.texts import clean
from records.progress import Totals
from records.score_sheet import ScoreSheet
from records.sheet_sums import first_answers, sums_by
from scoring.answer import Part
from scoring.in_words import accepted_in
from scoring.score import Status
from scoring.verdict import SCALE

HOME = "https://boundary-practice.example"
"""Where cards, classes and extensions have their names when no server's address is given; nobody can own it."""
VERBS = "http://adlnet.gov/expapi/verbs"
ACTIVITIES = "http://adlnet.gov/expapi/activities"
LANGUAGE = "en"
_TURN = ["sitting", "person"]
Statement = dict[str, Any]
Row = Mapping[str, Any]


def to_xapi(sheet: ScoreSheet, home: str = HOME) -> bytes:
    """The statements as a JSON list, UTF-8, one a line; `home` is the address of the server that keeps the records.

    `answered` comes once for each person, card and round, `completed` once for each person and sitting. The same
    sheet makes the same ids of statements, so that a store of records takes none of them twice.
    """
    made = [*_answers(sheet, home.rstrip("/")), *_completions(sheet, home.rstrip("/"))]
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in made)
    return f"[\n{lines}\n]\n".encode()


def _answers(sheet: ScoreSheet, home: str) -> Iterator[Statement]:
    verdicts = sheet.rows[sheet.rows["part"] == Part.VERDICT.value]
    for row in _rows(verdicts):
        yield {
            **_statement(row, home, "answered", row["position"], row["card"], row["edition"], row["round"]),
            "object": _card(sheet, row, home),
            "result": _answer(row, home),
            "context": _context(sheet, row, home),
        }


def _completions(sheet: ScoreSheet, home: str) -> Iterator[Statement]:
    first = first_answers(sheet)
    put = first.groupby("sitting")["position"].nunique()
    sums = sums_by(first, _TURN)
    for last in _rows(first.sort_values("answered_at_utc", kind="stable").drop_duplicates(_TURN, keep="last")):
        added = sums[last["sitting"], last["person"]]
        yield {
            **_statement(last, home, "completed"),
            "object": _sitting(sheet, last, home),
            "result": _whole(added, home, is_whole=added.n == int(put[last["sitting"]])),
            "context": _context(sheet, last, home),
        }


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return told


def _statement(row: Row, home: str, verb: str, *which: object) -> Statement:
    """What every statement begins with; its id says who did what in which sitting."""
    named = "/".join(str(part) for part in (home, verb, row["sitting"], row["person"], *which))
    return {
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, clean(named))),
        "actor": {"objectType": "Agent", "account": {"homePage": home, "name": clean(row["person"])}},
        "verb": {"id": f"{VERBS}/{verb}", "display": {LANGUAGE: verb}},
        "timestamp": f"{row['answered_at_utc'].replace(' ', 'T')}Z",
    }


def _card(sheet: ScoreSheet, row: Row, home: str) -> Statement:
    """A card in an edition under a code is an activity of its own: each has its own key."""
    return {
        "objectType": "Activity",
        "id": _iri(home, "cards", row["card"], row["edition"], row["code"]),
        "definition": {
            "type": f"{ACTIVITIES}/cmi.interaction",
            "name": {LANGUAGE: clean(sheet.titles.get(row["card"], row["card"]))},
            "interactionType": "choice",
            "choices": [{"id": _choice(one.value), "description": {LANGUAGE: one.value}} for one in SCALE],
            "correctResponsesPattern": [_choice(one.value) for one in accepted_in(row["key"])],
        },
    }


def _choice(verdict: str) -> str:
    """The id of a verdict; there is no white space in one."""
    return verdict.replace(" ", "-")


def _answer(row: Row, home: str) -> Statement:
    is_answered = row["status"] == Status.ANSWERED.value
    return {
        "score": _score(row["marks"], row["out_of"]),
        "success": row["signed_steps"] == 0,
        "completion": is_answered,
        **({"response": _choice(row["answer"])} if is_answered else {}),
        "extensions": _extensions(
            home,
            certainty=row["certainty"],
            certainty_marks=row["certainty_marks"],
            round=row["round"],
            taken=None if row["taken"] is None else bool(row["taken"]),
            reasoning=clean(row["reasoning"] or "") or None,
        ),
    }


def _whole(sums: Totals, home: str, *, is_whole: bool) -> Statement:
    return {
        "score": _score(sums.marks, sums.out_of),
        "completion": is_whole,
        "extensions": _extensions(
            home,
            cards=sums.n,
            right=sums.right,
            under_calls=sums.under_calls,
            over_calls=sums.over_calls,
            missed_prohibited=sums.missed_prohibited,
        ),
    }


def _score(marks: float, out_of: float) -> Statement:
    return {"scaled": marks / out_of, "raw": marks, "min": 0, "max": out_of}


def _context(sheet: ScoreSheet, row: Row, home: str) -> Statement:
    deck = row["deck"] or sheet.about.deck
    return {
        "registration": _registration(row["sitting"], home),
        "platform": f"{PROGRAM} {sheet.about.app_version}",
        "contextActivities": {
            "parent": [{"objectType": "Activity", "id": _iri(home, "decks", deck)}],
            "grouping": [_sitting(sheet, row, home)],
        },
        "extensions": _extensions(home, mode=row["mode"], depth=row["depth"], code=row["code"], scheme=row["scheme"]),
    }


def _sitting(sheet: ScoreSheet, row: Row, home: str) -> Statement:
    return {
        "objectType": "Activity",
        "id": _iri(home, "sittings", row["sitting"]),
        "definition": {"type": f"{ACTIVITIES}/assessment", "name": {LANGUAGE: clean(sheet.about.title)}},
    }


def _registration(sitting: str, home: str) -> str:
    """The sitting's id as UUID; one that is none, or of no known version, names one."""
    with suppress(ValueError):
        known = uuid.UUID(sitting)
        if known.version:
            return str(known)
    return str(uuid.uuid5(uuid.NAMESPACE_URL, clean(f"{home}/{sitting}")))


def _extensions(home: str, **told: object) -> Statement:
    """What is known, each under an address of ours."""
    return {_iri(home, "xapi", name.replace("_", "-")): one for name, one in told.items() if one is not None}


@lru_cache(maxsize=1024)
def _iri(home: str, *steps: object) -> str:
    return "/".join([home, *(quote(clean(str(step)), safe="") for step in steps)])
