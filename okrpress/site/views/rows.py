"""Rows: one key result, objective or unit on a line, the same on every page."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from okrpress.model.frozen import dataclass
from okrpress.model.okr import Band, Metric, State, Steps, Tier, YesNo
from okrpress.scoring.grading import graded_status
from okrpress.scoring.result import Rollup, ScoredKeyResult, ScoredObjective, Status
from okrpress.site import charts, urls
from okrpress.site.formatting import Formatter
from okrpress.site.later import Lazy, View, later, looked
from okrpress.site.views.here import Day, Here, Link
from okrpress.site.views.words import (
    StatusView,
    disagreement_words,
    status_counts,
    status_view,
    type_word,
    typeset,
)
from okrpress.tuples import new

_PLACES = {
    (state, tier): (state is not State.ACTIVE, tier is not Tier.CORE, place)
    for place, state in enumerate(State)
    for tier in Tier
}
_NOBODY = Link("")


class ConfidenceView(NamedTuple):
    """A reported confidence: "6 of 10", which way it went, and what that means."""

    text: str
    direction: str  # "up", "down", or empty
    change: str
    day: Day
    fell: bool
    disagreement: str


@dataclass(frozen=True, kw_only=True)
class Share(Lazy):
    """How far something is, and what that is held against: "36 %", "expected 41 %"."""

    text: str
    note: str


def _drawn(draw: Callable[..., Markup], *of: object) -> Markup:
    return draw(*of)


def _told(_: object, fmt: Formatter, of: ScoredKeyResult | Rollup, __: str) -> str:
    return _held_against(fmt, of)


class ShareView(View):
    """A share with its drawing."""

    text: str

    def __init__(
        self,
        text: str,
        draw: Callable[..., Markup],
        fmt: Formatter,
        of: ScoredKeyResult | Rollup,
        ids: str,
    ) -> None:
        self.text = text
        super().__init__(draw, fmt, of, ids)

    note = looked(_told)
    drawing = looked(_drawn)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit in one cycle on a line."""

    link: Link
    status: StatusView
    counts: str
    share: ShareView
    objectives: str
    key_results: str
    reading: Day | None


# ── the rows ──────────────────────────────────────────────────────────────────────────────────


def unit_row(here: Here, unit: str, cycle: str, objectives: Iterable[ScoredObjective]) -> UnitRow:
    """A unit's row in the table of a cycle's units."""
    unit_objectives = tuple(objectives)
    key_results = [one for objective in unit_objectives for one in objective.key_results]
    folder = unit_objectives[0].ref.unit_cycle
    rollup = here.site.scored.folders[folder]
    return UnitRow(
        link=here.unit(unit),
        status=status_view(folder_status(rollup, unit_objectives), here.fmt),
        counts=state_counts(here.fmt, rollup),
        share=rollup_share(here, rollup, urls.section_id("unit", cycle, unit)),
        objectives=here.fmt.plural(len(unit_objectives), "objective"),
        key_results=here.fmt.plural(len(key_results), "key result"),
        reading=_newest(here, key_results),
    )


def key_result_link(here: Here, scored: ScoredKeyResult) -> Link:
    """A link to a key result that is at hand already."""
    path = urls.objective_path(scored.ref.objective_ref)
    href = here.href(path, scored.ref.key_result)
    return new(Link, (typeset(scored.key_result.title), href))


def folder_status(rollup: Rollup, objectives: Iterable[ScoredObjective]) -> Status:
    """The state of a folder; where nothing in it counts, that of what is listed in it."""
    if rollup.total:
        return rollup.status
    return next((one.status for one in in_order(objectives)), rollup.status)


def is_pursued(scored: ScoredObjective) -> bool:
    """Whether an objective is neither a draft nor postponed nor cancelled."""
    return scored.objective.state is State.ACTIVE


def in_order(objectives: Iterable[ScoredObjective]) -> list[ScoredObjective]:
    """Core objectives, then those that are nice to have, then those that are not pursued."""
    return sorted(objectives, key=lambda one: _PLACES[one.objective.state, one.objective.tier])


# ── their parts ───────────────────────────────────────────────────────────────────────────────


def owner_of(here: Here, scored: ScoredKeyResult) -> str | None:
    """The one accountable: the key result's owner, else the objective's."""
    objective = here.site.portfolio.objectives[scored.ref.objective_ref]
    return scored.key_result.owner or objective.owner


def now_in_words(fmt: Formatter, scored: ScoredKeyResult) -> str:
    """The current value: "36 %", "2 of 3 steps", "Done"."""
    match scored.key_result.measure:
        case Metric() | Band():
            return fmt.number(scored.value, scored.key_result.unit)
        case YesNo():
            if scored.progress is None:
                return fmt.missing
            return fmt.say("Done", context="yes or no") if scored.progress else fmt.say("Not yet")
        case Steps(steps=steps):
            done = fmt.number(len(scored.done_steps))
            return fmt.count(len(steps), "{done} of {n} step", "{done} of {n} steps", done=done)
        case _:
            return fmt.say("Not measured")


def aim_in_words(fmt: Formatter, scored: ScoredKeyResult) -> str:
    """What the current value is held against: "target 45 %", "at most 4 h"."""
    unit = scored.key_result.unit
    match scored.key_result.measure:
        case Metric(target=target):
            return fmt.say("target {value}", value=fmt.number(target, unit))
        case Band(min=low, max=high):
            return fmt.keep(low, high, unit)
        case _:
            return ""


def confidence_view(here: Here, scored: ScoredKeyResult) -> ConfidenceView | None:
    """The last reported confidence; None when nobody reported one."""
    confidence = scored.confidence
    if confidence is None:
        return None
    fmt, change, disagreement = here.fmt, confidence.change, confidence.disagreement
    direction = ("up" if change > 0 else "down") if change else ""
    view = (
        fmt.confidence(confidence.value),
        direction,
        fmt.signed(change) if change else "",
        here.days[confidence.date],
        confidence.fell,
        disagreement_words(disagreement, fmt) if disagreement else "",
    )
    return new(ConfidenceView, view)


def key_result_share(here: Here, scored: ScoredKeyResult, ids: str) -> ShareView:
    """The grade once there is one, else progress against what the date expects."""
    if scored.score is not None:
        text = here.fmt.score(scored.score)
    else:
        text = here.fmt.percent(scored.progress if scored.raw is None else scored.raw)
    return ShareView(text, _bullet, here.fmt, scored, f"{ids}-bar")


def _bullet(fmt: Formatter, scored: ScoredKeyResult, ids: str) -> Markup:
    return charts.key_result_bullet(scored, fmt, ids).svg


def rollup_share(here: Here, rollup: Rollup, ids: str) -> ShareView:
    """The mean score in its own colour, else mean progress against what the date expects."""
    return ShareView(_mean(here.fmt, rollup), _rollup_bullet, here.fmt, rollup, f"{ids}-bar")


def _rollup_bullet(fmt: Formatter, rollup: Rollup, ids: str) -> Markup:
    drawn = replace(rollup, status=graded_status(rollup.band)) if rollup.band else rollup
    return charts.rollup_bullet(drawn, fmt, ids).svg


def rollup_in_words(here: Here, rollup: Rollup) -> Share:
    """The same without the drawing."""
    note = later(_held_against, here.fmt, rollup)
    return Share(text=_mean(here.fmt, rollup), note=note)


def _mean(fmt: Formatter, rollup: Rollup) -> str:
    return fmt.percent(rollup.progress) if rollup.score is None else fmt.score(rollup.score)


def state_counts(fmt: Formatter, rollup: Rollup) -> str:
    """As in "1 off track, 2 at risk": how many are in which state, where they differ."""
    return status_counts(rollup.counts, fmt) if len(rollup.counts) > 1 else ""


def _held_against(fmt: Formatter, of: ScoredKeyResult | Rollup) -> str:
    """What a share is held against, unless it is a score."""
    if of.score is not None:
        return fmt.say("score")
    if of.expected is None:
        return ""
    return _expected(fmt, of.expected)


@lru_cache(maxsize=1024)  # the same for most of what a cycle has
def _expected(fmt: Formatter, share: Decimal) -> str:
    return fmt.say("expected {share}", share=fmt.percent(share))


def _newest(here: Here, key_results: Iterable[ScoredKeyResult]) -> Day | None:
    days: list[date] = [one.last_reading for one in key_results if one.last_reading]
    return here.day(max(days)) if days else None


# ── a key result on a line ────────────────────────────────────────────────────────────────────


def _own_owner(here: Here, scored: ScoredKeyResult, _: str) -> Link:
    """The key result's owner, where it is not the objective's."""
    owner = scored.key_result.owner
    if not owner or owner == here.site.portfolio.objectives[scored.ref.objective_ref].owner:
        return _NOBODY
    return here.person(owner)


def _key_result_notes(here: Here, scored: ScoredKeyResult, _: str) -> tuple[str, ...]:
    """What sets this key result apart from its neighbours."""
    key_result, fmt = scored.key_result, here.fmt
    cycle = here.site.portfolio.cycles[scored.ref.cycle]
    notes = []
    if scored.due is not None and scored.due != cycle.end:
        notes.append(fmt.say("due {day}", day=fmt.day(scored.due)))
    if key_result.weight == 0:
        notes.append(fmt.say("not counted"))
    elif key_result.weight != 1:
        notes.append(fmt.say("weight {weight}", weight=fmt.number(key_result.weight)))
    return tuple(notes)


def _now(here: Here, scored: ScoredKeyResult, _: str) -> str:
    return now_in_words(here.fmt, scored)


def _aim(here: Here, scored: ScoredKeyResult, _: str) -> str:
    return aim_in_words(here.fmt, scored)


def _sparkline(here: Here, scored: ScoredKeyResult, ids: str) -> Markup:
    return charts.key_result_sparkline(scored, here.fmt, f"{ids}-spark").svg


def _confidence(here: Here, scored: ScoredKeyResult, _: str) -> ConfidenceView | None:
    return confidence_view(here, scored)


def _last_reading(here: Here, scored: ScoredKeyResult, _: str) -> Day | None:
    return here.day(scored.last_reading) if scored.last_reading else None


class KeyResultRow(View):
    """A key result on a line."""

    link: Link
    status: StatusView
    is_stale: bool

    def __init__(self, here: Here, scored: ScoredKeyResult, ids: str) -> None:
        self.link = key_result_link(here, scored)
        self.status = status_view(scored.status, here.fmt)
        self.is_stale = scored.stale and scored.key_result.state is State.ACTIVE
        super().__init__(here, scored, ids)

    owner = looked(_own_owner)
    notes = looked(_key_result_notes)
    share = looked(key_result_share)
    now = looked(_now)
    aim = looked(_aim)
    trend = looked(_sparkline)
    confidence = looked(_confidence)
    reading = looked(_last_reading)


def key_result_row(here: Here, scored: ScoredKeyResult, ids: str) -> KeyResultRow:
    """`ids` is a prefix for ids that no other row of the page has."""
    return KeyResultRow(here, scored, ids)


# ── an objective on a line ────────────────────────────────────────────────────────────────────


def _counts(here: Here, scored: ScoredObjective, _: str) -> str:
    return state_counts(here.fmt, scored.rollup)


def _owner(here: Here, scored: ScoredObjective, _: str) -> Link:
    return here.other_person(scored.objective.owner, scored.ref.unit)


def _unit(here: Here, scored: ScoredObjective, _: str) -> Link:
    return here.unit(scored.ref.unit)


def _objective_notes(here: Here, scored: ScoredObjective, _: str) -> tuple[str, ...]:
    objective, fmt = scored.objective, here.fmt
    type = (type_word(objective.type, fmt),) if objective.type else ()
    return type if objective.tier is Tier.CORE else (*type, fmt.say("nice to have"))


def _share(here: Here, scored: ScoredObjective, ids: str) -> ShareView:
    return rollup_share(here, scored.rollup, ids)


def _how_many(here: Here, scored: ScoredObjective, _: str) -> str:
    return here.fmt.plural(len(scored.objective.key_results), "key result")


def _newest_reading(here: Here, scored: ScoredObjective, _: str) -> Day | None:
    return _newest(here, scored.key_results)


class ObjectiveRow(View):
    """An objective on a line: its worst state, and how many key results are in which."""

    link: Link
    status: StatusView

    def __init__(self, here: Here, scored: ScoredObjective, ids: str) -> None:
        self.link = here.objective(scored.ref)
        self.status = status_view(scored.status, here.fmt)
        super().__init__(here, scored, ids)

    counts = looked(_counts)
    owner = looked(_owner)
    unit = looked(_unit)
    notes = looked(_objective_notes)
    share = looked(_share)
    key_results = looked(_how_many)
    reading = looked(_newest_reading)


def objective_row(here: Here, scored: ScoredObjective, ids: str) -> ObjectiveRow:
    """`ids` is a prefix for ids that no other row of the page has."""
    return ObjectiveRow(here, scored, ids)
