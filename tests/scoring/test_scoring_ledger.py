"""What was promised on the day that is asked about."""

from datetime import date
from decimal import Decimal

import builders as b
import pytest

from okrpress.model.okr import Band, KeyResult, Metric
from okrpress.scoring.ledger import in_force, promised

MOVED = b.key_result(
    measure=b.metric(0, 45),
    due="2026-12-18",
    weight=2,
    changes=[
        b.change("target", Decimal(50), Decimal(40), on="2026-10-20"),
        b.change("target", Decimal(40), Decimal(45), on="2026-11-03"),
        b.change("due", date(2026, 12, 11), date(2026, 12, 18), on="2026-11-03"),
        b.change("weight", Decimal(1), Decimal(2), on="2026-11-10"),
    ],
)


@pytest.mark.parametrize(
    ("as_of", "target", "due", "weight"),
    [
        pytest.param("2026-10-19", 50, "2026-12-11", 1, id="before anything moved"),
        pytest.param("2026-10-20", 40, "2026-12-11", 1, id="on the day of the first move"),
        pytest.param("2026-11-03", 45, "2026-12-18", 1, id="on the day of two moves"),
        pytest.param("2026-11-10", 45, "2026-12-18", 2, id="after everything moved"),
    ],
)
def test_a_promise_is_that_of_the_day(as_of: str, target: int, due: str, weight: int) -> None:
    then = in_force(MOVED, b.day(as_of))
    assert isinstance(then.measure, Metric)
    assert (then.measure.target, then.due, then.weight) == (target, b.day(due), weight)


def test_a_band_and_a_due_date_that_was_not_there() -> None:
    key_result = b.key_result(
        measure=b.band(max=4),
        due="2026-12-18",
        changes=[
            b.change("keep", "min 1, max 3", "max 4", on="2026-11-03"),
            b.change("due", "", date(2026, 12, 18), on="2026-11-03"),
        ],
    )
    then = in_force(key_result, b.day("2026-11-02"))
    assert then.measure == Band(min=Decimal(1), max=Decimal(3))
    assert then.due is None
    assert in_force(key_result, b.day("2026-11-03")) is key_result


@pytest.mark.parametrize("key_result", [b.key_result(), b.key_result(measure=b.yes_no())])
def test_without_a_later_move_nothing_changes(key_result: KeyResult) -> None:
    objective = b.objective(key_results=[key_result])
    assert promised(objective, b.day("2026-10-02")) is objective


def test_progress_is_held_against_the_target_of_the_day() -> None:
    def progress(as_of: str) -> Decimal | None:
        scored = b.scored_key_result(
            MOVED, [b.check_in("2026-10-02", b.reading(9))], as_of=b.day(as_of), during=b.cycle()
        )
        return scored.progress

    assert progress("2026-10-19") == Decimal("0.18")
    assert progress("2026-11-22") == Decimal("0.2")
