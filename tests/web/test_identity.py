from __future__ import annotations

import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from records.errors import NotSavedError
from web.headers import SecurityHeaders, content_security_policy
from web.identity import DeviceCookie
from web.routes import routes

PAGE = {"accept": "text/html,application/xhtml+xml"}


def failing() -> dict[str, object]:
    raise NotSavedError("Not saved: the server's disk reported an error.")


def client(probe: object = dict, base_url: str = "http://quiz.example") -> TestClient:
    async def page(_request: object) -> PlainTextResponse:
        return PlainTextResponse("a page")

    app = Starlette(
        routes=[*routes(probe), Route("/", page)],  # type: ignore[arg-type]
        middleware=[Middleware(SecurityHeaders), Middleware(DeviceCookie)],
    )
    return TestClient(app, base_url=base_url)


def test_the_first_page_gives_the_browser_a_token_that_no_script_can_read() -> None:
    given = client().get("/", headers=PAGE).headers["set-cookie"]
    assert re.fullmatch(r"boundary_device=[\w-]{43}; Path=/; HttpOnly; SameSite=Lax; Max-Age=15552000", given)


def test_over_tls_the_cookie_is_secure() -> None:
    assert client(base_url="https://quiz.example").get("/", headers=PAGE).headers["set-cookie"].endswith("; Secure")


def test_no_two_browsers_get_the_same_token() -> None:
    assert len({client().get("/", headers=PAGE).headers["set-cookie"] for _ in range(20)}) == 20


def test_a_browser_that_has_a_token_keeps_it_and_what_is_no_page_gets_none() -> None:
    browser = client()
    browser.get("/", headers=PAGE)
    assert "set-cookie" not in browser.get("/", headers=PAGE).headers
    assert "set-cookie" not in client().get("/", headers={"accept": "application/json"}).headers


def test_every_answer_carries_the_security_headers() -> None:
    for path in ("/", "/healthz", "/nowhere"):
        headers = client().get(path, headers=PAGE).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "frame-ancestors 'self'" in headers["content-security-policy"]
        assert "unsafe-eval" not in headers["content-security-policy"]


def test_the_policy_names_each_inline_script_by_its_hash() -> None:
    policy = content_security_policy("<script>one()</script><p><script>\ntwo()\n</script>")
    assert policy.count("'sha256-") == 2
    assert "'unsafe-inline'" not in policy.split("style-src")[0]


def test_the_page_streamlit_ships_has_exactly_one_inline_script() -> None:
    from web.headers import _index_html

    assert content_security_policy(_index_html()).count("'sha256-") == 1


def test_forgetting_takes_the_cookie_back() -> None:
    browser = client()
    browser.get("/", headers=PAGE)
    answer = browser.post("/forget", headers={"origin": "http://quiz.example", "sec-fetch-site": "same-origin"})
    assert answer.status_code == 204
    assert answer.headers["set-cookie"].startswith("boundary_device=; Path=/")
    assert "Max-Age=0" in answer.headers["set-cookie"]


@pytest.mark.parametrize(
    "headers",
    [{"origin": "http://elsewhere.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}],
)
def test_another_site_cannot_make_a_browser_forget(headers: dict[str, str]) -> None:
    assert client().post("/forget", headers=headers).status_code == 403


def test_forgetting_by_a_mere_link_is_not_possible() -> None:
    assert client().get("/forget").status_code == 405


def test_the_health_route_tells_what_the_database_says() -> None:
    answer = client(lambda: {"database": "sqlite"}).get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "database": "sqlite"})


def test_the_health_route_fails_when_the_database_does() -> None:
    answer = client(failing).get("/healthz")
    assert (answer.status_code, answer.json()["why"]) == (503, "Not saved: the server's disk reported an error.")
