"""Which key results are due for a check-in, and what the date expects of them."""

from datetime import date

import builders as make
import pytest

from okrpress.insight.due import due_key_results, expected_value, next_check_in
from okrpress.model.ids import UnitCycle
from okrpress.model.observations import CheckIn
from okrpress.model.okr import Aggregate, KeyResult, ObjectiveType, State
from okrpress.model.settings import Settings
from okrpress.scoring import score

AS_OF = "2026-11-22"


def on(day: str, **reading: int | bool) -> CheckIn:
    return make.check_in(day, make.reading(**reading))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("key_result", "check_ins", "days_late"),
    [
        pytest.param(make.key_result(), [on("2026-11-15", value=1)], 0, id="a week after the last"),
        pytest.param(make.key_result(), [on("2026-11-16", value=1)], None, id="six days after"),
        pytest.param(make.key_result(), [on("2026-11-13", value=1)], 2, id="nine days after"),
        pytest.param(make.key_result(), [], 45, id="never reported, a week after the start"),
        pytest.param(make.key_result(start="2026-11-15"), [], 0, id="its own start counts"),
        pytest.param(make.key_result(start="2026-11-16"), [], None, id="begun six days ago"),
        pytest.param(make.key_result(start="2026-12-01"), [], None, id="not begun"),
        pytest.param(
            make.key_result(cadence=14), [on("2026-11-13", value=1)], None, id="its own cadence"
        ),
        pytest.param(
            make.key_result(), [on("2026-11-13", value=1), on("2026-11-20", confidence=5)], 2,
            id="a confidence is no reading of a metric",
        ),
        pytest.param(
            make.key_result(measure=make.yes_no()), [on("2026-11-20", confidence=5)], None,
            id="a confidence says that nothing new is done",
        ),
        pytest.param(
            make.key_result(measure=make.yes_no()), [on("2026-11-01", done=True)], None,
            id="what is delivered stays delivered",
        ),
        pytest.param(
            make.key_result(), [on("2026-11-01", value=100)], 14, id="a metric may fall back"
        ),
        pytest.param(
            make.key_result(measure=make.band(max=4)), [on("2026-11-01", value=2)], 14,
            id="a band goes on",
        ),
        pytest.param(
            make.key_result(measure=make.unmeasured()), [on("2026-11-01", confidence=5)], 14,
            id="what has no measure has a confidence",
        ),
        pytest.param(make.key_result(state=State.POSTPONED), [], None, id="postponed"),
        pytest.param(make.key_result(state=State.DRAFT), [], None, id="a draft"),
    ],
)  # fmt: skip
def test_a_key_result_is_due_a_cadence_after_its_last_sign(
    key_result: KeyResult, check_ins: list[CheckIn], days_late: int | None
) -> None:
    portfolio = make.portfolio(
        objectives=[make.objective(key_results=[key_result])], check_ins=check_ins
    )
    found = due_key_results(score(portfolio, Settings(), make.day(AS_OF)), make.FOLDER)
    assert [one.days_late for one in found] == ([] if days_late is None else [days_late])


@pytest.mark.parametrize(
    ("key_result", "owed"),
    [
        pytest.param(make.key_result(), True, id="one that counts"),
        pytest.param(make.key_result(weight=0), False, id="one that is only tracked"),
        pytest.param(make.key_result(due="2026-11-20"), True, id="due before its last day"),
        pytest.param(make.key_result(due="2026-11-19"), False, id="after its own due day"),
    ],
)
def test_what_may_be_reported_is_not_always_owed(key_result: KeyResult, owed: bool) -> None:
    portfolio = make.portfolio(
        objectives=[make.objective(key_results=[key_result])],
        check_ins=[on("2026-11-13", value=10)],
    )
    [due] = due_key_results(score(portfolio, Settings(), make.day(AS_OF)), make.FOLDER)
    assert due.owed == owed
    assert due.since == make.day("2026-11-20")


@pytest.mark.parametrize(
    ("as_of", "closed"),
    [
        pytest.param("2026-09-30", None, id="before the cycle"),
        pytest.param("2027-01-01", None, id="after it"),
        pytest.param("2026-12-30", "2026-12-20", id="closed"),
    ],
)
def test_nothing_is_due_when_the_cycle_does_not_run(as_of: str, closed: str | None) -> None:
    portfolio = make.portfolio(cycles=[make.cycle("2026-q4", closed=closed)])
    assert due_key_results(score(portfolio, Settings(), make.day(as_of)), make.FOLDER) == ()


def test_nothing_is_due_in_an_undated_cycle_or_in_no_folder() -> None:
    undated = make.cycle("someday", undated="Nobody wrote it down")
    portfolio = make.portfolio(objectives=[make.objective(cycle="someday")], cycles=[undated])
    scored = score(portfolio, Settings(), make.day(AS_OF))
    assert due_key_results(scored, UnitCycle("someday", "product")) == ()
    assert due_key_results(scored, UnitCycle("2031-q1", "nobody")) == ()


def test_what_is_due_comes_with_its_numbers() -> None:
    key_result = make.key_result(measure=make.metric(20, 60))
    scored = make.scored_key_result(
        key_result, [make.check_in(40, make.reading(30))], as_of=50, during=make.HUNDRED_DAYS
    )
    assert next_check_in(scored) == make.percent(47)
    assert (scored.value, scored.gap) == (make.number(30), make.number("0.25"))
    assert expected_value(scored) == make.number(40)


@pytest.mark.parametrize(
    ("key_result", "type", "expected"),
    [
        pytest.param(
            make.key_result(measure=make.metric(60, 20)), ObjectiveType.COMMITTED, "40",
            id="falling",
        ),
        pytest.param(
            make.key_result(measure=make.metric(0, 100)), ObjectiveType.ASPIRATIONAL, "35.0",
            id="aspirational",
        ),
        pytest.param(
            make.key_result(measure=make.metric(None, 80, aggregate=Aggregate.SUM)),
            ObjectiveType.COMMITTED, "40", id="a sum begins at nothing",
        ),
        pytest.param(
            make.key_result(measure=make.metric(0, 80), plan=make.plan({"2026-02-20": 10})),
            ObjectiveType.COMMITTED, "10.000", id="a plan",
        ),
        pytest.param(
            make.key_result(measure=make.metric(None, 80)), ObjectiveType.COMMITTED, None,
            id="no baseline",
        ),
        pytest.param(
            make.key_result(measure=make.band(max=4)), ObjectiveType.COMMITTED, None, id="a band"
        ),
        pytest.param(
            make.key_result(measure=make.steps("a")), ObjectiveType.COMMITTED, None, id="steps"
        ),
        pytest.param(
            make.key_result(measure=make.metric(), state=State.CANCELLED),
            ObjectiveType.COMMITTED, None, id="cancelled",
        ),
    ],
)  # fmt: skip
def test_what_the_date_expects_as_a_value(
    key_result: KeyResult, type: ObjectiveType, expected: str | None
) -> None:
    scored = make.scored_key_result(
        key_result, [make.check_in(40, make.reading(30))], as_of=50, type=type
    )
    assert expected_value(scored) == (None if expected is None else make.number(expected))


def test_the_calendar_has_an_end() -> None:
    last = make.cycle("last", start="9999-10-01", end="9999-12-31")
    portfolio = make.portfolio(
        objectives=[make.objective(cycle="last")],
        cycles=[last],
        check_ins=[
            make.check_in("9999-12-30", make.reading(3, of="last/product/onboarding#activation"))
        ],
    )
    scored = score(portfolio, Settings(), make.day("9999-12-30"))
    [objective] = scored.objectives.values()
    assert next_check_in(objective.key_results[0]) == date.max
