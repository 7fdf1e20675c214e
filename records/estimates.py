"""What a trainee's answers say of a topic, and how far they say it: shrunken means, intervals, and the word for it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from records.history import Past, first_answers

Z_80 = 1.2815515655446004
"""Two-sided 80 % of the normal distribution."""
PULL = 4
"""How many answers' worth a topic is pulled toward the trainee's own mean."""
FEWEST = 5
ENOUGH_CARDS, ENOUGH_SITTINGS, BAR, LOOK_BACK = 8, 2, 0.65, 8


class Standing(Enum):
    """What may be said of a topic."""

    NOT_ENOUGH = "not enough yet"
    DEVELOPING = "developing"
    SOLID = "solid"


@dataclass(frozen=True)
class Interval:
    """Where a true value probably lies; of a share both ends are within 0 and 1."""

    low: float
    high: float


@dataclass(frozen=True)
class TopicEstimate:
    """One topic after first answers to `n` different cards. Shares are of the verdict marks, 0 to 1.

    `estimate` is the mean drawn toward the trainee's own overall mean; `interval` is the 80 % Wilson interval of the
    plain mean.
    """

    topic: str
    n: int
    mean: float
    estimate: float
    interval: Interval
    standing: Standing


def wilson(total: float, n: int, z: float = Z_80) -> Interval | None:
    """Wilson's score interval for a mean of `n` credits between 0 and 1 that sum to `total`; None without any.

    Conservative for partial credit, whose variance is at most that of right or wrong with the same mean
    (E. B. Wilson, 1927, Journal of the American Statistical Association 22:209).
    """
    if n == 0:
        return None
    share, square = total / n, z * z
    middle = share + square / (2 * n)
    half = z * math.sqrt(share * (1 - share) / n + square / (4 * n * n))
    whole = 1 + square / n
    return Interval(max(0.0, (middle - half) / whole), min(1.0, (middle + half) / whole))


def shrunken(total: float, n: int, all_total: float, all_n: int) -> float:
    """The topic's mean as if `PULL` more answers had been given at the trainee's own mean over all topics."""
    own_mean = (all_total + 1) / (all_n + 2)
    return (total + PULL * own_mean) / (n + PULL)


def topic_estimates(history: Iterable[Past]) -> list[TopicEstimate]:
    """The topics of a history in the order it was made, alphabetically.

    Only first answers count, since a card seen again tests memory of its verdict; and only finished sittings, since
    looking after every answer would call chance solid too often.
    """
    first = first_answers(past for past in history if past.sitting_over)
    topics: dict[str, list[Past]] = {}
    for past in first:
        topics.setdefault(past.topic, []).append(past)
    return [_estimate(topic, topics[topic], first) for topic in sorted(topics)]


def _estimate(topic: str, answers: Sequence[Past], everything: Sequence[Past]) -> TopicEstimate:
    total, n = sum(past.credit for past in answers), len(answers)
    interval = wilson(total, n) or Interval(0.0, 1.0)
    missed_lately = any(past.missed_prohibited for past in answers[-LOOK_BACK:])
    return TopicEstimate(
        topic=topic,
        n=n,
        mean=total / n,
        estimate=shrunken(total, n, sum(past.credit for past in everything), len(everything)),
        interval=interval,
        standing=standing(n, len({past.sitting_id for past in answers}), interval, missed_prohibited=missed_lately),
    )


def standing(cards: int, sittings: int, interval: Interval, *, missed_prohibited: bool) -> Standing:
    """*Solid* after eight cards in two sittings, the interval above the bar and no prohibited act missed lately."""
    if cards < FEWEST:
        return Standing.NOT_ENOUGH
    enough = cards >= ENOUGH_CARDS and sittings >= ENOUGH_SITTINGS
    return Standing.SOLID if enough and interval.low >= BAR and not missed_prohibited else Standing.DEVELOPING
