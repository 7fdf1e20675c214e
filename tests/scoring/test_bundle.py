from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from scoring import bundle
from scoring.bundle import BundleError, read_cards, unpack
from scoring.deck import Deck, join
from tests.conftest import ROOT

DECK = ROOT / "tests" / "deck"
JUNE = (DECK / "harbour" / "market-in-june.yaml").read_bytes()


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def whole_deck(prefix: str = "my-deck/") -> bytes:
    return zipped({prefix + path.relative_to(DECK).as_posix(): path.read_bytes() for path in DECK.rglob("*.yaml")})


def test_a_zip_of_a_deck_gives_its_cards_with_their_topics_and_not_its_codes() -> None:
    files = unpack("deck.zip", whole_deck())
    assert sorted(files) == sorted(
        path.relative_to(DECK).as_posix() for path in DECK.rglob("*.yaml") if path.parent.name != "codes"
    )


def test_a_deck_that_travelled_is_as_sound_as_at_home(deck: Deck) -> None:
    travelled = join(read_cards(unpack("deck.zip", whole_deck())), deck.codes, {})
    assert dict(travelled.cards) == dict(deck.cards)
    assert travelled.problems == ()


def test_a_single_card_is_read_as_if_it_stood_in_its_topic_and_its_partner_may_be_at_home(deck: Deck) -> None:
    joined = join(read_cards(unpack("download (3).yaml", JUNE)), deck.codes, deck.cards)
    assert (list(joined.cards), joined.problems) == (["market-in-june"], ())


def test_without_its_partner_at_home_the_card_says_so(deck: Deck) -> None:
    [found] = join(read_cards(unpack("card.yaml", JUNE)), deck.codes, {}).problems
    assert (found.code, found.path) == ("E408", "harbour/market-in-june.yaml")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.zip", b"this is no zip", "cannot be unpacked"),
        ("a.zip", zipped({"notes.txt": b"hello"}), "There is no card in this zip"),
        ("a.zip", zipped({f"t/c{n}.yaml": b"id: c" for n in range(401)}), "holds 401 cards; at most 400"),
        ("a.zip", zipped({"t/big.yaml": b"#" * 5_000_001}), "larger than 5 MB"),
        ("a.zip", whole_deck()[:200], "cannot be unpacked"),
    ],
)
def test_a_zip_that_cannot_be_read_says_why_and_what_to_do(name: str, data: bytes, said: str) -> None:
    with pytest.raises(BundleError, match=said):
        unpack(name, data)


def test_a_zip_cannot_climb_out_of_its_folder() -> None:
    files = unpack("a.zip", zipped({"../../etc/harbour/market-in-june.yaml": JUNE, "__MACOSX/harbour/._x.yaml": b"x"}))
    assert list(files) == ["harbour/market-in-june.yaml"]


def test_nothing_that_is_unpacked_touches_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    unpack("deck.zip", whole_deck())
    assert list(tmp_path.iterdir()) == []
    assert "extract" not in Path(bundle.__file__).read_text(encoding="utf-8")
