"""Addresses beside the screens: the server's health, and forgetting a shared computer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from records.errors import RecordsError
from web.identity import cookie

Probe = Callable[[], dict[str, Any]]
FORGET = "/forget"


def routes(probe: Probe) -> list[Route]:
    """The routes; `probe` touches the database and tells its state, raising `RecordsError` when it cannot."""

    async def health(_request: Request) -> Response:
        try:
            state = await to_thread.run_sync(probe)
        except RecordsError as error:
            return JSONResponse({"status": "failing", "why": str(error)}, status_code=503)
        return JSONResponse({"status": "ok", **state}, headers={"cache-control": "no-store"})

    return [Route("/healthz", health), Route(FORGET, forget, methods=["POST"])]


async def forget(request: Request) -> Response:
    """Take the device cookie back. Only a page of ours may ask."""
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin" or not _same_origin(request):
        return JSONResponse({"why": "this request came from another site"}, status_code=403)
    return Response(status_code=204, headers={"set-cookie": cookie("", request.scope, max_age=0)})


def _same_origin(request: Request) -> bool:
    origin = request.headers.get("origin")
    return origin is None or origin.partition("://")[2] == request.headers.get("host")
