"""How to read the site: the four numbers, every status, every threshold, the words."""

from collections.abc import Mapping, Sequence
from dataclasses import Field, fields
from datetime import date
from decimal import Decimal
from typing import Any

from okrpress import __version__
from okrpress.model.frozen import dataclass
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
from okrpress.site.formatting import Formatter, Phrase
from okrpress.site.views.explanations import ExplanationView, explanation_view
from okrpress.site.views.frame import Frame, make_frame
from okrpress.site.views.glossary import GLOSSARY, NUMBERS
from okrpress.site.views.here import Here, Link, Site
from okrpress.site.views.words import StatusView, status_view, status_word


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
    quality: Link
    date_note: str
    version: str


def method_view(site: Site) -> MethodView:
    """The page, with the thresholds in force."""
    here = Here(site, urls.METHOD)
    settings = site.settings
    fmt = site.fmt
    frame = make_frame(here, fmt.say("How to read this site"))
    sentence, example = _example(here)
    return MethodView(
        frame=frame,
        numbers=_terms(fmt, NUMBERS),
        example_title=fmt.say("Raise week-one activation from 31 % to 45 %"),
        example_sentence=sentence,
        example=example,
        statuses=tuple(
            StatusMeaning(status=status_view(status, fmt), meaning=meaning)
            for status, meaning in status_meanings(settings.thresholds, fmt).items()
        ),
        thresholds=_rows(fmt, settings.thresholds),
        frozen=tuple(_frozen(here, cycle) for cycle in _frozen_cycles(site)),
        cadence=fmt.every(settings.cadence),
        rhythms=_rhythms(here),
        glossary=_terms(fmt, GLOSSARY),
        quality=Link(fmt.say("Quality"), here.href(urls.QUALITY)),
        date_note=frame.date_note,
        version=__version__,
    )


def _terms(fmt: Formatter, table: Sequence[tuple[Phrase, Phrase]]) -> tuple[Term, ...]:
    return tuple(
        Term(word=fmt.phrase(word), meaning=fmt.phrase(meaning)) for word, meaning in table
    )


# ── statuses ──────────────────────────────────────────────────────────────────────────────────


def status_meanings(thresholds: Thresholds, fmt: Formatter) -> Mapping[Status, str]:
    """When something is in which status, in the words of the thresholds in force."""
    on, risk, off = _pace_meanings(thresholds, fmt)
    yellow, green = fmt.score(thresholds.score_yellow), fmt.score(thresholds.score_green)
    early, say = fmt.percent(thresholds.pace_from), fmt.say
    stale = say(
        "The last reading is older than {times} times its cadence. An old green is not a green: "
        "stale comes before pace.",
        times=fmt.number(thresholds.stale_after),
    )
    unpaced = say("Yes or no is judged by confidence, then by its due date.")
    return {
        Status.OFF_TRACK: f"{off} {unpaced}",
        Status.AT_RISK: risk,
        Status.STALE: stale,
        Status.NO_DATA: say("The time runs and nothing was reported, or nothing can be computed."),
        Status.TO_BE_GRADED: say("The cycle is over and no retrospective says how it ended."),
        Status.MISSED: say("Graded below {score}.", score=yellow),
        Status.PARTLY: say("Graded from {low} to below {high}.", low=yellow, high=green),
        Status.EARLY: say(
            "Less than {share} of its time has passed: too early to judge its pace.", share=early
        ),
        Status.ON_TRACK: on,
        Status.DONE: say("The target is reached while the cycle still runs."),
        Status.ACHIEVED: say("Graded {score} or more.", score=green),
        Status.NOT_STARTED: say("Its time has not begun."),
        Status.DRAFT: say("Proposed, not agreed: listed, not counted."),
        Status.POSTPONED: say("Put off, with a reason: listed, not counted."),
        Status.CANCELLED: say("Given up, with a reason: listed, not counted."),
    }


def _pace_meanings(thresholds: Thresholds, fmt: Formatter) -> tuple[str, str, str]:
    say = fmt.say
    if thresholds.pace_rule is PaceRule.GAP:
        on, risk = fmt.number(thresholds.gap_on_track), fmt.number(thresholds.gap_at_risk)
        return (
            say("At most {points} points behind what the date expects.", points=on),
            say(
                "More than {least} and at most {most} points behind what the date expects.",
                least=on,
                most=risk,
            ),
            say("More than {points} points behind what the date expects.", points=risk),
        )
    on, risk = fmt.percent(thresholds.ratio_on_track), fmt.percent(thresholds.ratio_at_risk)
    return (
        say("At least {share} of what the date expects.", share=on),
        say(
            "Less than {most} and at least {least} of what the date expects.",
            most=on,
            least=risk,
        ),
        say("Less than {share} of what the date expects.", share=risk),
    )


# ── thresholds ────────────────────────────────────────────────────────────────────────────────


def _rows(fmt: Formatter, thresholds: Thresholds) -> tuple[ThresholdRow, ...]:
    return tuple(
        ThresholdRow(
            name=one.name,
            value=_value(fmt, getattr(thresholds, one.name)),
            meaning=fmt.phrase(threshold_meaning(one)),
        )
        for one in fields(thresholds)
    )


def threshold_meaning(threshold: Field[Any]) -> Phrase:
    """What a threshold means, in the words of its definition."""
    return Phrase(str(threshold.metadata["meaning"]), "threshold")


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

_CYCLE = Cycle(id="example", title="", start=date(2026, 10, 1), end=date(2026, 12, 31))
_EXAMPLE = KeyResult(
    id="activation",
    title="",
    measure=Metric(baseline=Decimal(31), target=Decimal(45)),
    unit="%",
)
_AS_OF = date(2026, 11, 22)


def _example(here: Here) -> tuple[str, tuple[ExplanationView, ...]]:
    """A made-up key result, scored like any other under the thresholds in force."""
    scored, objective = _scored_example(here.site.settings)
    fmt = here.fmt
    found = explain(scored, objective, here.site.settings.thresholds, fmt)
    sentence = fmt.say(
        "On {day}, in a cycle of {dates}, the last reading is {value}, and the team gives it a "
        "confidence of {confidence}. The objective is committed.",
        day=fmt.date(_AS_OF),
        dates=fmt.dates(date(2026, 10, 1), date(2026, 12, 31)),
        value=fmt.number(scored.value, _EXAMPLE.unit),
        confidence=fmt.confidence(Decimal(6)),
    )
    confidence = scored.confidence.value if scored.confidence else None
    numbers = (
        (fmt.say("Progress"), fmt.percent(scored.raw), found.progress),
        (fmt.say("Expected"), fmt.percent(scored.expected), found.expected),
        (fmt.say("Status"), status_word(scored.status, fmt), found.status),
        (fmt.say("Confidence"), fmt.confidence(confidence), found.confidence),
        (fmt.say("Score"), fmt.score(scored.score), found.score),
    )
    return sentence, tuple(explanation_view(here, *number) for number in numbers)


def _scored_example(settings: Settings) -> tuple[ScoredKeyResult, Objective]:
    ref = ObjectiveRef(_CYCLE.id, "growth", "onboarding")
    objective = Objective(
        ref=ref,
        title="",
        type=ObjectiveType.COMMITTED,
        key_results=(_EXAMPLE,),
    )
    reading = Reading(ref=KeyResultRef(*ref, _EXAMPLE.id), value=Decimal(36), confidence=Decimal(6))
    check_in = CheckIn(unit_cycle=ref.unit_cycle, date=date(2026, 11, 20), readings=(reading,))
    portfolio = Portfolio(
        organisation=Organisation(name=""),
        cycles={_CYCLE.id: _CYCLE},
        units={ref.unit: Unit(id=ref.unit, name="", kind=UnitKind.TEAM)},
        objectives={ref: objective},
        by_folder={ref.unit_cycle: (ref,)},
        check_ins={ref.unit_cycle: (check_in,)},
    )
    return score(portfolio, settings, _AS_OF).objectives[ref].key_results[0], objective
