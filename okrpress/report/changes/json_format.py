"""A comparison as JSON for programs, by a schema with a version."""

from datetime import date
from decimal import Decimal

from okrpress.changes import Change, Effect
from okrpress.changes.change import Term
from okrpress.model.finding import Place
from okrpress.report.changes.outline import Compared
from okrpress.report.json_format import findings_json
from okrpress.report.report import TOOL
from okrpress.report.structured import Json, JsonObject, dump
from okrpress.scoring.result import Rollup, ScoredKeyResult

SCHEMA_VERSION = 1


def json_text(compared: Compared) -> str:
    """Everything, with what `schema.diff_schema` describes. Numbers are text, exact."""
    changes = compared.changes
    return dump(
        {
            "schema_version": SCHEMA_VERSION,
            "tool": {"name": TOOL, "version": compared.findings.version},
            "base": compared.base,
            "head": compared.head,
            "as_of": compared.as_of.isoformat(),
            "changes": [_change(change) for change in changes.changes],
            "effects": [_effect(effect) for effect in changes.effects],
            "rollups": [
                {"id": str(id), "before": _rollup(before), "after": _rollup(after)}
                for id, (before, after) in (*changes.cycles.items(), *changes.folders.items())
            ],
            "moved": {str(old): str(new) for old, new in changes.moved.items()},
            "findings": findings_json(compared.findings),
            "known": compared.known,
            "mended": compared.mended,
        }
    )


def _change(change: Change) -> JsonObject:
    return {
        "subject": change.subject.value,
        "kind": change.kind.value,
        "id": change.id,
        "title": change.title,
        "field": change.field or None,
        "before": _term(change.before),
        "after": _term(change.after),
        "unit": change.unit,
        "direction": change.direction and change.direction.value,
        "entered": change.entered,
        "reason": change.reason,
        "was": _place(change.was),
        "now": _place(change.now),
    }


def _term(term: Term) -> Json:
    if isinstance(term, Decimal | date):
        return str(term)
    return term


def _place(place: Place | None) -> JsonObject | None:
    return {"file": place.file, "keys": place.keys} if place else None


def _effect(effect: Effect) -> JsonObject:
    return {
        "id": str(effect.ref),
        "title": effect.title,
        "before": _rollup(effect.before.rollup if effect.before else None),
        "after": _rollup(effect.after.rollup if effect.after else None),
        "key_results": [_pair(was, now) for was, now in effect.key_results],
    }


def _pair(was: ScoredKeyResult | None, now: ScoredKeyResult | None) -> JsonObject:
    one = now or was
    assert one is not None  # it is on one side
    return {"id": str(one.ref), "before": _key_result(was), "after": _key_result(now)}


def _rollup(rollup: Rollup | None) -> JsonObject | None:
    if rollup is None:
        return None
    return {
        "progress": _number(rollup.progress),
        "expected": _number(rollup.expected),
        "score": _number(rollup.score),
        "status": rollup.status.value,
    }


def _key_result(scored: ScoredKeyResult | None) -> JsonObject | None:
    if scored is None:
        return None
    return {
        "value": _number(scored.value),
        "raw": _number(scored.raw),
        "progress": _number(scored.progress),
        "expected": _number(scored.expected),
        "confidence": _number(scored.confidence.value) if scored.confidence else None,
        "score": _number(scored.score),
        "original_score": _number(scored.original_score),
        "status": scored.status.value,
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
