"""The real program as a process of its own, which a test may kill and start again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from tests.conftest import ROOT

PASSPHRASE = "open sesame please"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    def __init__(self, folder: Path, scenarios: Path) -> None:
        self.scenarios = scenarios
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        self.database = folder / "practice.sqlite3"
        self.log = folder / "server.log"
        self._environment = os.environ | {
            "BOUNDARY_DATABASE_URL": f"sqlite:///{self.database.as_posix()}",
            "BOUNDARY_SCENARIOS": str(scenarios),
            "BOUNDARY_INSTRUCTOR_PASSPHRASE": PASSPHRASE,
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.port", str(self.port)]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(command, cwd=ROOT, env=self._environment, stdout=log, stderr=log)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.address}/healthz", timeout=1):
                    return
            except OSError:
                time.sleep(0.05)
        raise TimeoutError(self.log.read_text())

    def kill(self) -> None:
        """SIGKILL: no clean-up of any kind."""
        assert self._process
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        """As a host stops it. Open pages must not hold it up."""
        if self._process and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self.kill()
                raise
