"""One page for one trainee: what matters most first, and nothing that the answers do not carry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from records.agreement import Rate
from records.calibration import BANDS, LevelResult
from records.estimates import FEWEST
from records.exports.pdf.bars import Bar, Bars
from records.exports.pdf.blocks import Block, Columns, Figures, Gap, Line, Panel, RowsThatFit, Text, Together
from records.exports.pdf.figures import Judged, TopicFigures, TraineeFigures, figures_of
from records.exports.pdf.signs import shown
from records.exports.pdf.styles import BODY, KICKER, LABEL, NOTE, RED_GROUND, RED_INK, RED_LINE, SECTION, SMALL, TITLE
from records.exports.pdf.words import (
    CERTAINTIES,
    LABELS,
    PRODUCT,
    SCHEMES,
    THE_KEY_IS_OURS,
    counted,
    days,
    percent,
    topic_words,
)
from records.score_sheet import About, Listed, ScoreSheet

MOST_MISSED, MOST_BARS, MOST_NAMED, SHORT_ID = 5, 8, 8, 8
LONGEST_TOPIC = 40
REVIEW_SHARES = (0.52, 0.18, 0.18, 0.12)


HOW_TO_READ = (
    f"Thin lines, from {FEWEST} cards on: where the share probably lies (80\u00a0%). Topics: the share of the verdict "
    "marks on first answers. Frames: where a bar ends when certainty is used as meant."
)


def trainee_pages(sheet: ScoreSheet, *, with_names: bool) -> Iterator[Sequence[Block]]:
    """A page for everybody of the sheet; under several codes one for each, since codes are never added up."""
    for person, found in figures_of(sheet):
        if not found:
            yield [*_head(person, sheet.about, with_names=with_names), Text("No card was answered here.")]
        for one in found:
            yield [*_head(person, sheet.about, with_names=with_names), *_page(one, sheet.about)]


def _head(person: Listed, about: About, *, with_names: bool) -> Iterator[Block]:
    title = shown(about.title)
    yield Line(PRODUCT, KICKER, after=1)
    yield Line(_called(person, with_names=with_names), TITLE, after=1, shrinks=True)
    if with_names and shown(person.identifier):
        yield Line(person.identifier, BODY)
    if title:
        yield Line(title, BODY)


def _called(person: Listed, *, with_names: bool) -> str:
    name = shown(person.name) if with_names else ""
    return name or f"Trainee {shown(person.id)[:SHORT_ID]}"


def _page(found: TraineeFigures, about: About) -> Iterator[Block]:
    yield Line(_of(found, about), KICKER, after=3.5)
    yield from _missed(found)
    yield from _figures(found)
    yield Gap(3)
    yield Columns(list(_which_way(found)), list(_certainty(found)))
    yield Gap(2)
    yield from _topics(found.topics)
    yield Gap(2.5)
    yield from _review(found)


def _of(found: TraineeFigures, about: About) -> str:
    first, last = found.editions
    counting = "first votes" if found.is_class else counted(found.totals.n, "answer")
    return " · ".join(
        (
            shown(about.code) or shown(found.code_id),
            f"{counted(len(found.cards), 'card')}, {counting}",
            days(found.answered, about.made_at.tzinfo),
            f"all in edition {first}" if first == last else f"editions {first} to {last}",
        )
    )


def _missed(found: TraineeFigures) -> Iterator[Block]:
    missed = found.missed
    if not missed:
        return
    lines: list[Block] = [Line("Look at this first", LABEL.in_colour(RED_INK), after=0.5)]
    act = "The code prohibits this act, and it was let pass:" if len(missed) == 1 else _ACTS
    lines.append(Text(act, BODY, after=0.8))
    lines += [Line(_let_pass(one), BODY) for one in missed[:MOST_MISSED]]
    if len(missed) > MOST_MISSED:
        lines.append(Line(f"And {len(missed) - MOST_MISSED} more.", BODY))
    yield Panel(lines, RED_GROUND, RED_LINE, after=4)


_ACTS = "The code prohibits these acts, and they were let pass:"


def _let_pass(one: Judged) -> str:
    sure = ", certain of it" if one.certainty and CERTAINTIES[one.certainty] == "Certain" else ""
    said = LABELS[one.said].lower() if one.said else "no answer"
    return f"– {shown(one.title)}: {said}{sure}"


def _figures(found: TraineeFigures) -> Iterator[Block]:
    sums = found.totals
    yield Figures(
        (
            (percent(sums.marks / sums.out_of), "of the verdict marks"),
            (percent(sums.chance / sums.out_of), "is what guessing earns"),
            (percent(sums.best_constant / sums.out_of), "one verdict for all, at best"),
            (f"{len(found.missed)} of {found.prohibited}", "prohibited acts let pass"),
        ),
        after=1.5,
    )
    marking = f" Marks: {SCHEMES[found.scheme]}." if found.scheme in SCHEMES else ""
    yield Text(
        f"{sums.right} of {counted(sums.n, 'verdict')} as the code has it. Read guessing as zero.{marking}",
        SMALL,
    )


def _which_way(found: TraineeFigures) -> Iterator[Block]:
    lean = found.leaning
    yield Line("Which way the verdicts err", SECTION, after=1)
    yield Bars(
        [
            _rate("More permissive", lean.under_calls),
            _rate("Stricter", lean.over_calls),
            _rate("Two steps off or more", lean.severe),
        ],
        is_narrow=True,
    )


def _rate(name: str, found: Rate) -> Bar:
    if found.interval is None:
        return Bar(name, None, "none yet")
    if found.n < FEWEST:
        return Bar(name, found.share, f"{found.count} of {found.n}")
    told = f"{found.count} of {found.n} ({percent(found.interval.low)} to {percent(found.interval.high)})"
    return Bar(name, found.share, told, found.interval)


def _certainty(found: TraineeFigures) -> Iterator[Block]:
    yield Line("How sure, how right", SECTION, after=1)
    if not any(level.n for level in found.levels):
        yield Text("No certainty was given.", SMALL)
        return
    yield Bars([_level(level) for level in found.levels], is_narrow=True)


def _level(found: LevelResult) -> Bar:
    told = f"{found.right} of {found.n} right, {found.judged.value}" if found.n else "none"
    share = found.right / found.n if found.n else None
    return Bar(CERTAINTIES[found.level], share, told, found.interval if found.n >= FEWEST else None, BANDS[found.level])


def _topics(topics: Sequence[TopicFigures]) -> Iterator[Block]:
    told = [one for one in topics if one.interval][:MOST_BARS]
    others = [one for one in topics if one not in told]
    yield Line("Topics", SECTION, after=1)
    yield Bars([_topic(one) for one in told], after=0.5 if others else 0)
    if others:
        named = ", ".join(f"{_named(one.topic)} {one.right}\u00a0of\u00a0{one.n}" for one in others[:MOST_NAMED])
        left = f", and {counted(len(others) - MOST_NAMED, 'more topic')}" if len(others) > MOST_NAMED else ""
        lead = "Verdicts as the code has them in the other topics" if told else _TOO_FEW
        yield Text(f"{lead}: {named}{left}.", SMALL)


_TOO_FEW = f"Fewer than {FEWEST} cards in each, too few for a bar. Verdicts as the code has them"


def _named(topic: str) -> str:
    return topic_words(shown(topic)[:LONGEST_TOPIC]) or "Other"


def _topic(one: TopicFigures) -> Bar:
    return Bar(_named(one.topic), one.share, f"{percent(one.share)} · {one.right} of {one.n} exact", one.interval)


def _review(found: TraineeFigures) -> Iterator[Block]:
    closing = Together([Gap(2.5), Text(HOW_TO_READ, NOTE, after=1), Text(THE_KEY_IS_OURS, NOTE)])
    rows = [_row(one) for one in found.to_review]
    yield Line("What to review", SECTION, after=0.5)
    if rows:
        head = ("Card besides those above" if found.missed else "Card", "Said", "The code", "Certainty")
        yield RowsThatFit(head, rows, REVIEW_SHARES, "And {n} more.", closing)
        return
    above = "The acts above; every other" if found.missed else "Every"
    yield Text(f"{above} verdict was one that the code accepts.", SMALL)
    yield closing


def _row(one: Judged) -> tuple[str, str, str, str]:
    said = LABELS[one.said] if one.said else "No answer"
    sure = CERTAINTIES[one.certainty].lower() if one.certainty else ""
    return shown(one.title), said, LABELS[one.accepted[0]], sure
