"""The week of a large company: an overview, an agenda for each unit, and diaries."""

from random import Random

import builders as make
import pytest

from okrpress.insight.week_reports import reports_in
from okrpress.insight.weeks import Week
from okrpress.model.ids import UnitCycle
from okrpress.model.observations import CheckIn, Decision
from okrpress.model.okr import Objective
from okrpress.model.portfolio import UnitKind
from okrpress.model.settings import Settings
from okrpress.scoring import score
from okrpress.site import urls
from okrpress.site.pages import SitePages
from okrpress.site.theme import load_theme
from okrpress.site.views import weekly_calendar
from okrpress.site.views.here import Options, make_site
from okrpress.site.views.unit import unit_view
from okrpress.site.views.weekly import week_pages
from okrpress.site.views.weekly_board import SHOWN, WeekView
from okrpress.site.views.weekly_diary import DiaryView, DiaryWeek

AS_OF = "2026-11-22"
WEEK, LAST = urls.week_path("2026-w47"), urls.week_path("2026-w46")
UNDECLARED = UnitKind.UNDECLARED
AGENDA = urls.agenda_path("u00", UNDECLARED)
UNITS = tuple(f"u{number:02}" for number in range(22))


def company(units: tuple[str, ...] = UNITS) -> list[Objective]:
    return [make.objective("o", unit=unit, key_results=[make.key_result("a")]) for unit in units]


def reported(
    on: str, unit: str, value: int, *, confidence: int | None = None, **said: list[str]
) -> CheckIn:
    reading = make.reading(value, of=f"{unit}/o#a", confidence=confidence)
    return make.check_in(on, reading, **said)  # type: ignore[arg-type]


def pages(
    *check_ins: CheckIn,
    objectives: list[Objective] | None = None,
    as_of: str = AS_OF,
    **more: object,
) -> dict[str, object]:
    objectives = company() if objectives is None else objectives
    portfolio = make.portfolio(objectives=objectives, check_ins=check_ins, **more)  # type: ignore[arg-type]
    site = make_site(score(portfolio, Settings(), make.day(as_of)), Options())
    return {planned.path: planned.make() for planned in week_pages(site)}


def week(found: dict[str, object], path: str = urls.CHECK_INS) -> WeekView:
    view = found[path]
    assert isinstance(view, WeekView)
    return view


def diary(found: dict[str, object], unit: str = "u00", year: int = 2026) -> DiaryView:
    view = found[urls.diary_path(unit, UNDECLARED, year)]
    assert isinstance(view, DiaryView)
    return view


def entry(found: dict[str, object], number: int) -> DiaryWeek:
    return next(one for one in diary(found).weeks if one.week.text == f"Week {number}")


def test_what_weeks_come_to_is_read_by_each_page_whoever_found_it_first() -> None:
    check_ins = [reported("2026-11-18", "u03", 5), reported("2026-11-11", "u04", 7)]
    portfolio = make.portfolio(objectives=company(), check_ins=check_ins)
    theme = load_theme("default", None)

    def drawn(*, shared: bool | None) -> list[tuple[bytes, object]]:
        """After nobody shared anything, or somebody did, reading or not."""
        scored = score(portfolio, Settings(), make.day(AS_OF))
        found = SitePages(scored, theme, Options())
        paths = [path for path in found.paths if found.kind_of(path) == "weekly"]
        if shared is not None:
            found.share("weekly", is_traced=shared)
        return [found.draw_traced(path) for path in paths]

    alone = drawn(shared=None)
    assert drawn(shared=True) == alone
    assert drawn(shared=False) == alone
    assert all(reads for _, reads in alone)


@pytest.mark.parametrize("values", [1, 2, 3, 40])
@pytest.mark.parametrize("share", [0.2, 1])
def test_an_overview_names_what_reports_put_first(values: int, share: float) -> None:
    """Of many steps that are alike, too, and of those that are none."""
    random = Random(values)
    check_ins = [
        reported(on, unit, random.randrange(values), confidence=random.randrange(4))
        for unit in UNITS
        for on in ("2026-11-11", "2026-11-18")
        if random.random() < share
    ]
    portfolio = make.portfolio(objectives=company(), check_ins=check_ins)
    scored = score(portfolio, Settings(), make.day(AS_OF))
    newest = [one for one in check_ins if one.date == make.day("2026-11-18")]
    told = [one for one in reports_in(scored, newest, Week(2026, 47)) if one.says_something]
    view = week(pages(*check_ins))

    def named(refs: list[str]) -> list[str]:
        return [portfolio.units[unit].name for unit in refs]

    assert [row.unit for row in view.moved] == named([one.scored.ref.unit for one in told[:SHOWN]])
    deepest = sorted(
        (one for one in told if one.fell),
        key=lambda one: (one.confidence_change or 0, str(one.scored.ref)),
    )
    fallen = [one.scored.ref.unit for one in deepest[:SHOWN]]
    assert [row.unit for row in view.falls] == named(fallen)
    assert told or share < 1


# ── which pages there are ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("objectives", "is_large"),
    [
        pytest.param(company(UNITS[:20]), False, id="twenty units are one page"),
        pytest.param(company(UNITS[:21]), True, id="of more it is an overview"),
        pytest.param(
            [make.objective(f"o{number}") for number in range(51)],
            True,
            id="so it is of 51 objectives",
        ),
    ],
)
def test_the_week_of_a_large_company_is_an_overview(
    objectives: list[Objective], *, is_large: bool
) -> None:
    found = pages(objectives=objectives)
    assert bool(week(found).rows) is is_large
    assert any(path.startswith("checkins/t/") for path in found) is is_large


def test_each_unit_has_an_agenda_and_a_diary_for_each_year() -> None:
    year = make.cycle("2025-h2", start="2025-07-01", end="2025-12-31")
    old = [make.objective("o", unit=unit, cycle="2025-h2") for unit in UNITS]
    check_in = make.check_in("2025-12-30", folder=UnitCycle("2025-h2", "u00"))
    found = pages(check_in, objectives=[*company(), *old], cycles=[year])
    assert {
        AGENDA,
        urls.diary_path("u00", UNDECLARED, 2025),
    } <= {*found}
    view = diary(found, year=2025)
    assert [one.text for one in view.years] == ["2026"]
    assert view.agenda.href == "../../../../checkins/t/u00/index.html"
    assert view.frame.as_of.iso == "2025-12-28"
    assert [one.text for one in week(found, AGENDA).diaries] == ["2026", "2025"]


def test_units_go_on_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weekly_calendar, "_UNITS_A_PAGE", 10)
    found = pages(reported("2026-11-18", "u21", 5))
    first, second, third = (week(found, urls.week_path("2026-w47", part)) for part in (1, 2, 3))
    assert [len(view.rows) for view in (first, second, third)] == [10, 10, 2]
    assert first.coverage is not None
    assert "1 of 22" in first.coverage.finding
    assert len(first.moved) == 1
    assert (second.coverage, second.moved, second.not_due) == (None, (), "")
    assert [bool(link.href) for link in second.parts] == [True, False, True]
    assert second.frame.title.startswith("Check-ins 16–22 Nov 2026, part 2 of 3")


def test_whoever_has_no_page_has_no_diary() -> None:
    people = [make.person(unit) for unit in UNITS]
    portfolio = make.portfolio(objectives=company(), people=people)
    scored = score(portfolio, Settings(people=False), make.day(AS_OF))
    found = {one.path: one.make() for one in week_pages(make_site(scored, Options()))}
    assert not any(path.startswith("checkins/t/") for path in found)
    assert {row.unit.href for row in week(found).rows} == {""}


def test_search_engines_are_asked_to_leave_people_alone() -> None:
    people = [make.person(unit) for unit in UNITS]
    portfolio = make.portfolio(objectives=company(), people=people)
    site = make_site(score(portfolio, Settings(), make.day(AS_OF)), Options())
    found: dict[str, object] = {one.path: one.make() for one in week_pages(site)}
    assert week(found, urls.agenda_path("u00", UnitKind.PERSON)).is_person
    own = found[urls.diary_path("u00", UnitKind.PERSON, 2026)]
    assert isinstance(own, DiaryView)
    assert own.is_person


# ── the overview ──────────────────────────────────────────────────────────────────────────────


def test_units_stand_in_numbers() -> None:
    found = pages(
        reported("2026-11-10", "u00", 3, confidence=8),
        reported("2026-11-18", "u00", 5, confidence=4, wins=["Soup", "Bread"], blockers=["Law"]),
    )
    first, second = week(found).rows[:2]
    assert (first.due, first.reported, first.missing) == ("1", "1", "")
    assert (first.moved, first.falls, first.blockers, first.wins) == ("1", "1", "1", "2")
    assert (second.due, second.reported, second.missing, second.moved) == ("1", "", "1", "")
    assert first.unit.href == "../checkins/t/u00/index.html"
    assert week(found, LAST).rows[0].unit.href == "../../checkins/t/u00/2026/index.html#_2026-w46"


def test_the_overview_shows_what_matters_most_and_counts_the_rest() -> None:
    check_ins = [
        one
        for place, unit in enumerate(UNITS)
        for one in (
            reported("2026-11-10", unit, 0, confidence=9),
            reported(
                "2026-11-18", unit, place, confidence=min(place, 5), blockers=["Law"], wins=["Soup"]
            ),
        )
    ]
    view = week(pages(*check_ins))
    assert [row.after for row in view.moved] == [str(place) for place in range(21, 9, -1)]
    assert [row.confidence for row in view.falls][:2] == ["0 of 10", "1 of 10"]
    assert (len(view.blockers), len(view.falls), len(view.wins)) == (12, 12, 12)
    assert view.left.moved == "10 more key results moved: they are with their units, below."
    assert view.left.falls.startswith("Confidence fell in 10 more key results")
    assert view.left.blockers.startswith("10 more things stand in the way")
    assert view.left.wins == "10 more wins are with their units, below."


def test_what_stands_in_the_way_high_up_is_said_first() -> None:
    teams = [make.team("u21"), *(make.team(unit, parent="u21") for unit in UNITS[:21])]
    check_ins = [reported("2026-11-18", unit, 1, blockers=[unit]) for unit in UNITS]
    view = week(pages(*check_ins, teams=teams))
    assert view.blockers[0].text == "u21"


def test_decisions_and_promises_are_counted_too() -> None:
    refs = [make.key_result_ref(f"{unit}/o#a") for unit in UNITS]
    moved = make.change("target", make.number(50), make.number(45), on="2026-11-18")
    objectives = [
        make.objective("o", unit=unit, key_results=[make.key_result("a", changes=[moved])])
        for unit in UNITS
    ]
    reviews = [
        make.mid_cycle_review(
            "2026-11-18",
            folder=ref.objective_ref.unit_cycle,
            decisions={ref: Decision.ADJUST},
        )
        for ref in refs
    ]
    view = week(pages(objectives=objectives, mid_cycle_reviews=reviews))
    assert (len(view.taken), len(view.promises)) == (12, 12)
    assert view.left.taken == "10 more decisions are in the reviews of their cycles."
    assert (
        view.left.promises == "10 more promises moved: they are on the pages of their objectives."
    )


def test_a_week_in_which_nothing_was_due_says_so() -> None:
    objectives = [
        make.objective("o", unit=unit, key_results=[make.key_result(start="2026-11-21")])
        for unit in UNITS
    ]
    view = week(pages(objectives=objectives))
    assert view.not_due == "No check-in was due in this week."
    assert view.quiet


# ── the unit ──────────────────────────────────────────────────────────────────────────────────


def test_an_agenda_is_of_one_unit() -> None:
    view = week(
        pages(reported("2026-11-18", "u00", 5, wins=["Soup"]), reported("2026-11-18", "u01", 7)),
        AGENDA,
    )
    assert (view.eyebrow, view.title) == ("Check-ins of week 47, 16–22 Nov 2026", "U00")
    assert [(row.after, row.whose.text) for row in view.moved] == [("5", "O is a pleasure")]
    assert view.wins[0].unit is None
    assert view.before is not None
    assert view.before.href == "../../../checkins/t/u00/2026/index.html#_2026-w46"
    assert [one.unit.text for one in view.units] == ["U00"]


def test_the_page_of_a_unit_leads_to_its_agenda_where_it_has_one() -> None:
    for objectives, href in (
        (company(), "../../checkins/t/u00/index.html"),
        (company(UNITS[:2]), None),
    ):
        scored = score(make.portfolio(objectives=objectives), Settings(), make.day(AS_OF))
        agenda = unit_view(make_site(scored, Options()), "u00").agenda
        assert (agenda.href if agenda else None) == href


def test_an_agenda_counts_the_smallest_of_very_many_steps() -> None:
    ids = [f"k{number}" for number in range(80)]
    ours = make.objective("o", unit="u00", key_results=[make.key_result(id) for id in ids])
    check_in = make.check_in("2026-11-18", *(make.reading(5, of=f"u00/o#{id}") for id in ids))
    view = week(
        pages(check_in, objectives=[ours, *company()[1:]]),
        AGENDA,
    )
    assert (len(view.moved), len(view.rest)) == (12, 60)
    assert view.left.moved == "8 smaller steps are on the pages of their objectives."


def test_a_diary_tells_week_by_week() -> None:
    found = pages(
        reported("2026-11-03", "u00", 3, confidence=8),
        reported("2026-11-10", "u00", 5, confidence=4, wins=["Soup"], priorities=["Bread"]),
    )
    assert [one.week.text for one in diary(found).weeks[:3]] == ["Week 47", "Week 46", "Week 45"]
    one = entry(found, 46)
    assert one.id == "_2026-w46"
    assert (one.standing, one.moved) == (
        "The one key result that was due is in.",
        "1 key result moved.",
    )
    assert [(fall.link.text, fall.change) for fall in one.falls] == [("Raise a", "−4")]
    assert (one.wins, one.priorities) == (("Soup",), ("Bread",))
    assert len(entry(found, 47).missing) == 1
    assert len(entry(found, 46).said) == 1


def test_a_diary_names_a_few_and_counts_the_rest() -> None:
    key_results = [make.key_result(f"k{number}") for number in range(7)]
    ours = make.objective("o", unit="u00", key_results=key_results)
    one = entry(pages(objectives=[ours, *company()[1:]]), 46)
    assert (len(one.missing), one.missing_left) == (5, "2 more")


def test_a_week_that_is_over_does_not_depend_on_the_day() -> None:
    check_in = reported("2026-11-10", "u00", 5)
    now, later = (pages(check_in, as_of=day) for day in (AS_OF, "2026-11-24"))
    assert week(now, LAST).rows == week(later, LAST).rows
    assert week(later, LAST).frame.as_of.iso == "2026-11-15"
