"""What a card is: a situation, one act to judge, and a key under every code that speaks to it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from scoring.fields import (
    WHOLE,
    Frozen,
    Line,
    Number,
    Sentence,
    Slug,
    Story,
    Title,
    Truth,
    VerdictWord,
    distinct,
    one_of,
    refuse,
)
from scoring.situation import Change, Situation
from scoring.verdict import Verdict


class Weight(Enum):
    """What a fact of the case does to the verdict."""

    DECISIVE = "decisive"
    NEUTRAL = "neutral"
    IRRELEVANT = "irrelevant"


class Ruling(Frozen):
    """The verdict one code supports, with its clauses and the reason in our own words."""

    verdict: VerdictWord
    """prohibited, inadvisable, gray area or permissible."""
    accept: tuple[VerdictWord, ...] = ()
    """Neighbouring verdicts that the code supports as well as the key."""
    cites: Annotated[tuple[Number, ...], Field(min_length=1, max_length=4)]
    """Numbers of the clauses that carry the verdict, as the code file writes them."""
    because: Sentence
    """Two or three sentences: which words of the code decide, applied to this case."""

    @field_validator("accept")
    @classmethod
    def _accept_is_distinct(cls, accept: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
        return distinct("accepted verdicts", lambda verdict: verdict.value)(accept)

    @model_validator(mode="after")
    def _accepted_verdicts_are_neighbours(self) -> Self:
        for verdict in self.accept:
            if abs(self.verdict.steps_to(verdict)) != 1:
                raise refuse(
                    "E301",
                    f"'{verdict.value}' is not one step from the key '{self.verdict.value}'; "
                    "accept only a neighbour on the scale, or leave accept out",
                )
        return self

    @property
    def accepted(self) -> tuple[Verdict, ...]:
        """Every verdict that earns full marks, the key first."""
        return (self.verdict, *self.accept)


class Factor(Frozen):
    """One fact of the case and what it does to the verdict."""

    fact: Line
    """A fact as the vignette tells it."""
    weight: Annotated[Weight, BeforeValidator(one_of(Weight))]
    """decisive (the verdict turns on it), neutral (it bears on it) or irrelevant (it seems to)."""
    because: Sentence
    """Why it weighs that much."""


class NextStep(Frozen):
    """One thing the therapist could do next."""

    step: Line
    """The step, as an action."""
    credit: Annotated[int, Field(ge=0, le=3), WHOLE]
    """3 best, 2 acceptable, 1 weak or late, 0 harmful or beside the point."""
    harmful: Truth = False
    """Whether someone would be hurt by it; told to the trainee, never a negative mark."""
    because: Sentence
    """Why it earns that much."""

    @model_validator(mode="after")
    def _harm_earns_nothing(self) -> Self:
        if self.harmful and self.credit:
            raise refuse("E306", f"a harmful step has credit {self.credit}; give it 0, or take harmful out")
        return self


Rulings = Annotated[Mapping[Slug, Ruling], Field(min_length=1)]


class Twist(Frozen):
    """A what-if: one fact changes, and the verdict is asked again."""

    change: Sentence
    """The changed fact, as one sentence that can follow "What if…"."""
    situation: Change | None = None
    """What the change does to `situation`, where it does."""
    verdicts: Rulings
    """The verdict after the change, under every code the card is keyed under."""


class Facilitator(Frozen):
    """Help for an instructor who brings the card to a class."""

    minutes: Annotated[int, Field(ge=2, le=30), WHOLE]
    """Minutes to plan for the card with discussion."""
    ask: Annotated[tuple[Sentence, ...], Field(min_length=1, max_length=4)]
    """Questions that open the discussion."""
    listen_for: Annotated[tuple[Sentence, ...], Field(min_length=1, max_length=4)]
    """Likely misconceptions, and what good answers sound like."""


class Card(Frozen):
    """One authored scenario with its key; one YAML file."""

    id: Slug
    """The file's name; never used again for another card."""
    edition: Annotated[int, Field(ge=1), WHOLE] = 1
    """Rises by one when anything that is scored changes."""
    title: Title
    """A few words that do not hint at the verdict."""
    topic: Slug
    """The folder's name."""
    setting: Title
    """Where the work happens: private practice, school, hospital ward, online platform, …"""
    situation: Situation
    """The facts in a form that can be compared."""
    vignette: Story
    """80 to 180 words, present tense, concrete people with names, one decision."""
    stem: Sentence
    """The one act that is judged, as a statement."""
    verdicts: Rulings
    """The key: one ruling for each code that speaks to the case."""
    factors: Annotated[tuple[Factor, ...], Field(min_length=4, max_length=7)]
    """The facts a trainee may tick as decisive."""
    next_steps: Annotated[tuple[NextStep, ...], Field(min_length=3, max_length=5)]
    """What the therapist could do next."""
    twists: Annotated[tuple[Twist, ...], Field(min_length=1, max_length=3)]
    """One to three what-ifs; some should leave the verdict where it was."""
    contrast: Slug | None = None
    """The sister card that differs by one fact and names this one back."""
    facilitator: Facilitator | None = None
    """Help for an instructor."""
    content_note: Line | None = None
    """What the card touches that may be painful; shown before it, and the card may be skipped without penalty."""

    @field_validator("factors")
    @classmethod
    def _something_decides(cls, factors: tuple[Factor, ...]) -> tuple[Factor, ...]:
        if not any(factor.weight is Weight.DECISIVE for factor in factors):
            raise refuse("E302", "no fact is decisive; mark the one or two on which the verdict turns")
        return factors

    @field_validator("next_steps")
    @classmethod
    def _steps_can_be_told_apart(cls, steps: tuple[NextStep, ...]) -> tuple[NextStep, ...]:
        earned = {step.credit for step in steps}
        if len(earned) == 1:
            raise refuse("E303", f"every next step has credit {earned.pop()}; give the best one 3 and the worst one 0")
        return steps

    _factors_differ = field_validator("factors")(distinct("facts", lambda factor: factor.fact))
    _steps_differ = field_validator("next_steps")(distinct("next steps", lambda step: step.step))

    def situation_after(self, twist: Twist) -> Situation:
        """The situation once the twist's change is made."""
        return twist.situation.made_to(self.situation) if twist.situation else self.situation
