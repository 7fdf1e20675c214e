"""The sections that tell a trainee how they judge: each a sentence, and a picture that is a table too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from records.agreement import Leaning, Rate, Table
from records.calibration import BANDS, CertaintyMarks, LevelResult
from records.estimates import BAR, ENOUGH_CARDS, ENOUGH_SITTINGS, FEWEST, Standing, TopicEstimate, wilson
from records.gain import Gain
from records.history import Past
from records.progress import Totals
from records.sitting import Sitting
from scoring.card import Card
from scoring.score import Direction
from scoring.verdict import SCALE, Certainty, Verdict
from screens.parts.answer_form import CERTAINTIES
from screens.parts.bars import Bar, bars
from screens.parts.plain import in_html, in_markdown
from screens.parts.verdict_scale import LABELS
from screens.parts.words import counted, day, percent, short_day, topic_words

MOST_SITTINGS = 12
MOST_MISSED = 8
DIRECTIONS = {
    Direction.FOLLOWED: "you followed the fact, or stayed where nothing hung on it",
    Direction.MISSED: "the verdict moved and yours stayed",
    Direction.OVER_MOVED: "the verdict stayed and yours moved",
    Direction.WRONG_WAY: "yours moved the other way",
}


def missed_prohibited(missed: Sequence[Past], cards: Mapping[str, Card]) -> None:
    """Prohibited acts let pass when last met, those one was certain of in bold; what to look at before all else."""
    passed = [past for past in missed if past.missed_prohibited]
    if not passed:
        return
    with st.container(border=True, key="look_first"):
        st.badge("Look at this first", icon=":material/priority_high:", color="red")
        st.write(
            f"{counted(len(passed), 'act')} that the code prohibits, and that you let pass when last you met them:"
        )
        st.markdown("\n".join(f"- {_passed(past, cards)}" for past in passed[:MOST_MISSED]))
        if len(passed) > MOST_MISSED:
            st.write(f"And {len(passed) - MOST_MISSED} more. *What I missed* on the first page brings them back.")


def _passed(past: Past, cards: Mapping[str, Card]) -> str:
    title = in_markdown(cards[past.card_id].title if past.card_id in cards else past.card_id)
    told = f"{title} ({day(past.answered_at)})"
    return f"**{told}; you were certain**" if past.certainty is Certainty.CERTAIN else told


def in_figures(whole: Totals) -> None:
    """The verdict percentage with what knows nothing beside it, and the counts."""
    with st.container(key="figures"):
        one, two, three = st.columns(3)
    one.metric("Verdicts", percent(whole.marks / whole.out_of), help="Share of the marks for verdicts.")
    two.metric("Guessing", percent(whole.chance / whole.out_of), help="What blind answers earn. Read it as zero.")
    three.metric("Missed prohibitions", whole.missed_prohibited)
    st.caption(
        f"{whole.right} of {counted(whole.n, 'verdict')} as the code has it. The same verdict on every card would get "
        f"{percent(whole.best_constant / whole.out_of)} at best."
    )


def which_way(lean: Leaning) -> None:
    """Under-calls and over-calls with their intervals."""
    if not lean.under_calls.n:
        return
    st.subheader("Which way you err", anchor=False)
    under, over = lean.under_calls, lean.over_calls
    st.write(_lean_in_words(under, over))
    bars(
        "Verdicts beside the code's, by the way they err",
        (
            Bar("More permissive", under.share, in_fraction(under), under.interval),
            Bar("Stricter", over.share, in_fraction(over), over.interval),
            Bar("Two steps off or more", lean.severe.share, in_fraction(lean.severe), lean.severe.interval),
        ),
    )
    st.caption("The thin line is where the share probably lies (80\u00a0%). Being too strict has costs as well.")


def _lean_in_words(under: Rate, over: Rate) -> str:
    if not under.count and not over.count:
        return "Every verdict was the code's."
    lean = "more permissive" if under.count > over.count else "stricter"
    if under.count == over.count:
        return f"Neither way: {under.count} more permissive than the code and {over.count} stricter."
    return f"You lean **{lean}** where you differ from the code."


def in_fraction(found: Rate) -> str:
    """A count out of all with its interval, "3 of 14 (12% to 36%)"; "none yet" out of nothing."""
    if found.interval is None:
        return "none yet"
    return f"{found.count} of {found.n} ({percent(found.interval.low)} to {percent(found.interval.high)})"


def by_topic(estimates: Sequence[TopicEstimate], sizes: Mapping[str, int]) -> None:
    """Topic estimates with their intervals and what may be said of them. `sizes` counts the deck's cards by topic."""
    if not estimates:
        return
    st.subheader("Topics", anchor=False)
    enough = [one for one in estimates if one.standing is not Standing.NOT_ENOUGH]
    few = [f"{topic_words(one.topic)} ({one.n})" for one in estimates if one.standing is Standing.NOT_ENOUGH]
    solid = [topic_words(one.topic) for one in enough if one.standing is Standing.SOLID]
    if solid:
        st.write(f"Solid: {', '.join(solid)}.")
    if few:
        st.write(f"Not enough yet, fewer than {FEWEST} cards: {', '.join(few)}.")
    if not enough:
        return
    bars(
        "Topics, with your share of the verdict marks",
        (Bar(topic_words(one.topic), one.estimate, _topic_told(one), one.interval) for one in enough),
    )
    small = [topic_words(topic) for topic, size in sizes.items() if size < ENOUGH_CARDS]
    st.caption(
        "Share of the verdict marks on first answers in finished sittings, drawn a little toward your own average; the "
        f"thin line is where it probably lies (80\u00a0%). Solid: {ENOUGH_CARDS} cards or more in {ENOUGH_SITTINGS} "
        f"sittings, that line above {BAR:.0%}, and no prohibited act missed in the last {ENOUGH_CARDS}. Guessing gets "
        "about 44\u00a0%." + (f" Too few cards in this deck to be called solid: {', '.join(small)}." if small else "")
    )


def _topic_told(one: TopicEstimate) -> str:
    return f"{percent(one.estimate)} · {one.standing.value} · {counted(one.n, 'card')}"


def over_time(sittings: Iterable[tuple[Sitting, Totals]]) -> None:
    """Finished sittings in the order they were made, the latest dozen."""
    rows = list(sittings)[-MOST_SITTINGS:]
    if len(rows) < 2:
        return
    st.subheader("Over time", anchor=False)
    first, last = rows[0][1], rows[-1][1]
    st.write(
        f"Your last {len(rows)} sittings, the newest below: from {percent(first.marks / first.out_of)} to "
        f"{percent(last.marks / last.out_of)} of the verdict marks. Short sittings jump by chance; look at the line."
    )
    bars("Finished sittings, with your share of the verdict marks", (_sitting_bar(*row) for row in rows))
    st.caption(
        "Day and number of cards; in brackets what guessing would get on them, and one constant verdict at best. The "
        "thin line is where your share probably lies (80\u00a0%)."
    )


def _sitting_bar(sitting: Sitting, sums: Totals) -> Bar:
    share = sums.marks / sums.out_of
    beside = f"guess {percent(sums.chance / sums.out_of)}, constant {percent(sums.best_constant / sums.out_of)}"
    told = f"{percent(share)} ({beside})"
    return Bar(f"{short_day(sitting.started_at)} · {sums.n}", share, told, wilson(share * sums.n, sums.n))


def yours_and_the_codes(counts: Table) -> None:
    """Verdicts given by the code's verdict, and where they part most often."""
    st.subheader("Your verdicts by the code's", anchor=False)
    apart = {
        (key, given): counts[key][given] for key in range(len(SCALE)) for given in range(len(SCALE)) if key != given
    }
    (key, given), most = max(apart.items(), key=lambda one: one[1])
    if most:
        code, you = LABELS[SCALE[key]].lower(), LABELS[SCALE[given]].lower()
        st.write(f"Most often apart: the code says {code} and you said {you}, {counted(most, 'time')}.")
    st.html(_grid(counts))


def _grid(counts: Table) -> str:
    head = "".join(f'<th scope="col">You: {_hyphenated(verdict)}</th>' for verdict in SCALE)
    rows = "".join(
        f'<tr><th scope="row">The code: {LABELS[verdict].lower()}</th>'
        + "".join(
            f"<td{' class=same' if key == given else ''}>{count or '–'}</td>" for given, count in enumerate(counts[key])
        )
        + "</tr>"
        for key, verdict in enumerate(SCALE)
    )
    return f'<table class="grid"><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _hyphenated(verdict: Verdict) -> str:
    """The verdict's word with the places where a narrow column may break it."""
    return {Verdict.INADVISABLE: "inadvis&shy;able", Verdict.PERMISSIBLE: "permis&shy;sible"}.get(
        verdict, LABELS[verdict].lower()
    )


def certainty(levels: Sequence[LevelResult], marks: CertaintyMarks | None) -> None:
    """How sure, and how often right, level by level, with the band each level is meant for."""
    if not any(one.n for one in levels):
        return
    st.subheader("How sure you are, and how often right", anchor=False)
    bars("Levels of certainty, with how often you were right", (_level_bar(one) for one in levels))
    said = "The shaded stretch is what a level is meant for. Never part of the marks."
    if marks:
        best = marks.mean - 10 * marks.bonus
        said += (
            f" Certainty-based marks (1/0, 2/−2, 3/−6 for right/wrong): {_signed(marks.mean)} a card over "
            f"{counted(marks.n, 'card')}; the same level on every card would have given {_signed(best)} at best."
        )
    st.caption(said)


def _level_bar(one: LevelResult) -> Bar:
    told = f"{one.right} of {one.n} right · {one.judged.value}" if one.n else "none yet"
    name = f"{CERTAINTIES[one.level]} ({_band(one.level)})"
    return Bar(name, one.right / one.n if one.n else None, told, one.interval, BANDS[one.level])


def _band(level: Certainty) -> str:
    band = BANDS[level]
    return f"{band.low:.0%} to {band.high:.0%}"


def _signed(marks: float) -> str:
    return f"{marks:+.1f}".replace("-", "−")


def what_ifs(directions: Mapping[Direction, int]) -> None:
    """What verdicts did when one fact changed."""
    n = sum(directions.values())
    if not n:
        return
    st.subheader("When one fact changed", anchor=False)
    items = "".join(
        f"<li><strong>{directions.get(one, 0)} of {n}</strong>: {in_html(words)}</li>"
        for one, words in DIRECTIONS.items()
    )
    st.html(f'<ul class="prose">{items}</ul>')


def came_back(found: Gain | None) -> None:
    """Cards met again, first answer and latest."""
    if found is None:
        return
    st.subheader("Cards that came back", anchor=False)
    st.write(
        f"{counted(found.n, 'card')}: {percent(found.before)} of the verdict marks the first time, "
        f"{percent(found.after)} the latest. {found.better} went better, {found.same} the same, {found.worse} worse."
    )
