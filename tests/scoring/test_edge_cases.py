"""The edge cases that broke other tools: each row is one of them, in its own words."""

from decimal import Decimal

import builders as b
import pytest

from okrpress.model.ids import ObjectiveRef
from okrpress.model.observations import CheckIn
from okrpress.model.okr import Cycle, KeyResult, State
from okrpress.model.settings import Settings
from okrpress.scoring import score
from okrpress.scoring.result import Rollup, Status

D = Decimal


def read(value: b.Number, on: int = 40, *, suffix: str = "") -> CheckIn:
    return b.check_in(on, b.reading(value), suffix=suffix)


def short(days: int) -> Cycle:
    return b.cycle(start=b.percent(0), end=b.percent(days))


@pytest.mark.parametrize(
    ("key_result", "check_ins", "as_of", "during", "facts"),
    [
        pytest.param(
            b.key_result(measure=b.metric(50, 100)),
            [read(44)],
            50,
            b.HUNDRED_DAYS,
            {"raw": D("-0.12"), "progress": D(0)},
            id="x below baseline: 0 in the roll-up, raw -12 %",
        ),
        pytest.param(
            b.key_result(measure=b.metric(0, 80)),
            [read("106.4")],
            50,
            b.HUNDRED_DAYS,
            {"raw": D("1.33"), "progress": D(1), "status": Status.DONE},
            id="x beyond target: clamped in the roll-up, raw 133 %",
        ),
        pytest.param(
            b.key_result(measure=b.metric(40, 40)),
            [read(40)],
            50,
            b.HUNDRED_DAYS,
            {"raw": None, "progress": None, "expected": None, "status": Status.NO_DATA},
            id="b = T: an error of the file, here no division by zero",
        ),
        pytest.param(
            b.key_result(measure=b.metric(None, 45)),
            [read(36)],
            50,
            b.HUNDRED_DAYS,
            {"value": D(36), "progress": None, "expected": None, "status": Status.NO_DATA},
            id="no baseline: p is n/a, never x / T",
        ),
        pytest.param(
            b.key_result(),
            [],
            50,
            b.HUNDRED_DAYS,
            {"value": None, "progress": None, "gap": None, "status": Status.NO_DATA},
            id="no check-in yet: n/a, not the start value",
        ),
        pytest.param(
            b.key_result(state=State.CANCELLED),
            [read(10)],
            50,
            b.HUNDRED_DAYS,
            {"progress": D("0.1"), "expected": None, "status": Status.CANCELLED},
            id="cancelled KR: listed with its progress, no pace",
        ),
        pytest.param(
            b.key_result(state=State.POSTPONED),
            [],
            50,
            b.HUNDRED_DAYS,
            {"status": Status.POSTPONED, "pace": None},
            id="postponed KR: listed",
        ),
        pytest.param(
            b.key_result(),
            [],
            -1,
            b.HUNDRED_DAYS,
            {"elapsed": D(0), "expected": None, "status": Status.NOT_STARTED},
            id="before start: t clamped to 0",
        ),
        pytest.param(
            b.key_result(),
            [read(30)],
            0,
            b.HUNDRED_DAYS,
            {"elapsed": D(0), "expected": D(0)},
            id="first day: e = 0",
        ),
        pytest.param(
            b.key_result(),
            [read(30, 99)],
            100,
            b.HUNDRED_DAYS,
            {"elapsed": D(1), "expected": D(1), "status": Status.OFF_TRACK},
            id="last day: e = 1",
        ),
        pytest.param(
            b.key_result(),
            [read(90)],
            101,
            b.HUNDRED_DAYS,
            {"elapsed": D(1), "expected": None, "pace": None, "status": Status.TO_BE_GRADED},
            id="after end: to be graded, no pace",
        ),
        pytest.param(
            b.key_result(),
            [read(30, 0)],
            0,
            short(0),
            {"elapsed": D(1), "expected": D(1), "status": Status.OFF_TRACK},
            id="cycle of one day: over on its day, no division by zero",
        ),
        pytest.param(
            b.key_result(start=b.percent(20), due=b.percent(10)),
            [read(30)],
            15,
            b.HUNDRED_DAYS,
            {"elapsed": D(1), "status": Status.NOT_STARTED},
            id="zero length: due before start counts as no time at all",
        ),
        pytest.param(
            b.key_result(start=b.percent(40), due=b.percent(60)),
            [read(50, 45)],
            50,
            b.HUNDRED_DAYS,
            {"elapsed": D("0.5"), "start": b.percent(40), "due": b.percent(60), "gap": D(0)},
            id="KR dates ≠ cycle dates: the key result's win",
        ),
        pytest.param(
            b.key_result(measure=b.yes_no()),
            [b.check_in(40, b.reading(done=False, confidence=9))],
            50,
            b.HUNDRED_DAYS,
            {"progress": D(0)},
            id="milestone at 0.9: 0 until done",
        ),
        pytest.param(
            b.key_result(measure=b.steps(design=9, launch=1)),
            [b.check_in(40, b.reading(steps=["design"]))],
            50,
            b.HUNDRED_DAYS,
            {"progress": D("0.9"), "done_steps": ("design",)},
            id="milestone at 0.9: partial via weighted stages",
        ),
        pytest.param(
            b.key_result(measure=b.band(max=4)),
            [read(4)],
            50,
            b.HUNDRED_DAYS,
            {"outside": D(0), "progress": D(1), "status": Status.ON_TRACK},
            id="x exactly on threshold: the bound belongs to the band",
        ),
        pytest.param(
            b.key_result(),
            [read(40)],
            50,
            b.HUNDRED_DAYS,
            {"gap": D("0.1"), "status": Status.ON_TRACK},
            id="gap exactly on threshold: inclusive",
        ),
        pytest.param(
            b.key_result(
                measure=b.metric(0, 50),
                changes=[b.change("target", D(100), D(50), on=b.percent(30))],
            ),
            [read(40)],
            50,
            b.HUNDRED_DAYS,
            {"progress": D("0.8"), "original_score": D("0.4")},
            id="target changed mid-cycle: against the current and the original",
        ),
        pytest.param(
            b.key_result(),
            [
                b.check_in(30, b.reading(30), file="content/2026-q4/product/checkins/z.md"),
                b.check_in(20, b.reading(60), file="content/2026-q4/product/checkins/zz.md"),
            ],
            50,
            b.HUNDRED_DAYS,
            {"value": D(30), "last_reading": b.percent(30)},
            id="back-dated check-in: by declared date",
        ),
        pytest.param(
            b.key_result(),
            [read(30, suffix="-b"), read(60, suffix="-a")],
            50,
            b.HUNDRED_DAYS,
            {"value": D(30)},
            id="two check-ins same day: last in file order",
        ),
    ],
)
def test_of_a_key_result(
    key_result: KeyResult,
    check_ins: list[CheckIn],
    as_of: int,
    during: Cycle,
    facts: dict[str, object],
) -> None:
    scored = b.scored_key_result(key_result, check_ins, as_of=as_of, during=during)
    assert {fact: getattr(scored, fact) for fact in facts} == facts


ON_TRACK = b.check_in(50, b.reading(50, of="onboarding#activation"))


@pytest.mark.parametrize(
    ("key_results", "rollup"),
    [
        pytest.param(
            [],
            Rollup(status=Status.NO_DATA),
            id="no KRs: n/a",
        ),
        pytest.param(
            [b.key_result(), b.key_result("retention")],
            Rollup(
                progress=D("0.5"),
                expected=D("0.5"),
                status=Status.NO_DATA,
                counts={Status.NO_DATA: 1, Status.ON_TRACK: 1},
                total=2,
                missing=1,
            ),
            id="no check-in yet: not in the mean, counted as missing",
        ),
        pytest.param(
            [b.key_result(weight=0), b.key_result("retention", weight=0)],
            Rollup(status=Status.NO_DATA),
            id="all weights 0: undefined, not 0",
        ),
        pytest.param(
            [b.key_result(), b.key_result("retention", weight=0)],
            Rollup(
                progress=D("0.5"),
                expected=D("0.5"),
                status=Status.ON_TRACK,
                counts={Status.ON_TRACK: 1},
                total=1,
            ),
            id="weight 0: tracked, not counted",
        ),
        pytest.param(
            [
                b.key_result(),
                b.key_result("retention", state=State.CANCELLED),
                b.key_result("churn", state=State.POSTPONED),
            ],
            Rollup(
                progress=D("0.5"),
                expected=D("0.5"),
                status=Status.ON_TRACK,
                counts={Status.ON_TRACK: 1},
                total=1,
            ),
            id="cancelled / postponed KR: excluded from the roll-up",
        ),
    ],
)
def test_of_an_objective(key_results: list[KeyResult], rollup: Rollup) -> None:
    scored = b.scored_objective(key_results, [ON_TRACK])
    assert scored.rollup == rollup
    assert [one.key_result for one in scored.key_results] == key_results


def test_alignment_cycle_never_moves_a_number() -> None:
    first, second = b.objective_ref("first"), b.objective_ref("second")
    world = b.portfolio(
        objectives=[
            b.objective("first", supports=[second]),
            b.objective("second", supports=[first, b.key_result_ref("first#activation")]),
        ],
        check_ins=[
            b.check_in(
                50,
                b.reading(20, of="first#activation"),
                b.reading(80, of="second#activation"),
            )
        ],
        cycles=[b.HUNDRED_DAYS],
    )
    scored = score(world, Settings(), b.percent(50)).objectives

    def progress(ref: ObjectiveRef) -> Decimal | None:
        return scored[ref].rollup.progress

    assert (progress(first), progress(second)) == (D("0.2"), D("0.8"))
