"""The real program as one process or two on one SQLite file, alone or behind nginx, with what they use."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PASSPHRASE = "three hundred phones"  # noqa: S105 - of servers that live for a minute
STARTS_WITHIN = 30.0
_COUNTING = '''
"""Counts the statements of this process by their first words, each second into a file. Only for this tool."""
import collections, json, os, threading, time
from pathlib import Path
from sqlalchemy import Engine, event

counted = collections.Counter()

@event.listens_for(Engine, "before_cursor_execute")
def count(connection, cursor, statement, parameters, context, executemany):
    counted[" ".join(statement.split())[:160]] += 1

def write():
    while True:
        time.sleep(0.5)
        Path(os.environ["BOUNDARY_COUNTS"], f"{os.getpid()}.json").write_text(json.dumps(counted.copy()))

threading.Thread(target=write, daemon=True).start()
'''
_NGINX = """
daemon off; pid nginx.pid; error_log error.log; worker_processes 1; worker_rlimit_nofile 8192;
events {{ worker_connections 4096; }}
http {{
  access_log off;
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
  map $http_upgrade $connection_upgrade {{ default upgrade; '' ''; }}
  map $cookie_boundary_device $sticky {{ '' $remote_addr$http_user_agent; default $cookie_boundary_device; }}
  upstream quiz {{ hash $sticky consistent; {upstreams} keepalive 32; }}
  gzip on; gzip_types text/css application/javascript application/json image/svg+xml;
  server {{
    listen 127.0.0.1:{port};
    location /static/ {{ root {package}; add_header Cache-Control "public, immutable, max-age=31536000"; }}
    location /live/ {{
      proxy_pass http://quiz; proxy_http_version 1.1; proxy_set_header Connection ''; proxy_buffering off; gzip off;
      proxy_read_timeout 3600s; proxy_set_header Host $http_host;
    }}
    location ~ ^/_stcore/(metrics|agent) {{ deny all; }}
    location / {{
      proxy_pass http://quiz; proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade; proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $remote_addr; proxy_set_header X-Forwarded-Proto $scheme;
      proxy_read_timeout 3600s;
    }}
  }}
}}
"""


class Used(NamedTuple):
    """Seconds of processor time and bytes of memory."""

    seconds: float
    memory: int


class Servers:
    """What was started. `ports` are the addresses for phones, `url` is the database's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = f"sqlite:///{(folder / 'class.sqlite3').as_posix()}"
        self.log = folder / "server.log"
        self.ports: list[int] = []
        self.processes: list[subprocess.Popen[bytes]] = []

    def used(self) -> Used:
        """By all servers together, since their start; nginx apart."""
        fields = [Path(f"/proc/{one.pid}/stat").read_text().rpartition(")")[2].split() for one in self.processes]
        ticks = sum(int(field) for one in fields for field in one[11:13])
        pages = sum(int(one[21]) for one in fields)
        return Used(ticks / os.sysconf("SC_CLK_TCK"), pages * os.sysconf("SC_PAGE_SIZE"))

    def statements(self) -> Counter[str]:
        """The statements each server counted, where counting was asked for, at most half a second old."""
        import json  # noqa: PLC0415 - rarely asked for

        total: Counter[str] = Counter()
        for path in self.folder.glob("*.json"):
            total.update(json.loads(path.read_text()))
        return total


class Busy:
    """Who keeps the cores of this machine busy from now on."""

    def __init__(self, servers: Servers) -> None:
        self.servers = servers
        self.begin, self.before = time.perf_counter(), self._seconds()

    def cores(self) -> dict[str, float]:
        """Cores by servers, this process and everything else."""
        passed, after = time.perf_counter() - self.begin, self._seconds()
        machine, servers, tool = ((end - start) / passed for start, end in zip(self.before, after, strict=True))
        return {"the servers": servers, "this tool": tool, "all else": machine - servers - tool}

    def _seconds(self) -> tuple[float, float, float]:
        user, nice, system, _idle, _waiting, *others = (int(one) for one in _first_line("/proc/stat").split()[1:9])
        machine = (user + nice + system + sum(others)) / os.sysconf("SC_CLK_TCK")
        return machine, self.servers.used().seconds, time.process_time()


def _first_line(path: str) -> str:
    return Path(path).read_text(encoding="ascii").partition("\n")[0]


@contextmanager
def serving(folder: Path, count: int, *, nginx: bool, counts: bool) -> Iterator[Servers]:
    """`count` servers, healthy; stopped at the end."""
    servers = Servers(folder)
    with ExitStack() as stack:
        for _ in range(count):
            port = free_port()
            servers.processes.append(stack.enter_context(_running(_command(port), servers, _settings(servers, counts))))
            servers.ports.append(port)
            _wait_for(port, servers)
        if nginx:
            stack.enter_context(_running(_configured(servers), servers, dict(os.environ)))
            _wait_for(servers.ports[0], servers)
        yield servers


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def nginx_is_here() -> bool:
    """Whether nginx can be started."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin") is not None


def _command(port: int) -> Sequence[str]:
    return [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.port", str(port)]


def _settings(servers: Servers, counts: bool) -> dict[str, str]:
    settings = os.environ | {
        "BOUNDARY_DATABASE_URL": servers.url,
        "BOUNDARY_SCENARIOS": str(ROOT / "scenarios"),
        "BOUNDARY_INSTRUCTOR_PASSPHRASE": PASSPHRASE,
    }
    if counts:
        (servers.folder / "sitecustomize.py").write_text(_COUNTING, encoding="utf-8")
        settings |= {"PYTHONPATH": str(servers.folder), "BOUNDARY_COUNTS": str(servers.folder)}
    return dict(settings)


def _configured(servers: Servers) -> Sequence[str]:
    """Write the configuration; how to start nginx with it."""
    import streamlit  # noqa: PLC0415 - only for where its static files lie

    port, folder = free_port(), servers.folder / "nginx"
    folder.mkdir()
    upstreams = " ".join(f"server 127.0.0.1:{one} max_fails=1 fail_timeout=5s;" for one in servers.ports)
    text = _NGINX.format(port=port, upstreams=upstreams, package=Path(streamlit.__file__).parent)
    (folder / "nginx.conf").write_text(text, encoding="utf-8")
    servers.ports = [port]
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or "nginx"
    return [program, "-p", str(folder), "-c", "nginx.conf", "-e", str(folder / "error.log")]


@contextmanager
def _running(command: Sequence[str], servers: Servers, settings: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    with servers.log.open("ab") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=log, stderr=log)  # noqa: S603 - our own
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(port: int, servers: Servers) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(servers.log.read_text())
