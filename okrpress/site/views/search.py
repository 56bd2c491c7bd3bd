"""The search page: a form that scripts bring to life, and where to look without them."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.model.okr import Cycle
from okrpress.model.portfolio import UnitKind
from okrpress.scoring.result import Status
from okrpress.site import urls
from okrpress.site.views.frame import Frame, make_frame
from okrpress.site.views.here import Here, Link, Site
from okrpress.site.views.parts import in_parts
from okrpress.site.views.words import StatusView, cycle_name, status_view

OBJECTIVES_A_PART = 1_000
"""What a phone indexes in a moment."""
OBJECTIVES_A_SCRIPT = 4_000
"""What it indexes while one waits: more of a cycle, or of all running ones, is searched apart."""
_UNITS_LISTED = 200
_SCRIPTS = ("vendor/minisearch.js", "search/search.js")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of entry: its key in the index, and what several of them are called."""

    key: str
    word: str
    one: str


class Stretch(NamedTuple):
    """What one script of the index is about: some folders of a cycle, mostly all of them.

    It is the script `number` of `parts`, from 1.
    """

    cycle: Cycle
    number: int
    parts: int
    folders: tuple[UnitCycle, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """One part of the search.

    `scripts` are what it loads, in this order. `covers` says which cycles are searched here, where
    that is not all of them; `others` lead to the rest. `units` and `cycles` are where to look
    without a script.
    """

    frame: Frame
    scripts: tuple[str, ...]
    kinds: tuple[Kind, ...]
    statuses: tuple[StatusView, ...]
    covers: str
    others: tuple[Link, ...]
    units: tuple[Link, ...]
    units_left: str
    cycles: tuple[Link, ...]


def search_parts(
    site: Site, most: int = OBJECTIVES_A_PART, largest: int = OBJECTIVES_A_SCRIPT
) -> list[tuple[Stretch, ...]]:
    """What is searched together: running cycles first, then from the newest back.

    A part holds at most `most` objectives, or of the running cycles `largest`, or one stretch.
    """
    size = partial(_size, site)
    parts = in_parts(
        (one for cycle in site.running for one in stretches_of(site, cycle, largest)), size, largest
    )
    past = [cycle for cycle in site.portfolio.cycles.values() if cycle not in site.running]
    older = (one for cycle in reversed(past) for one in stretches_of(site, cycle, largest))
    return [*parts[:-1], *in_parts((*parts[-1], *older), size, most, begun=len(parts[-1]))]


def stretches_of(site: Site, cycle: Cycle, largest: int = OBJECTIVES_A_SCRIPT) -> Iterator[Stretch]:
    """The scripts about a cycle: one, but for a very large one. A unit is never torn."""
    folders = site.cycle_folders.get(cycle.id, ())
    parts = in_parts(folders, lambda folder: len(site.portfolio.by_folder[folder]), largest)
    for number, part in enumerate(parts, 1):
        yield Stretch(cycle, number, len(parts), part)


def _size(site: Site, stretch: Stretch) -> int:
    return sum(len(site.portfolio.by_folder[folder]) for folder in stretch.folders)


def search_view(site: Site, parts: list[tuple[Stretch, ...]], number: int) -> SearchView:
    """One part, counted from 1."""
    here = Here(site, urls.search_path(number))
    say = here.fmt.say
    stretches = parts[number - 1]
    units = [
        here.unit(unit.id)
        for unit in sorted(site.portfolio.units.values(), key=lambda one: site.order[one.id])
        if unit.kind is not UnitKind.PERSON
    ]
    left = len(units) - _UNITS_LISTED
    return SearchView(
        frame=make_frame(here, say("Search")),
        scripts=_scripts(here, stretches),
        kinds=_kinds(here),
        statuses=tuple(status_view(status, here.fmt) for status in Status),
        covers=say("In {cycles}", cycles=_covered(here, stretches)) if len(parts) > 1 else "",
        others=tuple(
            Link(_covered(here, part), here.href(urls.search_path(other)))
            for other, part in enumerate(parts, 1)
            if other != number
        ),
        units=tuple(units[:_UNITS_LISTED]),
        units_left=here.fmt.count(left, "{n} more unit", "{n} more units") if left > 0 else "",
        cycles=tuple(here.cycle(id) for id in reversed(tuple(site.portfolio.cycles))),
    )


def _scripts(here: Here, stretches: tuple[Stretch, ...]) -> tuple[str, ...]:
    entries = (urls.search_entries_path(one.cycle.id, one.number) for one in stretches)
    library, search = (urls.static_path(name) for name in _SCRIPTS)
    return tuple(map(here.href, (library, urls.SEARCH_PLACES, *entries, search)))


def _covered(here: Here, stretches: tuple[Stretch, ...]) -> str:
    """The cycles of a part: "2026 Q4 and 2026", "2024 Q1 – 2026 Q3"."""
    names = [_name(here, one) for one in stretches]
    if len(names) > 2:
        return here.fmt.say("{first} to {last}", first=names[-1], last=names[0])
    return here.fmt.listing(names)


def _name(here: Here, stretch: Stretch) -> str:
    name = cycle_name(stretch.cycle, here.fmt)
    if stretch.parts == 1:
        return name
    return here.fmt.say(
        "{cycle}, part {part} of {parts}", cycle=name, part=stretch.number, parts=stretch.parts
    )


def _kinds(here: Here) -> tuple[Kind, ...]:
    say = here.fmt.say
    return (
        Kind(key="objective", word=say("Objectives"), one=say("Objective")),
        Kind(key="key-result", word=say("Key results"), one=say("Key result")),
        Kind(key="unit", word=say("Units"), one=say("Unit")),
        Kind(key="person", word=say("People"), one=say("Person")),
        Kind(key="cycle", word=say("Cycles"), one=say("Cycle")),
        Kind(key="lesson", word=say("Lessons"), one=say("Lesson")),
    )
