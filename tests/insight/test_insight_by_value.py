"""Progress by value: which objectives take part."""

from datetime import date

import builders as b

from okrpress.insight.by_value import progress_by_value
from okrpress.model.okr import Tier
from okrpress.model.settings import Settings
from okrpress.scoring import score


def test_progress_by_value_is_the_mean_of_what_counts() -> None:
    half = b.objective("half", values=["care", "speed"])
    none_yet = b.objective("none-yet", values=["care"])
    nice = b.objective("nice", values=["speed"], tier=Tier.NICE_TO_HAVE)
    portfolio = b.portfolio(
        organisation=b.organisation(values=[b.value("care"), b.value("speed"), b.value("calm")]),
        objectives=[half, none_yet, nice],
        check_ins=[b.check_in("2026-11-01", b.reading(50, of="half#activation"))],
    )
    scored = score(portfolio, Settings(), date(2026, 11, 22))
    found = progress_by_value(scored, scored.objectives.values())
    assert [(one.value.id, one.objectives, one.progress) for one in found] == [
        ("care", 2, b.number("0.5")),
        ("speed", 1, b.number("0.5")),
        ("calm", 0, None),
    ]
