"""What attempts add up to, by card, sitting and topic: frames inside, frozen results outside."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from scoring.answer import Part
from scoring.in_words import accepted_in
from scoring.rules import VERDICT_MARKS, Scheme, verdict_credit
from scoring.score import Status
from scoring.verdict import SCALE, Certainty, Verdict

COLUMNS: Mapping[str, str] = {
    "sitting_id": "str",
    "learner_id": "str",
    "code_id": "str",
    "scheme": "str",
    "depth": "str",
    "mode": "str",
    "deck": "str",
    "started_at": "datetime64[us, UTC]",
    "finished_at": "datetime64[us, UTC]",
    "position": "int64",
    "card_id": "str",
    "edition": "int64",
    "topic": "str",
    "answered_at": "datetime64[us, UTC]",
    "verdict": "Int64",
    "certainty": "Int64",
    "factors": "int64",
    "next_step": "Int64",
    "standard": "str",
    "reasoning": "str",
    "key": "int64",
    "signed_steps": "Int64",
    "missed_prohibited": "bool",
    "chose_harm": "bool",
    "certainty_marks": "Int64",
    "attempt_id": "str",
    "part": "str",
    "status": "str",
    "answer": "str",
    "marks": "float64",
    "out_of": "float64",
    "chance": "float64",
    "part_key": "str",
    "direction": "str",
}
"""The columns of an attempts frame; one row for each part of each attempt, in the order of the sitting."""

_ORDER = {part.value: place for place, part in enumerate(Part)}
_COUNTING = [status.value for status in Status if status.counts]


@dataclass(frozen=True)
class CardResult:
    """One answered card. `marks` and `out_of` are of the whole card."""

    card_id: str
    topic: str
    verdict: Verdict | None
    key: Verdict
    certainty: Certainty | None
    missed_prohibited: bool
    marks: float
    out_of: float


@dataclass(frozen=True)
class Totals:
    """Sums over cards. `marks`, `out_of`, `chance` and `best_constant` are of verdicts, `all_…` of all parts.

    `right` counts verdicts that the code accepts; `under_calls` and `over_calls` those more permissive and those
    stricter; `best_constant` is the most that one verdict given to every card would have earned.
    """

    n: int
    right: int
    under_calls: int
    over_calls: int
    missed_prohibited: int
    marks: float
    out_of: float
    chance: float
    best_constant: float
    all_marks: float
    all_out_of: float


def attempts_frame(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """The store's part rows as a typed frame with `COLUMNS`, sorted by sitting, position and part."""
    frame = pd.DataFrame(list(rows), columns=list(COLUMNS)).astype(dict(COLUMNS))
    in_order = frame.assign(_place=frame["part"].map(_ORDER)).sort_values(
        ["started_at", "sitting_id", "position", "_place"], kind="stable"
    )
    return in_order.drop(columns="_place").reset_index(drop=True)


def by_card(frame: pd.DataFrame) -> pd.DataFrame:
    """One row per attempt: its verdict part, with `all_marks` and `all_out_of` of the whole card."""
    counting = frame[frame["status"].isin(_COUNTING)]
    whole = counting.groupby("attempt_id")[["marks", "out_of"]].sum().add_prefix("all_")
    verdicts = frame[frame["part"] == Part.VERDICT.value]
    return verdicts.merge(whole, on="attempt_id", how="left", validate="one_to_one")


def card_results(cards: pd.DataFrame) -> list[CardResult]:
    """The rows of `by_card`, in order."""
    return [
        CardResult(
            card_id=row.card_id,
            topic=row.topic,
            verdict=None if pd.isna(row.verdict) else Verdict.at(row.verdict),
            key=Verdict.at(row.key),
            certainty=None if pd.isna(row.certainty) else Certainty(row.certainty),
            missed_prohibited=row.missed_prohibited,
            marks=row.all_marks,
            out_of=row.all_out_of,
        )
        for row in cards.itertuples()
    ]


def totals(cards: pd.DataFrame) -> Totals:
    """The sums over all rows of `by_card`."""
    return _totals(_with_sums(cards).sum(numeric_only=True))


def totals_by(cards: pd.DataFrame, column: str) -> dict[Hashable, Totals]:
    """The sums for each value of `column`, in the order in which they first appear."""
    sums = _with_sums(cards).groupby(column, sort=False).sum(numeric_only=True)
    return {name: _totals(row) for name, row in sums.iterrows()}


def _with_sums(cards: pd.DataFrame) -> pd.DataFrame:
    steps = cards["signed_steps"]
    constant = _constant_marks(cards)
    counts = {"n": 1, "right": steps == 0, "under_calls": steps > 0, "over_calls": steps < 0}
    return pd.concat([cards.assign(**counts), constant], axis="columns")


def _constant_marks(cards: pd.DataFrame) -> pd.DataFrame:
    """What each verdict would have earned on each card. Keys recur, so each is reckoned once."""
    keyed = list(zip(cards["part_key"], cards["scheme"], strict=True))
    marks = {key: _marks_of_each_verdict(*key) for key in set(keyed)}
    return pd.DataFrame([marks[key] for key in keyed], cards.index, [*_words()], "float64")


def _marks_of_each_verdict(key: str, scheme: str) -> list[float]:
    accepted = accepted_in(key)
    return [VERDICT_MARKS * verdict_credit(accepted, answer, Scheme(scheme)) for answer in SCALE]


def _words() -> Iterable[str]:
    return (verdict.value for verdict in SCALE)


def _totals(sums: Any) -> Totals:
    counts = {name: int(sums[name]) for name in ("n", "right", "under_calls", "over_calls", "missed_prohibited")}
    return Totals(
        **counts,
        marks=float(sums["marks"]),
        out_of=float(sums["out_of"]),
        chance=float(sums["chance"]),
        best_constant=max(float(sums[word]) for word in _words()),
        all_marks=float(sums["all_marks"]),
        all_out_of=float(sums["all_out_of"]),
    )
