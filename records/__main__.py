"""python -m records export: score sheets for whoever runs the server."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from records.class_report import ClassReport
from records.commands import records_there, sheet_of_class, sheet_of_trainee
from records.database import URL_SETTING
from records.errors import RecordsError
from records.exports.formats import FORMATS
from records.exports.texts import one_line
from records.opening import open_deck
from records.score_sheet import ScoreSheet

ROOT = Path(__file__).parents[1]
WIDEST_NAME = 80


class NotWrittenError(RecordsError):
    """The sheet could not be written where it was wanted."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 0 when all is well, 1 with a sentence, 2 on a wrong call."""
    options = _parser().parse_args(arguments)
    try:
        export(options)
    except RecordsError as error:
        _say(str(error))
        return 1
    return 0


def export(options: argparse.Namespace) -> None:
    """Write a score sheet where it was asked for, and say who is not in it."""
    chosen = FORMATS[options.format]
    if options.out is None and not chosen.is_text and sys.stdout.isatty():
        raise NotWrittenError(
            f"A screen cannot show {options.format}. Name a file with --out, for example sheet{chosen.suffix}."
        )
    made = chosen.write(*_sheet(options))
    _write(made.data, options.out)
    for one in made.refused:
        _say(f"Left out: {one_line(one.person.name, WIDEST_NAME)}. {one.why}")


def _sheet(options: argparse.Namespace) -> tuple[ScoreSheet, ClassReport | None]:
    records, deck, now = records_there(os.environ, ROOT), open_deck(os.environ, ROOT), datetime.now(UTC)
    if options.room is not None:
        return sheet_of_class(records, deck, options.room, now)
    return sheet_of_trainee(records, deck, options.learner.strip(), now), None


def _write(data: bytes, out: Path | None) -> None:
    if out is None:
        _print(data)
        return
    try:
        out.write_bytes(data)
    except OSError as error:
        raise NotWrittenError(f"Nothing was written to {out}: {error.strerror}.") from error
    _say(f"{out} is written.")


def _print(data: bytes) -> None:
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:  # whoever reads has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m records", description="What the records hold, as files.")
    commands = parser.add_subparsers(required=True, metavar="export")
    one = commands.add_parser("export", help="write a score sheet", description=f"Reads the database of {URL_SETTING}.")
    whose = one.add_mutually_exclusive_group(required=True)
    whose.add_argument("--room", metavar="CODE|ID", help="the sheet of a class, also of one that is over")
    whose.add_argument("--learner", metavar="ID", help="the sheet of one trainee")
    one.add_argument("--format", choices=FORMATS, required=True)
    one.add_argument("--out", metavar="FILE", type=Path, help="where to; without it the sheet is printed")
    return parser


if __name__ == "__main__":
    sys.exit(main())
