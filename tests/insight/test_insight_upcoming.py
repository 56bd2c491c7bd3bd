"""What lies ahead, and how far one looks."""

from datetime import timedelta

import builders as make
import pytest

from okrpress.insight.due import (
    Upcoming,
    UpcomingKind,
    next_check_in_day,
    upcoming,
    upcoming_for_all,
)
from okrpress.model.portfolio import Portfolio
from okrpress.model.settings import Settings
from okrpress.scoring import score

DATES = make.cycle(
    "2026-q4", mid_cycle_review="2026-11-12", retrospective="2026-12-18", closed=None
)


def ahead(portfolio: Portfolio, as_of: str, days: int) -> list[tuple[str, str]]:
    found = upcoming(score(portfolio, Settings(), make.day(as_of)), days)
    return [(one.kind.value, one.on.isoformat()) for one in found]


@pytest.mark.parametrize(
    ("as_of", "days", "expected"),
    [
        pytest.param("2026-09-20", 7, [], id="too far ahead"),
        pytest.param("2026-09-24", 7, [("cycle-begins", "2026-10-01")], id="the cycle begins"),
        pytest.param("2026-11-12", 0, [("mid-cycle-review", "2026-11-12")], id="today"),
        pytest.param("2026-11-13", 7, [], id="yesterday is over"),
        pytest.param(
            "2026-12-15", 20, [("retrospective", "2026-12-18"), ("cycle-ends", "2026-12-31")],
            id="by day",
        ),
    ],
)  # fmt: skip
def test_the_days_of_a_cycle(as_of: str, days: int, expected: list[tuple[str, str]]) -> None:
    portfolio = make.portfolio(objectives=[make.objective(key_results=[])], cycles=[DATES])
    assert ahead(portfolio, as_of, days) == expected


def test_the_next_check_in_of_a_unit_names_its_key_results() -> None:
    portfolio = make.portfolio(
        objectives=[
            make.objective(
                key_results=[make.key_result(id) for id in ("a", "b", "c", "late")]
                + [make.key_result("tracked", weight=0)]
            )
        ],
        check_ins=[
            make.check_in("2026-11-10", make.reading(1, of="onboarding#late")),
            make.check_in(
                "2026-11-20",
                make.reading(1, of="onboarding#a"),
                make.reading(1, of="onboarding#b"),
                make.reading(1, of="onboarding#tracked"),
            ),
            make.check_in("2026-11-21", make.reading(1, of="onboarding#c")),
        ],
    )
    found = upcoming(score(portfolio, Settings(), make.day("2026-11-22")), 14)
    assert found == (
        Upcoming(
            kind=UpcomingKind.CHECK_IN,
            on=make.day("2026-11-27"),
            cycle="2026-q4",
            folder=make.FOLDER,
            key_results=(make.key_result_ref("onboarding#a"), make.key_result_ref("onboarding#b")),
        ),
    )


def test_a_unit_that_has_checked_in_today_need_not_do_it_again() -> None:
    portfolio = make.portfolio(
        objectives=[make.objective(key_results=[make.key_result("a"), make.key_result("b")])],
        check_ins=[
            make.check_in("2026-11-15", make.reading(1, of="onboarding#b")),
            make.check_in("2026-11-22", make.reading(1, of="onboarding#a")),
        ],
    )
    assert ahead(portfolio, "2026-11-22", 14) == [("check-in", "2026-11-29")]


@pytest.mark.parametrize("days", [0, 5, 92])
def test_the_next_check_in_alone_is_the_first_of_all_that_lies_ahead(days: int) -> None:
    objectives = [
        make.objective(
            key_results=[
                make.key_result("a"),
                make.key_result("b", cadence=30),
                make.key_result("early", due="2026-11-10"),
                make.key_result("tracked", weight=0),
            ]
        )
    ]
    check_ins = [
        make.check_in("2026-10-09", make.reading(1, of="onboarding#a")),
        make.check_in("2026-11-20", make.reading(1, of="onboarding#b")),
    ]
    portfolio = make.portfolio(objectives=objectives, check_ins=check_ins, cycles=[DATES])
    for past in range(0, 110, 3):
        scored = score(portfolio, Settings(), make.day("2026-09-20") + timedelta(past))
        found = upcoming(scored, days, [make.FOLDER])
        first = next((one.on for one in found if one.kind is UpcomingKind.CHECK_IN), None)
        assert next_check_in_day(scored, days, [make.FOLDER]) == first


def test_due_days_that_are_not_the_cycles_end() -> None:
    objective = make.objective(
        key_results=[
            make.key_result("end", cadence=30),
            make.key_result("early", due="2026-12-01", cadence=30),
            make.key_result("tracked", due="2026-12-01", weight=0, cadence=30),
            make.key_result("past", due="2026-11-10", cadence=30),
        ]
    )
    found = upcoming(
        score(make.portfolio(objectives=[objective]), Settings(), make.day("2026-11-22")), 14
    )
    assert [(one.kind, one.key_results) for one in found] == [
        (UpcomingKind.KEY_RESULTS_DUE, (make.key_result_ref("onboarding#early"),))
    ]


def test_a_closed_cycle_has_nothing_ahead() -> None:
    closed = make.cycle("2026-q4", retrospective="2026-12-18", closed="2026-12-01")
    assert ahead(make.portfolio(cycles=[closed]), "2026-12-10", 60) == []


def test_what_units_share_is_what_lies_ahead_and_belongs_to_no_unit() -> None:
    portfolio = make.portfolio(
        objectives=[make.objective(key_results=[make.key_result("a")])], cycles=[DATES]
    )
    scored = score(portfolio, Settings(), make.day("2026-10-02"))
    everything = upcoming(scored, 100)
    assert upcoming_for_all(scored, 100) == tuple(one for one in everything if not one.folder)
    assert any(one.folder for one in everything)
