"""What goes on into the next cycle, and the drafts that it is written into."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

import builders as b
import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrpress.model.ids import Ref, UnitCycle
from okrpress.model.observations import Carry, CheckIn, Reading
from okrpress.model.okr import (
    Aggregate,
    InitiativeStatus,
    KeyResult,
    Measure,
    Metric,
    Objective,
    ObjectiveType,
    State,
    Steps,
    Unmeasured,
)
from okrpress.model.settings import Settings
from okrpress.scoring import score
from okrpress.source.parse import parse
from okrpress.writing.roll_over import RollOver, roll_over
from okrpress.writing.roll_over_text import deferred_remarks, draft_text, written_ref

AS_OF = date(2027, 1, 8)
NEXT = UnitCycle("2027-q1", "product")
KEEP, MODIFY, DEFER, ABANDON = Carry


def planned(
    objectives: Iterable[Objective],
    carry: Mapping[str, Carry],
    check_ins: Iterable[CheckIn] = (),
    **world: object,
) -> RollOver:
    """What a retrospective that says `carry`, by key result, makes of the objectives."""
    held = b.retrospective(
        "2027-01-07",
        carry={b.key_result_ref(key): what for key, what in carry.items()},
        lessons=["Ask first"],
    )
    portfolio = b.portfolio(
        objectives=objectives,
        check_ins=check_ins,
        retrospectives=[held],
        **world,  # type: ignore[arg-type]
    )
    return roll_over(score(portfolio, Settings(), AS_OF), b.CYCLE)


def text_of(rolled: RollOver, over: Iterable[str] = ()) -> str:
    """The only draft."""
    (draft,) = rolled.drafts

    def retarget(ref: Ref) -> Ref:
        return ref._replace(cycle=NEXT.cycle) if ref in rolled.going_on else ref

    return draft_text(draft, NEXT, retarget, over)


def read(text: str) -> tuple[Objective, list[str]]:
    parsed = parse("content/2027-q1/product/onboarding.md", text.encode())
    assert isinstance(parsed.record, Objective), [each.message for each in parsed.findings]
    return parsed.record, [each.code for each in parsed.findings]


def carried(
    key_result: KeyResult, *readings: Reading, carry: Carry = KEEP
) -> tuple[KeyResult, str]:
    """A key result in its next cycle, as it is read, and the text of the draft."""
    check_ins = [b.check_in(f"2026-12-{day:02}", one) for day, one in enumerate(readings, 10)]
    one = b.objective(key_results=[key_result])
    text = text_of(planned([one], {f"onboarding#{key_result.id}": carry}, check_ins))
    draft, codes = read(text)
    assert codes == []
    assert draft.state is State.DRAFT
    return draft.key_results[0], text


# ── what is kept ──────────────────────────────────────────────────────────────────────────────


def test_what_is_kept_begins_where_it_ended() -> None:
    key_result = b.key_result(
        title="Activation rises from 31 % to 45 %",
        measure=b.metric(31, 45),
        unit="%",
        owner="jon",
        weight=2,
        cadence=14,
        source="App log",
        due="2026-12-15",
        plan=b.plan({"2026-11-01": 35}),
        changes=[b.change("target", Decimal(50), Decimal(45))],
    )
    new, text = carried(key_result, b.reading(36), b.reading("38.5"))
    assert new == b.key_result(
        title="Activation rises from 38.5 % to 45 %",
        measure=b.metric("38.5", 45),
        unit="%",
        owner="jon",
        weight=2,
        cadence=14,
        source="App log",
    )
    assert "  # keep: ended at 38.5 % with a score of 0.54\n" in text


@pytest.mark.parametrize(
    ("measure", "readings", "new"),
    [
        pytest.param(b.metric(31, 45), [], b.metric(31, 45), id="no value was reported"),
        pytest.param(b.metric(None, 45), [b.reading(36)], b.metric(36, 45), id="no baseline"),
        pytest.param(b.metric(45, 31), [b.reading(50)], b.metric(50, 31), id="a value gone worse"),
        pytest.param(
            b.metric(None, 45, aggregate=Aggregate.SUM),
            [b.reading(20), b.reading(10)],
            b.metric(None, 45, aggregate=Aggregate.SUM),
            id="a count begins anew",
        ),
        pytest.param(
            b.metric(10, 45, aggregate=Aggregate.SUM),
            [b.reading(20)],
            b.metric(30, 45, aggregate=Aggregate.SUM),
            id="a total goes on",
        ),
        pytest.param(
            b.metric(0, 1000, aggregate=Aggregate.MEAN),
            [b.reading(100), b.reading(200), b.reading(100)],
            b.metric(133, 1000, aggregate=Aggregate.MEAN),
            id="a mean is rounded",
        ),
        pytest.param(b.band(1, 4), [b.reading(9)], b.band(1, 4), id="a band"),
        pytest.param(b.yes_no(), [b.reading(done=False)], b.yes_no(), id="a yes/no"),
        pytest.param(
            b.steps("de", fr=2), [b.reading(steps=["de"])], b.steps(fr=2), id="steps that are left"
        ),
        pytest.param(b.unmeasured(), [], b.unmeasured(), id="no measure"),
    ],
)
def test_each_measure_is_carried_over(
    measure: Measure, readings: list[Reading], new: Measure
) -> None:
    key_result, text = carried(b.key_result(measure=measure), *readings)
    assert key_result.measure == new
    assert key_result.state is State.ACTIVE
    assert "delete `state: draft`" not in text


# ── what somebody has to decide ───────────────────────────────────────────────────────────────


OPEN = {
    "a metric": (b.metric(31, 45), b.reading(36), ["baseline: 36", "target:"]),
    "a sum": (
        b.metric(None, 45, aggregate=Aggregate.SUM),
        b.reading(30),
        ["target:", "aggregate: sum"],
    ),
    "a band": (b.band(min=1), b.reading(3), ["keep: {min: 1}"]),
    "a yes/no": (b.yes_no("It rains"), b.reading(done=False), ["done_when: It rains"]),
    "steps": (
        b.steps("de", "fr"),
        b.reading(steps=["de"]),
        ["steps:", "  - {id: fr, title: Fr}"],
    ),
}


@pytest.mark.parametrize(("measure", "reading", "lines"), OPEN.values(), ids=OPEN)
def test_what_is_modified_waits_for_its_new_measure(
    measure: Measure, reading: Reading, lines: list[str]
) -> None:
    new, text = carried(b.key_result(measure=measure), reading, carry=MODIFY)
    assert (new.measure, new.state) == (Unmeasured(), State.DRAFT)
    assert "".join(f"    # {line}\n" for line in lines) in text


@pytest.mark.parametrize(
    ("measure", "reading"),
    [
        pytest.param(b.metric(31, 45), b.reading(45), id="the target"),
        pytest.param(b.metric(45, 31), b.reading(20), id="and more"),
        pytest.param(b.yes_no(), b.reading(done=True), id="done"),
        pytest.param(b.steps("de"), b.reading(steps=["de"]), id="all steps"),
    ],
)
def test_what_was_reached_waits_for_its_next_target(measure: Measure, reading: Reading) -> None:
    new, _ = carried(b.key_result(measure=measure), reading)
    assert (new.measure, new.state) == (Unmeasured(), State.DRAFT)


def test_a_title_has_a_gap_where_its_target_was() -> None:
    key_result = b.key_result(title="It falls from 31 to 20", measure=b.metric(31, 20))
    assert carried(key_result, b.reading(25), carry=MODIFY)[0].title == "It falls from 25 to …"
    twice = b.key_result(title="From 31 in week 31 to 20", measure=b.metric(31, 20))
    assert carried(twice, b.reading(25))[0].title == "From 31 in week 31 to 20"


# ── the objective around them ─────────────────────────────────────────────────────────────────


def test_an_objective_goes_on_with_all_that_holds_still() -> None:
    one = b.objective(
        title='Say "so": now',
        type=ObjectiveType.ASPIRATIONAL,
        values=["care"],
        tags=["well-being"],
        stands_alone="Because: rain",
        key_results=[b.key_result("a"), b.key_result("b"), b.key_result("c")],
        initiatives=[
            b.initiative("Still, open", key_result="a", url="https://example.org/#1"),
            b.initiative("For all", key_result=None, status=InitiativeStatus.PLANNED),
            b.initiative("Done", key_result="a", status=InitiativeStatus.DONE),
            b.initiative("For what is gone", key_result="b"),
        ],
        body="Why it matters.\n",
    )
    rolled = planned([one], {"onboarding#a": KEEP, "onboarding#b": ABANDON, "onboarding#c": DEFER})
    text = text_of(rolled)
    draft, codes = read(text)
    assert codes == []
    assert (draft.title, draft.owner, draft.type) == (one.title, one.owner, one.type)
    assert (draft.values, draft.tags, draft.stands_alone) == (
        one.values,
        one.tags,
        one.stands_alone,
    )
    assert draft.initiatives == one.initiatives[:2]
    assert draft.body.strip() == "Why it matters."
    assert [each.id for each in draft.key_results] == ["a"]
    assert '  # abandon: `b`, "Raise b"\n  # defer: `c`, "Raise c"\n' in text


def test_references_lead_to_what_goes_on_and_else_back() -> None:
    above = b.objective("above", key_results=[b.key_result("on"), b.key_result("off")])
    one = b.objective(
        supports=[b.ref("above#on"), b.ref("above#off"), b.ref("2026/product/year")],
        depends_on=[b.ref("above"), b.ref("sales/elsewhere")],
    )
    others = [b.objective("year", cycle="2026"), b.objective("elsewhere", unit="sales")]
    rolled = planned(
        [above, one, *others],
        {"above#on": KEEP, "above#off": ABANDON, "onboarding#activation": KEEP},
    )
    draft = next(each for each in rolled.drafts if each.objective.ref == one.ref)

    def retarget(ref: Ref) -> Ref:
        return ref._replace(cycle=NEXT.cycle) if ref in rolled.going_on else ref

    text = draft_text(draft, NEXT, retarget, ["2026-q4", "2026"])
    assert "supports: [above#on, 2026-q4/product/above#off, 2026/product/year]\n" in text
    assert "depends_on: [above, 2026-q4/sales/elsewhere]\n" in text
    assert "# 2026 is over. What takes the place of 2026/product/year?\n" in text
    assert "# 2026-q4 is over. What takes the place of 2026-q4/product/above#off?\n" in text


@pytest.mark.parametrize(
    ("ref", "text"),
    [
        ("onboarding", "2026-q4/product/onboarding"),
        ("2027-q1/product/onboarding#a", "onboarding#a"),
        ("2027-q1/sales/onboarding", "sales/onboarding"),
    ],
)
def test_a_reference_is_as_short_as_can_be(ref: str, text: str) -> None:
    assert written_ref(b.ref(ref), NEXT) == text


def test_lessons_of_the_unit_and_those_above_it_stand_beside_the_draft() -> None:
    above = b.retrospective(
        "2027-01-07", folder=UnitCycle(b.CYCLE, "house"), lessons=["Look every week"]
    )
    held = b.retrospective("2027-01-07", carry={b.key_result_ref(): KEEP}, lessons=["Ask first"])
    portfolio = b.portfolio(
        teams=[b.team(parent="house"), b.team("house")], retrospectives=[held, above]
    )
    text = text_of(roll_over(score(portfolio, Settings(), AS_OF), b.CYCLE))
    assert '#   Product: "Ask first"\n#   House: "Look every week"\n' in text


def test_the_stretch_factor_stands_beside_the_draft() -> None:
    folder = b.FOLDER._replace(cycle="2026-q3")
    before = b.objective(cycle="2026-q3", type=ObjectiveType.ASPIRATIONAL)
    graded = b.retrospective(
        "2026-10-02",
        folder=folder,
        grades={before.key_result_ref(before.key_results[0]): b.grade("0.6")},
    )
    held = b.retrospective("2027-01-07", carry={b.key_result_ref(): KEEP})
    portfolio = b.portfolio(
        objectives=[b.objective(), before],
        retrospectives=[held, graded],
        cycles=[b.cycle("2026-q3", closed="2026-10-09"), b.cycle()],
    )
    text = text_of(roll_over(score(portfolio, Settings(), AS_OF), b.CYCLE))
    assert (
        "# Stretch factor of product: 0.6, the mean score of 1 aspirational key results in" in text
    )


def test_what_nobody_decided_does_not_go_on() -> None:
    one = b.objective(key_results=[b.key_result("a"), b.key_result("b")])
    rolled = planned([one, b.objective(unit="sales")], {"onboarding#a": KEEP})
    assert [each.scored.ref.key_result for each in rolled.drafts[0].taken] == ["a"]
    assert rolled.undecided == ("sales",)
    assert planned([one], {}).drafts == ()


def test_a_person_need_not_decide() -> None:
    rolled = planned(
        [b.objective(), b.objective(unit="maria")],
        {"onboarding#activation": KEEP},
        people=[b.person("maria")],
        teams=[b.team()],
    )
    assert rolled.undecided == ()


def test_what_was_given_up_does_not_go_on_and_what_waits_is_listed() -> None:
    gone = b.objective("gone", state=State.CANCELLED, reason="Rain")
    waits = b.objective("waits", key_results=[b.key_result("a", title="Rain # falls")])
    rolled = planned([gone, waits], {"gone#activation": KEEP, "waits#a": DEFER})
    assert rolled.drafts == ()
    assert list(deferred_remarks(rolled.deferred)) == [
        "# Deferred by the retrospectives. Is it time now?",
        '#   2026-q4/product/waits#a: "Rain # falls"',
    ]
    assert list(deferred_remarks(())) == []


# ── anything ──────────────────────────────────────────────────────────────────────────────────

NUMBERS = st.decimals(-1000, 1000, places=2)
METRICS = st.builds(
    Metric, baseline=st.none() | NUMBERS, target=NUMBERS, aggregate=st.sampled_from(Aggregate)
).filter(lambda metric: (metric.baseline or 0) != metric.target)


@given(METRICS, st.lists(NUMBERS, max_size=3), st.sampled_from([KEEP, MODIFY]))
def test_whatever_was_reported_the_draft_can_be_read(
    measure: Metric, values: list[Decimal], carry: Carry
) -> None:
    key_result = b.key_result(measure=measure, title=f"From {measure.baseline} to {measure.target}")
    new, _ = carried(key_result, *(b.reading(value) for value in values), carry=carry)
    assert isinstance(new.measure, Metric if new.state is State.ACTIVE else Unmeasured)


def test_steps_are_all_there_when_nobody_reported() -> None:
    new, _ = carried(b.key_result(measure=b.steps("de", fr=2)))
    assert new.measure == b.steps("de", fr=2)
    assert isinstance(new.measure, Steps)
