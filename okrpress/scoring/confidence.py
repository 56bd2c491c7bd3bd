"""Confidence: what people believe, 0 to 10, how it moved, and how it sits beside pace."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise, takewhile

from okrpress.model.settings import Thresholds
from okrpress.scoring.arithmetic import at_least, at_most
from okrpress.scoring.history import History, confidences
from okrpress.scoring.result import Confidence, Disagreement, Status

# From the worst verdict to the best.
_VERDICTS = (Status.OFF_TRACK, Status.AT_RISK, Status.ON_TRACK)


def reads_as(confidence: Decimal, thresholds: Thresholds) -> Status:
    """The verdict that a confidence amounts to."""
    if at_least(confidence, thresholds.confidence_on_track):
        return Status.ON_TRACK
    if at_least(confidence, thresholds.confidence_at_risk):
        return Status.AT_RISK
    return Status.OFF_TRACK


def believed(history: History, thresholds: Thresholds) -> Status | None:
    """The verdict of the last reported confidence; None when there is none."""
    values = _values(confidences(history))
    return reads_as(values[-1], thresholds) if values else None


def confidence(history: History, pace: Status | None, thresholds: Thresholds) -> Confidence | None:
    """The last report, its change from the one before, and whether it asks for attention.

    It does when it fell by `confidence_fall` points at once, or `confidence_falls` times in a row.
    """
    reports = confidences(history)
    if not reports:
        return None
    values = _values(reports)
    changes = [after - before for before, after in pairwise(values)]
    return Confidence(
        value=values[-1],
        date=reports[-1].date,
        change=changes[-1] if changes else None,
        fell=_fell(changes, thresholds),
        disagreement=_disagreement(values[-1], pace, thresholds),
    )


def _values(reports: History) -> list[Decimal]:
    found = (one.reading.confidence for one in reports)
    return [value for value in found if value is not None]


def _fell(changes: Sequence[Decimal], thresholds: Thresholds) -> bool:
    falls = list(takewhile(lambda change: change < 0, reversed(changes)))
    return bool(falls) and (
        at_most(falls[0], -thresholds.confidence_fall) or len(falls) >= thresholds.confidence_falls
    )


def _disagreement(
    value: Decimal, pace: Status | None, thresholds: Thresholds
) -> Disagreement | None:
    if pace is None:
        return None
    believes = _VERDICTS.index(reads_as(value, thresholds))
    computed = _VERDICTS.index(pace)
    if believes == computed:
        return None
    return Disagreement.MORE_CONFIDENT if believes > computed else Disagreement.LESS_CONFIDENT
