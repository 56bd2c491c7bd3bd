"""Grading: the score at the end, its colour, and what must be explained."""

from decimal import Decimal

from okrpress.model.observations import Grade
from okrpress.model.okr import ObjectiveType
from okrpress.model.settings import Thresholds
from okrpress.scoring.arithmetic import ONE, at_least
from okrpress.scoring.result import Band, Status

_GRADED = {Band.RED: Status.MISSED, Band.YELLOW: Status.PARTLY, Band.GREEN: Status.ACHIEVED}


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
