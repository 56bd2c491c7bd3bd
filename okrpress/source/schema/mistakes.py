"""A mistake in a value, before anybody knows which file and which path of keys it belongs to."""

from collections.abc import Iterable
from typing import Literal

from okrpress.source.text import quote

Keys = tuple[str | int, ...]
Half = Literal["value", "key"]


class Mistake(ValueError):  # noqa: N818 — an author's, not ours
    """Something wrong with the value being read, or with what lies at `keys` inside it.

    `message` goes on after the key's name: "is empty", "has two measures".
    """

    def __init__(
        self, code: str, message: str, help: str, *, keys: Keys = (), on: Half = "value"
    ) -> None:
        super().__init__(message)
        self.code, self.message, self.help = code, message, help
        self.keys, self.on = keys, on

    def inside(self, *keys: str | int) -> "Mistake":
        """The same mistake as seen from further outside."""
        return Mistake(self.code, self.message, self.help, keys=(*keys, *self.keys), on=self.on)


class Mistakes(ValueError):  # noqa: N818 — as above
    """Several mistakes at once."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__(*self.mistakes)


def raise_all(mistakes: Iterable[Mistake]) -> None:
    """Raise the mistakes together; do nothing when there are none."""
    found = tuple(mistakes)
    if found:
        raise Mistakes(found)


def describe(node: object) -> str:
    """What a node is, for a message: its text, or its shape."""
    if isinstance(node, str):
        return quote(node) if node else "empty"
    return "a list" if isinstance(node, list) else "a mapping"
