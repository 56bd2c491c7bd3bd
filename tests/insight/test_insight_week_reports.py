"""A week as it stood when it was over: who was due, who reported, what moved."""

import builders as make
import pytest

from okrpress.insight.week_reports import (
    Report,
    Turnout,
    expected_in,
    health_by,
    reports_in,
)
from okrpress.insight.weeks import week_of
from okrpress.model.observations import CheckIn, Reading
from okrpress.model.okr import Aggregate, Cycle, KeyResult, Objective, State
from okrpress.model.settings import Settings
from okrpress.scoring import score
from okrpress.scoring.result import Point, ScoredPortfolio

WEEK = week_of(make.day("2026-11-18"))  # Monday 16 to Sunday 22 November
MISSING, IN, COMING = Turnout.MISSING, Turnout.REPORTED, Turnout.COMING


def scored(
    objective: Objective,
    *check_ins: CheckIn,
    as_of: str = "2026-11-22",
    cycles: tuple[Cycle, ...] = (),
) -> ScoredPortfolio:
    portfolio = make.portfolio(objectives=[objective], check_ins=check_ins, cycles=cycles)
    return score(portfolio, Settings(), make.day(as_of))


def of(key_result: KeyResult) -> Objective:
    return make.objective(key_results=[key_result])


def turnout(found: ScoredPortfolio) -> list[Turnout]:
    return [one.turnout for one in expected_in(found, make.FOLDER, WEEK)]


# ── who was due ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        pytest.param((), [MISSING], id="never reported"),
        pytest.param(("2026-11-13",), [MISSING], id="a cadence ago"),
        pytest.param(("2026-11-13", "2026-11-16"), [IN], id="on Monday"),
        pytest.param(("2026-11-13", "2026-11-22"), [IN], id="on Sunday"),
        pytest.param(("2026-09-01",), [MISSING], id="long ago"),
    ],
)
def test_a_weekly_key_result_is_due_each_week(
    days: tuple[str, ...], expected: list[Turnout]
) -> None:
    check_ins = [make.check_in(day, make.reading(5)) for day in days]
    assert turnout(scored(make.objective(), *check_ins)) == expected


@pytest.mark.parametrize(
    ("key_result", "last", "expected"),
    [
        pytest.param(make.key_result(cadence=14), "2026-11-08", [MISSING], id="two weeks ago"),
        pytest.param(make.key_result(cadence=14), "2026-11-09", [], id="a day less"),
        pytest.param(make.key_result(start="2026-11-15"), None, [MISSING], id="began a week ago"),
        pytest.param(make.key_result(start="2026-11-16"), None, [], id="began this week"),
        pytest.param(make.key_result(due="2026-11-10"), "2026-11-06", [], id="due before"),
        pytest.param(make.key_result(weight=0), None, [], id="tracked and not counted"),
        pytest.param(make.key_result(state=State.CANCELLED), None, [], id="cancelled"),
    ],
)
def test_what_is_due(key_result: KeyResult, last: str | None, expected: list[Turnout]) -> None:
    check_ins = [make.check_in(last, make.reading(5))] if last else []
    assert turnout(scored(of(key_result), *check_ins)) == expected


@pytest.mark.parametrize(
    ("measure", "reading", "expected"),
    [
        pytest.param(make.yes_no(), make.reading(done=True), [], id="delivered"),
        pytest.param(make.yes_no(), make.reading(done=False), [MISSING], id="not yet"),
        pytest.param(make.steps("a", "b"), make.reading(steps=["a", "b"]), [], id="all steps"),
        pytest.param(make.steps("a", "b"), make.reading(steps=["a"]), [MISSING], id="one step"),
        pytest.param(make.metric(), make.reading(100), [MISSING], id="a metric may fall back"),
        pytest.param(
            make.yes_no(), make.reading(confidence=5), [MISSING], id="nothing but confidence"
        ),
    ],
)
def test_what_was_delivered_is_not_due(
    measure: object, reading: Reading, expected: list[Turnout]
) -> None:
    objective = of(make.key_result(measure=measure))  # type: ignore[arg-type]
    assert turnout(scored(objective, make.check_in("2026-11-10", reading))) == expected


def test_a_metric_needs_a_value_and_a_delivery_does_not() -> None:
    sure = make.check_in("2026-11-18", make.reading(confidence=7))
    assert turnout(scored(make.objective(), sure)) == [MISSING]
    assert turnout(scored(of(make.key_result(measure=make.yes_no())), sure)) == [IN]


def test_what_is_due_later_in_the_week_is_still_to_come() -> None:
    last = make.check_in("2026-11-13", make.reading(5))
    assert turnout(scored(make.objective(), last, as_of="2026-11-19")) == [COMING]
    assert turnout(scored(make.objective(), last, as_of="2026-11-20")) == [MISSING]


def test_a_draft_owes_nothing() -> None:
    assert turnout(scored(make.objective(state=State.DRAFT))) == []


@pytest.mark.parametrize(
    "cycle",
    [
        pytest.param(make.cycle("2026-q4", end="2026-11-15"), id="over"),
        pytest.param(make.cycle("2026-q4", closed="2026-11-16"), id="closed"),
        pytest.param(
            Cycle(id="2026-q4", title="", start=None, end=None, undated="A wiki"), id="undated"
        ),
    ],
)
def test_nothing_is_due_outside_of_a_cycle(cycle: Cycle) -> None:
    assert turnout(scored(make.objective(), cycles=(cycle,))) == []


def test_it_is_said_whom_to_ask() -> None:
    objective = make.objective(owner="maria", key_results=[make.key_result(owner="jon")])
    (one,) = expected_in(scored(objective), make.FOLDER, WEEK)
    assert (one.person, one.since) == ("jon", make.day("2026-10-08"))


def test_an_older_week_does_not_know_what_came_later() -> None:
    found = scored(make.objective(), make.check_in("2026-11-18", make.reading(5)))
    before = week_of(make.day("2026-11-10"))
    assert [one.turnout for one in expected_in(found, make.FOLDER, before)] == [MISSING]


# ── what was reported ─────────────────────────────────────────────────────────────────────────


def reported(objective: Objective, *check_ins: CheckIn) -> tuple[Report, ...]:
    during = [one for one in check_ins if WEEK.holds(one.date)]
    return reports_in(scored(objective, *check_ins), during, WEEK)


def test_a_value_is_held_against_the_one_before_the_week() -> None:
    (report,) = reported(
        make.objective(),
        make.check_in("2026-11-06", make.reading(10)),
        make.check_in("2026-11-13", make.reading(30)),
        make.check_in("2026-11-16", make.reading(35)),
        make.check_in("2026-11-20", make.reading(42, note="A good week")),
    )
    assert report.before == Point(make.day("2026-11-13"), make.number(30))
    assert report.after == Point(make.day("2026-11-20"), make.number(42))
    assert report.size == make.number("0.12")
    assert report.notes == ("A good week",)
    assert report.has_moved
    assert report.says_something


def test_a_past_week_stands_as_it_stood() -> None:
    moved = make.change("target", make.number(50), make.number(100), on="2026-11-25")
    objective = of(make.key_result(changes=[moved]))
    check_ins = [make.check_in(day, make.reading(25)) for day in ("2026-11-20", "2026-11-27")]
    found = scored(objective, *check_ins, as_of="2026-11-29")
    (report,) = reports_in(found, check_ins[:1], WEEK)
    assert report.scored.key_result.measure == make.metric(0, 50)
    assert report.size == make.number("0.5")
    assert report.after == Point(make.day("2026-11-20"), make.number(25))


@pytest.mark.parametrize(
    ("measure", "before", "after", "size"),
    [
        pytest.param(make.metric(100, 50), make.reading(90), make.reading(80), "0.2", id="down"),
        pytest.param(
            make.metric(None, 50), make.reading(9), make.reading(8), "0", id="no baseline"
        ),
        pytest.param(make.band(max=4), make.reading(3), make.reading(9), "0", id="a band"),
        pytest.param(
            make.yes_no(), make.reading(done=False), make.reading(done=True), "1", id="yes or no"
        ),
        pytest.param(
            make.steps("a", "b"),
            make.reading(steps=["a"]),
            make.reading(steps=["a", "b"]),
            "0.5",
            id="steps",
        ),
        pytest.param(
            make.metric(0, 100, aggregate=Aggregate.SUM),
            make.reading(10),
            make.reading(20),
            "0.2",
            id="a sum grows by the reading",
        ),
        pytest.param(
            make.unmeasured(),
            make.reading(confidence=5),
            make.reading(confidence=5),
            "0",
            id="unmeasured",
        ),
    ],
)
def test_a_step_is_a_share_of_the_way(
    measure: object, before: Reading, after: Reading, size: str
) -> None:
    (report,) = reported(
        of(make.key_result(measure=measure)),  # type: ignore[arg-type]
        make.check_in("2026-11-12", before),
        make.check_in("2026-11-19", after),
    )
    assert report.size == make.number(size)


def test_a_first_value_has_come_all_the_way_from_the_baseline() -> None:
    (report,) = reported(make.objective(), make.check_in("2026-11-19", make.reading(40)))
    assert report.before is None
    assert report.has_moved
    assert report.size == make.number("0.4")


def test_confidence_is_held_against_the_one_before_the_week() -> None:
    (report,) = reported(
        make.objective(),
        make.check_in("2026-11-12", make.reading(5, confidence=8)),
        make.check_in("2026-11-17", make.reading(5, confidence=7)),
        make.check_in("2026-11-19", make.reading(5, confidence=4)),
    )
    assert (report.confidence_before, report.confidence) == (8, 4)
    assert report.confidence_change == -4
    assert report.fell
    assert not report.has_moved


def test_a_value_alone_says_nothing_of_confidence() -> None:
    (report,) = reported(
        make.objective(),
        make.check_in("2026-11-12", make.reading(5, confidence=8)),
        make.check_in("2026-11-19", make.reading(5)),
    )
    assert report.confidence is None
    assert report.confidence_change is None
    assert not report.fell
    assert not report.says_something


def test_a_note_alone_is_told() -> None:
    (report,) = reported(make.objective(), make.check_in("2026-11-19", make.reading(note="Soon")))
    assert (report.after, report.confidence, report.notes) == (None, None, ("Soon",))
    assert report.says_something


def test_the_largest_step_comes_first_then_confidence() -> None:
    ids = ("a", "b", "c", "d")
    objective = make.objective(key_results=[make.key_result(id) for id in ids])
    before = [make.reading(10, of=f"onboarding#{id}", confidence=5) for id in ids]
    after = [
        make.reading(value, of=f"onboarding#{id}", confidence=confidence)
        for id, value, confidence in (("a", 10, 5), ("b", 10, 7), ("c", 30, 5), ("d", 0, 5))
    ]
    found = reported(
        objective, make.check_in("2026-11-12", *before), make.check_in("2026-11-19", *after)
    )
    assert [report.scored.ref.key_result for report in found] == ["c", "d", "b", "a"]


def test_a_reading_of_what_is_not_there_is_passed_over() -> None:
    check_in = make.check_in("2026-11-19", make.reading(5, of="other#thing"))
    assert reported(make.objective(), check_in) == ()


# ── health ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("day", "level"),
    [
        pytest.param("2026-11-22", "3", id="the newest"),
        pytest.param("2026-11-15", "5", id="as of an earlier day"),
        pytest.param("2026-11-01", None, id="before any"),
        pytest.param("2027-11-15", "3", id="nothing after the as-of date"),
    ],
)
def test_health_is_the_last_level_by_a_day(day: str, level: str | None) -> None:
    metric = make.health_metric("overtime")
    found = scored(
        make.objective(),
        make.check_in("2026-11-12", health={"overtime": 5}),
        make.check_in("2026-11-19", health={"overtime": 3}),
        make.check_in("2026-11-20", health={"joy": 9}),
        make.check_in("2026-11-30", health={"overtime": 1}),
    )
    point = health_by(found, [make.FOLDER], metric, make.day(day))
    assert (point and point.value) == (level and make.number(level))
