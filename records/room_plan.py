"""What a host chooses for a class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scoring.answer import Depth
from scoring.rules import Scheme


@dataclass(frozen=True)
class RoomPlan:
    """What the host chose. `cards` are ids with editions, in order; `seconds` for each vote, None for no limit.

    At `explain_from` of the class right the hint says to explain, below `teach_below` to teach, between to discuss.

    `own_cards` are card files a host brought from the Desk, path to text; without any the deck of the server is used.
    """

    title: str
    code_id: str
    cards: tuple[tuple[str, int], ...]
    depth: Depth = Depth.QUICK
    scheme: Scheme = Scheme.NEAR_MISS
    own_names: bool = True
    ask_identifier: bool = False
    keep_days: int = 30
    seconds: int | None = None
    explain_from: float = 0.7
    teach_below: float = 0.3
    own_cards: Mapping[str, str] = field(default_factory=dict)
