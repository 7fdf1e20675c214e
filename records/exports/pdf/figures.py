"""What a score sheet says of one trainee under one code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from records.agreement import SEVERE, Leaning, rate
from records.calibration import LevelResult, judged
from records.estimates import FEWEST, Interval, wilson
from records.progress import Totals, totals_by
from records.score_sheet import Listed, ScoreSheet
from records.sheet_sums import first_answers
from scoring.in_words import accepted_in
from scoring.verdict import Certainty, Verdict

CLASS = "class"
"""What the column `mode` holds in the rows of a class."""
BETWEEN = "\x00"
"""Parts names that are put together for grouping; no id holds it."""


@dataclass(frozen=True)
class Judged:
    """One card: what was said (None for no answer), what the code accepts, and how sure one was."""

    title: str
    said: Verdict | None
    accepted: Sequence[Verdict]
    certainty: Certainty | None
    steps: int
    missed_prohibited: bool

    @property
    def is_right(self) -> bool:
        """Whether the code accepts what was said."""
        return self.said in self.accepted


@dataclass(frozen=True)
class TopicFigures:
    """A topic after first answers to `n` cards; no interval below five."""

    topic: str
    n: int
    right: int
    share: float
    interval: Interval | None


@dataclass(frozen=True)
class TraineeFigures:
    """One trainee under one code. `cards` are the latest answers, one for each card; `prohibited` of them are so keyed.

    In a class only first votes count.
    """

    person: Listed
    code_id: str
    scheme: str
    is_class: bool
    editions: tuple[int, int]
    answered: Sequence[datetime]
    totals: Totals
    leaning: Leaning
    levels: Sequence[LevelResult]
    topics: Sequence[TopicFigures]
    cards: Sequence[Judged]

    @property
    def missed(self) -> list[Judged]:
        """Prohibited acts let pass, the surest first."""
        return sorted((one for one in self.cards if one.missed_prohibited), key=lambda one: -(one.certainty or 0))

    @property
    def to_review(self) -> list[Judged]:
        """The other verdicts that the code does not accept, the farthest and surest first."""
        wrong = [one for one in self.cards if not one.is_right and not one.missed_prohibited]
        return sorted(wrong, key=lambda one: (-abs(one.steps), -(one.certainty or 0)))

    @property
    def prohibited(self) -> int:
        """How many of the cards show an act that the code prohibits."""
        return sum(one.accepted[0] is Verdict.PROHIBITED for one in self.cards)


def figures_of(sheet: ScoreSheet) -> Iterator[tuple[Listed, Sequence[TraineeFigures]]]:
    """Everybody of a sheet in its order, with their figures under every code; none for those without answers."""
    cards = _named(first_answers(sheet))
    sums = {str(who): found for who, found in totals_by(cards, "who").items()}
    topics = _topics(cards)
    answers: dict[str, list[Any]] = {}
    for row in cards.itertuples():
        answers.setdefault(row.who, []).append(row)
    mine: dict[str, list[TraineeFigures]] = {}
    for who, rows in answers.items():
        mine.setdefault(rows[0].person, []).append(_figures(sheet, rows, sums[who], topics[who]))
    for person in sheet.people:
        found = mine.get(person.id, [])
        yield person, [replace(one, person=person) for one in found]


def _named(cards: pd.DataFrame) -> pd.DataFrame:
    """The rows with `who`: the person under one code."""
    return cards.assign(who=cards["person"] + BETWEEN + cards["code"])


def _topics(cards: pd.DataFrame) -> dict[str, list[TopicFigures]]:
    """The topics of every `who` after first answers, those with most cards first."""
    first = cards.drop_duplicates(["who", "card"], keep="first")
    named = first.assign(at=first["topic"] + BETWEEN + first["who"])
    found: dict[str, list[TopicFigures]] = {who: [] for who in cards["who"]}
    for at, sums in totals_by(named, "at").items():
        topic, _, who = str(at).partition(BETWEEN)
        found[who].append(_topic(topic, sums))
    return {who: sorted(topics, key=lambda one: (-one.n, one.topic)) for who, topics in found.items()}


def _topic(topic: str, sums: Totals) -> TopicFigures:
    share = sums.marks / sums.out_of
    interval = wilson(share * sums.n, sums.n) if sums.n >= FEWEST else None
    return TopicFigures(topic, sums.n, sums.right, share, interval)


def _figures(sheet: ScoreSheet, rows: Sequence[Any], sums: Totals, topics: Sequence[TopicFigures]) -> TraineeFigures:
    schemes = {row.scheme for row in rows}
    latest = {row.card: row for row in rows}
    return TraineeFigures(
        person=Listed(rows[0].person, ""),
        code_id=rows[0].code,
        scheme=schemes.pop() if len(schemes) == 1 else "",
        is_class=rows[0].mode == CLASS,
        editions=(min(int(row.edition) for row in rows), max(int(row.edition) for row in rows)),
        answered=[datetime.fromisoformat(row.answered_at_utc).replace(tzinfo=UTC) for row in rows],
        totals=sums,
        leaning=_leaning([int(row.signed_steps) for row in rows if not pd.isna(row.signed_steps)]),
        levels=_levels(rows),
        topics=topics,
        cards=[_judged(row, sheet) for row in latest.values()],
    )


def _leaning(steps: Sequence[int]) -> Leaning:
    """What `leaning` finds in a frame, for one person of many."""
    n = len(steps)
    return Leaning(
        under_calls=rate(sum(step > 0 for step in steps), n),
        over_calls=rate(sum(step < 0 for step in steps), n),
        severe=rate(sum(abs(step) >= SEVERE for step in steps), n),
        mean_steps=sum(steps) / n if n else None,
    )


def _levels(rows: Sequence[Any]) -> list[LevelResult]:
    """What `calibration` finds in a frame, for one person of many."""
    given = [row for row in rows if not pd.isna(row.certainty) and not pd.isna(row.signed_steps)]
    found = []
    for level in Certainty:
        right = [row.signed_steps == 0 for row in given if row.certainty == level.value]
        count, n = sum(right), len(right)
        found.append(LevelResult(level, n, count, wilson(count, n), judged(level, count, n)))
    return found


def _judged(row: Any, sheet: ScoreSheet) -> Judged:
    return Judged(
        title=sheet.titles.get(row.card, row.card),
        said=Verdict(row.answer) if row.answer else None,
        accepted=accepted_in(row.part_key),
        certainty=None if pd.isna(row.certainty) else Certainty(row.certainty),
        steps=0 if pd.isna(row.signed_steps) else int(row.signed_steps),
        missed_prohibited=bool(row.missed_prohibited),
    )
