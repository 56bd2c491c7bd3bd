"""The pages about health, analytics and quality: what they say, and when they say nothing."""

from dataclasses import replace
from datetime import date

import builders as b
import pytest
from site_samples import empty, sample

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.okr import ObjectiveType
from okrpress.model.settings import CheckSettings, Settings
from okrpress.rules.quality import Excused, Quality, Then, quality_of
from okrpress.rules.registry import RULES
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio
from okrpress.site.pages import SitePages
from okrpress.site.theme import load_theme
from okrpress.site.views.analytics import analytics_view
from okrpress.site.views.by_value import value_figures
from okrpress.site.views.health import DRAWN, health_view
from okrpress.site.views.here import Here, Options, Site, make_site
from okrpress.site.views.quality import SHOWN, quality_view

AS_OF = date(2026, 11, 22)
NOTHING = Quality(findings=(), excused=())


def site(scored: ScoredPortfolio) -> Site:
    return make_site(scored, Options())


def guarded(*levels: int, teams: int = 1) -> Site:
    """Teams that keep their overtime at 4 h or less, each with these levels."""
    ids = [f"team-{number}" for number in range(teams)]
    portfolio = b.portfolio(
        objectives=[b.objective(unit=id, owner="maria") for id in ids],
        teams=[b.team(id, health=[b.health_metric(title="Overtime")]) for id in ids],
        people=[b.person("maria", name="Maria Ö")],
        check_ins=[
            b.check_in(
                f"2026-11-{day:02}", folder=b.FOLDER._replace(unit=id), health={"overtime": level}
            )
            for id in ids
            for day, level in enumerate(levels, 1)
        ],
    )
    return site(score(portfolio, Settings(), AS_OF))


# ── health ────────────────────────────────────────────────────────────────────────────────────


def test_a_level_outside_its_range_stands_first() -> None:
    view = health_view(guarded(3, 5, 6))
    assert view.standing == "1 of 1 levels is outside its range."
    (row,) = view.outside
    assert (row.title, row.latest, row.breaches) == ("Overtime", "6\u202fh", "2 of 3")
    assert row.since == "since 2 Nov 2026"
    (figure,) = view.figures
    assert figure.chart.finding == (
        "6\u202fh, outside its range (at most 4\u202fh) since 2 Nov 2026."
    )
    assert figure.chart.svg.count("chart-breach") == 2


def test_levels_inside_are_said_to_be() -> None:
    view = health_view(guarded(3, 2))
    assert view.standing == "The only level that is reported is inside its range."
    assert view.outside == ()
    assert view.figures[0].chart.finding == (
        "2\u202fh; all 2 readings are inside their range (at most 4\u202fh)."
    )


def test_a_level_that_was_outside_is_said_to_have_been() -> None:
    (figure,) = health_view(guarded(5, 2)).figures
    assert "1 of 2 readings was not, on 1 Nov 2026" in figure.chart.finding


def test_of_many_levels_some_are_drawn_and_all_are_listed() -> None:
    view = health_view(guarded(3, teams=DRAWN + 2))
    assert (len(view.figures), len(view.levels)) == (DRAWN, DRAWN + 2)
    assert view.figures_left.startswith(f"Drawn are {DRAWN} of {DRAWN + 2}")


def test_people_are_listed_by_name_with_counts() -> None:
    (row,) = health_view(guarded(3, teams=2)).load
    assert (row.person.text, row.objectives, row.key_results, row.initiatives) == (
        "Maria Ö",
        "2",
        "2",
        "0",
    )


def test_of_very_many_levels_those_outside_are_in_the_table_and_very_many_people_are_counted() -> (
    None
):
    everything = health_view(guarded(5, teams=3), most_levels=3, most_people=1)
    assert (everything.outside_left, everything.levels_left, everything.load_left) == ("", "", "")
    view = health_view(guarded(5, teams=3), most_levels=2, most_people=0)
    assert (len(view.outside), len(view.levels), view.load) == (2, 2, ())
    left = "1 more asks for less attention and is not listed here."
    assert (view.outside_left, view.levels_left) == (left, left)
    assert view.load_left == "1 people answer for something, too many to list here."


def test_one_dimension_has_a_dot_plot_and_no_radar() -> None:
    (figure,) = health_view(guarded(3)).dimensions
    assert "chart-dots" in figure.chart.svg


def test_without_anything_to_protect_the_page_says_how_to_begin() -> None:
    view = health_view(site(empty()))
    assert view.empty
    assert (view.figures, view.dimensions, view.load) == ((), (), ())


# ── analytics ─────────────────────────────────────────────────────────────────────────────────


def closed(cases: int, grade: str, confidence: int) -> Site:
    """Key results of a closed cycle that were believed in and graded alike."""
    cycle, folder = "2026-q3", b.FOLDER._replace(cycle="2026-q3")
    ids = [f"kr-{number}" for number in range(cases)]
    refs = {id: f"{cycle}/product/onboarding#{id}" for id in ids}
    portfolio = b.portfolio(
        objectives=[
            b.objective(
                cycle=cycle,
                type=ObjectiveType.ASPIRATIONAL,
                key_results=[b.key_result(id) for id in ids],
            )
        ],
        cycles=[b.cycle(cycle, closed="2026-10-09")],
        check_ins=[
            b.check_in(
                "2026-07-10", *(b.reading(of=ref, confidence=confidence) for ref in refs.values())
            )
        ],
        retrospectives=[
            b.retrospective(
                "2026-10-09",
                folder=folder,
                grades={b.key_result_ref(ref): b.grade(grade) for ref in refs.values()},
            )
        ],
    )
    return site(score(portfolio, Settings(), AS_OF))


def test_calibration_is_hidden_below_twenty_cases_with_the_reason() -> None:
    view = analytics_view(closed(19, "0.5", 8))
    assert view.calibration is None
    assert view.no_calibration.startswith("So far 19 key results of closed cycles")


def test_without_any_case_calibration_says_what_it_would_show() -> None:
    view = analytics_view(site(empty()))
    assert view.calibration is None
    assert view.no_calibration.startswith("No key result of a closed cycle has both")


def test_calibration_says_where_hope_ran() -> None:
    findings = {}
    for grade in ("0.5", "0.8", "1"):
        view = analytics_view(closed(20, grade, 8))
        assert view.calibration
        findings[grade] = view.calibration.chart.finding
    assert findings["0.5"].endswith("hope ran ahead.")
    assert findings["0.8"].endswith("about as believed.")
    assert findings["1"].endswith("better than believed.")


def test_scores_and_stretch_have_their_figures() -> None:
    view = analytics_view(closed(5, "1", 8))
    (spread,) = view.spreads
    assert spread.chart.finding.startswith("5 key results ended at 1.0 on average")
    assert view.stretch
    assert "Reach farther: about 1.4 times" in view.stretch.chart.table.rows[0][1]


def test_the_sample_has_coverage_mix_and_alignment() -> None:
    view = analytics_view(site(sample()))
    trend, silence, heatmap = view.coverage
    assert len(heatmap.chart.table.columns) == len(trend.chart.table.rows) + 1
    assert len(view.mix) == 4
    assert view.alignment
    assert all(figure.chart.table.rows for figure in (trend, heatmap, silence, *view.mix))


def test_a_late_move_is_marked() -> None:
    one = b.key_result(changes=[b.change("target", b.number(50), b.number(40), on="2026-11-20")])
    portfolio = b.portfolio(objectives=[b.objective(key_results=[one])])
    moves = analytics_view(site(score(portfolio, Settings(), AS_OF))).moves
    assert moves
    assert moves.chart.finding == "1 goalpost moved; late: 1."
    assert moves.chart.svg.count("chart-marked") == 1


def test_an_empty_portfolio_has_nothing_to_look_back_at() -> None:
    view = analytics_view(site(empty()))
    assert view.empty
    assert (view.calibration, view.stretch, view.moves, view.coverage) == (None, None, None, ())


# ── values of a unit ──────────────────────────────────────────────────────────────────────────


def by_value(*values: str, reported: bool = True) -> list[str]:
    portfolio = b.portfolio(
        organisation=b.organisation(values=[b.value(id) for id in ("a", "b", "c")]),
        objectives=[b.objective(values=values)],
        check_ins=[b.check_in("2026-11-01", b.reading(50))] if reported else [],
    )
    here = Here(site(score(portfolio, Settings(), AS_OF)), "t/product/index.html")
    figures = value_figures(here, here.site.scored.objectives.values())
    return [figure.chart.finding for figure in figures]


def test_a_radar_stands_beside_the_dots_of_three_values() -> None:
    assert (
        by_value("a", "b", "c")
        == ["Every value has an objective. Least far is A, at 50\u202f%."] * 2
    )


def test_with_two_values_there_are_only_dots() -> None:
    assert by_value("a", "b") == ["No objective is tied to: C."]


def test_without_progress_there_are_only_dots() -> None:
    assert by_value("a", "b", "c", reported=False) == [
        "Every value has an objective; none of them has progress yet."
    ]


def test_without_values_there_is_nothing() -> None:
    assert by_value() == []


# ── quality ───────────────────────────────────────────────────────────────────────────────────


def finding(code: str, file: str, level: Level = Level.WARNING) -> Finding:
    return Finding(
        code=code, name="", level=level, at=Place(file=file), message="found", help="do this"
    )


def test_findings_are_told_by_rule_and_unit() -> None:
    here = site(sample())
    file = next(iter(here.portfolio.objectives.values())).file
    findings = (
        *(finding("OBJ001", file) for _ in range(SHOWN + 1)),
        finding("KR001", file, Level.ADVICE),
        finding("ALN003", "content/index.md", Level.WARNING),
    )
    excused = Excused(finding("OBJ007", file), "It is an experiment")
    view = quality_view(here, lambda: Quality(findings=findings, excused=(excused,)))
    assert view.standing == "The rules have 22 warnings and 1 piece of advice."
    assert [(rule.code, rule.count) for rule in view.rules] == [
        ("OBJ001", "21 findings"),
        ("ALN003", "1 finding"),
        ("KR001", "1 finding"),
    ]
    assert (len(view.rules[0].findings), view.rules[0].left) == (SHOWN, "1 more is not shown here.")
    assert [(row.warnings, row.advice) for row in view.units] == [("21", "1"), ("1", "0")]
    assert view.units[-1].unit.text == "All of it"
    assert [row.help.text for row in view.excused] == ["It is an experiment"]


def test_units_with_the_most_findings_come_first_and_the_others_are_folded() -> None:
    teams = 14
    here = guarded(3, teams=teams)
    findings = [
        finding("OBJ001", one.file)
        for number, one in enumerate(here.portfolio.objectives.values(), 1)
        for _ in range(number)
    ]
    view = quality_view(here, lambda: Quality(findings=tuple(findings), excused=()))
    counts = [int(row.warnings) for row in (*view.units, *view.more_units)]
    assert counts == list(range(teams, 0, -1))
    assert (len(view.units), view.more_units_count) == (12, "2 more units")
    assert not view.has_errors


def test_without_findings_there_is_little_to_say() -> None:
    view = quality_view(site(empty()), lambda: NOTHING)
    assert (view.standing, view.rules, view.units) == ("The rules find nothing to say.", (), ())


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((0, 3, 1), "1 finding about the rhythm now; there were 3 on 12 Oct 2026."),
        ((0, 3, 0), "No finding about the rhythm now; there were 3 on 12 Oct 2026."),
        ((0, 1, 4), "4 findings about the rhythm now, and never more since 5 Oct 2026."),
    ],
)
def test_findings_about_the_rhythm_are_counted_for_each_monday(
    counts: tuple[int, ...], said: str
) -> None:
    days = (date(2026, 10, 5), date(2026, 10, 12), AS_OF)
    then = tuple(
        Then(day, {Level.WARNING: count} if count else {})
        for day, count in zip(days, counts, strict=True)
    )
    rhythm = quality_view(site(empty()), lambda: replace(NOTHING, rhythm=then)).rhythm
    assert rhythm
    assert rhythm.chart.finding == said
    assert [row[2] for row in rhythm.chart.table.rows] == [str(count) for count in counts]


def test_without_findings_about_the_rhythm_nothing_is_drawn() -> None:
    quiet = replace(NOTHING, rhythm=(Then(AS_OF, {}), Then(AS_OF, {})))
    assert quality_view(site(empty()), lambda: quiet).rhythm is None


def test_the_page_about_quality_lists_the_rules_in_force() -> None:
    every = quality_view(site(empty()), lambda: NOTHING)
    assert every.in_force_count == f"{len(RULES)} rules"
    chosen = CheckSettings(ignore=("OBJ", "KR001"), levels={"KR002": Level.ADVICE})
    scored = score(b.portfolio(objectives=[]), Settings(check=chosen), AS_OF)
    kept = {one.code: one.level for one in quality_view(site(scored), lambda: NOTHING).in_force}
    assert not [code for code in kept if code.startswith("OBJ")]
    assert "KR001" not in kept
    assert kept["KR002"] == "Advice"


def test_the_page_about_quality_says_when_nobody_has_judged() -> None:
    theme = load_theme("default", None)
    path = "quality/index.html"
    judged = SitePages(sample(), theme, Options(), lambda: NOTHING).draw(path)
    assert b"The rules find nothing to say." in judged
    page = SitePages(sample(), theme, Options()).draw(path)
    assert b"Not judged" in page
    assert b"okrpress check" in page
    assert b"nothing to say" not in page


def test_what_comments_excuse_is_told_apart() -> None:
    portfolio = b.portfolio(objectives=[b.objective(title="Launch 3 features", owner=None)])
    scored = score(portfolio, Settings(), AS_OF)
    every = quality_of(scored, lambda _: None)
    assert every.findings
    assert every.excused == ()
    found = quality_of(scored, lambda one: "why" if one == every.findings[0] else None)
    assert found.excused == (Excused(every.findings[0], "why"),)
    assert found.findings == every.findings[1:]
