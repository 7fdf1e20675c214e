"""Everything that can be said of how one trainee judges under one code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from records.agreement import (
    ENOUGH_FOR_KAPPA,
    Leaning,
    Table,
    WouldDoIt,
    leaning,
    linear_weight,
    verdict_table,
    weighted_kappa,
    would_do_it,
)
from records.calibration import CertaintyMarks, LevelResult, calibration, certainty_marks
from records.estimates import TopicEstimate, topic_estimates
from records.gain import Gain, met_again
from records.history import Past, missed, under
from records.progress import Totals, attempts_frame, by_card, totals, totals_by
from scoring.answer import Part
from scoring.score import Direction


@dataclass(frozen=True)
class Learning:
    """What the answers under one code add up to. An exam that goes on is not in it.

    `missed` are the latest answers the code does not accept, the gravest first. `kappa` (by the default marks) and
    `linear_kappa` are None below twenty cards.
    """

    code_id: str
    totals: Totals
    missed: Sequence[Past]
    leaning: Leaning
    verdicts: Table
    would_do_it: WouldDoIt
    kappa: float | None
    linear_kappa: float | None
    topics: Sequence[TopicEstimate]
    levels: Sequence[LevelResult]
    certainty_marks: CertaintyMarks | None
    directions: Mapping[Direction, int]
    came_back: Gain | None
    by_sitting: Mapping[str, Totals]


def learning(history: Iterable[Past], part_rows: Iterable[Mapping[str, Any]], code_id: str) -> Learning | None:
    """The learning under `code_id`, out of the store's history and part rows of one learner; None without answers."""
    rows = [row for row in part_rows if row["code_id"] == code_id]
    if not rows:
        return None
    frame = attempts_frame(rows)
    cards = by_card(frame)
    told = [past for past in under(history, code_id) if past.told]
    verdicts = verdict_table(cards)
    enough = sum(map(sum, verdicts)) >= ENOUGH_FOR_KAPPA
    return Learning(
        code_id=code_id,
        totals=totals(cards),
        missed=missed(told),
        leaning=leaning(cards),
        verdicts=verdicts,
        would_do_it=would_do_it(verdicts),
        kappa=weighted_kappa(verdicts) if enough else None,
        linear_kappa=weighted_kappa(verdicts, linear_weight) if enough else None,
        topics=topic_estimates(told),
        levels=calibration(cards),
        certainty_marks=certainty_marks(cards),
        directions=_directions(frame),
        came_back=met_again(told),
        by_sitting={str(sitting): sums for sitting, sums in totals_by(cards, "sitting_id").items()},
    )


def _directions(frame: pd.DataFrame) -> dict[Direction, int]:
    told = frame.loc[frame["part"] == Part.TWIST.value, "direction"].value_counts()
    return {direction: int(told.get(direction.value, 0)) for direction in Direction}
