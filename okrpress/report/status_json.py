"""A status as JSON for programs, by a schema with a version."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from okrpress import __version__
from okrpress.insight.attention import Concern, Ground
from okrpress.insight.due import Debt, DueKeyResult, Upcoming, expected_value
from okrpress.insight.tasks import Tasks, Work
from okrpress.model.okr import Aggregate, Band, Measure, Metric, Steps, YesNo
from okrpress.report.report import TOOL
from okrpress.report.status import CycleStatus, StatusReport, UnitStatus
from okrpress.report.status_schema import SCHEMA_VERSION
from okrpress.report.status_words import trend_of, week_of
from okrpress.report.structured import Json, JsonObject, dump
from okrpress.scoring.figures import half_up
from okrpress.scoring.result import Rollup, ScoredKeyResult, ScoredObjective

_PLACES = 6


def status_json(report: StatusReport) -> str:
    """All of it, with what `status_schema.status_schema` describes."""
    return dump(
        {
            "schema_version": SCHEMA_VERSION,
            "tool": {"name": TOOL, "version": __version__},
            "as_of": report.scored.as_of.isoformat(),
            "audience": str(report.audience),
            "name": report.name,
            "about": {"scope": report.about.scope.value, "id": report.about.id or None},
            "cycles": [_cycle(report, one) for one in report.cycles],
            "attention": [_concern(one) for one in report.concerns],
            "owed": [_debt(one) for one in report.debts],
            "upcoming": [_upcoming(one) for one in report.upcoming],
            "tasks": _tasks(report.tasks) if report.tasks else None,
            "left_out": report.left_out,
        }
    )


# ── cycles, units, objectives ─────────────────────────────────────────────────────────────────


def _cycle(report: StatusReport, shown: CycleStatus) -> JsonObject:
    cycle = shown.cycle
    week = week_of(cycle, report.scored.as_of)
    return {
        "id": cycle.id,
        "title": cycle.title,
        "start": _day(cycle.start),
        "end": _day(cycle.end),
        "running": cycle.is_running(report.scored.as_of),
        "week": week[0] if week else None,
        "weeks": week[1] if week else None,
        "closed": _day(cycle.closed),
        **_means(shown.rollup),
        "units": [_unit(report, one) for one in shown.units],
    }


def _means(rollup: Rollup) -> JsonObject:
    return {
        "status": rollup.status.value,
        "progress": _share(rollup.progress),
        "expected": _share(rollup.expected),
        "score": _share(rollup.score),
        "counts": {status.value: count for status, count in rollup.counts.items()},
    }


def _unit(report: StatusReport, one: UnitStatus) -> JsonObject:
    return {
        "id": one.unit.id,
        "name": one.unit.name,
        "kind": one.unit.kind.value,
        "parent": one.unit.parent,
        **_means(one.rollup),
        "objectives": [_objective(report, each) for each in one.objectives],
    }


def _objective(report: StatusReport, scored: ScoredObjective) -> JsonObject:
    objective = scored.objective
    return {
        "ref": str(scored.ref),
        "title": objective.title,
        "owner": objective.owner,
        "type": objective.type.value if objective.type else None,
        "tier": objective.tier.value,
        "state": objective.state.value,
        "visibility": report.visibility(objective).value,
        **_means(scored.rollup),
        "key_results": [_key_result(one) for one in scored.key_results],
    }


# ── key results ───────────────────────────────────────────────────────────────────────────────


def _key_result(scored: ScoredKeyResult) -> JsonObject:
    key_result, confidence = scored.key_result, scored.confidence
    return {
        "ref": str(scored.ref),
        "title": key_result.title,
        "owner": key_result.owner,
        "state": key_result.state.value,
        "weight": _number(key_result.weight),
        "start": _day(scored.start),
        "due": _day(scored.due),
        "cadence": scored.cadence,
        "measure": _measure(key_result.measure),
        "unit": key_result.unit,
        "status": scored.status.value,
        "value": _number(scored.value),
        "expected_value": _rough(expected_value(scored)),
        "done_steps": list(scored.done_steps),
        "progress": _share(scored.progress),
        "raw_progress": _share(scored.raw),
        "expected": _share(scored.expected),
        "gap": _share(scored.gap),
        "pace": scored.pace.value if scored.pace else None,
        "score": _share(scored.score),
        "confidence": None
        if confidence is None
        else {
            "value": _number(confidence.value),
            "change": _number(confidence.change),
            "date": confidence.date.isoformat(),
            "fell": confidence.fell,
        },
        "last_reading": _day(scored.last_reading),
        "age": scored.age,
        "stale": scored.stale,
        "trend": [_share(value) for value in trend_of(scored)],
    }


def _measure(measure: Measure) -> JsonObject:
    match measure:
        case Metric(baseline=baseline, target=target, aggregate=aggregate):
            ends = {"baseline": _number(baseline), "target": _number(target)}
            return {"kind": "metric", **ends, "aggregate": Aggregate(aggregate).value}
        case Band(min=low, max=high):
            return {"kind": "band", "min": _number(low), "max": _number(high)}
        case YesNo(done_when=done_when):
            return {"kind": "yes-no", "done_when": done_when}
        case Steps(steps=steps):
            known = [
                {"id": one.id, "title": one.title, "weight": _number(one.weight)} for one in steps
            ]
            return {"kind": "steps", "steps": known}
        case _:
            return {"kind": "none"}


# ── what is to be done ────────────────────────────────────────────────────────────────────────


def _concern(found: Concern) -> JsonObject:
    return {
        "key_result": str(found.scored.ref) if found.scored else None,
        "blocker": found.blocker or None,
        "cycle": found.folder.cycle,
        "unit": found.folder.unit,
        "owner": found.owner,
        "needs_decision": found.needs_decision,
        "reasons": [_ground(one) for one in found.grounds],
    }


def _ground(ground: Ground) -> JsonObject:
    return {
        "reason": ground.reason.name.lower().replace("_", "-"),
        "gap": _share(ground.gap),
        "outside": _rough(ground.outside),
        "confidence": _number(ground.confidence),
        "since": _day(ground.since),
        "days": ground.days,
        "field": ground.moved.field if ground.moved else None,
    }


def _debt(debt: Debt) -> JsonObject:
    return {
        "kind": debt.kind.value,
        "cycle": debt.folder.cycle,
        "unit": debt.folder.unit,
        "person": debt.person,
        "key_results": _refs(debt.key_results),
        "since": debt.since.isoformat(),
        "days_late": debt.days_late,
    }


def _upcoming(one: Upcoming) -> JsonObject:
    return {
        "kind": one.kind.value,
        "on": one.on.isoformat(),
        "cycle": one.cycle,
        "unit": one.folder.unit if one.folder else None,
        "key_results": _refs(one.key_results),
    }


def _tasks(tasks: Tasks) -> JsonObject:
    return {
        "person": tasks.person,
        "key_results": [
            {
                "ref": str(stake.scored.ref),
                "owned": stake.owned,
                "due": _due(stake.due),
                "unmoved": stake.is_unmoved,
                "work": [_work(one) for one in stake.work],
            }
            for stake in tasks.stakes
        ],
        "adrift": [_work(one) for one in tasks.adrift],
    }


def _due(due: DueKeyResult | None) -> JsonObject | None:
    return {"since": due.since.isoformat(), "days_late": due.days_late} if due else None


def _work(work: Work) -> JsonObject:
    return {
        "title": work.initiative.title,
        "status": work.initiative.status.value,
        "person": work.person,
        "objective": str(work.objective),
        "moves": str(work.moves) if work.moves else None,
        "url": work.initiative.url or None,
    }


# ── values ────────────────────────────────────────────────────────────────────────────────────


def _refs(refs: Iterable[object]) -> list[Json]:
    return [str(ref) for ref in refs]


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None


def _number(value: Decimal | None) -> int | float | None:
    """As it was written: at most 15 digits, which a float keeps."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _rough(value: Decimal | None) -> int | float | None:
    """What was computed, with six decimals."""
    return None if value is None else _number(half_up(value, _PLACES))


_share = _rough
