"""Invented trainees, each with a way of judging that never changes its mind about what it is."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scoring.answer import Answer
from scoring.card import Card
from scoring.verdict import SCALE, Certainty, Verdict


@dataclass(frozen=True)
class Trainee:
    """`judge` says a verdict out of the key, how far the year has gone (0 to 1) and chance."""

    name: str
    judge: Callable[[Verdict, float, random.Random], Verdict]


def _at(level: int) -> Verdict:
    return SCALE[max(0, min(len(SCALE) - 1, level))]


def _guess(_key: Verdict, _gone: float, chance: random.Random) -> Verdict:
    return chance.choice(SCALE)


def _always_inadvisable(_key: Verdict, _gone: float, _chance: random.Random) -> Verdict:
    return Verdict.INADVISABLE


def _permissive(key: Verdict, _gone: float, chance: random.Random) -> Verdict:
    return _at(key.level + chance.choices((0, 1, 2), (0.45, 0.40, 0.15))[0])


def _careful(key: Verdict, _gone: float, chance: random.Random) -> Verdict:
    return _at(key.level + chance.choices((0, -1, 1, -2), (0.82, 0.10, 0.06, 0.02))[0])


def _improving(key: Verdict, gone: float, chance: random.Random) -> Verdict:
    return key if chance.random() < 0.35 + 0.55 * gone else _guess(key, gone, chance)


TRAINEES: Mapping[str, Trainee] = {
    trainee.name: trainee
    for trainee in (
        Trainee("guesser", _guess),
        Trainee("always inadvisable", _always_inadvisable),
        Trainee("permissive", _permissive),
        Trainee("careful", _careful),
        Trainee("improving", _improving),
    )
}


def full_answer(trainee: Trainee, card: Card, code_id: str, gone: float, chance: random.Random) -> Answer:
    """An answer to every part; the parts beside the verdict are ticked blindly."""
    verdict = trainee.judge(card.verdicts[code_id].verdict, gone, chance)
    return Answer(
        verdict=verdict,
        certainty=chance.choice((None, *Certainty)),
        factors=frozenset(place for place in range(len(card.factors)) if chance.random() < 0.5),
        next_step=chance.randrange(len(card.next_steps)),
        standard=chance.choice(card.verdicts[code_id].cites),
        reasoning="Because of what the code asks here." if chance.random() < 0.3 else "",
    )
