"""Weeks: their days and names, and which of them are worth a look."""

from datetime import date, timedelta

import builders as make
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrpress.insight.weeks import WEEKS_KEPT, Week, calendar_of, cycles_in, week_of
from okrpress.model.ids import UnitCycle
from okrpress.model.okr import Cycle
from okrpress.model.portfolio import Portfolio
from okrpress.model.settings import Settings
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio


def scored(portfolio: Portfolio, as_of: str = "2026-11-22") -> ScoredPortfolio:
    return score(portfolio, Settings(), make.day(as_of))


def names(portfolio: Portfolio, as_of: str = "2026-11-22") -> list[str]:
    return [week.id for week in calendar_of(scored(portfolio, as_of)).weeks]


@pytest.mark.parametrize(
    ("day", "id"),
    [
        pytest.param("2026-11-16", "2026-w47", id="a Monday"),
        pytest.param("2026-11-22", "2026-w47", id="its Sunday"),
        pytest.param("2026-01-01", "2026-w01", id="a year that begins on a Thursday"),
        pytest.param("2027-01-01", "2026-w53", id="a Friday in the old year's last week"),
        pytest.param("2024-12-30", "2025-w01", id="a Monday in the new year's first week"),
    ],
)
def test_a_day_lies_in_a_week(day: str, id: str) -> None:
    assert week_of(make.day(day)).id == id


@given(st.dates())
@settings(max_examples=100)
def test_a_week_holds_its_days_and_no_other(day: date) -> None:
    week = week_of(day)
    assert week.first <= day <= week.last
    assert week.first.weekday() == 0
    assert week.holds(day)
    assert (week.last - week.first).days == min(6, (date.max - week.first).days)


def test_no_day_lies_in_no_week() -> None:
    assert not Week(2026, 47).holds(None)


# ── which weeks there are ─────────────────────────────────────────────────────────────────────


def test_a_running_cycle_has_all_its_weeks_up_to_today() -> None:
    found = names(make.portfolio())
    assert (found[0], found[-1], len(found)) == ("2026-w40", "2026-w47", 8)


def test_a_cycle_that_is_over_counts_if_anybody_checked_in() -> None:
    objective = make.objective(cycle="2026-q2")
    check_in = make.check_in("2026-05-05", folder=UnitCycle("2026-q2", make.UNIT))
    assert names(make.portfolio(objectives=[objective])) == []
    found = names(make.portfolio(objectives=[objective], check_ins=[check_in]))
    assert (found[0], found[-1]) == ("2026-w14", "2026-w27")


def test_a_check_in_after_its_cycle_has_its_week() -> None:
    late = make.check_in("2027-02-03")
    found = names(make.portfolio(check_ins=[late]), "2027-03-01")
    assert found[-2:] == ["2026-w53", "2027-w05"]


def test_what_is_dated_later_does_not_exist() -> None:
    later = make.check_in("2026-11-24")
    calendar = calendar_of(scored(make.portfolio(check_ins=[later])))
    assert calendar.weeks[-1].id == "2026-w47"
    assert calendar.check_ins == {}


def test_an_undated_cycle_has_the_weeks_of_its_check_ins() -> None:
    folder = UnitCycle("wiki", make.UNIT)
    portfolio = make.portfolio(
        objectives=[make.objective(cycle="wiki")],
        cycles=[Cycle(id="wiki", title="", start=None, end=None, undated="Found in a wiki")],
        check_ins=[make.check_in("2020-01-08", folder=folder)],
    )
    assert names(portfolio) == ["2020-w02"]


def test_only_the_newest_weeks_are_kept() -> None:
    first, last = date(1, 1, 1), date.max
    cycle = Cycle(id="ever", title="", start=first, end=last)
    portfolio = make.portfolio(objectives=[make.objective(cycle="ever")], cycles=[cycle])
    assert len(names(portfolio)) == WEEKS_KEPT
    assert len(names(portfolio, "0001-01-20")) == 3


def test_check_ins_are_by_week_and_folder() -> None:
    days = ("2026-11-10", "2026-11-17", "2026-11-19")
    calendar = calendar_of(scored(make.portfolio(check_ins=[make.check_in(day) for day in days])))
    found = calendar.check_ins_in(Week(2026, 47))
    assert [one.date for one in found[make.FOLDER]] == [make.day(day) for day in days[1:]]
    assert calendar.check_ins_in(Week(2026, 45)) == {}


@pytest.mark.parametrize(
    ("day", "cycles"),
    [
        pytest.param("2026-09-28", ("2026-q3", "2026-q4"), id="a week that two cycles share"),
        pytest.param("2026-11-22", ("2026-q4",), id="inside one"),
        pytest.param("2026-12-31", (), id="a week that has not come"),
    ],
)
def test_cycles_have_days_in_a_week(day: str, cycles: tuple[str, ...]) -> None:
    objectives = [make.objective(cycle=cycle) for cycle in ("2026-q3", "2026-q4")]
    found = scored(make.portfolio(objectives=objectives))
    assert cycles_in(found, week_of(make.day(day))) == cycles


def test_a_week_that_begins_after_today_is_no_ones() -> None:
    found = scored(make.portfolio(), "2026-09-30")
    assert cycles_in(found, week_of(make.day("2026-09-30"))) == ()
    assert cycles_in(found, week_of(make.day("2026-09-30") + timedelta(days=7))) == ()
