"""What can happen in a live class. Each event is kept once, under a key that says which happening it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from scoring.answer import Answer
from scoring.score import Score
from scoring.verdict import Verdict


@dataclass(frozen=True)
class Joined:
    """Somebody came in. `identifier` is what a gradebook knows them by, where the host asked for it."""

    at: datetime
    person: str
    learner_id: str
    name: str
    identifier: str = ""
    kind: Literal["joined"] = "joined"

    @property
    def key(self) -> str:
        """One joining for each learner."""
        return f"joined/{self.learner_id}/{self.person}"


@dataclass(frozen=True)
class Renamed:
    """The host or the person chose another name."""

    at: datetime
    person: str
    name: str
    kind: Literal["renamed"] = "renamed"

    @property
    def key(self) -> str:
        """One for each moment."""
        return f"renamed/{self.person}/{self.at.isoformat()}"


@dataclass(frozen=True)
class Removed:
    """The host sent somebody out; they cannot come in again."""

    at: datetime
    person: str
    kind: Literal["removed"] = "removed"

    @property
    def key(self) -> str:
        """One for each person."""
        return f"removed/{self.person}"


@dataclass(frozen=True)
class Forgotten:
    """Somebody deleted their data; nothing of theirs stays."""

    at: datetime
    person: str
    kind: Literal["forgotten"] = "forgotten"

    @property
    def key(self) -> str:
        """One for each person."""
        return f"forgotten/{self.person}"


@dataclass(frozen=True)
class Locked:
    """The door was shut, or opened again."""

    at: datetime
    locked: bool
    kind: Literal["locked"] = "locked"

    @property
    def key(self) -> str:
        """One for each moment."""
        return f"locked/{self.at.isoformat()}"


@dataclass(frozen=True)
class BarsShown:
    """The wall may show how the votes on a card fell before the reveal, or no longer."""

    at: datetime
    position: int
    shown: bool
    kind: Literal["bars_shown"] = "bars_shown"

    @property
    def key(self) -> str:
        """One for each moment."""
        return f"bars/{self.at.isoformat()}"


@dataclass(frozen=True)
class Opened:
    """A vote begins; in round 2 the same card is voted on again."""

    at: datetime
    position: int
    round: int
    deadline: datetime | None = None
    kind: Literal["opened"] = "opened"

    @property
    def key(self) -> str:
        """One for each round of each card."""
        return f"opened/{self.position}/{self.round}"


@dataclass(frozen=True)
class Extended:
    """The deadline moved, or went."""

    at: datetime
    position: int
    round: int
    deadline: datetime | None
    kind: Literal["extended"] = "extended"

    @property
    def key(self) -> str:
        """One for each moment."""
        return f"extended/{self.at.isoformat()}"


@dataclass(frozen=True)
class Voted:
    """Somebody's answer with its score. `taken`: it was selected but not sent, and taken at the close."""

    at: datetime
    person: str
    position: int
    round: int
    answer: Answer
    score: Score
    taken: bool = False
    kind: Literal["voted"] = "voted"

    @property
    def key(self) -> str:
        """One vote for each person, card and round."""
        return f"voted/{self.position}/{self.round}/{self.person}"


@dataclass(frozen=True)
class Closed:
    """The vote is over."""

    at: datetime
    position: int
    round: int
    kind: Literal["closed"] = "closed"

    @property
    def key(self) -> str:
        """One for each round of each card."""
        return f"closed/{self.position}/{self.round}"


@dataclass(frozen=True)
class Revealed:
    """What the code says is told."""

    at: datetime
    position: int
    kind: Literal["revealed"] = "revealed"

    @property
    def key(self) -> str:
        """One for each card."""
        return f"revealed/{self.position}"


@dataclass(frozen=True)
class Regraded:
    """A card was corrected: its votes are marked by the verdicts that its new edition accepts, the key first."""

    at: datetime
    position: int
    edition: int
    accepted: tuple[Verdict, ...]
    kind: Literal["regraded"] = "regraded"

    @property
    def key(self) -> str:
        """One for each edition of a card."""
        return f"regraded/{self.position}/{self.edition}"


@dataclass(frozen=True)
class Ended:
    """The class is over."""

    at: datetime
    kind: Literal["ended"] = "ended"

    @property
    def key(self) -> str:
        """Once."""
        return "ended"


Attendance = Joined | Renamed | Removed | Forgotten | Locked
Course = BarsShown | Opened | Extended | Voted | Closed | Revealed | Regraded | Ended
Event = Attendance | Course

QUIET = (Joined, Voted, Locked, BarsShown)
"""Events that change nothing on anybody else's phone."""
ANSWER: TypeAdapter[Answer] = TypeAdapter(Answer)
_EVENT: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="kind")])


def to_json(event: Event) -> str:
    """An event as it is kept."""
    return _EVENT.dump_json(event).decode()


def from_json(body: str) -> Event:
    """The event a body keeps."""
    return _EVENT.validate_json(body)
