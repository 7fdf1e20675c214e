"""The JSON Schema that lets an editor help while a card is written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin

from scoring.card import Card
from scoring.code import Code
from scoring.fields import Frozen

TABLE_BEGINS = "<!-- the table below is written by: python -m scoring schema -->"
TABLE_ENDS = "<!-- end of the table -->"
SCHEMAS: dict[str, type[Frozen]] = {"card.schema.json": Card, "code.schema.json": Code}


def schema_text(kind: type[Frozen]) -> str:
    """The schema of a card or a code, as it is committed."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **kind.model_json_schema(by_alias=True)}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def field_table(kind: type[Frozen]) -> str:
    """The fields of `kind` and of what stands inside it as a Markdown table, from the models themselves."""
    lines = ["| field | needed | what it holds |", "|---|---|---|", *_rows(kind, "")]
    return "\n".join(lines) + "\n"


def _rows(kind: type[Frozen], above: str) -> Iterator[str]:
    for name, field in kind.model_fields.items():
        needed = "yes" if field.is_required() else "no"
        told = " ".join((field.description or "").split())
        if isinstance(field.annotation, type) and issubclass(field.annotation, Enum):
            told += f" One of: {', '.join(member.value for member in field.annotation)}."
        yield f"| `{above}{name}` | {needed} | {told} |"
        inner, many = _inside(field.annotation)
        if inner is not None:
            yield from _rows(inner, f"{above}{name}{many}.")


def _inside(annotation: Any) -> tuple[type[Frozen] | None, str]:
    """The model inside a field, and how its place is written: `[]` in a list, `.<code-id>` in a mapping."""
    if isinstance(annotation, type) and issubclass(annotation, Frozen):
        return annotation, ""
    sign = {tuple: "[]", Mapping: ".<code-id>"}.get(get_origin(annotation), "")
    for argument in get_args(annotation):
        inner, _ = _inside(argument)
        if inner is not None:
            return inner, sign
    return None, ""


def write_field_table(readme: Path) -> None:
    """Put the present field table between its two marks in the author's page."""
    text = readme.read_text(encoding="utf-8")
    before, after = text.split(TABLE_BEGINS)[0], text.split(TABLE_ENDS)[1]
    readme.write_text(f"{before}{TABLE_BEGINS}\n{field_table(Card)}{TABLE_ENDS}{after}", encoding="utf-8")


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema into `folder` and return the paths."""
    written = []
    for name, kind in SCHEMAS.items():
        (folder / name).write_text(schema_text(kind), encoding="utf-8")
        written.append(folder / name)
    return written
