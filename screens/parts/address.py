"""Where phones reach this server: as the host's browser does, unless that is a name only this machine knows."""

from __future__ import annotations

import os
import socket
from urllib.parse import urlsplit

import streamlit as st

SETTING = "BOUNDARY_ADDRESS"
"""The server's own address, where a host of the server sets it: https://quiz.example.org."""
ONLY_HERE = ("localhost", "127.0.0.1", "::1")
ELSEWHERE = ("192.0.2.1", 9)
"""An address of documentation (RFC 5737); nothing is sent there."""


def join_address(code: str) -> str:
    """The address in the QR code of a class."""
    return f"{os.environ.get(SETTING, '').rstrip('/') or _seen_from_outside(st.context.url or '')}/j/{code}"


def _seen_from_outside(url: str) -> str:
    seen = urlsplit(url or "http://localhost:8501")
    if seen.hostname not in ONLY_HERE:
        return f"{seen.scheme}://{seen.netloc}"
    port = f":{seen.port}" if seen.port else ""
    return f"{seen.scheme}://{_own_address() or seen.hostname}{port}"


def _own_address() -> str | None:
    """Where others in the network reach this machine; None without a network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(ELSEWHERE)
        except OSError:
            return None
        return str(probe.getsockname()[0])
