"""LRN: what the last cycle teaches the next."""

from collections.abc import Sequence
from typing import Any

import builders as b
import pytest
from portfolio_worlds import GERMAN, LAST, files, found, key_results, looked_back

from okrpress.model.ids import UnitCycle
from okrpress.model.observations import CheckIn
from okrpress.model.okr import Aggregate, KeyResult, Objective, ObjectiveType
from okrpress.model.settings import Limits, Settings
from okrpress.rules.portfolios import (
    lrn001_sandbagging,
    lrn002_over_reach,
    lrn003_baseline_contradicts_last_cycle,
)

BEFORE = "2026-q2"
BOLD, SURE = ObjectiveType.ASPIRATIONAL, ObjectiveType.COMMITTED
ONES = ["1", "1", "1"]
WHERE = ["2026-q3/product/retrospective.md"]


def graded(
    cycle: str, scores: Sequence[b.Number], type: ObjectiveType = BOLD, unit: str = b.UNIT
) -> dict[str, Any]:
    """An objective of a cycle, and its grades."""
    results = key_results(len(scores))
    return {
        "objectives": [b.objective(cycle=cycle, unit=unit, type=type, key_results=results)],
        "retrospectives": [looked_back(scores, cycle=cycle, unit=unit)],
    }


def joined(*worlds: dict[str, Any]) -> dict[str, Any]:
    keys = {key for world in worlds for key in world}
    return {key: [one for world in worlds for one in world.get(key, ())] for key in sorted(keys)}


# ── LRN001 ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("world", "fires"),
    [
        pytest.param(graded(LAST, ONES), True, id="every stretch was reached"),
        pytest.param(graded(LAST, ["1", "1", "0.9"]), False, id="one was not"),
        pytest.param(graded(LAST, ["1", "1"]), False, id="two say little"),
        pytest.param(graded(LAST, ONES, SURE), False, id="commitments were kept"),
        pytest.param(
            joined(graded(LAST, ONES, SURE), graded(BEFORE, ONES, SURE)),
            True,
            id="commitments were kept twice running",
        ),
        pytest.param(
            joined(graded(LAST, ONES, SURE), graded(BEFORE, ["1", "1", "0.8"], SURE)),
            False,
            id="one was missed the time before",
        ),
        pytest.param(
            joined(graded(LAST, ONES, SURE), graded("2026-q1", ONES, SURE)),
            False,
            id="the time before is a cycle ago",
        ),
        pytest.param(
            joined(graded(LAST, ONES, SURE), graded(BEFORE, ONES, SURE, "other")),
            False,
            id="another unit kept its own",
        ),
        pytest.param(graded(BEFORE, ONES), False, id="that was two cycles ago"),
        pytest.param(
            {**graded(LAST, ONES), "cycles": [b.cycle(LAST, closed="2026-10-09")]},
            True,
            id="a closed cycle teaches too",
        ),
        pytest.param({**graded(LAST, ONES), "retrospectives": []}, False, id="nothing is graded"),
        pytest.param(
            {**graded(LAST, ONES, unit="maria"), "people": [b.person()]},
            False,
            id="people are not judged",
        ),
        pytest.param(
            {
                **graded(LAST, ["0.9", "0.9", "1"]),
                "settings": Settings(limits=Limits(sandbagging_score=b.number("0.9"))),
            },
            True,
            id="the limit is a setting",
        ),
    ],
)
def test_sandbagging(world: dict[str, Any], fires: bool) -> None:
    assert files(lrn001_sandbagging.RULE, **world) == (WHERE if fires else [])


# ── LRN002 ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("world", "fires"),
    [
        pytest.param(graded(LAST, ["0.3", "0.1", "0"]), True, id="nothing above 0.3"),
        pytest.param(graded(LAST, ["0.4", "0.1", "0"]), False, id="one above 0.3"),
        pytest.param(graded(LAST, ["0.3", "0"]), False, id="two say little"),
        pytest.param(graded(LAST, ["0.3", "0.1", "0"], SURE), True, id="commitments too"),
        pytest.param(graded(BEFORE, ["0", "0", "0"]), False, id="that was two cycles ago"),
        pytest.param(
            {**graded(LAST, ["0", "0"]), "objectives": graded(LAST, ONES)["objectives"]},
            False,
            id="one has no score",
        ),
        pytest.param(
            {**graded(LAST, ["0", "0", "0"], unit="maria"), "people": [b.person()]},
            False,
            id="people are not judged",
        ),
    ],
)
def test_over_reach(world: dict[str, Any], fires: bool) -> None:
    assert files(lrn002_over_reach.RULE, **world) == (WHERE if fires else [])


# ── LRN003 ────────────────────────────────────────────────────────────────────────────────────

IDLE = "Books idle for a year fall"


def idle(start: b.Number | None, target: b.Number = 35, **keys: Any) -> KeyResult:
    keys.setdefault("title", IDLE)
    aggregate = keys.pop("aggregate", Aggregate.LATEST)
    return b.key_result("idle", measure=b.metric(start, target, aggregate=aggregate), **keys)


def holding(key_result: KeyResult, cycle: str = b.CYCLE, id: str = "loans") -> Objective:
    return b.objective(id, cycle=cycle, key_results=[key_result])


def ended(value: b.Number, on: str = "2026-09-25", cycle: str = LAST, id: str = "loans") -> CheckIn:
    reading = b.reading(value, of=f"{cycle}/product/{id}#idle")
    return b.check_in(on, reading, folder=UnitCycle(cycle, b.UNIT))


@pytest.mark.parametrize(
    ("new", "old", "check_in", "fires"),
    [
        pytest.param(idle(45), idle(60), ended(45), False, id="it begins where the last one ended"),
        pytest.param(idle(55), idle(60), ended(45), True, id="it begins ten points too high"),
        pytest.param(idle(46), idle(60), ended(45), False, id="a tenth of the way is near enough"),
        pytest.param(idle(None), idle(60), ended(45), False, id="it has no baseline"),
        pytest.param(idle(55), idle(60), ended(45, "2026-08-30"), True, id="read a month before"),
        pytest.param(
            idle(55), idle(60), ended(45, "2026-08-29"), False, id="the last reading is too old"
        ),
        pytest.param(
            idle(45, 35), idle(60), ended(44), False, id="exactly a tenth of the way is near enough"
        ),
        pytest.param(
            idle(55, title="Members who read every week rise"),
            idle(60),
            ended(45),
            False,
            id="the id was used for something else",
        ),
        pytest.param(
            idle(55, title="Books idle for a year in Kirrin fall"),
            idle(60),
            ended(45),
            True,
            id="one word more in the same objective",
        ),
        pytest.param(
            idle(55, unit="%"), idle(60, unit="books"), ended(45), False, id="the unit changed"
        ),
        pytest.param(
            idle(55, aggregate=Aggregate.SUM), idle(60), ended(45), False, id="a count begins anew"
        ),
    ],
)
def test_baseline_contradicts_last_cycle(
    new: KeyResult, old: KeyResult, check_in: CheckIn, fires: bool
) -> None:
    findings = found(
        lrn003_baseline_contradicts_last_cycle.RULE,
        objectives=[holding(new), holding(old, LAST)],
        check_ins=[check_in],
    )
    assert [one.at.keys for one in findings] == ([("key_results", 0, "baseline")] if fires else [])


@pytest.mark.parametrize(
    ("written", "check_ins", "fires"),
    [
        pytest.param(
            [holding(idle(55)), holding(idle(60), LAST, "shelves")],
            [ended(45, id="shelves")],
            True,
            id="in another objective with the same words",
        ),
        pytest.param(
            [
                holding(idle(55, title="Books idle for a year in Kirrin fall")),
                holding(idle(60), LAST, "shelves"),
            ],
            [ended(45, id="shelves")],
            False,
            id="in another objective, and a word tells them apart",
        ),
        pytest.param(
            [holding(idle(55)), holding(idle(60), LAST), holding(idle(60), LAST, "shelves")],
            [ended(45), ended(55, "2026-09-26", id="shelves")],
            False,
            id="one of two fits",
        ),
        pytest.param(
            [holding(idle(55)), holding(idle(60), BEFORE)],
            [ended(45, "2026-06-25", BEFORE)],
            False,
            id="a cycle lies between",
        ),
        pytest.param(
            [holding(idle(55), LAST), holding(idle(60), BEFORE)],
            [ended(45, "2026-06-25", BEFORE)],
            False,
            id="the later cycle is over as well",
        ),
        pytest.param(
            [holding(idle(55)), holding(idle(60), "2025")],
            [ended(45, "2025-12-25", "2025")],
            False,
            id="a quarter does not continue a year",
        ),
    ],
)
def test_which_key_results_are_continued(
    written: list[Objective], check_ins: list[CheckIn], fires: bool
) -> None:
    rule = lrn003_baseline_contradicts_last_cycle.RULE
    assert bool(files(rule, objectives=written, check_ins=check_ins)) is fires


def test_a_baseline_is_not_judged_in_a_language_without_words() -> None:
    world: dict[str, Any] = {
        "objectives": [holding(idle(55)), holding(idle(60), LAST)],
        "check_ins": [ended(45)],
    }
    rule = lrn003_baseline_contradicts_last_cycle.RULE
    assert files(rule, **world) == ["2026-q4/product/loans.md"]
    assert files(rule, **world, settings=GERMAN) == []
