"""A1 and A2 under the hardest stop there is. `KILLS=200 make test` raises the count."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from records.database import sqlite_module
from tests.conftest import ROOT

KILLS = int(os.environ.get("KILLS", "8"))


def acknowledged(log: Path) -> list[tuple[str, ...]]:
    lines = log.read_text().split("\n")[:-1] if log.exists() else []  # a line cut short was never acknowledged
    return [tuple(line.split()) for line in lines if line != "ready"]


def test_no_acknowledged_answer_is_lost_or_doubled_when_the_process_is_killed(tmp_path: Path) -> None:
    database, log = tmp_path / "killed.sqlite3", tmp_path / "acknowledged"
    chance = random.Random(20261125)
    for kill in range(KILLS):
        writer = subprocess.Popen(
            [sys.executable, "-m", "tests.records.writer", f"sqlite:///{database.as_posix()}", str(log)], cwd=ROOT
        )
        deadline = time.monotonic() + 30
        while log.read_text().count("ready\n") <= kill if log.exists() else True:
            assert writer.poll() is None, "the writer ended by itself"
            assert time.monotonic() < deadline, "the writer did not begin"
            time.sleep(0.01)
        time.sleep(chance.uniform(0.02, 0.3))
        writer.kill()
        writer.wait()

    connection = sqlite_module().connect(database)
    kept = connection.execute("SELECT sitting_id, card_id FROM attempts").fetchall()
    scored = connection.execute("SELECT count(DISTINCT attempt_id) FROM part_scores").fetchone()[0]
    sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
    connection.close()
    promised = acknowledged(log)
    assert len(promised) > KILLS, "the writer has to have written"
    assert set(promised) - set(kept) == set(), "lost"
    assert len(kept) == len(set(kept)), "doubled"
    assert scored == len(kept), "an answer without its score"
    assert sound == "ok"
