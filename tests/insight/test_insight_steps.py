"""Where a value stood on a day and where it went: the same as its running values say."""

from datetime import date, timedelta
from random import Random

import builders as make
import pytest

from okrpress.insight.steps import known_on, step_after
from okrpress.model.observations import Reading
from okrpress.model.okr import Aggregate, Measure
from okrpress.scoring.history import History
from okrpress.scoring.progress import running_values
from okrpress.scoring.result import Dated

FIRST = make.day("2026-10-01")
MEASURES = [
    make.metric(0, 10),
    make.metric(0, 10, aggregate=Aggregate.SUM),
    make.metric(0, 10, aggregate=Aggregate.MEAN),
    make.band(min=2, max=6),
    make.yes_no(),
    make.steps("a", "b"),
    make.unmeasured(),
]


def history(random: Random) -> History:
    """Readings of all kinds, some without a value, some on the same day."""
    days = sorted(FIRST + timedelta(days=random.randrange(12)) for _ in range(random.randrange(9)))
    return tuple(Dated(on, _reading(random), None, f"{at}.md") for at, on in enumerate(days))


def _reading(random: Random) -> Reading:
    if random.random() < 0.3:
        return make.reading(confidence=5)
    steps = random.sample(["a", "b"], random.randrange(3))
    return make.reading(random.randrange(9), done=random.random() < 0.5, steps=steps)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: type(one).__name__)
def test_a_step_is_what_running_values_say(measure: Measure) -> None:
    random = Random(7)
    for _ in range(200):
        known, day = history(random), FIRST + timedelta(days=random.randrange(-1, 13))
        points = running_values(measure, known)
        before = [point for point in points if point.date <= day]
        after = [point for point in points if point.date > day]
        assert step_after(measure, known, day) == (
            before[-1] if before else None,
            after[-1] if after else None,
        )


def test_what_is_known_on_a_day_includes_that_day() -> None:
    known = tuple(Dated(date(2026, 10, day), make.reading(1), None, "a.md") for day in (1, 2, 2, 4))
    assert known_on(known, date(2026, 10, 2)) == known[:3]
    assert known_on(known, date(2026, 9, 30)) == ()
