"""Fonts that happen to be on the machine, asked only for signs that none of ours holds."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

LONGEST_WAIT = 10
ENDINGS = (".ttf", ".ttc")
"""TrueType outlines; others are not embedded as they should be."""


@dataclass(frozen=True)
class Found:
    """A font of the machine, with the code points it says it holds."""

    path: Path
    index: int
    signs: frozenset[int]


@lru_cache(maxsize=1)
def on_this_machine() -> tuple[Found, ...]:
    """Upright fonts that fontconfig knows of, those of the Noto family first; none where there is no fontconfig."""
    program = shutil.which("fc-list")
    if program is None:
        return ()
    form = "%{file}\t%{index}\t%{slant}\t%{variable}\t%{outline}\t%{color}\t%{charset}\n"
    try:
        listed = subprocess.run(  # noqa: S603 - a program of the system, with arguments of ours
            [program, "--format", form, ":weight=80"],
            capture_output=True,
            timeout=LONGEST_WAIT,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(sorted(_read(listed.stdout.decode(errors="replace").splitlines()), key=_rank))


def _rank(font: Found) -> tuple[bool, str, int]:
    return (not font.path.name.startswith("NotoSans"), font.path.as_posix(), font.index)


def _read(lines: Iterable[str]) -> Iterator[Found]:
    for line in lines:
        path, index, *kind, charset = [*line.split("\t"), "", "", "", "", "", ""][:7]
        if kind == ["0", "False", "True", "False"] and path.endswith(ENDINGS):
            yield Found(Path(path), int(index), frozenset(_code_points(charset)))


def _code_points(charset: str) -> Iterator[int]:
    for span in charset.split():
        first, _, last = span.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)
