"""Making a class: a title and Start; everything else has a sensible answer already."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from records.errors import NotSavedError
from records.exports.pdf.handout import Handout
from records.lesson import own_deck
from records.room_plan import RoomPlan
from scoring.answer import Depth
from scoring.card import Card
from scoring.checks import DEFAULT_CODE
from scoring.deck import Deck
from scoring.rules import Scheme
from screens.here import Here
from screens.parts.handouts import handouts
from screens.parts.plain import in_markdown
from screens.parts.state import bring_cards, own_cards, show_room
from screens.parts.words import counted, topic_words

CARDS = 4
MOST_CARDS = 60
USUAL_MINUTES = 5
DEPTHS = {Depth.QUICK: "Verdict and certainty (best for a class)", Depth.FULL: "All parts but the what-if"}
SCHEMES = {
    Scheme.NEAR_MISS: "4, one step away 2",
    Scheme.STRICT: "4 or nothing",
    Scheme.SAFETY_WEIGHTED: "4, one step too strict 2, one step too lenient 1",
}


def new_room(here: Here, host_id: str) -> None:
    """Draw the form: the button first, what may be chosen folded below it."""
    own = own_cards()
    deck = own_deck(own, here.practice.deck) if own else here.practice.deck
    with st.container(border=True):
        if own:
            _brought(deck)
        title = st.text_input("What the class is called", "Boundary Practice", key="room_title", max_chars=80)
        start = st.container()
        with st.expander("Choose code, topics and cards", icon=":material/tune:"):
            code_id, cards = _cards(deck)
            handouts(here, Handout(cards, deck.codes[code_id], deck.codes, title or ""))
        with st.expander("Names, time and marks", icon=":material/settings:"):
            plan = replace(_plan(title or "", code_id, cards), own_cards=own)
        with start:
            st.markdown(_told(deck, code_id, cards))
            if st.button("Open the class", type="primary", disabled=not cards, key="room_create"):
                _make(here, plan, host_id)


def _brought(deck: Deck) -> None:
    st.info(
        f"{counted(len(deck.cards), 'card')} from the Desk. They are kept with the class and removed with it.",
        icon=":material/edit_note:",
    )
    if st.button("Use the cards of this server instead", key="room_home_deck"):
        bring_cards({})
        st.rerun()


def _make(here: Here, plan: RoomPlan, host_id: str) -> None:
    try:
        show_room(here.classroom.make(plan, host_id, here.now()).id)
    except NotSavedError as error:
        st.error(f"{error} Press the button again.", icon=":material/error:")
        return
    st.rerun()


def _told(deck: Deck, code_id: str, cards: Sequence[Card]) -> str:
    minutes = sum(card.facilitator.minutes if card.facilitator else USUAL_MINUTES for card in cards)
    titles = ", ".join(in_markdown(card.title) for card in cards[:CARDS]) + (" …" if len(cards) > CARDS else "")
    return (
        f"**{counted(len(cards), 'card')}** under {in_markdown(deck.codes[code_id].short)}, about "
        f"{counted(minutes, 'minute')} with discussion: {titles}."
    )


def _cards(deck: Deck) -> tuple[str, list[Card]]:
    codes = [code_id for code_id in deck.codes if deck.under(code_id)]
    code_id = st.selectbox(
        "Judged under",
        codes,
        index=codes.index(DEFAULT_CODE) if DEFAULT_CODE in codes else 0,
        key="room_code_id",
        format_func=lambda one: f"{deck.codes[one].short}: {deck.codes[one].name}",
    )
    topics = st.pills(
        "Topics (none chosen means all)",
        deck.topics,
        selection_mode="multi",
        key="room_topics",
        format_func=topic_words,
    )
    available = {card.id: card for card in deck.under(code_id, topics)}
    chosen = st.multiselect(
        "Cards, in this order",
        list(available),
        default=_proposed(list(available.values())),
        key=f"room_cards-{code_id}-{'-'.join(topics)}",
        format_func=lambda one: f"{available[one].title} ({topic_words(available[one].topic)})",
        max_selections=MOST_CARDS,
        placeholder="Choose cards",
    )
    return code_id, [available[one] for one in chosen]


def _proposed(cards: list[Card]) -> list[str]:
    """A few cards to begin with, of different topics, the same ones until something else is chosen."""
    chance = random.SystemRandom()
    weight = st.session_state.setdefault("proposal", {})
    ordered = sorted(cards, key=lambda card: weight.setdefault(card.id, chance.random()))
    first_of_each = list({card.topic: card for card in reversed(ordered)}.values())
    rest = [card for card in ordered if card not in first_of_each]
    return [card.id for card in (*first_of_each, *rest)[:CARDS]]


def _plan(title: str, code_id: str, cards: Sequence[Card]) -> RoomPlan:
    depth = st.radio("Each card asks for", list(DEPTHS), key="room_depth", format_func=DEPTHS.__getitem__)
    names = st.radio(
        "Names", ("Each types a name", "Nicknames only"), key="room_names", help="The wall never shows names."
    )
    asks = st.toggle(
        "Also ask for a student number or e-mail, for a gradebook", key="room_ask_id", help="Only you see it."
    )
    minutes = st.number_input("Minutes for each vote (0: until you close it)", 0, 30, 0, key="room_minutes")
    keep_days = st.number_input("Days until everything is removed", 1, 365, 30, key="room_keep_days")
    scheme = st.selectbox("Marks for the verdict", list(SCHEMES), key="room_scheme", format_func=SCHEMES.__getitem__)
    low, high = st.slider(
        "After the first vote, advise to talk when between so many are right (%)", 0, 100, (30, 70), key="room_bounds"
    )
    return RoomPlan(
        title=title.strip() or "Boundary Practice",
        code_id=code_id,
        cards=tuple((card.id, card.edition) for card in cards),
        depth=Depth(depth),
        scheme=Scheme(scheme),
        own_names=names != "Nicknames only",
        ask_identifier=asks,
        keep_days=int(keep_days),
        seconds=int(minutes) * 60 or None,
        explain_from=high / 100,
        teach_below=low / 100,
    )
