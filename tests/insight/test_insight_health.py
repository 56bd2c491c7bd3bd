"""Health metrics over time, and check-ins that were due and came."""

from datetime import date, timedelta
from pathlib import Path

import builders as b
import pytest

from okrpress.app.content import read_content
from okrpress.app.project import read_project
from okrpress.app.watcher import Silence
from okrpress.insight.coverage import WEEKS, Turned, coverage_of
from okrpress.insight.health import HealthHistory, dimensions_of, health_of
from okrpress.insight.week_reports import Turnout, expected_in
from okrpress.model.observations import CheckIn
from okrpress.model.settings import Settings
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio

AS_OF = date(2026, 11, 22)
EXAMPLE = read_content(read_project(Path(__file__).parents[2]), Silence(), cache=False)


def world(*check_ins: CheckIn, teams: tuple[str, ...] = (b.UNIT,)) -> ScoredPortfolio:
    """Teams that keep their overtime at 4 h or less."""
    portfolio = b.portfolio(
        check_ins=check_ins,
        teams=[b.team(id, health=[b.health_metric(title=f"Overtime of {id}")]) for id in teams],
    )
    return score(portfolio, Settings(), AS_OF)


def overtime(on: str, hours: int, team: str = b.UNIT, suffix: str = "") -> CheckIn:
    folder = b.FOLDER._replace(unit=team)
    return b.check_in(on, folder=folder, health={"overtime": hours}, suffix=suffix)


def history(*check_ins: CheckIn) -> HealthHistory:
    (found,) = health_of(world(*check_ins))
    return found


def test_levels_are_in_order_one_for_a_day() -> None:
    found = history(
        overtime("2026-11-08", 5),
        overtime("2026-11-01", 3),
        overtime("2026-11-08", 6, suffix="-b"),
    )
    assert [(one.date.day, int(one.value)) for one in found.levels] == [(1, 3), (8, 6)]


def test_a_breach_lasts_since_its_first_level() -> None:
    days = ("2026-10-05", "2026-10-12", "2026-10-19", "2026-10-26")
    found = history(*(overtime(day, hours) for day, hours in zip(days, (5, 4, 6, 7), strict=True)))
    assert (found.outside_now, found.latest) == (b.number(3), found.levels[-1])
    assert found.since == found.levels[2]
    assert [one.date.day for one in found.breaches] == [5, 19, 26]


def test_inside_there_is_no_breach() -> None:
    found = history(overtime("2026-11-08", 4))
    assert (found.outside_now, found.since, found.breaches) == (b.number(0), None, ())


def test_what_was_never_reported_has_no_verdict() -> None:
    found = history()
    assert (found.latest, found.outside_now, found.since) == (None, None, None)


def test_levels_older_than_a_year_or_still_to_come_are_not_there() -> None:
    assert history(overtime("2025-11-22", 5), overtime("2026-11-23", 5)).levels == ()


def test_a_dimension_is_shared_by_units() -> None:
    scored = world(
        overtime("2026-11-01", 5),
        overtime("2026-11-08", 3),
        overtime("2026-11-08", 3, "sales"),
        overtime("2026-08-01", 9, "sales"),
        teams=(b.UNIT, "sales"),
    )
    (found,) = dimensions_of(health_of(scored), AS_OF)
    assert (found.id, found.title) == ("overtime", "Overtime of product")
    assert (found.units, found.inside, found.levels) == (2, 2, 3)
    assert round(found.share, 2) == b.number("0.67")


def test_without_levels_there_is_no_dimension() -> None:
    assert dimensions_of(health_of(world()), AS_OF) == ()


# ── coverage ──────────────────────────────────────────────────────────────────────────────────


def test_coverage_counts_what_was_due_and_came() -> None:
    readings = [
        b.check_in(day, b.reading(10)) for day in ("2026-10-08", "2026-10-15", "2026-10-29")
    ]
    found = coverage_of(score(b.portfolio(check_ins=readings), Settings(), AS_OF))
    assert found.weeks[0].id == "2026-w41"
    assert found.in_all[:4] == (Turned(1, 1), Turned(1, 1), Turned(1, 0), Turned(1, 1))
    assert found.units == {b.UNIT: found.in_all}
    assert [one.share for one in found.in_all[1:3]] == [1, 0]


def test_without_anything_due_there_are_no_weeks() -> None:
    undated = b.cycle("someday", start=None, end=None, undated="We began in between")
    long_ago = b.objective("old", cycle="2025-q1")
    portfolio = b.portfolio(objectives=[b.objective(cycle="someday"), long_ago], cycles=[undated])
    found = coverage_of(score(portfolio, Settings(), AS_OF))
    assert (found.weeks, found.in_all, found.units) == ((), (), {})
    assert Turned().share is None


def test_no_more_weeks_than_a_quarter() -> None:
    year = b.cycle("2026", start="2026-01-01", end="2026-12-31")
    portfolio = b.portfolio(objectives=[b.objective(cycle="2026")], cycles=[year])
    assert len(coverage_of(score(portfolio, Settings(), AS_OF)).weeks) == WEEKS


@pytest.mark.parametrize("days", range(0, 340, 17))
def test_coverage_counts_what_the_weekly_board_asks_for(days: int) -> None:
    as_of = AS_OF - timedelta(days=days)
    scored = score(EXAMPLE.everything, Settings(), as_of)
    found = coverage_of(scored)
    for at, week in enumerate(found.weeks):
        asked = [
            one.turnout
            for folder in scored.portfolio.by_folder
            for one in expected_in(scored, folder, week)
        ]
        reported = asked.count(Turnout.REPORTED)
        assert found.in_all[at] == (reported + asked.count(Turnout.MISSING), reported), week.id
