"""Cards that arrive as a file or a zip: unpacked within limits, each with the path it would have in a deck."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import PurePosixPath

from scoring.card import Card
from scoring.deck import CODES
from scoring.reading import Reading, read_as

MOST_FILES = 400
MOST_UNPACKED = 5_000_000


class BundleError(Exception):
    """The upload cannot be opened; the text says why and what would mend it."""


def unpack(name: str, data: bytes) -> dict[str, bytes]:
    """The card files in an upload, by path; of a zip all YAML files but those in a folder of codes.

    Raises `BundleError` for a zip that is broken, encrypted or over the limits, or that holds no card.
    """
    if not name.lower().endswith(".zip"):
        return {PurePosixPath(name).name: data}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _cards_in(archive)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError) as error:
        raise BundleError(f"{name} cannot be unpacked ({error}); zip the folder again, without a password.") from error
    except RuntimeError as error:  # zipfile's way to say that a password is needed
        raise BundleError(f"{name} is encrypted; zip the folder again without a password.") from error


def _cards_in(archive: zipfile.ZipFile) -> dict[str, bytes]:
    wanted = [entry for entry in archive.infolist() if _is_card(entry.filename)]
    if not wanted:
        raise BundleError("There is no card in this zip; cards are files that end in .yaml.")
    if len(wanted) > MOST_FILES:
        raise BundleError(f"This zip holds {len(wanted)} cards; at most {MOST_FILES} are read at once. Split it.")
    if sum(entry.file_size for entry in wanted) > MOST_UNPACKED:
        raise BundleError(f"Unpacked, this zip is larger than {MOST_UNPACKED // 1_000_000} MB. Split it.")
    found: dict[str, bytes] = {}
    for entry in wanted:
        with archive.open(entry) as file:
            found[_in_deck(entry.filename)] = file.read(MOST_UNPACKED)
    return found


def _is_card(filename: str) -> bool:
    path = PurePosixPath(filename)
    hidden = path.name.startswith(".") or "__MACOSX" in path.parts
    return path.suffix == ".yaml" and not hidden and path.parent.name != CODES


def _in_deck(filename: str) -> str:
    return PurePosixPath(*PurePosixPath(filename).parts[-2:]).as_posix()


def read_cards(files: Mapping[str, bytes]) -> list[Reading[Card]]:
    """The files as cards. One that came without a folder is read as if it stood where its id and topic say."""
    readings = []
    for path, source in files.items():
        reading = read_as(Card, source, path)
        if "/" not in path and {"id", "topic"} <= set(reading.parts):
            reading = read_as(Card, source, f"{reading.parts['topic']}/{reading.parts['id']}.yaml")
        readings.append(reading)
    return readings
