from __future__ import annotations

import pytest

from scoring.comparing import bright_rows, citing
from scoring.deck import Deck, load_deck
from scoring.situation import ClientTie, Relation, Situation
from scoring.verdict import Verdict
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def shipped() -> Deck:
    return load_deck(ROOT / "scenarios")


def test_each_situation_stands_once_with_the_lines_of_every_code_in_order_of_months(shipped: Deck) -> None:
    rows = {(row.relation, row.client): row for row in bright_rows(shipped.codes)}
    former = rows[Relation.ROMANTIC_OR_SEXUAL, ClientTie.FORMER]
    assert [line.verdict for line in former.lines["apa-2017"]] == [Verdict.PROHIBITED, Verdict.INADVISABLE]
    assert [line.verdict for line in former.lines["aamft-2015"]] == [Verdict.PROHIBITED]
    assert sum(len(lines) for row in rows.values() for lines in row.lines.values()) == sum(
        len(code.bright_lines) for code in shipped.codes.values()
    )


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        (
            23,
            {
                "apa-2017": "prohibited",
                "aca-2014": "prohibited",
                "nasw-2021": "inadvisable",
                "aamft-2015": "prohibited",
            },
        ),
        (
            24,
            {
                "apa-2017": "inadvisable",
                "aca-2014": "prohibited",
                "nbcc-2023": "prohibited",
                "aamft-2015": "prohibited",
            },
        ),
        (
            60,
            {"apa-2017": "inadvisable", "aca-2014": "gray area", "nbcc-2023": "gray area", "aamft-2015": "prohibited"},
        ),
    ],
)
def test_the_clocks_of_the_codes_run_out_when_the_codes_say(
    shipped: Deck, months: int, expected: dict[str, str]
) -> None:
    situation = Situation(relation=Relation.ROMANTIC_OR_SEXUAL, client=ClientTie.FORMER, months_since_end=months)
    lit = {code_id: shipped.codes[code_id].bright_line(situation) for code_id in expected}
    assert {code_id: line.verdict.value for code_id, line in lit.items() if line} == expected


def test_every_card_is_found_under_the_clauses_it_rests_on(shipped: Deck) -> None:
    for code_id in shipped.codes:
        found = citing(shipped, code_id)
        for card in shipped.under(code_id):
            assert all(card in found[number] for number in card.verdicts[code_id].cites)
