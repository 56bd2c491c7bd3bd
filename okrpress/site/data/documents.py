"""The documents: what stands in which file."""

from collections.abc import Mapping, Sequence
from functools import partial

from okrpress.model.ids import ObjectiveRef, UnitCycle
from okrpress.model.okr import Team
from okrpress.model.portfolio import Unit
from okrpress.site import urls
from okrpress.site.data import facts
from okrpress.site.data.values import Json, JsonObject, day, encoded, number, text
from okrpress.site.data.written import head, listed, quoted
from okrpress.site.tracing import Made, made_for_all, shared
from okrpress.site.views.here import Here, Site

VERSION = 1
"""Of the documents' form: it changes when a key goes away or means something else."""

OBJECTIVES = 1_000
"""The most that a document of a cycle holds, so that no host finds it too large."""


def site_document(site: Site) -> bytes:
    """`index.json`: what there is, and where."""
    here = Here(site, urls.data_path(urls.HOME))
    return document(
        here,
        "site",
        {
            "running": encoded([cycle.id for cycle in site.running]),
            "all": encoded(here.href(urls.ALL_DATA)),
        },
    )


def all_document(site: Site) -> bytes:
    """`data/okrs.json`: the organisation, its units and cycles, and where each cycle's data is."""
    here = Here(site, urls.ALL_DATA)
    organisation = site.portfolio.organisation
    values: list[Json] = [
        {"id": one.id, "name": one.name, "description": text(one.description)}
        for one in organisation.values
    ]
    cycles = [
        f'{{{facts.cycle_line(here, id)},"objectives":{encoded(address)}}}'
        for id in site.portfolio.cycles
        for address in (here.href(urls.cycle_data_path(id)),)
    ]
    return document(
        here,
        "okrs",
        {
            "mission": encoded(text(organisation.mission)),
            "values": encoded(values),
            "units": encoded([facts.unit_line(here, unit) for unit in _units(site)]),
            "cycles": listed(cycles),
        },
    )


def cycle_parts(site: Site, id: str) -> Sequence[Sequence[ObjectiveRef]]:
    """The objectives of a cycle, document by document."""
    folders = site.cycle_folders.get(id, ())
    refs = [ref for folder in folders for ref in site.portfolio.by_folder.get(folder, ())]
    return [refs[start : start + OBJECTIVES] for start in range(0, len(refs) or 1, OBJECTIVES)]


def cycle_objectives_document(site: Site, id: str, part: int) -> bytes:
    """`data/cycles/<cycle>.json` and its further parts: objectives of a cycle, whole."""
    here = Here(site, urls.cycle_data_path(id, part))
    parts, written = cycle_parts(site, id), _written(site.whole or site)
    written.clear()
    for ref in parts[part - 1]:
        written[ref] = made_for_all(None, partial(facts.objective, site, ref))
    objectives = [made.result.replace(facts.ROOT, here.root) for made in written.values()]
    following = part < len(parts)
    return document(
        here,
        "cycle-objectives",
        {
            "cycle": encoded(id),
            "objectives": listed(objectives),
            "next": encoded(here.href(urls.cycle_data_path(id, part + 1)) if following else None),
        },
    )


def cycle_document(site: Site, id: str) -> bytes:
    """`c/<cycle>/index.json`: how a cycle stands, its units and its objectives."""
    here = Here(site, urls.data_path(urls.cycle_path(id)))
    folders = site.cycle_folders.get(id, ())
    units = [
        f'{{"unit":{quoted(folder.unit)},{facts.rollup(site.scored.folders[folder])}}}'
        for folder in folders
    ]
    objectives = [
        facts.objective_line(here, one) for folder in folders for one in site.objectives(folder)
    ]
    return document(
        here,
        "cycle",
        {
            "cycle": f"{{{facts.cycle_line(here, id)}}}",
            "units": listed(units),
            "objectives": listed(objectives),
        },
    )


def unit_document(site: Site, unit: Unit) -> bytes:
    """`t/<unit>/index.json`: a unit, its health, and its objectives in every cycle."""
    here = Here(site, urls.data_path(urls.unit_path(unit.id, unit.kind)))
    team = site.portfolio.teams.get(unit.id)
    folders = site.unit_folders.get(unit.id, ())
    health = [_health(site, unit, index) for index in range(len(unit.health))]
    return document(
        here,
        "unit",
        {
            "unit": encoded(facts.unit_line(here, unit)),
            "lead": encoded(team.lead if isinstance(team, Team) else None),
            "members": encoded(team.members if isinstance(team, Team) else ()),
            "health": encoded(health),
            "cycles": listed([_unit_cycle(here, folder) for folder in folders]),
        },
    )


def objective_document(site: Site, ref: ObjectiveRef) -> bytes:
    """`o/<cycle>/<unit>/<objective>/index.json`: an objective, whole."""
    here = Here(site, urls.data_path(urls.objective_path(ref)))
    known = _written(site.whole or site).pop(ref, None)
    made = made_for_all(known, partial(facts.objective, site, ref))
    objective = made.result.replace(facts.ROOT, here.root)
    return document(here, "objective", {"objective": objective})


@shared
def _written(_: Site) -> dict[ObjectiveRef, Made[str]]:
    """The objectives of the last document of a cycle, as far as their own are not made yet."""
    return {}


def document(here: Here, kind: str, content: Mapping[str, str]) -> bytes:
    """A document of a kind, with what each begins with; what is in it is JSON already."""
    address, as_of = here.href(urls.schema_path(kind)), here.until or here.site.as_of
    parts = [head(address, VERSION, here.site.name, as_of)]
    for key, value in content.items():
        parts += (',"', key, '":', value)
    parts.append("}\n")
    return "".join(parts).encode()


def _units(site: Site) -> list[Unit]:
    return sorted(site.portfolio.units.values(), key=lambda unit: site.order[unit.id])


def _unit_cycle(here: Here, folder: UnitCycle) -> str:
    rollup = facts.rollup(here.site.scored.folders[folder])
    objectives = [facts.objective_line(here, one) for one in here.site.objectives(folder)]
    return f'{{"cycle":{quoted(folder.cycle)},{rollup},"objectives":{listed(objectives)}}}'


def _health(site: Site, unit: Unit, index: int) -> JsonObject:
    metric = unit.health[index]
    levels: list[Json] = [
        {"on": day(one.date), "value": number(one.health[metric.id])}
        for folder in site.unit_folders.get(unit.id, ())
        for one in site.check_ins(folder)
        if metric.id in one.health
    ]
    return {
        "id": metric.id,
        "title": metric.title,
        "min": number(metric.keep.min),
        "max": number(metric.keep.max),
        "unit": text(metric.unit),
        "levels": levels,
    }
