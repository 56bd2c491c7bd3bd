"""Objectives, key results, units and cycles as plain data.

Every function has its twin in `schema.py`, which says what the keys mean.
"""

from datetime import date

from okrpress.model.okr import (
    Band,
    Initiative,
    LedgerEntry,
    Measure,
    Metric,
    Steps,
    YesNo,
)
from okrpress.model.portfolio import Unit
from okrpress.scoring.result import (
    Confidence,
    Dated,
    Rollup,
    ScoredKeyResult,
    ScoredObjective,
)
from okrpress.site import urls
from okrpress.site.data.values import Json, JsonObject, day, number, share, text
from okrpress.site.views.here import Here


def rollup(of: Rollup) -> JsonObject:
    """Several things as one."""
    return {
        "status": of.status.value,
        "progress": share(of.progress),
        "expected": share(of.expected),
        "score": share(of.score),
        "band": of.band and of.band.value,
        "counts": {status.value: count for status, count in of.counts.items()},
        "total": of.total,
        "missing": of.missing,
    }


def objective(here: Here, scored: ScoredObjective) -> JsonObject:
    """Everything about an objective, with its key results."""
    one = scored.objective
    supporters = here.site.portfolio.supporters
    return {
        **objective_line(here, scored),
        "owner": one.owner,
        "type": one.type and one.type.value,
        "tier": one.tier.value,
        "origin": one.origin and one.origin.value,
        "values": list(one.values),
        "tags": list(one.tags),
        "supports": [str(ref) for ref in one.supports],
        "stands_alone": text(one.stands_alone),
        "depends_on": [str(ref) for ref in one.depends_on],
        "supported_by": [str(ref) for ref in supporters.get(scored.ref, ())],
        "state": one.state.value,
        "reason": text(one.reason),
        "body": text(one.body),
        "key_results": [key_result(here, each) for each in scored.key_results],
        "initiatives": [initiative(each) for each in one.initiatives],
        "changes": [ledger_entry(each) for each in one.changes if each.on <= here.site.as_of],
    }


def objective_line(here: Here, scored: ScoredObjective) -> JsonObject:
    """What a list says of an objective."""
    return {
        "id": str(scored.ref),
        "title": scored.objective.title,
        "cycle": scored.ref.cycle,
        "unit": scored.ref.unit,
        "url": here.href(urls.objective_path(scored.ref)),
        **rollup(scored.rollup),
    }


def key_result(here: Here, scored: ScoredKeyResult) -> JsonObject:
    """Everything about a key result."""
    one = scored.key_result
    path = urls.objective_path(scored.ref.objective_ref)
    return {
        "id": str(scored.ref),
        "title": one.title,
        "url": here.href(path, scored.ref.key_result),
        "measure": measure(one.measure),
        "unit": text(one.unit),
        "owner": one.owner,
        "indicator": one.indicator and one.indicator.value,
        "weight": number(one.weight),
        "source": text(one.source),
        "state": one.state.value,
        "start": day(scored.start),
        "due": day(scored.due),
        "cadence": scored.cadence,
        "status": scored.status.value,
        "pace": scored.pace and scored.pace.value,
        "value": number(scored.value),
        "done": list(scored.done_steps),
        "progress": share(scored.progress),
        "raw_progress": share(scored.raw),
        "expected": share(scored.expected),
        "gap": share(scored.gap),
        "confidence": confidence(scored.confidence),
        "last_reading": day(scored.last_reading),
        "stale": scored.stale,
        "score": share(scored.score),
        "computed_score": share(scored.computed_score),
        "original_score": share(scored.original_score),
        "band": scored.band and scored.band.value,
        "readings": [reading(each) for each in scored.history],
        "changes": [ledger_entry(each) for each in one.changes if each.on <= here.site.as_of],
    }


def measure(of: Measure) -> JsonObject:
    """How a key result is measured; `kind` says which of the other keys are there."""
    match of:
        case Metric():
            return {
                "kind": "metric",
                "baseline": number(of.baseline),
                "target": number(of.target),
                "aggregate": of.aggregate.value,
            }
        case Band():
            return {"kind": "band", "min": number(of.min), "max": number(of.max)}
        case YesNo():
            return {"kind": "yes-no", "done_when": of.done_when}
        case Steps():
            steps: list[Json] = [
                {"id": step.id, "title": step.title, "weight": number(step.weight)}
                for step in of.steps
            ]
            return {"kind": "steps", "steps": steps}
        case _:
            return {"kind": "none"}


def confidence(of: Confidence | None) -> JsonObject | None:
    """What people believe, 0 to 10."""
    if of is None:
        return None
    return {"value": number(of.value), "on": day(of.date), "change": number(of.change)}


def reading(of: Dated) -> JsonObject:
    """One report of a check-in."""
    one = of.reading
    return {
        "on": day(of.date),
        "author": of.author,
        "value": number(one.value),
        "done": list(one.steps) if one.steps is not None else one.done,
        "confidence": number(one.confidence),
        "note": text(one.note),
    }


def ledger_entry(of: LedgerEntry) -> JsonObject:
    """A commitment that moved."""
    before, after = (
        day(value) if isinstance(value, date) else str(value) for value in (of.before, of.after)
    )
    return {
        "on": day(of.on),
        "field": of.field,
        "from": before,
        "to": after,
        "reason": text(of.reason),
    }


def initiative(of: Initiative) -> JsonObject:
    """A piece of work: it never moves a number."""
    return {
        "title": of.title,
        "for": of.key_result,
        "status": of.status.value,
        "owner": of.owner,
        "url": text(of.url),
    }


def unit_line(here: Here, unit: Unit) -> JsonObject:
    """What a list says of a unit."""
    has_page = here.site.has_page(unit)
    return {
        "id": unit.id,
        "name": unit.name,
        "kind": unit.kind.value,
        "parent": unit.parent,
        "url": here.href(urls.unit_path(unit.id, unit.kind)) if has_page else None,
    }


def cycle_line(here: Here, id: str) -> JsonObject:
    """What a list says of a cycle."""
    cycle = here.site.portfolio.cycles[id]
    return {
        "id": id,
        "title": cycle.title,
        "start": day(cycle.start),
        "end": day(cycle.end),
        "closed": day(cycle.closed),
        "url": here.href(urls.cycle_path(id)),
        **rollup(here.site.scored.cycles[id]),
    }
