"""What can be found: scripts that hand entries to the search page, one for each cycle.

A very large cycle has several. They are scripts, not data, because a page that is read from a
folder may load scripts and nothing else. Each calls `push` on the list `okrSearch` with JSON, which
is JavaScript too. Only what the portfolio at hand shows gets in, and a page without search loads
none of it.
"""

import json
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from okrpress.model.ids import UnitCycle
from okrpress.model.portfolio import UnitKind
from okrpress.scoring.result import ScoredObjective
from okrpress.site import urls
from okrpress.site.planned import Planned
from okrpress.site.views.here import Site
from okrpress.site.views.lessons import lesson_address
from okrpress.site.views.past import site_of
from okrpress.site.views.search import Stretch, search_parts, search_view, stretches_of
from okrpress.site.views.words import cycle_name, typeset
from okrpress.tuples import new


class Entry(NamedTuple):
    """Something that can be found; `search.js` reads the fields in this order.

    `address` is relative to the site's root and leaves out the `index.html` at its end, or it is an
    anchor on the page of the entry before it that has an address of its own. A unit's title is its
    name among the `names`, and empty here. `unit`, `owner` are ids or what the author wrote,
    `words` are found but not shown as the title.
    """

    kind: str
    title: str
    address: str
    status: str
    unit: str
    owner: str
    words: str


def search_pages(site: Site) -> Iterator[Planned]:
    """The search, and what it finds."""
    parts = search_parts(site)
    for number in range(1, len(parts) + 1):
        view = partial(search_view, site, parts, number)
        yield Planned(urls.search_path(number), "search.html", view)
    yield Planned(urls.SEARCH_PLACES, None, partial(_places_script, site))
    for cycle in site.portfolio.cycles.values():
        for stretch in stretches_of(site, cycle):
            path = urls.search_entries_path(cycle.id, stretch.number)
            yield Planned(path, None, partial(_entries_script, site_of(site, cycle.id), stretch))


# ── places: units, people, cycles ─────────────────────────────────────────────────────────────


def _places_script(site: Site) -> bytes:
    """Every unit and cycle that has a page, and the names of all who own something."""
    names = {unit.id: unit.name for unit in site.portfolio.units.values()}
    names |= {person.id: person.name for person in site.portfolio.people.values()}
    return _script({"names": names, "entries": [*_units(site), *_cycles(site)]})


def _units(site: Site) -> Iterator[Entry]:
    for unit in sorted(site.portfolio.units.values(), key=lambda one: site.order[one.id]):
        if site.has_page(unit):
            yield Entry(
                kind="person" if unit.kind is UnitKind.PERSON else "unit",
                title="",
                address=_short(urls.unit_path(unit.id, unit.kind)),
                status="",
                unit=unit.id,
                owner="",
                words="",
            )


def _cycles(site: Site) -> Iterator[Entry]:
    for cycle in reversed(tuple(site.portfolio.cycles.values())):
        yield Entry(
            kind="cycle",
            title=cycle_name(cycle, site.fmt),
            address=_short(urls.cycle_path(cycle.id)),
            status="",
            unit="",
            owner="",
            words=cycle.id,
        )


# ── a cycle: objectives, key results, lessons ─────────────────────────────────────────────────


def _entries_script(site: Site, stretch: Stretch) -> bytes:
    cycle = stretch.cycle
    entries = [entry for folder in stretch.folders for entry in _folder(site, folder)]
    return _script(
        {
            "cycle": cycle.id,
            "name": cycle_name(cycle, site.fmt),
            "running": cycle in site.running,
            "entries": entries,
        }
    )


def _folder(site: Site, folder: UnitCycle) -> Iterator[Entry]:
    for scored in site.objectives(folder):
        yield from _objective(scored)
    held = site.retrospective(folder)
    unit = site.portfolio.units[folder.unit]
    for place, lesson in enumerate(held.lessons if held else (), 1):
        yield Entry(
            kind="lesson",
            title=lesson.text,
            address=lesson_address(site, folder, place),
            status="",
            unit=unit.id,
            owner="",
            words=" ".join(lesson.tags),
        )


def _objective(scored: ScoredObjective) -> Iterator[Entry]:
    """An objective, then its key results."""
    objective, id, unit = scored.objective, scored.ref.objective, scored.ref.unit
    title, owner = typeset(objective.title), objective.owner or ""
    address = _short(urls.objective_path(scored.ref))
    words = " ".join([id, *objective.tags, *objective.values])
    yield new(Entry, ("objective", title, address, scored.status, unit, owner, words))
    for one in scored.key_results:
        written, id = one.key_result, one.ref.key_result
        title, its = typeset(written.title), written.owner or owner
        yield new(Entry, ("key-result", title, f"#{id}", one.status, unit, its, id))


def _short(path: str) -> str:
    """An address without what ends all of them: there are very many."""
    return path.removesuffix("index.html")


def _script(found: dict[str, object]) -> bytes:
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return f"(globalThis.okrSearch ??= []).push({text});\n".encode()
