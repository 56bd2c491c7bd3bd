"""PRV: what readers of the published site do not see."""

from typing import Any

import builders as b
import pytest
from portfolio_worlds import LAST, found

from okrpress.model.finding import Place
from okrpress.model.okr import Objective, Visibility
from okrpress.rules.portfolios import prv001_reference_into_hidden

HIDDEN = b.objective("hidden", visibility=Visibility.INTERNAL)
SHOWN = b.objective("shown")
MINE = b.objective("mine", unit="maria")
SHARED = b.objective("shared", unit="maria", visibility=Visibility.PUBLIC)


def linked(**keys: Any) -> Objective:
    return b.objective("linked", **keys)


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        pytest.param(linked(supports=[HIDDEN.ref]), ["supports"], id="supports what is internal"),
        pytest.param(linked(depends_on=[HIDDEN.ref]), ["depends_on"], id="depends on it"),
        pytest.param(
            linked(supports=[HIDDEN.ref], depends_on=[HIDDEN.ref]),
            ["supports", "depends_on"],
            id="both",
        ),
        pytest.param(
            linked(supports=[b.ref("hidden#activation")]), ["supports"], id="a key result of it"
        ),
        pytest.param(linked(supports=[MINE.ref]), ["supports"], id="what is a person's"),
        pytest.param(linked(supports=[SHARED.ref]), [], id="what a person shares"),
        pytest.param(linked(supports=[SHOWN.ref]), [], id="what is public"),
        pytest.param(
            linked(supports=[HIDDEN.ref], visibility=Visibility.INTERNAL),
            [],
            id="from what is not public either",
        ),
        pytest.param(
            linked(supports=[MINE.ref, HIDDEN.ref], visibility=Visibility.INTERNAL),
            ["supports"],
            id="from what the house sees to what one person sees",
        ),
        pytest.param(
            linked(supports=[MINE.ref], visibility=Visibility.MANAGERS),
            [],
            id="from what has few readers",
        ),
        pytest.param(
            linked(supports=[HIDDEN.ref, SHOWN.ref]), ["supports"], id="one of two is public"
        ),
    ],
)
def test_reference_into_hidden(written: Objective, keys: list[str]) -> None:
    findings = found(
        prv001_reference_into_hidden.RULE,
        objectives=[written, HIDDEN, SHOWN, MINE, SHARED],
        people=[b.person()],
        teams=[b.team()],
    )
    place = Place(file=written.file)
    assert [one.at for one in findings] == [place.at(key) for key in keys]


def test_a_closed_cycle_is_left_in_peace() -> None:
    findings = found(
        prv001_reference_into_hidden.RULE,
        objectives=[linked(cycle=LAST, supports=[HIDDEN.ref]), HIDDEN],
        cycles=[b.cycle(LAST, closed="2026-10-09")],
    )
    assert findings == []
