"""What every page may depend on, and the mappings that pages look into, by name."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from okrpress.site.theme import Theme
from okrpress.site.tracing import LOOKED_UP, Traced
from okrpress.site.views.here import Site

# Looked into themselves, made of the settings, or made of all the others.
_APART = frozenset({"scored", "portfolio", "fmt", "past", "as_of"})


def world_of(site: Site, theme: Theme) -> Iterator[object]:
    """All that is the same for every page and is in no mapping: settings, the theme."""
    yield theme
    for thing in (site, site.scored, site.portfolio):
        for each in fields(thing):
            value = getattr(thing, each.name)
            if each.name not in _APART and not isinstance(value, Traced):
                yield each.name, value


def mapping_named(site: Site, name: str) -> Mapping[Any, Any] | None:
    """The mapping that a `Read` names; None where the site has none of that name."""
    if name.startswith("["):
        function, *arguments = json.loads(name)
        try:
            return LOOKED_UP[function](site, *arguments).mapping
        except LookupError:  # what it was made of is gone
            return None
    thing, _, field = name.partition(".")
    owner = {"site": site, "scored": site.scored, "portfolio": site.portfolio}.get(thing)
    found = getattr(owner, field, None)
    return found.mapping if isinstance(found, Traced) else None
