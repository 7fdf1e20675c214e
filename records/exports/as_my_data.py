"""A person's own data to take home: as JSON for programs, as one page for reading."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from enum import Enum
from html import escape
from typing import Any

HEAD = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>My data in Boundary Practice</title>
<style>
body { font-family: sans-serif; line-height: 1.5; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 0 0 1.5rem; display: block; overflow-x: auto; }
:is(th, td) { border: 1px solid #8c8272; padding: .25rem .5rem; text-align: left; vertical-align: top; }
td { white-space: pre-wrap; overflow-wrap: anywhere; }
</style>
"""


def to_json(data: Mapping[str, Any]) -> bytes:
    """The data as JSON, UTF-8."""
    return json.dumps(data, ensure_ascii=False, indent=2, default=_plain).encode("utf-8", errors="replace")


def to_page(data: Mapping[str, Any]) -> bytes:
    """The data as one HTML page without scripts, every text shown as it was typed."""
    sections = "".join(f"<h2>{escape(_words(name))}</h2>{_section(value)}" for name, value in data.items())
    page = f"{HEAD}<h1>My data in Boundary Practice</h1>{sections}</html>\n"
    return page.encode("utf-8", errors="replace")


def _section(value: Any) -> str:
    if isinstance(value, list):
        return "".join(_table(row) for row in value) if value else "<p>Nothing.</p>"
    return f"<p>{escape(str(value))}</p>"


def _table(row: Mapping[str, Any]) -> str:
    lines = "".join(
        f"<tr><th>{escape(_words(name))}</th><td>{escape(_told(value))}</td></tr>" for name, value in row.items()
    )
    return f"<table>{lines}</table>"


def _told(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=_plain) if isinstance(value, list | dict) else str(value)


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, Enum):
        return value.value
    return sorted(value) if isinstance(value, frozenset | set) else str(value)
