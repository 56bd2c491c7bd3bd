"""Every number can say how it came about, and where what went into it was written."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

import builders as b
import pytest
from hypothesis import given
from scoring_worlds import World, worlds

from okrpress.model.observations import CheckIn, Grade, Reading
from okrpress.model.okr import (
    Aggregate,
    KeyResult,
    Metric,
    Objective,
    ObjectiveType,
    State,
)
from okrpress.model.settings import PaceRule, Settings, Thresholds
from okrpress.scoring import score
from okrpress.scoring.explain import explain
from okrpress.scoring.explain_rollup import explain_group, explain_objective
from okrpress.scoring.result import Explanation, Explanations, Input, RollupExplanations

D = Decimal
FILE = "content/2026-q4/product/onboarding.md"


def check_in_file(day: int) -> str:
    return f"content/2026-q4/product/checkins/{b.percent(day)}.md"


def explained(
    key_result: KeyResult,
    readings: Mapping[int, Reading] | Iterable[CheckIn] = (),
    *,
    as_of: int = 50,
    grade: Grade | None = None,
    retrospective: bool = False,
    state: State = State.ACTIVE,
    thresholds: Thresholds | None = None,
    type: ObjectiveType = ObjectiveType.COMMITTED,
) -> Explanations:
    rules = thresholds or Thresholds()
    check_ins = (
        [b.check_in(on, reading) for on, reading in readings.items()]
        if isinstance(readings, Mapping)
        else readings
    )
    grades = {b.key_result_ref(): grade} if grade else {}
    scored = b.scored_objective(
        key_result,
        check_ins,
        as_of=as_of,
        type=type,
        state=state,
        retrospectives=[b.retrospective(b.percent(105), grades=grades)] if retrospective else [],
        settings=Settings(thresholds=rules),
    )
    return explain(scored.key_results[0], scored.objective, rules)


def said(explanation: Explanation) -> tuple[str, str, str]:
    return explanation.formula, explanation.worked, explanation.reason


LEVELS = {10: b.reading(3), 30: b.reading(5)}
WAY = "(x − b) / (T − b)"


@pytest.mark.parametrize(
    ("key_result", "readings", "formula", "worked", "reason"),
    [
        pytest.param(
            b.key_result(measure=b.metric(31, 45)),
            {40: b.reading(36)},
            WAY,
            "(36 − 31) / (45 − 31) = 0.357",
            "",
            id="metric",
        ),
        pytest.param(
            b.key_result(measure=b.metric(-5, "2.50")),
            {40: b.reading("-10.5")},
            WAY,
            "(−10.5 − (−5)) / (2.50 − (−5)) = −0.733, counted as 0",
            "",
            id="negative numbers, below the baseline",
        ),
        pytest.param(
            b.key_result(measure=b.metric(0, 10)),
            {40: b.reading(13)},
            WAY,
            "(13 − 0) / (10 − 0) = 1.3, counted as 1",
            "",
            id="beyond the target",
        ),
        pytest.param(
            b.key_result(measure=b.metric(10, 20, aggregate=Aggregate.SUM)),
            {40: b.reading(3)},
            f"x = b + Σ readings; {WAY}",
            "x = 10 + 3 = 13; (13 − 10) / (20 − 10) = 0.3",
            "",
            id="sum on top of a baseline",
        ),
        pytest.param(
            b.key_result(measure=b.metric(None, 10, aggregate=Aggregate.SUM)),
            {20: b.reading(3), 30: b.reading(-1), 40: b.reading("0.5")},
            f"x = b + Σ readings; {WAY}",
            "x = 0 + 3 + (−1) + 0.5 = 2.5; (2.5 − 0) / (10 − 0) = 0.25",
            "",
            id="sum",
        ),
        pytest.param(
            b.key_result(measure=b.metric(0, 10, aggregate=Aggregate.SUM)),
            {on: b.reading(1) for on in range(8)},
            f"x = b + Σ readings; {WAY}",
            "x = 0 + 1 + 1 + … + 1 + 1 + 1 = 8; (8 − 0) / (10 − 0) = 0.8",
            "",
            id="a long sum",
        ),
        pytest.param(
            b.key_result(measure=b.metric(0, 10, aggregate=Aggregate.MEAN)),
            {20: b.reading(1), 30: b.reading(1), 40: b.reading(3)},
            f"x = Σ readings / n; {WAY}",
            "x = (1 + 1 + 3) / 3 = 1.667; (1.667 − 0) / (10 − 0) = 0.167",
            "",
            id="mean",
        ),
        pytest.param(
            b.key_result(measure=b.metric(None, 10)),
            {40: b.reading(3)},
            "",
            "",
            "There is no baseline, so the way to the target cannot be measured.",
            id="no baseline",
        ),
        pytest.param(
            b.key_result(measure=b.metric(10, 10)),
            {40: b.reading(3)},
            "",
            "",
            "Baseline and target are the same: there is no way to measure.",
            id="no way",
        ),
        pytest.param(
            b.key_result(measure=b.band(max=4)),
            LEVELS,
            "days inside the band / days since the first reading",
            "20 / 40 = 0.5",
            "",
            id="band",
        ),
        pytest.param(
            b.key_result(measure=b.band(max=4)),
            {50: b.reading(5)},
            "1 inside the band, 0 outside, while no time has passed",
            "5 is outside: 0",
            "",
            id="band read today, outside",
        ),
        pytest.param(
            b.key_result(measure=b.band(max=4)),
            {50: b.reading(4)},
            "1 inside the band, 0 outside, while no time has passed",
            "4 is inside: 1",
            "",
            id="band read today, inside",
        ),
        pytest.param(
            b.key_result(measure=b.yes_no()),
            {40: b.reading(done=False)},
            "1 when done, else 0",
            "not done = 0",
            "",
            id="not done",
        ),
        pytest.param(
            b.key_result(measure=b.yes_no()),
            {40: b.reading(done=True)},
            "1 when done, else 0",
            "done = 1",
            "",
            id="done",
        ),
        pytest.param(
            b.key_result(measure=b.steps("de", it=2)),
            {40: b.reading(steps=["it"])},
            "Σ w · done / Σ w",
            "(1 · 0 + 2 · 1) / (1 + 2) = 0.667",
            "",
            id="steps",
        ),
        pytest.param(
            b.key_result(),
            {40: b.reading(confidence=5)},
            "",
            "",
            "Nothing has been reported that says how far it is.",
            id="nothing reported",
        ),
        pytest.param(
            b.key_result(measure=b.unmeasured()),
            {},
            "",
            "",
            "It has no target, band, end or steps to be measured by.",
            id="unmeasured",
        ),
    ],
)
def test_progress(
    key_result: KeyResult,
    readings: dict[int, Reading],
    formula: str,
    worked: str,
    reason: str,
) -> None:
    assert said(explained(key_result, readings).progress) == (formula, worked, reason)


@pytest.mark.parametrize(
    ("key_result", "readings", "inputs"),
    [
        pytest.param(
            b.key_result(measure=b.metric(31, 45)),
            {30: b.reading(33), 40: b.reading(36)},
            [
                ("baseline b", D(31), FILE),
                ("target T", D(45), FILE),
                ("reading on 2026-02-10", D(36), check_in_file(40)),
            ],
            id="metric: what was promised, and the last reading",
        ),
        pytest.param(
            b.key_result(measure=b.band(1, 4)),
            {40: b.reading(3)},
            [
                ("min", D(1), FILE),
                ("max", D(4), FILE),
                ("reading on 2026-02-10", D(3), check_in_file(40)),
            ],
            id="band: its bounds and all readings",
        ),
        pytest.param(
            b.key_result(measure=b.yes_no("All have signed in")),
            {40: b.reading(done=True)},
            [
                ("done when", "All have signed in", FILE),
                ("reported on 2026-02-10", "done", check_in_file(40)),
            ],
            id="yes/no",
        ),
        pytest.param(
            b.key_result(measure=b.steps("de")),
            {40: b.reading(steps=[])},
            [
                ("de: weight", D(1), FILE),
                ("done on 2026-02-10", "none", check_in_file(40)),
            ],
            id="steps",
        ),
    ],
)
def test_inputs_of_progress(
    key_result: KeyResult,
    readings: dict[int, Reading],
    inputs: list[tuple[str, Decimal | str, str]],
) -> None:
    found = explained(key_result, readings).progress.inputs
    assert [(one.name, one.value, one.file) for one in found] == inputs


def test_a_current_value_stands_in_the_objectives_own_file() -> None:
    check_in = b.check_in(40, b.reading(36), file=FILE)
    reading = explained(b.key_result(), [check_in]).progress.inputs[-1]
    assert reading.file == FILE


PLAN = b.plan({b.percent(40).isoformat(): 20})
RUNNING = {45: b.reading(45)}


@pytest.mark.parametrize(
    ("key_result", "readings", "as_of", "formula", "worked", "reason"),
    [
        pytest.param(b.key_result(), RUNNING, 50, "e = E · t", "0.7 × 0.5 = 0.35", "", id="t"),
        pytest.param(
            b.key_result(plan=PLAN),
            RUNNING,
            40,
            "e = E · plan(day)",
            "0.7 × 0.2 = 0.14",
            "",
            id="plan",
        ),
        pytest.param(
            b.key_result(measure=b.band(max=4)),
            {},
            50,
            "e = E · 1, all the time",
            "0.7 × 1 = 0.7",
            "",
            id="band",
        ),
        pytest.param(
            b.key_result(measure=b.yes_no()),
            {},
            50,
            "e = E · (0 before the due day, 1 from then on)",
            "0.7 × 0 = 0",
            "",
            id="yes/no",
        ),
        pytest.param(
            b.key_result(measure=b.unmeasured()),
            {},
            50,
            "",
            "",
            "Its progress cannot be computed, so no date can expect any.",
            id="unmeasured",
        ),
        pytest.param(
            b.key_result(state=State.POSTPONED),
            {},
            50,
            "",
            "",
            "It is postponed: nothing is expected of it.",
            id="postponed",
        ),
        pytest.param(
            b.key_result(), {}, -1, "", "", "Its own time has not begun.", id="not started"
        ),
        pytest.param(
            b.key_result(),
            RUNNING,
            101,
            "",
            "",
            "Its cycle is over, or has no dates: it is graded, not paced.",
            id="over",
        ),
    ],
)
def test_expected(
    *,
    key_result: KeyResult,
    readings: dict[int, Reading],
    as_of: int,
    formula: str,
    worked: str,
    reason: str,
) -> None:
    found = explained(key_result, readings, as_of=as_of, type=ObjectiveType.ASPIRATIONAL)
    assert said(found.expected) == (formula, worked, reason)


def test_inputs_of_expected() -> None:
    own = b.key_result(start=b.percent(10), due=b.percent(90), plan=PLAN)
    assert explained(own).expected.inputs == (
        Input(name="expected at the end E", value=D(1)),
        Input(name="start", value=b.percent(10), file=FILE),
        Input(name="plan for 2026-02-10", value=D(20), file=FILE),
        Input(name="due", value=b.percent(90), file=FILE),
    )
    assert explained(b.key_result()).expected.inputs[1:] == (
        Input(name="start of the cycle", value=b.percent(0)),
        Input(name="end of the cycle", value=b.percent(100)),
    )


GAP = "gap = 100 · e − 100 · p; on track ≤ 10, at risk ≤ 25, else off track"
RATIO = "p / e; on track ≥ 0.9, at risk ≥ 0.7, else off track"
BELIEF = "on track ≥ 7, at risk ≥ 4, else off track"
BY_RATIO = Thresholds(pace_rule=PaceRule.RATIO)


@pytest.mark.parametrize(
    ("key_result", "readings", "as_of", "thresholds", "formula", "worked", "reason"),
    [
        pytest.param(
            b.key_result(),
            {45: b.reading(30)},
            50,
            Thresholds(),
            GAP,
            "50 − 30 = 20 points: at risk",
            "",
            id="gap",
        ),
        pytest.param(
            b.key_result(),
            {45: b.reading(30)},
            50,
            BY_RATIO,
            RATIO,
            "0.3 / 0.5 = 0.6: off track",
            "",
            id="ratio",
        ),
        pytest.param(
            b.key_result(plan=b.plan({b.percent(60).isoformat(): 0})),
            {45: b.reading(0)},
            50,
            BY_RATIO,
            RATIO,
            "0 / 0, nothing is expected yet: on track",
            "",
            id="ratio, nothing expected",
        ),
        pytest.param(
            b.key_result(measure=b.band(max=4)),
            {40: b.reading(4), 50: b.reading(5)},
            50,
            Thresholds(),
            GAP,
            "100 − 100 = 0 points: at risk",
            "It is outside its band now: at risk at best.",
            id="outside the band now",
        ),
        pytest.param(
            b.key_result(measure=b.yes_no()),
            {45: b.reading(confidence=5)},
            50,
            Thresholds(),
            BELIEF,
            "confidence = 5: at risk",
            "Numbers cannot judge it, so the reported confidence does.",
            id="confidence",
        ),
        pytest.param(
            b.key_result(measure=b.yes_no()),
            {45: b.reading(done=False)},
            50,
            Thresholds(),
            "",
            "",
            "It is not done, and its due day is not over.",
            id="before the due day",
        ),
        pytest.param(
            b.key_result(measure=b.yes_no(), due=b.percent(48)),
            {45: b.reading(done=False)},
            50,
            Thresholds(),
            "",
            "",
            "It is not done, and its due day is over.",
            id="after the due day",
        ),
        pytest.param(
            b.key_result(),
            {20: b.reading(30)},
            50,
            Thresholds(),
            "stale when age > stale_after × cadence (days)",
            "30 > 2 × 7 = 14",
            "",
            id="stale",
        ),
        pytest.param(
            b.key_result(due=b.percent(40)),
            {20: b.reading(30)},
            50,
            Thresholds(),
            "stale when age > stale_after × cadence (days)",
            "20 > 2 × 7 = 14",
            "",
            id="stale on the due day",
        ),
        pytest.param(
            b.key_result(),
            {1: b.reading(30)},
            5,
            Thresholds(),
            "no pace before t = pace_from",
            "0.05 < 0.1",
            "",
            id="early",
        ),
        pytest.param(
            b.key_result(),
            {45: b.reading(100)},
            50,
            Thresholds(),
            "",
            "",
            "The target is reached.",
            id="done",
        ),
        pytest.param(
            b.key_result(), {}, 50, Thresholds(), "", "", "Nothing has been reported.", id="no data"
        ),
        pytest.param(
            b.key_result(),
            {45: b.reading(confidence=5)},
            50,
            Thresholds(),
            "",
            "",
            "Only a confidence was reported, which does not say how far it is.",
            id="only a belief",
        ),
        pytest.param(
            b.key_result(measure=b.metric(None, 45)),
            {45: b.reading(36)},
            50,
            Thresholds(),
            "",
            "",
            "Its progress cannot be computed.",
            id="not to be computed",
        ),
        pytest.param(
            b.key_result(),
            {},
            -1,
            Thresholds(),
            "",
            "",
            "Its own time begins on 2026-01-01.",
            id="not started",
        ),
        pytest.param(
            b.key_result(),
            {},
            101,
            Thresholds(),
            "",
            "",
            "Its cycle is over, or has no dates, and there is no retrospective yet.",
            id="to be graded",
        ),
    ],
)
def test_status(
    *,
    key_result: KeyResult,
    readings: dict[int, Reading],
    as_of: int,
    thresholds: Thresholds,
    formula: str,
    worked: str,
    reason: str,
) -> None:
    found = explained(key_result, readings, as_of=as_of, thresholds=thresholds).status
    assert said(found) == (formula, worked, reason)


@pytest.mark.parametrize(
    ("key_result", "state", "reason"),
    [
        pytest.param(
            b.key_result(state=State.CANCELLED, reason="The law changed"),
            State.ACTIVE,
            "The key result is cancelled: The law changed",
            id="its own state, with the reason",
        ),
        pytest.param(
            b.key_result(state=State.DRAFT),
            State.ACTIVE,
            "The key result is draft.",
            id="a draft needs no reason",
        ),
        pytest.param(
            b.key_result(),
            State.POSTPONED,
            "Its objective is postponed.",
            id="its objective's state",
        ),
    ],
)
def test_state(key_result: KeyResult, state: State, reason: str) -> None:
    found = explained(key_result, state=state).status
    assert found.reason == reason
    assert [one.file for one in found.inputs] == [FILE]


@pytest.mark.parametrize(
    ("readings", "worked", "reason"),
    [
        pytest.param({}, "", "Nobody has reported a confidence.", id="none"),
        pytest.param({45: b.reading(confidence=6)}, "", "6 is the first report.", id="the first"),
        pytest.param(
            {45: b.reading(50, confidence=6)},
            "",
            "6 is the first report. People are less confident than pace is.",
            id="the first, and a disagreement",
        ),
        pytest.param(
            {38: b.reading(50, confidence=8), 45: b.reading(50, confidence=6)},
            "6 − 8 = −2",
            "It fell: ask why. People are less confident than pace is.",
            id="a fall, and a disagreement",
        ),
        pytest.param(
            {38: b.reading(10, confidence=7), 45: b.reading(10, confidence=7)},
            "7 − 7 = 0",
            "People are more confident than pace is.",
            id="no change",
        ),
    ],
)
def test_confidence(readings: dict[int, Reading], worked: str, reason: str) -> None:
    found = explained(b.key_result(), readings).confidence
    assert (found.worked, found.reason) == (worked, reason)
    assert [one.file for one in found.inputs] == [check_in_file(on) for on in readings]


MOVED = b.key_result(changes=[b.change("target", D(200), D(100), on=b.percent(50))])


@pytest.mark.parametrize(
    ("key_result", "grade", "formula", "worked", "reason", "inputs"),
    [
        pytest.param(
            b.key_result(),
            None,
            "score = progress at the end",
            "score = 0.9",
            "A commitment that ends below 1.0 needs an explanation.",
            [],
            id="computed",
        ),
        pytest.param(
            b.key_result(),
            b.grade(note="Close enough"),
            "score = progress at the end",
            "score = 0.9",
            "Close enough",
            [],
            id="computed, with a note",
        ),
        pytest.param(
            MOVED,
            b.grade("0.8", why="Two are missing", note="They come in January"),
            "score = the retrospective's grade",
            "score = 0.8, computed 0.9",
            "Two are missing They come in January",
            [
                Input(
                    name="grade", value=D("0.8"), file="content/2026-q4/product/retrospective.md"
                ),
                Input(name="against what was promised at first", value=D("0.45")),
            ],
            id="graded, the target had moved",
        ),
    ],
)
def test_score(
    *,
    key_result: KeyResult,
    grade: Grade | None,
    formula: str,
    worked: str,
    reason: str,
    inputs: list[Input],
) -> None:
    found = explained(key_result, {99: b.reading(90)}, as_of=110, grade=grade, retrospective=True)
    assert said(found.score) == (formula, worked, reason)
    assert list(found.score.inputs) == inputs
    assert found.status.formula == "missed < 0.4 ≤ partly < 0.7 ≤ achieved"


def test_a_grade_may_be_all_there_is() -> None:
    found = explained(
        b.key_result(measure=b.unmeasured()), as_of=110, grade=b.grade(1), retrospective=True
    )
    assert found.score.worked == "score = 1"
    assert found.status.worked == "score = 1: achieved"


@pytest.mark.parametrize(
    ("key_result", "as_of", "reason"),
    [
        pytest.param(
            b.key_result(), 50, "Its cycle is not over: a score comes at the end.", id="running"
        ),
        pytest.param(b.key_result(), 101, "There is no retrospective yet.", id="to be graded"),
        pytest.param(
            b.key_result(state=State.DRAFT), 50, "It is a draft: it is not scored.", id="draft"
        ),
    ],
)
def test_no_score(key_result: KeyResult, as_of: int, reason: str) -> None:
    assert explained(key_result, {45: b.reading(50)}, as_of=as_of).score == Explanation(
        reason=reason
    )


def explanations(found: Explanations) -> Iterator[Explanation]:
    yield from (found.progress, found.expected, found.status, found.confidence, found.score)


@given(worlds())
def test_everything_is_explained(world: World) -> None:
    scored = world.scored()
    for key_result in scored.key_results:
        found = explain(key_result, scored.objective, world.settings.thresholds)
        for one in explanations(found):
            assert (one.formula and one.worked) or one.reason
        assert bool(found.progress.worked) is (key_result.progress is not None)
        assert bool(found.expected.worked) is (key_result.expected is not None)
        assert bool(found.score.worked) is (key_result.score is not None)


def is_mean(key_result: KeyResult) -> bool:
    measure = key_result.measure
    return isinstance(measure, Metric) and measure.aggregate is Aggregate.MEAN


@given(worlds())
def test_worked_lines_are_true(world: World) -> None:
    """All but those of a mean, which go on with a rounded number."""
    scored = world.scored()
    for key_result in scored.key_results:
        found = explain(key_result, scored.objective, world.settings.thresholds)
        if key_result.raw is None or is_mean(key_result.key_result):
            continue
        line = found.progress.worked.rpartition("; ")[2].replace("−", "-").replace("·", "*")
        formula, equals, result = line.partition(", counted")[0].rpartition(" = ")
        if equals and "…" not in formula and "done" not in formula:
            assert abs(eval(formula) - float(result)) < 0.00051
            assert abs(Fraction(result) - Fraction(key_result.raw)) <= Fraction(1, 2000)


# ── roll-ups ──────────────────────────────────────────────────────────────────────────────────


def test_weighted_mean_of_an_objective() -> None:
    scored = b.scored_objective(
        [
            b.key_result("a", weight=2),
            b.key_result("b", weight=0),
            b.key_result("c"),
            b.key_result("d"),
        ],
        [
            b.check_in(45, *(b.reading(v, of=f"onboarding#{id}") for id, v in VALUES.items())),
        ],
    )
    found = explain_objective(scored)
    assert said(found.progress) == (
        "Σ w · p / Σ w",
        "(2 · 0.2 + 1 · 0.5) / (2 + 1) = 0.3",
        "",
    )
    assert found.progress.inputs == (
        Input(name="a", value=D("0.2"), file=FILE),
        Input(name="c", value=D("0.5"), file=FILE),
    )
    assert found.expected.worked == "(2 · 0.5 + 1 · 0.5) / (2 + 1) = 0.5"
    assert found.score == Explanation(reason="Nothing that counts has a score yet.")


VALUES = {"a": 20, "b": 99, "c": 50}


def grouped(objectives: list[Objective], values: Mapping[str, int]) -> RollupExplanations:
    world = b.portfolio(
        objectives=objectives,
        check_ins=[
            b.check_in(45, *(b.reading(v, of=f"{id}#activation") for id, v in values.items()))
        ],
        cycles=[b.HUNDRED_DAYS],
    )
    scored = score(world, Settings(), b.percent(50))
    return explain_group(scored.objectives.values(), scored.folders[b.FOLDER])


def test_plain_mean_of_a_folder() -> None:
    objectives = [b.objective("one"), b.objective("two"), b.objective("none", state=State.DRAFT)]
    found = grouped(objectives, {"one": 20, "two": 50, "none": 99})
    assert said(found.progress) == ("Σ p / n", "(0.2 + 0.5) / 2 = 0.35", "")
    assert found.progress.inputs == (
        Input(name="2026-q4/product/one", value=D("0.2"), file="content/2026-q4/product/one.md"),
        Input(name="2026-q4/product/two", value=D("0.5"), file="content/2026-q4/product/two.md"),
    )


def test_mean_of_one() -> None:
    assert grouped([b.objective("one")], {"one": 20}).progress.worked == "0.2 / 1 = 0.2"
