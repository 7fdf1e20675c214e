"""What a class of phones measured, and the table of it beside the budgets of the design."""

from __future__ import annotations

import os
import platform
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

BUDGETS = {
    "address -> name asked": "",
    "Join -> in the class": "300 in 10 s, none failing",
    "open -> card": "p95 < 1.50 s",
    "vote -> Saved": "p95 < 1.00 s",
    "close -> vote is over": "",
    "reveal -> the code's verdict": "p95 < 1.50 s",
    "(this tool's own lag)": "",
}
HUB = ("SELECT rooms.id FROM rooms WHERE rooms.deadline <=", "SELECT rooms.id, rooms.version, rooms.turn FROM rooms")
"""What the hub asks for all phones together, whatever happens."""


@dataclass
class Stage:
    """What the servers used while something went on; `runs` is how often they drew a phone."""

    seconds: float = 0.0
    cpu: float = 0.0
    runs: int = 0
    statements: Counter[str] = field(default_factory=Counter)

    def add(self, other: Stage) -> None:
        """The same thing happened again."""
        self.seconds += other.seconds
        self.cpu += other.cpu
        self.runs += other.runs
        self.statements.update(other.statements)


@dataclass
class Figures:
    """All that was measured. `took` is in seconds, `memory` in bytes, `cores` how many each kept busy.

    Of votes: `broken` were shown as saved and are not kept as sent, `missing` were sent, never shown as saved and not
    kept, `unasked` are kept and were never sent.
    """

    took: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failed: Counter[str] = field(default_factory=Counter)
    stages: defaultdict[str, Stage] = field(default_factory=lambda: defaultdict(Stage))
    memory: dict[str, int] = field(default_factory=dict)
    cores: dict[str, float] = field(default_factory=dict)
    idle_frames: int = 0
    dropped: int = 0
    sent: int = 0
    kept: int = 0
    broken: int = 0
    missing: int = 0
    unasked: int = 0


def tell(title: str, phones: int, figures: Figures) -> None:
    """Print it."""
    busy = ", ".join(f"{who} {cores:.2f}" for who, cores in figures.cores.items())
    print(f"{title}; Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    print(f"of {os.cpu_count()} cores busy through the votes: {busy}")
    print(f"{'seconds':30}{'n':>6}{'p50':>8}{'p95':>8}{'worst':>8}   budget")
    for what, budget in BUDGETS.items():
        took = sorted(figures.took[what])
        if took:
            print(f"{what:30}{len(took):6}{at(took, 0.5):8.3f}{at(took, 0.95):8.3f}{took[-1]:8.3f}   {budget}")
    print(f"{'servers':30}{'s':>6}{'CPU s':>8}{'% core':>8}{'runs':>8}{'ms/run':>8}")
    for name, stage in figures.stages.items():
        share, each = 100 * stage.cpu / stage.seconds, 1000 * stage.cpu / stage.runs if stage.runs else 0.0
        print(f"{name:30}{stage.seconds:6.1f}{stage.cpu:8.2f}{share:8.0f}{stage.runs:8}{each:8.1f}")
    _tell_memory(phones, figures.memory)
    idle = figures.stages["idle"]
    print(f"idle for {idle.seconds:.0f} s: {idle.runs} reruns, {figures.idle_frames} frames to phones   budget 0 and 0")
    if idle.statements:
        _tell_statements(figures)
    for what, count in figures.failed.most_common():
        print(f"failed: {count} x {what}")
    print(f"connections dropped: {figures.dropped}   budget 0")
    print(
        f"votes sent {figures.sent}, kept {figures.kept}; saved on the phone and lost or altered {figures.broken}, "
        f"sent and never saved {figures.missing}, kept and never sent {figures.unasked}   budget 0, 0, 0"
    )


def at(took: Sequence[float], share: float) -> float:
    """The value below which this share of sorted values lies."""
    return took[min(len(took) - 1, int(share * len(took)))]


def _tell_memory(phones: int, memory: dict[str, int]) -> None:
    waiting = (memory["in"] - memory["before"]) / phones / 1000
    growth = (memory["after"] - memory["in"]) / 1e6
    print(
        f"memory: {memory['before'] / 1e6:.0f} MB before, {waiting:.0f} kB for each waiting phone   budget 150 kB; "
        f"{growth:+.1f} MB over the votes"
    )


def _tell_statements(figures: Figures) -> None:
    idle = {words: n for words, n in figures.stages["idle"].statements.items() if not _is_the_hubs(words)}
    print(f"statements while idle, besides the hub's: {sum(idle.values())} {idle or ''}   budget 0")
    for name, stage in figures.stages.items():
        print(f"statements of: {name} ({stage.runs} runs)")
        for words, n in stage.statements.most_common(12):
            print(f"{n:8}  {words[:110]}")


def _is_the_hubs(words: str) -> bool:
    return words == "BEGIN" or words.startswith(HUB)
