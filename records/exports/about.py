"""What a score sheet says of itself: what it is of, by which deck and code, when it was made and by what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from records.score_sheet import SCHEMA_VERSION, ScoreSheet

PROGRAM = "Boundary Practice"
SCHEMES: Mapping[str, str] = {
    "near_miss": "4 marks exact, 2 one step away",
    "strict": "4 marks exact, nothing else",
    "safety_weighted": "4 marks exact, 2 one step too strict, 1 one step too lenient",
}


def about_lines(sheet: ScoreSheet) -> Sequence[tuple[str, str]]:
    """What a reader needs to know of a sheet, each with its label."""
    about = sheet.about
    return (
        ("Sheet", about.title),
        ("Code", about.code or "several; see the column code"),
        ("Marks for a verdict", _scheme(about.scheme)),
        ("Deck", about.deck),
        ("Editions", told_editions(sheet)),
        ("Time zone", f"{about.time_zone}; columns that end in _utc are in UTC"),
        ("Made", f"{about.made_at:%Y-%m-%d %H:%M}"),
        ("By", f"{PROGRAM} {about.app_version}, sheet version {SCHEMA_VERSION}"),
    )


def about_in_short(sheet: ScoreSheet) -> str:
    """The same on one line, without the title."""
    about, editions = sheet.about, sorted({edition for found in editions_of(sheet).values() for edition in found})
    span = f"{editions[0]}-{editions[-1]}" if len(editions) > 1 else "".join(map(str, editions))
    told = (about.code or "several codes", about.scheme or "several schemes", f"deck {about.deck}", f"editions {span}")
    return ", ".join(told)


def editions_of(sheet: ScoreSheet) -> Mapping[str, Sequence[int]]:
    """The editions in which each card was answered, by its id."""
    pairs = sheet.rows[["card", "edition"]].drop_duplicates().sort_values(["card", "edition"])
    found: dict[str, list[int]] = {}
    for card, edition in zip(pairs["card"], pairs["edition"], strict=True):
        found.setdefault(card, []).append(int(edition))
    return found


def told_editions(sheet: ScoreSheet) -> str:
    """The editions in words: the common one, then the cards that had others."""
    found = editions_of(sheet)
    every = [edition for editions in found.values() for edition in editions]
    if not every:
        return "no card was answered"
    usual = max(set(every), key=lambda edition: (every.count(edition), edition))
    others = [
        f"{card} {' and '.join(map(str, editions))}" for card, editions in found.items() if list(editions) != [usual]
    ]
    return f"every card in edition {usual}" if not others else f"edition {usual}; but {', '.join(others)}"


def _scheme(name: str) -> str:
    return f"{name}: {SCHEMES[name]}" if name in SCHEMES else name or "several; see the column scheme"
