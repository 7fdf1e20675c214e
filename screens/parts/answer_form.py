"""The form on which a card is answered. Its widgets carry the sitting and the card, so nothing bleeds into the next."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from scoring.answer import Answer, Choice, Depth, Presentation
from scoring.code import Code
from scoring.verdict import SCALE, Certainty, Verdict
from screens.parts.plain import in_markdown
from screens.parts.verdict_scale import CAPTIONS, LABELS

CERTAINTIES = {Certainty.GUESSING: "Guessing", Certainty.LEANING: "Leaning", Certainty.CERTAIN: "Certain"}
RANGES = "The chance that the code says the same. Guessing: below 67 %. Leaning: 67 to 80 %. Certain: above 80 %."
MOST_WORDS = 4000


@dataclass(frozen=True)
class Given:
    """What the form holds, and whether it was just sent."""

    sent: bool
    answer: Answer


def answer_form(shown: Presentation, code: Code, suffix: str, *, again: bool) -> Given:
    """Draw the form for `shown`; `suffix` names sitting and card; `again` says that the last try was not saved."""
    with st.form(f"answer-{suffix}", border=False, enter_to_submit=False):
        answer = answer_fields(shown, code, suffix)
        sent = st.form_submit_button(
            "Try again" if again else "Submit answer",
            type="primary",
            width="stretch",
            key=f"submit-{suffix}",
            shortcut="Ctrl+Enter",
        )
    return Given(sent, answer)


def answer_fields(shown: Presentation, code: Code, suffix: str) -> Answer:
    """Draw the fields for `shown`; what they hold."""
    verdict = verdict_radio(f"Under {in_markdown(code.short)} this is", f"verdict-{suffix}")
    answer = Answer(verdict, _certainty(suffix))
    return _other_parts(shown, code, suffix, answer) if shown.depth is Depth.FULL else answer


def restore(shown: Presentation, suffix: str, answer: Answer) -> None:
    """Have the fields hold `answer` again, unless they hold something already."""
    held = {
        "verdict": answer.verdict,
        "certainty": answer.certainty,
        "factors": [choice for choice in shown.factors if choice.index in answer.factors],
        "next_step": next((choice for choice in shown.next_steps if choice.index == answer.next_step), None),
        "standard": answer.standard,
        "reasoning": answer.reasoning,
    }
    for name, value in held.items():
        if value:
            st.session_state.setdefault(f"{name}-{suffix}", value)


def held(suffix: str) -> Answer:
    """What the fields hold, as far as this session knows them, without drawing them."""
    values = st.session_state
    step = values.get(f"next_step-{suffix}")
    return Answer(
        verdict=values.get(f"verdict-{suffix}"),
        certainty=values.get(f"certainty-{suffix}"),
        factors=frozenset(choice.index for choice in values.get(f"factors-{suffix}") or ()),
        next_step=step.index if step else None,
        standard=values.get(f"standard-{suffix}"),
        reasoning=(values.get(f"reasoning-{suffix}") or "").strip(),
    )


def verdict_radio(label: str, key: str) -> Verdict | None:
    """Four tiles, none chosen at first."""
    return st.radio(
        label,
        SCALE,
        index=None,
        key=key,
        format_func=LABELS.__getitem__,
        captions=[CAPTIONS[verdict] for verdict in SCALE],
        width="stretch",
    )


def _certainty(suffix: str) -> Certainty | None:
    chosen = st.segmented_control(
        "How sure are you?",
        list(Certainty),
        key=f"certainty-{suffix}",
        format_func=CERTAINTIES.__getitem__,
        width="stretch",
        help="Never part of the marks. It shows you, over several cards, whether you are as often right as you expect.",
    )
    st.caption(RANGES)
    return chosen


def _other_parts(shown: Presentation, code: Code, suffix: str, answer: Answer) -> Answer:
    ticked = st.pills(
        "Which facts decide it?",
        shown.factors,
        selection_mode="multi",
        key=f"factors-{suffix}",
        format_func=_in_markdown,
        width="stretch",
        help="Choose those on which the verdict turns. Others may be true and beside the point.",
    )
    factors = frozenset(choice.index for choice in ticked)
    step = st.radio(
        "The best next step",
        shown.next_steps,
        index=None,
        key=f"next_step-{suffix}",
        format_func=_in_markdown,
        width="stretch",
    )
    standard = st.selectbox(
        f"Which standard of {in_markdown(code.short)} does it rest on?",
        shown.standards,
        index=None,
        key=f"standard-{suffix}",
        format_func=code.standard_label,
        placeholder="Choose a standard",
    )
    reasoning = st.text_area(
        "Your reasoning (kept for you, not scored)",
        key=f"reasoning-{suffix}",
        height=96,
        max_chars=MOST_WORDS,
        placeholder="Nothing about real clients, please.",
    )
    return Answer(
        answer.verdict, answer.certainty, factors, step.index if step else None, standard, (reasoning or "").strip()
    )


def _in_markdown(choice: Choice) -> str:
    return in_markdown(choice.text)
