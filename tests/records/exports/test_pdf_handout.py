from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from records.exports.as_pdf import handout_to_pdf
from records.exports.pdf.handout import Handout, NotKeyedError
from records.exports.pdf.words import THE_KEY_IS_OURS
from scoring.card import Card
from scoring.deck import Deck
from tests.records.exports.classes import CODE
from tests.records.exports.hostile import HOSTILE
from tests.records.exports.reading_pdf import read, tight

MADE = datetime(2026, 11, 25, 15, tzinfo=UTC)


def handout(deck: Deck, cards: int = 6, title: str = "Ethics II") -> Handout:
    return Handout(deck.under(CODE)[:cards], deck.codes[CODE], deck.codes, title)


def worksheet_texts(card: Card) -> Iterator[str]:
    yield from (card.title, card.stem, *card.vignette.split("\n\n"))
    yield from (factor.fact for factor in card.factors)
    yield from (step.step for step in card.next_steps)


def key_texts(card: Card, deck: Deck) -> Iterator[str]:
    for code_id, ruling in card.verdicts.items():
        yield ruling.because
        yield from (provision.says for number in ruling.cites if (provision := deck.codes[code_id].provision(number)))
    yield from (factor.because for factor in card.factors)
    yield from (step.because for step in card.next_steps)
    for twist in card.twists:
        yield twist.change
        yield from (ruling.because for ruling in twist.verdicts.values())
    if card.facilitator:
        yield from (*card.facilitator.ask, *card.facilitator.listen_for)


def opened(text: str) -> str:
    return tight(text[:1].upper() + text[1:])


def test_each_card_of_the_deck_is_a_worksheet_of_one_page(shipped: Deck) -> None:
    whole = handout(shipped, cards=1000)
    pages = read(handout_to_pdf(whole, MADE, with_key=False))
    assert len(pages) == len(whole.cards)
    for number, (page, card) in enumerate(zip(pages, whole.cards, strict=True), start=1):
        said = tight(page)
        assert all(opened(text) in said for text in worksheet_texts(card))
        assert f"Card {number} of {len(pages)}" in page
        assert f"Page {number} of {len(pages)}" in page
        assert tight(THE_KEY_IS_OURS) in said
        assert (tight(card.content_note) in said) if card.content_note else True


def test_without_the_key_no_word_of_the_key_is_in_the_file(shipped: Deck) -> None:
    whole = handout(shipped, cards=1000)
    said = tight(" ".join(read(handout_to_pdf(whole, MADE, with_key=False))))
    for card in whole.cards:
        assert not [text for text in key_texts(card, shipped) if tight(text) in said]
    for word in ("also fits", "the code\n", "Best:", "The verdict turns on", "For the facilitator"):
        assert tight(word) not in said or word == "the code\n"
    for verdict in ("Prohibited", "Inadvisable", "Gray area", "Permissible"):
        assert said.count(tight(verdict)) == len(whole.cards)


def test_the_worksheets_of_two_keys_that_differ_in_their_key_only_are_the_same_to_the_byte(shipped: Deck) -> None:
    plain = handout(shipped, cards=2)
    other = [
        card.model_copy(
            update={
                "verdicts": {
                    code: ruling.model_copy(update={"because": "Because of something else."})
                    for code, ruling in card.verdicts.items()
                },
                "twists": (),
                "facilitator": None,
            }
        )
        for card in plain.cards
    ]
    changed = Handout(other, plain.code, plain.codes, plain.title)
    assert handout_to_pdf(plain, MADE, with_key=False) == handout_to_pdf(changed, MADE, with_key=False)


def test_facts_and_steps_stand_in_another_order_than_the_authors(shipped: Deck) -> None:
    whole = handout(shipped, cards=20)
    pages = [tight(page) for page in read(handout_to_pdf(whole, MADE, with_key=False))]
    places = [
        [page.index(opened(step.step)) for step in card.next_steps]
        for page, card in zip(pages, whole.cards, strict=True)
    ]
    assert sum(place == sorted(place) for place in places) < len(places) / 4


def test_with_the_key_the_facilitator_reads_verdicts_by_code_reasons_clauses_and_notes(shipped: Deck) -> None:
    some = handout(shipped, cards=8)
    said = tight(" ".join(read(handout_to_pdf(some, MADE, with_key=True))))
    for card in some.cards:
        for code_id, ruling in card.verdicts.items():
            assert tight(ruling.because) in said
            assert tight(shipped.codes[code_id].short) in said
            assert all(tight(number) in said for number in ruling.cites)
        for number in card.verdicts[CODE].cites:
            provision = shipped.codes[CODE].provision(number)
            assert provision is None or tight(provision.says) in said
        assert all(tight(factor.because) in said for factor in card.factors)
        assert all(tight(step.because) in said for step in card.next_steps)
        for twist in card.twists:
            assert tight(twist.change) in said
            assert tight(twist.verdicts[CODE].because) in said
        assert card.facilitator is None or all(
            tight(text) in said for text in (*card.facilitator.ask, *card.facilitator.listen_for)
        )


def test_the_key_stands_on_pages_of_its_own_behind_its_card(shipped: Deck) -> None:
    pages = read(handout_to_pdf(handout(shipped, cards=4), MADE, with_key=True))
    firsts = [number for number, page in enumerate(pages) if "Under APA 2017 this is" in page]
    keys = [number for number, page in enumerate(pages) if "For the facilitator" in page]
    assert [key - first for first, key in zip(firsts, keys, strict=True)] == [1, 1, 1, 1]


def test_an_accepted_neighbour_is_named_as_fitting_too(deck: Deck) -> None:
    both = [card for card in deck.under(CODE) if card.verdicts[CODE].accept]
    assert both
    said = read(handout_to_pdf(Handout(both, deck.codes[CODE], deck.codes), MADE, with_key=True))
    assert "also fits" in " ".join(said)


def test_a_card_without_a_key_under_the_code_is_refused_by_its_title(shipped: Deck) -> None:
    silent = next(card for card in shipped.cards.values() if "nbcc-2023" not in card.verdicts)
    with pytest.raises(NotKeyedError, match=silent.title):
        handout_to_pdf(Handout([silent], shipped.codes["nbcc-2023"], shipped.codes), MADE, with_key=True)


def test_no_cards_are_refused(deck: Deck) -> None:
    with pytest.raises(NotKeyedError, match="choose at least one card"):
        handout_to_pdf(Handout([], deck.codes[CODE], deck.codes), MADE, with_key=False)


def test_a_handout_says_what_it_is_of_and_is_the_same_to_the_byte(shipped: Deck) -> None:
    some = handout(shipped)
    data = handout_to_pdf(some, MADE, with_key=True)
    assert data == handout_to_pdf(some, MADE, with_key=True)
    metadata = PdfReader(io.BytesIO(data)).metadata
    assert metadata
    assert metadata.title == "Cards with key – Boundary Practice"
    assert "Ethics II" in read(data)[0]
    assert "Boundary Practice · APA 2017 · 25 November 2026 · CC BY 4.0" in read(data)[0]


@pytest.mark.parametrize("with_key", [False, True])
def test_hostile_cards_never_raise(shipped: Deck, *, with_key: bool) -> None:
    card = shipped.under(CODE)[0]
    texts = [text or "x" for text in HOSTILE]
    cards = [
        card.model_copy(
            update={
                "title": text,
                "vignette": f"{text}\n\n{text}",
                "stem": text,
                "setting": text,
                "content_note": text,
                "factors": tuple(one.model_copy(update={"fact": text, "because": text}) for one in card.factors),
                "next_steps": tuple(one.model_copy(update={"step": text, "because": text}) for one in card.next_steps),
            }
        )
        for text in texts[:: 9 if with_key else 3]
    ]
    data = handout_to_pdf(Handout(cards, shipped.codes[CODE], shipped.codes, texts[3]), MADE, with_key=with_key)
    assert len(PdfReader(io.BytesIO(data)).pages) >= len(cards)
