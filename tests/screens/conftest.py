from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from records.opening import Records, open_records
from scoring.verdict import SCALE, Verdict
from tests.conftest import ROOT


class Visit:
    """A browser that finds widgets by the stable beginning of their keys."""

    def __init__(self, app: AppTest) -> None:
        self.app = app
        self.app.run()

    def __call__(self, name: str) -> Any:
        """The widget whose key is `name` or begins with `name` and a hyphen."""
        found = list(self.all(name))
        assert len(found) == 1, f"{len(found)} widgets for {name}: {sorted(self.keys())}"
        return found[0]

    def all(self, name: str) -> Iterator[Any]:
        for widget in self._widgets():
            if widget.key == name or (widget.key or "").startswith(f"{name}-"):
                yield widget

    def keys(self) -> set[str]:
        return {widget.key for widget in self._widgets() if widget.key}

    def _widgets(self) -> Iterator[Any]:
        app = self.app
        for kind in (
            app.button,
            app.radio,
            app.pills,
            app.segmented_control,
            app.selectbox,
            app.multiselect,
            app.text_area,
            app.text_input,
            app.number_input,
            app.download_button,
        ):
            yield from kind

    def click(self, name: str) -> Visit:
        self(name).click().run()
        self.is_well()
        return self

    def choose(self, verdict: Verdict, name: str = "verdict") -> Visit:
        self(name).set_value(verdict)
        return self

    def says(self) -> str:
        """All text on the page."""
        app = self.app
        kinds: tuple[Any, ...] = (
            app.title, app.header, app.subheader, app.markdown, app.caption, app.text, app.warning, app.error,
            app.info, app.html,
        )  # fmt: skip
        told = [str(element.value) for kind in kinds for element in kind if hasattr(element, "value")]
        told += [element.label for element in app.expander]
        told += [f"{metric.label}: {metric.value}" for metric in app.metric]
        return "\n".join(told)

    def is_well(self) -> None:
        assert not self.app.exception, [error.message for error in self.app.exception]


Open = Callable[[], Visit]
PASSPHRASE = "a long walk by the river"


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Records]:
    """An empty database and the test deck; AppTest has no cookies, so the browser is told who it is."""
    environment = {
        "BOUNDARY_INSTRUCTOR_PASSPHRASE": PASSPHRASE,
        "BOUNDARY_DATABASE_URL": f"sqlite:///{(tmp_path / 'screens.sqlite3').as_posix()}",
        "BOUNDARY_SCENARIOS": str(ROOT / "tests" / "deck"),
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("screens.visitor.device_token", lambda: ("a device", True))
    monkeypatch.setattr("screens.visitor.host_token", lambda: None)
    monkeypatch.setattr("screens.visitor.room_code", lambda: None)
    opened = open_records(environment, ROOT)
    yield opened
    opened.database.engine.dispose()


@pytest.fixture
def visit(records: Records) -> Open:
    return lambda: Visit(AppTest.from_file(str(ROOT / "screens" / "main.py"), default_timeout=20))


def level(verdict: Verdict) -> int:
    return SCALE.index(verdict)
