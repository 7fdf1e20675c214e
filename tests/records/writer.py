"""A process that answers cards as fast as it can and says which answers were acknowledged. A test kills it."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from records.database import Database
from records.identity import Identity
from records.migrate import migrate
from records.practice import Practice
from records.sitting import Plan
from records.store import Store
from scoring.answer import Answer
from scoring.deck import load_deck
from scoring.verdict import Certainty, Verdict

ROOT = Path(__file__).parents[2]


def main(url: str, acknowledged: str) -> None:
    database = Database(url)
    migrate(database)
    practice = Practice(Store(database), load_deck(ROOT / "tests" / "deck"))
    learner_id = Identity(database).welcome(f"device {os.getpid()}", datetime.now(UTC))
    with Path(acknowledged).open("ab", buffering=0) as log:
        log.write(b"ready\n")
        while True:
            sitting = practice.begin(learner_id, Plan("apa-2017", 4), datetime.now(UTC))
            place = practice.place(sitting, datetime.now(UTC))
            while place is not None:
                if practice.submit(place, Answer(Verdict.GRAY_AREA, Certainty.LEANING), datetime.now(UTC)):
                    log.write(f"{sitting.id} {place.dealt.card_id}\n".encode())
                place = practice.go_on(practice.place(sitting, datetime.now(UTC)) or place, datetime.now(UTC))


if __name__ == "__main__":
    main(*sys.argv[1:])
