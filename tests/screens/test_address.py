from __future__ import annotations

import pytest

from screens.parts import address


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(address.SETTING, raising=False)
    monkeypatch.setattr(address, "_own_address", lambda: "192.168.1.20")


@pytest.mark.parametrize(
    ("seen", "outside"),
    [
        ("http://localhost:8501/host", "http://192.168.1.20:8501"),
        ("http://127.0.0.1:8501/host", "http://192.168.1.20:8501"),
        ("https://quiz.example.org/host", "https://quiz.example.org"),
        ("http://10.0.0.7:8600/", "http://10.0.0.7:8600"),
        ("", "http://192.168.1.20:8501"),
    ],
)
def test_a_phone_is_sent_to_an_address_it_can_reach(seen: str, outside: str) -> None:
    assert address._seen_from_outside(seen) == outside


def test_the_address_a_host_of_the_server_sets_is_the_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(address.SETTING, "https://quiz.example.org/")
    assert address.join_address("K7MQ4T") == "https://quiz.example.org/j/K7MQ4T"
