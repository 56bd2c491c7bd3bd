"""One key result, scored: every number of it on one day."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from okrpress.model.ids import KeyResultRef
from okrpress.model.maker import maker
from okrpress.model.observations import Grade, Retrospective
from okrpress.model.okr import Cycle, KeyResult, Objective
from okrpress.model.settings import Thresholds
from okrpress.scoring.confidence import confidence
from okrpress.scoring.freshness import age, is_stale, last_sign
from okrpress.scoring.grading import colour, graded_status, needs_explanation
from okrpress.scoring.history import History, counting
from okrpress.scoring.ledger import original_measure
from okrpress.scoring.pace import expected_share, gap_in_points
from okrpress.scoring.progress import Measured, measure_progress
from okrpress.scoring.result import Band, ScoredKeyResult, Status
from okrpress.scoring.status import Standing, inactive_status, pace_of, running_status, state_of
from okrpress.scoring.time import OwnTime, elapsed, own_time
from okrpress.tuples import new


class Around(NamedTuple):
    """What all key results of a folder share.

    `retrospective` is the folder's, once its date has come; `has_ended` says that the cycle is
    over. `passed` gathers how much of each time has passed: most have the same.
    """

    cycle: Cycle
    as_of: date
    thresholds: Thresholds
    retrospective: Retrospective | None
    has_ended: bool
    passed: dict[OwnTime, Decimal]


class Frame(NamedTuple):
    """What all key results of an objective share; `at_end` is E, what is expected at the end."""

    objective: Objective
    at_end: Decimal
    around: Around


class _Seen(NamedTuple):
    """A key result's own time with the share of it that has passed, and what was reported.

    `inactive` is the status of what does not count, `observed` are the observations that do.
    """

    ref: KeyResultRef
    inactive: Status | None
    own: OwnTime | None
    elapsed: Decimal | None
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


_FIELDS = tuple(each.name for each in fields(ScoredKeyResult))
_made = maker(ScoredKeyResult, _FIELDS)


def score_key_result(
    ref: KeyResultRef, key_result: KeyResult, history: History, cadence: int, frame: Frame
) -> ScoredKeyResult:
    """All numbers of a key result; `history` is what `histories` found about it."""
    seen = _see(ref, key_result, history, frame)
    graded = _grade(seen, frame)
    verdict = _judge(key_result, seen, graded, cadence, frame)
    _, _, own, passed, _, _, measured, last = seen
    value, done_steps, raw, progress, outside = measured
    status, expected, pace, stale = verdict
    grade, score, computed_score, band, needs_word = graded
    as_of, thresholds = frame.around.as_of, frame.around.thresholds
    gap = None if expected is None or progress is None else expected - progress
    return _made(  # in the order of its fields
        ref,
        key_result,
        own.start if own else None,
        own.due if own else None,
        passed,
        history,
        value,
        done_steps,
        raw,
        progress,
        outside,
        frame.at_end,
        expected,
        gap,
        None if gap is None else gap_in_points(gap, thresholds),
        status,
        pace,
        confidence(history, pace, thresholds),
        last,
        age(last, own, as_of),
        cadence,
        stale,
        grade,
        score,
        computed_score,
        _original_score(key_result, seen, as_of) if key_result.changes else None,
        band,
        needs_word,
    )


def _see(ref: KeyResultRef, key_result: KeyResult, history: History, frame: Frame) -> _Seen:
    own = own_time(key_result, frame.around.cycle)
    measure = key_result.measure
    observed = counting(measure, history)
    return new(
        _Seen,
        (
            ref,
            inactive_status(state_of(frame.objective, key_result)),
            own,
            _elapsed(own, frame) if own else None,
            history,
            observed,
            measure_progress(measure, observed, own, frame.around.as_of),
            last_sign(measure, history, observed),
        ),
    )


def _elapsed(own: OwnTime, frame: Frame) -> Decimal:
    share = frame.around.passed.get(own)
    if share is None:
        share = frame.around.passed[own] = elapsed(own, frame.around.as_of)
    return share


def _grade(seen: _Seen, frame: Frame) -> _Graded:
    """The retrospective's score, else the computed one; neither before there is one."""
    retrospective = frame.around.retrospective
    grade = retrospective.grades.get(seen.ref) if retrospective else None
    if seen.inactive or not frame.around.has_ended:
        return _Graded(grade=grade) if grade else _UNGRADED
    progress = seen.measured.progress
    if retrospective is None:
        return _Graded(computed_score=progress)
    score = grade.score if grade and grade.score is not None else progress
    return _Graded(
        grade=grade,
        score=score,
        computed_score=progress,
        band=colour(score, frame.around.thresholds),
        needs_explanation=needs_explanation(frame.objective.type, score, grade),
    )


_UNGRADED = _Graded()


def _judge(
    key_result: KeyResult, seen: _Seen, graded: _Graded, cadence: int, frame: Frame
) -> _Verdict:
    """By state, then by the cycle's end, then by its own time, then by what is known."""
    if seen.inactive:
        return _Verdict(seen.inactive)
    if seen.own is None or frame.around.has_ended:
        ended = frame.around.retrospective is not None
        return _Verdict(graded_status(graded.band)) if ended else _TO_BE_GRADED
    if frame.around.as_of < seen.own.start:
        return _Verdict(Status.NOT_STARTED)
    return _run(key_result, seen, seen.own, cadence, frame)


_TO_BE_GRADED = _Verdict(Status.TO_BE_GRADED)


def _run(key_result: KeyResult, seen: _Seen, own: OwnTime, cadence: int, frame: Frame) -> _Verdict:
    as_of, thresholds = frame.around.as_of, frame.around.thresholds
    passed = _elapsed(own, frame)
    share = expected_share(key_result, own, as_of, passed)
    standing = Standing(
        key_result=key_result,
        measured=seen.measured,
        elapsed=passed,
        overdue=as_of > own.due,
        expected=None if share is None else frame.at_end * share,
        history=seen.history,
        thresholds=thresholds,
        stale=is_stale(seen.last, own, as_of, cadence, thresholds),
        observed=bool(seen.observed),
    )
    pace = pace_of(standing, thresholds)
    return _Verdict(
        status=running_status(standing, pace),
        expected=standing.expected,
        pace=pace,
        stale=standing.is_stale,
    )


def _original_score(key_result: KeyResult, seen: _Seen, as_of: date) -> Decimal | None:
    original = original_measure(key_result, as_of)
    if original is None:
        return None
    return measure_progress(original, seen.observed, seen.own, as_of).progress
