"""Questions made of whatever might break a format."""

from __future__ import annotations

from hypothesis import strategies as st

from scoring.answer import Part
from scoring.interchange import Kind, Option, Question

SNIPPETS = (
    *("=", "~", "{", "}", "#", "####", ":", "::", "\\", "\\n", "\\\\", "//", "// [id:x] [tag:y]", "$CATEGORY: x", "->"),
    *("[html]", "[plain]", "%50%", "~%100%", "{T}", "{=a ~b}", "0", "]]>", "<![CDATA[", "<!--", "-->", "<?xml?>", "]]"),
    *("&", "&amp;", "&lt;", "&&058;", "&&", "&#x0;", "<", ">", "<b>", "</p>", "<script>alert(1)</script>", '"', "'"),
    *(
        "``",
        "*",
        "_",
        "fee = £50",
        "אבא",
        "مرحبا بك",
        "👩‍👩‍👧",
        "🏳️‍🌈",
        "e\u0301",
        "ﬀ",
        "\u200f",
        "\u202e",
        "\u2018\u2019“”–—…",
        "汉字",
        "|",
    ),
)
WRITABLE = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")


def _one_line(parts: list[str]) -> str:
    return " ".join("".join(parts).split())


lines = st.lists(st.sampled_from(SNIPPETS) | st.text(WRITABLE, max_size=6), min_size=1, max_size=6).map(_one_line)
lines = lines.filter(bool)
paragraphs = st.lists(lines, min_size=1, max_size=3).map("\n\n".join)
shares = st.sampled_from([1.0, 0.5, 2 / 3, 1 / 3, 0.25, 0.0])


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A question with hostile texts and credits that Moodle's grid has."""
    kind = draw(st.sampled_from(Kind))
    count = draw(st.integers(2, 6))
    credits_ = [1.0, *draw(st.lists(shares, min_size=count - 1, max_size=count - 1))]
    if kind is Kind.MULTIPLE:
        credits_ = [1.0, *(-credit for credit in credits_[1:])]
    options = [
        Option(f"option-{place}", draw(lines), credit, draw(lines), credit == 1)
        for place, credit in enumerate(draw(st.permutations(credits_)))
    ]
    return Question(
        id=f"verdict_a-card_{draw(st.integers(1, 99))}_apa-2017",
        card="a-card",
        code="apa-2017",
        topic="a-topic",
        part=draw(st.sampled_from([Part.VERDICT, Part.FACTORS])),
        title=draw(lines),
        text=draw(paragraphs),
        kind=kind,
        options=tuple(options),
        feedback=draw(paragraphs),
        marks=draw(st.sampled_from([1.0, 2.0, 4.0])),
        in_order=draw(st.booleans()),
    )
