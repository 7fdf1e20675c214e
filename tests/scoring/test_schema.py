from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from scoring.card import Card
from scoring.schema import SCHEMAS, TABLE_BEGINS, TABLE_ENDS, field_table, schema_text
from tests.conftest import ROOT

CARDS = sorted(path for path in (ROOT / "scenarios").glob("*/*.yaml") if path.parent.name != "codes")


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_the_committed_schema_is_current(name: str) -> None:
    committed = (ROOT / "scenarios" / name).read_text(encoding="utf-8")
    assert committed == schema_text(SCHEMAS[name]), "run: python -m scoring schema"


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_it_is_a_valid_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(schema_text(SCHEMAS[name])))


@pytest.mark.parametrize("path", CARDS, ids=lambda path: path.stem)
def test_an_editor_finds_nothing_to_complain_of_in_a_shipped_card(path: Path) -> None:
    schema = json.loads((ROOT / "scenarios" / "card.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(yaml.safe_load(path.read_text(encoding="utf-8")), schema)


def test_the_field_table_of_the_authors_page_is_current() -> None:
    page = (ROOT / "scenarios" / "README.md").read_text(encoding="utf-8")
    table = page.split(TABLE_BEGINS)[1].split(TABLE_ENDS)[0].lstrip("\n")
    assert table == field_table(Card), "run: python -m scoring schema"


def test_every_field_says_what_it_holds() -> None:
    assert [line for line in field_table(Card).splitlines() if line.endswith("|  |")] == []


def test_an_editor_complains_of_a_misspelt_verdict() -> None:
    schema = json.loads((ROOT / "scenarios" / "card.schema.json").read_text(encoding="utf-8"))
    card = yaml.safe_load(CARDS[0].read_text(encoding="utf-8"))
    card["verdicts"]["apa-2017"]["verdict"] = "forbidden"
    with pytest.raises(jsonschema.ValidationError, match="forbidden"):
        jsonschema.validate(card, schema)
