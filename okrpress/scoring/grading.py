"""Grading: the score at the end, its colour, and what must be explained."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from okrpress.model import okr
from okrpress.model.observations import Grade
from okrpress.model.okr import KeyResult, Measure, Metric, ObjectiveType
from okrpress.model.settings import Thresholds
from okrpress.scoring.arithmetic import ONE, at_least
from okrpress.scoring.result import Band, Status

_GRADED = {Band.RED: Status.MISSED, Band.YELLOW: Status.PARTLY, Band.GREEN: Status.ACHIEVED}
_BOUND = re.compile(r"(min|max)\s*:?\s*(-?[0-9]{1,15}(?:\.[0-9]{1,6})?)")

Before = Decimal | date | str


def colour(score: Decimal | None, thresholds: Thresholds) -> Band | None:
    """Red, yellow or green; the lower bounds of yellow and green belong to them."""
    if score is None:
        return None
    if at_least(score, thresholds.score_green):
        return Band.GREEN
    return Band.YELLOW if at_least(score, thresholds.score_yellow) else Band.RED


def graded_status(band: Band | None) -> Status:
    """Missed, partly or achieved; no data where nothing could be scored."""
    return _GRADED[band] if band else Status.NO_DATA


def needs_explanation(
    type: ObjectiveType | None, score: Decimal | None, grade: Grade | None
) -> bool:
    """Whether a commitment was missed (score under 1.0) and the grade says nothing about why.

    Only who wrote "committed" has to explain: an unstated type is no promise.
    """
    if type is not ObjectiveType.COMMITTED or score is None or at_least(score, ONE):
        return False
    return grade is None or not (grade.why.strip() or grade.note.strip())


def original_measure(key_result: KeyResult, as_of: date) -> Measure | None:
    """The measure before the target ledger moved it; None when it has not been moved.

    The first entry about a field, by date, holds what was promised at the outset.
    """
    first: dict[str, Before] = {}
    for entry in sorted(key_result.changes, key=lambda entry: entry.on):
        if entry.on <= as_of:
            first.setdefault(entry.field, entry.before)
    match key_result.measure:
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
