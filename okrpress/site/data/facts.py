"""Objectives, key results, units and cycles as plain data.

Every function has its twin in `schema.py`, which says what the keys mean. Key results, which are
most of the data, are written as text at once.
"""

from collections.abc import Iterable
from datetime import date

from okrpress.model.observations import Reading
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
from okrpress.site.data import written
from okrpress.site.data.values import Json, JsonObject, day, encoded, share, text
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


def objective(here: Here, scored: ScoredObjective) -> str:
    """Everything about an objective, with its key results, as JSON."""
    one = scored.objective
    supporters = here.site.portfolio.supporters
    first: JsonObject = {
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
    }
    key_results = written.listed([key_result(here, each) for each in scored.key_results])
    last: JsonObject = {
        "initiatives": [initiative(each) for each in one.initiatives],
        "changes": _changes(here, one.changes),
    }
    return f'{encoded(first)[:-1]},"key_results":{key_results},{encoded(last)[1:]}'


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


_KEY_RESULT = written.form(
    *("id", "title", "url", "measure", "unit", "owner", "indicator", "weight", "source", "state"),
    *("start", "due", "cadence", "status", "pace", "value", "done", "progress", "raw_progress"),
    *("expected", "gap", "confidence", "last_reading", "stale", "score", "computed_score"),
    *("original_score", "band", "readings", "changes"),
)


def key_result(here: Here, scored: ScoredKeyResult) -> str:
    """Everything about a key result, as JSON."""
    one = scored.key_result
    path = urls.objective_path(scored.ref.objective_ref)
    return _KEY_RESULT % (
        written.text(scored.ref),
        written.quoted(one.title),
        written.quoted(here.href(path, scored.ref.key_result)),
        measure(one.measure),
        written.text(one.unit),
        written.word(one.owner),
        written.name(one.indicator),
        written.number(one.weight),
        written.text(one.source),
        written.name(one.state),
        written.day(scored.start),
        written.day(scored.due),
        str(scored.cadence),
        written.name(scored.status),
        written.name(scored.pace),
        written.number(scored.value),
        written.words(scored.done_steps),
        written.share(scored.progress),
        written.share(scored.raw),
        written.share(scored.expected),
        written.share(scored.gap),
        confidence(scored.confidence),
        written.day(scored.last_reading),
        written.FLAGS[scored.stale],
        written.share(scored.score),
        written.share(scored.computed_score),
        written.share(scored.original_score),
        written.name(scored.band),
        written.listed(map(reading, scored.history)),
        encoded(_changes(here, one.changes)) if one.changes else "[]",
    )


_METRIC = written.form("kind", "baseline", "target", "aggregate")
_BAND = written.form("kind", "min", "max")
_YES_NO = written.form("kind", "done_when")
_STEPS = written.form("kind", "steps")
_STEP = written.form("id", "title", "weight")


def measure(of: Measure) -> str:
    """How a key result is measured, as JSON; `kind` says which of the other keys are there."""
    match of:
        case Metric():
            numbers = (written.number(of.baseline), written.number(of.target))
            return _METRIC % ('"metric"', *numbers, written.name(of.aggregate))
        case Band():
            return _BAND % ('"band"', written.number(of.min), written.number(of.max))
        case YesNo():
            return _YES_NO % ('"yes-no"', written.quoted(of.done_when))
        case Steps():
            steps = written.listed(
                _STEP
                % (written.quoted(one.id), written.quoted(one.title), written.number(one.weight))
                for one in of.steps
            )
            return _STEPS % ('"steps"', steps)
        case _:
            return encoded({"kind": "none"})


_CONFIDENCE = written.form("value", "on", "change")


def confidence(of: Confidence | None) -> str:
    """What people believe, 0 to 10, as JSON."""
    if of is None:
        return written.NULL
    return _CONFIDENCE % (
        written.number(of.value),
        written.day(of.date),
        written.number(of.change),
    )


_READING = written.form("on", "author", "value", "done", "confidence", "note")


def reading(of: Dated) -> str:
    """One report of a check-in, as JSON."""
    return _READING % (written.day(of.date), written.word(of.author), *said(of.reading))


def said(one: Reading) -> tuple[str, str, str, str]:
    """What a reading says, as JSON: value, done, confidence and note."""
    done = written.FLAGS[one.done] if one.steps is None else written.words(one.steps)
    return written.number(one.value), done, written.number(one.confidence), written.text(one.note)


def _changes(here: Here, ledger: Iterable[LedgerEntry]) -> list[Json]:
    return [ledger_entry(each) for each in ledger if each.on <= here.site.as_of]


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
