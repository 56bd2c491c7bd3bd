"""What the pages of a build have to tell whoever publishes them."""

from collections.abc import Iterator, Mapping, Sized
from collections.abc import Set as AbstractSet
from typing import Protocol

from okrpress.app.ledger import Ledger


class Coming(Sized, Protocol):
    """All files of a site but its seal; its length is how many are still to be made."""

    @property
    def kept(self) -> AbstractSet[str]:
        """Those that are there already, as far as it is known without making them."""

    def __iter__(self) -> Iterator[tuple[str, bytes | None]]:
        """The others; without bytes where the file is there all the same."""

    def outline(self, path: str) -> bytes | None:
        """The outline of a page that has come, where it is known; it is told once."""

    @property
    def before(self) -> AbstractSet[str]:
        """The files that the last build has published; all of them were verified."""

    @property
    def knows_digests(self) -> bool:
        """Whether the digests of all files are known, once they were made."""

    @property
    def digests(self) -> Mapping[str, str]:
        """The digests of the files so far, by path."""

    @property
    def made(self) -> Ledger:
        """What all pages were made from, once all of them were."""
