"""A year of one trainee: server time of My progress, and how it divides.

python -m benchmarks.my_progress [attempts, 600]
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
ROUNDS = 9


def main(attempts: int = 600) -> None:
    """Print the median time of the page, of the reckoning and of reading the rows."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BOUNDARY_DATABASE_URL"] = f"sqlite:///{Path(folder) / 'year.sqlite3'}"
        _measure(attempts)


def _measure(attempts: int) -> None:
    from streamlit.testing.v1 import AppTest  # noqa: PLC0415 - after the database is named

    import screens.visitor  # noqa: PLC0415 - as above
    from records.learning import learning  # noqa: PLC0415 - as above
    from records.opening import open_records  # noqa: PLC0415 - as above
    from records.practice import Practice  # noqa: PLC0415 - as above
    from scoring.deck import load_deck  # noqa: PLC0415 - as above
    from tests.records.year import CODE, a_year  # noqa: PLC0415 - as above

    records = open_records(os.environ, ROOT)
    records.prepare()
    learner_id, _ = a_year(Practice(records.store, load_deck(ROOT / "scenarios")), attempts)
    screens.visitor.device_token = lambda: ("improving", True)
    screens.visitor.host_token = screens.visitor.room_code = lambda: None
    app = AppTest.from_file(str(ROOT / "screens" / "main.py"), default_timeout=60)
    app.run()
    app.button(key="to-progress").click().run()
    assert [title.value for title in app.title] == ["My progress"]  # noqa: S101 - nothing else may be timed
    store = records.store
    rows, history = store.part_rows(learner_id), store.history(learner_id)
    timed = {
        "the page": app.run,
        "reading rows and history": lambda: (store.part_rows(learner_id), store.history(learner_id)),
        "reckoning": lambda: learning(history, rows, CODE),
    }
    print(f"{attempts} attempts, {len(rows)} rows, median of {ROUNDS}")
    for name, act in timed.items():
        print(f"{name:26} {1000 * median(_seconds(act) for _ in range(ROUNDS)):6.0f} ms")


def _seconds(act: object) -> float:
    begin = time.perf_counter()
    act()  # type: ignore[operator]
    return time.perf_counter() - begin


if __name__ == "__main__":
    main(*(int(given) for given in sys.argv[1:]))
