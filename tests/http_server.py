"""A real HTTP server on this machine that answers as it is told, and trackers that keep issues."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from okrpress.notify.http import Patience, Wire

SECRET = "sesame-opens-8c1f"
QUICK = Patience(connect=2, read=0.3, whole=0.6, tries=3, bytes=100_000)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request as it arrived."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def said(self) -> dict[str, object]:
        found: dict[str, object] = json.loads(self.body)
        return found


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What to answer. `drip` is a time between single bytes, `hold` one before the answer."""

    status: int = 200
    body: bytes = b"ok"
    headers: Mapping[str, str] = field(default_factory=dict)
    drip: float = 0
    hold: float = 0
    hang_up: bool = False


Answerer = Callable[[Asked], Reply]


@dataclass
class Server:
    """A running server: where it is, and what it was asked."""

    url: str
    asked: list[Asked]
    ended: threading.Event


@contextmanager
def serving(answer: Answerer) -> Iterator[Server]:
    """A server on 127.0.0.1 for as long as the block runs."""
    asked: list[Asked] = []
    ended = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            body = self.rfile.read(length)
            headers = {name.lower(): value for name, value in self.headers.items()}
            found = Asked(method=self.command, path=self.path, headers=headers, body=body)
            asked.append(found)
            _send(self, answer(found), ended)

        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def do_PUT(self) -> None:
            self._answer()

        def do_PATCH(self) -> None:
            self._answer()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield Server(url=f"http://127.0.0.1:{server.server_port}", asked=asked, ended=ended)
    finally:
        ended.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _send(handler: BaseHTTPRequestHandler, reply: Reply, ended: threading.Event) -> None:
    if reply.hang_up:
        handler.close_connection = True
        return
    ended.wait(reply.hold)
    try:
        handler.send_response_only(reply.status)
        for name, value in reply.headers.items():
            handler.send_header(name, value)
        handler.send_header("content-length", str(len(reply.body)))
        handler.end_headers()
        if not reply.drip:
            handler.wfile.write(reply.body)
            return
        for byte in reply.body:
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            if ended.wait(reply.drip):
                return
    except (BrokenPipeError, ConnectionResetError):
        return


def in_turn(*replies: Reply) -> Answerer:
    """The replies one after the other; the last one again and again."""
    waiting = list(replies)
    return lambda _: waiting.pop(0) if len(waiting) > 1 else waiting[0]


@dataclass
class Waits:
    """Stands for time that passes: how long was waited, without waiting."""

    waited: list[float] = field(default_factory=list)

    def __call__(self, seconds: float) -> None:
        self.waited.append(seconds)


def wire(waits: Waits | None = None, patience: Patience = QUICK) -> Wire:
    return Wire(sleep=waits or Waits(), patience=patience)


# ── trackers ──────────────────────────────────────────────────────────────────────────────────


@dataclass
class Issues:
    """The issues of a tracker that speaks as GitHub or GitLab does, as far as it is asked to.

    `page` is how many a list holds. `takes_labels` is off for a token that may not label.
    `fails` are replies given instead, one for each request that changes something; a request that
    `arrives` is done although its answer fails.
    """

    host: str
    page: int = 100
    takes_labels: bool = True
    crlf: bool = False
    fails: list[Reply] = field(default_factory=list)
    arrives: bool = False
    known: list[dict[str, object]] = field(default_factory=list)

    def __call__(self, asked: Asked) -> Reply:
        is_change = asked.method != "GET"
        if not is_change:
            return self._listed(asked)
        if self.fails:
            if self.arrives:
                self._change(asked)
            return self.fails.pop(0)
        return _json(self._change(asked))

    @property
    def open(self) -> list[dict[str, object]]:
        return [one for one in self.known if one["state"] in {"open", "opened"}]

    def add(self, **fields: object) -> dict[str, object]:
        """An issue that is there already."""
        is_github = self.host == "github"
        number = len(self.known) + 1
        labels: list[object] = ["okrpress-reminder"]
        issue = {
            ("number" if is_github else "iid"): number,
            "title": "",
            ("body" if is_github else "description"): "",
            "labels": [{"name": one} for one in labels] if is_github else labels,
            "state": "open" if is_github else "opened",
            ("html_url" if is_github else "web_url"): f"https://tracker.example/issues/{number}",
            **fields,
        }
        self.known.append(issue)
        return issue

    def _listed(self, asked: Asked) -> Reply:
        query = parse_qs(urlsplit(asked.path).query)
        assert query["labels"] == ["okrpress-reminder"]
        assert query["state"] == ["open" if self.host == "github" else "opened"]
        begin = (int(query["page"][0]) - 1) * self.page
        more = len(self.open) > begin + self.page
        headers = {"link": '<https://tracker.example/?page=2>; rel="next"'} if more else {}
        return _json(self.open[begin : begin + self.page], headers)

    def _change(self, asked: Asked) -> dict[str, object]:
        said = asked.said
        if asked.method == "POST":
            if not self.takes_labels:
                said.pop("labels")
            issue = self.add(**({} if self.takes_labels else {"labels": []}))
        else:
            number = int(urlsplit(asked.path).path.rpartition("/")[2])
            issue = self.known[number - 1]
        for name in ("title", "body", "description"):
            if name in said:
                text = str(said[name])
                issue[name] = text.replace("\n", "\r\n") if self.crlf else text
        if said.get("state") == "closed" or said.get("state_event") == "close":
            issue["state"] = "closed"
        return issue


def _json(value: object, headers: Mapping[str, str] | None = None) -> Reply:
    return Reply(
        status=200,
        body=json.dumps(value).encode(),
        headers={"content-type": "application/json", **(headers or {})},
    )
