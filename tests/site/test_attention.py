"""What needs attention, why, and what comes first."""

import builders as make
import pytest

from okrpress.model.ids import UnitCycle
from okrpress.model.observations import CheckIn
from okrpress.model.okr import KeyResult, Objective, ObjectiveType, State
from okrpress.model.settings import Settings
from okrpress.scoring import score
from okrpress.site import urls
from okrpress.site.views.attention import Concern, blockers_of, concerns_of
from okrpress.site.views.here import Here, Options, make_site

AS_OF = make.day("2026-11-22")


def here_with(objectives: list[Objective], check_ins: list[CheckIn]) -> Here:
    portfolio = make.portfolio(objectives=objectives, check_ins=check_ins)
    return Here(make_site(score(portfolio, Settings(), AS_OF), Options()), urls.HOME)


def concerns(*key_results: KeyResult, check_ins: list[CheckIn]) -> list[Concern]:
    here = here_with([make.objective(key_results=key_results)], check_ins)
    return concerns_of(here, here.site.scored.objectives.values())


def chips(concern: Concern) -> list[str]:
    return [f"{chip.word} {chip.detail}".strip() for chip in concern.chips]


MOVED = make.change("target", make.number(80), make.number(100), on="2026-11-18")
CASES = [
    pytest.param(
        make.key_result(),
        [make.check_in("2026-11-20", make.reading(10))],
        ["Behind pace 47 points"],
        id="far behind the date",
    ),
    pytest.param(
        make.key_result(),
        [make.check_in("2026-11-20", make.reading(40))],
        ["Behind pace 17 points"],
        id="a little behind the date",
    ),
    pytest.param(
        make.key_result(),
        [
            make.check_in("2026-11-13", make.reading(50, confidence=8)),
            make.check_in("2026-11-20", make.reading(55, confidence=5)),
        ],
        ["Confidence fell to 5 of 10"],
        id="confidence that fell",
    ),
    pytest.param(
        make.key_result(),
        [make.check_in("2026-10-20", make.reading(50))],
        ["Stale last reading 4 weeks ago"],
        id="an old reading",
    ),
    pytest.param(make.key_result(), [], ["No data nothing reported"], id="no reading"),
    pytest.param(
        make.key_result(changes=[MOVED]),
        [make.check_in("2026-11-20", make.reading(60))],
        ["Target moved target, 18 Nov"],
        id="a target that moved since the last check-in",
    ),
    pytest.param(
        make.key_result(due="2026-11-10"),
        [make.check_in("2026-11-09", make.reading(95))],
        ["Overdue since 10 Nov"],
        id="over its due day and not done",
    ),
]


@pytest.mark.parametrize(("key_result", "check_ins", "expected"), CASES)
def test_a_reason_comes_with_its_number(
    key_result: KeyResult, check_ins: list[CheckIn], expected: list[str]
) -> None:
    [concern] = concerns(key_result, check_ins=check_ins)
    assert chips(concern) == expected


@pytest.mark.parametrize(
    ("key_result", "check_ins"),
    [
        pytest.param(
            make.key_result(), [make.check_in("2026-11-20", make.reading(60))], id="on track"
        ),
        pytest.param(
            make.key_result(due="2026-11-10"),
            [make.check_in("2026-11-09", make.reading(100))],
            id="done in time",
        ),
        pytest.param(make.key_result(state=State.POSTPONED), [], id="postponed"),
        pytest.param(make.key_result(weight=0), [], id="not counted"),
        pytest.param(make.key_result(start="2026-12-01"), [], id="not begun"),
        pytest.param(
            make.key_result(
                changes=[make.change("target", make.number(80), make.number(100), on="2026-10-18")]
            ),
            [make.check_in("2026-11-20", make.reading(60))],
            id="a target that moved long ago",
        ),
    ],
)
def test_what_is_well_needs_nobody(key_result: KeyResult, check_ins: list[CheckIn]) -> None:
    assert concerns(key_result, check_ins=check_ins) == []


def test_the_most_urgent_comes_first() -> None:
    found = concerns(
        make.key_result("watch"),
        make.key_result("silent"),
        make.key_result("worst"),
        make.key_result("bad"),
        check_ins=[
            make.check_in(
                "2026-11-20",
                make.reading(40, of="onboarding#watch"),
                make.reading(0, of="onboarding#worst"),
                make.reading(10, of="onboarding#bad"),
            )
        ],
    )
    assert [one.link.href.rpartition("#")[2] for one in found] == [
        "worst",
        "bad",
        "silent",
        "watch",
    ]
    assert [one.needs_decision for one in found] == [True, True, True, False]


def test_a_blocker_is_the_units_and_only_its_newest_check_ins() -> None:
    old = make.check_in("2026-11-13", make.reading(60), blockers=["Solved since"])
    new = make.check_in("2026-11-20", make.reading(60), blockers=["Legal is silent"])
    later = make.check_in("2026-11-30", make.reading(60), blockers=["Not known yet"])
    here = here_with([make.objective(type=ObjectiveType.COMMITTED)], [old, new, later])
    [concern] = blockers_of(here, [UnitCycle("2026-q4", "product")])
    assert concern.link.text == "Legal is silent"
    assert concern.status is None
    assert chips(concern) == ["Reported 2 days ago"]


def test_what_has_been_graded_asks_for_nothing_more() -> None:
    portfolio = make.portfolio(
        objectives=[make.objective(type=ObjectiveType.ASPIRATIONAL)],
        check_ins=[
            make.check_in("2026-12-18", make.reading(50, confidence=8)),
            make.check_in("2026-12-30", make.reading(55, confidence=3)),
        ],
        retrospectives=[make.retrospective("2027-01-08")],
    )
    site = make_site(score(portfolio, Settings(), make.day("2027-01-10")), Options())
    assert concerns_of(Here(site, urls.HOME), site.scored.objectives.values()) == []


def test_a_delivery_that_is_over_due_is_late_and_not_behind() -> None:
    late = make.key_result(measure=make.yes_no(), due="2026-11-15")
    found = concerns(late, check_ins=[make.check_in("2026-11-20", make.reading(done=False))])
    assert [chips(one) for one in found] == [["Overdue since 15 Nov"]]
