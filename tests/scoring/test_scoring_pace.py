"""What a date expects, and the verdict on it."""

from decimal import Decimal

import builders as b
import pytest

from okrpress.model.observations import CheckIn
from okrpress.model.okr import KeyResult, Measure, ObjectiveType
from okrpress.model.settings import PaceRule, Settings, Thresholds
from okrpress.scoring.pace import expected_share, gap_in_points, verdict
from okrpress.scoring.result import Status
from okrpress.scoring.time import OwnTime

D = Decimal
OWN = OwnTime(b.percent(0), b.percent(100))
ON, RISK, OFF = Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK
RATIO = Thresholds(pace_rule=PaceRule.RATIO)


def planned(measure: Measure, points: dict[int, b.Number]) -> KeyResult:
    path = {b.percent(on).isoformat(): value for on, value in points.items()}
    return b.key_result(measure=measure, plan=b.plan(path))


@pytest.mark.parametrize(
    ("key_result", "as_of", "share"),
    [
        pytest.param(b.key_result(), 30, "0.3", id="straight line"),
        pytest.param(b.key_result(measure=b.metric(9, 4)), 30, "0.3", id="falling: the same"),
        pytest.param(b.key_result(measure=b.steps("a", "b")), 30, "0.3", id="steps"),
        pytest.param(b.key_result(measure=b.band(max=4)), 1, "1", id="a band holds all the time"),
        pytest.param(b.key_result(measure=b.yes_no()), 99, "0", id="yes/no before its due day"),
        pytest.param(b.key_result(measure=b.yes_no()), 100, "1", id="yes/no on its due day"),
        pytest.param(b.key_result(measure=b.unmeasured()), 50, None, id="unmeasured: nothing"),
        pytest.param(b.key_result(measure=b.metric(None, 4)), 50, None, id="no baseline: nothing"),
        pytest.param(planned(b.metric(), {50: 20}), 25, "0.1", id="plan: on the way to a point"),
        pytest.param(planned(b.metric(), {50: 20}), 50, "0.2", id="plan: on a point"),
        pytest.param(planned(b.metric(), {50: 20}), 75, "0.6", id="plan: from it to the target"),
        pytest.param(planned(b.metric(), {80: 60, 20: 50}), 50, "0.55", id="plan: in any order"),
        pytest.param(planned(b.metric(9, 4), {50: 8}), 50, "0.2", id="plan: falling"),
        pytest.param(planned(b.metric(), {0: 10, 100: 90}), 0, "0.1", id="plan: says the start"),
        pytest.param(planned(b.metric(), {0: 10, 100: 90}), 100, "0.9", id="plan: says the end"),
        pytest.param(planned(b.metric(), {100: 90}), 120, "0.9", id="plan: what it says last"),
        pytest.param(planned(b.metric(), {50: 20}), 120, "1", id="plan: after the due day"),
        pytest.param(planned(b.metric(), {20: -50, 80: 150}), 20, "0", id="plan: never under 0"),
        pytest.param(planned(b.metric(), {20: -50, 80: 150}), 80, "1", id="plan: never over 1"),
        pytest.param(planned(b.yes_no(), {60: 0, 61: 1}), 60, "0", id="plan of a yes/no: before"),
        pytest.param(planned(b.yes_no(), {60: 0, 61: 1}), 61, "1", id="plan of a yes/no: after"),
        pytest.param(planned(b.steps("a"), {50: "0.9"}), 50, "0.9", id="plan of steps: shares"),
    ],
)
def test_expected_share(key_result: KeyResult, as_of: int, share: str | None) -> None:
    expected = expected_share(key_result, OWN, b.percent(as_of))
    assert expected == (None if share is None else D(share))


@pytest.mark.parametrize(
    ("type", "default", "expected"),
    [
        pytest.param(ObjectiveType.COMMITTED, "aspirational", "0.5", id="committed: E = 1"),
        pytest.param(ObjectiveType.ASPIRATIONAL, "committed", "0.35", id="aspirational: E = 0.7"),
        pytest.param(None, "aspirational", "0.35", id="unstated: the setting's default"),
        pytest.param(None, "committed", "0.5", id="unstated: committed without a setting"),
    ],
)
def test_expected_by_type(type: ObjectiveType | None, default: str, expected: str) -> None:
    settings = Settings(default_type=default)
    scored = b.scored_key_result(b.key_result(), type=type, settings=settings)
    assert scored.expected == D(expected)


@pytest.mark.parametrize(
    ("thresholds", "progress", "expected", "status"),
    [
        pytest.param(Thresholds(), "0.6", "0.5", ON, id="gap: ahead"),
        pytest.param(Thresholds(), "0.4", "0.5", ON, id="gap: 10 points, inclusive"),
        pytest.param(Thresholds(), "0.399", "0.5", RISK, id="gap: over 10 points"),
        pytest.param(Thresholds(), "0.25", "0.5", RISK, id="gap: 25 points, inclusive"),
        pytest.param(Thresholds(), "0.249", "0.5", OFF, id="gap: over 25 points"),
        pytest.param(Thresholds(), "0.4" + "9" * 30, "0.6", ON, id="gap: 10 points but for noise"),
        pytest.param(RATIO, "0.45", "0.5", ON, id="ratio: 0.9, inclusive"),
        pytest.param(RATIO, "0.449", "0.5", RISK, id="ratio: under 0.9"),
        pytest.param(RATIO, "0.35", "0.5", RISK, id="ratio: 0.7, inclusive"),
        pytest.param(RATIO, "0.349", "0.5", OFF, id="ratio: under 0.7"),
        pytest.param(RATIO, "0", "0", ON, id="ratio: nothing expected yet"),
    ],
)
def test_verdict(thresholds: Thresholds, progress: str, expected: str, status: Status) -> None:
    assert verdict(D(progress), D(expected), thresholds) is status


@pytest.mark.parametrize(
    ("levels", "status"),
    [
        pytest.param({10: 3}, ON, id="inside"),
        pytest.param({10: 3, 50: 5}, RISK, id="outside now, share still on track"),
        pytest.param({10: 5, 18: 3}, RISK, id="inside now, share at risk"),
        pytest.param({10: 5, 48: 3}, OFF, id="inside now, share off track"),
        pytest.param({10: 5}, OFF, id="outside all the time"),
    ],
)
def test_band_status(levels: dict[int, int], status: Status) -> None:
    check_ins = [b.check_in(on, b.reading(level)) for on, level in levels.items()]
    kept = b.key_result(measure=b.band(max=4), cadence=30)
    assert b.scored_key_result(kept, check_ins).status is status


@pytest.mark.parametrize(
    ("as_of", "status", "pace"),
    [
        pytest.param(9, Status.EARLY, None, id="before t = 0.1"),
        pytest.param(10, Status.ON_TRACK, Status.ON_TRACK, id="from t = 0.1, inclusive"),
    ],
)
def test_no_pace_before_its_time(as_of: int, status: Status, pace: Status | None) -> None:
    check_in: CheckIn = b.check_in(5, b.reading(0))
    scored = b.scored_key_result(b.key_result(), [check_in], as_of=as_of)
    assert (scored.status, scored.pace) == (status, pace)
    assert scored.expected == D(as_of) / 100


@pytest.mark.parametrize(
    ("gap", "shown"),
    [
        pytest.param("0.124", "12", id="whole points"),
        pytest.param("0.125", "13", id="half up"),
        pytest.param("-0.034", "-3", id="ahead"),
        pytest.param("0.1", "10", id="at the limit of on track"),
        pytest.param("0.103", "10.3", id="over the limit, where 10 would be on track"),
        pytest.param("0.10004", "10.004", id="just over the limit"),
        pytest.param("0.2504", "25.04", id="off track, where 25 would be at risk"),
        pytest.param("0.0996", "10", id="under the limit, where 10 is on track all the same"),
    ],
)
def test_a_gap_is_shown_on_its_own_side_of_each_threshold(gap: str, shown: str) -> None:
    assert gap_in_points(D(gap), Settings().thresholds) == D(shown)
