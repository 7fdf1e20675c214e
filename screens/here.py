"""What a screen is given: who is there, the deck, the records, the clock, and the way to other screens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from records.classroom import Classroom
from records.hosts import Hosts
from records.identity import Identity
from records.practice import Practice
from records.trainee_notes import TraineeNotes


@dataclass(frozen=True)
class Here:
    """One visit of one browser. `learner_id` is None until something was kept for this device.

    `host_id` is who the browser is as a host, `room_code` the class whose address it followed; None for most.

    `now` gives moments in the time zone of the browser, so that a day is the trainee's day.
    """

    practice: Practice
    identity: Identity
    notes: TraineeNotes
    classroom: Classroom
    hosts: Hosts
    token: str
    keeps_cookie: bool
    learner_id: str | None
    host_id: str | None
    room_code: str | None
    now: Callable[[], datetime]
    go: Callable[[str], NoReturn]

    def welcome(self) -> str:
        """The learner on this device, made on the spot for a new one."""
        return self.learner_id or self.identity.welcome(self.token, self.now())
