"""What an answer is worth, part by part, with the evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from scoring.answer import PARTS_ASKED, Answer, Depth, Part
from scoring.rules import CERTAINTY_MARKS, CompiledCard, Scheme, signed_steps, verdict_credit
from scoring.verdict import SCALE, Verdict


class Status(Enum):
    """What became of a part. Unanswered is not wrong, and not zero by accident."""

    ANSWERED = "answered"
    OMITTED = "omitted"
    NOT_REACHED = "not_reached"
    NOT_PRESENTED = "not_presented"
    VOID = "void"

    @property
    def counts(self) -> bool:
        """Whether the part's marks enter the percentage."""
        return self in (Status.ANSWERED, Status.OMITTED)


class Direction(Enum):
    """What the trainee's verdict did when the twist changed one fact; told, never scored."""

    FOLLOWED = "followed"
    MISSED = "missed"
    OVER_MOVED = "over_moved"
    WRONG_WAY = "wrong_way"


@dataclass(frozen=True)
class PartScore:
    """The marks of one part. `chance` is what an answer drawn blindly would earn on average."""

    part: Part
    status: Status
    marks: float
    out_of: float
    chance: float


@dataclass(frozen=True)
class Score:
    """The worth of one answer under one code and scheme.

    `signed_steps` counts from the nearest accepted verdict: positive is an under-call, negative an over-call, None
    when no verdict was given. `certainty_marks` never enters the total.
    """

    card_id: str
    edition: int
    code_id: str
    scheme: Scheme
    parts: tuple[PartScore, ...]
    key: Verdict
    signed_steps: int | None
    missed_prohibited: bool
    chose_harm: bool
    certainty_marks: int | None
    direction: Direction | None

    @property
    def marks(self) -> float:
        """Marks over the parts that count, unrounded."""
        return sum(part.marks for part in self.parts if part.status.counts)

    @property
    def out_of(self) -> float:
        """The most those parts can earn."""
        return sum(part.out_of for part in self.parts if part.status.counts)

    def part(self, part: Part) -> PartScore:
        """The score of one part. Raises `KeyError` when it was not asked."""
        for one in self.parts:
            if one.part is part:
                return one
        raise KeyError(part)


def score(compiled: CompiledCard, answer: Answer, depth: Depth, *, twist_is_over: bool = True) -> Score:
    """What `answer` is worth. While the twist is still to be answered, pass `twist_is_over=False`.

    Raises `ValueError` when the answer names something the card does not have.
    """
    ruling = compiled.card.verdicts[compiled.code.id]
    steps = None if answer.verdict is None else signed_steps(ruling.accepted, answer.verdict)
    return Score(
        card_id=compiled.card.id,
        edition=compiled.card.edition,
        code_id=compiled.code.id,
        scheme=compiled.scheme,
        parts=tuple(_part_score(compiled, answer, part, twist_is_over) for part in PARTS_ASKED[depth]),
        key=ruling.verdict,
        signed_steps=steps,
        missed_prohibited=ruling.verdict is Verdict.PROHIBITED and _went_past(answer.verdict, Verdict.INADVISABLE),
        chose_harm=answer.next_step is not None and compiled.card.next_steps[answer.next_step].harmful,
        certainty_marks=_certainty_marks(answer, steps),
        direction=_direction(compiled, answer),
    )


def marked_anew(before: Score, answer: Answer, accepted: tuple[Verdict, ...], edition: int) -> Score:
    """The score when the verdict is marked by other accepted verdicts, the key first; other parts stay as they were."""
    steps = None if answer.verdict is None else signed_steps(accepted, answer.verdict)
    credit = 0.0 if answer.verdict is None else verdict_credit(accepted, answer.verdict, before.scheme)
    chance = sum(verdict_credit(accepted, given, before.scheme) for given in SCALE) / len(SCALE)
    parts = tuple(
        replace(part, marks=part.out_of * credit, chance=part.out_of * chance) if part.part is Part.VERDICT else part
        for part in before.parts
    )
    return replace(
        before,
        edition=edition,
        parts=parts,
        key=accepted[0],
        signed_steps=steps,
        missed_prohibited=accepted[0] is Verdict.PROHIBITED and _went_past(answer.verdict, Verdict.INADVISABLE),
        certainty_marks=_certainty_marks(answer, steps),
    )


def state_of(compiled: CompiledCard, answer: Answer, part: Part) -> int | None:
    """The answer state of a part, as the rules number them; None when nothing was given."""
    match part:
        case Part.VERDICT:
            return None if answer.verdict is None else answer.verdict.level
        case Part.FACTORS:
            return sum(1 << place for place in answer.factors) or None
        case Part.NEXT_STEP:
            return answer.next_step
        case Part.STANDARD:
            return None if answer.standard is None else _place_of(compiled, answer.standard)
        case Part.TWIST:
            return None if answer.twist_verdict is None else answer.twist_verdict.level


def _place_of(compiled: CompiledCard, standard: str) -> int:
    try:
        return compiled.code.standards.index(standard)
    except ValueError:
        raise ValueError(f"{compiled.code.short} has no standard {standard}") from None


def _part_score(compiled: CompiledCard, answer: Answer, part: Part, twist_is_over: bool) -> PartScore:
    table = compiled.table(part, answer.twist)
    state = state_of(compiled, answer, part)
    if state is not None:
        status = Status.ANSWERED
    elif part is Part.TWIST and not twist_is_over:
        status = Status.NOT_REACHED
    else:
        status = Status.OMITTED
    return PartScore(part, status, table.of(state), table.out_of, table.chance)


def _went_past(answer: Verdict | None, limit: Verdict) -> bool:
    return answer is not None and answer.level > limit.level


def _certainty_marks(answer: Answer, steps: int | None) -> int | None:
    if answer.certainty is None or steps is None:
        return None
    right, wrong = CERTAINTY_MARKS[answer.certainty]
    return right if steps == 0 else wrong


def _direction(compiled: CompiledCard, answer: Answer) -> Direction | None:
    if answer.verdict is None or answer.twist_verdict is None or answer.twist is None:
        return None
    code_id, twist = compiled.code.id, compiled.card.twists[answer.twist]
    should = _sign(compiled.card.verdicts[code_id].verdict.steps_to(twist.verdicts[code_id].verdict))
    moved = _sign(answer.verdict.steps_to(answer.twist_verdict))
    if moved == should:
        return Direction.FOLLOWED
    if moved == 0:
        return Direction.MISSED
    return Direction.OVER_MOVED if should == 0 else Direction.WRONG_WAY


def _sign(steps: int) -> int:
    return (steps > 0) - (steps < 0)
