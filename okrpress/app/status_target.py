"""What a command line means by a name: a unit, a person, an objective or a key result."""

from collections.abc import Iterable

from okrpress.errors import OkrpressError
from okrpress.model.ids import KeyResultRef, ObjectiveRef, UnitCycle, parse_reference
from okrpress.model.portfolio import UnitKind
from okrpress.report.status import About, Scope
from okrpress.report.status_choice import chosen_cycles
from okrpress.scoring.result import ScoredPortfolio
from okrpress.source.suggest import did_you_mean, suggest

_NAMED = 12  # names that a message lists when none is close


def find_cycle(scored: ScoredPortfolio, id: str) -> str:
    """The cycle with this id. Raises OkrpressError when there is none."""
    if id in scored.portfolio.cycles:
        return id
    raise OkrpressError(f"there is no cycle {id!r}", help=_meant(id, scored.portfolio.cycles))


def find_target(scored: ScoredPortfolio, text: str, cycle: str | None) -> About:
    """What `text` names: a unit or person by id, else an objective or key result by reference.

    A reference may leave out its cycle (`cycle`, else those that matter now, else the newest that
    has it), and its unit where only one objective is called so. Raises OkrpressError.
    """
    portfolio = scored.portfolio
    unit = portfolio.units.get(text)
    if text in portfolio.people:
        return About(scope=Scope.PERSON, person=text)
    if unit:
        is_person = unit.kind is UnitKind.PERSON
        return About(scope=Scope.PERSON, person=text) if is_person else _unit(text)
    if text in portfolio.cycles:
        raise OkrpressError(
            f"{text!r} is a cycle, and a status is of units, people and objectives",
            help=f"show it with `--cycle {text}`",
        )
    found = _objectives(scored, text, cycle)
    if not found:
        raise OkrpressError(
            f"there is no unit, person or objective {text!r}", help=_help(scored, text)
        )
    if len(found) > 1:
        names = ", ".join(f"`{ref.unit}/{ref.objective}`" for ref in found[:_NAMED])
        raise OkrpressError(
            f"{len(found)} objectives are called {text.partition('#')[0]!r}",
            help=f"name the unit as well: {names}",
        )
    return _about(scored, found[0], text.partition("#")[2])


def _unit(id: str) -> About:
    return About(scope=Scope.UNIT, unit=id)


def _about(scored: ScoredPortfolio, ref: ObjectiveRef, key_result: str) -> About:
    if not key_result:
        return About(scope=Scope.OBJECTIVE, objective=ref)
    known = [one.key_result.id for one in scored.objectives[ref].key_results]
    if key_result not in known:
        raise OkrpressError(
            f"{ref} has no key result {key_result!r}", help=did_you_mean(key_result, known)
        )
    return About(scope=Scope.KEY_RESULT, objective=ref, key_result=KeyResultRef(*ref, key_result))


def _objectives(scored: ScoredPortfolio, text: str, cycle: str | None) -> list[ObjectiveRef]:
    """The objectives that a reference may mean, in the first cycle that has any."""
    path = text.partition("#")[0]
    written = parse_reference(path, UnitCycle("-", "-"))
    if not isinstance(written, ObjectiveRef):
        return []
    newest = tuple(reversed(tuple(scored.portfolio.cycles)))
    order = (cycle,) if cycle else (*chosen_cycles(scored), *newest)
    for id in (written.cycle,) if path.count("/") == 2 else dict.fromkeys(order):
        found = [
            ref
            for ref in scored.objectives
            if (ref.cycle, ref.objective) == (id, written.objective)
            and (written.unit in {"-", ref.unit})
        ]
        if found:
            return found
    return []


def _help(scored: ScoredPortfolio, text: str) -> str:
    """The name that was meant: of a unit's objectives, or of everything that has an id or name."""
    portfolio = scored.portfolio
    *_, unit, path = ("", *text.partition("#")[0].split("/"))
    if unit in portfolio.units:
        own = {ref.objective for ref in scored.objectives if ref.unit == unit}
        return _meant(path, own)
    if unit:
        return _meant(unit, portfolio.units)
    names = {one.name: one.id for one in portfolio.units.values()}
    names |= {one.name: one.id for one in portfolio.people.values()}
    ids = {*names.values(), *(ref.objective for ref in scored.objectives)}
    meant = suggest(path, (*sorted(ids), *names))
    if meant:
        return f"did you mean `{names.get(meant, meant)}`?"
    return _meant(path, portfolio.units)


def _meant(text: str, known: Iterable[str]) -> str:
    """Help for an unknown name; all that are known only where these are few."""
    choices = sorted(set(known))
    meant = suggest(text, choices)
    if meant:
        return f"did you mean `{meant}`?"
    if not choices:
        return "there is none yet"
    shown = ", ".join(f"`{choice}`" for choice in choices[:_NAMED])
    more = len(choices) - _NAMED
    return f"known are {shown}" + (f" and {more} more" if more > 0 else "")
