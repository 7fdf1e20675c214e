"""The card an author starts from, and the card as a trainee would read it."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.answer import Depth, Part, present
from scoring.card import Card
from scoring.code import Code
from scoring.rules import compile_card
from scoring.verdict import SCALE

NEW_CARD = """\
# yaml-language-server: $schema=../card.schema.json
id: {id}
edition: 1
title:                  # a few words that do not hint at the verdict
topic: {topic}
setting:                # private practice, school, hospital ward, online platform, …
situation:
  relation:             # friendship, romantic or sexual, gift, barter, business, event, …
  client:               # current, former, prospective, supervisee, student, relative or partner of a current client, …
  # months_since_end:   # whole months; former clients and those close to them only
# 80 to 180 words, present tense, concrete people with names, one decision; put the story below the bar
vignette: |

stem:                   # the one act that is judged, as a statement; in "quotes" if it holds a colon
verdicts:
  apa-2017:
    verdict:            # prohibited, inadvisable, gray area, permissible
    cites: []           # clause numbers in quotes, such as ["3.05(a)"]
    because: >-

factors:                # 4 to 7, at least one decisive, at least one irrelevant
  - fact:
    weight: decisive
    because:
next_steps:             # 3 to 5, credit 0 to 3
  - step:
    credit: 3
    because:
twists:                 # 1 to 3; some should leave the verdict where it was
  - change:             # goes on after "What if …", without a capital
    verdicts:
      apa-2017:
        verdict:
        cites: []
        because:
facilitator:
  minutes: 6
  ask: []
  listen_for: []
"""


def new_card(card_id: str, topic: str) -> str:
    """The text of a new card; it fails `check` until its author has filled it in."""
    return NEW_CARD.format(id=card_id, topic=topic)


def told_blind(card: Card, code: Code) -> Iterator[str]:
    """The card as a trainee meets it, with nothing of the key; facts and steps are shuffled."""
    shown = present(card, code, Depth.FULL, seed=card.id)
    yield from (f"{shown.title}  ({shown.setting})", "", shown.vignette, "", f"Under {code.short}: {shown.stem}", "")
    yield from (f"  ( ) {verdict.value}" for verdict in SCALE)
    yield from ("", "Which facts decide it?", *(f"  [ ] {choice.text}" for choice in shown.factors))
    yield from ("", "The best next step?", *(f"  ( ) {choice.text}" for choice in shown.next_steps))


def told(card: Card, code: Code) -> Iterator[str]:
    """The card as a trainee meets it, then what each answer would earn and why, line by line."""
    compiled = compile_card(card, code)
    ruling = card.verdicts[code.id]
    yield from (f"{card.title}  ({card.topic}, {card.setting})", "", card.vignette, "", f"To judge: {card.stem}", "")
    yield f"Under {code.short}:"
    for verdict, marks in zip(SCALE, compiled.table(Part.VERDICT).marks, strict=False):
        key = "  <- the key" if verdict is ruling.verdict else ""
        yield f"  {marks:4.1f}  {verdict.value}{key}"
    yield from (f"  {', '.join(ruling.cites)}: {ruling.because}", "", "Facts:")
    for factor in card.factors:
        yield f"  {factor.weight.value:10}  {factor.fact}: {factor.because}"
    yield from ("", "Next steps:")
    for step, marks in zip(card.next_steps, compiled.table(Part.NEXT_STEP).marks, strict=False):
        harm = "  (harmful)" if step.harmful else ""
        yield f"  {marks:4.1f}  {step.step}{harm}: {step.because}"
    for twist in card.twists:
        after = twist.verdicts[code.id]
        yield from ("", f"What if: {twist.change}")
        yield f"  {after.verdict.value} ({', '.join(after.cites)}): {after.because}"
