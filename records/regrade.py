"""A corrected key: who would be marked otherwise, and by how much. Only verdicts are marked anew.

What else was answered points at facts and steps by their place, and a corrected card may have other ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from records.room import Room
from records.room_events import Regraded, Voted
from scoring.answer import Part
from scoring.deck import Deck
from scoring.score import Score


@dataclass(frozen=True)
class Change:
    """One vote that a corrected key marks otherwise. Marks are of the verdict."""

    person: str
    name: str
    round: int
    before: Score
    after: Score

    @property
    def marks(self) -> tuple[float, float]:
        """The verdict marks before and after."""
        return self.before.part(Part.VERDICT).marks, self.after.part(Part.VERDICT).marks


def corrected(room: Room, deck: Deck) -> list[Regraded]:
    """For each card of a class that was corrected since it was marked, what marking it anew would do.

    The moments are those of the class's making; whoever applies one sets the moment of doing so.
    """
    found = []
    for position, (card_id, edition) in enumerate(room.plan.cards[: room.position], 1):
        card = deck.cards.get(card_id)
        now = room.editions.get(position, edition)
        if card and card.edition > now and room.plan.code_id in card.verdicts:
            found.append(Regraded(room.made_at, position, card.edition, card.verdicts[room.plan.code_id].accepted))
    return found


def changes(room: Room, after: Room, position: int) -> Sequence[Change]:
    """The votes on a card that are worth something else in `after`, in the order of rounds and voting."""
    return [
        Change(person, room.people[person].name, round_, vote.score, after.votes[place, round_][person].score)
        for (place, round_) in sorted(room.votes)
        if place == position
        for person, vote in room.cast(place, round_).items()
        if _differs(vote, after.votes[place, round_][person])
    ]


def _differs(before: Voted, after: Voted) -> bool:
    return replace(before.score, edition=after.score.edition) != after.score
