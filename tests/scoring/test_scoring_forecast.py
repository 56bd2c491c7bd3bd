"""Projections: a line through the readings, and how far it may be wrong."""

from collections.abc import Mapping
from decimal import Decimal
from math import atan, cos, pi, sin, sqrt

import builders as b
import pytest

from okrpress.model.okr import Aggregate, KeyResult, State
from okrpress.model.settings import Thresholds
from okrpress.scoring.forecast import forecast
from okrpress.scoring.result import Forecast
from okrpress.scoring.student_t import nearest_share, quantile

D = Decimal
STEADY = {10: 10, 20: 20, 30: 30, 40: 40}


def projected(
    values: Mapping[int, b.Number],
    *,
    key_result: KeyResult | None = None,
    as_of: int = 50,
    thresholds: Thresholds | None = None,
) -> Forecast | None:
    check_ins = [b.check_in(on, b.reading(value)) for on, value in values.items()]
    scored = b.scored_key_result(key_result or b.key_result(), check_ins, as_of=as_of)
    return forecast(scored, thresholds or Thresholds())


def test_a_steady_metric_arrives_where_it_leads() -> None:
    assert projected(STEADY) == Forecast(
        date=b.percent(100),
        value=D(100),
        low=D(100),
        high=D(100),
        progress=D(1),
        share=D("0.8"),
        readings=4,
    )


def test_interval_against_a_worked_example() -> None:
    """x = −3, −1, 1, 3; y = 1, 3, 2, 6: slope 0.7, s² = 2.1, to x₀ = 5 of a spread of 20."""
    found = projected({20: 1, 40: 3, 60: 2, 80: 6}, as_of=85)
    assert found
    assert found.value == D("6.5")
    margin = 1.886 * sqrt(2.1 * (1 + 1 / 4 + 25 / 20))
    assert float(found.high - found.value) == pytest.approx(margin)
    assert float(found.value - found.low) == pytest.approx(margin)


def test_nothing_is_clamped() -> None:
    found = projected({10: 0, 20: 20, 30: 40, 40: 60})
    assert found
    assert (found.value, found.progress) == (D(180), D("1.8"))


def test_sums_are_projected_as_they_add_up() -> None:
    growing = b.key_result(measure=b.metric(None, 200, aggregate=Aggregate.SUM))
    found = projected(dict.fromkeys(STEADY, 10), key_result=growing)
    assert found
    assert (found.value, found.progress) == (D(100), D("0.5"))


def test_own_due_day() -> None:
    found = projected(STEADY, key_result=b.key_result(due=b.percent(60)))
    assert found
    assert (found.date, found.value) == (b.percent(60), D(60))


@pytest.mark.parametrize(
    ("values", "key_result", "as_of"),
    [
        pytest.param({10: 1, 20: 2, 30: 3}, b.key_result(), 50, id="three readings"),
        pytest.param({}, b.key_result(), 50, id="no reading"),
        pytest.param(STEADY, b.key_result(measure=b.band(max=99)), 50, id="a band"),
        pytest.param(STEADY, b.key_result(measure=b.metric(None, 100)), 50, id="no baseline"),
        pytest.param(STEADY, b.key_result(measure=b.metric(5, 5)), 50, id="no way to go"),
        pytest.param(STEADY, b.key_result(state=State.CANCELLED), 50, id="cancelled"),
        pytest.param(STEADY, b.key_result(), 100, id="on the due day"),
        pytest.param(STEADY, b.key_result(due=b.percent(45)), 50, id="overdue"),
        pytest.param(STEADY, b.key_result(), 110, id="after the end"),
    ],
)
def test_no_forecast(values: dict[int, b.Number], key_result: KeyResult, as_of: int) -> None:
    assert projected(values, key_result=key_result, as_of=as_of) is None


def test_no_forecast_without_dates() -> None:
    scored = b.scored_key_result(
        b.key_result(),
        [b.check_in(on, b.reading(value)) for on, value in STEADY.items()],
        during=b.cycle(undated="nobody knows"),
    )
    assert forecast(scored, Thresholds()) is None


def test_two_points_are_never_enough() -> None:
    eager = Thresholds(forecast_readings=D(1))
    assert projected({10: 1, 20: 2}, thresholds=eager) is None
    assert projected({10: 1, 20: 2, 30: 3}, thresholds=eager)


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        pytest.param("0.5", "0.8", id="a narrower one is given wider"),
        pytest.param("0.9", "0.9", id="as asked"),
        pytest.param("0.91", "0.95", id="the next one up"),
        pytest.param("0.999", "0.99", id="the widest there is"),
    ],
)
def test_the_interval_says_what_it_spans(asked: str, given: str) -> None:
    found = projected(STEADY, thresholds=Thresholds(forecast_interval=D(asked)))
    assert found
    assert found.share == nearest_share(D(asked)) == D(given)


def _within(t: float, degrees: int) -> float:
    """P(−t < T < t), by the finite series of Abramowitz & Stegun 26.7.3 and 26.7.4."""
    angle = atan(t / sqrt(degrees))
    odd = degrees % 2
    term = total = cos(angle) if odd else 1.0
    for factor in range(3 if odd else 2, degrees - 1, 2):
        term *= (factor - 1) / factor * cos(angle) ** 2
        total += term
    if not odd:
        return sin(angle) * total
    return 2 / pi * (angle + (sin(angle) * total if degrees > 1 else 0))


@pytest.mark.parametrize("share", ["0.8", "0.9", "0.95", "0.99"])
def test_quantiles(share: str) -> None:
    for degrees in [*range(1, 31), 40, 60, 80, 100]:
        t = float(quantile(D(share), degrees))
        assert _within(t - 0.00051, degrees) < float(share) < _within(t + 0.00051, degrees)


@pytest.mark.parametrize(
    ("degrees", "row"), [pytest.param(39, 30, id="39"), pytest.param(363, 100, id="363")]
)
def test_skipped_degrees_take_the_wider_row(degrees: int, row: int) -> None:
    assert quantile(D("0.8"), degrees) == quantile(D("0.8"), row)
