"""The search page: a form that scripts bring to life, and where to look without them."""

from dataclasses import dataclass

from okrpress.model.okr import Cycle
from okrpress.model.portfolio import UnitKind
from okrpress.scoring.result import Status
from okrpress.site import urls
from okrpress.site.views.frame import Frame, make_frame
from okrpress.site.views.here import Here, Link, Site
from okrpress.site.views.words import StatusView, cycle_name, status_view

OBJECTIVES_A_PART = 1_000
"""What a phone indexes in a moment."""
_UNITS_LISTED = 200
_SCRIPTS = ("vendor/minisearch.js", "search/search.js")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of entry: its key in the index, and what several of them are called."""

    key: str
    word: str
    one: str


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


def search_parts(site: Site, most: int = OBJECTIVES_A_PART) -> list[tuple[Cycle, ...]]:
    """The cycles that are searched together: running ones first, then from the newest back.

    A part holds at most `most` objectives, or one cycle, or all the running ones.
    """
    past = [cycle for cycle in site.portfolio.cycles.values() if cycle not in site.running]
    parts = [list(site.running)]
    held = sum(_size(site, cycle) for cycle in site.running)
    for cycle in reversed(past):
        size = _size(site, cycle)
        if parts[-1] and held + size > most:
            parts.append([])
            held = 0
        parts[-1].append(cycle)
        held += size
    return [tuple(part) for part in parts]


def _size(site: Site, cycle: Cycle) -> int:
    folders = site.cycle_folders.get(cycle.id, ())
    return sum(len(site.portfolio.by_folder[folder]) for folder in folders)


def search_view(site: Site, parts: list[tuple[Cycle, ...]], number: int) -> SearchView:
    """One part, counted from 1."""
    here = Here(site, urls.search_path(number))
    say = here.fmt.say
    cycles = parts[number - 1]
    units = [
        here.unit(unit.id)
        for unit in sorted(site.portfolio.units.values(), key=lambda one: site.order[one.id])
        if unit.kind is not UnitKind.PERSON
    ]
    left = len(units) - _UNITS_LISTED
    return SearchView(
        frame=make_frame(here, say("Search")),
        scripts=_scripts(here, cycles),
        kinds=_kinds(here),
        statuses=tuple(status_view(status, here.fmt) for status in Status),
        covers=say("In {cycles}", cycles=_covered(here, cycles)) if len(parts) > 1 else "",
        others=tuple(
            Link(_covered(here, part), here.href(urls.search_path(other)))
            for other, part in enumerate(parts, 1)
            if other != number
        ),
        units=tuple(units[:_UNITS_LISTED]),
        units_left=here.fmt.count(left, "{n} more unit", "{n} more units") if left > 0 else "",
        cycles=tuple(here.cycle(id) for id in reversed(tuple(site.portfolio.cycles))),
    )


def _scripts(here: Here, cycles: tuple[Cycle, ...]) -> tuple[str, ...]:
    entries = [urls.SEARCH_PLACES, *(urls.search_entries_path(cycle.id) for cycle in cycles)]
    library, search = (urls.static_path(name) for name in _SCRIPTS)
    return tuple(here.href(path) for path in (library, *entries, search))


def _covered(here: Here, cycles: tuple[Cycle, ...]) -> str:
    """The cycles of a part: "2026 Q4 and 2026", "2024 Q1 – 2026 Q3"."""
    names = [cycle_name(cycle, here.fmt) for cycle in cycles]
    if len(names) > 2:
        return here.fmt.say("{first} to {last}", first=names[-1], last=names[0])
    return here.fmt.listing(names)


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
