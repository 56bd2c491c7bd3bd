"""How to read the site: the four numbers, every status, every threshold, the words."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from okrpress import __version__
from okrpress.model.ids import KeyResultRef, ObjectiveRef
from okrpress.model.observations import CheckIn, Reading
from okrpress.model.okr import (
    Cycle,
    KeyResult,
    Metric,
    Objective,
    ObjectiveType,
    Organisation,
)
from okrpress.model.portfolio import Portfolio, Unit, UnitKind
from okrpress.model.settings import PaceRule, Settings, Thresholds
from okrpress.scoring import score
from okrpress.scoring.explain import explain
from okrpress.scoring.result import ScoredKeyResult, Status
from okrpress.site import urls
from okrpress.site.formatting import Formatter
from okrpress.site.views.explanations import ExplanationView, explanation_view
from okrpress.site.views.frame import Frame, make_frame
from okrpress.site.views.here import Here, Link, Site
from okrpress.site.views.words import STATUS, StatusView, status_view


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word and what it means."""

    word: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusMeaning:
    """A status and when something is in it."""

    status: StatusView
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdRow:
    """A threshold in force, by its name in the settings."""

    name: str
    value: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenThresholds:
    """The thresholds a closed cycle was judged by, where they differ from today's."""

    cycle: Link
    rows: tuple[ThresholdRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodView:
    """The page about the method. `numbers` are the four, `example` opens each of them up."""

    frame: Frame
    numbers: tuple[Term, ...]
    example_title: str
    example_sentence: str
    example: tuple[ExplanationView, ...]
    statuses: tuple[StatusMeaning, ...]
    thresholds: tuple[ThresholdRow, ...]
    frozen: tuple[FrozenThresholds, ...]
    cadence: str
    rhythms: tuple[Term, ...]
    glossary: tuple[Term, ...]
    date_note: str
    version: str


NUMBERS = (
    Term(
        word="Progress",
        meaning="How far a key result is on the way from its baseline to its target. It is "
        "computed from the last reading; what nobody has reported has no progress, not zero.",
    ),
    Term(
        word="Pace",
        meaning="Progress held against what the date expects by now. It gives the status: on "
        "track, at risk or off track.",
    ),
    Term(
        word="Confidence",
        meaning="What people believe, from 0 to 10, as they reported it. It is shown beside the "
        "pace and never mixed into it; where the two disagree, the page says so.",
    ),
    Term(
        word="Score",
        meaning="The grade at the end of the cycle, from 0.0 to 1.0. A committed result is meant "
        "to reach 1.0; for an aspirational one 0.7 is a success.",
    ),
)

GLOSSARY = (
    Term(word="Objective", meaning="What a unit wants to achieve in a cycle, in words."),
    Term(word="Key result", meaning="How one can tell: a measure with a target."),
    Term(word="Cycle", meaning="The time an objective is set for, mostly a quarter."),
    Term(word="Committed", meaning="Promised: expected to be reached in full."),
    Term(word="Aspirational", meaning="A stretch: about 70 % of the way is a success."),
    Term(word="Baseline", meaning="Where the measure stood when the cycle began."),
    Term(word="Target", meaning="Where it is meant to be at the end."),
    Term(word="Band", meaning="A range to stay in, instead of a target to reach."),
    Term(word="Check-in", meaning="What a unit reports on a day: values, confidence, obstacles."),
    Term(word="Cadence", meaning="How often a check-in is due."),
    Term(
        word="Needs a decision",
        meaning="Off track, over due, stale, without data, to be graded, missed without a reason, "
        "or its confidence fell. What is only at risk needs an eye on it.",
    ),
    Term(
        word="Target change",
        meaning="A promise that moved while the cycle ran. It is listed with its reason, and the "
        "result is also held against what was promised first.",
    ),
    Term(
        word="Initiative",
        meaning="Work that is believed to move a key result. Doing it moves no number.",
    ),
    Term(
        word="Health metric",
        meaning="A level that a unit protects while it pursues its objectives.",
    ),
    Term(
        word="Supports",
        meaning="An objective helps another one. Numbers never add up along that line: each "
        "objective stands on its own key results.",
    ),
)


def method_view(site: Site) -> MethodView:
    """The page, with the thresholds in force."""
    here = Here(site, urls.METHOD)
    settings = site.settings
    frame = make_frame(here, "How to read this site")
    sentence, example = _example(here)
    return MethodView(
        frame=frame,
        numbers=NUMBERS,
        example_title=_EXAMPLE.title,
        example_sentence=sentence,
        example=example,
        statuses=tuple(
            StatusMeaning(status=status_view(status), meaning=meaning)
            for status, meaning in status_meanings(settings.thresholds, site.fmt).items()
        ),
        thresholds=_rows(site.fmt, settings.thresholds),
        frozen=tuple(_frozen(here, cycle) for cycle in _frozen_cycles(site)),
        cadence=site.fmt.every(settings.cadence),
        rhythms=_rhythms(here),
        glossary=GLOSSARY,
        date_note=frame.date_note,
        version=__version__,
    )


# ── statuses ──────────────────────────────────────────────────────────────────────────────────


def status_meanings(thresholds: Thresholds, fmt: Formatter) -> Mapping[Status, str]:
    """When something is in which status, in the words of the thresholds in force."""
    on, risk, off = _pace_meanings(thresholds, fmt)
    yellow, green = fmt.score(thresholds.score_yellow), fmt.score(thresholds.score_green)
    early = fmt.percent(thresholds.pace_from)
    stale = fmt.number(thresholds.stale_after)
    return {
        Status.OFF_TRACK: f"{off} Yes or no is judged by confidence, then by its due date.",
        Status.AT_RISK: risk,
        Status.STALE: f"The last reading is older than {stale} times its cadence. An old green "
        "is not a green: stale comes before pace.",
        Status.NO_DATA: "The time runs and nothing was reported, or nothing can be computed.",
        Status.TO_BE_GRADED: "The cycle is over and no retrospective says how it ended.",
        Status.MISSED: f"Graded below {yellow}.",
        Status.PARTLY: f"Graded from {yellow} to below {green}.",
        Status.EARLY: f"Less than {early} of its time has passed: too early to judge its pace.",
        Status.ON_TRACK: on,
        Status.DONE: "The target is reached while the cycle still runs.",
        Status.ACHIEVED: f"Graded {green} or more.",
        Status.NOT_STARTED: "Its time has not begun.",
        Status.DRAFT: "Proposed, not agreed: listed, not counted.",
        Status.POSTPONED: "Put off, with a reason: listed, not counted.",
        Status.CANCELLED: "Given up, with a reason: listed, not counted.",
    }


def _pace_meanings(thresholds: Thresholds, fmt: Formatter) -> tuple[str, str, str]:
    if thresholds.pace_rule is PaceRule.GAP:
        on, risk = fmt.number(thresholds.gap_on_track), fmt.number(thresholds.gap_at_risk)
        return (
            f"At most {on} points behind what the date expects.",
            f"More than {on} and at most {risk} points behind what the date expects.",
            f"More than {risk} points behind what the date expects.",
        )
    on, risk = fmt.percent(thresholds.ratio_on_track), fmt.percent(thresholds.ratio_at_risk)
    return (
        f"At least {on} of what the date expects.",
        f"Less than {on} and at least {risk} of what the date expects.",
        f"Less than {risk} of what the date expects.",
    )


# ── thresholds ────────────────────────────────────────────────────────────────────────────────


def _rows(fmt: Formatter, thresholds: Thresholds) -> tuple[ThresholdRow, ...]:
    return tuple(
        ThresholdRow(
            name=one.name,
            value=_value(fmt, getattr(thresholds, one.name)),
            meaning=str(one.metadata["meaning"]),
        )
        for one in fields(thresholds)
    )


def _value(fmt: Formatter, value: PaceRule | Decimal) -> str:
    return fmt.number(value) if isinstance(value, Decimal) else value.value


def _frozen_cycles(site: Site) -> list[Cycle]:
    today = site.settings.thresholds
    return [
        one
        for one in site.portfolio.cycles.values()
        if one.thresholds is not None and one.thresholds != today
    ]


def _frozen(here: Here, cycle: Cycle) -> FrozenThresholds:
    assert cycle.thresholds is not None  # only such cycles come here
    today = _rows(here.fmt, here.site.settings.thresholds)
    then = _rows(here.fmt, cycle.thresholds)
    return FrozenThresholds(
        cycle=here.cycle(cycle.id),
        rows=tuple(row for row, now in zip(then, today, strict=True) if row != now),
    )


def _rhythms(here: Here) -> tuple[Term, ...]:
    """Units that check in at another rhythm than the settings'."""
    site = here.site
    units = sorted(site.portfolio.units.values(), key=lambda unit: site.order[unit.id])
    return tuple(
        Term(word=unit.name, meaning=here.fmt.every(unit.cadence))
        for unit in units
        if unit.cadence and unit.cadence != site.settings.cadence and unit.id in site.unit_folders
    )


# ── the worked example ────────────────────────────────────────────────────────────────────────

_CYCLE = Cycle(id="example", title="Example", start=date(2026, 10, 1), end=date(2026, 12, 31))
_EXAMPLE = KeyResult(
    id="activation",
    title="Raise week-one activation from 31 % to 45 %",
    measure=Metric(baseline=Decimal(31), target=Decimal(45)),
    unit="%",
)
_AS_OF = date(2026, 11, 22)


def _example(here: Here) -> tuple[str, tuple[ExplanationView, ...]]:
    """A made-up key result, scored like any other under the thresholds in force."""
    scored, objective = _scored_example(here.site.settings)
    found = explain(scored, objective, here.site.settings.thresholds)
    fmt = here.fmt
    sentence = (
        f"On {fmt.date(_AS_OF)}, in a cycle of {fmt.dates(date(2026, 10, 1), date(2026, 12, 31))}, "
        f"the last reading is {fmt.number(scored.value, _EXAMPLE.unit)}, and the team gives it a "
        f"confidence of {fmt.confidence(Decimal(6))}. The objective is committed."
    )
    confidence = scored.confidence.value if scored.confidence else None
    numbers = (
        ("Progress", fmt.percent(scored.raw), found.progress),
        ("Expected", fmt.percent(scored.expected), found.expected),
        ("Status", STATUS[scored.status], found.status),
        ("Confidence", fmt.confidence(confidence), found.confidence),
        ("Score", fmt.score(scored.score), found.score),
    )
    return sentence, tuple(explanation_view(here, *number) for number in numbers)


def _scored_example(settings: Settings) -> tuple[ScoredKeyResult, Objective]:
    ref = ObjectiveRef(_CYCLE.id, "growth", "onboarding")
    objective = Objective(
        ref=ref,
        title="New customers succeed in their first week",
        type=ObjectiveType.COMMITTED,
        key_results=(_EXAMPLE,),
    )
    reading = Reading(ref=KeyResultRef(*ref, _EXAMPLE.id), value=Decimal(36), confidence=Decimal(6))
    check_in = CheckIn(unit_cycle=ref.unit_cycle, date=date(2026, 11, 20), readings=(reading,))
    portfolio = Portfolio(
        organisation=Organisation(name="Example"),
        cycles={_CYCLE.id: _CYCLE},
        units={ref.unit: Unit(id=ref.unit, name="Growth", kind=UnitKind.TEAM)},
        objectives={ref: objective},
        by_folder={ref.unit_cycle: (ref,)},
        check_ins={ref.unit_cycle: (check_in,)},
    )
    return score(portfolio, settings, _AS_OF).objectives[ref].key_results[0], objective
