"""Hypothesis strategies: key results of every kind, with whatever may be reported about them."""

from dataclasses import dataclass
from decimal import Decimal

import builders as b
from hypothesis import strategies as st

from okrpress.model.observations import CheckIn, Grade, Reading, Retrospective
from okrpress.model.okr import (
    Aggregate,
    Band,
    KeyResult,
    Measure,
    Metric,
    ObjectiveType,
    State,
    Steps,
    YesNo,
)
from okrpress.model.settings import PaceRule, Settings, Thresholds
from okrpress.scoring.result import ScoredObjective

NUMBERS = st.decimals(-1000, 1000, allow_nan=False, allow_infinity=False, places=2)
WEIGHTS = st.decimals(0, 5, allow_nan=False, allow_infinity=False, places=1)
CONFIDENCES = st.none() | st.integers(0, 10)
DAYS = st.integers(-10, 110)

METRICS = st.builds(
    Metric,
    baseline=st.none() | NUMBERS,
    target=NUMBERS,
    aggregate=st.sampled_from(Aggregate),
)
BANDS = st.builds(
    lambda low, width: Band(min=low, max=None if width is None else low + width),
    NUMBERS,
    st.none() | st.decimals(0, 500, places=1),
)
STEPS = st.builds(
    lambda weights: b.steps(**{f"s{at}": weight for at, weight in enumerate(weights)}),
    st.lists(WEIGHTS, min_size=1, max_size=5).filter(any),
)
MEASURES: st.SearchStrategy[Measure] = st.one_of(
    METRICS, BANDS, st.just(b.yes_no()), STEPS, st.just(b.unmeasured())
)


@st.composite
def key_results(draw: st.DrawFn, id: str = b.KEY_RESULT) -> KeyResult:
    """A key result of any kind, with or without dates and a plan of its own."""
    measure = draw(MEASURES)
    plan: dict[str, b.Number] = {}
    if not isinstance(measure, Band) and draw(st.booleans()):
        values = NUMBERS if isinstance(measure, Metric) else st.decimals(0, 1, places=2)
        plan = {
            b.percent(day).isoformat(): draw(values)
            for day in draw(st.lists(st.integers(0, 100), max_size=3))
        }
    return b.key_result(
        id,
        measure=measure,
        plan=b.plan(plan),
        start=draw(st.none() | st.integers(0, 40).map(b.percent)),
        due=draw(st.none() | st.integers(30, 100).map(b.percent)),
        weight=draw(WEIGHTS),
        cadence=draw(st.none() | st.integers(1, 60)),
        state=draw(st.sampled_from([State.ACTIVE] * 5 + list(State))),
    )


@st.composite
def readings(draw: st.DrawFn, key_result: KeyResult) -> Reading:
    """A reading of the kind the measure takes; an observation, a confidence, both or neither."""
    of = f"{b.OBJECTIVE}#{key_result.id}"
    confidence = draw(CONFIDENCES)
    if draw(st.integers(0, 4)) == 0:
        return b.reading(of=of, confidence=confidence)
    match key_result.measure:
        case Metric() | Band():
            return b.reading(draw(NUMBERS), of=of, confidence=confidence)
        case YesNo():
            return b.reading(of=of, done=draw(st.booleans()), confidence=confidence)
        case Steps(steps=steps):
            done = draw(st.sets(st.sampled_from([step.id for step in steps])))
            return b.reading(of=of, steps=sorted(done), confidence=confidence)
        case _:
            return b.reading(of=of, confidence=confidence)


@st.composite
def histories(draw: st.DrawFn, key_result: KeyResult) -> list[CheckIn]:
    """Check-ins on any days, in and around the cycle, some of them on one day."""
    days = draw(st.lists(DAYS, max_size=8))
    return [
        b.check_in(day, draw(readings(key_result)), suffix=f"-{at}") for at, day in enumerate(days)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """An objective with its readings, and the day it is looked at."""

    key_results: tuple[KeyResult, ...]
    check_ins: tuple[CheckIn, ...]
    as_of: int
    type: ObjectiveType | None
    state: State
    undated: bool
    grade: Grade | None
    settings: Settings

    def scored(self) -> ScoredObjective:
        """What scoring says about it."""
        return b.scored_objective(
            self.key_results,
            self.check_ins,
            as_of=self.as_of,
            during=b.cycle(undated="nobody knows") if self.undated else b.HUNDRED_DAYS,
            type=self.type,
            state=self.state,
            retrospectives=[self._retrospective()] if self.grade else [],
            settings=self.settings,
        )

    def _retrospective(self) -> Retrospective:
        assert self.grade
        return b.retrospective(b.percent(103), grades={b.key_result_ref(): self.grade})


GRADES = st.builds(
    b.grade, st.none() | st.decimals(0, 1, places=2), why=st.sampled_from(["", "Legal was late"])
)
SETTINGS = st.builds(
    Settings,
    default_type=st.sampled_from(["committed", "aspirational"]),
    thresholds=st.builds(
        Thresholds,
        pace_rule=st.sampled_from(PaceRule),
        expected_aspirational=st.sampled_from([Decimal("0.7"), Decimal(0), Decimal(1) / 3]),
    ),
)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Up to three key results, and everything that bears on their numbers."""
    promised = [draw(key_results(id)) for id in ("activation", "b", "c")[: draw(st.integers(1, 3))]]
    return World(
        key_results=tuple(promised),
        check_ins=tuple(one for kr in promised for one in draw(histories(kr))),
        as_of=draw(st.integers(-5, 110)),
        type=draw(st.none() | st.sampled_from(ObjectiveType)),
        state=draw(st.sampled_from([State.ACTIVE] * 5 + [State.DRAFT])),
        undated=draw(st.integers(0, 9)) == 0,
        grade=draw(st.none() | GRADES),
        settings=draw(SETTINGS),
    )
