"""Clients that are slow, rude or many: the server goes on serving, and forgets them."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from okrpress_process import write
from serving import PROJECT, Served, request, serving, until

SLOW = 100
RECONNECTS = 1000


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("project")
    write(folder, PROJECT)
    with serving(folder) as served:
        served.get("")  # by now it has opened whatever it keeps open
        yield served


def test_slow_clients_are_hung_up_on_and_nobody_waits_for_them(site: Served) -> None:
    before = site.files()
    slow = [site.connect() for _ in range(SLOW)]
    silent, dribbling, second, *rest = slow
    try:
        for connection in rest:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: local")
        dribbling.sendall(b"GET / HTTP/1.1\r\nX: ")
        second.sendall(request("/favicon.ico", host=f"127.0.0.1:{site.port}"))
        until(lambda: site.files() >= SLOW, "all of them are connected")
        assert site.get("").status_code == 200

        def are_gone() -> bool:
            for connection in (dribbling, second):
                with contextlib.suppress(OSError):
                    connection.sendall(b"x")
            return site.files() <= before

        until(are_gone, "they were hung up on")
        assert silent.recv(1) == b""
    finally:
        for connection in slow:
            connection.close()


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(["Transfer-Encoding: chunked"], id="chunked"),
        pytest.param(["Content-Length: 1000000000"], id="long"),
        pytest.param(["Transfer-Encoding: chunked", "Expect: 100-continue"], id="expectant"),
    ],
)
def test_a_body_is_not_waited_for(site: Served, head: list[str]) -> None:
    sent = request("/", *head, host=f"127.0.0.1:{site.port}", method="POST")
    assert site.raw(sent).startswith(b"HTTP/1.1 405 ")


def test_a_head_without_end_is_refused(site: Served) -> None:
    sent = request("/", *(f"X-{n}: {'y' * 900}" for n in range(100)), host="x")
    assert site.raw(sent.rstrip()).startswith(b"HTTP/1.1 400 ")


def test_listeners_that_come_and_go_leave_nothing_behind(site: Served) -> None:
    before = site.files()
    sent = request("/_okrpress/events", host=f"127.0.0.1:{site.port}")
    for _ in range(RECONNECTS):
        with site.connect() as connection:
            connection.sendall(sent)
            assert connection.recv(9) == b"HTTP/1.1 "
    until(lambda: site.files() <= before, "every socket was closed")
    assert site.get("").status_code == 200


def test_a_listener_that_does_not_read_costs_nobody_anything(site: Served) -> None:
    sent = request("/_okrpress/events", host=f"127.0.0.1:{site.port}")
    deaf = [site.connect() for _ in range(20)]
    try:
        for connection in deaf:
            connection.sendall(sent)
        assert site.get("").status_code == 200
    finally:
        for connection in deaf:
            connection.close()


def test_the_server_outlives_its_project(tmp_path: Path) -> None:
    write(tmp_path, PROJECT)
    with serving(tmp_path) as served:
        first = served.get("").text
        for path in sorted(tmp_path.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        until(lambda: "no content folder" in served.said, "the loss was noticed")
        assert served.get("").text == first
        write(tmp_path, PROJECT)
        until(lambda: "all findings are gone" in served.said, "the return was noticed")
        assert served.get("").text == first
