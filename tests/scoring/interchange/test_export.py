from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from scoring.deck import Deck
from scoring.interchange import ExportError, Format, Loss, choose, export
from tests.scoring.interchange.gift_reader import read_gift
from tests.scoring.interchange.moodle_reader import read_moodle_xml
from tests.scoring.interchange.qti_reader import read_qti
from tests.scoring.interchange.told import Told

READERS: dict[Format, Callable[[bytes], list[Told]]] = {
    Format.GIFT: lambda data: read_gift(data).questions,
    Format.MOODLE_XML: lambda data: read_moodle_xml(data).questions,
    Format.QTI: lambda data: read_qti(data).questions,
}


def test_without_a_choice_every_card_under_the_code_is_taken_by_topic(deck: Deck) -> None:
    assert [(card.topic, card.id) for card in choose(deck, "apa-2017")] == [
        ("harbour", "market-in-july"),
        ("harbour", "market-in-june"),
        ("orchard", "letter-in-april"),
        ("orchard", "letter-in-march"),
    ]


@pytest.mark.parametrize(
    ("topics", "cards", "chosen"),
    [
        (["harbour"], [], ["market-in-july", "market-in-june"]),
        ([], ["letter-in-march"], ["letter-in-march"]),
        (["harbour"], ["letter-in-march", "market-in-june"], ["market-in-july", "market-in-june", "letter-in-march"]),
    ],
)
def test_topics_and_cards_add_up(deck: Deck, topics: Sequence[str], cards: Sequence[str], chosen: list[str]) -> None:
    assert [card.id for card in choose(deck, "apa-2017", topics, cards)] == chosen


@pytest.mark.parametrize(
    ("code", "topics", "cards", "said"),
    [
        ("apa-1992", [], [], "there is no code apa-1992; there are: aca-2014, apa-2017"),
        ("apa-2017", ["habour"], [], "there is no topic habour; there are: harbour, orchard"),
        ("apa-2017", [], ["no-such"], "there is no sound card no-such; `check` names the files that are left out"),
    ],
)
def test_what_is_not_there_is_refused_and_what_there_is_is_named(
    deck: Deck, code: str, topics: Sequence[str], cards: Sequence[str], said: str
) -> None:
    with pytest.raises(ExportError) as refused:
        choose(deck, code, topics, cards)
    assert str(refused.value) == said


def test_a_card_that_is_not_keyed_under_the_code_is_refused(shipped: Deck) -> None:
    card = next(card for card in shipped.cards.values() if "nbcc-2023" not in card.verdicts)
    with pytest.raises(ExportError, match=f"{card.id} is keyed under .*, not nbcc-2023"):
        choose(shipped, "nbcc-2023", (), [card.id])


def test_the_three_formats_hold_the_same_questions(deck: Deck) -> None:
    cards, code = choose(deck, "apa-2017"), deck.codes["apa-2017"]
    gift, moodle, qti = (READERS[form](export(cards, code, form).data) for form in Format)
    assert gift == moodle == qti
    assert len(gift) == sum(3 + len(card.twists) for card in cards)


def test_what_no_format_holds_is_said_for_every_card(deck: Deck) -> None:
    said = export([deck.cards["market-in-june"]], deck.codes["apa-2017"], Format.MOODLE_XML).losses
    assert [(loss.card, loss.part) for loss in said] == [
        ("market-in-june", part)
        for part in (
            *("certainty", "reasoning", "standard", "factors", "twist", "next_step", "other codes", "contrast"),
            "facilitator",
        )
    ]


@pytest.mark.parametrize("form", Format)
def test_characters_that_xml_cannot_hold_are_left_out_and_said_to_be(deck: Deck, form: Format) -> None:
    card = deck.cards["market-in-june"]
    steps = (card.next_steps[0].model_copy(update={"step": "Ring\x07 the \ufffebell"}), *card.next_steps[1:])
    made = export([card.model_copy(update={"next_steps": steps})], deck.codes["apa-2017"], form)
    assert Loss(card.id, "next_step", "characters that cannot be seen are left out") in made.losses
    assert "Ring the bell" in {answer.text for answer in READERS[form](made.data)[2].answers}
