"""Addresses beside the screens: health, forgetting a shared computer, the way into a class, the host's cookie."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from records.errors import RecordsError
from records.hosts import HOST_COOKIE
from records.identity import ALPHABET, COOKIE
from records.room_rows import CODE_LENGTH
from records.room_store import ROOM_COOKIE
from web.identity import cookie

Probe = Callable[[], dict[str, Any]]
Enter = Callable[[str], str | None]
FORGET, ENTER, LEAVE = "/forget", "/host/enter", "/host/leave"
A_LESSON, HOST_STAYS = 6 * 3600, 90 * 86_400
"""Seconds for which a browser keeps the code of a class, and a host's token."""
TICKET_FITS = 200
"""Bytes in which every ticket fits."""


def routes(probe: Probe, enter: Enter) -> list[Route]:
    """The routes. `probe` touches the database and tells its state, `enter` turns a host's ticket into a token.

    Both raise `RecordsError` when the database cannot be used.
    """

    async def health(_request: Request) -> Response:
        try:
            state = await to_thread.run_sync(probe)
        except RecordsError as error:
            return JSONResponse({"status": "failing", "why": str(error)}, status_code=503)
        return JSONResponse({"status": "ok", **state}, headers={"cache-control": "no-store"})

    return [
        Route("/healthz", health),
        Route(FORGET, forget, methods=["POST"]),
        Route("/j/{code}", come_in),
        Route(ENTER, entering(enter), methods=["POST"]),
        Route(LEAVE, leave, methods=["POST"]),
    ]


async def forget(request: Request) -> Response:
    """Take the device cookie back. Only a page of ours may ask."""
    return _gives(request, COOKIE, "", 0)


async def leave(request: Request) -> Response:
    """Take the host's cookie back. Only a page of ours may ask."""
    return _gives(request, HOST_COOKIE, "", 0)


async def come_in(request: Request) -> Response:
    """The address in the QR code: the code goes into a cookie, so that it stands in no address and no log after."""
    code = request.path_params["code"].upper()
    answer = RedirectResponse("/join", status_code=303)
    if re.fullmatch(rf"[{ALPHABET}]{{{CODE_LENGTH}}}", code):
        answer.headers.append("set-cookie", cookie(code, request.scope, A_LESSON, ROOM_COOKIE))
    return answer


def entering(enter: Enter) -> Callable[[Request], Awaitable[Response]]:
    """The route that gives a host's browser its cookie, in exchange for the ticket that the passphrase earned."""

    async def answer(request: Request) -> Response:
        if not _is_ours(request):
            return _refused()
        ticket = (await _beginning(request, TICKET_FITS)).decode(errors="replace")
        try:
            token = await to_thread.run_sync(enter, ticket)
        except RecordsError as error:
            return JSONResponse({"why": str(error)}, status_code=503)
        if token is None:
            return JSONResponse({"why": "this ticket is used or too old"}, status_code=403)
        return _gives(request, HOST_COOKIE, token, HOST_STAYS)

    return answer


async def _beginning(request: Request, most: int) -> bytes:
    """The first bytes of the body; of a body without end no more is read than that."""
    read = b""
    async for part in request.stream():
        read += part
        if len(read) >= most:
            break
    return read[:most]


def _gives(request: Request, name: str, value: str, max_age: int) -> Response:
    if not _is_ours(request):
        return _refused()
    return Response(status_code=204, headers={"set-cookie": cookie(value, request.scope, max_age, name)})


def _refused() -> Response:
    return JSONResponse({"why": "this request came from another site"}, status_code=403)


def _is_ours(request: Request) -> bool:
    """Whether a page of ours asks. A program that is no browser says nothing, and can only serve itself."""
    origin = request.headers.get("origin")
    same_origin = origin is None or origin.partition("://")[2] == request.headers.get("host")
    return same_origin and request.headers.get("sec-fetch-site", "same-origin") == "same-origin"
