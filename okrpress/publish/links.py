"""What a link in a page or style sheet leads to."""

import re
from typing import NamedTuple
from urllib.parse import unquote

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_ALLOWED = frozenset({"http", "https", "mailto"})
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_PLAIN = re.compile(r"(?:[a-z0-9_-][a-z0-9._-]*/)*[a-z0-9_-][a-z0-9._-]*(?:#[A-Za-z0-9_-]+)?")
"""What most links of a site are below its root: no step goes back, nothing is encoded."""
is_plain_web = re.compile(rb"https?:[A-Za-z0-9._~/?#@=%+:,-]*").fullmatch
"""Whether a link surely leads to the web: in it is nothing that would have to be read twice."""


class Internal(NamedTuple):
    """A file of the site, and an anchor in it. An empty path is the page itself."""

    path: str
    fragment: str


class External(NamedTuple):
    """Something outside the site."""

    scheme: str


Target = Internal | External | str  # a text says why the link is none we can publish


def read_plain_link(root: bytes, link: bytes) -> tuple[str, str] | None:
    """The same for most links by the `root`, at a quarter of the cost; None for any other."""
    if not root or not link.startswith(root):
        return None
    rest = link[len(root) :].decode()
    if not _PLAIN.fullmatch(rest):
        return None
    path, _, fragment = rest.partition("#")
    return path, fragment


def read_link(folder: str, link: bytes) -> Target:
    """What `link`, as written in a page of `folder` (inside the site), leads to."""
    text = link.decode()
    if "&" in text:
        from html import unescape

        text = unescape(text)
    text = text.strip(" ")
    if "\\" in text or _CONTROL.search(text):
        return "has a backslash or control character"
    if scheme := _SCHEME.match(text):
        known = scheme[1].lower() in _ALLOWED
        return External(scheme[1].lower()) if known else f"has the scheme {scheme[1]}"
    if text.startswith("/"):
        return "is absolute: the site would only work at one address"
    path, _, fragment = text.partition("#")
    if "%" in text:
        path, fragment = unquote(path), unquote(fragment)
    return _resolve(folder, path.partition("?")[0], fragment)


def _resolve(folder: str, path: str, fragment: str) -> Target:
    """Follow the parts of a relative path, as a browser does."""
    if not path:
        return Internal("", fragment)
    found = folder.split("/") if folder else []
    *steps, last = path.split("/")
    for step in steps:
        if step == "..":
            if not found:
                return "leads out of the site"
            found.pop()
        elif step not in {".", ""}:
            found.append(step)
    if last in {"", ".", ".."}:
        return "leads to a folder: name its index.html, so that it works without a server"
    return Internal("/".join((*found, last)), fragment)
