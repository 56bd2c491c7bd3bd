"""Objectives, key results, units and cycles as plain data.

Every function has its twin in `schema.py`, which says what the keys mean. What there is much of,
such as key results, is written as text at once.
"""

from collections.abc import Sequence
from datetime import date

from okrpress.model.ids import ObjectiveRef, Ref
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
from okrpress.scoring.history import History
from okrpress.scoring.result import Confidence, Rollup, ScoredKeyResult, ScoredObjective
from okrpress.site import urls
from okrpress.site.data import values
from okrpress.site.data.values import JsonObject, encoded
from okrpress.site.data.written import (
    FLAGS,
    NULL,
    day,
    listed,
    name,
    number,
    quoted,
    share,
    text,
    word,
    words,
)
from okrpress.site.views.here import Here, Site


def rollup(of: Rollup) -> str:
    """Several things as one, as keys of an object."""
    counts = ",".join([f"{name(status)}:{count}" for status, count in of.counts.items()])
    return (
        f'"status":{name(of.status)},"progress":{share(of.progress)},'
        f'"expected":{share(of.expected)},"score":{share(of.score)},"band":{name(of.band)},'
        f'"counts":{{{counts}}},"total":{of.total},"missing":{of.missing}'
    )


ROOT = "\0"
"""Stands for the way from a document to the site's root; in no text that JSON has it occurs."""


def objective(site: Site, ref: ObjectiveRef) -> str:
    """Everything about an objective, with its key results, as JSON; its addresses have `ROOT`."""
    scored = site.scored.objectives[ref]
    one, id, page = scored.objective, str(ref), ROOT + urls.objective_path(ref)
    supporters = site.portfolio.supporters.get(ref, ())
    key_results = [key_result(site, id, page, each) for each in scored.key_results]
    initiatives = [encoded(initiative(each)) for each in one.initiatives]
    return (
        f'{{{_line(id, page, scored)},"owner":{word(one.owner)},"type":{name(one.type)},'
        f'"tier":{name(one.tier)},"origin":{name(one.origin)},"values":{words(one.values)},'
        f'"tags":{words(one.tags)},"supports":{_refs(one.supports)},'
        f'"stands_alone":{text(one.stands_alone)},"depends_on":{_refs(one.depends_on)},'
        f'"supported_by":{_refs(supporters)},"state":{name(one.state)},'
        f'"reason":{text(one.reason)},"body":{text(one.body)},'
        f'"key_results":{listed(key_results)},"initiatives":{listed(initiatives)},'
        f'"changes":{_changes(site, one.changes)}}}'
    )


def _refs(some: Sequence[Ref]) -> str:
    return words([str(ref) for ref in some])


def objective_line(here: Here, scored: ScoredObjective) -> str:
    """What a list says of an objective, as JSON."""
    page = here.href(urls.objective_path(scored.ref))
    return f"{{{_line(str(scored.ref), page, scored)}}}"


def _line(id: str, page: str, scored: ScoredObjective) -> str:
    ref = scored.ref
    return (
        f'"id":"{id}","title":{quoted(scored.objective.title)},'
        f'"cycle":{word(ref.cycle)},"unit":{word(ref.unit)},"url":"{page}",'
        f"{rollup(scored.rollup)}"
    )


def key_result(site: Site, objective: str, page: str, scored: ScoredKeyResult) -> str:
    """Everything about a key result, as JSON, with the id of its objective and where that is."""
    one, id = scored.key_result, scored.ref.key_result
    return (
        f'{{"id":"{objective}#{id}","title":{quoted(one.title)},'
        f'"url":"{page}#{id}","measure":{measure(one.measure)},'
        f'"unit":{text(one.unit)},"owner":{word(one.owner)},'
        f'"indicator":{name(one.indicator)},"weight":{number(one.weight)},'
        f'"source":{text(one.source)},"state":{name(one.state)},'
        f'"start":{day(scored.start)},"due":{day(scored.due)},"cadence":{scored.cadence},'
        f'"status":{name(scored.status)},"pace":{name(scored.pace)},'
        f'"value":{number(scored.value)},"done":{words(scored.done_steps)},'
        f'"progress":{share(scored.progress)},"raw_progress":{share(scored.raw)},'
        f'"expected":{share(scored.expected)},"gap":{share(scored.gap)},'
        f'"confidence":{confidence(scored.confidence)},'
        f'"last_reading":{day(scored.last_reading)},"stale":{FLAGS[scored.stale]},'
        f'"score":{share(scored.score)},"computed_score":{share(scored.computed_score)},'
        f'"original_score":{share(scored.original_score)},"band":{name(scored.band)},'
        f'"readings":{readings(scored.history)},"changes":{_changes(site, one.changes)}}}'
    )


def measure(of: Measure) -> str:
    """How a key result is measured, as JSON; `kind` says which of the other keys are there."""
    match of:
        case Metric():
            return (
                f'{{"kind":"metric","baseline":{number(of.baseline)},'
                f'"target":{number(of.target)},"aggregate":{name(of.aggregate)}}}'
            )
        case Band():
            return f'{{"kind":"band","min":{number(of.min)},"max":{number(of.max)}}}'
        case YesNo():
            return f'{{"kind":"yes-no","done_when":{quoted(of.done_when)}}}'
        case Steps():
            steps = ",".join(
                f'{{"id":{quoted(one.id)},"title":{quoted(one.title)},'
                f'"weight":{number(one.weight)}}}'
                for one in of.steps
            )
            return f'{{"kind":"steps","steps":[{steps}]}}'
        case _:
            return '{"kind":"none"}'


def confidence(of: Confidence | None) -> str:
    """What people believe, 0 to 10, as JSON."""
    if of is None:
        return NULL
    value, on, change = number(of.value), day(of.date), number(of.change)
    return f'{{"value":{value},"on":{on},"change":{change}}}'


def readings(history: History) -> str:
    """What check-ins reported of a key result, as JSON."""
    return listed(
        [
            f'{{"on":{day(on)},"author":{word(author)},{said(reading)}}}'
            for on, reading, author, _ in history
        ]
    )


def said(reading: Reading) -> str:
    """What a reading says, as keys of an object: value, done, confidence and note."""
    _, value, is_done, steps, confidence, note, _ = reading
    return (
        f'"value":{number(value)},"done":{FLAGS[is_done] if steps is None else words(steps)},'
        f'"confidence":{number(confidence)},"note":{quoted(note) if note else NULL}'
    )


def _changes(site: Site, ledger: Sequence[LedgerEntry]) -> str:
    if not ledger:
        return "[]"
    return listed([encoded(ledger_entry(each)) for each in ledger if each.on <= site.as_of])


def ledger_entry(of: LedgerEntry) -> JsonObject:
    """A commitment that moved."""
    before, after = (
        values.day(value) if isinstance(value, date) else str(value)
        for value in (of.before, of.after)
    )
    return {
        "on": values.day(of.on),
        "field": of.field,
        "from": before,
        "to": after,
        "reason": values.text(of.reason),
    }


def initiative(of: Initiative) -> JsonObject:
    """A piece of work: it never moves a number."""
    return {
        "title": of.title,
        "for": of.key_result,
        "status": of.status.value,
        "owner": of.owner,
        "url": values.text(of.url),
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


def cycle_line(here: Here, id: str) -> str:
    """What a list says of a cycle, as keys of an object."""
    cycle = here.site.portfolio.cycles[id]
    return (
        f'"id":{quoted(id)},"title":{quoted(cycle.title)},"start":{day(cycle.start)},'
        f'"end":{day(cycle.end)},"closed":{day(cycle.closed)},'
        f'"url":{quoted(here.href(urls.cycle_path(id)))},{rollup(here.site.scored.cycles[id])}'
    )
