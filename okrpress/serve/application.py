"""The answers: pages out of a mapping, the server's own files, and events. No disk is read."""

import asyncio
from datetime import date
from typing import NamedTuple, Protocol

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from okrpress.errors import OkrpressError
from okrpress.serve import assets
from okrpress.serve.address import Address
from okrpress.serve.events import Events
from okrpress.serve.guard import ALWAYS, METHODS, refusal
from okrpress.serve.painter import Painter
from okrpress.serve.preview import Preview

_FIRST_YEAR, _LAST_YEAR = 1970, 2199  # what content may speak of, with room around it
_INDEX = "index.html"
_MISSING = "404.html"
_ICON = "/favicon.ico"  # browsers ask for it unasked, and complain where there is none


class Wanted(NamedTuple):
    """A file of the site, and the day it is to show; None: the site's own."""

    path: str
    day: date | None


class Failures(Protocol):
    """Hears of what goes wrong while a page is made."""

    def noticed(self) -> None:
        """There is a problem with the site that was not known before."""

    def failed(self, error: Exception) -> None:
        """Something went wrong that is no author's fault; the server goes on."""


class Application:
    """Answers requests; it is an ASGI application."""

    def __init__(
        self,
        *,
        preview: Preview,
        painter: Painter,
        events: Events,
        address: Address,
        failures: Failures,
        policy: str,
    ) -> None:
        self._preview = preview
        self._painter = painter
        self._events = events
        self._address = address
        self._failures = failures
        self._policy = policy
        self._own = assets.own_files()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        response = self._refuse(scope)
        if response is None and _target(scope) == assets.EVENTS:
            await self._events.stream(scope, receive, send)
            return
        response = response or await self._answer(scope)
        await response(scope, receive, send)

    def _refuse(self, scope: Scope) -> Response | None:
        if scope["method"] not in METHODS:
            response = self._text(405, "This server only shows.")
            response.headers["allow"] = ", ".join(METHODS)
            response.headers["connection"] = "close"  # whatever body may follow is not read
            return response
        reason = refusal(scope["headers"], self._address.answers_to)
        return self._text(403, reason) if reason else None

    async def _answer(self, scope: Scope) -> Response:
        target = _target(scope)
        if target in self._own:
            return self._response(200, self._own[target], target)
        if target == assets.PROBLEMS:
            said = assets.problems_json(
                self._preview.problems,
                is_whole=self._preview.is_whole,
                is_shared=self._address.is_shared,
            )
            return self._response(200, said, target)
        if target == _ICON:
            return self._response(204, b"", target)
        work = self._painter.do(lambda: self._draw(target, _mark_known(scope)))
        response = await asyncio.wrap_future(work)
        self._events.tell(self._preview.version)  # drawing may have found a mistake
        return response

    # ── pages; these run in the painter's thread ──────────────────────────────────────────────

    def _draw(self, target: str, known: str) -> Response:
        before = self._preview.version
        try:
            return self._page(target, known)
        except OkrpressError as error:
            text = f"{error}. {error.help}"
        except Exception as error:  # noqa: BLE001 - one page that fails must not end the server
            self._failures.failed(error)
            text = "This is a mistake in okrpress; the terminal says more."
        finally:
            if self._preview.version != before:
                self._failures.noticed()
        page = assets.plain_page("This page cannot be drawn", text, self._policy)
        return self._file(500, _INDEX, page, self._preview.days.base, "")

    def _page(self, target: str, known: str) -> Response:
        wanted = wanted_of(target)
        if wanted is None:
            return self._missing(None)
        day = wanted.day or self._preview.days.base
        data = self._preview.file(wanted.path, day)
        if data is not None:
            return self._file(200, wanted.path, data, day, known)
        if self._preview.has(f"{wanted.path}/{_INDEX}", day):
            response = self._text(307, "")
            response.headers["location"] = f"{target}/"
            return response
        return self._missing(day)

    def _missing(self, day: date | None) -> Response:
        day = day or self._preview.days.base
        data = self._preview.file(_MISSING, day)
        if data is None:
            data = assets.plain_page("There is no such page", "The site has none.", self._policy)
        return self._file(404, _MISSING, data, day, "")

    def _file(self, status: int, path: str, data: bytes, day: date, known: str) -> Response:
        if not path.endswith(".html"):
            return self._response(status, data, path)
        page, mark = assets.with_client(data, self._preview.days, day)
        if mark == known:
            return self._response(304, b"", path)
        return self._response(status, page, path)

    # ── responses ─────────────────────────────────────────────────────────────────────────────

    def _text(self, status: int, text: str) -> Response:
        return self._response(status, f"{text}\n".encode(), "text.txt")

    def _response(self, status: int, data: bytes, path: str) -> Response:
        response = Response(data, status)
        for name, value in ALWAYS:
            response.headers[name] = value
        response.headers["content-type"] = assets.content_type(path)
        response.headers["content-security-policy"] = f"{self._policy}; frame-ancestors 'none'"
        return response


def wanted_of(target: str) -> Wanted | None:
    """What an address asks for: `/c/2026-q4/`, or `/@2026-11-01/c/2026-q4/` as of a day.

    The day is a folder, so that all relative links of a page keep it.
    """
    path = target.removeprefix("/")
    if len(path) == len(target):
        return None
    day = None
    if path.startswith("@"):
        name, slash, path = path[1:].partition("/")
        day = _day(name)
        if day is None or not slash:
            return None
    return Wanted(f"{path}{_INDEX}" if path == "" or path.endswith("/") else path, day)


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    is_exact = day.isoformat() == text  # other spellings of ISO 8601 would be further addresses
    return day if is_exact and _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def _target(scope: Scope) -> str:
    """The path as it was sent: nothing is decoded, and no path of the site needs it."""
    raw: bytes = scope["raw_path"]
    return raw.decode("latin-1")


def _mark_known(scope: Scope) -> str:
    """The mark of the page that the script shows already."""
    for name, value in scope["headers"]:
        if name == b"if-none-match":
            return str(value.decode("latin-1"))
    return ""
