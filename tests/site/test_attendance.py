"""Heatmaps of check-ins on the pages of cycles and units, and what else those pages tell."""

from collections.abc import Callable
from dataclasses import replace

import builders as b
import pytest
from site_samples import sample

from okrpress.model.ids import UnitCycle
from okrpress.model.okr import InitiativeStatus, Objective, State
from okrpress.model.portfolio import Portfolio
from okrpress.model.settings import Settings
from okrpress.scoring import score
from okrpress.site.pages import SitePages
from okrpress.site.theme import load_theme
from okrpress.site.views.archive import archive_view
from okrpress.site.views.attendance import ROWS, Attendance, cycle_attendance, unit_attendance
from okrpress.site.views.cycle import CycleView, cycle_pages
from okrpress.site.views.here import Here, Options, Site, make_site
from okrpress.site.views.home import home_view
from okrpress.site.views.unit import UnitView, unit_view

SAMPLE = make_site(sample(), Options())
THEME = load_theme("default", None)


def site_of(portfolio: Portfolio, on: str = "2026-10-25", **settings: str) -> Site:
    return make_site(score(portfolio, Settings(**settings), b.day(on)), Options())


def of_cycle(site: Site) -> Attendance | None:
    folders = site.cycle_folders["2026-q4"]
    return cycle_attendance(Here(site, "c/2026-q4/index.html"), "2026-q4", folders)


def of_unit(site: Site, unit: str = b.UNIT) -> Attendance | None:
    here = Here(site, f"t/{unit}/index.html")
    return unit_attendance(here, [UnitCycle("2026-q4", unit)])


def reported(*days: str) -> Portfolio:
    check_ins = [b.check_in(f"2026-10-{day}", b.reading(10)) for day in days]
    return b.portfolio(check_ins=check_ins)


# ── heatmaps ──────────────────────────────────────────────────────────────────────────────────


def test_a_unit_shows_each_key_result_by_a_shape_and_a_word() -> None:
    found = of_unit(site_of(reported("08", "18")))
    assert found
    (row,) = found.figure.chart.table.rows
    assert row[1:] == ("", "On time", "Late", "Missing")
    svg = found.figure.chart.svg
    for status, word in (("on-track", "On time"), ("at-risk", "Late"), ("off-track", "Missing")):
        assert svg.count(f'<use class="chart-shape chart-is-{status}"') == 1
        assert f"{word} <b>1</b>" in svg
    assert found.figure.chart.finding == (
        "Of 3 check-ins that were due, 1 came on time; late: 1, missing: 1."
    )


def test_a_cycle_counts_them_by_unit_and_marks_where_some_were_late() -> None:
    found = of_cycle(site_of(reported("08", "18")))
    assert found
    assert found.figure.chart.table.rows == (("Product", "", "On time", "Late", "Missing"),)
    assert found.figure.chart.svg.count(">1/1<") == 2
    assert found.figure.chart.svg.count(">0/1<") == 1
    assert "Some of them late" in found.figure.chart.svg


def test_where_all_came_on_time_nothing_is_marked() -> None:
    found = of_cycle(site_of(reported("08", "15", "22")))
    assert found
    assert found.figure.chart.finding == "All 3 check-ins that were due came on time."
    assert "Some of them late" not in found.figure.chart.svg


def test_several_key_results_of_a_unit_are_told_by_their_number() -> None:
    objective = b.objective(key_results=[b.key_result(), b.key_result("other")])
    check_ins = [b.check_in(day, b.reading(10)) for day in ("2026-10-08", "2026-10-22")]
    found = of_cycle(site_of(b.portfolio(objectives=[objective], check_ins=check_ins)))
    assert found
    (row,) = found.figure.chart.table.rows
    assert row[2:] == ("1 on time, 1 missing", "2 missing", "1 late, 1 missing")


@pytest.mark.parametrize("draw", [of_cycle, of_unit])
@pytest.mark.parametrize("days", [(), ("22",), ("22", "23")], ids=len)
def test_without_two_weeks_of_check_ins_there_is_no_rhythm_to_draw(
    draw: Callable[[Site], Attendance | None], days: tuple[str, ...]
) -> None:
    assert draw(site_of(reported(*days))) is None


@pytest.mark.parametrize("on", ["2026-09-30", "2026-10-04"])
def test_before_anything_is_due_there_is_no_drawing(on: str) -> None:
    assert of_cycle(site_of(reported("08", "15"), on)) is None


def many(count: int) -> Portfolio:
    objectives: list[Objective] = [b.objective(unit=f"team-{one:02}") for one in range(count)]
    check_ins = [
        b.check_in(
            day,
            b.reading(10, of=f"team-{one:02}/{b.OBJECTIVE}#{b.KEY_RESULT}"),
            folder=UnitCycle("2026-q4", f"team-{one:02}"),
        )
        for one in range(count)
        for day in ("2026-10-08", "2026-10-15")
    ]
    return b.portfolio(objectives=objectives, check_ins=check_ins)


def test_units_that_have_no_room_are_folded_away() -> None:
    found = of_cycle(site_of(many(ROWS + 2)))
    assert found
    assert found.more
    assert (len(found.figure.chart.table.rows), found.more_count) == (ROWS, "2 more units")
    assert len(found.more.chart.table.rows) == 2
    alone = of_cycle(site_of(many(ROWS)))
    assert alone
    assert (alone.more, alone.more_count) == (None, "")


def test_rows_that_are_all_new_do_not_pass_for_punctual() -> None:
    late = b.key_result(start="2026-10-17")
    new = b.objective(unit="team-99", key_results=[late])
    before = many(ROWS)
    objectives = [*before.objectives.values(), new]
    check_ins = [one for some in before.check_ins.values() for one in some]
    portfolio = b.portfolio(objectives=objectives, check_ins=check_ins)
    found = of_cycle(site_of(portfolio, "2026-10-21"))
    assert found
    assert found.more
    assert found.more.chart.finding == "No check-in was due yet."


# ── the rest of a unit's page ─────────────────────────────────────────────────────────────────


def unit_of(*objectives: Objective) -> UnitView:
    return unit_view(site_of(b.portfolio(objectives=objectives)), b.UNIT)


def test_a_unit_names_what_it_supports_and_waits_for_elsewhere() -> None:
    above, needed = b.objective("above", unit="company"), b.objective("needed", unit="platform")
    mine = [
        b.objective(
            name,
            supports=[b.ref("company/above")],
            depends_on=[b.ref("platform/needed"), b.ref(f"{b.UNIT}/one")] if name == "two" else (),
        )
        for name in ("one", "two")
    ]
    ties = unit_of(above, needed, *mine).ties
    assert ties
    assert [(one.link.text, one.unit.text) for one in ties.supports] == [
        ("Above is a pleasure", "Company")
    ]
    assert [one.link.text for one in ties.depends_on] == ["Needed is a pleasure"]
    assert ties.supports[0].status.word
    assert (ties.supports_left, ties.depends_on_left) == ("", "")


def test_a_unit_with_many_parents_says_how_many_are_not_listed() -> None:
    above = [b.objective(f"above-{one}", unit="company") for one in range(10)]
    mine = b.objective(supports=[b.ref(f"company/{one.ref.objective}") for one in above])
    ties = unit_of(*above, mine).ties
    assert ties
    assert (len(ties.supports), ties.supports_left) == (8, "and 2 more")


def test_a_unit_that_stands_alone_has_no_ties() -> None:
    assert unit_of(b.objective()).ties is None


def test_the_last_cycles_of_a_unit_say_how_many_check_ins_came_in_time() -> None:
    site = site_of(reported("08", "18"), "2027-01-05")
    (past,) = unit_view(site, b.UNIT).past
    assert past.check_ins == "1 of 13 on time"
    (silent,) = unit_view(site_of(b.portfolio(), "2027-01-05"), b.UNIT).past
    assert silent.check_ins == ""


@pytest.mark.parametrize(
    ("days", "said"),
    [
        pytest.param(("08", "22"), "every week, next on 29 Oct 2026", id="ahead"),
        pytest.param(("08",), "every week", id="overdue"),
    ],
)
def test_a_unit_says_when_the_next_check_in_is(days: tuple[str, ...], said: str) -> None:
    assert unit_view(site_of(reported(*days)), b.UNIT).cadence == said


# ── where pages lead ──────────────────────────────────────────────────────────────────────────


def test_a_page_leads_to_the_history_of_its_file_where_the_settings_say_how() -> None:
    url = "https://git.example/okrs/commits/main/{path}"
    pages = SitePages(site_of(reported("08"), history_url=url).scored, THEME, Options())
    page = pages.draw("o/2026-q4/product/onboarding/index.html").decode()
    file = "content/2026-q4/product/onboarding.md"
    assert f'href="https://git.example/okrs/commits/main/{file}"' in page
    assert "History of this file" in page
    without = SitePages(site_of(reported("08")).scored, THEME, Options())
    assert b"History of this file" not in without.draw("o/2026-q4/product/onboarding/index.html")


@pytest.mark.parametrize(("on", "is_said"), [("2026-10-25", True), ("2027-01-05", False)])
def test_while_a_cycle_runs_its_pages_say_how_to_check_in(on: str, is_said: bool) -> None:
    pages = SitePages(site_of(reported("08"), on).scored, THEME, Options())
    page = pages.draw("o/2026-q4/product/onboarding/index.html")
    assert (b"okrpress checkin product" in page) == is_said


def cycle_of(site: Site, id: str) -> CycleView:
    view = next(cycle_pages(site, id)).make()
    assert isinstance(view, CycleView)
    return view


def test_a_cycle_leads_to_its_reviews_and_to_the_one_before() -> None:
    said = [one.text for one in cycle_of(SAMPLE, "2026-q4").also]
    assert said[0] == "Reviews"
    assert said[1].startswith("Compare with")


def test_the_archive_draws_how_cycles_of_one_length_ended() -> None:
    folders = [UnitCycle(one, b.UNIT) for one in ("2026-q2", "2026-q3")]
    portfolio = b.portfolio(
        objectives=[b.objective(cycle=one.cycle) for one in folders],
        retrospectives=[
            b.retrospective(
                "2026-10-10",
                folder=one,
                grades={b.key_result_ref()._replace(cycle=one.cycle): b.grade(0.5, why="Luck")},
            )
            for one in folders
        ],
    )
    outcomes = archive_view(site_of(portfolio, "2026-12-01")).outcomes
    assert outcomes
    assert len(outcomes.chart.table.rows) == 2
    assert "0.5" in outcomes.chart.finding
    assert archive_view(site_of(reported("08"))).outcomes is None


# ── home ──────────────────────────────────────────────────────────────────────────────────────


def test_home_begins_with_the_announcement() -> None:
    site = site_of(reported("08"), announcement="Reviews close on <Friday>")
    page = SitePages(site.scored, THEME, Options()).draw("index.html").decode()
    assert page.index("Reviews close on &lt;Friday&gt;") < page.index("<h1")
    assert home_view(site_of(reported("08"))).announcement == ""


def test_home_names_the_next_check_ins_and_leads_to_the_calendar() -> None:
    view = home_view(site_of(reported("08", "22")))
    assert (view.dates[0].day.iso, view.dates[0].text) == (
        "2026-10-29",
        "1 key result to check in",
    )
    assert view.calendar.href == "calendar.ics"
    assert [one.text for one in view.dates[1:]] == ["ends"]


# ── people ────────────────────────────────────────────────────────────────────────────────────


def of_person() -> Site:
    """Maria has an objective of her own, answers for a key result of a team and works on both."""
    mine = b.objective(unit="maria")
    work = [
        b.initiative("Write the mails", owner="maria"),
        b.initiative("Old mails", owner="maria", status=InitiativeStatus.DONE),
    ]
    key_results = [
        b.key_result(title="Hers", owner="maria"),
        b.key_result("other", title="Not hers"),
        b.key_result("gone", title="Gone", owner="maria", state=State.CANCELLED, reason="so"),
    ]
    team = b.objective(owner="jon", key_results=key_results, initiatives=work)
    old = b.objective("old", cycle="2026-q3", owner="maria")
    return site_of(b.portfolio(objectives=[mine, team, old], people=[b.person("maria")]))


def test_a_person_sees_what_they_answer_for_and_work_on_in_teams() -> None:
    ties = unit_view(of_person(), "maria").ties
    assert ties
    assert [(one.link.text, one.unit.text) for one in ties.answers_for] == [("Hers", "Product")]
    assert [one.link.text for one in ties.works_on] == ["Onboarding is a pleasure"]
    assert unit_view(of_person(), b.UNIT).ties is None


def test_search_engines_are_asked_to_leave_people_alone() -> None:
    site = of_person()
    scored = replace(site.scored, settings=replace(site.settings, url="https://okrs.example/"))
    pages = SitePages(scored, THEME, Options())
    assert b'<meta name="robots" content="noindex">' in pages.draw("p/maria/index.html")
    assert b"noindex" not in pages.draw("t/product/index.html")
    assert b"/t/product/" in pages.draw("sitemap.xml")
    assert b"/p/maria/" not in pages.draw("sitemap.xml")
