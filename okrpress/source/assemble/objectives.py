"""Objectives: their values, their key results' time, and what they support and depend on."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from okrpress.model.finding import Place
from okrpress.model.ids import ObjectiveRef, Ref
from okrpress.model.okr import Cycle, KeyResult, Objective, State
from okrpress.source.assemble.alignment import Edges
from okrpress.source.assemble.references import Dangling
from okrpress.source.assemble.report import Noted, Report, Use

Objectives = Mapping[ObjectiveRef, Objective]

UNKNOWN_VALUE = "add `{}` to `values` in index.md, or correct the id"


class Valued(NamedTuple):
    """Objectives with the values that exist, and the names of others."""

    objectives: Objectives
    unknown: tuple[Use, ...]


def link_values(objectives: Objectives, known: frozenset[str] | None) -> Valued:
    """The objectives with the values that are known; all of them when nobody knows any."""
    if known is None:
        return Valued(objectives, ())
    unknown: list[Use] = []
    valued = {}
    for ref, objective in objectives.items():
        valued[ref] = objective
        if not known.issuperset(objective.values):
            kept = tuple(one for one in objective.values if one in known)
            valued[ref] = replace(objective, values=kept)
            unknown += (
                Use(value, Place(file=objective.file, keys=("values", index)))
                for index, value in enumerate(objective.values)
                if value not in known
            )
    return Valued(valued, tuple(unknown))


def judge_key_results(objectives: Iterable[Objective], cycle: Cycle, report: Report) -> None:
    """Objectives without key results, and key results beside the time of their cycle."""
    for objective in objectives:
        if not objective.key_results:
            _judge_empty(objective, cycle, report)
        for index, key_result in enumerate(objective.key_results):
            if not _is_surely_in_time(key_result, cycle):
                at = Place(file=objective.file, keys=("key_results", index))
                _judge_time(key_result, cycle, at, report)


def _is_surely_in_time(key_result: KeyResult, cycle: Cycle) -> bool:
    """Whether nothing has to be said of its time, as nearly always: it has a due day at most."""
    if key_result.start or key_result.plan:
        return False
    if key_result.due is None or cycle.start is None or cycle.end is None:
        return True
    return cycle.start <= key_result.due <= cycle.end


def _judge_empty(objective: Objective, cycle: Cycle, report: Report) -> None:
    if objective.state is not State.ACTIVE:
        return
    at = Place(file=objective.file)
    message = "the objective has no key results"
    if cycle.closed or cycle.undated:
        report.add("FMT053", at, message, "add them, if somebody still knows them")
    else:
        report.add("FMT051", at, message, "add `key_results:`, or say `state: draft`")


def _judge_time(key_result: KeyResult, cycle: Cycle, at: Place, report: Report) -> None:
    if cycle.start is None or cycle.end is None:
        return
    if not (key_result.start or key_result.due or key_result.plan):
        return
    start, due = key_result.start or cycle.start, key_result.due or cycle.end
    key = "due" if key_result.due else "start"
    if due < start:
        message = f"it is due on {due}, before it starts ({start})"
        report.add("FMT056", at.at(key), message, "correct `start` or `due`")
        return
    _judge_bounds(key_result, cycle, at, report)
    for point in key_result.plan:
        if not start <= point.date <= due:
            message = f"{point.date} is not between its start ({start}) and its due day ({due})"
            place = at.at("plan", point.date.isoformat(), on="key")
            report.add("FMT064", place, message, "correct the date of the planned value")


def _judge_bounds(key_result: KeyResult, cycle: Cycle, at: Place, report: Report) -> None:
    outside: dict[str, date] = {}
    if key_result.start and cycle.start and key_result.start < cycle.start:
        outside["start"] = key_result.start
    if key_result.due and cycle.end and key_result.due > cycle.end:
        outside["due"] = key_result.due
    for key, day in outside.items():
        message = f"`{key}` is {day}, outside of the cycle ({cycle.start} to {cycle.end})"
        report.add("REF020", at.at(key), message, "correct the date, or move it to its cycle")


# ── supports and depends on ───────────────────────────────────────────────────────────────────


class Referring(NamedTuple):
    """Objectives with the references that lead somewhere, and those that lead nowhere."""

    objectives: Objectives
    supports: Edges
    depends_on: Edges
    dangling: tuple[Dangling, ...]
    noted: Noted


def named_by(objectives: Iterable[Objective]) -> frozenset[Ref]:
    """All that the objectives support and depend on."""
    found: set[Ref] = set()
    for objective in objectives:
        found.update(objective.supports, objective.depends_on)
    return frozenset(found)


def link_references(objectives: Objectives, missing: AbstractSet[Ref]) -> Referring:
    """The objectives without the references that are missing, or there twice."""
    report = Report()
    dangling: list[Dangling] = []

    def kept(key: str, objective: Objective, refs: tuple[Ref, ...]) -> tuple[Ref, ...]:
        if not refs or (len(refs) == 1 and missing.isdisjoint(refs)):
            return refs
        found: dict[Ref, None] = {}
        for index, ref in enumerate(refs):
            at = Place(file=objective.file, keys=(key, index))
            if ref in found:
                report.add("FMT045", at, f"`{key}` has {ref} twice", "keep one of them")
            elif ref in missing:
                dangling.append(Dangling(ref, objective.ref.unit_cycle, at))
            found[ref] = None
        return tuple(ref for ref in found if ref not in missing)

    linked = {}
    supports: list[tuple[ObjectiveRef, tuple[Ref, ...]]] = []
    depends_on: list[tuple[ObjectiveRef, tuple[Ref, ...]]] = []
    for ref, objective in objectives.items():
        above = kept("supports", objective, objective.supports)
        needed = kept("depends_on", objective, objective.depends_on)
        is_whole = above == objective.supports and needed == objective.depends_on
        linked[ref] = (
            objective if is_whole else replace(objective, supports=above, depends_on=needed)
        )
        if above:
            supports.append((ref, above))
        if needed:
            depends_on.append((ref, needed))
    return Referring(linked, tuple(supports), tuple(depends_on), tuple(dangling), report.noted())
