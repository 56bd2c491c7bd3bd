"""What happened lately: what is told, with what, and in which order."""

import builders as make
import pytest

from okrpress.insight.events import Event, EventKind, Review, events
from okrpress.model.ids import UnitCycle
from okrpress.model.observations import CheckIn, Reading
from okrpress.model.okr import KeyResult, Measure
from okrpress.model.portfolio import Portfolio
from okrpress.model.settings import Settings
from okrpress.scoring import score

SINCE, AS_OF = make.day("2026-11-15"), make.day("2026-11-22")


def happened(portfolio: Portfolio) -> tuple[Event, ...]:
    return events(score(portfolio, Settings(), AS_OF), SINCE)


def observed(key_result: KeyResult, *check_ins: CheckIn) -> tuple[Event, ...]:
    objective = make.objective(key_results=[key_result])
    return happened(make.portfolio(objectives=[objective], check_ins=check_ins))


@pytest.mark.parametrize(
    ("measure", "before", "after", "kind", "size"),
    [
        pytest.param(
            make.metric(20, 70), make.reading(30), make.reading(40), EventKind.VALUE, "0.2",
            id="a metric moved by a fifth of its way",
        ),
        pytest.param(
            make.metric(70, 20), make.reading(30), make.reading(40), EventKind.VALUE, "0.2",
            id="back is a step as well",
        ),
        pytest.param(
            make.metric(None, 70), make.reading(30), make.reading(40), EventKind.VALUE, "0",
            id="without a baseline nobody knows how large the step is",
        ),
        pytest.param(
            make.metric(20, 70), make.reading(30), make.reading(70), EventKind.FINISHED, "0.8",
            id="a target was reached",
        ),
        pytest.param(
            make.metric(20, 70), make.reading(71), make.reading(76), EventKind.VALUE, "0.1",
            id="what was reached before is not finished again",
        ),
        pytest.param(
            make.band(max=4), make.reading(3), make.reading(2), EventKind.VALUE, "0",
            id="a band is never finished",
        ),
        pytest.param(
            make.yes_no(), make.reading(done=False), make.reading(done=True),
            EventKind.FINISHED, "1", id="done",
        ),
        pytest.param(
            make.steps("a", "b"), make.reading(steps=[]), make.reading(steps=["a"]),
            EventKind.VALUE, "0.5", id="a step",
        ),
    ],
)  # fmt: skip
def test_a_value_that_moved(
    measure: Measure, before: Reading, after: Reading, kind: EventKind, size: str
) -> None:
    [event] = observed(
        make.key_result(measure=measure),
        make.check_in("2026-11-10", before),
        make.check_in("2026-11-20", after, author="jon"),
    )
    assert (event.kind, event.size, event.author) == (kind, make.number(size), "jon")
    assert event.before is not None
    assert event.after is not None
    assert (event.before.date, event.after.date) == (make.day("2026-11-10"), event.on)


@pytest.mark.parametrize(
    ("check_ins", "count"),
    [
        pytest.param([make.check_in("2026-11-15", make.reading(10))], 0, id="on the day itself"),
        pytest.param([make.check_in("2026-11-16", make.reading(10))], 1, id="the day after"),
        pytest.param([make.check_in("2026-11-22", make.reading(10))], 1, id="today"),
        pytest.param([make.check_in("2026-11-23", make.reading(10))], 0, id="tomorrow"),
        pytest.param(
            [
                make.check_in("2026-11-10", make.reading(10)),
                make.check_in("2026-11-20", make.reading(10)),
            ],
            0,
            id="nothing moved",
        ),
        pytest.param(
            [make.check_in("2026-11-20", make.reading(confidence=8))], 0, id="only a confidence"
        ),
    ],
)
def test_when_a_value_has_moved(check_ins: list[CheckIn], count: int) -> None:
    assert len(observed(make.key_result(), *check_ins)) == count


def test_the_first_value_comes_from_nowhere() -> None:
    [event] = observed(make.key_result(), make.check_in("2026-11-20", make.reading(10, note="Hm")))
    assert event.before is None
    assert event.after == (make.day("2026-11-20"), make.number(10))
    assert event.text == "Hm"


@pytest.mark.parametrize(
    ("reading", "has_moved"),
    [
        pytest.param(make.reading(12, confidence=4), True, id="with its value"),
        pytest.param(make.reading(10, confidence=4), False, id="the value stands"),
        pytest.param(make.reading(confidence=4), False, id="alone"),
    ],
)
def test_confidence_that_fell_is_told(reading: Reading, has_moved: bool) -> None:
    [event] = observed(
        make.key_result(),
        make.check_in("2026-11-10", make.reading(10, confidence=8)),
        make.check_in("2026-11-20", reading),
    )
    assert event.kind is EventKind.CONFIDENCE
    assert event.fell == (make.number(8), make.number(4))
    assert (event.after is not None) == has_moved
    assert event.on == make.day("2026-11-20")


def test_confidence_that_fell_before_is_no_news() -> None:
    [event] = observed(
        make.key_result(),
        make.check_in("2026-11-01", make.reading(10, confidence=8)),
        make.check_in("2026-11-10", make.reading(10, confidence=4)),
        make.check_in("2026-11-20", make.reading(20)),
    )
    assert (event.kind, event.fell) == (EventKind.VALUE, None)


def test_promises_that_moved_are_told_of_objectives_and_key_results() -> None:
    entry = make.change("target", make.number(80), make.number(100), on="2026-11-18")
    old = make.change("target", make.number(60), make.number(80), on="2026-11-15")
    reworded = make.change("title", "Old", "New", on="2026-11-20", reason="Clearer")
    objective = make.objective(
        key_results=[make.key_result(changes=[old, entry])], changes=[reworded]
    )
    first, second = happened(make.portfolio(objectives=[objective]))
    assert (first.subject, first.entry, first.text) == (objective.ref, reworded, "Clearer")
    assert (second.subject, second.entry) == (make.key_result_ref(), entry)
    assert {first.kind, second.kind} == {EventKind.COMMITMENT}


def test_what_units_said_and_held() -> None:
    sales = UnitCycle("2026-q4", "sales")
    portfolio = make.portfolio(
        check_ins=[
            make.check_in("2026-11-10", wins=["Long ago"], folder=make.FOLDER),
            make.check_in("2026-11-20", wins=["A", "B"], blockers=["C"], folder=make.FOLDER),
            make.check_in("2026-11-23", wins=["Tomorrow"], folder=make.FOLDER),
        ],
        mid_cycle_reviews=[make.mid_cycle_review("2026-11-17", folder=sales)],
        retrospectives=[
            make.retrospective("2026-11-18", folder=sales, lessons=["D"], wins=["E"]),
            make.retrospective("2026-12-18"),
        ],
    )
    told = [(one.kind.name, one.text or one.review, one.folder.unit) for one in happened(portfolio)]
    assert told == [
        ("REVIEW", Review.RETROSPECTIVE, "sales"),
        ("REVIEW", Review.MID_CYCLE, "sales"),
        ("WIN", "A", "product"),
        ("WIN", "B", "product"),
        ("WIN", "E", "sales"),
        ("BLOCKER", "C", "product"),
        ("LESSON", "D", "sales"),
    ]


def test_the_most_telling_comes_first() -> None:
    moved = make.change("due", make.day("2026-12-01"), make.day("2026-12-31"), on="2026-11-16")
    objective = make.objective(
        key_results=[
            make.key_result("small"),
            make.key_result("large"),
            make.key_result("done"),
            make.key_result("moved", changes=[moved]),
        ]
    )
    check_in = make.check_in(
        "2026-11-20",
        make.reading(5, of="onboarding#small"),
        make.reading(50, of="onboarding#large"),
        make.reading(100, of="onboarding#done"),
    )
    before = make.check_in(
        "2026-11-01",
        *(make.reading(0, of=f"onboarding#{id}") for id in ("small", "large", "done")),
    )
    told = happened(make.portfolio(objectives=[objective], check_ins=[before, check_in]))
    assert [str(one.subject).rpartition("#")[2] for one in told] == [
        "moved",
        "done",
        "large",
        "small",
    ]


def test_only_what_is_asked_for_is_told() -> None:
    portfolio = make.portfolio(
        check_ins=[make.check_in("2026-11-20", make.reading(5), wins=["A"])],
    )
    scored = score(portfolio, Settings(), AS_OF)
    assert [one.kind for one in events(scored, SINCE, objectives=[])] == [EventKind.WIN]
    assert [one.kind for one in events(scored, SINCE, folders=[])] == [EventKind.VALUE]
