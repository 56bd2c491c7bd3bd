"""Strings that must not be in a site, as they are and in the forms that would hide them."""

import json
import unicodedata
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Iterator
from hashlib import md5, sha1, sha256
from html import escape
from urllib.parse import quote

from okrpress.errors import OkrpressError

_SHORTEST = 4
"""Letters of a canary: shorter ones are in any site."""

_HASHES: tuple[Callable[[bytes], str], ...] = (
    lambda data: md5(data, usedforsecurity=False).hexdigest(),
    lambda data: sha1(data, usedforsecurity=False).hexdigest(),
    lambda data: sha256(data).hexdigest(),
)


class Canaries:
    """Looks for all of them at once; letter case does not matter."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Raises OkrpressError for one that is too short to mean anything."""
        self._forms: dict[bytes, int] = {}
        number = 0
        for number, text in enumerate(texts, 1):
            if len(text.strip()) < _SHORTEST:
                raise OkrpressError(
                    f"canary {number} has fewer than {_SHORTEST} letters",
                    help="one string a line, each long enough to be found by no accident",
                )
            for form in _forms(text.strip()):
                self._forms.setdefault(form, number)
        self.count = number

    def found_in(self, data: bytes) -> list[int]:
        """The numbers of those that are in it, counted from 1: the strings stay secret."""
        lower = data.lower()
        return sorted({number for form, number in self._forms.items() if form in lower})


def _forms(text: str) -> Iterator[bytes]:
    """In lower case, as they would stand in a file."""
    spellings = {unicodedata.normalize(form, text) for form in ("NFC", "NFD")}
    spellings |= {made for one in spellings for made in (one.casefold(), one.upper())}
    for spelling in spellings:
        data = spelling.encode()
        yield from _written(spelling)
        yield from _in_base64(data)
        yield data.hex().encode()
        yield from (make(data).encode() for make in _HASHES)


def _written(text: str) -> Iterator[bytes]:
    for form in (
        text,
        escape(text),
        quote(text, safe=""),
        quote(text),
        json.dumps(text)[1:-1],
        "".join(f"&#{ord(one)};" for one in text),
        "".join(f"&#x{ord(one):x};" for one in text),
        "".join(one if one.isascii() else f"&#{ord(one)};" for one in text),
    ):
        yield form.encode().lower()


def _in_base64(data: bytes) -> Iterator[bytes]:
    """The letters that are the same wherever it begins in what is encoded."""
    for skipped in range(3):
        for encode in (b64encode, urlsafe_b64encode):
            text = encode(bytes(skipped) + data)
            first = -(-skipped * 8 // 6)
            last = (skipped + len(data)) * 8 // 6
            yield text[first:last].lower()
