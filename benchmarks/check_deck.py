"""1,000 cards: how long reading and checking takes, beside libyaml's bare event stream over the same files.

python -m benchmarks.check_deck [cards]
"""

from __future__ import annotations

import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

import yaml

from scoring.advice import advise
from scoring.deck import CODES, assemble, card_files, load_deck, read_folder

SCENARIOS = Path(__file__).parents[1] / "scenarios"
ROUNDS = 3


def main(count: int = 1000) -> None:
    """Make the cards, time both in turn, and print the medians and their ratio."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        make_deck(folder, count)
        files = card_files(folder)
        events, load, check = (
            median_of(one)
            for one in (lambda: bare_events(files), lambda: load_deck(folder), lambda: whole_check(folder))
        )
        left_out = len(load_deck(folder).left_out)
    print(f"{count} cards, {left_out} left out, {platform.python_implementation()} {platform.python_version()}")
    print(f"libyaml's bare events  {events:6.2f} s")
    print(f"load_deck (app start)  {load:6.2f} s   {load / events:4.1f} x")
    print(f"check with advice      {check:6.2f} s   {check / events:4.1f} x")


def make_deck(folder: Path, count: int) -> None:
    """`count` cards with ids of their own, copied in turn from the shipped ones; pairs are parted."""
    shutil.copytree(SCENARIOS / CODES, folder / CODES)
    for number, source in enumerate(islice(cycle(card_files(SCENARIOS)), count)):
        text = source.read_text(encoding="utf-8").replace(f"id: {source.stem}", f"id: {source.stem}-{number}", 1)
        lines = [line for line in text.splitlines() if not line.startswith("contrast:")]
        target = folder / source.parent.name / f"{source.stem}-{number}.yaml"
        target.parent.mkdir(exist_ok=True)
        target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def bare_events(files: list[Path]) -> None:
    """What libyaml alone needs for the same bytes."""
    for path in files:
        for _ in yaml.parse(path.read_bytes(), Loader=yaml.CSafeLoader):
            pass


def whole_check(folder: Path) -> None:
    """What `python -m scoring check` does."""
    cards, codes = read_folder(folder)
    list(advise(cards, assemble(cards, codes, folder), folder))


def median_of(work: Callable[[], object]) -> float:
    """The median of a few timed calls, in seconds."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return sorted(taken)[ROUNDS // 2]


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
