"""Objectives: their values, their key results' time, and what they support and depend on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from okrpress.model.finding import Place
from okrpress.model.ids import ObjectiveRef, Ref
from okrpress.model.okr import Cycle, KeyResult, Objective, Organisation, State
from okrpress.source.assemble.loops import Loop, loops
from okrpress.source.assemble.references import Targets, written
from okrpress.source.assemble.report import Report

Objectives = dict[ObjectiveRef, Objective]


def link_values(
    objectives: Objectives, organisation: Organisation | None, report: Report
) -> Objectives:
    """The objectives with the values that exist; all of them when the organisation is broken."""
    if organisation is None:
        return objectives
    known = {value.id for value in organisation.values}
    uses: dict[str, list[Place]] = {}
    linked = {}
    for ref, objective in objectives.items():
        for index, value in enumerate(objective.values):
            if value not in known:
                at = Place(file=objective.file, keys=("values", index))
                uses.setdefault(value, []).append(at)
        kept = tuple(value for value in objective.values if value in known)
        linked[ref] = objective if kept == objective.values else replace(objective, values=kept)
    otherwise = "add `{}` to `values` in index.md, or correct the id"
    report.unknown("REF005", "value of the organisation", uses, known, otherwise)
    return linked


def judge_key_results(
    objectives: Iterable[Objective], cycles: Mapping[str, Cycle], report: Report
) -> None:
    """Objectives without key results, and key results beside the time of their cycle."""
    for objective in objectives:
        cycle = cycles[objective.ref.cycle]
        if not objective.key_results:
            _judge_empty(objective, cycle, report)
        for index, key_result in enumerate(objective.key_results):
            at = Place(file=objective.file, keys=("key_results", index))
            _judge_time(key_result, cycle, at, report)


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


def link_references(targets: Targets, report: Report) -> Objectives:
    """The objectives with the references that lead somewhere, and no circle of support."""
    linked = {
        ref: replace(
            objective,
            supports=tuple(_kept("supports", objective, objective.supports, targets, report)),
            depends_on=tuple(_kept("depends_on", objective, objective.depends_on, targets, report)),
        )
        if objective.supports or objective.depends_on
        else objective
        for ref, objective in targets.objectives.items()
    }
    for loop in loops({ref: _above(objective.supports) for ref, objective in linked.items()}):
        _judge_loop(loop, "supports", targets, "REF008", report)
        below = linked[loop.last]
        kept = tuple(ref for ref in below.supports if ObjectiveRef(*ref[:3]) != loop.first)
        linked[loop.last] = replace(below, supports=kept)
    for loop in loops({ref: _above(objective.depends_on) for ref, objective in linked.items()}):
        _judge_loop(loop, "depends_on", targets, "REF011", report)
    return linked


def _kept(
    key: str, objective: Objective, refs: tuple[Ref, ...], targets: Targets, report: Report
) -> Iterator[Ref]:
    seen: set[Ref] = set()
    for index, ref in enumerate(refs):
        at = Place(file=objective.file, keys=(key, index))
        if ref in seen:
            report.add("FMT045", at, f"`{key}` has {ref} twice", "keep one of them")
        elif targets.has(ref, objective.ref.unit_cycle, at):
            yield ref
        seen.add(ref)


def _above(refs: tuple[Ref, ...]) -> dict[ObjectiveRef, None]:
    """The objectives that references lead to, each once."""
    return dict.fromkeys(ObjectiveRef(*ref[:3]) for ref in refs)


def _judge_loop(
    loop: Loop[ObjectiveRef], key: str, targets: Targets, code: str, report: Report
) -> None:
    below = targets.objectives[loop.last]
    refs: tuple[Ref, ...] = getattr(below, key)
    index = next(i for i, ref in enumerate(refs) if ref[:3] == loop.first)
    at = Place(file=below.file, keys=(key, index))
    folder = below.ref.unit_cycle
    path = loop.shown(lambda ref: written(ref, folder))
    report.add(code, at, f"`{key}` closes a circle: {path}", f"remove one `{key}` on the way")
