"""Server-sent events: they say that something changed, and never what.

A page that could listen in from elsewhere would learn nothing but that an author is at work.
"""

import asyncio
import json
from secrets import token_hex

from starlette.types import Receive, Scope, Send

from okrpress.serve.guard import ALWAYS
from okrpress.serve.preview import Version

BEAT = 15.0
"""Seconds after which a listener that was told nothing hears a comment; a dead one is noticed."""


class Events:
    """Tells every listener the newest version, at once and whenever there is a newer one."""

    def __init__(self) -> None:
        self._life = token_hex(4)  # tells the pages of a server that is gone from ours
        self._version = Version()
        self._news = asyncio.Event()
        self._is_closed = False

    def tell(self, version: Version) -> None:
        """Say that this is the version. Call it in the event loop."""
        if version != self._version:
            self._version = version
            self._wake()

    def close(self) -> None:
        """Let all listeners go."""
        self._is_closed = True
        self._wake()

    def _wake(self) -> None:
        news, self._news = self._news, asyncio.Event()
        news.set()

    async def stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a listener until one of the two goes away."""
        headers = [*ALWAYS, ("content-type", "text/event-stream; charset=utf-8")]
        raw = [(name.encode(), value.encode()) for name, value in headers]
        await send({"type": "http.response.start", "status": 200, "headers": raw})
        if scope["method"] == "GET":
            gone = asyncio.create_task(_gone(receive))
            try:
                await self._tell_all(gone, send)
            finally:
                gone.cancel()
        await send({"type": "http.response.body", "body": b""})

    async def _tell_all(self, gone: "asyncio.Task[None]", send: Send) -> None:
        told: Version | None = None
        while not (self._is_closed or gone.done()):
            news = asyncio.create_task(self._news.wait())
            line = ": still here\n\n" if told == self._version else self._line()
            told = self._version
            await send({"type": "http.response.body", "body": line.encode(), "more_body": True})
            await asyncio.wait((news, gone), timeout=BEAT, return_when=asyncio.FIRST_COMPLETED)
            news.cancel()

    def _line(self) -> str:
        said = {"life": self._life, **self._version._asdict()}
        return f"retry: 500\ndata: {json.dumps(said)}\n\n"


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
