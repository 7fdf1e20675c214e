"""The columns of a score sheet, in order, each with what it holds."""

from __future__ import annotations

from collections.abc import Mapping

DICTIONARY: Mapping[str, str] = {
    "schema_version": "Version of this list of columns.",
    "app_version": "Version of Boundary Practice that made the sheet.",
    "made_at_utc": "When the sheet was made, UTC.",
    "sitting": "Id of the run through several cards, or of the class.",
    "person": "Id of the trainee; random, no name.",
    "name": "Class rows: the name or nickname under which they joined.",
    "identifier": "Class rows: student number or e-mail, where the host asked for it.",
    "mode": "practice: feedback after each card; exam: at the end; due and missed: cards that came back; class: "
    "votes of a live class.",
    "depth": "quick: the verdict only; full: all parts.",
    "deck": "Fingerprint of the deck when the sitting began: changes when a card or its edition changes.",
    "code": "Professional code the verdicts are judged under, with its edition.",
    "scheme": "Marks for a verdict. near_miss: 4 exact, 2 one step away; strict: 4 exact; "
    "safety_weighted: 4 exact, 2 one step too strict, 1 one step too lenient.",
    "position": "Place of the card in the sitting, from 1.",
    "round": "Class rows: 1 for the first vote, 2 for the vote after talking, and so on.",
    "card": "Id of the card.",
    "edition": "Edition of the card when it was answered.",
    "topic": "Topic of the card.",
    "part": "verdict, factors (facts ticked as deciding), next_step, standard (clause cited) or twist (the what-if).",
    "status": "answered; omitted: asked and left blank, worth 0.",
    "taken": "Class rows: 1 when the answer was selected and not sent, and taken when the vote closed.",
    "answer": "What was answered, in words; several facts are parted by |.",
    "key": "What the code supports; the first verdict is the key, further ones are accepted as well.",
    "marks": "Marks earned, unrounded.",
    "out_of": "Most marks the part can earn.",
    "chance": "Marks that blind answering would earn on average.",
    "signed_steps": "Verdict rows: steps from the nearest accepted verdict; above 0 more permissive (under-call), "
    "below 0 stricter (over-call).",
    "missed_prohibited": "Verdict rows: 1 when the code prohibits and the answer was gray area or permissible.",
    "chose_harm": "Next-step rows: 1 when the step chosen would hurt somebody.",
    "direction": "Twist rows: followed, missed, over_moved or wrong_way; told, never scored.",
    "certainty": "Verdict rows: 1 below two thirds, 2 between, 3 above four fifths; blank when not given.",
    "certainty_marks": "Verdict rows: 1/0, 2/-2 or 3/-6 for right/wrong by certainty; never part of the marks.",
    "reasoning": "Verdict rows: what the trainee wrote; kept, not scored.",
    "answered_at_utc": "When the answer was saved, UTC.",
}
