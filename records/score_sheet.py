"""A score sheet: tidy rows, one for each person, card and part, with what they are about and who is in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from records.dictionary import DICTIONARY
from records.progress import attempts_frame
from records.room import Person, Room
from records.room_events import Voted
from scoring.answer import Part
from scoring.deck import Deck
from scoring.in_words import PartInWords, in_words
from scoring.score import PartScore, Status

SCHEMA_VERSION = 2
VERSION = "0.1.0"

_RENAMED = {
    "sitting_id": "sitting",
    "learner_id": "person",
    "code_id": "code",
    "card_id": "card",
    "part_key": "key",
}
_ONLY_IN: Mapping[str, Part] = {
    "signed_steps": Part.VERDICT,
    "missed_prohibited": Part.VERDICT,
    "certainty": Part.VERDICT,
    "certainty_marks": Part.VERDICT,
    "reasoning": Part.VERDICT,
    "chose_harm": Part.NEXT_STEP,
    "direction": Part.TWIST,
}
_TYPES: Mapping[str, str] = {
    **dict.fromkeys(("position", "edition", "round", "signed_steps", "certainty", "certainty_marks"), "Int64"),
    **dict.fromkeys(("missed_prohibited", "chose_harm", "taken"), "Int64"),
    **dict.fromkeys(("marks", "out_of", "chance"), "float64"),
}


@dataclass(frozen=True)
class About:
    """What a sheet is of. `code` and `scheme` are empty where rows differ; times on it are in `time_zone`."""

    title: str
    code: str
    scheme: str
    deck: str
    time_zone: str
    made_at: datetime
    app_version: str = VERSION


@dataclass(frozen=True)
class Listed:
    """One person of a sheet. `identifier` is what a gradebook knows them by; empty where nobody asked."""

    id: str
    name: str
    identifier: str = ""


@dataclass(frozen=True)
class ScoreSheet:
    """What is exported. `rows` has the columns of `DICTIONARY`, in that order; `titles` names cards by id.

    `people` also lists those of a class who never voted.
    """

    about: About
    rows: pd.DataFrame
    people: Sequence[Listed]
    titles: Mapping[str, str]


def practice_sheet(
    part_rows: Iterable[Mapping[str, Any]], deck: Deck, made_at: datetime, title: str = "My answers"
) -> ScoreSheet:
    """The sheet for the store's part rows of one trainee. Cells that do not apply to a part are empty."""
    frame = attempts_frame(part_rows).drop(columns="key").rename(columns=_RENAMED)
    frame["answered_at_utc"] = frame["answered_at"].dt.strftime("%Y-%m-%d %H:%M:%S")
    frame["round"], frame["taken"], frame["name"], frame["identifier"] = None, None, "", ""
    about = About(
        title=title,
        code=_only(frame["code"], deck),
        scheme=_only(frame["scheme"]),
        deck=deck.fingerprint,
        time_zone=str(made_at.tzinfo),
        made_at=made_at,
    )
    people = [Listed(str(person), "") for person in frame["person"].unique()]
    return ScoreSheet(about, _tidy(frame, about), people, _titles(deck, frame["card"]))


def class_sheet(room: Room, deck: Deck, made_at: datetime) -> ScoreSheet:
    """The sheet of a class: every vote of every round, of those who are in it."""
    people = sorted(room.people.values(), key=lambda person: person.joined_at)
    rows = [
        row
        for (position, round_) in sorted(room.votes)
        for vote in room.cast(position, round_).values()
        for row in _vote_rows(room, deck, vote)
    ]
    frame = pd.DataFrame(rows, columns=[name for name in DICTIONARY if name not in _MADE])
    code = deck.codes.get(room.plan.code_id)
    about = About(
        title=room.plan.title,
        code=code.short if code else room.plan.code_id,
        scheme=room.plan.scheme.value,
        deck=deck.fingerprint,
        time_zone=str(made_at.tzinfo),
        made_at=made_at,
    )
    listed = [Listed(person.id, person.name, person.identifier) for person in people]
    return ScoreSheet(about, _tidy(frame, about), listed, _titles(deck, (card for card, _ in room.plan.cards)))


_MADE = ("schema_version", "app_version", "made_at_utc")


def _tidy(frame: pd.DataFrame, about: About) -> pd.DataFrame:
    frame = frame.astype({column: kind for column, kind in _TYPES.items() if column in frame})
    for column, part in _ONLY_IN.items():
        frame[column] = frame[column].where(frame["part"] == part.value)
    frame["schema_version"], frame["app_version"] = SCHEMA_VERSION, about.app_version
    frame["made_at_utc"] = _utc(about.made_at)
    texts = {name: "str" for name in DICTIONARY if name not in _TYPES and name != "schema_version"}
    return frame[list(DICTIONARY)].astype(texts)


def _vote_rows(room: Room, deck: Deck, vote: Voted) -> list[dict[str, Any]]:
    score, person, card = vote.score, room.people[vote.person], deck.cards.get(vote.score.card_id)
    code = deck.codes.get(room.plan.code_id)
    is_same = card is not None and code is not None and card.edition == score.edition
    words = in_words(card, code, vote.answer) if is_same and card and code else {}
    common = _common(room, vote, person) | {"topic": card.topic if card else ""}
    return [
        common | _part_row(part, words.get(part.part, PartInWords("", score.key.value)))
        for part in score.parts
        if part.status is not Status.NOT_REACHED
    ]


def _common(room: Room, vote: Voted, person: Person) -> dict[str, Any]:
    score = vote.score
    return {
        "sitting": room.id,
        "person": person.id,
        "name": person.name,
        "identifier": person.identifier,
        "mode": "class",
        "depth": room.plan.depth.value,
        "deck": "",
        "code": room.plan.code_id,
        "scheme": score.scheme.value,
        "position": vote.position,
        "round": vote.round,
        "card": score.card_id,
        "edition": score.edition,
        "taken": int(vote.taken),
        "signed_steps": score.signed_steps,
        "missed_prohibited": int(score.missed_prohibited),
        "chose_harm": int(score.chose_harm),
        "direction": None,
        "certainty": vote.answer.certainty,
        "certainty_marks": score.certainty_marks,
        "reasoning": vote.answer.reasoning,
        "answered_at_utc": _utc(vote.at),
    }


def _part_row(part: PartScore, words: PartInWords) -> dict[str, Any]:
    return {
        "part": part.part.value,
        "status": part.status.value,
        "answer": words.answer,
        "key": words.key,
        "marks": part.marks,
        "out_of": part.out_of,
        "chance": part.chance,
    }


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S}"


def _only(values: pd.Series[Any], deck: Deck | None = None) -> str:
    """The one value there is; empty where there are several."""
    found = list(values.unique())
    if len(found) != 1:
        return ""
    code = deck.codes.get(found[0]) if deck else None
    return code.short if code else str(found[0])


def _titles(deck: Deck, card_ids: Iterable[str]) -> dict[str, str]:
    return {card_id: deck.cards[card_id].title if card_id in deck.cards else card_id for card_id in card_ids}
