"""Runs the server: the event loop in this thread, the watch and the painter in theirs."""

import asyncio
import gc
import socket
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from threading import Lock, Thread
from typing import Any, Protocol

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from okrpress.serve.address import Address
from okrpress.serve.application import Application
from okrpress.serve.events import Events
from okrpress.serve.pages import Failures
from okrpress.serve.painter import Painter
from okrpress.serve.preview import Preview
from okrpress.serve.stamps import Stamps
from okrpress.serve.watching import Watch

PATIENCE = 5.0
"""Seconds that a client may take to send the head of a request."""

HEAD = 16 * 1024
"""Bytes that the head of a request may have."""


class Listener(Failures, Protocol):
    """Hears what the server does, in whatever thread it does it."""

    def listening(self, address: Address) -> None:
        """The server can be asked: for the site, or for a page that says that it is coming."""

    def polls(self, reason: str) -> None:
        """The system cannot tell of changes, so the files are looked at again and again."""

    def refreshed(self, paths: list[Path]) -> None:
        """The site has followed a change of these files and folders."""


def run(
    open_site: Callable[[], Preview],
    address: Address,
    listener: Listener,
    *,
    stamps: Stamps,
    policy: str,
    poll: bool = False,
    waits: bool = False,
) -> None:
    """Serve until somebody interrupts, which raises KeyboardInterrupt.

    `stamps` are of the files as they were before the site is opened. With `waits`, the server can
    be asked before that; whatever `open_site` raises ends it.
    """
    painter, events = Painter(), Events()
    application = Application(
        painter=painter, events=events, address=address, failures=listener, policy=policy
    )
    server = _Server(_config(application), events)
    watches: list[Watch] = []

    def begin() -> None:
        preview = open_site()
        gc.disable()  # with many files it takes as long as the work; the painter does it at rest
        application.show(preview)
        follower = _Follower(preview, painter, listener, lambda: server.tell(preview))
        watch = Watch(
            lambda: preview.places,
            follower.changed,
            stamps=stamps,
            poll=poll,
            gave_up=listener.polls,
        )
        watches.append(watch)
        Thread(target=watch.run, name="watch", daemon=True).start()

    if not waits:
        begin()
    listener.listening(address)
    try:
        _run(server, address, painter.do(begin) if waits else None)
    finally:
        gc.enable()
        for watch in watches:
            watch.stop()


def _run(server: "_Server", address: Address, opening: Future[None] | None) -> None:
    """Run the server; where the site cannot be opened, until that is known."""
    if opening:
        opening.add_done_callback(server.end_if_failed)
    server.run(sockets=[address.socket])
    if opening and opening.done():
        opening.result()


class _Follower:
    """Has the site follow changes: all that came while it was busy at once."""

    def __init__(
        self, preview: Preview, painter: Painter, listener: Listener, tell: Callable[[], None]
    ) -> None:
        self._preview = preview
        self._painter = painter
        self._listener = listener
        self._tell = tell
        self._lock = Lock()
        self._waiting: set[Path] = set()

    def changed(self, paths: set[Path]) -> None:
        """These files or folders may be other ones."""
        with self._lock:
            is_asked = bool(self._waiting)
            self._waiting |= paths
        if not is_asked:
            self._painter.do(self._refresh)

    def _refresh(self) -> None:
        with self._lock:
            paths, self._waiting = self._waiting, set()
        try:
            self._preview.refresh(paths)
        except Exception as error:  # noqa: BLE001 - the server must outlive whatever a file does to it
            self._listener.failed(error)
        self._tell()
        self._listener.refreshed(sorted(paths))


class _Server(uvicorn.Server):
    """Tells listeners of changes, and lets them go at the end."""

    def __init__(self, config: uvicorn.Config, events: Events) -> None:
        super().__init__(config)
        self._events = events
        self._loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._events.close()
        await super().shutdown(sockets)

    def end_if_failed(self, opening: Future[None]) -> None:
        """Come to an end soon where there is nothing to be served; from any thread."""
        if not opening.cancelled() and opening.exception():
            self.should_exit = True

    def tell(self, preview: Preview) -> None:
        """Pass the newest version on, from any thread."""
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._events.tell, preview.version)


def _config(application: Application) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        http=_Impatient,
        ws="none",
        lifespan="off",
        loop="asyncio",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        h11_max_incomplete_event_size=HEAD,
        timeout_graceful_shutdown=0,
    )


class _Impatient(H11Protocol):
    """Hangs up on clients that do not get to the end of a request's head."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        request = self.scope
        super().data_received(data)
        is_first = self.cycle is None  # before the first request
        if self.scope is not request:
            self._calm()
        elif is_first or self.cycle.response_complete:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._calm()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(PATIENCE, self.transport.close)

    def _calm(self) -> None:
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None
