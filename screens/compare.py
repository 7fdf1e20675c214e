"""Compare codes: where each draws a bright line, where they part, and what each clause says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import streamlit as st

from scoring.checks import DEFAULT_CODE
from scoring.code import BrightLine, Checked, Code
from scoring.comparing import bright_rows, citing
from scoring.coverage import coverage
from scoring.deck import Deck
from scoring.situation import ClientTie, Relation, Situation
from screens.here import Here
from screens.parts.feedback import table
from screens.parts.page import arrive, page_links, reading_column
from screens.parts.plain import in_html, in_markdown
from screens.parts.verdict_scale import LABELS
from screens.parts.words import THE_KEY_IS_OURS, counted

LONGEST = 120
PLAIN_CLIENTS = (ClientTie.PROSPECTIVE, ClientTie.CURRENT, ClientTie.FORMER)
CHECKED = {
    Checked.PAGE: "Checked against the text or an official summary.",
    Checked.SECOND_HAND_PAGE: "Checked against another author's summary.",
    Checked.MEMORY: "From general knowledge; look it up before you rely on it.",
}
NO_LINE = "No bright line. The code weighs the case by its general clauses."


def compare(here: Here) -> None:
    """Draw the codes side by side."""
    deck = here.practice.deck
    with reading_column():
        page_links(here.go, "compare")
        arrive("compare", "Compare codes")
        st.title("Compare codes", anchor=False)
        st.write(
            "A bright line fixes the verdict whatever else is true of a case. Choose a situation and see which codes "
            "draw one, and where."
        )
        _lit(deck)
        st.subheader("All bright lines", anchor=False)
        _all_lines(deck)
        st.subheader("Where codes part in this deck", anchor=False)
        _parted(deck)
        st.subheader("What each clause says", anchor=False)
        _provisions(deck)
        st.caption(THE_KEY_IS_OURS)


def _lit(deck: Deck) -> None:
    rows = bright_rows(deck.codes)
    relations = list(dict.fromkeys(row.relation for row in rows))
    left, right = st.columns(2)
    relation = left.selectbox("The tie", relations, key="relation", format_func=_words)
    clients = [row.client for row in rows if row.relation is relation]
    client = right.selectbox("The other person", clients, key=f"client-{relation.value}", format_func=_words)
    months = None
    if client.has_ended:
        months = st.slider(
            "Months since the end", 0, LONGEST, 23, key="months", help="Codes count from different days."
        )
        st.caption(_years(months))
    situation = Situation(relation=relation, client=client, months_since_end=months)
    st.html("".join(_one_code(code, code.bright_line(situation)) for code in deck.codes.values()))


def _one_code(code: Code, line: BrightLine | None) -> str:
    name = f"<strong>{in_html(code.short)}</strong>"
    if line is None:
        return f'<div class="code-line"><div>{name}</div><div class="box">No line</div><p>{NO_LINE}</p></div>'
    counts = f" Counted from {in_html(code.counts_from)}." if line.when.months_since_end else ""
    return (
        f'<div class="code-line v-{line.verdict.name.lower()}"><div>{name}</div>'
        f'<div class="box">{LABELS[line.verdict]}</div>'
        f"<p>{in_html(', '.join(line.cites))}. {in_html(line.because)}{counts}</p></div>"
    )


def _all_lines(deck: Deck) -> None:
    rows = (
        (
            f"{_words(row.relation)}: {_words(row.client).lower()}",
            *(_spans(row.lines.get(code, ())) for code in deck.codes),
        )
        for row in bright_rows(deck.codes)
    )
    with st.container(key="wide_table"):
        st.markdown(table(("Situation", *(code.short for code in deck.codes.values())), rows))
    st.caption("Spans are months since the end; each code counts from its own day.")


def _spans(lines: Iterable[BrightLine]) -> str:
    return "; ".join(f"{LABELS[line.verdict].lower()}{_span(line)}" for line in lines) or "none"


def _span(line: BrightLine) -> str:
    span = line.when.months_since_end
    if span is None:
        return ""
    return f" below {span.below}" if span.below is not None else f" from {span.first or 0}"


def _parted(deck: Deck) -> None:
    counts = coverage(deck)
    short = {code_id: code.short for code_id, code in deck.codes.items()}
    rows = []
    for one in deck.codes:
        cells = ("" if one == other else str(_between(counts.parted, one, other)) for other in deck.codes)
        rows.append((short[one], *cells))
    with st.container(key="wide_counts"):
        st.markdown(table(("Cards with different verdicts", *short.values()), rows))
    st.caption(f"Out of {counted(counts.cards, 'card')}, counting those on which both codes have a verdict.")


def _between(parted: Mapping[tuple[str, str], int], one: str, other: str) -> int:
    return parted[one, other] if (one, other) in parted else parted[other, one]


def _provisions(deck: Deck) -> None:
    codes = list(deck.codes)
    first = codes.index(DEFAULT_CODE) if DEFAULT_CODE in codes else 0
    code_id = st.selectbox(
        "Code", codes, index=first, key="browse_code", format_func=lambda code_id: _full_name(deck.codes[code_id])
    )
    code = deck.codes[code_id]
    st.markdown(f"{in_markdown(code.edition)}. [The official text]({code.address}), by the {in_markdown(code.body)}.")
    st.write(f"{code.binds}")
    cited = citing(deck, code_id)
    for provision in code.provisions:
        cards = cited.get(provision.number, ())
        with st.expander(in_markdown(f"{provision.label} · {counted(len(cards), 'card')}")):
            st.html(f'<div class="prose"><p>{in_html(provision.says)}</p></div>')
            st.caption(
                f"Covers {in_markdown(provision.covers)}. Force: {provision.force.value}. {CHECKED[provision.checked]}"
            )
            if cards:
                st.markdown("\n".join(f"- {in_markdown(card.title)}" for card in cards))


def _full_name(code: Code) -> str:
    return f"{code.short}: {code.name}"


def _words(word: Relation | ClientTie) -> str:
    text: str = word.value
    return text[:1].upper() + text[1:] + (" client" if word in PLAIN_CLIENTS else "")


def _years(months: int) -> str:
    years, left = divmod(months, 12)
    parts = [counted(years, "year")] if years else []
    if left or not years:
        parts.append(counted(left, "month"))
    return " and ".join(parts)
