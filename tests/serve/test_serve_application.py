"""Answers of a server whose site misbehaves: it says so, and goes on."""

import asyncio
import socket
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import httpx
import pytest

from okrpress.errors import OkrpressError
from okrpress.serve.address import Address
from okrpress.serve.application import Application
from okrpress.serve.assets import content_type, with_client
from okrpress.serve.events import Events
from okrpress.serve.pages import wanted_of
from okrpress.serve.painter import Painter
from okrpress.serve.preview import Days, Problem, Version

DAY = date(2026, 11, 22)
DAYS = Days(base=DAY, first=date(2026, 10, 1), last=date(2026, 12, 31))


class Site:
    """A site of three pages, two of which cannot be drawn."""

    version = Version()
    days = DAYS
    problems: tuple[Problem, ...] = ()
    is_whole = True
    places: tuple[Path, ...] = ()

    def refresh(self, changed: Iterable[Path] | None) -> None:
        pass

    def what_if(self, query: str) -> str:
        return f"<p>{query}</p>"

    def has(self, path: str, day: date) -> bool:
        return path in ("index.html", "mistake.html", "bug.html")

    def file(self, path: str, day: date) -> bytes | None:
        if path == "mistake.html":
            self.version = self.version._replace(problems=self.version.problems + 1)
            raise OkrpressError("The template <b> is wrong", help="Correct it.")
        if path == "bug.html":
            raise ZeroDivisionError("secret detail")
        return b"<title>Home</title>" if self.has(path, day) else None


class Ears:
    """Hears what the application has to say."""

    def __init__(self) -> None:
        self.noticed_times = 0
        self.failures: list[Exception] = []

    def noticed(self) -> None:
        self.noticed_times += 1

    def failed(self, error: Exception) -> None:
        self.failures.append(error)


@pytest.fixture
def ears() -> Ears:
    return Ears()


def get(ears: Ears, path: str, *, is_open: bool = True) -> httpx.Response:
    with socket.socket() as unused:
        address = Address(socket=unused, host="127.0.0.1", port=8000, is_shared=False)

    async def ask() -> httpx.Response:
        application = Application(
            painter=Painter(),
            events=Events(),
            address=address,
            failures=ears,
            policy="default-src 'none'",
        )
        if is_open:
            application.show(Site())
        transport = httpx.ASGITransport(app=application)
        async with httpx.AsyncClient(transport=transport, base_url=address.url) as client:
            return await client.get(path)

    with ThreadPoolExecutor() as elsewhere:  # where no other test's event loop runs
        return elsewhere.submit(lambda: asyncio.run(ask())).result()


def test_a_mistake_of_an_author_is_told_in_full(ears: Ears) -> None:
    answer = get(ears, "/mistake.html")
    assert answer.status_code == 500
    assert "The template &lt;b&gt; is wrong. Correct it." in answer.text
    assert "/_okrpress/client.js" in answer.text
    assert (ears.noticed_times, ears.failures) == (1, [])


def test_a_bug_of_ours_is_told_to_the_terminal(ears: Ears) -> None:
    answer = get(ears, "/bug.html")
    assert answer.status_code == 500
    assert "secret detail" not in answer.text
    assert [str(error) for error in ears.failures] == ["secret detail"]
    assert ears.noticed_times == 0


@pytest.mark.parametrize("path", ["/", "/o/2026-q4/me/health/", "/_okrpress/problems.json"])
def test_before_there_is_a_site_a_page_says_so_and_asks_again(ears: Ears, path: str) -> None:
    answer = get(ears, path, is_open=False)
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "1"
    assert answer.headers["content-security-policy"].endswith("frame-ancestors 'none'")
    assert '<meta http-equiv="refresh" content="1">' in answer.text
    assert get(ears, "/_okrpress/client.css", is_open=False).status_code == 200


def test_a_page_without_a_head_keeps_up_to_date_too(ears: Ears) -> None:
    text = get(ears, "/").text
    assert text.startswith("<title>Home</title><script ")
    assert 'data-day="2026-11-22" data-base="2026-11-22"' in text


def test_the_tags_stand_at_the_end_of_the_head() -> None:
    page = b"<head><title>&lt;/head></title></head><body></head></body>"
    before, _, after = page.partition(b"</head>")
    told, _ = with_client(page, DAYS, DAY)
    assert told.startswith(before + b'<script src="/_okrpress/')
    assert told.endswith(b"</script>\n</head>" + after)


def test_a_mark_is_another_one_once_the_page_or_its_days_are() -> None:
    later = DAYS._replace(last=date(2027, 1, 1))
    told = [(b"a", DAYS, DAY), (b"b", DAYS, DAY), (b"a", later, DAY), (b"a", DAYS, DAYS.first)]
    marks = [with_client(*one)[1] for one in told]
    assert len(set(marks)) == 4
    assert marks[0] == with_client(*told[0])[1]


@pytest.mark.parametrize(
    ("target", "path", "day"),
    [
        ("/", "index.html", None),
        ("/c/2026-q4/", "c/2026-q4/index.html", None),
        ("/index.html", "index.html", None),
        ("/@2026-11-01/", "index.html", date(2026, 11, 1)),
        ("/@2026-11-01/c/", "c/index.html", date(2026, 11, 1)),
    ],
)
def test_an_address_asks_for_a_file_as_of_a_day(target: str, path: str, day: date | None) -> None:
    assert wanted_of(target) == (path, day)


@pytest.mark.parametrize("target", ["", "index.html", "*", "@2026-11-01/", "/@2026-11-01"])
def test_what_is_no_address_asks_for_nothing(target: str) -> None:
    assert wanted_of(target) is None


@pytest.mark.parametrize(
    ("path", "type"),
    [
        ("a/b.svg", "image/svg+xml; charset=utf-8"),
        ("feed.xml", "application/xml; charset=utf-8"),
        ("data.json", "application/json; charset=utf-8"),
        ("due.ics", "text/calendar; charset=utf-8"),
        ("logo.png", "image/png"),
        ("CNAME", "application/octet-stream"),
        ("odd.exe", "application/octet-stream"),
    ],
)
def test_a_type_is_told_by_the_end_of_a_name(path: str, type: str) -> None:
    assert content_type(path) == type
