"""The weekly board: what it counts, lists, and keeps as it stood."""

import builders as make
import pytest
from site_samples import empty, sample

from okrpress.model.ids import UnitCycle
from okrpress.model.observations import CheckIn, Decision
from okrpress.model.okr import InitiativeStatus, Objective
from okrpress.model.settings import Settings
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio
from okrpress.site import urls
from okrpress.site.views.here import Options, make_site
from okrpress.site.views.parts import ALL_NAMED, in_parts, parts_named
from okrpress.site.views.weekly import week_pages
from okrpress.site.views.weekly_board import WeekView

AS_OF = make.day("2026-11-22")


def views(scored: ScoredPortfolio) -> dict[str, WeekView]:
    found = {}
    for planned in week_pages(make_site(scored, Options())):
        view = planned.make()
        assert isinstance(view, WeekView)
        found[planned.path] = view
    return found


def board(*check_ins: CheckIn, objectives: list[Objective] | None = None) -> WeekView:
    """The newest week."""
    portfolio = make.portfolio(objectives=objectives, check_ins=check_ins)
    return views(score(portfolio, Settings(), AS_OF))[urls.CHECK_INS]


def week(number: int) -> WeekView:
    return views(sample())[urls.week_path(f"2026-w{number:02}")]


# ── which boards there are ────────────────────────────────────────────────────────────────────


def test_the_newest_week_has_two_addresses_and_every_week_one() -> None:
    found = list(views(sample()))
    assert found[0] == urls.CHECK_INS
    assert found[-1] == urls.week_path("2026-w47")
    assert urls.week_path("2026-w46") in found


def test_a_week_leads_to_those_beside_it() -> None:
    assert (week(46).before, week(46).after) != (None, None)
    assert week(46).after.text == "Week 47"  # type: ignore[union-attr]
    assert week(47).after is None


def test_only_the_newest_lists_all_weeks() -> None:
    newest = views(sample())[urls.CHECK_INS]
    assert [year.name for year in newest.years] == ["2026"]
    listed = newest.years[0].weeks[0]
    assert (listed.link.text, listed.dates, listed.count) == (
        "Week 47",
        "16–22 Nov 2026",
        "5 check-ins",
    )
    assert week(47).years == ()


def test_without_anything_the_page_says_what_to_do() -> None:
    (view,) = views(empty()).values()
    assert view.empty is not None
    assert view.empty.command == "okrpress check"


@pytest.mark.parametrize(
    ("sizes", "parts"),
    [
        pytest.param([], [()], id="nothing is one part"),
        pytest.param([2, 2, 1], [(2, 2, 1)], id="as many as fit"),
        pytest.param([3, 3, 1], [(3,), (3, 1)], id="the next begins a part"),
        pytest.param([9, 1], [(9,), (1,)], id="too large for any is alone"),
    ],
)
def test_parts_are_filled_in_order(sizes: list[int], parts: list[tuple[int, ...]]) -> None:
    assert in_parts(sizes, lambda size: size, 5) == parts


def test_however_many_parts_there_are_a_page_names_few_and_all_can_be_reached() -> None:
    assert parts_named(ALL_NAMED, 3) == [*range(1, ALL_NAMED + 1)]
    assert parts_named(50, 1) == [1, 2, 3, 10, 20, 30, 40, 50]
    assert parts_named(50, 22) == [1, 10, 20, 21, 22, 23, 24, 30, 40, 50]
    for count in (21, 400, 4000):
        for part in (1, 2, count // 2, count - 1, count):
            named = parts_named(count, part)
            assert len(named) <= ALL_NAMED
            assert {1, count, max(1, part - 1), part, min(count, part + 1)} <= {*named}


# ── who is in ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        pytest.param((), "0 of 1 key result that was due is in, 1 missing.", id="nobody"),
        pytest.param(("2026-11-18",), "The one key result that was due is in.", id="all"),
    ],
)
def test_coverage_is_said(days: tuple[str, ...], sentence: str) -> None:
    view = board(*(make.check_in(day, make.reading(5)) for day in days))
    assert view.coverage is not None
    assert view.coverage.finding == sentence


def test_what_is_still_to_come_is_not_missing() -> None:
    check_in = make.check_in("2026-11-13", make.reading(5))
    scored = score(make.portfolio(check_ins=[check_in]), Settings(), make.day("2026-11-18"))
    view = views(scored)[urls.CHECK_INS]
    assert view.coverage is not None
    assert view.coverage.finding == (
        "0 of 1 key result that is due this week is in, 0 missing, 1 still to come."
    )
    assert view.missing == ()


def test_a_week_in_which_nothing_was_due_says_so() -> None:
    view = board(objectives=[make.objective(key_results=[make.key_result(start="2026-11-20")])])
    assert view.coverage is None
    assert view.not_due == "No check-in was due in this week."
    assert view.quiet


def test_the_missing_are_listed_by_whom_to_ask() -> None:
    ours = make.objective(key_results=[make.key_result("a"), make.key_result("b", owner="jon")])
    view = board(objectives=[ours])
    assert [(row.whom.text, len(row.key_results)) for row in view.missing] == [
        ("maria", 1),
        ("jon", 1),
    ]


def test_a_past_week_says_what_its_missing_rest_on() -> None:
    assert "cadence" in week(46).cadence_note
    assert week(47).cadence_note == ""


# ── what moved ────────────────────────────────────────────────────────────────────────────────


def test_a_line_says_where_it_was_and_where_it_went() -> None:
    row = next(row for row in week(47).moved if "activation" in row.link.text)
    assert (row.before, row.after, row.aim) == ("36\u202f%", "36\u202f%", "target 45\u202f%")
    assert (row.confidence_before, row.confidence, row.direction) == ("6", "3 of 10", "down")
    assert row.notes == ("The new checklist is live",)
    assert row.fell


def test_a_past_week_shows_the_promise_of_its_time() -> None:
    row = next(row for row in week(46).moved if "activation" in row.link.text)
    assert row.aim == "target 50\u202f%"


def test_a_fall_of_confidence_is_to_be_talked_about() -> None:
    assert [row.link.text for row in week(47).falls] == [
        "Raise week-one activation from 31\u202f% to 45\u202f%"
    ]
    assert [one.text for one in week(47).blockers] == ["Legal has not answered on the mail text"]


def test_deliveries_are_said_in_words() -> None:
    objective = make.objective(
        key_results=[
            make.key_result("sso", measure=make.yes_no()),
            make.key_result("markets", measure=make.steps("de", "fr")),
        ]
    )
    view = board(
        make.check_in(
            "2026-11-18",
            make.reading(of="onboarding#sso", done=True),
            make.reading(of="onboarding#markets", steps=["de"]),
        ),
        objectives=[objective],
    )
    assert [row.after for row in view.moved] == ["done", "50\u202f% of the steps"]


def test_what_has_not_changed_is_counted() -> None:
    view = board(
        make.check_in("2026-11-10", make.reading(5)), make.check_in("2026-11-18", make.reading(5))
    )
    assert view.moved == ()
    assert view.unchanged == "1 more key result was reported and has not changed."


def test_more_than_a_meeting_has_time_for_is_folded() -> None:
    ids = [f"k{number}" for number in range(20)]
    view = board(
        make.check_in("2026-11-18", *(make.reading(5, of=f"onboarding#{id}") for id in ids)),
        objectives=[make.objective(key_results=[make.key_result(id) for id in ids])],
    )
    assert (len(view.moved), len(view.rest)) == (12, 8)
    assert view.rest_count == "8 more key results moved"


def test_the_deepest_falls_are_talked_about_first_and_the_others_are_folded() -> None:
    ids = [f"k{number}" for number in range(14)]
    after = {id: 6 - number % 7 for number, id in enumerate(ids)}
    view = board(
        make.check_in(
            "2026-11-10", *(make.reading(5, of=f"onboarding#{id}", confidence=9) for id in ids)
        ),
        make.check_in(
            "2026-11-18",
            *(make.reading(5, of=f"onboarding#{id}", confidence=after[id]) for id in ids),
        ),
        objectives=[make.objective(key_results=[make.key_result(id) for id in ids])],
    )
    falls = [row.confidence for row in (*view.falls, *view.more_falls)]
    assert falls == sorted(falls)
    assert (len(view.falls), len(view.more_falls)) == (12, 2)
    assert view.falls_count == "Confidence fell in 2 more key results"


def test_the_squares_of_many_units_are_folded() -> None:
    units = [f"u{number}" for number in range(13)]
    objectives = [make.objective(unit=unit) for unit in units]
    assert board(objectives=objectives).folded
    assert not board(objectives=objectives[1:]).folded


# ── what was decided ──────────────────────────────────────────────────────────────────────────


def test_decisions_of_the_week_are_listed() -> None:
    view = week(46)
    assert [(one.decision, one.why) for one in view.taken] == [("Adjust", "We learned more")]
    assert view.kept.startswith("1 key result was looked at")
    assert week(47).taken == ()


def test_promises_that_moved_in_the_week_are_listed() -> None:
    assert [(row.before, row.after) for row in week(47).promises] == [("50\u202f%", "45\u202f%")]
    assert week(46).promises == ()
    assert [row.after for row in week(42).promises] == ["New title"]


# ── the four squares ──────────────────────────────────────────────────────────────────────────


def test_a_unit_that_checked_in_has_its_squares() -> None:
    units = {one.unit.text: one for one in week(47).units}
    growth = units["Growth"]
    assert growth.priorities == ("Ship the second mail",)
    assert [(row.now, row.change) for row in growth.confidence][:1] == [("3 of 10", "−3")]
    assert [row.status for row in growth.work] == ["Doing"]
    assert [(row.latest, row.verdict.word) for row in growth.health] == [
        ("3.5\u202fh", "Inside"),
        ("98.2\u202f%", "−0.8\u202f% outside"),
    ]
    assert "short" in growth.said[0].body


def test_what_lies_ahead_is_due_within_four_weeks() -> None:
    growth = next(one for one in week(47).units if one.unit.text == "Growth")
    assert [(row.day.iso, row.text) for row in growth.coming] == [
        ("2026-12-15", "The welcome flow is live in three markets is due")
    ]


def test_work_is_known_of_the_newest_week_alone() -> None:
    assert all(one.work == () for one in week(46).units)


def test_doing_comes_before_planned_and_what_is_done_is_not_listed() -> None:
    statuses = (InitiativeStatus.PLANNED, InitiativeStatus.DONE, InitiativeStatus.DOING)
    objective = make.objective(
        initiatives=[make.initiative(status.value, status=status) for status in statuses]
    )
    (unit,) = board(make.check_in("2026-11-18"), objectives=[objective]).units
    assert [row.title for row in unit.work] == ["doing", "planned"]


def test_a_unit_without_objectives_may_check_in() -> None:
    folder = UnitCycle(make.CYCLE, "kitchen")
    view = board(make.check_in("2026-11-18", folder=folder, wins=["Soup"]))
    assert [one.unit.text for one in view.units] == ["Kitchen"]
    assert [one.text for one in view.wins] == ["Soup"]


def test_a_review_without_keeps_counts_none() -> None:
    ref = make.key_result_ref()
    portfolio = make.portfolio(
        mid_cycle_reviews=[make.mid_cycle_review("2026-11-18", decisions={ref: Decision.POSTPONE})]
    )
    view = views(score(portfolio, Settings(), AS_OF))[urls.CHECK_INS]
    assert [one.decision for one in view.taken] == ["Postpone"]
    assert view.kept == ""
