"""Classes made for a test: who is in them, what they voted, and the sheet and report of it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from records.class_report import ClassReport
from records.class_votes import report_of
from records.room import Person, Phase, Room
from records.room_events import Voted
from records.room_plan import RoomPlan
from records.score_sheet import ScoreSheet, class_sheet
from scoring.answer import Answer, Depth
from scoring.deck import Deck
from scoring.rules import compile_card
from scoring.score import score
from scoring.verdict import SCALE, Certainty, Verdict
from tests.conftest import NOON

CODE = "apa-2017"
Who = tuple[str, str]
"""A name and an identifier."""
Vote = Callable[[random.Random, Verdict], Verdict | None]
"""What somebody answers where the code says this."""


def fair(chance: random.Random, key: Verdict) -> Verdict | None:
    """Mostly right, a step off now and then, and one time in twenty no vote."""
    if chance.random() < 0.05:
        return None
    return key if chance.random() < 0.6 else SCALE[min(3, max(0, key.level + chance.choice((-1, 1, 2))))]


@dataclass(frozen=True)
class Course:
    """What a class did. The people take the reasonings in turn."""

    cards: Sequence[str]
    rounds: int = 1
    depth: Depth = Depth.QUICK
    vote: Vote = fair
    reasonings: Sequence[str] = ("",)
    title: str = "Ethics II"


def a_room(deck: Deck, who: Sequence[Who], course: Course) -> Room:
    """A class that voted on all cards of the course and is over."""
    plan = RoomPlan(course.title, CODE, tuple((card, deck.cards[card].edition) for card in course.cards), course.depth)
    people = {f"{place:032x}": one for place, one in enumerate(who)}
    room = Room(
        id="0123456789ab4def8123456789abcdef",
        code="K7MQ4T",
        host_id="host",
        plan=plan,
        made_at=NOON,
        expires_at=NOON + timedelta(days=30),
        phase=Phase.ENDED,
        position=len(course.cards),
        round=course.rounds,
        people={
            person: Person(person, f"learner {person}", name, NOON + timedelta(seconds=place), identifier)
            for place, (person, (name, identifier)) in enumerate(people.items())
        },
    )
    chance = random.Random(4)
    votes = {
        (position, round_): dict(_cast(room, deck, (position, round_), course, chance))
        for position in range(1, len(course.cards) + 1)
        for round_ in range(1, course.rounds + 1)
    }
    return replace(room, votes=votes)


def _cast(
    room: Room, deck: Deck, which: tuple[int, int], course: Course, chance: random.Random
) -> Iterator[tuple[str, Voted]]:
    position, round_ = which
    card = deck.cards[course.cards[position - 1]]
    compiled, at = compile_card(card, deck.codes[CODE]), NOON + timedelta(minutes=position, seconds=20 * round_)
    for place, person in enumerate(room.people):
        verdict = course.vote(chance, card.verdicts[CODE].verdict)
        if verdict is None:
            continue
        words = course.reasonings[place % len(course.reasonings)]
        answer = Answer(verdict, chance.choice(list(Certainty)), frozenset({0}), 0, None, words)
        worth = score(compiled, answer, course.depth, twist_is_over=False)
        yield person, Voted(at, person, position, round_, answer, worth, taken=place % 7 == 0)


def told(room: Room, deck: Deck) -> tuple[ScoreSheet, ClassReport]:
    """Its sheet and its report."""
    return class_sheet(room, deck, NOON + timedelta(hours=1)), report_of(room, deck)


def students(count: int) -> Sequence[Who]:
    """People with student numbers that begin with zeros."""
    return [(f"Student {place}", f"{place:07}") for place in range(1, count + 1)]
