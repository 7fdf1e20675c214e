"""What can be wrong with a card, a code or a deck, and how it is said."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

ERRORS: dict[str, str] = {
    "E101": "the file cannot be read",
    "E102": "the file is too large",
    "E103": "the file is not UTF-8 text",
    "E104": "a character that cannot be seen or printed",
    "E105": "not well-formed YAML",
    "E106": "a field given twice",
    "E107": "an anchor, alias, tag or merge key",
    "E108": "more than one document in a file",
    "E109": "nested too deeply, or too much in one file",
    "E110": "the file is not a list of fields",
    "E111": "a word that YAML would turn into something else",
    "E201": "a field is missing",
    "E202": "a field nobody knows",
    "E203": "the wrong kind of value",
    "E204": "a word that is not on the list",
    "E205": "too short, too long, too few or too many",
    "E206": "not written in the expected form",
    "E301": "an accepted verdict that is not beside the key",
    "E302": "no deciding fact",
    "E303": "next steps that cannot be told apart",
    "E304": "months since the end do not fit the client",
    "E305": "the same text twice in one list",
    "E306": "a harmful step that earns credit",
    "E401": "a code nobody knows",
    "E402": "a clause the code file does not have",
    "E403": "no verdict under APA",
    "E404": "a verdict against a bright line",
    "E405": "an id used twice",
    "E406": "the id is not the file's name",
    "E407": "the topic is not the folder's name",
    "E408": "a contrast partner that does not answer",
    "E409": "a twist without a verdict",
    "E410": "a scored field changed and the edition did not rise",
    "E411": "bright lines that overlap",
}

WARNINGS: dict[str, str] = {
    "W501": "one verdict keyed too often",
    "W502": "too many gray areas",
    "W503": "the best next step is too often the longest",
    "W504": "a topic with few cards",
    "W505": "twists that nearly always move the verdict",
    "W506": "hard to read",
    "W507": "a name used again",
    "W508": "no irrelevant fact",
    "W509": "a vignette outside 80 to 180 words",
    "W510": "next steps that guessing would get right",
}

CATALOGUE: dict[str, str] = ERRORS | WARNINGS


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, where it stands, and what would mend it."""

    path: str
    line: int
    code: str
    message: str

    @property
    def is_error(self) -> bool:
        """Whether the quiz would score dishonestly if it used the card."""
        return self.code in ERRORS

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.code} {self.message}"


def problem(path: PurePath | str, line: int, code: str, message: str) -> Problem:
    """A `Problem` at `line` of `path`, the path written with forward slashes on every system."""
    if code not in CATALOGUE:
        raise ValueError(f"{code} is not in the catalogue of problems")
    return Problem(path=path if isinstance(path, str) else path.as_posix(), line=line, code=code, message=message)
