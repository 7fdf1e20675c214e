"""python -m scoring check | new | show | schema: the author's commands."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from scoring.card import Card
from scoring.checks import DEFAULT_CODE
from scoring.code import Code
from scoring.deck import CODES, Deck, assemble, load_deck
from scoring.reading import read_as
from scoring.schema import write_schemas
from scoring.template import new_card, told

SCENARIOS = Path("scenarios")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 0 when all is well, 1 on problems, 2 on a wrong call."""
    options = _parser().parse_args(arguments)
    status: int = options.command(options)
    return status


def check(options: argparse.Namespace) -> int:
    """Print every problem of every file; 1 when there is an error among them."""
    errors = 0
    for path in options.paths:
        deck = _deck_at(path)
        for found in deck.problems:
            print(found)
        errors += sum(found.is_error for found in deck.problems)
        left_out = _counted(len(deck.left_out), "file")
        print(f"{path}: {len(deck.cards)} cards, {len(deck.codes)} codes, {left_out} left out")
    return 1 if errors else 0


def new(options: argparse.Namespace) -> int:
    """Write a new card for its author to fill in; never over an existing one."""
    path: Path = options.folder / options.topic / f"{options.id}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(new_card(options.id, options.topic))
    except FileExistsError:
        print(f"{path} exists already; choose another id", file=sys.stderr)
        return 1
    print(f"{path} is ready to fill in; then run: python -m scoring check {path}")
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
    print("\n".join(told(card, code)))
    return 0


def schema(options: argparse.Namespace) -> int:
    """Write the JSON Schemas that help editors."""
    for path in write_schemas(options.folder):
        print(path)
    return 0


def _deck_at(path: Path) -> Deck:
    """The deck of a folder, or of one card file with the codes that stand beside its topic."""
    if path.is_dir():
        return load_deck(path)
    codes = sorted((path.resolve().parent.parent / CODES).glob("*.yaml"))
    source = path.read_bytes() if path.exists() else b""
    return assemble(
        [read_as(Card, source, path.as_posix())],
        [read_as(Code, code.read_bytes(), code.as_posix()) for code in codes],
    )


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scoring", description="Tools for authors of cards.")
    commands = parser.add_subparsers(required=True, metavar="check | new | show | schema")

    checking = commands.add_parser("check", help="print every problem of every file")
    checking.add_argument("paths", nargs="*", type=Path, default=[SCENARIOS], help="folders or card files")
    checking.set_defaults(command=check)

    making = commands.add_parser("new", help="start a new card")
    making.add_argument("topic", help="the folder, such as former-client-friendship")
    making.add_argument("id", help="the card's id, such as coffee-three-years-on")
    making.set_defaults(command=new)

    showing = commands.add_parser("show", help="a card as a trainee meets it, then its marks")
    showing.add_argument("id")
    showing.add_argument("--code", default=DEFAULT_CODE, help=f"the code to judge under (default {DEFAULT_CODE})")
    showing.set_defaults(command=show)

    describing = commands.add_parser("schema", help="write the JSON Schemas that help editors")
    describing.set_defaults(command=schema)

    for command in (making, showing, describing):
        command.add_argument("--folder", type=Path, default=SCENARIOS, help="the deck (default scenarios)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
