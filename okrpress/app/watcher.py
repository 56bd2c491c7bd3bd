"""How a use case tells the world that it is alive, without knowing clock or terminal."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

Item = TypeVar("Item")


class Watcher(Protocol):
    """Hears what is being done."""

    def stage(self, name: str) -> None:
        """A stage begins, and the one before it has ended."""

    def each(self, items: Iterable[Item], total: int, user: str = "") -> Iterator[Item]:
        """Pass the items of the stage on, one by one; `total` is how many are expected.

        `user` is the stage that uses the items, where that is not the one that makes them.
        """

    def note(self, text: str) -> None:
        """Something happened that takes time and changes no result."""


class Silence:
    """A watcher for callers who do not care."""

    def stage(self, name: str) -> None:
        """Say nothing."""

    def each(self, items: Iterable[Item], total: int, user: str = "") -> Iterator[Item]:
        """Pass the items on."""
        return iter(items)

    def note(self, text: str) -> None:
        """Say nothing."""


class NotesOnly(Silence):
    """A watcher for callers who want to hear of what went wrong, and of nothing else."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell

    def note(self, text: str) -> None:
        """Pass it on."""
        self._tell(text)
