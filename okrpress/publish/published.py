"""What came of publishing."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What came of it: where, how many files, how many of them HTML pages, how many bytes.

    The counts leave out the marker. `leftover` is the old site where it could not be deleted
    after the swap. `same` are the files and folders that are as they were in the spare site.
    """

    folder: Path
    files: int
    pages: int
    bytes: int
    leftover: Path | None = None
    same: AbstractSet[str] = field(default=frozenset(), compare=False)
