"""The one word for a key result, decided in one place and in one order."""

from decimal import Decimal
from typing import NamedTuple

from okrpress.model.okr import Band, KeyResult, Metric, Objective, State
from okrpress.model.settings import Thresholds
from okrpress.scoring.arithmetic import ONE, at_least
from okrpress.scoring.confidence import believed
from okrpress.scoring.history import History
from okrpress.scoring.pace import is_paced, pace
from okrpress.scoring.progress import Measured
from okrpress.scoring.result import Status

_BY_STATE = {
    State.DRAFT: Status.DRAFT,
    State.POSTPONED: Status.POSTPONED,
    State.CANCELLED: Status.CANCELLED,
}
_FINALITY = (State.ACTIVE, State.DRAFT, State.POSTPONED, State.CANCELLED)


def state_of(objective: Objective, key_result: KeyResult) -> State:
    """The key result's state or its objective's, whichever is the more final."""
    state = objective.state
    if state is key_result.state:
        return state
    return max(objective.state, key_result.state, key=_FINALITY.index)


def inactive_status(state: State) -> Status | None:
    """Draft, postponed or cancelled; None for what is active."""
    return _BY_STATE.get(state)


class Standing(NamedTuple):
    """Everything that the status of a running key result is read from.

    `elapsed` is t, `overdue` says that the due day is over. `stale` is about the last sign alone,
    see `is_stale`.
    """

    key_result: KeyResult
    measured: Measured
    elapsed: Decimal
    overdue: bool
    expected: Decimal | None
    history: History
    thresholds: Thresholds
    stale: bool
    observed: bool

    @property
    def believed(self) -> Status | None:
        """The verdict of the last confidence; few ask for it."""
        return believed(self.history, self.thresholds)

    @property
    def is_done(self) -> bool:
        """Whether the target is reached; a band is never done, it goes on."""
        progress = self.measured.progress
        return (
            not isinstance(self.key_result.measure, Band)
            and progress is not None
            and at_least(progress, ONE)
        )

    @property
    def is_delivered(self) -> bool:
        """Whether it is done for good: unlike a metric, a delivery does not fall back."""
        return self.is_done and not isinstance(self.key_result.measure, Metric)

    @property
    def is_stale(self) -> bool:
        """Whether the last sign is too old to rely on: what is delivered stays delivered."""
        return self.stale and not self.is_delivered

    @property
    def needs_reading(self) -> bool:
        """Whether a confidence alone says nothing about it."""
        return isinstance(self.key_result.measure, (Metric, Band))


def pace_of(standing: Standing, thresholds: Thresholds) -> Status | None:
    """On track, at risk or off track by numbers and dates alone, before staleness.

    A yes/no without a plan is off track once its due day is over; until then confidence judges it,
    where there is one. A band that is left is at risk from the first day on. None otherwise
    before `pace_from`, without progress to judge, and once it is delivered.
    """
    if standing.is_delivered or standing.expected is None or standing.measured.progress is None:
        return None
    if not is_paced(standing.key_result):
        if standing.overdue:
            return Status.OFF_TRACK
        return Status.ON_TRACK if standing.believed is None else None
    if not at_least(standing.elapsed, thresholds.pace_from):
        return Status.AT_RISK if standing.measured.outside else None
    return pace(
        standing.measured.progress, standing.expected, standing.measured.outside, thresholds
    )


def running_status(standing: Standing, pace: Status | None) -> Status:
    """The status of an active key result whose own time has begun, while its cycle runs.

    `pace` is what `pace_of` says. The order is the law: done, no data, stale, early, pace. What
    cannot be paced is judged by confidence: yes/no without a plan, deliveries of which only a
    confidence is known, what has no measure or no baseline.
    """
    if standing.is_done and not standing.is_stale:
        return Status.DONE
    if not standing.observed and (standing.needs_reading or standing.believed is None):
        return Status.NO_DATA
    if standing.is_stale:
        return Status.STALE
    if standing.measured.progress is not None and is_paced(standing.key_result):
        return pace or Status.EARLY
    return pace or standing.believed or Status.NO_DATA
