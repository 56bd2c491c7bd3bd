"""What the server shows, and what it needs to know about it. `app` makes one."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple, Protocol

from okrpress.model.frozen import dataclass


class Version(NamedTuple):
    """Counts what has changed, by what a browser has to do about it.

    `pages`: fetch the page again; `styles`: fetch the style sheets again; `scripts`: load the
    page anew; `problems`: ask what is wrong.
    """

    pages: int = 0
    styles: int = 0
    scripts: int = 0
    problems: int = 0


class Days(NamedTuple):
    """The day the site is judged on, and the stretch that the slider offers around it."""

    base: date
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why the newest state of the files cannot be shown, or something wrong in them.

    `place` is file, line and column, and `frame` the author's lines around it; both are empty
    where the problem is in no file.
    """

    level: str
    code: str = ""
    place: str = ""
    message: str
    help: str = ""
    frame: tuple[str, ...] = ()


class Preview(Protocol):
    """A site that follows its files. Nothing here is called by two threads at once."""

    @property
    def version(self) -> Version:
        """What has changed so far."""

    @property
    def days(self) -> Days:
        """The days that can be looked at."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong now, the worst first."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left out of what is shown because it had errors."""

    @property
    def places(self) -> tuple[Path, ...]:
        """The files and folders that the site is made from; some may be missing."""

    def refresh(self, changed: Iterable[Path] | None) -> None:
        """Follow what changed on disk; None: anything may have."""

    def what_if(self, query: str) -> str:
        """The content of the what-if page for the query of its address, as HTML."""

    def has(self, path: str, day: date) -> bool:
        """Whether the site has such a file as of a day."""

    def file(self, path: str, day: date) -> bytes | None:
        """A file of the site as of a day; None where there is none."""
