"""Edition discipline: statistics never mix two versions of a card, so a change to what is scored raises its edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scoring.card import Card, Ruling
from scoring.problems import Problem
from scoring.reading import Reading


def not_raised(now: Reading[Card], before: Card) -> Iterator[Problem]:
    """E410 when what is scored differs from `before` and the edition is not above the earlier one."""
    card = now.value
    if card is None or card.edition > before.edition:
        return
    earlier, later = scored_fields(before), scored_fields(card)
    changed = [name for name in later if later[name] != earlier[name]]
    if changed:
        said = (
            f"{', '.join(changed)} changed and the edition did not rise; "
            f"set edition: {before.edition + 1}, so that answers to both versions stay apart"
        )
        yield now.problem("E410", said, "edition")


def scored_fields(card: Card) -> dict[str, Any]:
    """The fields that decide what an answer is worth. Reasons, titles, notes and settings may change freely."""
    return {
        "situation": card.situation,
        "vignette": card.vignette,
        "stem": card.stem,
        "verdicts": _key(card.verdicts),
        "factors": [(factor.fact, factor.weight) for factor in card.factors],
        "next_steps": [(step.step, step.credit, step.harmful) for step in card.next_steps],
        "twists": [(twist.change, _key(twist.verdicts)) for twist in card.twists],
    }


def _key(rulings: Mapping[str, Ruling]) -> dict[str, Any]:
    return {code: (ruling.verdict, set(ruling.accept), set(ruling.cites)) for code, ruling in rulings.items()}
