"""The picture of the product: four steps, where the trainee stands and where the code stands."""

from __future__ import annotations

import streamlit as st

from scoring.verdict import SCALE, Verdict
from screens.parts.plain import in_html

LABELS = {
    Verdict.PROHIBITED: "Prohibited",
    Verdict.INADVISABLE: "Inadvisable",
    Verdict.GRAY_AREA: "Gray area",
    Verdict.PERMISSIBLE: "Permissible",
}
CAPTIONS = {
    Verdict.PROHIBITED: "The code forbids it",
    Verdict.INADVISABLE: "The code or good practice speaks against it",
    Verdict.GRAY_AREA: "The code leaves it to judgement",
    Verdict.PERMISSIBLE: "The code allows it",
}


def verdict_scale(yours: Verdict | None, codes: tuple[Verdict, ...], sentence: str) -> None:
    """Draw the scale, `yours` tagged above, the code's verdict (and any it accepts as well) filled and tagged below.

    `sentence` says the same in words and is the picture's name for those who do not see it.
    """
    steps = "".join(_step(verdict, yours, codes) for verdict in SCALE)
    st.html(f'<div class="verdict-scale" role="img" aria-label="{in_html(sentence)}">{steps}</div>')


def _step(verdict: Verdict, yours: Verdict | None, codes: tuple[Verdict, ...]) -> str:
    place = codes.index(verdict) if verdict in codes else None
    kind = {None: "", 0: f" is-code v-{verdict.name.lower()}"}.get(place, f" is-accepted v-{verdict.name.lower()}")
    above = '<span class="tag you">you</span>' if verdict is yours else ""
    told = {None: "", 0: "the code"}.get(place, "also fits")
    below = f'<span class="tag code">{told}</span>' if told else ""
    return (
        f'<div class="step{kind}"><div class="above">{above}</div>'
        f'<div class="box">{LABELS[verdict]}</div><div class="below">{below}</div></div>'
    )


def steps_apart(steps: int) -> str:
    """How far an answer lies from the code, as the opening of a sentence."""
    if steps == 0:
        return "As the code has it."
    count = {1: "One step", 2: "Two steps", 3: "Three steps"}[abs(steps)]
    return f"{count} {'more permissive' if steps > 0 else 'stricter'} than the code."
