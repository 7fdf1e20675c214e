from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.strict_yaml import MOST_BYTES, Text, line_at, read


def tree_of(source: str) -> Any:
    tree, problems = read(source.encode(), "card.yaml")
    assert problems == []
    return tree


@pytest.mark.parametrize("typed", ["NO", "yes", "12:30", "012", "3.10", "2024-02-30", "null", "~", "0x1F"])
def test_a_scalar_stays_the_text_that_was_typed(typed: str) -> None:
    value = tree_of(f"field: {typed}")["field"]
    assert (str(value), value.changes_in_yaml()) == (typed, True)


@pytest.mark.parametrize("typed", ["'NO'", '"12:30"', "|\n  NO", ">-\n  3.10"])
def test_quotes_and_blocks_say_that_text_is_meant(typed: str) -> None:
    assert not tree_of(f"field: {typed}")["field"].changes_in_yaml()


def test_every_node_knows_its_line() -> None:
    tree = tree_of("a: 1\nb:\n  - x\n  - y: z\n")
    places: list[list[int | str]] = [[], ["a"], ["b"], ["b", 0], ["b", 1], ["b", 1, "y"]]
    assert [line_at(tree, where) for where in places] == [1, 1, 2, 3, 4, 4]


def test_the_line_of_a_field_that_is_not_there_is_the_line_of_what_should_hold_it() -> None:
    assert line_at(tree_of("a: 1\nb:\n  c: 2\n"), ["b", "missing"]) == 2


def test_an_empty_value_reads_as_nothing_and_an_empty_quote_as_text() -> None:
    assert tree_of("a:\nb: ''\n") == {"a": None, "b": Text("")}


def test_a_file_over_the_limit_is_refused_before_it_is_parsed() -> None:
    _, problems = read(b"a: " + b"x" * MOST_BYTES, "card.yaml")
    assert [found.code for found in problems] == ["E102"]


def test_a_thousand_aliases_cost_nothing() -> None:
    bomb = "a: &a [x,x]\n" + "".join(f"b{i}: &b{i} [*a,*a,*a]\n" for i in range(500))
    _, problems = read(bomb.encode(), "card.yaml")
    assert {found.code for found in problems} == {"E107"}


def test_windows_line_ends_and_a_byte_order_mark_are_welcome() -> None:
    tree, problems = read("\ufeffa: 1\r\nb: 2\r\n".encode(), "card.yaml")
    assert (tree, problems, line_at(tree, ["b"])) == ({"a": "1", "b": "2"}, [], 2)


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_raise(source: bytes) -> None:
    tree, problems = read(source, "card.yaml")
    assert tree is not None or problems or source.strip() == b"" or tree is None


@given(st.text(max_size=200))
def test_no_text_makes_the_reader_raise_and_every_problem_has_a_line(source: str) -> None:
    _, problems = read(source.encode("utf-8", "surrogatepass"), "card.yaml")
    assert all(1 <= found.line <= source.count("\n") + source.count("\r") + 2 for found in problems)
