"""Chosen cards under a chosen code as a file for another system."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum

from scoring.card import Card
from scoring.code import Code
from scoring.deck import Deck
from scoring.interchange.gift import to_gift
from scoring.interchange.losses import Exported, Loss, lost_everywhere
from scoring.interchange.markup import is_writable
from scoring.interchange.moodle_xml import to_moodle_xml
from scoring.interchange.qti import to_qti
from scoring.interchange.question import Question, words_of
from scoring.interchange.questions import questions_of


class Format(Enum):
    """The formats a deck can be written in."""

    GIFT = "gift"
    MOODLE_XML = "moodle-xml"
    QTI = "qti"

    @property
    def ending(self) -> str:
        """How the name of such a file ends."""
        return _ENDINGS[self]


_ENDINGS = {Format.GIFT: ".gift.txt", Format.MOODLE_XML: ".moodle.xml", Format.QTI: ".qti.zip"}
_WRITERS: Mapping[Format, Callable[[Sequence[Question]], Exported]] = {
    Format.GIFT: to_gift,
    Format.MOODLE_XML: to_moodle_xml,
    Format.QTI: to_qti,
}


class ExportError(Exception):
    """What was asked for is not in the deck; the text says what is."""


def choose(deck: Deck, code_id: str, topics: Sequence[str] = (), card_ids: Sequence[str] = ()) -> tuple[Card, ...]:
    """The cards of the topics and the cards named, or all under the code when nothing is named, by topic and id.

    Raises `ExportError` for a code, topic or card that is not there, and for a card not keyed under the code.
    """
    if code_id not in deck.codes:
        raise ExportError(f"there is no code {code_id}; there are: {', '.join(sorted(deck.codes))}")
    for topic in topics:
        if topic not in deck.topics:
            raise ExportError(f"there is no topic {topic}; there are: {', '.join(deck.topics)}")
    named = [_named(deck, code_id, card_id) for card_id in card_ids]
    whole = deck.under(code_id, topics) if topics or not named else ()
    chosen = {card.id: card for card in (*whole, *named)}
    if not chosen:
        raise ExportError(f"no card of {', '.join(topics) or 'this deck'} is keyed under {code_id}")
    return tuple(sorted(chosen.values(), key=lambda card: (card.topic, card.id)))


def _named(deck: Deck, code_id: str, card_id: str) -> Card:
    card = deck.cards.get(card_id)
    if card is None:
        raise ExportError(f"there is no sound card {card_id}; `check` names the files that are left out")
    if code_id not in card.verdicts:
        raise ExportError(f"{card_id} is keyed under {', '.join(card.verdicts)}, not {code_id}")
    return card


def export(cards: Iterable[Card], code: Code, form: Format) -> Exported:
    """The cards as a file of that format, and all that it could not hold.

    Raises `KeyError` when a card is not keyed under `code`.
    """
    cards = tuple(cards)
    questions = [question for card in cards for question in questions_of(card, code)]
    written = _WRITERS[form](questions)
    common = [loss for card in cards for loss in lost_everywhere(card, code)]
    invisible = [loss for question in questions for loss in _invisible(question)]
    return Exported(written.data, (*common, *invisible, *written.losses))


def _invisible(question: Question) -> Iterator[Loss]:
    if not all(is_writable(text) for text in words_of(question)):
        yield Loss(question.card, question.part.value, "characters that cannot be seen are left out")
