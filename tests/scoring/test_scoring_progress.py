"""Values and progress, by the way a key result is measured."""

from decimal import Decimal

import builders as b
import pytest

from okrpress.model.observations import CheckIn
from okrpress.model.okr import Aggregate, Measure
from okrpress.scoring.progress import running_values
from okrpress.scoring.result import Point, Status

D = Decimal
SUM, MEAN = Aggregate.SUM, Aggregate.MEAN


def readings(*values: b.Number) -> list[CheckIn]:
    return [b.check_in(10 * at, b.reading(value)) for at, value in enumerate(values, start=1)]


@pytest.mark.parametrize(
    ("measure", "values", "value", "raw"),
    [
        pytest.param(b.metric(40, 55), ["46"], "46", "0.4", id="rising"),
        pytest.param(b.metric(9, 4), ["6.5"], "6.5", "0.5", id="falling"),
        pytest.param(b.metric(-10, 10), ["-5"], "-5", "0.25", id="through zero"),
        pytest.param(b.metric(0, 10), [1, 5, 3], "3", "0.3", id="latest: the last reading"),
        pytest.param(
            b.metric(100, 150, aggregate=SUM), [10, 5], "115", "0.3", id="sum: on top of baseline"
        ),
        pytest.param(
            b.metric(None, 20, aggregate=SUM), [10, 5], "15", "0.75", id="sum: from zero without"
        ),
        pytest.param(
            b.metric(0, 10, aggregate=MEAN), [1, 2, 6], "3", "0.3", id="mean: of the readings"
        ),
        pytest.param(
            b.metric(None, 10, aggregate=MEAN), [1, 2, 6], "3", None, id="mean: no baseline"
        ),
        pytest.param(
            b.metric(None, 0, aggregate=SUM), [1], "1", None, id="sum to zero from zero: no way"
        ),
    ],
)
def test_metric(measure: Measure, values: list[b.Number], value: str, raw: str | None) -> None:
    scored = b.scored_key_result(b.key_result(measure=measure), readings(*values))
    assert scored.value == D(value)
    assert scored.raw == (None if raw is None else D(raw))


@pytest.mark.parametrize(
    ("levels", "as_of", "share", "outside"),
    [
        pytest.param({10: 3}, 50, "1", "0", id="inside since the first reading"),
        pytest.param({10: 5}, 50, "0", "1", id="outside since the first reading"),
        pytest.param({10: 3, 20: 5}, 50, "0.25", "1", id="each reading holds until the next"),
        pytest.param({10: 5, 20: 3}, 50, "0.75", "0", id="back inside"),
        pytest.param({10: 1}, 50, "0", "-1", id="under the band"),
        pytest.param({10: 2, 20: 4}, 50, "1", "0", id="both bounds are inside"),
        pytest.param({50: 4}, 50, "1", "0", id="read today, inside"),
        pytest.param({50: 5}, 50, "0", "1", id="read today, outside"),
        pytest.param({-20: 3, 20: 5}, 50, "0.4", "1", id="read before its time: from the start"),
    ],
)
def test_band(levels: dict[int, int], as_of: int, share: str, outside: str) -> None:
    check_ins = [b.check_in(on, b.reading(level)) for on, level in levels.items()]
    kept = b.key_result(measure=b.band(2, 4), due=b.percent(50))
    scored = b.scored_key_result(kept, check_ins, as_of=as_of)
    assert (scored.progress, scored.raw) == (D(share), D(share))
    assert scored.outside == D(outside)


def test_band_after_the_due_day_keeps_its_share() -> None:
    kept = b.key_result(measure=b.band(2, 4), due=b.percent(50))
    check_ins = [b.check_in(10, b.reading(3)), b.check_in(60, b.reading(9))]
    scored = b.scored_key_result(kept, check_ins, as_of=100)
    assert (scored.progress, scored.value, scored.outside) == (D(1), D(9), D(5))


@pytest.mark.parametrize(
    ("levels", "share"),
    [
        pytest.param([3], "1", id="one level decides alone"),
        pytest.param([3, 3, 9], "1", id="the clock ends with the last reading"),
        pytest.param([9, 3, 9], "0.5", id="half of the time"),
    ],
)
def test_band_without_dates(levels: list[int], share: str) -> None:
    scored = b.scored_key_result(
        b.key_result(measure=b.band(2, 4)),
        readings(*levels),
        during=b.cycle(undated="a test"),
        as_of=90,
    )
    assert scored.progress == D(share)


@pytest.mark.parametrize(
    ("bounds", "level", "outside"),
    [
        pytest.param(b.band(min=2), "1.5", "-0.5", id="only a lower bound, under it"),
        pytest.param(b.band(min=2), "1000", "0", id="only a lower bound, far above"),
        pytest.param(b.band(max=4), "-1000", "0", id="only an upper bound, far below"),
    ],
)
def test_open_band(bounds: Measure, level: str, outside: str) -> None:
    scored = b.scored_key_result(b.key_result(measure=bounds), readings(level))
    assert scored.outside == D(outside)


@pytest.mark.parametrize(
    ("done", "progress", "steps"),
    [
        pytest.param([], "0", (), id="none"),
        pytest.param(["de"], "0.25", ("de",), id="one of weight 1"),
        pytest.param(["it"], "0.5", ("it",), id="one of weight 2"),
        pytest.param(["it", "de"], "0.75", ("de", "it"), id="in the order of the promise"),
        pytest.param(["de", "mars"], "0.25", ("de",), id="what is no step does not count"),
        pytest.param(["de", "fr", "it"], "1", ("de", "fr", "it"), id="all"),
    ],
)
def test_steps(done: list[str], progress: str, steps: tuple[str, ...]) -> None:
    scored = b.scored_key_result(
        b.key_result(measure=b.steps("de", "fr", it=2)), [b.check_in(40, b.reading(steps=done))]
    )
    assert (scored.progress, scored.done_steps) == (D(progress), steps)


@pytest.mark.parametrize(
    "measure",
    [
        pytest.param(b.metric(), id="metric"),
        pytest.param(b.band(max=4), id="band"),
        pytest.param(b.yes_no(), id="yes/no"),
        pytest.param(b.steps("de", "fr"), id="steps"),
    ],
)
def test_no_reading_is_not_zero(measure: Measure) -> None:
    scored = b.scored_key_result(
        b.key_result(measure=measure), [b.check_in(40, b.reading(confidence=5))]
    )
    assert scored.progress is None
    assert scored.value is None


def test_a_note_alone_is_no_history() -> None:
    scored = b.scored_key_result(b.key_result(), [b.check_in(40, b.reading(note="Holidays"))])
    assert scored.history == ()
    assert scored.status is Status.NO_DATA


def test_unmeasured_has_no_progress() -> None:
    scored = b.scored_key_result(
        b.key_result(measure=b.unmeasured()), [b.check_in(40, b.reading(36, confidence=8))]
    )
    assert scored.progress is None
    assert scored.value is None


def test_same_day_readings_complete_each_other() -> None:
    scored = b.scored_key_result(
        b.key_result(),
        [
            b.check_in(40, b.reading(30, confidence=6), suffix="-a"),
            b.check_in(40, b.reading(40), suffix="-b"),
        ],
    )
    assert scored.value == 40
    assert scored.confidence
    assert scored.confidence.value == 6


@pytest.mark.parametrize(
    ("measure", "check_ins", "values"),
    [
        pytest.param(b.metric(), readings(3, 5), ["3", "5"], id="latest"),
        pytest.param(
            b.metric(10, 50, aggregate=SUM), readings(3, 5), ["13", "18"], id="running sum"
        ),
        pytest.param(b.metric(aggregate=MEAN), readings(3, 5), ["3", "4"], id="running mean"),
        pytest.param(b.band(max=4), readings(3, 5), ["3", "5"], id="levels of a band"),
        pytest.param(
            b.yes_no(),
            [b.check_in(10, b.reading(done=False)), b.check_in(20, b.reading(done=True))],
            ["0", "1"],
            id="yes/no",
        ),
        pytest.param(
            b.steps("de", "fr"),
            [b.check_in(10, b.reading(steps=[])), b.check_in(20, b.reading(steps=["de"]))],
            ["0", "0.5"],
            id="share of steps",
        ),
        pytest.param(b.unmeasured(), readings(3, 5), [], id="nothing without a measure"),
    ],
)
def test_running_values(measure: Measure, check_ins: list[CheckIn], values: list[str]) -> None:
    scored = b.scored_key_result(b.key_result(measure=measure), check_ins)
    points = [Point(b.percent(10 * at), D(value)) for at, value in enumerate(values, start=1)]
    assert list(running_values(measure, scored.history)) == points


def test_running_values_take_one_reading_a_day() -> None:
    scored = b.scored_key_result(
        b.key_result(measure=b.metric(aggregate=SUM)),
        [b.check_in(10, b.reading(3)), b.check_in(10, b.reading(4), suffix="-again")],
    )
    assert running_values(scored.key_result.measure, scored.history) == ((b.percent(10), D(4)),)
