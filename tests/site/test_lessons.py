"""Lessons and wins: cards, tags, pages, and what an objective's page may show of them."""

import builders as make
from site_samples import ONBOARDING, empty, sample

from okrpress.model.ids import ObjectiveRef, UnitCycle
from okrpress.model.observations import Lesson
from okrpress.model.settings import Settings
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio
from okrpress.site import urls
from okrpress.site.views.here import Here, Options, make_site
from okrpress.site.views.lessons import LessonsView, lesson_pages, lessons_for


def views(scored: ScoredPortfolio) -> dict[str, LessonsView]:
    found = {}
    for planned in lesson_pages(make_site(scored, Options())):
        view = planned.make()
        assert isinstance(view, LessonsView)
        found[planned.path] = view
    return found


def test_a_card_says_where_it_comes_from_and_where_it_helps() -> None:
    card = views(sample())[urls.LESSONS].cycles[1].lessons[0]
    assert card.text == "Order pumps in spring"
    assert [link.text for link in card.objectives] == ["Nobody runs dry in summer"]
    assert card.next_cycle == "2026 Q4"
    assert "New customers succeed in their first week" in [link.text for link in card.after]
    assert card.unit.text == "Growth"


def test_a_tag_leads_to_its_lessons_and_back() -> None:
    view = views(sample())[urls.LESSONS]
    card = view.cycles[1].lessons[0]
    (tag,) = view.tags
    assert card.tags[0].href == f"#{tag.id}"
    assert tag.lessons[0].href == f"#{card.id}"


def test_the_newest_cycle_comes_first_with_wins_of_both_kinds() -> None:
    view = views(sample())[urls.LESSONS]
    assert [cycle.cycle.text for cycle in view.cycles] == ["2026 Q4", "2026 Q3"]
    wins = [[win.text for win in cycle.wins] for cycle in view.cycles]
    assert wins == [["Support tickets from new customers halved"], ["Nobody ran dry"]]
    assert view.summary == "2 lessons and 2 wins"


def test_without_lessons_the_page_says_where_they_go() -> None:
    (view,) = views(empty()).values()
    assert view.empty is not None
    assert view.empty.file.endswith("retrospective.md")


def test_what_is_too_much_for_a_page_has_pages_by_cycle_and_part() -> None:
    lessons = [Lesson(text=f"Lesson {number}") for number in range(90)]
    portfolio = make.portfolio(
        objectives=[make.objective(cycle=cycle) for cycle in ("2026-q2", "2026-q3")],
        retrospectives=[
            make.retrospective("2026-10-05", folder=UnitCycle(cycle, unit), lessons=lessons)
            for cycle in ("2026-q2", "2026-q3")
            for unit in ("a", "b", "c")
        ],
    )
    found = views(score(portfolio, Settings(), make.day("2026-11-22")))
    assert list(found) == [
        urls.LESSONS,
        *(urls.lessons_path("2026-q3", part) for part in (1, 2)),
        *(urls.lessons_path("2026-q2", part) for part in (1, 2)),
    ]
    index = found[urls.LESSONS]
    assert [len(cycle.lessons) for cycle in index.cycles] == [180]
    assert [link.href for link in index.elsewhere] == [
        "../lessons/2026-q3/index.html",
        "../lessons/2026-q2/index.html",
    ]
    second = found[urls.lessons_path("2026-q3", 2)]
    assert second.frame.title.startswith("Lessons and wins of 2026 q3, part 2 of 2")


def test_an_objective_is_told_what_its_unit_learned_in_the_cycle_before() -> None:
    here = Here(make_site(sample(), Options()), urls.objective_path(ONBOARDING))
    assert [one.text for one in lessons_for(here, ONBOARDING)] == [
        "Order pumps in spring",
        "Say no earlier",
    ]
    assert lessons_for(here, ObjectiveRef("2026-q3", "growth", "summer")) == ()
