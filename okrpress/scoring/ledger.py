"""What the target ledger says was promised before: at the outset, or on an earlier day."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from okrpress.model import okr
from okrpress.model.okr import KeyResult, LedgerEntry, Measure, Metric, Objective

Before = Decimal | date | str
_BOUND = re.compile(r"(min|max)\s*:?\s*(-?[0-9]{1,15}(?:\.[0-9]{1,6})?)")


def promised(objective: Objective, as_of: date) -> Objective:
    """The objective with its key results as they were promised on that day."""
    if not any(one.changes for one in objective.key_results):
        return objective
    key_results = tuple(in_force(one, as_of) for one in objective.key_results)
    if all(now is then for now, then in zip(objective.key_results, key_results, strict=True)):
        return objective
    return replace(objective, key_results=key_results)


def in_force(key_result: KeyResult, as_of: date) -> KeyResult:
    """The key result as it was promised on that day: later moves have not happened yet."""
    if not key_result.changes:
        return key_result
    later = _first([entry for entry in key_result.changes if entry.on > as_of])
    if not later:
        return key_result
    due, weight = later.get("due", key_result.due), later.get("weight")
    return replace(
        key_result,
        measure=_measure_before(key_result.measure, later) or key_result.measure,
        due=due if isinstance(due, date) else None,
        weight=weight if isinstance(weight, Decimal) else key_result.weight,
    )


def original_measure(key_result: KeyResult, as_of: date) -> Measure | None:
    """The measure before the target ledger moved it; None when it has not been moved.

    The first entry about a field, by date, holds what was promised at the outset.
    """
    if not key_result.changes:
        return None
    moved = _first([entry for entry in key_result.changes if entry.on <= as_of])
    return _measure_before(key_result.measure, moved)


def _first(entries: Iterable[LedgerEntry]) -> dict[str, Before]:
    """What each field was before the earliest of these moves."""
    before: dict[str, Before] = {}
    for entry in sorted(entries, key=lambda entry: entry.on):
        before.setdefault(entry.field, entry.before)
    return before


def _measure_before(measure: Measure, first: Mapping[str, Before]) -> Measure | None:
    match measure:
        case Metric() as metric:
            return _original_metric(metric, first)
        case okr.Band():
            return _original_band(first.get("keep", ""))
        case _:
            return None


def _original_metric(metric: Metric, first: Mapping[str, Before]) -> Metric | None:
    """The metric with what the ledger says was there; nothing where it had no target."""
    target = first.get("target", metric.target)
    if first.keys().isdisjoint({"baseline", "target"}) or not isinstance(target, Decimal):
        return None
    baseline = first.get("baseline", metric.baseline)
    return Metric(
        baseline=baseline if isinstance(baseline, Decimal) else None,
        target=target,
        aggregate=metric.aggregate,
    )


def _original_band(keep: Before) -> okr.Band | None:
    """A band from the ledger's words: `max 4`, `min 1, max 4`."""
    found = _BOUND.findall(keep) if isinstance(keep, str) else []
    bounds = {side: Decimal(value) for side, value in found}
    return okr.Band(min=bounds.get("min"), max=bounds.get("max")) if bounds else None
