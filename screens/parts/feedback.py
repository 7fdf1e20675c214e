"""What a trainee sees once the answer is in: where they and the code stand, why, and what each part earned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import streamlit as st

from records.practice import Result
from scoring.answer import Part
from scoring.card import Card, Ruling, Weight
from scoring.code import Code
from scoring.in_words import BETWEEN, PartInWords, in_words
from scoring.score import PartScore, Score, Status
from scoring.verdict import Certainty
from screens.parts.plain import in_html, in_markdown
from screens.parts.verdict_scale import LABELS, steps_apart, verdict_scale
from screens.parts.words import marks_in_words, out_of

PART_NAMES = {
    Part.VERDICT: "Verdict",
    Part.FACTORS: "Deciding facts",
    Part.NEXT_STEP: "Next step",
    Part.STANDARD: "Standard",
    Part.TWIST: "What if",
}


def feedback(result: Result) -> None:
    """Where the answer and the code stand, why, and the marks, in the order a reader needs them."""
    _verdict(result)
    _why(result.ruling, result.compiled.code)
    if len(result.score.parts) > 1:
        _marks(result)
        _facts(result.card)
        _steps(result)


def _verdict(result: Result) -> None:
    score, answer = result.score, result.attempt.answer
    marks = score.part(Part.VERDICT)
    apart = steps_apart(score.signed_steps or 0)
    worth = f"{marks_in_words(marks.marks)} of {marks_in_words(marks.out_of)} marks for the verdict."
    code, yours = LABELS[result.ruling.verdict], LABELS[answer.verdict] if answer.verdict else "nothing"
    verdict_scale(answer.verdict, result.ruling.accepted, f"The code: {code}. You: {yours}. {apart}")
    st.markdown(f"**{apart}** {worth}")
    if said := _about_certainty(score, answer.certainty):
        st.markdown(said)
    if score.missed_prohibited:
        st.error("The code prohibits this act. It will stand first on your summary.", icon=":material/flag:")


def _about_certainty(score: Score, certainty: Certainty | None) -> str:
    if certainty is Certainty.CERTAIN and score.signed_steps:
        return "You were certain. Being sure and wrong is worth a second look at the reason below."
    if certainty is Certainty.GUESSING and score.signed_steps == 0:
        return "You called it a guess, and it was right. The reason below may be what you sensed."
    return ""


def _why(ruling: Ruling, code: Code) -> None:
    with st.container(border=True):
        st.html(f'<div class="prose"><p><strong>Why.</strong> {in_html(ruling.because)}</p></div>')
        for number in ruling.cites:
            provision = code.provision(number)
            if provision:
                with st.popover(f"{in_markdown(code.short)} · {in_markdown(provision.label)}", type="tertiary"):
                    st.html(f'<div class="prose"><p>{in_html(provision.says)}</p></div>')
                    st.caption(f"In our words. The text itself: [{in_markdown(code.body)}]({code.address})")


def _marks(result: Result) -> None:
    """What was given, part by part; where marks were lost, what would have earned them below it."""
    words = in_words(result.card, result.compiled.code, result.attempt.answer)
    rows = "".join(_marks_row(part, words.get(part.part), result.compiled.code) for part in result.score.parts)
    head = "<tr><th>Part</th><th>You gave</th><th>Marks</th></tr>"
    st.html(f'<table class="marks"><thead>{head}</thead><tbody>{rows}</tbody></table>')


def _marks_row(part: PartScore, said: PartInWords | None, code: Code) -> str:
    if said is None or part.status is Status.NOT_REACHED:
        return f"<tr><th>{PART_NAMES[part.part]}</th><td>Still to come.</td><td></td></tr>"
    yours = _lines(said.answer, part.part, code) or "No answer"
    missed = part.marks < part.out_of
    key = f'<div class="soft">The code: {_lines(said.key, part.part, code)}</div>' if missed else ""
    return f"<tr><th>{PART_NAMES[part.part]}</th><td>{yours}{key}</td><td>{out_of(part.marks, part.out_of)}</td></tr>"


def _lines(joined: str, part: Part, code: Code) -> str:
    lines = [line for line in joined.split(BETWEEN) if line]
    if part is Part.STANDARD:
        lines = [code.standard_label(line) for line in lines]
    return "<br>".join(in_html(line[:1].upper() + line[1:]) for line in lines)


def _facts(card: Card) -> None:
    with st.expander("The facts, sorted"):
        for weight, told in (
            (Weight.DECISIVE, "The verdict turns on"),
            (Weight.NEUTRAL, "Bears on it"),
            (Weight.IRRELEVANT, "Beside the point"),
        ):
            listed = [(factor.fact, factor.because) for factor in card.factors if factor.weight is weight]
            if listed:
                st.markdown(f"**{told}**")
                st.html(entries(listed))


def _steps(result: Result) -> None:
    with st.expander("The next steps, weighed"):
        best = max(step.credit for step in result.card.next_steps)
        for step in sorted(result.card.next_steps, key=lambda step: -step.credit):
            weighed = {best: "Best", 2: "Acceptable", 1: "Weak"}.get(step.credit, "No help")
            told = "Would hurt somebody" if step.harmful else weighed
            st.html(_paragraph(f"{told}: {step.step}", step.because))


def other_codes(result: Result, codes: Mapping[str, Code]) -> None:
    """What the other codes say of the same act, folded."""
    others = [code_id for code_id in result.card.verdicts if code_id in codes and code_id != result.compiled.code.id]
    if not others:
        return
    with st.expander("Under the other codes"):
        for code_id in others:
            ruling, code = result.card.verdicts[code_id], codes[code_id]
            st.html(_paragraph(f"{code.short}: {LABELS[ruling.verdict]} · {', '.join(ruling.cites)}", ruling.because))


def _paragraph(head: str, tail: str) -> str:
    return f'<div class="prose"><p><strong>{in_html(head)}</strong><br>{in_html(tail)}</p></div>'


def entries(pairs: Iterable[tuple[str, str]]) -> str:
    """A list in HTML, each entry a heading with its reason."""
    items = "".join(f"<li><strong>{in_html(head)}</strong><br>{in_html(tail)}</li>" for head, tail in pairs)
    return f'<ul class="prose">{items}</ul>'


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table whose cells show as they are."""
    head = list(head)
    lines = [head, ["---"] * len(head), *([in_markdown(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
