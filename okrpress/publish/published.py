"""What came of publishing."""

from collections.abc import Set as AbstractSet
from dataclasses import field
from pathlib import Path

from okrpress.model.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What came of it: where, how many files, how many of them HTML pages, how many bytes.

    The counts leave out the marker. `leftover` is the old site where it could not be deleted
    after the swap. `same` are the files and folders that are as they were in the spare site.
    `has_twin`: the spare site is this one now, and not the one before. `number` is that of the
    folder: another build that writes there puts another folder in its place.
    """

    folder: Path
    files: int
    pages: int
    bytes: int
    leftover: Path | None = None
    same: AbstractSet[str] = field(default=frozenset(), compare=False)
    has_twin: bool = field(default=False, compare=False)
    number: int = field(default=0, compare=False)
