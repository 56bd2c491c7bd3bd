"""Pages that go on in parts: what is listed is cut between units, and every part leads to all."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from okrpress.site.views.here import Here, Link

T = TypeVar("T")


def in_parts(items: Iterable[T], size_of: Callable[[T], int], most: int) -> list[tuple[T, ...]]:
    """Items in their order, as many on a part as together are no more than `most`.

    An item is never torn, and so one that is larger has a part of its own. At least one part.
    """
    parts: list[list[T]] = [[]]
    held = 0
    for item in items:
        size = size_of(item)
        if parts[-1] and held + size > most:
            parts.append([])
            held = 0
        parts[-1].append(item)
        held += size
    return [tuple(part) for part in parts]


def part_links(here: Here, paths: Sequence[str]) -> tuple[Link, ...]:
    """The way to each part; empty where there is only one."""
    if len(paths) < 2:
        return ()
    return tuple(
        Link(here.fmt.say("Part {number}", number=number), here.href(path))
        for number, path in enumerate(paths, 1)
    )
