"""Who stands above or before whom: units by their `parent`, cycles by their dates."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from okrpress.model.okr import Cycle
from okrpress.model.portfolio import Unit

_GAP = timedelta(days=31)


def units_above(unit: Unit, units: Mapping[str, Unit]) -> Iterator[Unit]:
    """The unit's parent, the parent's parent, up to the top."""
    parent = unit.parent
    while parent is not None:
        yield units[parent]
        parent = units[parent].parent


def spans(longer: Cycle, shorter: Cycle) -> bool:
    """Whether a cycle is longer than another and shares a day with it; no undated one does."""
    if longer.start is None or longer.end is None or shorter.start is None or shorter.end is None:
        return False
    return (
        longer.start <= shorter.end
        and shorter.start <= longer.end
        and longer.end - longer.start > shorter.end - shorter.start
    )


def follows(later: Cycle, earlier: Cycle) -> bool:
    """Whether a cycle begins within a month of the other's end, and is about as long."""
    if (
        later.start is None
        or later.end is None
        or earlier.start is None
        or earlier.end is None
        or not timedelta(0) < later.start - earlier.end <= _GAP
    ):
        return False
    lengths = sorted((later.end - later.start, earlier.end - earlier.start))
    return lengths[1] <= 2 * lengths[0]
