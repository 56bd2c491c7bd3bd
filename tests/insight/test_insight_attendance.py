"""What became of the check-ins that were due: in time, late, missing, still to come."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import builders as b
import pytest

from okrpress.insight.coverage import LONGEST, Aged, attendance, silence_of, weeks_in
from okrpress.insight.turns import Turn, Turns
from okrpress.model.okr import KeyResult, Measure, Metric, State, YesNo
from okrpress.model.settings import Settings
from okrpress.scoring import score

AS_OF = date(2026, 11, 1)  # a Sunday, four weeks into the quarter
ON_TIME, LATE, MISSING, COMING = Turn


def turns(
    days: Sequence[str],
    *,
    grace: int = 2,
    as_of: date = AS_OF,
    measure: Measure | None = None,
    state: State = State.ACTIVE,
) -> list[Turn | None]:
    """Of one key result that is to be reported every week from 1 October, a Thursday."""
    objective = b.objective(key_results=[b.key_result(measure=measure, state=state, reason="so")])
    done = isinstance(measure, YesNo)
    reading = b.reading(done=True) if done else b.reading(10)
    portfolio = b.portfolio(
        objectives=[objective], check_ins=[b.check_in(day, reading) for day in days]
    )
    scored = score(portfolio, replace(Settings(), check_in_grace=grace), as_of)
    weeks = weeks_in(scored.portfolio.cycles["2026-q4"], as_of)
    found = [dict(one.turns) for one in attendance(scored, [b.FOLDER], weeks)]
    return [found[0].get(at) for at in range(len(weeks))] if found else []


@pytest.mark.parametrize(
    ("days", "grace", "first"),
    [
        pytest.param("08 15 22 29", 2, [None, *[ON_TIME] * 4], id="each on its day"),
        pytest.param("06 13 20 27", 0, [None, *[ON_TIME] * 4], id="each before its day"),
        pytest.param("10", 2, [None, ON_TIME, MISSING], id="within the days of grace"),
        pytest.param("11", 2, [None, LATE, MISSING], id="a day after those"),
        pytest.param("09", 0, [None, LATE, MISSING], id="late at once where there is no grace"),
        pytest.param("13", 2, [None, MISSING, LATE, MISSING], id="in the next week"),
        pytest.param("02", 2, [None, MISSING, MISSING], id="early, and not again"),
        pytest.param("", 2, [None, *[MISSING] * 4], id="never"),
    ],
)
def test_a_check_in_is_held_against_the_day_it_was_due(
    days: str, grace: int, first: list[Turn | None]
) -> None:
    found = turns([f"2026-10-{day}" for day in days.split()], grace=grace)
    assert found[: len(first)] == first
    assert len(found) == 5


def test_key_results_that_are_heard_of_on_the_same_days_stand_each_for_itself() -> None:
    days = ("2026-10-08", "2026-10-15")
    options = [
        {},
        {"due": "2026-10-20"},
        {"due": "2026-10-12"},
        {"cadence": 14},
        {"start": "2026-10-12"},
        {"measure": b.yes_no()},
    ]
    key_results = [b.key_result(f"k{at}", **some) for at, some in enumerate(options)]

    def found(*some: KeyResult) -> dict[str, Turns]:
        readings = [
            b.reading(10, of=f"onboarding#{one.id}")
            if isinstance(one.measure, Metric)
            else b.reading(done=True, of=f"onboarding#{one.id}")
            for one in some
        ]
        portfolio = b.portfolio(
            objectives=[b.objective(key_results=[*some])],
            check_ins=[b.check_in(day, *readings) for day in days],
        )
        scored = score(portfolio, Settings(), AS_OF)
        weeks = weeks_in(scored.portfolio.cycles["2026-q4"], AS_OF)
        rows = attendance(scored, [b.FOLDER], weeks)
        return {one.scored.ref.key_result: one.turns for one in rows}

    alone = {id: turns for one in key_results for id, turns in found(one).items()}
    assert found(*key_results) == alone
    assert len({*alone.values()}) >= 4


def test_what_is_due_later_this_week_is_still_to_come() -> None:
    reported = ["2026-10-08", "2026-10-15", "2026-10-22"]
    assert turns(reported, as_of=date(2026, 10, 28))[-1] is COMING
    assert turns(reported, as_of=date(2026, 10, 29))[-1] is MISSING


def test_what_was_delivered_is_not_asked_for_again() -> None:
    assert turns(["2026-10-08"], measure=b.yes_no()) == [None, ON_TIME, None, None, None]


def test_what_nobody_pursues_is_not_asked_for() -> None:
    assert turns([], state=State.CANCELLED) == []


def test_of_a_long_cycle_the_newest_weeks_are_looked_at() -> None:
    year = b.cycle("2026", start="2026-01-01", end="2026-12-31")
    weeks = weeks_in(year, AS_OF)
    assert len(weeks) == LONGEST
    assert weeks[-1].holds(AS_OF)
    assert list(weeks) == sorted(weeks)


def test_an_undated_cycle_has_no_weeks() -> None:
    undated = b.cycle("someday", start=None, end=None, undated="We began in between")
    portfolio = b.portfolio(objectives=[b.objective(cycle="someday")], cycles=[undated])
    scored = score(portfolio, Settings(), AS_OF)
    weeks = weeks_in(scored.portfolio.cycles["someday"], AS_OF)
    assert weeks == ()
    assert list(attendance(scored, scored.portfolio.by_folder, weeks)) == []


# ── silence ───────────────────────────────────────────────────────────────────────────────────


def silent(*days: str, as_of: date = AS_OF, **options: Any) -> list[tuple[int, int]]:
    """Pursued and silent at the end of each week, of one key result to be reported every week."""
    key_result = b.key_result(**options)
    done = isinstance(key_result.measure, YesNo)
    reading = b.reading(done=True) if done else b.reading(10)
    portfolio = b.portfolio(
        objectives=[b.objective(key_results=[key_result])],
        check_ins=[b.check_in(f"2026-10-{day}", reading) for day in days],
    )
    found = silence_of(score(portfolio, Settings(), as_of))
    return [(one.pursued, one.silent) for _, one in found]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        pytest.param((), [(1, 0), (1, 0), (1, 1), (1, 1), (1, 1)], id="never, since it began"),
        pytest.param(("08",), [(1, 0), (1, 0), (1, 0), (1, 1), (1, 1)], id="once"),
        pytest.param(("08", "22"), [(1, 0)] * 5, id="again in time"),
        pytest.param(("08", "31"), [(1, 0), (1, 0), (1, 0), (1, 1), (1, 0)], id="again"),
    ],
)
def test_what_was_not_heard_of_for_two_cadences_is_silent(
    days: tuple[str, ...], expected: list[tuple[int, int]]
) -> None:
    assert silent(*days) == expected


def test_what_is_done_or_due_is_not_asked_for_news() -> None:
    assert silent("08", measure=b.yes_no()) == [(1, 0), (0, 0), (0, 0), (0, 0), (0, 0)]
    assert silent(due="2026-10-14") == [(1, 0), (1, 0), (0, 0), (0, 0), (0, 0)]


def test_the_running_week_is_told_as_of_today() -> None:
    assert silent("08", as_of=date(2026, 10, 22))[-1] == (1, 0)
    assert silent("08", as_of=date(2026, 10, 23))[-1] == (1, 1)


def test_before_anything_is_pursued_there_is_nothing_to_tell() -> None:
    assert silent(as_of=date(2026, 9, 1)) == []
    assert Aged().share is None
    assert Aged(4, 1).share == b.number("0.25")
