"""Health and well-being: what is protected while objectives are pursued, and who carries what."""

from collections.abc import Iterable, Sequence

from okrpress.insight.folders import key_results_of, objectives_of, running_folders
from okrpress.insight.health import HealthHistory, dimensions_of, health_of
from okrpress.insight.workload import Load, workload_of
from okrpress.model.frozen import dataclass
from okrpress.model.okr import Band, State
from okrpress.rules.portfolios.well_being import is_well_being
from okrpress.scoring.result import ScoredKeyResult, ScoredObjective, Status
from okrpress.site import urls
from okrpress.site.views.empty import Empty
from okrpress.site.views.figures import Figure
from okrpress.site.views.frame import Frame, make_frame
from okrpress.site.views.health_levels import (
    LevelRow,
    dimension_figures,
    level_figure,
    level_row,
)
from okrpress.site.views.here import Here, Link, Site
from okrpress.site.views.rows import KeyResultRow, ObjectiveRow, key_result_row, objective_row

DRAWN = 12
"""At most so many levels are drawn: those outside first, then those that were, then the rest."""
LISTED = 24
"""At most so many objectives or key results are listed: those that ask for attention first."""
LEVELS = 120
"""At most so many levels are in a table, in the same order as they are drawn in."""
PEOPLE = 200
"""The load of so many people is listed, or nobody's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadRow:
    """What a person answers for, counted."""

    person: Link
    objectives: str
    key_results: str
    initiatives: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthView:
    """The page. The texts `…_left` say what was left out of a list, and are empty otherwise."""

    frame: Frame
    standing: str
    empty: Empty | None
    outside: tuple[LevelRow, ...]
    outside_left: str
    levels: tuple[LevelRow, ...]
    levels_left: str
    figures: tuple[Figure, ...]
    figures_left: str
    dimensions: tuple[Figure, ...]
    guardrails: tuple[KeyResultRow, ...]
    guardrails_left: str
    well_being: tuple[ObjectiveRow, ...]
    well_being_left: str
    load: tuple[LoadRow, ...]
    load_left: str


def health_view(site: Site, most_levels: int = LEVELS, most_people: int = PEOPLE) -> HealthView:
    """The page as of the site's date."""
    here = Here(site, urls.HEALTH)
    histories = tuple(sorted(health_of(site.scored), key=lambda one: site.order[one.unit]))
    outside = [one for one in histories if one.outside_now]
    drawn = sorted((one for one in histories if one.levels), key=_urgency)
    guardrails = _guardrails(site)
    well_being = _well_being(site)
    load = workload_of(site.scored)
    is_empty = not (histories or guardrails or well_being or load)
    return HealthView(
        frame=make_frame(here, site.fmt.say("Health and well-being")),
        standing=_standing(here, histories),
        empty=_nothing(here) if is_empty else None,
        outside=tuple(level_row(here, one) for one in outside[:most_levels]),
        outside_left=_left(here, len(outside), most_levels),
        levels=tuple(level_row(here, one) for one in _in_table(histories, most_levels)),
        levels_left=_left(here, len(histories), most_levels),
        figures=tuple(level_figure(here, one) for one in drawn[:DRAWN]),
        figures_left=_figures_left(here, len(drawn)),
        dimensions=tuple(dimension_figures(here, dimensions_of(histories, site.as_of))),
        guardrails=tuple(
            key_result_row(here, one, urls.section_id("guardrail", *one.ref))
            for one in guardrails[:LISTED]
        ),
        guardrails_left=_left(here, len(guardrails)),
        well_being=tuple(
            objective_row(here, one, urls.section_id("well-being", *one.ref))
            for one in well_being[:LISTED]
        ),
        well_being_left=_left(here, len(well_being)),
        load=_load(here, load) if len(load) <= most_people else (),
        load_left=_people(here, len(load)) if len(load) > most_people else "",
    )


def _in_table(histories: Sequence[HealthHistory], most: int) -> Sequence[HealthHistory]:
    """All of them by unit; of very many those outside their range first."""
    return histories if len(histories) <= most else sorted(histories, key=_urgency)[:most]


def _urgency(history: HealthHistory) -> int:
    if history.outside_now:
        return 0
    return 1 if history.breaches else 2


def _standing(here: Here, histories: Iterable[HealthHistory]) -> str:
    beyond = [one.outside_now for one in histories]
    known = [one for one in beyond if one is not None]
    if not known:
        return ""
    outside = [one for one in known if one]
    if not outside:
        return here.fmt.count(
            len(known),
            "The only level that is reported is inside its range.",
            "All {n} levels that are reported are inside their ranges.",
        )
    return here.fmt.count(
        len(outside),
        "{n} of {total} levels is outside its range.",
        "{n} of {total} levels are outside their ranges.",
        total=here.fmt.number(len(known)),
    )


def _figures_left(here: Here, count: int) -> str:
    if count <= DRAWN:
        return ""
    return here.fmt.say(
        "Drawn are {drawn} of {total}: those outside their range first, then those that were.",
        drawn=here.fmt.number(DRAWN),
        total=here.fmt.number(count),
    )


def _left(here: Here, count: int, listed: int = LISTED) -> str:
    if count <= listed:
        return ""
    return here.fmt.count(
        count - listed,
        "{n} more asks for less attention and is not listed here.",
        "{n} more ask for less attention and are not listed here.",
    )


# ── objectives and key results ────────────────────────────────────────────────────────────────

_ATTENTION = {status: rank for rank, status in enumerate(Status)}


def _guardrails(site: Site) -> list[ScoredKeyResult]:
    """The key results of running cycles that keep a level, what asks for attention first."""
    found = [
        one
        for folder in running_folders(site.scored)
        for objective, one in key_results_of(site.scored, folder)
        if isinstance(one.key_result.measure, Band)
        and one.key_result.state is State.ACTIVE
        and objective.objective.state is State.ACTIVE
    ]
    return sorted(found, key=lambda one: (_ATTENTION[one.status], site.order[one.ref.unit]))


def _well_being(site: Site) -> list[ScoredObjective]:
    """The objectives of running cycles about the people who do the work."""
    found = [
        one
        for folder in running_folders(site.scored)
        for one in objectives_of(site.scored, folder)
        if is_well_being(one.objective)
    ]
    found.sort(key=lambda one: (_ATTENTION[one.status], site.order[one.ref.unit]))
    return found


# ── who carries what ──────────────────────────────────────────────────────────────────────────


def _people(here: Here, count: int) -> str:
    return here.fmt.say(
        "{n} people answer for something, too many to list here.", n=here.fmt.number(count)
    )


def _load(here: Here, everybody: Iterable[Load]) -> tuple[LoadRow, ...]:
    """Everybody who answers for something, by name."""
    fmt = here.fmt
    rows = [
        LoadRow(
            person=here.person(one.person),
            objectives=fmt.number(one.objectives),
            key_results=fmt.number(one.key_results),
            initiatives=fmt.number(one.initiatives),
        )
        for one in everybody
    ]
    return tuple(sorted(rows, key=lambda row: (row.person.text.casefold(), row.person.href)))


def _nothing(here: Here) -> Empty:
    return Empty(
        what=here.fmt.say("Nothing is protected yet"),
        why=here.fmt.say(
            "A unit names the levels that it will not give up for its objectives under health in "
            "its file, each with a range to keep, and reports them in its check-ins:"
        ),
        file=f"{here.site.settings.content}/teams/growth.md",
        command="okrpress check",
    )
