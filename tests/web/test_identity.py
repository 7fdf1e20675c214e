from __future__ import annotations

import re

from tests.web.client import PAGE, client
from web.headers import content_security_policy


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
    for path in ("/", "/healthz", "/j/HH76N3", "/nowhere"):
        headers = client().get(path, headers=PAGE, follow_redirects=False).headers
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
