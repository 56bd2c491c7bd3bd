"""What came of publishing."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What came of it: where, how many files, how many of them HTML pages, how many bytes.

    The counts leave out the marker. `leftover` is the old site where it could not be deleted
    after the swap.
    """

    folder: Path
    files: int
    pages: int
    bytes: int
    leftover: Path | None = None
