"""References to objectives and key results: whether they lead somewhere, and else where to."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from okrpress.model.finding import Place
from okrpress.model.ids import KeyResultRef, ObjectiveRef, Ref, UnitCycle, objective_of
from okrpress.model.okr import Cycle, Objective
from okrpress.source.assemble.report import Report, elsewhere

_FORM = "write `unit/objective` in the same cycle, `cycle/unit/objective` in another"


class Dangling(NamedTuple):
    """A reference, at a place in the folder `inside`, to what cannot be used."""

    ref: Ref
    inside: UnitCycle
    at: Place


class Targets:
    """What references may have been meant to lead to.

    `named` are all objectives that have a file: a reference to a broken one is no mistake of its
    own, it is dropped without a word.
    """

    def __init__(
        self,
        objectives: Mapping[ObjectiveRef, Objective],
        named: Iterable[ObjectiveRef],
        cycles: Mapping[str, Cycle],
        report: Report,
    ) -> None:
        self._objectives = objectives
        self._named = frozenset(named)
        self._cycles = cycles
        self._report = report
        self._units_of: dict[str, set[str]] = {}
        self._objectives_of: dict[UnitCycle, list[str]] = {}
        self._units_with: dict[tuple[str, str], list[str]] = {}
        for ref in self._named:
            self._units_of.setdefault(ref.cycle, set()).add(ref.unit)
            self._objectives_of.setdefault(ref.unit_cycle, []).append(ref.objective)
            self._units_with.setdefault((ref.cycle, ref.objective), []).append(ref.unit)

    def judge(self, dangling: Iterable[Dangling]) -> None:
        """One finding for each objective or key result that does not exist, however often named."""
        uses: dict[Ref, list[Dangling]] = {}
        for each in dangling:
            objective = objective_of(each.ref)
            if objective in self._objectives:
                uses.setdefault(each.ref, []).append(each)
            elif objective not in self._named:
                uses.setdefault(objective, []).append(each)
        for ref, places in uses.items():
            self._judge(ref, places[0], elsewhere([each.at for each in places]))

    def _judge(self, ref: Ref, first: Dangling, more: str) -> None:
        shown = written(objective_of(ref), first.inside)
        if isinstance(ref, KeyResultRef):
            message = f"`{shown}` has no key result `{ref.key_result}`{more}"
            self._report.add("REF007", first.at, message, self._which_key_result(ref, shown))
        else:
            message = f"there is no objective `{shown}`{more}"
            self._report.add("REF006", first.at, message, self._where_to(ref, first.inside))

    def _which_key_result(self, ref: KeyResultRef, shown: str) -> str:
        known = [each.id for each in self._objectives[ref.objective_ref].key_results]
        meant = self._report.meant(ref.key_result, known)
        if meant:
            return f"did you mean `{shown}#{meant}`?"
        if not known:
            return "it has no key results yet"
        return "its key results are " + ", ".join(f"`{id}`" for id in known)

    def _where_to(self, ref: ObjectiveRef, inside: UnitCycle) -> str:
        """Where the objective may be: the first part that is wrong is put right."""
        units = self._units_of.get(ref.cycle, set())
        if ref.cycle not in self._cycles:
            cycle = self._report.meant(ref.cycle, sorted(self._cycles))
            return _did_you_mean(ref._replace(cycle=cycle), inside) if cycle else _FORM
        if ref.unit not in units:
            if ref.unit in self._cycles:
                return f"to name another cycle, write `{ref.unit}/unit/{ref.objective}`"
            unit = self._report.meant(ref.unit, sorted(units))
            if unit:
                return _did_you_mean(ref._replace(unit=unit), inside)
        known = sorted(self._objectives_of.get(ref.unit_cycle, ()))
        objective = self._report.meant(ref.objective, known)
        if objective:
            return _did_you_mean(ref._replace(objective=objective), inside)
        elsewhere = sorted(self._units_with.get((ref.cycle, ref.objective), ()))
        if elsewhere:
            return _did_you_mean(ref._replace(unit=elsewhere[0]), inside)
        if ref.objective in units:
            return f"`{ref.objective}` is a unit: write `{ref.objective}/objective`"
        return _FORM


def written(ref: ObjectiveRef, inside: UnitCycle) -> str:
    """The reference as short as one can write it in that folder."""
    if ref.unit_cycle == inside:
        return ref.objective
    return f"{ref.unit}/{ref.objective}" if ref.cycle == inside.cycle else str(ref)


def _did_you_mean(ref: ObjectiveRef, inside: UnitCycle) -> str:
    return f"did you mean `{written(ref, inside)}`?"
