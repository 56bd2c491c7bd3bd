"""The answers with pages of the site. All of this runs in the painter's thread."""

from datetime import date
from typing import NamedTuple, Protocol

from starlette.responses import Response

from okrpress.errors import OkrpressError
from okrpress.model.frozen import dataclass
from okrpress.serve import assets
from okrpress.serve.answers import answer, answer_text
from okrpress.serve.preview import Preview

_FIRST_YEAR, _LAST_YEAR = 1970, 2199  # what content may speak of, with room around it
_INDEX = "index.html"
_MISSING = "404.html"


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


@dataclass(frozen=True, slots=True)
class Pages:
    """Answers requests for files of the site."""

    preview: Preview
    failures: Failures
    policy: str

    def answer(self, target: str, known: str) -> Response:
        """The file of an address; nothing but its state where it is the one with the mark `known`.

        What cannot be drawn is a page that says why.
        """
        before = self.preview.version
        try:
            return self._page(target, known)
        except OkrpressError as error:
            text = f"{error}. {error.help}"
        except Exception as error:  # noqa: BLE001 - one page that fails must not end the server
            self.failures.failed(error)
            text = "This is a mistake in okrpress; the terminal says more."
        finally:
            if self.preview.version != before:
                self.failures.noticed()
        page = assets.plain_page("This page cannot be drawn", text, self.policy)
        return self._file(500, _INDEX, page, self.preview.days.base, "")

    def _page(self, target: str, known: str) -> Response:
        wanted = wanted_of(target)
        if wanted is None:
            return self._missing(None)
        day = wanted.day or self.preview.days.base
        data = self.preview.file(wanted.path, day)
        if data is not None:
            return self._file(200, wanted.path, data, day, known)
        if self.preview.has(f"{wanted.path}/{_INDEX}", day):
            response = answer_text(307, "", self.policy)
            response.headers["location"] = f"{target}/"
            return response
        return self._missing(day)

    def _missing(self, day: date | None) -> Response:
        day = day or self.preview.days.base
        data = self.preview.file(_MISSING, day)
        if data is None:
            data = assets.plain_page("There is no such page", "The site has none.", self.policy)
        return self._file(404, _MISSING, data, day, "")

    def _file(self, status: int, path: str, data: bytes, day: date, known: str) -> Response:
        if not path.endswith(".html"):
            return answer(status, data, path, self.policy)
        page, mark = assets.with_client(data, self.preview.days, day)
        if mark == known:
            return answer(304, b"", path, self.policy)
        return answer(status, page, path, self.policy)


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
