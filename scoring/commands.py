"""What can be typed after python -m scoring."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from scoring.checks import DEFAULT_CODE
from scoring.interchange import Format

SCENARIOS = Path("scenarios")
Command = Callable[[argparse.Namespace], int]


def parser(commands: Mapping[str, Command]) -> argparse.ArgumentParser:
    """The parser of all commands; what it parses holds the one that was called as `command`."""
    made = argparse.ArgumentParser(prog="python -m scoring", description="Tools for authors of cards.")
    subparsers = made.add_subparsers(required=True, metavar=" | ".join(commands))
    for name, command in commands.items():
        told, fill = _FORMS[name]
        one = subparsers.add_parser(name, help=told)
        fill(one)
        one.set_defaults(command=command)
    return made


def _check(one: argparse.ArgumentParser) -> None:
    one.add_argument("paths", nargs="*", type=Path, default=[SCENARIOS], help="folders or card files")
    one.add_argument("--against", metavar="REF", help="also compare editions with a git reference, such as main")
    one.add_argument("--json", action="store_true", help="print problems and coverage as JSON")


def _new(one: argparse.ArgumentParser) -> None:
    one.add_argument("topic", help="the folder, such as former-client-friendship")
    one.add_argument("id", help="the card's id, such as coffee-three-years-on")
    _folder(one)


def _show(one: argparse.ArgumentParser) -> None:
    one.add_argument("id")
    _code(one)
    one.add_argument("--blind", action="store_true", help="without the key, as a trainee meets it")
    _folder(one)


def _export(one: argparse.ArgumentParser) -> None:
    forms = [form.value for form in Format]
    one.add_argument("--format", choices=forms, default=Format.MOODLE_XML.value, help="default moodle-xml")
    _code(one)
    one.add_argument(
        "--topic", nargs="+", action="extend", default=[], metavar="T", help="only these topics (default all)"
    )
    one.add_argument(
        "--card",
        nargs="+",
        action="extend",
        default=[],
        metavar="ID",
        help="only these cards, or these beside the topics",
    )
    one.add_argument("--out", type=Path, metavar="FILE", help="where to write (default boundary-practice-CODE.…)")
    _folder(one)


def _code(one: argparse.ArgumentParser) -> None:
    one.add_argument("--code", default=DEFAULT_CODE, help=f"the code to judge under (default {DEFAULT_CODE})")


def _folder(one: argparse.ArgumentParser) -> None:
    one.add_argument("--folder", type=Path, default=SCENARIOS, help="the deck (default scenarios)")


_FORMS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "check": ("print every problem of every file", _check),
    "new": ("start a new card", _new),
    "show": ("a card as a trainee meets it, then its marks", _show),
    "export": ("cards as Moodle XML, GIFT or a QTI 3.0 package", _export),
    "schema": ("write the JSON Schemas that help editors", _folder),
}
