"""The one word for a key result: every rule, and which of two rules comes first."""

from collections.abc import Mapping
from decimal import Decimal

import builders as b
import pytest

from okrpress.model.observations import CheckIn, Reading
from okrpress.model.okr import KeyResult, Measure, State
from okrpress.model.settings import Settings, Thresholds
from okrpress.scoring import score
from okrpress.scoring.result import Status

D = Decimal


def check_ins(readings: Mapping[int, Reading]) -> list[CheckIn]:
    return [b.check_in(on, reading) for on, reading in readings.items()]


METRIC = b.metric()
BAND = b.band(max=4)
YES_NO = b.yes_no()
STEPS = b.steps("de", "fr")
UNMEASURED = b.unmeasured()
PLANNED = b.plan({b.percent(40).isoformat(): 0, b.percent(60).isoformat(): 1})


@pytest.mark.parametrize(
    ("measure", "readings", "as_of", "status"),
    [
        # done
        pytest.param(METRIC, {45: b.reading(100)}, 50, Status.DONE, id="metric at its target"),
        pytest.param(METRIC, {1: b.reading(100)}, 5, Status.DONE, id="done before early"),
        pytest.param(METRIC, {10: b.reading(100)}, 50, Status.STALE, id="a metric may fall back"),
        pytest.param(
            METRIC,
            {40: b.reading(100), 45: b.reading(50)},
            50,
            Status.ON_TRACK,
            id="a metric that fell back",
        ),
        pytest.param(YES_NO, {1: b.reading(done=True)}, 90, Status.DONE, id="yes/no stays done"),
        pytest.param(STEPS, {1: b.reading(steps=["de", "fr"])}, 90, Status.DONE, id="all steps"),
        pytest.param(BAND, {45: b.reading(4)}, 50, Status.ON_TRACK, id="a band is never done"),
        # no data
        pytest.param(METRIC, {}, 50, Status.NO_DATA, id="nothing reported"),
        pytest.param(METRIC, {}, 5, Status.NO_DATA, id="no data before early"),
        pytest.param(
            METRIC,
            {45: b.reading(confidence=9)},
            50,
            Status.NO_DATA,
            id="metric: belief is no value",
        ),
        pytest.param(
            BAND, {45: b.reading(confidence=9)}, 50, Status.NO_DATA, id="band: belief is no value"
        ),
        pytest.param(YES_NO, {}, 100, Status.NO_DATA, id="yes/no: nothing reported"),
        pytest.param(UNMEASURED, {}, 50, Status.NO_DATA, id="unmeasured: nothing reported"),
        # stale
        pytest.param(METRIC, {36: b.reading(50)}, 50, Status.ON_TRACK, id="2 cadences old"),
        pytest.param(METRIC, {35: b.reading(50)}, 50, Status.STALE, id="over 2 cadences old"),
        pytest.param(METRIC, {35: b.reading(0)}, 50, Status.STALE, id="stale before off track"),
        pytest.param(
            METRIC,
            {35: b.reading(50), 49: b.reading(confidence=9)},
            50,
            Status.STALE,
            id="metric: belief is no reading",
        ),
        pytest.param(BAND, {35: b.reading(4)}, 50, Status.STALE, id="band: stale"),
        pytest.param(
            YES_NO, {35: b.reading(done=False)}, 50, Status.STALE, id="yes/no: not done, stale"
        ),
        pytest.param(
            YES_NO,
            {35: b.reading(done=False), 49: b.reading(confidence=9)},
            50,
            Status.ON_TRACK,
            id="yes/no: belief is a sign of life",
        ),
        pytest.param(
            STEPS,
            {35: b.reading(steps=["de"]), 49: b.reading(confidence=9)},
            50,
            Status.ON_TRACK,
            id="steps: belief is a sign of life",
        ),
        pytest.param(
            UNMEASURED, {35: b.reading(confidence=9)}, 50, Status.STALE, id="unmeasured: stale"
        ),
        # early
        pytest.param(METRIC, {5: b.reading(0)}, 9, Status.EARLY, id="metric: early"),
        pytest.param(BAND, {5: b.reading(3)}, 9, Status.EARLY, id="band: early"),
        pytest.param(BAND, {5: b.reading(9)}, 9, Status.AT_RISK, id="band: left early"),
        pytest.param(STEPS, {5: b.reading(steps=[])}, 9, Status.EARLY, id="steps: early"),
        # yes/no: confidence, then the due day
        pytest.param(
            YES_NO,
            {5: b.reading(done=False, confidence=3)},
            9,
            Status.OFF_TRACK,
            id="yes/no: belief is never early",
        ),
        pytest.param(
            YES_NO, {45: b.reading(confidence=7)}, 50, Status.ON_TRACK, id="yes/no: confidence 7"
        ),
        pytest.param(
            YES_NO, {45: b.reading(confidence="6.9")}, 50, Status.AT_RISK, id="yes/no: under 7"
        ),
        pytest.param(
            YES_NO, {45: b.reading(confidence=4)}, 50, Status.AT_RISK, id="yes/no: confidence 4"
        ),
        pytest.param(
            YES_NO, {45: b.reading(confidence="3.9")}, 50, Status.OFF_TRACK, id="yes/no: under 4"
        ),
        pytest.param(
            YES_NO, {95: b.reading(done=False)}, 100, Status.ON_TRACK, id="yes/no: on its due day"
        ),
        # deliveries of which only a confidence is known, and what has no measure
        pytest.param(
            STEPS, {45: b.reading(confidence=5)}, 50, Status.AT_RISK, id="steps: only a belief"
        ),
        pytest.param(
            UNMEASURED, {45: b.reading(confidence=8)}, 50, Status.ON_TRACK, id="unmeasured: belief"
        ),
        pytest.param(
            b.metric(None, 45),
            {45: b.reading(36, confidence=2)},
            50,
            Status.OFF_TRACK,
            id="no baseline: belief",
        ),
        pytest.param(
            b.metric(None, 45), {45: b.reading(36)}, 50, Status.NO_DATA, id="no baseline, no belief"
        ),
        # pace
        pytest.param(METRIC, {45: b.reading(40)}, 50, Status.ON_TRACK, id="metric: on track"),
        pytest.param(METRIC, {45: b.reading(25)}, 50, Status.AT_RISK, id="metric: at risk"),
        pytest.param(METRIC, {45: b.reading(24)}, 50, Status.OFF_TRACK, id="metric: off track"),
        pytest.param(
            METRIC,
            {45: b.reading(40, confidence=1)},
            50,
            Status.ON_TRACK,
            id="numbers before belief",
        ),
        pytest.param(STEPS, {45: b.reading(steps=["de"])}, 50, Status.ON_TRACK, id="steps: pace"),
        pytest.param(STEPS, {45: b.reading(steps=[])}, 50, Status.OFF_TRACK, id="steps: none"),
    ],
)
def test_running(
    measure: Measure, readings: dict[int, Reading], as_of: int, status: Status
) -> None:
    scored = b.scored_key_result(b.key_result(measure=measure), check_ins(readings), as_of=as_of)
    assert scored.status is status
    assert scored.stale is (status is Status.STALE)


@pytest.mark.parametrize(
    ("key_result", "readings", "as_of", "status"),
    [
        pytest.param(
            b.key_result(measure=YES_NO, due=b.percent(60)),
            {61: b.reading(done=False)},
            61,
            Status.OFF_TRACK,
            id="yes/no: its due day is over",
        ),
        pytest.param(
            b.key_result(measure=YES_NO, due=b.percent(60)),
            {55: b.reading(done=False, confidence=8)},
            61,
            Status.OFF_TRACK,
            id="yes/no: no confidence outlives the due day",
        ),
        pytest.param(
            b.key_result(measure=YES_NO, plan=PLANNED),
            {49: b.reading(done=False, confidence=9)},
            50,
            Status.OFF_TRACK,
            id="yes/no with a plan: pace, not belief",
        ),
        pytest.param(
            b.key_result(measure=YES_NO, plan=PLANNED),
            {39: b.reading(done=False)},
            40,
            Status.ON_TRACK,
            id="yes/no with a plan: nothing expected yet",
        ),
        pytest.param(
            b.key_result(measure=YES_NO, plan=PLANNED),
            {49: b.reading(confidence=9)},
            50,
            Status.ON_TRACK,
            id="yes/no with a plan: only a belief",
        ),
        pytest.param(
            b.key_result(due=b.percent(50)),
            {45: b.reading(60)},
            90,
            Status.OFF_TRACK,
            id="overdue is off track, not stale",
        ),
        pytest.param(
            b.key_result(due=b.percent(50)),
            {20: b.reading(60)},
            90,
            Status.STALE,
            id="stale on its due day stays stale",
        ),
        pytest.param(
            b.key_result(start=b.percent(50)),
            {10: b.reading(60)},
            49,
            Status.NOT_STARTED,
            id="its own time has not begun",
        ),
        pytest.param(
            b.key_result(cadence=30),
            {0: b.reading(50)},
            60,
            Status.ON_TRACK,
            id="its own cadence",
        ),
        pytest.param(
            b.key_result(state=State.DRAFT),
            {45: b.reading(100)},
            50,
            Status.DRAFT,
            id="a draft is a draft, done or not",
        ),
    ],
)
def test_running_with_dates(
    key_result: KeyResult, readings: dict[int, Reading], as_of: int, status: Status
) -> None:
    assert b.scored_key_result(key_result, check_ins(readings), as_of=as_of).status is status


@pytest.mark.parametrize(
    ("objective", "key_result", "status"),
    [
        pytest.param(State.ACTIVE, State.DRAFT, Status.DRAFT, id="its own draft"),
        pytest.param(State.DRAFT, State.ACTIVE, Status.DRAFT, id="its objective's draft"),
        pytest.param(State.POSTPONED, State.ACTIVE, Status.POSTPONED, id="inherited postponed"),
        pytest.param(State.CANCELLED, State.DRAFT, Status.CANCELLED, id="the more final: above"),
        pytest.param(State.DRAFT, State.POSTPONED, Status.POSTPONED, id="the more final: own"),
    ],
)
def test_state(objective: State, key_result: State, status: Status) -> None:
    scored = b.scored_objective(b.key_result(state=key_result), state=objective)
    assert scored.key_results[0].status is status


@pytest.mark.parametrize(
    ("key_result", "unit", "settings", "cadence"),
    [
        pytest.param(30, 14, 10, 30, id="the key result's"),
        pytest.param(None, 14, 10, 14, id="the unit's"),
        pytest.param(None, None, 10, 10, id="the settings'"),
    ],
)
def test_cadence(key_result: int | None, unit: int | None, settings: int, cadence: int) -> None:
    promise = b.objective(key_results=[b.key_result(cadence=key_result)])
    world = b.portfolio(objectives=[promise], teams=[b.team(cadence=unit)])
    scored = score(world, Settings(cadence=settings), b.day("2026-11-15"))
    assert scored.objectives[promise.ref].key_results[0].cadence == cadence


@pytest.mark.parametrize(
    ("as_of", "readings", "last", "age"),
    [
        pytest.param(50, {40: b.reading(1)}, 40, 10, id="days since the last reading"),
        pytest.param(50, {}, None, 50, id="days since the start without one"),
        pytest.param(-5, {}, None, None, id="none before the start"),
    ],
)
def test_age(as_of: int, readings: dict[int, Reading], last: int | None, age: int | None) -> None:
    scored = b.scored_key_result(b.key_result(), check_ins(readings), as_of=as_of)
    assert scored.last_reading == (None if last is None else b.percent(last))
    assert scored.age == age


@pytest.mark.parametrize(
    ("thresholds", "status"),
    [
        pytest.param(Thresholds(stale_after=D("0.5")), Status.STALE, id="stale_after"),
        pytest.param(Thresholds(pace_from=D("0.6")), Status.EARLY, id="pace_from"),
        pytest.param(Thresholds(gap_on_track=D(20)), Status.ON_TRACK, id="gap_on_track"),
        pytest.param(Thresholds(gap_at_risk=D(15)), Status.OFF_TRACK, id="gap_at_risk"),
        pytest.param(Thresholds(expected_committed=D("0.8")), Status.ON_TRACK, id="expected"),
    ],
)
def test_thresholds_are_settings(thresholds: Thresholds, status: Status) -> None:
    scored = b.scored_key_result(
        b.key_result(), [b.check_in(45, b.reading(30))], settings=Settings(thresholds=thresholds)
    )
    assert scored.status is status


def test_undated_cycle_knows_no_pace_and_nothing_stale() -> None:
    scored = b.scored_key_result(
        b.key_result(),
        [b.check_in(1, b.reading(30))],
        during=b.cycle(undated="nobody knows"),
    )
    assert (scored.status, scored.progress) == (Status.TO_BE_GRADED, D("0.3"))
    assert (scored.elapsed, scored.expected, scored.pace, scored.stale) == (None, None, None, False)
