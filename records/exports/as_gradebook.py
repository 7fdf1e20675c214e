"""Grades of a class as Moodle and Canvas import them: one row for each person they can find, and who was left out.

The rules are those of the importers' own code: Moodle's `grade/import/csv/classes/load_data.php`, Canvas's
`lib/gradebook_importer.rb`. A grade is the share of the verdict marks of first votes, 0 to 100 with two decimals, over
the cards that the person voted on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from records.errors import RecordsError
from records.exports.as_csv import defused, table_to_csv
from records.exports.texts import one_line
from records.progress import Totals
from records.score_sheet import Listed, ScoreSheet
from records.sheet_sums import sums_by_person

MOST_IN_A_TITLE = 200
OUT_OF = 100
_NEVER_A_GRADE = re.compile("(Current|Final|Override) (Score|Points|Grade|Status)")
"""Columns whose title holds such words Canvas passes over."""
_A_DECIMAL = re.compile(r"-?[0-9.,]+%?")
"""What Canvas writes anew, taking the last dot or comma for the decimal sign."""


@dataclass(frozen=True)
class Refused:
    """Somebody who is not in the file, and why, as a sentence."""

    person: Listed
    why: str


@dataclass(frozen=True)
class Gradebook:
    """A file for a gradebook, and those it leaves out."""

    data: bytes
    refused: Sequence[Refused]


class NobodyToGradeError(RecordsError):
    """Nobody of a sheet can be found by a gradebook."""


@dataclass(frozen=True)
class _Graded:
    person: Listed
    sums: Totals

    @property
    def grade(self) -> str:
        return f"{OUT_OF * self.sums.marks / self.sums.out_of:.2f}"


def to_moodle(sheet: ScoreSheet) -> Gradebook:
    """For Grades, Import, CSV file: an identifier, the grade and a sentence of feedback.

    Moodle finds everybody by one field: the column is called Email address or ID number after what most people gave,
    and the others are left out. Feedback can be mapped to an existing grade item only: where the item is new, import
    the file a second time. Raises `NobodyToGradeError`.
    """
    found, refused = _findable(sheet, _refused_by_moodle)
    mails = [one for one in found if "@" in one.person.identifier]
    others = [one for one in found if "@" not in one.person.identifier]
    kind, kept, left = "Email address", mails, others
    if len(others) > len(mails):
        kind, kept, left = "ID number", others, mails
    why = f"Most people gave another kind of identifier, and Moodle finds all of them by one kind: {kind}."
    refused += [Refused(one.person, why) for one in left]
    rows = [(one.person.identifier, one.grade, _feedback(sheet, one.sums)) for one in kept]
    head = (kind, f"{_title(sheet)} (Real)", f"Feedback: {_title(sheet)}")
    return Gradebook(table_to_csv(head, rows, bom=False), refused)


def to_canvas(sheet: ScoreSheet) -> Gradebook:
    """For Grades, Import: a new assignment of 100 points. Raises `NobodyToGradeError`.

    The identifier stands both as SIS user id and as login, and Canvas takes the one it knows.
    """
    found, refused = _findable(sheet, _refused_by_canvas)
    title = _NEVER_A_GRADE.sub(r"\1-\2", _title(sheet))
    head = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section", title)
    rows = [_canvas_row(one.person.name, one.person.identifier, one.grade) for one in found]
    points = _canvas_row("Points Possible", "", str(OUT_OF))
    return Gradebook(table_to_csv(head, [points, *rows], bom=False), refused)


def _canvas_row(student: str, identifier: str, points: str) -> Sequence[str]:
    """The cells under Canvas's head; its own id and the section stay empty."""
    return one_line(student, MOST_IN_A_TITLE), "", identifier, identifier, "", points


def _findable(sheet: ScoreSheet, also: Callable[[Listed], str]) -> tuple[list[_Graded], list[Refused]]:
    """Those who can be written, and those who cannot with the first reason that holds."""
    sums, given = sums_by_person(sheet), Counter(_as_compared(one.identifier) for one in sheet.people)
    found, refused = [], []
    for person in sheet.people:
        is_double = given[_as_compared(person.identifier)] > 1
        why = (
            _unusable(person.identifier)
            or also(person)
            or ("Somebody else gave the same identifier." if is_double else "")
        )
        if not why and person.id in sums:
            found.append(_Graded(person, sums[person.id]))
        else:
            refused.append(Refused(person, why or "There is no first vote, so there is no grade."))
    if not found:
        raise NobodyToGradeError(_nobody(sheet))
    return found, refused


def _unusable(identifier: str) -> str:
    """Why no gradebook can find somebody by this; empty when one may."""
    if not identifier.strip():
        return "No identifier was given."
    if defused(identifier) != identifier:
        return "The identifier begins with a sign that a spreadsheet would run."
    if (
        identifier != identifier.strip()
        or not identifier.isprintable()
        or '"' in identifier
        or identifier.endswith("\\")
    ):
        return "The identifier holds a sign that breaks the file for the importer."
    return ""


def _refused_by_moodle(person: Listed) -> str:
    """Moodle takes 0 for a blank, and a row with a blank for the person in the row before."""
    return "Moodle takes the identifier 0 for none." if person.identifier == "0" else ""


def _refused_by_canvas(person: Listed) -> str:
    if "Points Possible" in person.name:
        return "Canvas takes a row under this name for the row of points."
    if _A_DECIMAL.fullmatch(person.identifier) and _as_canvas_reads(person.identifier) != person.identifier:
        return "Canvas takes the identifier for a number with decimals and changes it."
    return ""


def _as_canvas_reads(number: str) -> str:
    *parts, last = re.split("[,.]", number.rstrip(",."))
    return f"{''.join(parts)}.{last}" if parts else last


def _as_compared(identifier: str) -> str:
    return normalize("NFKC", identifier).casefold()


def _nobody(sheet: ScoreSheet) -> str:
    if not any(person.identifier.strip() for person in sheet.people):
        return (
            "Nobody here gave an identifier, so no gradebook can find them. "
            "Ask for student numbers or e-mail addresses when you make the class."
        )
    return "Nobody here can be graded: each identifier is missing, given twice or unusable, or there is no vote."


def _title(sheet: ScoreSheet) -> str:
    """The class's title without signs that break Moodle's reading; no number at its end, which is an id to Canvas."""
    title = one_line(sheet.about.title, MOST_IN_A_TITLE).replace("\\", "/").replace('"', "'")
    return f"{title} (Boundary Practice)"


def _feedback(sheet: ScoreSheet, sums: Totals) -> str:
    chance = OUT_OF * sums.chance / sums.out_of
    return (
        f"Verdicts under {sheet.about.code}. Cards: {sums.n}. Right: {sums.right}. "
        f"More permissive than the code: {sums.under_calls}. Stricter: {sums.over_calls}. "
        f"Prohibited acts let pass: {sums.missed_prohibited}. Blind answering would earn {chance:.2f}."
    )
