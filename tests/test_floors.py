"""Arrows point down only: scenarios, scoring, records, then web and screens."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

NEVER: dict[str, set[str]] = {
    "scoring": {"streamlit", "pandas", "sqlalchemy", "alembic", "records", "web", "screens"},
    "records": {"streamlit", "web", "screens"},
    "web": {"screens"},
    "screens": {"web", "yaml", "sqlalchemy"},
}
FLOORS = sorted(NEVER)


def modules(floor: str) -> list[Path]:
    return sorted((ROOT / floor).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("floor", FLOORS)
def test_no_module_names_a_floor_above_it(floor: str) -> None:
    reached = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in modules(floor)
        for name in imported(path)
        if name.partition(".")[0] in NEVER[floor]
    }
    assert reached == set()


@pytest.mark.parametrize("floor", ["scoring", "records"])
def test_a_floor_loads_nothing_it_may_not_use(floor: str) -> None:
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in modules(floor)]
    wanted = [name for name in names if "__" not in name and "migrations" not in name]
    code = f"import sys, {', '.join(wanted)}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    seen = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert NEVER[floor] & set(seen.stdout.split()) == set()


def test_a_screen_never_imports_another_screen() -> None:
    screens = {f"screens.{path.stem}" for path in (ROOT / "screens").glob("*.py")}
    given_to_all = {"screens.here", "screens.visitor", "screens.trouble"}
    crossing = {
        (path.name, name)
        for path in (ROOT / "screens").glob("*.py")
        if path.stem != "main"
        for name in imported(path)
        if name in screens - given_to_all
    }
    assert crossing == set()


def test_scoring_asks_no_clock_and_no_environment() -> None:
    asked = {
        (path.name, name)
        for path in modules("scoring")
        for name in imported(path)
        if name in {"time", "datetime", "os", "secrets", "uuid"}
    }
    assert asked == set()


def test_the_front_door_stays_small() -> None:
    text = (ROOT / "streamlit_app.py").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 60
    assert "class " not in text


def test_scenarios_hold_no_program() -> None:
    assert list((ROOT / "scenarios").rglob("*.py")) == []


def test_the_way_to_the_first_card_and_into_a_class_loads_no_pandas_and_no_export_library() -> None:
    heavy = {"pandas", "altair", "fpdf", "xlsxwriter", "segno", "statsmodels", "scipy"}
    code = "import sys, screens.home, screens.card, screens.join, records.opening; print(*sys.modules)"
    seen = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert heavy & set(seen.stdout.split()) == set()
