"""Which key results are due for a check-in, and what the date expects of them.

Only what runs and is pursued can be due: not drafts, postponed or cancelled ones, and nothing in
an undated or closed cycle.
"""

from datetime import date
from decimal import Decimal

from okrpress.insight.days import days_after
from okrpress.insight.folders import is_closed, key_results_of
from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.model.okr import Band, Metric, State
from okrpress.scoring.arithmetic import ONE, arithmetic
from okrpress.scoring.progress import baseline
from okrpress.scoring.result import ScoredKeyResult, ScoredObjective, ScoredPortfolio, Status

_RUNNING = frozenset(
    {
        *(Status.OFF_TRACK, Status.AT_RISK, Status.STALE, Status.NO_DATA),
        *(Status.EARLY, Status.ON_TRACK, Status.DONE),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueKeyResult:
    """A key result of a running cycle that is due for a check-in.

    since      the day the check-in was due: a cadence after the last sign, or after its start
    days_late  days since then; 0 today
    value      the last value of a metric or band
    expected   the value that the date expects now, of a metric with a baseline
    owed       whether anybody has to report it: not what counts nowhere, and not after its own
               due day, when it may still move and nobody has to say so
    """

    scored: ScoredKeyResult
    since: date
    days_late: int
    value: Decimal | None
    expected: Decimal | None
    owed: bool

    @property
    def gap(self) -> Decimal | None:
        """Pace: expected minus actual progress, as shares; above 0 when behind."""
        return self.scored.gap


def due_key_results(scored: ScoredPortfolio, folder: UnitCycle) -> tuple[DueKeyResult, ...]:
    """Those of a unit's running cycle that are due on the as-of day, in the order of the files."""
    if not _runs(scored, folder):
        return ()
    return tuple(
        _due(objective, one, since, scored.as_of)
        for objective, one in key_results_of(scored, folder)
        if (since := next_check_in(one)) and since <= scored.as_of
    )


def next_check_in(scored: ScoredKeyResult) -> date | None:
    """The day its next check-in is due: a cadence after its last sign, else after its start.

    None where none is: it has not begun or is not pursued, nobody knows its dates, its cycle is
    over, or it is a delivery that is done.
    """
    if scored.start is None or scored.status not in _RUNNING or _is_delivered(scored):
        return None
    return days_after(scored.last_reading or scored.start, scored.cadence)


@arithmetic()
def expected_value(scored: ScoredKeyResult) -> Decimal | None:
    """b + e·(T − b): the expected progress as a value of the metric, however it is aggregated.

    None for other measures, without a baseline, and where nothing is expected at the time.
    """
    measure = scored.key_result.measure
    start = baseline(measure) if isinstance(measure, Metric) else None
    if start is None or scored.expected is None or not isinstance(measure, Metric):
        return None
    return start + scored.expected * (measure.target - start)


def _runs(scored: ScoredPortfolio, folder: UnitCycle) -> bool:
    cycle = scored.portfolio.cycles.get(folder.cycle)
    return (
        cycle is not None
        and cycle.start is not None
        and cycle.is_running(scored.as_of)
        and not is_closed(cycle, scored.as_of)
    )


def _due(
    objective: ScoredObjective, scored: ScoredKeyResult, since: date, as_of: date
) -> DueKeyResult:
    return DueKeyResult(
        scored=scored,
        since=since,
        days_late=(as_of - since).days,
        value=scored.value,
        expected=expected_value(scored),
        owed=is_owed(objective, scored, since),
    )


def is_owed(objective: ScoredObjective, scored: ScoredKeyResult, since: date) -> bool:
    """Whether somebody has to report a key result whose check-in is due since that day."""
    is_active = objective.objective.state is State.ACTIVE and scored.key_result.counts
    return is_active and scored.due is not None and since <= scored.due


def _is_delivered(scored: ScoredKeyResult) -> bool:
    """Whether it is done for good: unlike a metric or a band, a delivery does not fall back."""
    is_level = isinstance(scored.key_result.measure, Metric | Band)
    return not is_level and scored.progress is not None and scored.progress >= ONE
