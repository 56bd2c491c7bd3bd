"""Which documents there are: one beside every page that has facts, all of it, and the schemas."""

from collections.abc import Iterator
from functools import partial

from okrpress.site import urls
from okrpress.site.data import documents
from okrpress.site.data.schema import KINDS, schema
from okrpress.site.data.weeks import week_data_pages
from okrpress.site.planned import Planned
from okrpress.site.views.here import Site
from okrpress.site.views.past import site_of
from okrpress.tuples import new


def data_pages(site: Site) -> Iterator[Planned]:
    """Every document of the site."""
    home = urls.data_path(urls.HOME)
    yield Planned(home, None, partial(documents.site_document, site))
    yield Planned(urls.ALL_DATA, None, partial(documents.all_document, site))
    for kind in KINDS:
        yield Planned(urls.schema_path(kind), None, partial(schema, kind))
    for id in site.portfolio.cycles:
        seen = site_of(site, id)
        for part, refs in enumerate(documents.cycle_parts(seen, id), 1):
            make = partial(documents.cycle_objectives_document, seen, id, part)
            yield Planned(urls.cycle_data_path(id, part), None, make)
            for ref in refs:  # these follow, as what is written of them is the same
                path = urls.data_path(urls.objective_path(ref))
                make = partial(documents.objective_document, seen, ref)
                yield new(Planned, (path, None, make))
        path = urls.data_path(urls.cycle_path(id))
        yield Planned(path, None, partial(documents.cycle_document, seen, id))
    for unit in site.portfolio.units.values():
        if site.has_page(unit):
            path = urls.data_path(urls.unit_path(unit.id, unit.kind))
            yield Planned(path, None, partial(documents.unit_document, site, unit))
    yield from week_data_pages(site)
