from __future__ import annotations

import argparse

import pytest

from scoring.__main__ import COMMANDS
from scoring.commands import parser


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_named_and_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        parser(COMMANDS).parse_args([name, "--help"])
    assert left.value.code == 0
    assert f"usage: python -m scoring {name}" in capsys.readouterr().out
    assert name in parser(COMMANDS).format_help()


def test_what_is_parsed_holds_the_command_that_was_called() -> None:
    def told(options: argparse.Namespace) -> int:
        return len(options.topic)

    options = parser(COMMANDS | {"export": told}).parse_args(["export", "--topic", "a", "b", "--topic", "c"])
    assert options.command(options) == 3


def test_the_cards_named_in_one_call_are_not_remembered_in_the_next() -> None:
    parser(COMMANDS).parse_args(["export", "--card", "a"])
    assert parser(COMMANDS).parse_args(["export"]).card == []
