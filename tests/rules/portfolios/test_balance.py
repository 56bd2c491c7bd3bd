"""BAL: what must not suffer for the targets."""

from typing import Any

import builders as b
import pytest
from portfolio_worlds import GERMAN, LAST, files, found

from okrpress.model.observations import CheckIn
from okrpress.model.okr import Objective, ObjectiveType, State
from okrpress.model.settings import Settings
from okrpress.rules.portfolios import (
    bal001_stretch_without_guard,
    bal002_overtime_while_targets_rise,
    bal003_pay_or_appraisal,
    bal004_no_well_being,
)

BOLD = ObjectiveType.ASPIRATIONAL
GUARD = b.key_result("calm", measure=b.band(max=4))
BY_DEFAULT = Settings(default_type="aspirational")


def bold(id: str = b.OBJECTIVE, **keys: Any) -> Objective:
    return b.objective(id, type=BOLD, **keys)


# ── BAL001 ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("world", "fires"),
    [
        pytest.param({"objectives": [bold()]}, True, id="a stretch and nothing else"),
        pytest.param({"objectives": [b.objective()]}, False, id="a commitment is no stretch"),
        pytest.param(
            {"objectives": [b.objective(type=None)], "settings": BY_DEFAULT},
            True,
            id="a stretch by the settings",
        ),
        pytest.param(
            {"objectives": [bold()], "teams": [b.team(health=[b.health_metric()])]},
            False,
            id="the team has a health metric",
        ),
        pytest.param(
            {
                "objectives": [bold()],
                "teams": [b.team(parent="top"), b.team("top", health=[b.health_metric()])],
            },
            False,
            id="the team above has a health metric",
        ),
        pytest.param(
            {"objectives": [bold(key_results=[GUARD])]}, False, id="a key result keeps a range"
        ),
        pytest.param(
            {"objectives": [bold(), b.objective("rest", tags=["well-being"])]},
            False,
            id="an objective is about well-being",
        ),
        pytest.param(
            {"objectives": [bold(), b.objective("rest", cycle="2026", tags=["well-being"])]},
            False,
            id="an objective of the year is about well-being",
        ),
        pytest.param(
            {"objectives": [bold(), b.objective("rest", cycle=LAST, tags=["well-being"])]},
            True,
            id="one of the last cycle guards nothing now",
        ),
        pytest.param(
            {"objectives": [bold(), b.objective("rest", unit="other", tags=["well-being"])]},
            True,
            id="one of a team beside guards others",
        ),
        pytest.param({"objectives": [bold(cycle=LAST)]}, False, id="the past is past"),
        pytest.param({"objectives": [bold(state=State.DRAFT)]}, False, id="a draft asks nothing"),
        pytest.param(
            {"objectives": [bold(unit="maria")], "people": [b.person()]},
            False,
            id="a person decides for themselves",
        ),
    ],
)
def test_stretch_without_guard(world: dict[str, Any], fires: bool) -> None:
    world = {"teams": [b.team(), b.team("other")], **world}
    found_in = files(bal001_stretch_without_guard.RULE, **world)
    assert found_in == (["2026-q4/product/onboarding.md"] if fires else [])


def test_where_no_team_is_declared_there_is_no_place_for_a_guard() -> None:
    assert files(bal001_stretch_without_guard.RULE, objectives=[bold()]) == []


# ── BAL002 ────────────────────────────────────────────────────────────────────────────────────

OVERTIME = b.health_metric()


def hours(on: str, value: b.Number, metric: str = "overtime") -> CheckIn:
    return b.check_in(on, health={metric: value})


def changed(field: str, before: Any, after: Any, on: str = "2026-11-02") -> Objective:
    entry = b.change(field, before, after, on=on)
    return b.objective(key_results=[b.key_result(measure=b.metric(0, 60), changes=[entry])])


HARDER = changed("target", b.number(40), b.number(60))


@pytest.mark.parametrize(
    ("written", "check_ins", "fires"),
    [
        pytest.param(bold(), [hours("2026-11-20", 5)], True, id="too long while they aim high"),
        pytest.param(bold(), [hours("2026-11-20", 4)], False, id="at the bound is inside"),
        pytest.param(bold(), [hours("2026-11-22", 5)], True, id="today"),
        pytest.param(bold(), [hours("2026-11-08", 5)], True, id="two weeks ago"),
        pytest.param(bold(), [hours("2026-11-07", 5)], False, id="longer ago"),
        pytest.param(
            bold(), [hours("2026-11-13", 5), hours("2026-11-20", 3)], False, id="it is over"
        ),
        pytest.param(bold(), [hours("2026-12-20", 5)], False, id="that is not known yet"),
        pytest.param(bold(), [], False, id="nobody reports it"),
        pytest.param(
            b.objective(), [hours("2026-11-20", 5)], False, id="a commitment that did not move"
        ),
        pytest.param(HARDER, [hours("2026-11-20", 5)], True, id="a target was raised"),
        pytest.param(
            changed("target", b.number(80), b.number(60)),
            [hours("2026-11-20", 5)],
            False,
            id="a target was eased",
        ),
        pytest.param(
            changed("target", b.number(40), b.number(60), on="2026-12-02"),
            [hours("2026-11-20", 5)],
            False,
            id="a target that is raised later",
        ),
        pytest.param(
            changed("target", b.number(40), b.number(60), on="2026-11-22"),
            [hours("2026-11-20", 5)],
            True,
            id="a target was raised today",
        ),
        pytest.param(
            changed("target", b.number(40), b.number(60), on="2026-09-30"),
            [hours("2026-11-20", 5)],
            False,
            id="a target was raised before the cycle",
        ),
        pytest.param(
            changed("baseline", b.number(20), b.number(0)),
            [hours("2026-11-20", 5)],
            False,
            id="a baseline was corrected",
        ),
        pytest.param(
            changed("due", b.day("2026-12-31"), b.day("2026-12-10")),
            [hours("2026-11-20", 5)],
            True,
            id="a due date came nearer",
        ),
        pytest.param(
            changed("due", b.day("2026-12-10"), b.day("2026-12-31")),
            [hours("2026-11-20", 5)],
            False,
            id="a due date moved away",
        ),
        pytest.param(
            bold(key_results=[b.key_result(), b.key_result("o", title="Overtime falls")]),
            [hours("2026-11-20", 5)],
            False,
            id="they are at it",
        ),
    ],
)  # fmt: skip
def test_overtime_while_targets_rise(
    written: Objective, check_ins: list[CheckIn], fires: bool
) -> None:
    findings = found(
        bal002_overtime_while_targets_rise.RULE,
        objectives=[written],
        check_ins=check_ins,
        teams=[b.team(health=[OVERTIME])],
    )
    assert [one.at.keys for one in findings] == ([("health", "overtime")] if fires else [])


@pytest.mark.parametrize(
    ("title", "fires"),
    [
        pytest.param("Overtime per person and week", True, id="overtime"),
        pytest.param("Hours worked in a week", True, id="hours worked"),
        pytest.param("Colleagues with long weeks", True, id="long weeks"),
        pytest.param("Hours until a member gets an answer", False, id="hours of waiting"),
        pytest.param("Alarms outside working hours", False, id="when, not how long"),
        pytest.param("Complaints", False, id="something else"),
    ],
)
def test_which_health_metrics_are_about_overtime(title: str, fires: bool) -> None:
    metric = b.health_metric("level", title=title)
    findings = found(
        bal002_overtime_while_targets_rise.RULE,
        objectives=[bold()],
        check_ins=[hours("2026-11-20", 5, "level")],
        teams=[b.team(health=[metric])],
    )
    assert bool(findings) is fires


# ── BAL003 ────────────────────────────────────────────────────────────────────────────────────

GREEDY = "Whoever reaches 1.0 gets a bonus"
AT = {
    "title": ("title",),
    "key result": ("key_results", 0, "title"),
    "body": (),
    "note": ("key_results", "onboarding#activation", "note"),
    "win": ("wins", 0),
    "check-in": (),
    "tactic": ("tactics", 0),
    "lesson": ("lessons", 0),
}


@pytest.mark.parametrize(
    ("where", "world"),
    [
        ("title", {"objectives": [b.objective(title=GREEDY)]}),
        ("key result", {"objectives": [b.objective(key_results=[b.key_result(title=GREEDY)])]}),
        ("body", {"objectives": [b.objective(body=GREEDY)]}),
        ("note", {"check_ins": [b.check_in("2026-11-01", b.reading(5, note=GREEDY))]}),
        ("win", {"check_ins": [b.check_in("2026-11-01", wins=[GREEDY])]}),
        ("check-in", {"check_ins": [b.check_in("2026-11-01", body=GREEDY)]}),
        ("tactic", {"mid_cycle_reviews": [b.mid_cycle_review(tactics=[GREEDY])]}),
        ("lesson", {"retrospectives": [b.retrospective("2026-11-20", lessons=[GREEDY])]}),
    ],
)
def test_where_pay_is_looked_for(where: str, world: dict[str, Any]) -> None:
    (finding,) = found(bal003_pay_or_appraisal.RULE, **world)
    assert finding.at.keys == AT[where]
    assert finding.at.on == ("value" if AT[where] else "body")


def test_pay_is_looked_for_in_what_was_written_today() -> None:
    review = b.mid_cycle_review("2026-11-22", body=GREEDY)
    world: dict[str, Any] = {
        "check_ins": [b.check_in("2026-11-22", body=GREEDY)],
        "mid_cycle_reviews": [review],
    }
    assert len(files(bal003_pay_or_appraisal.RULE, **world)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Whoever reaches 1.0 gets a bonus",
        "Everyone who hits the target is promoted in spring.",
        "The score of this objective is part of your annual appraisal",
        "Performance reviews are based on these key results",
        "A pay raise depends on our NPS",
        "We talked. If we fail, salaries are frozen! Then we went home.",
        "Get my salary above 80 thousand",
        "Compensation is\nlinked to OKRs",
    ],
)
def test_pay_or_appraisal(text: str) -> None:
    assert files(bal003_pay_or_appraisal.RULE, objectives=[b.objective(body=text)])


@pytest.mark.parametrize(
    "text",
    [
        "Customers who use their welcome bonus rise from 10 % to 25 %",
        "Close the gap between the salaries of women and men",
        "Employees who call their performance review fair rise from 60 % to 80 %",
        "The spring promotion brings 400 new members",
        "Invoices paid within 30 days rise from 55 % to 80 %",
        "Each objective has one owner. The bonus programme for referrals starts in May.",
        "We raise the score of the credit check",
        "Publish salary bands for every role",
        "My passengers get compensation within a week",
    ],
)
def test_neither_pay_nor_appraisal(text: str) -> None:
    assert files(bal003_pay_or_appraisal.RULE, objectives=[b.objective(body=text)]) == []


@pytest.mark.parametrize(
    "world",
    [
        pytest.param(
            {
                "objectives": [b.objective(cycle=LAST, body=GREEDY)],
                "cycles": [b.cycle(LAST, closed="2026-10-09")],
            },
            id="the cycle is closed",
        ),
        pytest.param({"check_ins": [b.check_in("2026-11-23", body=GREEDY)]}, id="it comes later"),
        pytest.param(
            {"mid_cycle_reviews": [b.mid_cycle_review("2026-11-23", body=GREEDY)]},
            id="a review that comes later",
        ),
        pytest.param(
            {"objectives": [b.objective(body=GREEDY)], "settings": GERMAN},
            id="a language without words",
        ),
    ],
)
def test_where_pay_is_not_looked_for(world: dict[str, Any]) -> None:
    assert files(bal003_pay_or_appraisal.RULE, **world) == []


# ── BAL004 ────────────────────────────────────────────────────────────────────────────────────

UNITS = ("a", "b", "c")
BUSY: list[Objective] = [b.objective(unit=unit) for unit in UNITS]


@pytest.mark.parametrize(
    ("world", "fires"),
    [
        pytest.param({}, True, id="three teams and nothing about people"),
        pytest.param({"objectives": BUSY[:2]}, False, id="two teams are few"),
        pytest.param(
            {"teams": [*map(b.team, UNITS), b.team("d", health=[b.health_metric()])]},
            False,
            id="any team has a health metric",
        ),
        pytest.param(
            {"objectives": [*BUSY, b.objective("rest", unit="a", tags=["well-being"])]},
            False,
            id="an objective is about well-being",
        ),
        pytest.param(
            {"objectives": [*BUSY, b.objective("rest", unit="a", cycle=LAST, tags=["well-being"])]},
            True,
            id="one of the last cycle was",
        ),
        pytest.param(
            {"objectives": [b.objective(unit=unit, cycle=LAST) for unit in UNITS]},
            False,
            id="no cycle runs",
        ),
        pytest.param({"teams": []}, False, id="no team is declared"),
    ],
)
def test_no_well_being(world: dict[str, Any], fires: bool) -> None:
    world = {"objectives": BUSY, "teams": [*map(b.team, UNITS)], **world}
    assert files(bal004_no_well_being.RULE, **world) == (["index.md"] if fires else [])


def test_no_well_being_has_a_place_without_an_organisation_too() -> None:
    world: dict[str, Any] = {"objectives": BUSY, "teams": [*map(b.team, UNITS)]}
    nameless = b.organisation(file="")
    assert files(bal004_no_well_being.RULE, **world, organisation=nameless) == [
        "2026-q4/a/onboarding.md"
    ]
