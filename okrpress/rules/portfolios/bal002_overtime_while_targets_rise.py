"""BAL002: people work too long, and more is asked of them."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.okr import HealthMetric, LedgerEntry, Metric, ObjectiveType
from okrpress.model.said import Said, amount, said
from okrpress.rules.code import Code
from okrpress.rules.portfolios.scope import (
    Folder,
    ScoredKeyResultAt,
    check_ins_of,
    folders,
    is_running,
)
from okrpress.rules.rule import About, PortfolioRule
from okrpress.rules.titles import quote
from okrpress.rules.words import Words, words_of
from okrpress.scoring.result import ScoredPortfolio, Status

CODE = Code(
    code="BAL002",
    name="overtime-while-targets-rise",
    level=Level.WARNING,
    what="A health metric about overtime or long hours lies above its range by the last fresh "
    "check-in, while the unit pursues aspirational objectives, or made a target harder or its due "
    "date earlier in this cycle. A unit with a key result about its overtime is at it already.",
    why="Targets that are reached by overtime are reached once. What follows are mistakes, sick "
    "leave and people who go, and none of that is in the numbers that rise.",
    source="Health metrics stand beside the OKRs every week: Christina Wodtke, Radical Focus (the "
    "four squares). An aspirational objective is a success at 0.7: John Doerr, Measure What "
    "Matters (2018).",
    fix="Take something away until the hours are back in their range: postpone an objective with a "
    "reason, ease a target and say so in `changes`, or get help from another team.",
    bad="""\
=== teams/depot.md
---
name: Depot
health: [{id: overtime, title: Overtime per person and week, keep: {max: 3}, unit: h}]
---
=== 2026-q4/depot/rain.md
---
title: No parcel gets wet, whatever the sky does
type: aspirational
key_results: [{id: wet, title: Wet parcels fall, baseline: 90, target: 10}]
---
=== 2026-q4/depot/checkins/2026-11-20.md
---
key_results:
  rain#wet: {value: 60, confidence: 6}
health: {overtime: 5.5}
---
""",
    good="""\
=== teams/depot.md
---
name: Depot
health: [{id: overtime, title: Overtime per person and week, keep: {max: 3}, unit: h}]
---
=== 2026-q4/depot/rain.md
---
title: No parcel gets wet, whatever the sky does
type: aspirational
key_results: [{id: wet, title: Wet parcels fall, baseline: 90, target: 10}]
---
=== 2026-q4/depot/checkins/2026-11-20.md
---
key_results:
  rain#wet: {value: 70, confidence: 5}
health: {overtime: 2.5}
---
""",
    settings=("thresholds.stale_after", "site.language"),
)


class _Push(NamedTuple):
    """What asks for more: a bold objective by its title, or a key result made harder on a day."""

    what: str
    on: date | None = None


class _Level(NamedTuple):
    """The last level of a health metric: on which day, and where it is written."""

    date: date
    value: Decimal
    place: Place


def check(scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding for each folder and metric, at the level that is too high."""
    words = words_of(scored.settings.language)
    if words is None:
        return
    for folder in folders(scored, is_running):
        metrics = [
            one
            for one in folder.unit.health
            if one.keep.max is not None and words.overtime.are_in(f"{one.title} {one.id}")
        ]
        if not metrics or _is_at_it(folder, words):
            continue
        pushed = _pushed(folder, scored)
        for metric in metrics if pushed else ():
            level = _last_level(metric, folder, scored)
            if level and pushed and metric.keep.max is not None and level.value > metric.keep.max:
                yield CODE.found(
                    level.place,
                    _message(metric, level.value, metric.keep.max, pushed),
                    said(
                        "take something away until it is back: postpone an objective, or ease a "
                        "target with its reason in `changes`"
                    ),
                )


def _message(metric: HealthMetric, value: Decimal, most: Decimal, pushed: _Push) -> Said:
    title, unit = quote(metric.title), metric.unit
    if pushed.on is None:
        return said(
            "{title} is at {level}, above {most}, while {objective} aims high",
            title=title,
            level=amount(value, unit),
            most=amount(most, unit),
            objective=quote(pushed.what),
        )
    return said(
        "{title} is at {level}, above {most}, while `{key_result}` was made harder on {day}",
        title=title,
        level=amount(value, unit),
        most=amount(most, unit),
        key_result=pushed.what,
        day=pushed.on,
    )


def _is_at_it(folder: Folder, words: Words) -> bool:
    """Whether one of the unit's own key results is about its overtime."""
    return any(words.overtime.are_in(one.scored.key_result.title) for one in folder.key_results())


def _last_level(metric: HealthMetric, folder: Folder, scored: ScoredPortfolio) -> _Level | None:
    """The last level that the folder's check-ins report, unless it is stale by now."""
    for check_in in reversed(check_ins_of(folder, scored)):
        if metric.id in check_in.health:
            age = (scored.as_of - check_in.date).days
            cadence = folder.unit.cadence or scored.settings.cadence
            if age > scored.thresholds(folder.ref.cycle).stale_after * cadence:
                return None
            place = Place(file=check_in.file).at("health", metric.id)
            return _Level(check_in.date, check_in.health[metric.id], place)
    return None


def _pushed(folder: Folder, scored: ScoredPortfolio) -> _Push | None:
    """What asks for more in the folder; None when nothing does."""
    default = ObjectiveType(scored.settings.default_type)
    for subject in folder.key_results():
        entry = _hardened(subject, folder, scored.as_of)
        if entry is not None:
            return _Push(subject.name, entry.on)
    for one in folder.objectives:
        type = one.objective.type or default
        if type is ObjectiveType.ASPIRATIONAL and one.status is not Status.DONE:
            return _Push(one.objective.title)
    return None


def _hardened(subject: ScoredKeyResultAt, folder: Folder, as_of: date) -> LedgerEntry | None:
    """The last entry of the cycle that asks for more, or for it earlier."""
    measure = subject.scored.key_result.measure
    start = measure.baseline if isinstance(measure, Metric) else None
    found = [
        entry
        for entry in _of_cycle(subject.scored.key_result.changes, folder, as_of)
        if _is_harder(entry, start)
    ]
    return found[-1] if found else None


def _of_cycle(entries: Iterable[LedgerEntry], folder: Folder, as_of: date) -> Iterator[LedgerEntry]:
    first = folder.cycle.start or date.min
    return (entry for entry in entries if first <= entry.on <= as_of)


def _is_harder(entry: LedgerEntry, start: Decimal | None) -> bool:
    before, after = entry.before, entry.after
    if entry.field == "due" and isinstance(before, date) and isinstance(after, date):
        return after < before
    if entry.field != "target" or start is None:
        return False
    if not (isinstance(before, Decimal) and isinstance(after, Decimal)):
        return False
    return abs(after - start) > abs(before - start)


RULE = PortfolioRule(code=CODE, check=check, about=About.A_UNIT)
