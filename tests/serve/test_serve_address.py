"""Where the server listens."""

import socket

import pytest

from okrpress.errors import OkrpressError
from okrpress.serve.address import PORT, bind


def taken(port: int) -> socket.socket:
    """A port of this machine that somebody has, whether it was free before or not."""
    try:
        return socket.create_server(("127.0.0.1", port))
    except OSError:
        return socket.socket()


def test_the_next_free_port_is_taken_where_none_is_asked_for() -> None:
    with taken(PORT), bind(None, None).socket as bound:
        assert bound.getsockname()[0] == "127.0.0.1"
        assert bound.getsockname()[1] > PORT


def test_some_port_is_found_where_all_the_usual_ones_are_taken() -> None:
    holders = [taken(port) for port in range(PORT, PORT + 10)]
    try:
        address = bind(None, None)
        with address.socket:
            assert address.port not in range(PORT, PORT + 10)
    finally:
        for holder in holders:
            holder.close()


def test_a_port_that_is_asked_for_and_taken_is_an_error_that_says_what_to_do() -> None:
    with taken(0) as holder:
        port = holder.getsockname()[1]
        with pytest.raises(OkrpressError, match=f"127.0.0.1:{port}: address already in use") as hit:
            bind(None, port)
    assert "--port" in hit.value.help


@pytest.mark.parametrize("host", ["no-such-host.invalid", "", "a b", "x" * 300])
def test_a_host_that_is_none_is_an_error(host: str) -> None:
    if not host:
        with bind(host, 0).socket:
            return  # as if nothing had been asked for
    with pytest.raises(OkrpressError, match="is no address"):
        bind(host, 0)


def test_a_host_of_another_machine_is_an_error() -> None:
    with pytest.raises(OkrpressError, match="cannot listen"):
        bind("192.0.2.1", 0)


@pytest.mark.parametrize(
    ("host", "url", "is_shared"),
    [
        (None, "http://127.0.0.1:{}/", False),
        ("127.0.0.1", "http://127.0.0.1:{}/", False),
        ("localhost", "http://localhost:{}/", False),
        ("::1", "http://[::1]:{}/", False),
        ("0.0.0.0", "http://127.0.0.1:{}/", True),
        ("::", "http://[::1]:{}/", True),
    ],
)
def test_the_url_leads_to_the_server(host: str | None, url: str, is_shared: bool) -> None:
    address = bind(host, 0)
    with address.socket:
        assert address.url == url.format(address.port)
        assert address.is_shared is is_shared
