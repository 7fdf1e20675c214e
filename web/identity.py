"""The device cookie: set on the first page, read by the screens, never seen by a script in the browser."""

from __future__ import annotations

import secrets

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from records.identity import COOKIE

HALF_A_YEAR = 15_552_000


class DeviceCookie:
    """Gives every browser that loads a page a random token of 256 bits, HttpOnly and SameSite=Lax.

    Written as plain ASGI: a response that streams passes through untouched.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request, adding the cookie to a page for a browser that has none."""
        if not _is_a_first_page(scope):
            await self.app(scope, receive, send)
            return

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("set-cookie", cookie(secrets.token_urlsafe(32), scope))
            await send(message)

        await self.app(scope, receive, send_with_cookie)


def cookie(value: str, scope: Scope, max_age: int = HALF_A_YEAR, name: str = COOKIE) -> str:
    """The Set-Cookie line for a value; `Secure` where the page came over TLS."""
    secure = "; Secure" if scope["scheme"] == "https" else ""
    return f"{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={max_age}{secure}"


def _is_a_first_page(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    request = Request(scope)
    return COOKIE not in request.cookies and "text/html" in request.headers.get("accept", "")
