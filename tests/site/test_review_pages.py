"""The reviews of a cycle: scores beside beliefs, decisions, and what became of it."""

import builders as make
import pytest
from site_samples import sample

from okrpress.model.ids import UnitCycle
from okrpress.model.observations import Carry
from okrpress.model.portfolio import Portfolio
from okrpress.model.settings import Settings
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio
from okrpress.site import urls
from okrpress.site.views.here import Options, make_site
from okrpress.site.views.review_pages import ReviewView, review_pages

Q3, FOLDER = "2026-q3", UnitCycle("2026-q3", "product")
AT = "2026-q3/product/onboarding"


def views(scored: ScoredPortfolio) -> dict[str, ReviewView]:
    found = {}
    for planned in review_pages(make_site(scored, Options())):
        view = planned.make()
        assert isinstance(view, ReviewView)
        found[planned.path] = view
    return found


def two_cycles() -> Portfolio:
    moved = make.change("target", make.number(80), make.number(100), on="2026-08-01")
    ids = ("kept", "renamed", "gone", "plain")
    refs = {id: make.key_result_ref(f"{AT}#{id}") for id in ids}
    old = make.objective(
        cycle=Q3,
        key_results=[make.key_result(id, changes=[moved] if id == "kept" else []) for id in ids],
    )
    values = [make.reading(40, of=f"{AT}#{id}", confidence=8) for id in ids]
    return make.portfolio(
        objectives=[old, make.objective(key_results=[make.key_result("kept")])],
        cycles=[make.cycle(Q3, mid_cycle_review="2026-08-12"), make.cycle()],
        check_ins=[
            make.check_in("2026-08-05", make.reading(10, of=f"{AT}#kept", confidence=5)),
            make.check_in("2026-09-28", *values),
        ],
        retrospectives=[
            make.retrospective(
                "2026-10-05",
                folder=FOLDER,
                grades={refs["kept"]: make.grade("0.6", why="The last mile", note="Nearly")},
                carry={
                    refs["kept"]: Carry.KEEP,
                    refs["gone"]: Carry.MODIFY,
                    refs["plain"]: Carry.ABANDON,
                },
                lessons=["Ask first"],
            )
        ],
    )


def test_a_key_result_closes_with_scores_and_beliefs() -> None:
    found = views(score(two_cycles(), Settings(), make.day("2026-11-22")))
    (unit,) = found[urls.review_path(Q3)].units
    assert unit.close is not None
    kept, renamed, gone, plain = unit.close.rows
    assert (kept.score, kept.computed, kept.original) == ("0.6", "0.4", "0.5")
    assert unit.close.has_original
    assert unit.close.has_confidence
    assert unit.close.has_carry
    assert kept.confidence == ("5", "8")
    assert renamed.confidence == ("", "8")
    assert kept.said == ("Nearly", "The last mile")
    assert (kept.carry, kept.became and kept.became.text) == ("Keep", "2026 q4")
    assert kept.became_status is not None
    assert (gone.became, gone.became_note) == (None, "not found in 2026 q4")
    assert (plain.carry, plain.became_note) == ("Abandon", "")
    assert (renamed.carry, renamed.became_note) == ("", "")


def test_columns_that_nothing_is_known_for_are_left_out() -> None:
    grades = {make.key_result_ref(f"{Q3}/product/onboarding#activation"): make.grade("0.5")}
    held = make.retrospective("2026-10-09", folder=UnitCycle(Q3, "product"), grades=grades)
    portfolio = make.portfolio(objectives=[make.objective(cycle=Q3)], retrospectives=[held])
    (unit,) = views(score(portfolio, Settings(), make.day("2026-11-22")))[
        urls.review_path(Q3)
    ].units
    assert unit.close is not None
    assert not unit.close.has_original
    assert not (unit.close.has_confidence)
    assert not (unit.close.has_carry)


def test_what_is_missing_is_named() -> None:
    found = views(score(two_cycles(), Settings(), make.day("2026-11-22")))
    view = found[urls.review_path(Q3)]
    assert view.held == (
        "0 of 1 unit held a mid-cycle review.",
        "1 of 1 unit held a retrospective.",
    )
    assert [row.kind for row in view.missing] == ["No mid-cycle review"]
    assert view.scores is not None


@pytest.mark.parametrize(
    ("as_of", "missing"),
    [
        pytest.param("2026-08-12", [], id="on its day"),
        pytest.param("2026-08-13", ["No mid-cycle review"], id="a day later"),
        pytest.param("2026-10-04", ["No mid-cycle review"], id="a retrospective has time"),
    ],
)
def test_a_review_is_missing_once_its_day_is_over(as_of: str, missing: list[str]) -> None:
    found = views(score(two_cycles(), Settings(), make.day(as_of)))
    assert [row.kind for row in found[urls.review_path(Q3)].missing] == missing


def test_mid_cycle_says_what_was_decided_and_where_it_is_now() -> None:
    growth = views(sample())[urls.review_path("2026-q4")].units[0]
    assert growth.mid is not None
    first = growth.mid.rows[0]
    assert (first.decision, first.why, first.confidence) == ("Adjust", "We learned more", "6")
    assert growth.close is None


def test_there_is_a_page_for_every_cycle_that_has_begun() -> None:
    assert sorted(views(sample())) == sorted(
        urls.review_path(cycle) for cycle in ("2026", "2026-q3", "2026-q4")
    )


def test_a_cycle_without_reviews_says_how_to_hold_one() -> None:
    view = views(sample())[urls.review_path("2026")]
    assert view.units == ()
    assert view.empty is not None
    assert view.empty.file == "content/2026/<unit>/mid-cycle.md"


def test_a_large_cycle_goes_on_in_parts() -> None:
    objectives = [
        make.objective(f"o{number}", unit=f"u{unit}", key_results=[])
        for unit in range(3)
        for number in range(20)
    ]
    scored = score(make.portfolio(objectives=objectives), Settings(), make.day("2026-11-22"))
    found = views(scored)
    assert list(found) == [urls.review_path("2026-q4", part) for part in (1, 2)]
    assert found[urls.review_path("2026-q4", 2)].held == ()
