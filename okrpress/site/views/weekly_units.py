"""The four squares of a unit's week: priorities, confidence, what lies ahead, health.

The layout is Christina Wodtke's, from "Radical Focus".
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from okrpress.insight.days import days_after
from okrpress.insight.outcomes import confidence_on
from okrpress.insight.week_reports import health_by
from okrpress.insight.weeks import Week
from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.model.maker import maker
from okrpress.model.observations import CheckIn
from okrpress.model.okr import HealthMetric, InitiativeStatus, Objective, State
from okrpress.scoring.result import ScoredKeyResult, Status
from okrpress.site import urls
from okrpress.site.formatting import Phrase
from okrpress.site.views.here import Day, Here, Link
from okrpress.site.views.prose import NOTHING as NO_PROSE
from okrpress.site.views.prose import prose
from okrpress.site.views.rows import key_result_link
from okrpress.site.views.unit_health import HealthRow, health_verdict
from okrpress.site.views.words import initiative_word, typeset

AHEAD = 28
"""Days after the week in which something counts as near."""

_NOT_PURSUED = frozenset({Status.DRAFT, Status.POSTPONED, Status.CANCELLED})
_OPEN = (InitiativeStatus.DOING, InitiativeStatus.PLANNED)
_CYCLE_DAYS = (
    ("mid_cycle_review", Phrase("Mid-cycle review of {cycle}")),
    ("end", Phrase("{cycle} ends")),
    ("retrospective", Phrase("Retrospective of {cycle}")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfidenceRow:
    """How confident somebody is of a key result at the end of the week, and was before it."""

    link: Link
    now: str
    change: str
    direction: str  # "up", "down", or empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A day that lies ahead of the week."""

    day: Day
    text: str
    link: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """An initiative that is not done yet."""

    status: str
    title: str
    objective: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One check-in of the unit: when, by whom, in its own words, and where it is written."""

    day: Day
    author: Link
    body: Markup
    source: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitWeek:
    """One unit's week. `work` is known for the newest week only: initiatives carry no dates."""

    id: str
    unit: Link
    said: tuple[Said, ...]
    priorities: tuple[str, ...]
    confidence: tuple[ConfidenceRow, ...]
    coming: tuple[Coming, ...]
    work: tuple[Work, ...]
    health: tuple[HealthRow, ...]


def unit_week(
    here: Here,
    unit: str,
    folders: Sequence[UnitCycle],
    check_ins: Sequence[CheckIn],
    week: Week,
    *,
    is_newest: bool,
) -> UnitWeek:
    """The squares of a unit that checked in; `folders` are all of its folders in that week."""
    metrics = here.site.portfolio.units[unit].health
    return UnitWeek(
        id=urls.section_id("unit", unit),
        unit=here.unit(unit),
        said=tuple(said_in(here, one) for one in check_ins),
        priorities=tuple(text for one in check_ins for text in one.priorities),
        confidence=tuple(_confidence(here, folders, week)),
        coming=tuple(_coming(here, folders, week.last)),
        work=tuple(_work(here, folders)) if is_newest else (),
        health=tuple(
            row for metric in metrics if (row := _health(here, folders, metric, week.last))
        ),
    )


def said_in(here: Here, check_in: CheckIn) -> Said:
    """A check-in in the words of its author."""
    return _said(
        day=here.day(check_in.date),
        author=here.other_person(check_in.author, check_in.unit_cycle.unit),
        body=_body(here, check_in) if check_in.body else NO_PROSE,
        source=here.source(check_in.file),
    )


_said = maker(Said)


def _body(here: Here, check_in: CheckIn) -> Markup:
    name = check_in.file.rpartition("/")[2].removesuffix(".md")
    ids = urls.section_id("said", *check_in.unit_cycle, name)
    return prose(here, check_in.body, file=check_in.file, level=3, ids=ids)


# ── confidence ────────────────────────────────────────────────────────────────────────────────


def _confidence(here: Here, folders: Sequence[UnitCycle], week: Week) -> Iterator[ConfidenceRow]:
    for folder in folders:
        for objective in here.site.objectives(folder):
            for one in objective.key_results:
                if _is_pursued(one) and (row := _believed(here, one, week)):
                    yield row


def _is_pursued(one: ScoredKeyResult) -> bool:
    return one.status not in _NOT_PURSUED


def _believed(here: Here, scored: ScoredKeyResult, week: Week) -> ConfidenceRow | None:
    """The last confidence by the end of the week, and its change in the week."""
    now, was = confidence_on(scored, week.last), confidence_on(scored, week.eve)
    if now is None:
        return None
    change = now - was if was is not None else None
    return _confidence_row(
        link=key_result_link(here, scored),
        now=here.fmt.confidence(now),
        change=here.fmt.signed(change) if change else "",
        direction="up" if change and change > 0 else "down" if change and change < 0 else "",
    )


_confidence_row = maker(ConfidenceRow)


# ── what lies ahead ───────────────────────────────────────────────────────────────────────────


def _coming(here: Here, folders: Sequence[UnitCycle], sunday: date) -> list[Coming]:
    """The days of the four weeks after the week: of the cycles, and due days of key results."""
    near = _Near(sunday, days_after(sunday, AHEAD))
    found = [
        one
        for folder in folders
        for one in (*_cycle_days(here, folder.cycle, near), *_due_days(here, folder, near))
    ]
    return [one for _, one in sorted(found, key=lambda pair: (pair[0], pair[1].text))]


class _Near(NamedTuple):
    """The days after one, up to another."""

    after: date
    until: date


def _cycle_days(here: Here, id: str, near: _Near) -> Iterator[tuple[date, Coming]]:
    cycle, link = here.site.portfolio.cycles[id], here.cycle(id)
    for name, phrase in _CYCLE_DAYS:
        on: date | None = getattr(cycle, name)
        if on and near.after < on <= near.until:
            text = here.fmt.phrase(phrase, cycle=link.text)
            yield on, Coming(day=here.day(on), text=text, link=Link(text, link.href))


def _due_days(here: Here, folder: UnitCycle, near: _Near) -> Iterator[tuple[date, Coming]]:
    """Key results with a day of their own; what is due at the cycle's end is said once."""
    end = here.site.portfolio.cycles[folder.cycle].end
    for objective in here.site.objectives(folder):
        for one in objective.key_results:
            due = one.due
            if due and near.after < due <= near.until and due != end and _is_pursued(one):
                text = here.fmt.say("{title} is due", title=typeset(one.key_result.title))
                link = Link(text, key_result_link(here, one).href)
                yield due, Coming(day=here.day(due), text=text, link=link)


def _work(here: Here, folders: Sequence[UnitCycle]) -> list[Work]:
    """What is being done, then what is planned."""
    objectives = [
        one.objective
        for folder in folders
        for one in here.site.objectives(folder)
        if one.objective.state is State.ACTIVE
    ]
    return [
        _piece(here, objective, title, status)
        for status in _OPEN
        for objective in objectives
        for title in (one.title for one in objective.initiatives if one.status is status)
    ]


def _piece(here: Here, objective: Objective, title: str, status: InitiativeStatus) -> Work:
    return Work(
        status=initiative_word(status, here.fmt),
        title=title,
        objective=here.objective(objective.ref),
    )


# ── health ────────────────────────────────────────────────────────────────────────────────────


def _health(
    here: Here, folders: Sequence[UnitCycle], metric: HealthMetric, sunday: date
) -> HealthRow | None:
    """The last level by the end of the week; None for what nobody had reported by then."""
    level = health_by(here.site.scored, folders, metric, sunday)
    if level is None:
        return None
    return HealthRow(
        title=metric.title,
        keep=here.fmt.keep(metric.keep.min, metric.keep.max, metric.unit),
        latest=here.fmt.number(level.value, metric.unit),
        day=here.day(level.date),
        verdict=health_verdict(here, metric, level.value),
    )
