"""Pages that go on in parts: what is listed is cut between units, and every part leads to all."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from okrpress.site.views.here import Here, Link

T = TypeVar("T")

ALL_NAMED = 20
"""So many parts are all named on each of them."""
_BESIDE, _ON_THE_WAY = 2, 12


def in_parts(
    items: Iterable[T], size_of: Callable[[T], int], most: int, begun: int = 0
) -> list[tuple[T, ...]]:
    """Items in their order, as many on a part as together are no more than `most`.

    An item is never torn, and so one that is larger has a part of its own. At least one part. The
    first `begun` items stay together, however large they are.
    """
    parts: list[list[T]] = [[]]
    held = 0
    for place, item in enumerate(items):
        size = size_of(item)
        if parts[-1] and held + size > most and place >= begun:
            parts.append([])
            held = 0
        parts[-1].append(item)
        held += size
    return [tuple(part) for part in parts]


def part_links(here: Here, paths: Sequence[str], part: int) -> tuple[Link, ...]:
    """The way to the parts, of which this is `part`: it alone leads nowhere. Empty for one part.

    Of many parts only some are named, so that a page has no more of them however many there are:
    the ends, those beside this one, and some on the way.
    """
    if len(paths) < 2:
        return ()
    return tuple(
        Link(
            here.fmt.say("Part {number}", number=number),
            "" if number == part else here.href(paths[number - 1]),
        )
        for number in parts_named(len(paths), part)
    )


def parts_named(count: int, part: int) -> list[int]:
    """The numbers of the parts that one of them leads to, itself among them.

    >>> parts_named(200, 73)
    [1, 20, 40, 60, 71, 72, 73, 74, 75, 80, 100, 120, 140, 160, 180, 200]
    """
    if count <= ALL_NAMED:
        return [*range(1, count + 1)]
    step = 10 * -(-count // (10 * _ON_THE_WAY))
    near = range(max(1, part - _BESIDE), min(count, part + _BESIDE) + 1)
    return sorted({1, *range(step, count, step), *near, count})
