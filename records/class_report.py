"""What a class's votes add up to, by card, by person and over the deck: frames inside, frozen results outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
import pandas as pd

from records.agreement import Table, verdict_table
from records.estimates import Interval
from records.gain import sign_test
from records.item_analysis import Credits, ItemStatistics, Reliability, flag_miskeyed, item_analysis, reliability
from records.progress import Totals, totals, totals_by
from scoring.in_words import accepted_in
from scoring.rules import Scheme
from scoring.verdict import SCALE, Verdict

COLUMNS: Mapping[str, str] = {
    **dict.fromkeys(("participant_id", "name", "card_id", "accepted"), "str"),
    **dict.fromkeys(("position", "round", "key"), "int64"),
    **dict.fromkeys(("verdict", "signed_steps"), "Int64"),
    **dict.fromkeys(("taken", "missed_prohibited"), "bool"),
    **dict.fromkeys(("credit", "marks", "out_of", "chance", "all_marks", "all_out_of"), "float64"),
}
"""The columns of a votes frame: a row for each person, card and round. Of several such rows the last one counts."""
FIRST_ROUND, FEWEST_PEOPLE, SPLIT_SHARE = 1, 5, 0.25
NO_VOTES = (0,) * len(SCALE)
DISCUSS_BETWEEN = Interval(0.3, 0.7)
"""The share right on the first vote that makes a discussion worth while, both ends included (Crouch and Mazur)."""


class Hint(Enum):
    """What the first vote on a card suggests doing next."""

    NONE = "too few votes"
    EXPLAIN = "explain"
    DISCUSS = "discuss"
    TEACH = "teach"


@dataclass(frozen=True)
class Transition:
    """From the first vote (rows of `table`) to the last (columns), over the `n` people with a verdict in both.

    `left_out` have one in one of the two only. `toward` and `away` count those who came nearer to the key and those
    who went further off; `sign_p` is the exact sign test between them.
    """

    n: int
    left_out: int
    table: Table
    right_right: int
    wrong_right: int
    right_wrong: int
    wrong_wrong: int
    toward: int
    away: int
    unchanged: int
    sign_p: float

    @property
    def gain(self) -> float | None:
        """The share of those wrong at first who were right in the end; None where nobody was wrong."""
        wrong = self.wrong_right + self.wrong_wrong
        return self.wrong_right / wrong if wrong else None


@dataclass(frozen=True)
class CardReport:
    """One card. `n` people have a row in the first round, `not_voted` have none; below five that is all that is told.

    `sums` and `omitted` (rows without a verdict) are of the first round. `votes` are counts by level, for each round
    with five verdicts or more; `majority_share` and `split` are of the first. `transition` wants five with both votes.
    """

    card_id: str
    accepted: Sequence[Verdict]
    n: int
    not_voted: int
    omitted: int | None
    sums: Totals | None
    votes: Mapping[int, Sequence[int]]
    majority_share: float | None
    split: bool
    item: ItemStatistics
    transition: Transition | None

    def hint(self, discuss_between: Interval = DISCUSS_BETWEEN) -> Hint:
        """What the first vote suggests doing next."""
        return hint(
            self.votes.get(FIRST_ROUND, NO_VOTES), [verdict.level for verdict in self.accepted], discuss_between
        )


@dataclass(frozen=True)
class PersonReport:
    """One person's first votes: `answered` hold a verdict, `taken` were selected but not sent when the vote closed."""

    participant_id: str
    name: str
    answered: int
    taken: int
    sums: Totals


@dataclass(frozen=True)
class ClassReport:
    """A class of `joined` people, `n` of whom have a first vote. What is of all cards is None below five people.

    A person's own sheet is not a statistic of the class: it is there however few they are.
    """

    joined: int
    n: int
    omitted: int | None
    sums: Totals | None
    reliability: Reliability | None
    cards: Sequence[CardReport]
    people: Sequence[PersonReport]


def class_report(
    votes: pd.DataFrame, roster: Mapping[str, str], card_ids: Sequence[str], scheme: Scheme = Scheme.NEAR_MISS
) -> ClassReport:
    """The report of a frame with `COLUMNS`: cards in the order of `card_ids`, people in that of `roster`, id to name.

    First votes count, the last round only for transitions; people and cards that are not listed do not. `scheme` is
    the one the votes were marked by, for the best constant answer.
    """
    counted = _counted(votes, roster, card_ids, scheme)
    first = counted[counted["round"] == FIRST_ROUND]
    credits_given = _grid(first, "credit", (len(roster), len(card_ids)))
    n = int(first["person"].nunique())
    return ClassReport(
        joined=len(roster),
        n=n,
        omitted=int(first["verdict"].isna().sum()) if n >= FEWEST_PEOPLE else None,
        sums=totals(first) if n >= FEWEST_PEOPLE else None,
        reliability=reliability(credits_given),
        cards=_cards(counted, card_ids, credits_given),
        people=_people(first, roster),
    )


def _counted(votes: pd.DataFrame, roster: Mapping[str, str], card_ids: Sequence[str], scheme: Scheme) -> pd.DataFrame:
    person = pd.Index(list(roster), dtype="str").get_indexer(votes["participant_id"])
    place = pd.Index(list(card_ids), dtype="str").get_indexer(votes["card_id"])
    words = {"part_key": votes["accepted"].astype(object), "scheme": pd.Series(scheme.value, votes.index, object)}
    listed = votes.assign(person=person, place=place, **words)[(person >= 0) & (place >= 0)]
    return listed.drop_duplicates(["person", "place", "round"], keep="last")


def _grid(votes: pd.DataFrame, column: str, shape: tuple[int, ...]) -> Credits:
    grid = np.full(shape, np.nan)
    grid[votes["person"], votes["place"]] = votes[column].to_numpy("float64", na_value=np.nan)
    return grid


def _cards(counted: pd.DataFrame, card_ids: Sequence[str], credits_given: Credits) -> list[CardReport]:
    by_round = {
        number: counted[counted["round"] == number] for number in sorted({FIRST_ROUND, *counted["round"].tolist()})
    }
    grids = [(number, _grid(votes, "verdict", credits_given.shape)) for number, votes in by_round.items()]
    sums, keyed = totals_by(by_round[FIRST_ROUND], "card_id"), counted.drop_duplicates("place")
    accepted = {card: accepted_in(key) for card, key in zip(keyed["card_id"], keyed["part_key"], strict=True)}
    return [
        _card(card_id, accepted.get(card_id, ()), sums.get(card_id), item, {n: grid[:, place] for n, grid in grids})
        for place, (card_id, item) in enumerate(zip(card_ids, item_analysis(credits_given), strict=True))
    ]


def _card(
    card_id: str, accepted: Sequence[Verdict], sums: Totals | None, item: ItemStatistics, given: Mapping[int, Credits]
) -> CardReport:
    counts = {number: [int((levels == level).sum()) for level in range(len(SCALE))] for number, levels in given.items()}
    votes = {number: told for number, told in counts.items() if sum(told) >= FEWEST_PEOPLE}
    later = [levels for number, levels in given.items() if number > FIRST_ROUND and any(counts[number])]
    first, n = votes.get(FIRST_ROUND, NO_VOTES), sums.n if sums else 0
    key_levels = [verdict.level for verdict in accepted]
    return CardReport(
        card_id=card_id,
        accepted=accepted,
        n=n,
        not_voted=len(given[FIRST_ROUND]) - n,
        omitted=n - sum(counts[FIRST_ROUND]) if n >= FEWEST_PEOPLE else None,
        sums=sums if n >= FEWEST_PEOPLE else None,
        votes=votes,
        majority_share=max(first) / sum(first) if any(first) else None,
        split=split(first),
        item=flag_miskeyed(item, first, key_levels),
        transition=transition(given[FIRST_ROUND], later[-1], key_levels) if later else None,
    )


def split(votes: Sequence[int]) -> bool:
    """Whether the two verdicts with most votes lie apart, each with a quarter or more; of equals any two will do."""
    most, second = sorted(votes)[:-3:-1]
    firsts, seconds = ([level for level, count in enumerate(votes) if count >= least] for least in (most, second))
    apart = any(abs(one - other) > 1 for one in firsts for other in seconds)
    return apart and sum(votes) > 0 and second >= SPLIT_SHARE * sum(votes)


def hint(votes: Sequence[int], key_levels: Sequence[int], discuss_between: Interval = DISCUSS_BETWEEN) -> Hint:
    """Whether a card's first vote calls for a word, a discussion or teaching; nothing below five votes."""
    if sum(votes) < FEWEST_PEOPLE:
        return Hint.NONE
    right = sum(votes[level] for level in key_levels) / sum(votes)
    if right > discuss_between.high:
        return Hint.EXPLAIN
    return Hint.DISCUSS if right >= discuss_between.low else Hint.TEACH


def transition(before: Credits, after: Credits, key_levels: Sequence[int]) -> Transition | None:
    """The transition between two votes of the same people, NaN where there is no verdict; None below five with both."""
    voted, voted_again = ~np.isnan(before), ~np.isnan(after)
    n = int(np.count_nonzero(voted & voted_again))
    if n < FEWEST_PEOPLE:
        return None
    table = verdict_table(pd.DataFrame({"key": before, "verdict": after})[voted & voted_again])
    steps = np.array([min(abs(level - key) for key in key_levels) for level in range(len(SCALE))])
    counts, nearer, right = np.array(table), steps[:, None] > steps, steps == 0
    toward, away = int(counts[nearer].sum()), int(counts[nearer.T].sum())
    return Transition(
        n=n,
        left_out=int(np.count_nonzero(voted ^ voted_again)),
        table=table,
        right_right=int(counts[right][:, right].sum()),
        wrong_right=int(counts[~right][:, right].sum()),
        right_wrong=int(counts[right][:, ~right].sum()),
        wrong_wrong=int(counts[~right][:, ~right].sum()),
        toward=toward,
        away=away,
        unchanged=n - toward - away,
        sign_p=sign_test(toward, away),
    )


def _people(first: pd.DataFrame, roster: Mapping[str, str]) -> list[PersonReport]:
    sums, nothing = totals_by(first, "participant_id"), totals(first.iloc[:0])
    counts = first.assign(answered=first["verdict"].notna()).groupby("person")[["answered", "taken"]].sum()
    told = counts.reindex(range(len(roster)), fill_value=0).to_numpy(int)
    return [
        PersonReport(person, name, int(answered), int(taken), sums.get(person, nothing))
        for (person, name), (answered, taken) in zip(roster.items(), told, strict=True)
    ]
