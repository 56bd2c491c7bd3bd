"""Two cycles side by side: which are compared, and what is said of them."""

import builders as make
import pytest
from site_samples import sample

from okrpress.model.ids import UnitCycle
from okrpress.model.settings import Settings
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio
from okrpress.site import urls
from okrpress.site.views.compare import CompareView, Pair, compare_links, compare_pages, pairs_of
from okrpress.site.views.here import Here, Options, make_site

AS_OF = make.day("2026-11-22")
QUARTERS = ("2025-q3", "2025-q4", "2026-q1", "2026-q2", "2026-q3", "2026-q4")


def scored_cycles(*cycles: str) -> ScoredPortfolio:
    objectives = [make.objective(cycle=cycle) for cycle in cycles]
    return score(make.portfolio(objectives=objectives), Settings(), AS_OF)


def views(scored: ScoredPortfolio) -> dict[str, CompareView]:
    found = {}
    for planned in compare_pages(make_site(scored, Options())):
        view = planned.make()
        assert isinstance(view, CompareView)
        found[planned.path] = view
    return found


@pytest.mark.parametrize(
    ("cycles", "cycle", "before"),
    [
        pytest.param(QUARTERS, "2026-q4", ["2026-q3", "2025-q4"], id="before, and a year before"),
        pytest.param(QUARTERS, "2026-q1", ["2025-q4"], id="no such quarter a year before"),
        pytest.param(QUARTERS, "2025-q3", [], id="the first"),
        pytest.param(("2025", "2026", "2026-q4"), "2026", ["2025"], id="a year and the one before"),
        pytest.param(("2024-q4", "2026-q4"), "2026-q4", ["2024-q4"], id="a gap of two years"),
        pytest.param(("2026-q4", "2027-q1"), "2027-q1", [], id="one that has not begun"),
    ],
)
def test_a_cycle_is_compared_with(cycles: tuple[str, ...], cycle: str, before: list[str]) -> None:
    site = make_site(scored_cycles(*cycles), Options())
    found = pairs_of(site, site.portfolio.cycles[cycle])
    assert found == tuple(Pair(one, cycle) for one in before)


def test_a_cycle_without_objectives_is_not_compared() -> None:
    portfolio = make.portfolio(cycles=[make.cycle("2026-q3"), make.cycle("2026-q4")])
    site = make_site(score(portfolio, Settings(), AS_OF), Options())
    assert pairs_of(site, site.portfolio.cycles["2026-q4"]) == ()


def test_there_is_a_way_to_every_comparison() -> None:
    site = make_site(scored_cycles(*QUARTERS), Options())
    here = Here(site, urls.CYCLES)
    links = compare_links(here, site.portfolio.cycles["2026-q4"])
    assert [link.text for link in links] == ["Compare with 2026 q3", "Compare with 2025 q4"]
    assert links[0].href == "../cycles/compare/2026-q3/2026-q4/index.html"


def graded(first: str, second: str) -> CompareView:
    """Two graded quarters, each with a key result and its grade."""
    cycles = (("2026-q2", first, "2026-07-05"), ("2026-q3", second, "2026-10-05"))
    portfolio = make.portfolio(
        objectives=[make.objective(cycle=cycle) for cycle, _, _ in cycles],
        check_ins=[
            make.check_in(day, make.reading(50, of=f"{cycle}/product/onboarding#activation"))
            for cycle, day in (("2026-q2", "2026-06-29"), ("2026-q3", "2026-09-28"))
        ],
        retrospectives=[
            make.retrospective(
                on,
                folder=UnitCycle(cycle, "product"),
                grades={
                    make.key_result_ref(f"{cycle}/product/onboarding#activation"): make.grade(
                        grade, why="So we judged"
                    )
                },
            )
            for cycle, grade, on in cycles
        ],
    )
    return views(score(portfolio, Settings(), AS_OF))[urls.compare_path("2026-q2", "2026-q3")]


@pytest.mark.parametrize(
    ("first", "second", "finding", "change"),
    [
        pytest.param(
            "0.4", "0.7", "2026 q3 scored 0.7, more than 2026 q2 with 0.4.", "+0.3", id="more"
        ),
        pytest.param(
            "0.7", "0.4", "2026 q3 scored 0.4, less than 2026 q2 with 0.7.", "−0.3", id="less"
        ),
        pytest.param("0.5", "0.5", "2026 q2 and 2026 q3 both scored 0.5.", "±0", id="the same"),
    ],
)
def test_graded_cycles_are_held_against_each_other(
    first: str, second: str, finding: str, change: str
) -> None:
    view = graded(first, second)
    assert view.finding == finding
    assert [line.change for line in view.units] == [change]
    assert view.has_changes
    assert view.caveat == ""
    (line,) = view.carried
    assert (line.before_share, line.after_share) == (first, second)


def test_a_score_is_not_held_against_progress() -> None:
    view = views(sample())[urls.compare_path("2026-q3", "2026-q4")]
    assert view.caveat.startswith("One of the two is not graded yet")
    assert not view.has_changes
    assert view.before.chart is not None
    assert view.after.chart is not None
    assert dict(view.after.facts)["Promises that moved"] == "2"
    missing = next(line for line in view.units if line.unit.text == "Platform")
    assert (missing.before.text, missing.before.note) == ("", "no objectives")


def test_coverage_is_over_all_weeks_of_the_cycle() -> None:
    view = graded("0.5", "0.5")
    assert dict(view.before.facts)["Check-ins made, by the cadence of today"] == "8\u202f%"


def test_a_long_list_is_cut_and_says_so() -> None:
    ids = [f"k{number}" for number in range(101)]
    objectives = [
        make.objective(cycle=cycle, key_results=[make.key_result(id) for id in ids])
        for cycle in ("2026-q3", "2026-q4")
    ]
    found = views(score(make.portfolio(objectives=objectives), Settings(), AS_OF))
    (view,) = found.values()
    assert len(view.carried) == 100
    assert view.carried_left == "1 more key result is on both cycles' pages."


def test_of_very_many_units_those_that_changed_the_most_are_shown() -> None:
    grades = {f"u{number:03}": {"2026-q2": 0.5, "2026-q3": 0.5} for number in range(102)}
    grades["u101"]["2026-q3"] = 0.9
    objectives, held = [], []
    for unit, scores in grades.items():
        for cycle, score_given in scores.items():
            folder = UnitCycle(cycle, unit)
            objectives.append(
                make.objective("o", cycle=cycle, unit=unit, key_results=[make.key_result("a")])
            )
            ref = make.ref("o#a", folder)
            held.append(
                make.retrospective(
                    "2026-10-05", folder=folder, grades={ref: make.grade(score_given)}
                )
            )
    portfolio = make.portfolio(objectives=objectives, retrospectives=held)
    (view,) = views(score(portfolio, Settings(), AS_OF)).values()
    assert len(view.units) == 100
    assert (view.units[-1].unit.text, view.units[-1].change) == ("U101", "+0.4")
    assert view.units_left.startswith("These are the 100 of 102 units whose score changed the most")
