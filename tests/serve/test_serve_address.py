"""Where the server listens."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from okrpress.errors import OkrpressError
from okrpress.serve import address
from okrpress.serve.address import bind


@pytest.fixture
def usual(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[socket.socket]]:
    """The ten usual ports, all held. Moved to where no other test can hold and free one."""
    for first in range(20_000, 30_000, 10):
        with ExitStack() as held:
            try:
                holders = [held.enter_context(taken(first + step)) for step in range(10)]
            except OSError:
                continue
            monkeypatch.setattr(address, "PORT", first)
            yield holders
            return
    pytest.fail("no ten ports in a row are free on this machine")


def taken(port: int) -> socket.socket:
    """A port of this machine that is ours now."""
    return socket.create_server((address.LOOPBACK, port))


def test_the_next_free_port_is_taken_where_none_is_asked_for(usual: list[socket.socket]) -> None:
    usual[3].close()
    with bind(None, None).socket as bound:
        assert bound.getsockname() == (address.LOOPBACK, address.PORT + 3)


def test_some_port_is_found_where_all_the_usual_ones_are_taken(usual: list[socket.socket]) -> None:
    found = bind(None, None)
    with found.socket:
        assert found.port not in range(address.PORT, address.PORT + len(usual))


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
    found = bind(host, 0)
    with found.socket:
        assert found.url == url.format(found.port)
        assert found.is_shared is is_shared
