"""Who is answered: the author's own windows, not pages from elsewhere that are open in them."""

import socket

import pytest

from okrpress.serve.address import Address
from okrpress.serve.guard import ALWAYS, refusal


def address(*, host: str = "127.0.0.1", port: int = 8000, is_shared: bool = False) -> Address:
    return Address(socket=socket.socket(), host=host, port=port, is_shared=is_shared)


LOCAL = address()
SHARED = address(is_shared=True)
HTTP = address(port=80)
for one in (LOCAL, SHARED, HTTP):
    one.socket.close()


@pytest.mark.parametrize(
    "name", ["127.0.0.1:8000", "localhost:8000", "LocalHost:8000", "[::1]:8000"]
)
def test_the_machines_own_names_are_answered_to(name: str) -> None:
    assert LOCAL.answers_to(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        ":8000",
        "evil.example:8000",
        "evil.example",
        "127.0.0.1",
        "127.0.0.1:",
        "127.0.0.1:8001",
        "127.0.0.1:80000",
        "127.0.0.1:８０００",
        "127.0.0.1:-8000",
        "127.0.0.1.evil.example:8000",
        "localhost.evil.example:8000",
        "localhost:8000.evil.example",
        "127.0.0.1:8000:8000",
        "localhost@evil.example:8000",
        "::1:8000",
        "[::1",
        "192.168.1.5:8000",
        "0.0.0.0:8000",
        "0:8000",
        "127.1:8000",
        "2130706433:8000",
    ],
)
def test_any_other_name_is_not_answered_to(name: str) -> None:
    assert not LOCAL.answers_to(name)


def test_the_usual_port_of_the_web_may_be_left_out() -> None:
    assert HTTP.answers_to("localhost")
    assert HTTP.answers_to("[::1]")


def test_a_shared_server_answers_to_any_ip_address_but_to_no_name() -> None:
    assert SHARED.answers_to("192.168.1.5:8000")
    assert SHARED.answers_to("[fe80::1]:8000")
    assert not SHARED.answers_to("rebound.evil.example:8000")


HOST = (b"host", b"localhost:8000")


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param([HOST], id="a tool that says no more"),
        pytest.param([HOST, (b"sec-fetch-site", b"none")], id="an address that was typed"),
        pytest.param([HOST, (b"sec-fetch-site", b"same-origin")], id="a page of the site"),
        pytest.param([HOST, (b"origin", b"http://localhost:8000")], id="the site's own origin"),
    ],
)
def test_answered(headers: list[tuple[bytes, bytes]]) -> None:
    assert refusal(headers, LOCAL.answers_to) == ""


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param([], id="no host"),
        pytest.param([HOST, HOST], id="the host twice"),
        pytest.param([(b"host", b"evil.example:8000")], id="a rebound name"),
        pytest.param([(b"host", b"\xff:8000")], id="a host that is no text"),
        pytest.param([HOST, (b"origin", b"http://evil.example")], id="another origin"),
        pytest.param([HOST, (b"origin", b"null")], id="an origin that hides"),
        pytest.param([HOST, (b"origin", b"https://localhost:8000")], id="another scheme"),
        pytest.param([HOST, (b"origin", b"http://127.0.0.1:8000")], id="another name of ours"),
        pytest.param([HOST, (b"origin", b"http://localhost:3000")], id="another port"),
        pytest.param(
            [HOST, (b"origin", b"http://localhost:8000"), (b"origin", b"http://evil.example")],
            id="two origins",
        ),
        pytest.param([HOST, (b"sec-fetch-site", b"cross-site")], id="a page of another site"),
        pytest.param([HOST, (b"sec-fetch-site", b"same-site")], id="another server on localhost"),
        pytest.param([HOST, (b"sec-fetch-site", b"")], id="something that says nothing"),
    ],
)
def test_refused(headers: list[tuple[bytes, bytes]]) -> None:
    assert refusal(headers, LOCAL.answers_to)


def test_nothing_is_opened_to_other_origins() -> None:
    names = [name for name, _ in ALWAYS]
    assert not [name for name in names if name.startswith("access-control")]
