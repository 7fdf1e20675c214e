"""The scale every card is judged on, and the two ways of standing beside it."""

from __future__ import annotations

from enum import Enum, IntEnum


class Verdict(Enum):
    """What a code says of an act, from strictest to most permissive.

    "Gray area" is a claim about the code (it leaves the act to judgement), not a way to say "I am unsure":
    that is what certainty is for.
    """

    PROHIBITED = "prohibited"
    INADVISABLE = "inadvisable"
    GRAY_AREA = "gray area"
    PERMISSIBLE = "permissible"

    @property
    def level(self) -> int:
        """The step on the scale: 0 for prohibited to 3 for permissible."""
        return _LEVELS[self]

    @classmethod
    def at(cls, level: int) -> Verdict:
        """The verdict on step `level`. Raises `ValueError` off the scale."""
        if not 0 <= level < len(SCALE):
            raise ValueError(f"no verdict stands on step {level}; the steps run from 0 to {len(SCALE) - 1}")
        return SCALE[level]

    def steps_to(self, other: Verdict) -> int:
        """Signed steps from this verdict to `other`; positive when `other` is more permissive."""
        return other.level - self.level


SCALE: tuple[Verdict, ...] = tuple(Verdict)
_LEVELS = {verdict: level for level, verdict in enumerate(SCALE)}


class Certainty(IntEnum):
    """How likely the trainee thinks it is that their verdict is the code's."""

    GUESSING = 1
    LEANING = 2
    CERTAIN = 3
