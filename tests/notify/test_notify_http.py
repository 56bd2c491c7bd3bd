"""Requests against a real server: what is tried again, what is not, and that no secret gets out."""

import ssl
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from http_server import SECRET, Reply, Waits, in_turn, serving, wire

from okrpress.errors import OkrpressError
from okrpress.notify.http import (
    Request,
    UnsureError,
    checked_address,
    checked_token,
    host_of,
)
from okrpress.notify.webhook import post

NOON = "Sun, 22 Nov 2026 12:00:00 GMT"
LATER = "Sun, 22 Nov 2026 12:00:07 GMT"


def request(url: str, **more: object) -> Request:
    return Request(
        service="the webhook in HOOK",
        method="POST",
        url=f"{url}/{SECRET}",
        content="{}",
        headers={"authorization": f"Bearer {SECRET}"},
        **more,  # type: ignore[arg-type]
    )


def test_a_message_arrives_as_it_is() -> None:
    with serving(in_turn(Reply())) as server:
        post(wire(), f"{server.url}/{SECRET}", '{"text": "é"}', "the webhook in HOOK")
    [asked] = server.asked
    assert (asked.method, asked.path) == ("POST", f"/{SECRET}")
    assert asked.said == {"text": "é"}
    assert asked.headers["content-type"] == "application/json"
    assert asked.headers["user-agent"].startswith("okrpress/")


@pytest.mark.parametrize(
    ("first", "waited"),
    [
        pytest.param(Reply(status=500), [1], id="500"),
        pytest.param(Reply(status=503, headers={"retry-after": "4"}), [4], id="503 that says when"),
        pytest.param(Reply(status=429), [1], id="429"),
        pytest.param(Reply(status=429, headers={"Retry-After": "3"}), [3], id="429 in seconds"),
        pytest.param(Reply(status=429, headers={"Retry-After": "999999"}), [60], id="429, ages"),
        pytest.param(
            Reply(status=429, headers={"Retry-After": LATER, "Date": NOON}), [7], id="429 by date"
        ),
        pytest.param(
            Reply(status=429, headers={"Retry-After": NOON, "Date": LATER}), [0], id="429, past"
        ),
        pytest.param(Reply(status=429, headers={"Retry-After": "soon"}), [1], id="429, nonsense"),
        pytest.param(
            Reply(status=403, headers={"x-ratelimit-remaining": "0"}), [1], id="403 for too many"
        ),
        pytest.param(Reply(hang_up=True), [1], id="a connection that breaks"),
        pytest.param(Reply(hold=9), [1], id="no answer in time"),
        pytest.param(Reply(body=b"x" * 400, drip=0.01), [1], id="a slow body"),
    ],
)
def test_what_may_pass_is_tried_again(first: Reply, waited: list[float]) -> None:
    waits = Waits()
    with serving(in_turn(first, Reply())) as server:
        answer = wire(waits).send(request(server.url))
    assert answer.content == b"ok"
    assert len(server.asked) == 2
    assert waits.waited == waited


def test_in_the_end_it_gives_up() -> None:
    waits = Waits()
    with serving(in_turn(Reply(status=500))) as server, pytest.raises(OkrpressError) as error:
        wire(waits).send(request(server.url))
    assert str(error.value) == "the webhook in HOOK answers 500"
    assert error.value.help == "try again later; 3 tries failed"
    assert (len(server.asked), waits.waited) == (3, [1, 2])


@pytest.mark.parametrize(
    ("reply", "tries"),
    [
        pytest.param(Reply(status=500), 1, id="500"),
        pytest.param(Reply(hold=9), 1, id="no answer in time"),
        pytest.param(Reply(hang_up=True), 1, id="a connection that breaks"),
    ],
)
def test_what_may_have_been_done_is_not_done_again(reply: Reply, tries: int) -> None:
    with serving(in_turn(reply)) as server, pytest.raises(UnsureError):
        wire().send(request(server.url, repeatable=False))
    assert len(server.asked) == tries


def test_what_was_refused_for_haste_is_done_again() -> None:
    with serving(in_turn(Reply(status=429), Reply())) as server:
        wire().send(request(server.url, repeatable=False))
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(status=400), "kind of service"),
        (Reply(status=401), "check the token"),
        (Reply(status=403), "what the token may do"),
        (Reply(status=404), "check the address"),
        (Reply(status=413), "too long"),
        (
            Reply(status=302, headers={"location": f"https://other.example/{SECRET}"}),
            "not followed",
        ),
    ],
    ids=lambda value: str(getattr(value, "status", "")),
)
def test_what_will_not_pass_is_said_at_once(reply: Reply, said: str) -> None:
    with serving(in_turn(reply)) as server, pytest.raises(OkrpressError) as error:
        wire().send(request(server.url))
    assert said in error.value.help
    assert str(reply.status) in str(error.value)
    assert SECRET not in repr(error.value) + error.value.help
    assert len(server.asked) == 1


def test_a_redirect_takes_no_token_along() -> None:
    with serving(in_turn(Reply())) as other:
        away = Reply(status=307, headers={"location": other.url})
        with serving(in_turn(away)) as server, pytest.raises(OkrpressError):
            wire().send(request(server.url))
    assert other.asked == []


def test_nobody_there() -> None:
    with serving(in_turn(Reply())) as server:
        url = server.url
    waits = Waits()
    with pytest.raises(OkrpressError, match="HOOK cannot be reached") as error:
        wire(waits).send(request(url, repeatable=False))
    assert waits.waited == [1, 2]
    assert_untold(error.value)


def test_more_than_can_be_of_use_is_not_read() -> None:
    endless = in_turn(Reply(body=b"x" * 5_000_000))
    with serving(endless) as server, pytest.raises(OkrpressError, match="more than can be of use"):
        wire().send(request(server.url))


@pytest.mark.parametrize(
    "body", [b"<html>", b"", b"\xff", b"[" * 90_000], ids=["html", "", "ff", "["]
)
def test_an_answer_that_is_no_json(body: bytes) -> None:
    with serving(in_turn(Reply(body=body))) as server:
        answer = wire().send(request(server.url))
    with pytest.raises(OkrpressError, match="no JSON"):
        answer.json()


def test_a_certificate_that_nobody_vouches_for_is_refused() -> None:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raise AssertionError("nothing may be sent")

    class Quiet(HTTPServer):
        def handle_error(self, *_: object) -> None:
            """The client breaks off, as it should."""

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).with_name("untrusted-localhost.pem"))
    server = Quiet(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        with pytest.raises(OkrpressError, match="cannot be reached"):
            wire().send(request(f"https://127.0.0.1:{server.server_port}"))
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


# ── addresses and tokens ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "address",
    [
        "https://hooks.example.com/services/T/B/x",
        "http://localhost:8065/hooks/x",
        "http://127.0.0.1/x",
        "http://[::1]:80/x",
    ],
)
def test_an_address_that_may_be_used(address: str) -> None:
    assert checked_address(address, "HOOK") == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        f"http://example.com/{SECRET}",
        f"http://localhost.example.com/{SECRET}",
        f"ftp://example.com/{SECRET}",
        f"file:///{SECRET}",
        f"https://user:{SECRET}@example.com/",
        f"https:///{SECRET}",
        f"https://example.com:{SECRET}/",
        f"https://example.com:0/{SECRET}",
        f"https://exa mple.com/{SECRET}",
        f"https://example.com/{SECRET}\nx: y",
        f"https://[{SECRET}/",
        f"https://example.com/é{SECRET}",
        SECRET,
    ],
)
def test_an_address_that_may_not_be_used_is_not_told(address: str) -> None:
    with pytest.raises(OkrpressError) as error:
        checked_address(address, "HOOK")
    assert "HOOK" in str(error.value)
    assert_untold(error.value)


@pytest.mark.parametrize("token", ["", f"{SECRET}\n", f"{SECRET} x", f"{SECRET}é"])
def test_a_token_that_is_none_is_not_told(token: str) -> None:
    with pytest.raises(OkrpressError) as error:
        checked_token(token, "GITHUB_TOKEN")
    assert_untold(error.value)


def test_nothing_shows_a_secret_by_accident() -> None:
    whole = request("https://example.com")
    assert SECRET not in repr(whole) + str(whole) + host_of(whole.url)


def assert_untold(error: OkrpressError) -> None:
    """Neither it nor what led to it holds the secret, so no traceback does."""
    assert SECRET not in f"{error}{error.help}"
    assert error.__cause__ is None
    assert error.__suppress_context__ or error.__context__ is None
