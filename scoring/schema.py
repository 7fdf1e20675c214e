"""The JSON Schema that lets an editor help while a card is written."""

from __future__ import annotations

import json
from pathlib import Path

from scoring.card import Card
from scoring.code import Code
from scoring.fields import Frozen

SCHEMAS: dict[str, type[Frozen]] = {"card.schema.json": Card, "code.schema.json": Code}


def schema_text(kind: type[Frozen]) -> str:
    """The schema of a card or a code, as it is committed."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **kind.model_json_schema(by_alias=True)}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema into `folder` and return the paths."""
    written = []
    for name, kind in SCHEMAS.items():
        (folder / name).write_text(schema_text(kind), encoding="utf-8")
        written.append(folder / name)
    return written
