"""A score sheet: tidy rows, one for each person, card and part, and a dictionary that says what each column is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from records.progress import attempts_frame
from scoring.answer import Part

SCHEMA_VERSION = 1
VERSION = "0.1.0"

DICTIONARY: Mapping[str, str] = {
    "schema_version": "Version of this list of columns.",
    "app_version": "Version of Boundary Practice that made the sheet.",
    "made_at_utc": "When the sheet was made, UTC.",
    "sitting": "Id of the run through several cards.",
    "person": "Id of the trainee; random, no name.",
    "mode": "practice: feedback after each card; exam: at the end.",
    "depth": "quick: the verdict only; full: all parts.",
    "deck": "Fingerprint of the deck: changes when a card or its edition changes.",
    "code": "Professional code the verdicts are judged under, with its edition.",
    "scheme": "Marks for a verdict. near_miss: 4 exact, 2 one step away; strict: 4 exact; "
    "safety_weighted: 4 exact, 2 one step too strict, 1 one step too lenient.",
    "position": "Place of the card in the sitting, from 1.",
    "card": "Id of the card.",
    "edition": "Edition of the card when it was answered.",
    "topic": "Topic of the card.",
    "part": "verdict, factors (facts ticked as deciding), next_step, standard (clause cited) or twist (the what-if).",
    "status": "answered; omitted: asked and left blank, worth 0.",
    "answer": "What was answered, in words; several facts are parted by |.",
    "key": "What the code supports; the first verdict is the key, further ones are accepted as well.",
    "marks": "Marks earned, unrounded.",
    "out_of": "Most marks the part can earn.",
    "chance": "Marks that blind answering would earn on average.",
    "signed_steps": "Verdict rows: steps from the nearest accepted verdict; above 0 more permissive (under-call), "
    "below 0 stricter (over-call).",
    "missed_prohibited": "Verdict rows: 1 when the code prohibits and the answer was gray area or permissible.",
    "chose_harm": "Next-step rows: 1 when the step chosen would hurt somebody.",
    "direction": "Twist rows: followed, missed, over_moved or wrong_way; told, never scored.",
    "certainty": "Verdict rows: 1 below two thirds, 2 between, 3 above four fifths; blank when not given.",
    "certainty_marks": "Verdict rows: 1/0, 2/-2 or 3/-6 for right/wrong by certainty; never part of the marks.",
    "reasoning": "Verdict rows: what the trainee wrote; kept, not scored.",
    "answered_at_utc": "When the answer was saved, UTC.",
}
"""Every column of a sheet, in order, with what it holds."""

_RENAMED = {
    "sitting_id": "sitting",
    "learner_id": "person",
    "code_id": "code",
    "card_id": "card",
    "part_key": "key",
}
_ONLY_IN: Mapping[str, Part] = {
    "signed_steps": Part.VERDICT,
    "missed_prohibited": Part.VERDICT,
    "certainty": Part.VERDICT,
    "certainty_marks": Part.VERDICT,
    "reasoning": Part.VERDICT,
    "chose_harm": Part.NEXT_STEP,
    "direction": Part.TWIST,
}


@dataclass(frozen=True)
class ScoreSheet:
    """What is exported. `rows` has the columns of `DICTIONARY`, in that order."""

    rows: pd.DataFrame
    dictionary: Mapping[str, str]


def score_sheet(part_rows: Iterable[Mapping[str, Any]], made_at: datetime) -> ScoreSheet:
    """The sheet for the store's part rows. Cells that do not apply to a part are empty."""
    frame = attempts_frame(part_rows).drop(columns="key").rename(columns=_RENAMED)
    frame["missed_prohibited"] = frame["missed_prohibited"].astype("Int64")
    frame["chose_harm"] = frame["chose_harm"].astype("Int64")
    for column, part in _ONLY_IN.items():
        frame[column] = frame[column].where(frame["part"] == part.value)
    frame["answered_at_utc"] = _stamp(frame["answered_at"])
    frame["schema_version"], frame["app_version"] = SCHEMA_VERSION, VERSION
    frame["made_at_utc"] = f"{made_at:%Y-%m-%d %H:%M:%S}"
    return ScoreSheet(frame[list(DICTIONARY)], DICTIONARY)


def _stamp(moments: pd.Series[Any]) -> Any:
    return moments.dt.strftime("%Y-%m-%d %H:%M:%S")
