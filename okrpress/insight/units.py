"""Units in the order in which they are listed, and what lies below one."""

from okrpress.model.portfolio import Portfolio, Unit, UnitKind


def unit_depths(portfolio: Portfolio) -> dict[str, int]:
    """Each unit with how many lie above it: a team before its sub-teams, people last; by name.

    Iterative, so that any depth will do; teams that lie above each other come at the end.
    """
    below: dict[str | None, list[Unit]] = {}
    for unit in portfolio.units.values():
        below.setdefault(_parent(unit, portfolio), []).append(unit)
    for group in below.values():
        group.sort(key=lambda one: (one.kind is UnitKind.PERSON, one.name.casefold(), one.id))
    depths: dict[str, int] = {}
    waiting = [(unit, 0) for unit in reversed(below.get(None, []))]
    while waiting:
        unit, depth = waiting.pop()
        depths[unit.id] = depth
        waiting += [(one, depth + 1) for one in reversed(below.get(unit.id, []))]
    return depths | dict.fromkeys((id for id in portfolio.units if id not in depths), 0)


def units_below(portfolio: Portfolio, root: str) -> frozenset[str]:
    """A unit with all teams below it."""
    children: dict[str, list[str]] = {}
    for unit in portfolio.units.values():
        if parent := _parent(unit, portfolio):
            children.setdefault(parent, []).append(unit.id)
    found, waiting = {root}, [root]
    while waiting:
        new = [id for id in children.get(waiting.pop(), ()) if id not in found]
        found.update(new)
        waiting += new
    return frozenset(found)


def _parent(unit: Unit, portfolio: Portfolio) -> str | None:
    """The unit above; a person stands beside the teams, not inside one."""
    if unit.kind is UnitKind.PERSON or unit.parent not in portfolio.units:
        return None
    return unit.parent
