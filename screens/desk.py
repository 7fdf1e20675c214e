"""Desk: an author pastes or uploads cards, sees every problem by line, and tries them as a trainee would."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from records.practice import Result
from records.sitting import Attempt
from scoring.advice import advise
from scoring.answer import Answer, Depth, present
from scoring.bundle import BundleError, read_cards, unpack
from scoring.card import Card
from scoring.deck import Deck, join
from scoring.reading import Reading
from scoring.rules import compile_card
from scoring.score import score
from scoring.template import new_card
from screens.here import Here
from screens.parts.answer_form import answer_form
from screens.parts.feedback import feedback, other_codes
from screens.parts.page import arrive, page_links
from screens.parts.plain import in_markdown
from screens.parts.situation import situation
from screens.parts.state import bring_cards, show_room
from screens.parts.words import counted

PASTED = "your-card.yaml"


def desk(here: Here) -> None:
    """Draw the author's desk. What is brought here stays in this tab: nothing is kept and nobody else sees it."""
    page_links(here.go, "desk")
    arrive("desk", "Desk")
    st.title("Desk", anchor=False)
    st.write(
        "Write or bring a card. You see every mistake with its line, then the card as a trainee meets it and what an "
        "answer earns. Nothing you bring here is stored or shown to others, unless you host a class with it."
    )
    try:
        files = _files()
    except BundleError as error:
        st.error(str(error), icon=":material/error:")
        return
    if not files:
        _nothing_yet()
        return
    cards = read_cards(files)
    home = here.practice.deck
    deck = join(cards, home.codes, home.cards)
    _problems(cards, deck)
    if deck.cards:
        if st.button("Host a class with these cards", icon=":material/co_present:", key="desk_host"):
            bring_cards({path: source.decode("utf-8", errors="replace") for path, source in files.items()})
            show_room("")
            here.go("host")
        _try(
            here,
            deck,
            {card.value.id: source for card, source in zip(cards, files.values(), strict=True) if card.value},
        )


def _files() -> dict[str, bytes]:
    left, right = st.columns(2, gap="large")
    with left:
        typed = st.text_area("Paste a card", key="desk_text", height=260, placeholder="id: …", max_chars=60_000)
    with right:
        brought = st.file_uploader("Or bring a card (.yaml) or a whole deck (.zip)", ["yaml", "zip"], key="desk_file")
        st.caption("At most 2 MB, 400 cards. A zip keeps the folders of its topics.")
    if brought is not None:
        return unpack(brought.name, brought.getvalue())
    return {PASTED: typed.encode()} if typed and typed.strip() else {}


def _nothing_yet() -> None:
    def begin() -> None:
        st.session_state["desk_text"] = new_card("a-card-of-mine", "former-client-friendship")

    st.button("Start from an empty card", icon=":material/note_add:", key="desk_new", type="primary", on_click=begin)


def _problems(cards: list[Reading[Card]], deck: Deck) -> None:
    found = sorted({*deck.problems, *advise(cards, deck, None)})
    errors = [one for one in found if one.is_error]
    warnings = [one for one in found if not one.is_error]
    if not found:
        st.success(f"{counted(len(deck.cards), 'card')}, no problem found.", icon=":material/check:")
        return
    if errors:
        st.error(f"{counted(len(errors), 'error')}: a card with an error cannot be scored.", icon=":material/error:")
    else:
        st.info(f"{counted(len(deck.cards), 'card')} can be scored. {counted(len(warnings), 'warning')} below.")
    for one in (*errors, *warnings):
        st.text(str(one))


def _try(here: Here, deck: Deck, sources: Mapping[str, bytes]) -> None:
    st.subheader("As a trainee meets it", anchor=False)
    first, second = st.columns(2)
    card_id = first.selectbox("Card", list(deck.cards), key="desk_card", format_func=lambda one: deck.cards[one].title)
    card = deck.cards[card_id]
    keyed = [code_id for code_id in card.verdicts if code_id in deck.codes]
    code_id = second.selectbox(
        "Judged under", keyed, key=f"desk_code-{card_id}", format_func=lambda one: deck.codes[one].short
    )
    st.download_button(
        "Download this card",
        sources[card_id],
        file_name=f"{card_id}.yaml",
        mime="application/yaml",
        on_click="ignore",
        icon=":material/download:",
        key="desk_download",
    )
    code = deck.codes[code_id]
    shown = present(card, code, Depth.FULL, seed="desk")
    left, right = st.columns([10, 9], gap="large")
    with left:
        with st.container(key="card_title"):
            st.header(in_markdown(shown.title), anchor=False)
        situation(shown)
    with right:
        given = answer_form(shown, code, f"desk-{code_id}-{card_id}", again=False)
    if given.sent and given.answer.verdict is None:
        st.warning("Choose a verdict first. Everything else you gave is kept.", icon=":material/arrow_upward:")
    elif given.sent:
        with left:
            worth = _worth(here, card, code_id, deck, given.answer)
            feedback(worth)
            other_codes(worth, deck.codes)


def _worth(here: Here, card: Card, code_id: str, deck: Deck, answer: Answer) -> Result:
    compiled = compile_card(card, deck.codes[code_id])
    trial = Attempt(
        id="", sitting_id="", position=1, card_id=card.id, edition=card.edition, topic=card.topic, answer=answer,
        answered_at=here.now(), twist_is_over=False,
    )  # fmt: skip
    return Result(card, compiled, trial, score(compiled, answer, Depth.FULL, twist_is_over=False))
