"""The page of a cycle: its state, how everything stands, what moved, what was learned."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.model.okr import Cycle
from okrpress.scoring.result import Rollup, ScoredObjective
from okrpress.scoring.rollup import counted_objectives
from okrpress.site import charts, urls
from okrpress.site.charts import Chart
from okrpress.site.formatting import Formatter
from okrpress.site.later import Lazy, later
from okrpress.site.planned import Planned
from okrpress.site.tracing import shared
from okrpress.site.views import attention
from okrpress.site.views.alignment_maps import cycle_map_link
from okrpress.site.views.attendance import Attendance, cycle_attendance
from okrpress.site.views.attention import Concern
from okrpress.site.views.changes import LedgerRow, ledger_rows
from okrpress.site.views.compare import compare_links
from okrpress.site.views.cycle_facts import (
    Banner,
    cycle_banner,
    cycle_dates,
    cycle_parts,
    neighbours,
)
from okrpress.site.views.empty import Empty, no_objectives
from okrpress.site.views.explanations import ExplanationView, group_explanations
from okrpress.site.views.frame import Frame, make_frame
from okrpress.site.views.here import Here, Link, Site
from okrpress.site.views.parts import part_links
from okrpress.site.views.past import site_of
from okrpress.site.views.prose import prose
from okrpress.site.views.review_pages import has_review, review_link
from okrpress.site.views.reviews import (
    LessonView,
    MidCycleView,
    RetrospectiveView,
    lessons,
    mid_cycle_view,
    retrospective_view,
)
from okrpress.site.views.rows import (
    ObjectiveRow,
    Share,
    in_order,
    objective_row,
    rollup_in_words,
)
from okrpress.site.views.turnout import TurnoutView, turnout_view
from okrpress.site.views.words import cycle_name


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitGroup:
    """One unit's objectives in the cycle."""

    unit: Link
    share: Share
    objectives: tuple[ObjectiveRow, ...]


@dataclass(frozen=True, kw_only=True)
class CycleView(Lazy):
    """One cycle, or one part of a cycle that is too large for a page.

    What is said about the cycle as a whole (`whole`) stands on the first part only; units with
    their objectives, moved promises, reviews and lessons stand on the part that lists them.
    """

    frame: Frame
    title: str
    parts: tuple[Link, ...]
    part: int
    whole: bool
    dates: str
    banner: Banner
    about: Markup
    summary: str
    timeline: Chart | None
    statuses: Chart | None
    turnout: TurnoutView | None
    scores: Chart | None
    attendance: Attendance | None
    share: Share
    explanations: tuple[ExplanationView, ...]
    concerns: tuple[Concern, ...]
    concerns_left: str
    groups: tuple[UnitGroup, ...]
    map: Link | None
    empty: Empty | None
    ledger: tuple[LedgerRow, ...]
    mid_cycle_reviews: tuple[MidCycleView, ...]
    retrospectives: tuple[RetrospectiveView, ...]
    lessons: tuple[LessonView, ...]
    before: Link | None
    after: Link | None
    also: tuple[Link, ...]


class _Whole(NamedTuple):
    """What all parts of a cycle share; `counted` are those of its objectives that count."""

    cycle: Cycle
    objectives: list[ScoredObjective]
    counted: list[ScoredObjective]
    paths: tuple[str, ...]


def all_cycle_pages(site: Site) -> Iterator[Planned]:
    """The pages of all cycles."""
    for cycle in site.portfolio.cycles:
        yield from cycle_pages(site_of(site, cycle), cycle)


def cycle_pages(site: Site, id: str) -> Iterator[Planned]:
    """The page of a cycle, in as many parts as it needs; what they share is computed once."""
    parts = cycle_parts(site, id)

    @shared
    def whole() -> _Whole:
        objectives = [one for part in parts for folder in part for one in site.objectives(folder)]
        counted = counted_objectives(objectives)
        return _Whole(site.portfolio.cycles[id], objectives, counted, paths)

    paths = tuple(urls.cycle_path(id, number) for number in range(1, len(parts) + 1))
    for number, folders in enumerate(parts, 1):
        here = Here(site, paths[number - 1])
        make = partial(_cycle_view, here, whole, folders, number)
        yield Planned(here.path, "cycle.html", make)


def _cycle_view(
    here: Here, whole: Callable[[], _Whole], folders: tuple[UnitCycle, ...], part: int
) -> CycleView:
    """One part: `folders` are those that it lists. What is dear is made for the first part only."""
    site, (cycle, everything, counted, paths), is_first = here.site, whole(), part == 1
    rollup = site.scored.cycles[cycle.id]
    listed = {folder: site.objectives(folder) for folder in folders}
    objectives = [one for some in listed.values() for one in some]
    is_scored = is_first and cycle.has_ended(site.as_of)
    scores = _scores(here, cycle, counted) if is_scored else None
    is_urgent = is_first and cycle.end is not None  # nothing is late where there are no dates
    concerns = attention.urgent_in(site, cycle.id) if is_urgent else ()
    before, after = neighbours(site, cycle)
    name = cycle_name(cycle, here.fmt)
    return CycleView(
        frame=make_frame(
            here, _title(here.fmt, name, part, len(paths)), breadcrumb=(_archive(here),)
        ),
        title=name,
        parts=part_links(here, paths, part),
        part=part,
        whole=is_first,
        dates=cycle_dates(here, cycle),
        banner=cycle_banner(here, cycle),
        about=prose(here, cycle.body, file=cycle.file, level=2, ids=urls.section_id("about")),
        summary=_summary(here, len(everything), len(counted), rollup),
        timeline=later(_timeline, here, cycle),
        statuses=_statuses(here, rollup) if is_first and not scores else None,
        turnout=later(turnout_view, here, cycle) if is_first else None,
        scores=scores,
        attendance=later(cycle_attendance, here, cycle.id, folders),
        share=rollup_in_words(here, rollup),
        explanations=group_explanations(here, rollup, everything) if is_first else (),
        concerns=attention.most_urgent(here, concerns),
        concerns_left=_concerns_left(here.fmt, len(concerns)),
        groups=tuple(_group(here, folder, some) for folder, some in listed.items()),
        map=cycle_map_link(here, cycle.id) if everything else None,
        empty=None if everything else no_objectives(here, cycle),
        ledger=ledger_rows(here, objectives),
        mid_cycle_reviews=tuple(
            one for folder in folders if (one := mid_cycle_view(here, folder, level=3))
        ),
        retrospectives=tuple(
            held for folder in folders if (held := retrospective_view(here, folder, level=3))
        ),
        lessons=lessons(here, folders),
        before=here.cycle(before.id) if before else None,
        after=here.cycle(after.id) if after else None,
        also=later(also_about, here, cycle),
    )


def _title(fmt: Formatter, name: str, part: int, parts: int) -> str:
    if parts == 1:
        return name
    return fmt.say("{cycle}, part {part} of {parts}", cycle=name, part=part, parts=parts)


def also_about(here: Here, cycle: Cycle) -> tuple[Link, ...]:
    """What else there is about a cycle: its reviews, and how it compares with ones before."""
    reviews = (review_link(here, cycle.id),) if has_review(here.site, cycle) else ()
    return (*reviews, *compare_links(here, cycle))


def _archive(here: Here) -> Link:
    return Link(here.fmt.say("All cycles"), here.href(urls.CYCLES))


def _summary(here: Here, total: int, counted: int, rollup: Rollup) -> str:
    fmt = here.fmt
    said = {
        "objectives": fmt.plural(counted, "objective"),
        "key_results": fmt.plural(rollup.total, "key result"),
    }
    listed = total - counted
    if not listed:
        return fmt.say("{objectives} and {key_results} are counted.", **said)
    return fmt.count(
        listed,
        "{objectives} and {key_results} are counted; {n} more is listed only.",
        "{objectives} and {key_results} are counted; {n} more are listed only.",
        **said,
    )


def _concerns_left(fmt: Formatter, total: int) -> str:
    if total <= attention.SHOWN:
        return ""
    shown = fmt.number(attention.SHOWN)
    return fmt.say(
        "{shown} of {total}, the most urgent first", shown=shown, total=fmt.number(total)
    )


def _timeline(here: Here, cycle: Cycle) -> Chart | None:
    return charts.cycle_timeline(cycle, here.site.as_of, here.fmt, urls.section_id("timeline"))


def _statuses(here: Here, rollup: Rollup) -> Chart | None:
    if not rollup.counts:
        return None
    return charts.status_bar(rollup.counts, here.fmt, urls.section_id("status"))


def _scores(here: Here, cycle: Cycle, counted: list[ScoredObjective]) -> Chart | None:
    scores = [
        one.score for objective in counted for one in objective.key_results if one.key_result.counts
    ]
    if all(score is None for score in scores):
        return None
    thresholds = here.site.scored.thresholds(cycle.id)
    return charts.score_bar(scores, thresholds, here.fmt, urls.section_id("scores"))


def _group(here: Here, folder: UnitCycle, objectives: Iterable[ScoredObjective]) -> UnitGroup:
    rollup = here.site.scored.folders[folder]
    return UnitGroup(
        unit=here.unit(folder.unit),
        share=rollup_in_words(here, rollup),
        objectives=tuple(
            objective_row(here, one, urls.section_id(*one.ref[1:])) for one in in_order(objectives)
        ),
    )
