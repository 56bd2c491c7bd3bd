"""One key result, scored: every number of it on one day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from okrpress.model.observations import Grade, Retrospective
from okrpress.model.okr import Cycle, KeyResult, Objective, ObjectiveType
from okrpress.model.settings import Thresholds
from okrpress.scoring.confidence import believed, confidence
from okrpress.scoring.freshness import age, is_stale, last_sign
from okrpress.scoring.grading import colour, graded_status, needs_explanation
from okrpress.scoring.history import History, observations
from okrpress.scoring.ledger import original_measure
from okrpress.scoring.pace import expected_at_end, expected_share, gap_in_points
from okrpress.scoring.progress import Measured, measure_progress
from okrpress.scoring.result import Band, ScoredKeyResult, Status
from okrpress.scoring.status import Standing, inactive_status, pace_of, running_status, state_of
from okrpress.scoring.time import OwnTime, elapsed, own_time


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What all key results of an objective share.

    `retrospective` is the folder's, once its date has come.
    """

    objective: Objective
    type: ObjectiveType
    cycle: Cycle
    as_of: date
    thresholds: Thresholds
    retrospective: Retrospective | None

    @property
    def at_end(self) -> Decimal:
        """E: what is expected of its key results at the end."""
        return expected_at_end(self.type, self.thresholds)


class _Seen(NamedTuple):
    """A key result's own time, and what was reported about it."""

    own: OwnTime | None
    history: History
    observed: History
    measured: Measured
    last: date | None


class _Verdict(NamedTuple):
    """Where it stands; all but the status only while it runs."""

    status: Status
    expected: Decimal | None = None
    pace: Status | None = None
    stale: bool = False


class _Graded(NamedTuple):
    """How it ended; nothing but the grade while it runs, and for what is not active."""

    grade: Grade | None = None
    score: Decimal | None = None
    computed_score: Decimal | None = None
    band: Band | None = None
    needs_explanation: bool = False


def score_key_result(
    key_result: KeyResult, history: History, cadence: int, frame: Frame
) -> ScoredKeyResult:
    """All numbers of a key result; `history` is what `histories` found about it."""
    seen = _see(key_result, history, frame)
    graded = _grade(key_result, seen.measured.progress, frame)
    verdict = _judge(key_result, seen, graded, cadence, frame)
    own, measured = seen.own, seen.measured
    gap = _gap(verdict.expected, measured.progress)
    return ScoredKeyResult(
        ref=frame.objective.key_result_ref(key_result),
        key_result=key_result,
        start=own.start if own else None,
        due=own.due if own else None,
        elapsed=elapsed(own, frame.as_of) if own else None,
        history=history,
        value=measured.value,
        done_steps=measured.done_steps,
        raw=measured.raw,
        progress=measured.progress,
        outside=measured.outside,
        expected_at_end=frame.at_end,
        expected=verdict.expected,
        gap=gap,
        points=None if gap is None else gap_in_points(gap, frame.thresholds),
        status=verdict.status,
        pace=verdict.pace,
        confidence=confidence(history, verdict.pace, frame.thresholds),
        last_reading=seen.last,
        age=age(seen.last, own, frame.as_of),
        cadence=cadence,
        stale=verdict.stale,
        grade=graded.grade,
        score=graded.score,
        computed_score=graded.computed_score,
        original_score=_original_score(key_result, seen, frame.as_of),
        band=graded.band,
        needs_explanation=graded.needs_explanation,
    )


def _see(key_result: KeyResult, history: History, frame: Frame) -> _Seen:
    own = own_time(key_result, frame.cycle)
    observed = observations(key_result.measure, history)
    return _Seen(
        own=own,
        history=history,
        observed=observed,
        measured=measure_progress(key_result.measure, observed, own, frame.as_of),
        last=last_sign(key_result.measure, history, observed),
    )


def _grade(key_result: KeyResult, progress: Decimal | None, frame: Frame) -> _Graded:
    """The retrospective's score, else the computed one; neither before there is one."""
    grade = None
    if frame.retrospective:
        grade = frame.retrospective.grades.get(frame.objective.key_result_ref(key_result))
    active = inactive_status(state_of(frame.objective, key_result)) is None
    if not active or not frame.cycle.has_ended(frame.as_of):
        return _Graded(grade=grade)
    if frame.retrospective is None:
        return _Graded(computed_score=progress)
    score = grade.score if grade and grade.score is not None else progress
    return _Graded(
        grade=grade,
        score=score,
        computed_score=progress,
        band=colour(score, frame.thresholds),
        needs_explanation=needs_explanation(frame.objective.type, score, grade),
    )


def _judge(
    key_result: KeyResult, seen: _Seen, graded: _Graded, cadence: int, frame: Frame
) -> _Verdict:
    """By state, then by the cycle's end, then by its own time, then by what is known."""
    inactive = inactive_status(state_of(frame.objective, key_result))
    if inactive:
        return _Verdict(inactive)
    if seen.own is None or frame.cycle.has_ended(frame.as_of):
        ended = frame.retrospective is not None
        return _Verdict(graded_status(graded.band) if ended else Status.TO_BE_GRADED)
    if frame.as_of < seen.own.start:
        return _Verdict(Status.NOT_STARTED)
    return _run(key_result, seen, seen.own, cadence, frame)


def _run(key_result: KeyResult, seen: _Seen, own: OwnTime, cadence: int, frame: Frame) -> _Verdict:
    share = expected_share(key_result, own, frame.as_of)
    standing = Standing(
        key_result=key_result,
        measured=seen.measured,
        elapsed=elapsed(own, frame.as_of),
        overdue=frame.as_of > own.due,
        expected=None if share is None else frame.at_end * share,
        believed=believed(seen.history, frame.thresholds),
        stale=is_stale(seen.last, own, frame.as_of, cadence, frame.thresholds),
        observed=bool(seen.observed),
    )
    pace = pace_of(standing, frame.thresholds)
    return _Verdict(
        status=running_status(standing, pace),
        expected=standing.expected,
        pace=pace,
        stale=standing.is_stale,
    )


def _gap(expected: Decimal | None, progress: Decimal | None) -> Decimal | None:
    return None if expected is None or progress is None else expected - progress


def _original_score(key_result: KeyResult, seen: _Seen, as_of: date) -> Decimal | None:
    original = original_measure(key_result, as_of)
    if original is None:
        return None
    return measure_progress(original, seen.observed, seen.own, as_of).progress
