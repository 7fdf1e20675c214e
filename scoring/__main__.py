"""python -m scoring check | new | show | export | schema: the author's commands."""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from scoring.advice import advise
from scoring.card import Card
from scoring.code import Code
from scoring.commands import parser
from scoring.coverage import coverage
from scoring.coverage import in_lines as coverage_in_lines
from scoring.deck import CODES, Deck, assemble, card_files, load_deck, read_folder
from scoring.editions import not_raised
from scoring.interchange import ExportError, Format, choose, in_lines
from scoring.interchange import export as exported
from scoring.problems import Problem
from scoring.reading import Reading, read_as
from scoring.schema import write_field_table, write_schemas
from scoring.template import new_card, told, told_blind

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 0 when all is well, 1 on problems, 2 on a wrong call."""
    options = parser(COMMANDS).parse_args(arguments)
    status: int = options.command(options)
    return status


def check(options: argparse.Namespace) -> int:
    """Print every problem of every file and what the deck covers; 1 when there is an error among them."""
    if options.against and not all(_knows(path, options.against) for path in options.paths):
        print(f"git does not know {options.against} here; name a branch, tag or commit", file=sys.stderr)
        return 2
    found: list[Problem] = []
    decks: dict[str, Deck] = {}
    for path in options.paths:
        cards, deck = _deck_at(path)
        decks[path.as_posix()] = deck
        found += deck.problems
        found += advise(cards, deck, path if path.is_dir() else None)
        found += _unraised(cards, options.against) if options.against else ()
    found.sort()
    if options.json:
        print(json.dumps(_as_json(found, decks), indent=2, ensure_ascii=False))
    else:
        _print(found, decks)
    return 1 if any(one.is_error for one in found) else 0


def _print(found: Sequence[Problem], decks: Mapping[str, Deck]) -> None:
    for one in found:
        print(one)
    for path, deck in decks.items():
        if Path(path).is_dir():
            print("", *coverage_in_lines(coverage(deck)), sep="\n")
        left_out = _counted(len(deck.left_out), "file")
        print(f"{path}: {_counted(len(deck.cards), 'card')}, {len(deck.codes)} codes, {left_out} left out")
    warnings = sum(not one.is_error for one in found)
    print(f"{_counted(len(found) - warnings, 'error')}, {_counted(warnings, 'warning')}")


def _as_json(found: Sequence[Problem], decks: Mapping[str, Deck]) -> dict[str, Any]:
    return {
        "problems": [asdict(one) | {"is_error": one.is_error} for one in found],
        "coverage": {path: coverage(deck).as_json() for path, deck in decks.items()},
    }


def _unraised(cards: Iterable[Reading[Card]], ref: str) -> Iterator[Problem]:
    """Cards whose scored fields changed since the git reference `ref` without a new edition."""
    for card in cards:
        path = Path(card.path)
        earlier = _git(path.parent, "show", f"{ref}:./{path.name}")
        before = read_as(Card, earlier.stdout, card.path).value if earlier.returncode == 0 else None
        if before:
            yield from not_raised(card, before)


def _knows(path: Path, ref: str) -> bool:
    folder = path if path.is_dir() else path.parent
    return _git(folder, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}").returncode == 0


def _git(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    command = ["git", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False)  # noqa: S603 - the author's own git


def new(options: argparse.Namespace) -> int:
    """Write a new card for its author to fill in; never over an existing one."""
    for name in (options.topic, options.id):
        if not SLUG.fullmatch(name):
            print(f"{name} is not in the expected form: small letters, digits and single hyphens", file=sys.stderr)
            return 2
    path: Path = options.folder / options.topic / f"{options.id}.yaml"
    if not path.parent.is_dir():
        print(f"{options.topic} is a new topic; so far there are: {', '.join(_topics(options.folder))}")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(new_card(options.id, options.topic))
    except FileExistsError:
        print(f"{path} exists already; choose another id", file=sys.stderr)
        return 1
    print(f"{path} is ready to fill in; then run: python -m scoring check")
    return 0


def show(options: argparse.Namespace) -> int:
    """Print a card as a trainee meets it, then what each answer earns."""
    deck = load_deck(options.folder)
    card, code = deck.cards.get(options.id), deck.codes.get(options.code)
    if card is None:
        print(f"there is no sound card {options.id} in {options.folder}; try `check`", file=sys.stderr)
        return 1
    if code is None or code.id not in card.verdicts:
        print(f"{options.id} is keyed under {', '.join(card.verdicts)}, not {options.code}", file=sys.stderr)
        return 1
    print("\n".join((told_blind if options.blind else told)(card, code)))
    return 0


def export(options: argparse.Namespace) -> int:
    """Write chosen cards in a format that other systems read, and print what the format could not hold."""
    deck, form = load_deck(options.folder), Format(options.format)
    try:
        cards = choose(deck, options.code, options.topic, options.card)
    except ExportError as error:
        print(error, file=sys.stderr)
        return 1
    code = deck.codes[options.code]
    made = exported(cards, code, form)
    path: Path = options.out or Path(f"boundary-practice-{code.id}{form.ending}")
    try:
        path.write_bytes(made.data)
    except OSError as error:
        print(f"{path} cannot be written ({error.strerror}); choose another place with --out", file=sys.stderr)
        return 1
    print(f"{path}: {_counted(len(cards), 'card')} under {code.short}", "What it does not hold:", sep="\n")
    print(*(f"  {line}" for line in in_lines(made.losses)), sep="\n")
    if deck.left_out:
        print(f"{_counted(len(deck.left_out), 'file')} left out; run: python -m scoring check", file=sys.stderr)
    return 0


def schema(options: argparse.Namespace) -> int:
    """Write the JSON Schemas that help editors, and the field table of the author's page where there is one."""
    for path in write_schemas(options.folder):
        print(path)
    readme = options.folder / "README.md"
    if readme.exists():
        write_field_table(readme)
        print(readme)
    return 0


def _deck_at(path: Path) -> tuple[list[Reading[Card]], Deck]:
    """The deck of a folder, or of one card file with the codes that stand beside its topic."""
    if path.is_dir():
        cards, codes = read_folder(path)
        return cards, assemble(cards, codes, path)
    beside = sorted((path.resolve().parent.parent / CODES).glob("*.yaml"))
    source = path.read_bytes() if path.exists() else b""
    cards = [read_as(Card, source, path.as_posix())]
    return cards, assemble(cards, [read_as(Code, code.read_bytes(), code.as_posix()) for code in beside])


def _topics(folder: Path) -> list[str]:
    return sorted({path.parent.name for path in card_files(folder)})


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


COMMANDS = {"check": check, "new": new, "show": show, "export": export, "schema": schema}


if __name__ == "__main__":
    sys.exit(main())
