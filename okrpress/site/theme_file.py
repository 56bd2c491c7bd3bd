"""`theme.toml` of a theme: which pages the theme has, and whether it builds on the default."""

import tomllib
from collections.abc import Iterable
from typing import NamedTuple

from okrpress.errors import OkrpressError

NAME = "theme.toml"


class Reach(NamedTuple):
    """What a theme is about. `pages` are kinds of pages in order; None stands for all of them.

    A theme that stands `alone` has nothing of the default's: neither templates nor static files.
    """

    pages: tuple[str, ...] | None = None
    alone: bool = False


WHOLE = Reach()
"""Every kind of page, on top of the default theme."""


def read_reach(theme: str, text: str) -> Reach:
    """What the file says; raises `OkrpressError` for anything that is not meant to stand there."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _mistake(theme, f"is not TOML: {error}", "correct the line") from None
    unknown = sorted(said.keys() - {"pages", "alone"})
    if unknown:
        raise _mistake(theme, f"has no key {unknown[0]!r}", "it may have `pages` and `alone`")
    pages, alone = said.get("pages"), said.get("alone", False)
    if pages is not None and not _are_texts(pages):
        raise _mistake(theme, "`pages` is no list of texts", 'write pages = ["home", "unit"]')
    if not isinstance(alone, bool):
        raise _mistake(theme, "`alone` is neither true nor false", "write alone = true")
    return Reach(pages=None if pages is None else tuple(sorted(pages)), alone=alone)


def check_pages(theme: str, reach: Reach, kinds: Iterable[str]) -> None:
    """Raise `OkrpressError` for a kind of page that there is not, or without a home page."""
    if reach.pages is None:
        return
    known = tuple(kinds)
    unknown = [kind for kind in reach.pages if kind not in known]
    if unknown:
        what = f"there is no kind of page {unknown[0]!r}"
        raise _mistake(theme, what, f"known are {', '.join(known)}")
    if "home" not in reach.pages:
        raise _mistake(theme, '`pages` has no "home"', "a site begins with its home page: add it")


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _mistake(theme: str, what: str, help: str) -> OkrpressError:
    return OkrpressError(f"themes/{theme}/{NAME}: {what}.", help=help)
