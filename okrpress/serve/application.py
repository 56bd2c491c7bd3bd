"""What answers requests: the server's own files, events, and pages. No disk is read."""

import asyncio

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from okrpress.serve import assets
from okrpress.serve.address import Address
from okrpress.serve.answers import answer, answer_text, please_wait
from okrpress.serve.events import Events
from okrpress.serve.guard import METHODS, refusal
from okrpress.serve.pages import Failures, Pages
from okrpress.serve.painter import Painter
from okrpress.serve.preview import Preview
from okrpress.serve.simulate import SIMULATE, what_if

_ICON = "/favicon.ico"  # browsers ask for it unasked, and complain where there is none


class Application:
    """Answers requests; it is an ASGI application."""

    def __init__(
        self,
        *,
        painter: Painter,
        events: Events,
        address: Address,
        failures: Failures,
        policy: str,
    ) -> None:
        self._pages: Pages | None = None
        self._painter = painter
        self._events = events
        self._address = address
        self._failures = failures
        self._policy = policy
        self._own = assets.own_files()

    def show(self, preview: Preview) -> None:
        """Show this site from now on. Until then, a page says that it is coming."""
        self._pages = Pages(preview, self._failures, self._policy)

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
            response = answer_text(405, "This server only shows.", self._policy)
            response.headers["allow"] = ", ".join(METHODS)
            response.headers["connection"] = "close"  # whatever body may follow is not read
            return response
        reason = refusal(scope["headers"], self._address.answers_to)
        return answer_text(403, reason, self._policy) if reason else None

    async def _answer(self, scope: Scope) -> Response:
        target = _target(scope)
        if target in self._own:
            return answer(200, self._own[target], target, self._policy)
        if target == _ICON:
            return answer(204, b"", target, self._policy)
        pages = self._pages
        if pages is None:
            return please_wait(self._policy)
        if target == assets.PROBLEMS:
            return answer(200, self._problems(pages.preview), target, self._policy)
        if target == SIMULATE:
            work = self._painter.do(lambda: what_if(pages, _query(scope)))
        else:
            work = self._painter.do(lambda: pages.answer(target, _mark_known(scope)))
        response = await asyncio.wrap_future(work)
        self._events.tell(pages.preview.version)  # drawing may have found a mistake
        return response

    def _problems(self, preview: Preview) -> bytes:
        return assets.problems_json(
            preview.problems, is_whole=preview.is_whole, is_shared=self._address.is_shared
        )


def _target(scope: Scope) -> str:
    """The path as it was sent: nothing is decoded, and no path of the site needs it."""
    raw: bytes = scope["raw_path"]
    return raw.decode("latin-1")


def _query(scope: Scope) -> str:
    raw: bytes = scope["query_string"]
    return raw.decode("latin-1")


def _mark_known(scope: Scope) -> str:
    """The mark of the page that the script shows already."""
    for name, value in scope["headers"]:
        if name == b"if-none-match":
            return str(value.decode("latin-1"))
    return ""
