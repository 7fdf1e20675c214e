from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from starlette.requests import Request
from starlette.responses import Response

from records.errors import NotSavedError
from tests.web.client import PAGE, client, play
from web.routes import entering

OURS = {"origin": "http://quiz.example", "sec-fetch-site": "same-origin"}
ELSEWHERE = [
    {"origin": "http://elsewhere.example"},
    {"origin": "http://quiz.example.elsewhere.example"},
    {"origin": "http://quiz.example:8080"},
    {"origin": "null"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": "http://quiz.example", "sec-fetch-site": "cross-site"},
]


class Door:
    """Knows one ticket, good once, as the records do."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.good = {"a-ticket"}

    def __call__(self, ticket: str) -> str | None:
        self.asked.append(ticket)
        if ticket not in self.good:
            return None
        self.good.remove(ticket)
        return "a-token"


def failing(*_given: object) -> dict[str, object]:
    raise NotSavedError("Not saved: the server's disk reported an error.")


def broken(_ticket: str) -> str | None:
    raise NotSavedError("Not saved: the server's disk reported an error.")


def test_the_health_route_tells_what_the_database_says() -> None:
    answer = client(lambda: {"database": "sqlite"}).get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "database": "sqlite"})
    assert answer.headers["cache-control"] == "no-store"


def test_the_health_route_fails_when_the_database_does() -> None:
    answer = client(failing).get("/healthz")
    assert (answer.status_code, answer.json()["why"]) == (503, "Not saved: the server's disk reported an error.")


def test_the_address_in_the_picture_puts_the_code_into_a_cookie_that_no_script_can_read() -> None:
    answer = client().get("/j/HH76N3", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["set-cookie"] == "boundary_room=HH76N3; Path=/; HttpOnly; SameSite=Lax; Max-Age=21600"


def test_over_tls_the_code_travels_over_tls_alone() -> None:
    answer = client(base_url="https://quiz.example").get("/j/HH76N3", follow_redirects=False)
    assert answer.headers["set-cookie"].endswith("; Secure")


def test_the_code_stands_in_no_address_after() -> None:
    answer = client().get("/j/HH76N3", headers=PAGE, follow_redirects=False)
    assert answer.headers["location"] == "/join"
    assert [name for name, value in answer.headers.items() if "HH76N3" in value] == ["set-cookie"]
    assert answer.text == ""
    landed = client().get("/j/HH76N3", headers=PAGE)
    assert (landed.status_code, str(landed.url)) == (200, "http://quiz.example/join")


def test_a_phone_that_follows_the_address_first_of_all_gets_a_token_and_the_code() -> None:
    phone = client()
    phone.get("/j/HH76N3", headers=PAGE)
    assert set(phone.cookies) == {"boundary_device", "boundary_room"}


def test_a_code_in_lower_case_is_the_same_code() -> None:
    phone = client()
    phone.get("/j/hh76n3")
    assert phone.cookies["boundary_room"] == "HH76N3"


@pytest.mark.parametrize(
    "typed",
    [
        "HH76N",
        "HH76N33",
        "HH76N0",  # 0, 1, I, L and O are in no code
        "HH76NI",
        "HH 6N3",
        "HH76N3%0A",
        "HH76N3%0D%0Aset-cookie:%20boundary_host=mine",
        "HH76N;",
        "%F0%9F%92%A9HH76N",
        "A" * 5000,
    ],
)
def test_what_is_no_code_is_put_into_no_cookie(typed: str) -> None:
    answer = client().get(f"/j/{typed}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/join")
    assert "set-cookie" not in answer.headers


def test_what_is_no_code_leaves_the_code_of_the_class_one_is_in() -> None:
    phone = client()
    phone.get("/j/HH76N3")
    phone.get("/j/nonsense")
    assert phone.cookies["boundary_room"] == "HH76N3"


def test_a_ticket_earns_a_cookie_that_no_script_can_read() -> None:
    answer = client(enter=Door()).post("/host/enter", content="a-ticket", headers=OURS)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["set-cookie"] == "boundary_host=a-token; Path=/; HttpOnly; SameSite=Lax; Max-Age=7776000"


def test_over_tls_the_host_is_known_over_tls_alone() -> None:
    ours = {"origin": "https://quiz.example", "sec-fetch-site": "same-origin"}
    answer = client(base_url="https://quiz.example", enter=Door()).post("/host/enter", content="a-ticket", headers=ours)
    assert answer.headers["set-cookie"].endswith("; Secure")


@pytest.mark.parametrize("ticket", ["", "another-ticket", "a-ticket ", b"\xff"])
def test_without_a_good_ticket_nobody_becomes_a_host(ticket: str | bytes) -> None:
    answer = client(enter=Door()).post("/host/enter", content=ticket, headers=OURS)
    assert (answer.status_code, answer.json()) == (403, {"why": "this ticket is used or too old"})
    assert "set-cookie" not in answer.headers


def test_a_ticket_is_good_once() -> None:
    host = client(enter=Door())
    assert [host.post("/host/enter", content="a-ticket", headers=OURS).status_code for _ in range(2)] == [204, 403]


@pytest.mark.parametrize("headers", ELSEWHERE)
def test_another_site_can_neither_use_a_ticket_nor_use_it_up(headers: dict[str, str]) -> None:
    door = Door()
    host = client(enter=door)
    answer = host.post("/host/enter", content="a-ticket", headers=headers)
    assert (answer.status_code, answer.json()) == (403, {"why": "this request came from another site"})
    assert "set-cookie" not in answer.headers
    assert door.asked == []
    assert host.post("/host/enter", content="a-ticket", headers=OURS).status_code == 204


def test_a_host_is_told_when_the_database_cannot_be_written() -> None:
    answer = client(enter=broken).post("/host/enter", content="a-ticket", headers=OURS)
    assert (answer.status_code, answer.json()["why"]) == (503, "Not saved: the server's disk reported an error.")
    assert "set-cookie" not in answer.headers


def test_of_a_ticket_without_end_only_the_beginning_is_read() -> None:
    door = Door()
    pieces: list[bytes] = []

    async def endless() -> AsyncIterator[dict[str, object]]:
        while len(pieces) < 1000:
            pieces.append(b"x" * 1000)
            yield {"type": "http.request", "body": pieces[-1], "more_body": len(pieces) < 1000}

    async def post() -> Response:
        sent = endless()
        scope = {"type": "http", "method": "POST", "path": "/host/enter", "headers": [], "scheme": "http"}
        return await entering(door)(Request(scope, lambda: anext(sent)))

    assert play(post()).status_code == 403
    assert len(pieces) == 1
    assert door.asked == ["x" * 200]


@pytest.mark.parametrize(("path", "name"), [("/forget", "boundary_device"), ("/host/leave", "boundary_host")])
def test_leaving_takes_the_cookie_back(path: str, name: str) -> None:
    browser = client(enter=Door())
    browser.get("/", headers=PAGE)
    browser.post("/host/enter", content="a-ticket", headers=OURS)
    answer = browser.post(path, headers=OURS)
    assert answer.status_code == 204
    assert answer.headers["set-cookie"] == f"{name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"
    assert {"boundary_device", "boundary_host"} - set(browser.cookies) == {name}


@pytest.mark.parametrize("path", ["/forget", "/host/leave"])
@pytest.mark.parametrize("headers", ELSEWHERE)
def test_another_site_cannot_make_a_browser_forget(path: str, headers: dict[str, str]) -> None:
    answer = client().post(path, headers=headers)
    assert (answer.status_code, answer.json()) == (403, {"why": "this request came from another site"})
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", ["/forget", "/host/leave", "/host/enter"])
def test_a_mere_link_does_none_of_these(path: str) -> None:
    assert client(enter=Door()).get(path).status_code == 405
