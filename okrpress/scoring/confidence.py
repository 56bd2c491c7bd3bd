"""Confidence: what people believe, 0 to 10, how it moved, and how it sits beside pace."""

from decimal import Decimal
from itertools import pairwise, takewhile

from okrpress.model.maker import maker
from okrpress.model.settings import Thresholds
from okrpress.scoring.arithmetic import ZERO, at_least, at_most
from okrpress.scoring.history import History, confidences, last_confidences
from okrpress.scoring.result import Confidence, Dated, Disagreement, Status

# From the worst verdict to the best.
_RANKS = {Status.OFF_TRACK: 0, Status.AT_RISK: 1, Status.ON_TRACK: 2}


def reads_as(confidence: Decimal, thresholds: Thresholds) -> Status:
    """The verdict that a confidence amounts to."""
    if at_least(confidence, thresholds.confidence_on_track):
        return Status.ON_TRACK
    if at_least(confidence, thresholds.confidence_at_risk):
        return Status.AT_RISK
    return Status.OFF_TRACK


def believed(history: History, thresholds: Thresholds) -> Status | None:
    """The verdict of the last reported confidence; None when there is none."""
    reports = last_confidences(history)
    return reads_as(_value(reports[-1]), thresholds) if reports else None


def confidence(history: History, pace: Status | None, thresholds: Thresholds) -> Confidence | None:
    """The last report, its change from the one before, and whether it asks for attention.

    It does when it fell by `confidence_fall` points at once, or `confidence_falls` times in a row.
    """
    reports = last_confidences(history)
    if not reports:
        return None
    value = _value(reports[-1])
    change = value - _value(reports[0]) if len(reports) > 1 else None
    return _confidence(
        value,
        reports[-1].date,
        change,
        change is not None and change < ZERO and _fell(history, change, thresholds),
        _disagreement(value, pace, thresholds),
    )


_confidence = maker(Confidence)


def _value(report: Dated) -> Decimal:
    value = report.reading.confidence
    assert value is not None  # of reports there is nothing else
    return value


def _fell(history: History, change: Decimal, thresholds: Thresholds) -> bool:
    """Whether the last change, a fall, asks for attention."""
    if at_most(change, -thresholds.confidence_fall):
        return True
    backwards = [_value(one) for one in reversed(confidences(history))]
    falls = takewhile(lambda pair: pair[0] < pair[1], pairwise(backwards))
    return sum(1 for _ in falls) >= thresholds.confidence_falls


def _disagreement(
    value: Decimal, pace: Status | None, thresholds: Thresholds
) -> Disagreement | None:
    if pace is None:
        return None
    believes, computed = _RANKS[reads_as(value, thresholds)], _RANKS[pace]
    if believes == computed:
        return None
    return Disagreement.MORE_CONFIDENT if believes > computed else Disagreement.LESS_CONFIDENT
