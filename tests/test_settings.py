"""The settings a class of phones depends on exist in this Streamlit and are set."""

from __future__ import annotations

import tomllib

import pytest
from streamlit import config

from tests.conftest import ROOT

SET = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def flat(table: dict[str, object], head: str = "") -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in table.items():
        found |= flat(value, f"{head}{name}.") if isinstance(value, dict) else {f"{head}{name}": value}
    return found


@pytest.mark.parametrize("option", sorted(flat(SET)))
def test_every_option_we_set_is_one_streamlit_knows(option: str) -> None:
    config.get_option(option)


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("runner.postScriptGC", False),  # a collection after every run saturates a core with thirty phones
        ("server.fileWatcherType", "none"),
        ("browser.gatherUsageStats", False),
        ("client.showErrorDetails", "none"),
        ("server.port", 8501),
    ],
)
def test_the_settings_that_decide_are_set(option: str, value: object) -> None:
    assert flat(SET)[option] == value


def test_uvloop_comes_with_streamlit() -> None:
    locked = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert "\nuvloop==" in locked


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-test.txt"])
def test_a_lock_pins_hashes_and_names_no_package_index(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert all("==" in pin and pin.endswith("\\") for pin in pins)
    assert "://" not in text
