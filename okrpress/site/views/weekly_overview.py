"""The week of a company too large for one page: what asks for attention, and units in numbers."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from heapq import nlargest, nsmallest
from itertools import islice

from okrpress.insight.units import unit_depths
from okrpress.insight.week_reports import Report, reports_in
from okrpress.insight.week_tallies import Tally, depth, turnout_in
from okrpress.model.ids import KeyResultRef
from okrpress.model.observations import CheckIn
from okrpress.scoring.arithmetic import ZERO
from okrpress.scoring.result import ScoredObjective
from okrpress.site import urls
from okrpress.site.tracing import looked_up
from okrpress.site.views.here import Here, Link, Site
from okrpress.site.views.parts import part_links
from okrpress.site.views.weekly_board import (
    SHOWN,
    Left,
    UnitRow,
    WeekView,
    all_years,
    as_it_stood,
    cadence_note,
    kept_in_words,
    unchanged_in_words,
    week_beside,
    week_frame,
    week_in_words,
)
from okrpress.site.views.weekly_calendar import (
    WeekPage,
    tallies_by,
    unit_tallies,
    unit_week_links,
)
from okrpress.site.views.weekly_rows import (
    MovedRow,
    Saying,
    coverage_chart,
    decisions_taken,
    each_saying,
    moved_promises,
    moved_row,
)
from okrpress.tuples import new


def overview_view(here: Here, page: WeekPage) -> WeekView:
    """The overview of a week, or a part of it, which has units alone."""
    eyebrow, title = week_in_words(here, page)
    here = as_it_stood(here, page)
    listed = WeekView(
        frame=week_frame(here, page),
        eyebrow=eyebrow,
        title=title,
        part=page.part,
        parts=part_links(here, page.paths, page.part),
        rows=_rows(here, page),
    )
    return _with_what_matters(here, page, listed) if page.part == 1 else listed


def _with_what_matters(here: Here, page: WeekPage, listed: WeekView) -> WeekView:
    """The first part: what somebody should know of the whole company."""
    site, week = here.site, page.week
    folders = [folder for unit in page.units for folder in unit.folders]
    tally = tallies_by(site)
    tallies = [tally(folder, week) for folder in folders]
    turnout = turnout_in(tallies)
    check_ins = _highest_first(site, [one for found in tallies for one in found.check_ins])
    moved, falls = _news(here, page, tallies)
    blockers, wins = (_first_said(here, check_ins, kind) for kind in ("blockers", "wins"))
    taken, kept = decisions_taken(here, folders, week)
    promises = moved_promises(here, _promised(site, tallies), week)
    return replace(
        listed,
        coverage=coverage_chart(here.fmt, turnout, urls.section_id("coverage")),
        not_due="" if any(turnout.values()) else here.fmt.say("No check-in was due in this week."),
        cadence_note=cadence_note(here, page),
        moved=moved,
        unchanged=unchanged_in_words(here, sum([one.unchanged for one in tallies])),
        blockers=blockers,
        falls=falls,
        taken=taken[:SHOWN],
        kept=kept_in_words(here, kept),
        promises=promises[:SHOWN],
        wins=wins,
        left=Left(
            blockers=_left(here, sum([one.blockers for one in tallies])),
            falls=_falls_left(here, sum([len(one.fell) for one in tallies])),
            moved=_moved_left(here, sum([len(one.told) for one in tallies])),
            taken=_decided_left(here, len(taken)),
            promises=_promises_left(here, len(promises)),
            wins=_wins_left(here, sum([one.wins for one in tallies])),
        ),
        quiet=not check_ins,
        before=week_beside(here, page, page.before),
        after=week_beside(here, page, page.after),
        years=all_years(here),
    )


def _first_said(here: Here, check_ins: Iterable[CheckIn], kind: str) -> tuple[Saying, ...]:
    return tuple(islice(each_saying(here, check_ins, kind), SHOWN))


def _news(
    here: Here, page: WeekPage, tallies: Sequence[Tally]
) -> tuple[tuple[MovedRow, ...], tuple[MovedRow, ...]]:
    """The largest steps, and the deepest falls of confidence."""
    stepped = _largest(tallies)
    falls = nsmallest(SHOWN, (fall for one in tallies for fall in one.fell), key=depth)
    fallen = [one.ref for one in falls]
    reports = _reports(here.site, page, stepped.union(fallen))
    moved = [ref for ref in reports if ref in stepped][:SHOWN]
    rows = {ref: moved_row(here, reports[ref]) for ref in dict.fromkeys((*moved, *fallen))}
    return tuple(rows[ref] for ref in moved), tuple(rows[ref] for ref in fallen)


def _largest(tallies: Iterable[Tally]) -> set[KeyResultRef]:
    """The key results with the largest steps: so many as are shown, and those that equal them."""
    tops = [(max(one.steps), one) for one in tallies if one.steps]
    least = min(nlargest(SHOWN, [top for top, _ in tops]), default=ZERO)
    near = [one for top, one in tops if top >= least]  # none of the others has one of them
    least = min(nlargest(SHOWN, [step for one in near for step in one.steps]), default=ZERO)
    return {
        ref for one in near for ref, step in zip(one.told, one.steps, strict=True) if step >= least
    }


@looked_up
def _heights(site: Site) -> Mapping[str, int]:
    """How many units lie above each."""
    return unit_depths(site.portfolio)


def _highest_first(site: Site, check_ins: Iterable[CheckIn]) -> list[CheckIn]:
    """What was said high up in the company comes first: there is room for some of it."""
    heights = _heights(site)
    return sorted(check_ins, key=lambda one: heights[one.unit_cycle.unit])


def _reports(site: Site, page: WeekPage, among: set[KeyResultRef]) -> dict[KeyResultRef, Report]:
    """The largest step first."""
    folders, tally = {ref.objective_ref.unit_cycle for ref in among}, tallies_by(site)
    own = [one for folder in folders for one in tally(folder, page.week).check_ins]
    found = reports_in(site.scored, own, page.week, among)
    return {report.scored.ref: report for report in found}


def _promised(site: Site, tallies: Iterable[Tally]) -> list[ScoredObjective]:
    return [site.scored.objectives[ref] for one in tallies for ref in one.promised]


def _rows(here: Here, page: WeekPage) -> tuple[UnitRow, ...]:
    link, tally, week = unit_week_links(here, page.week), unit_tallies(here.site), page.week
    number = cache(partial(_number, here))
    return tuple([_row(link(unit), tally(folders, week), number) for unit, folders in page.here])


def _row(unit: Link, one: Tally, number: Callable[[int], str]) -> UnitRow:
    values = (
        unit,
        number(one.due),
        number(one.reported),
        number(len(one.missing)),
        number(len(one.told)),
        number(len(one.fell)),
        number(one.blockers),
        number(one.wins),
    )
    return new(UnitRow, values)


def _number(here: Here, count: int) -> str:
    return here.fmt.number(count) if count else ""


# ── what is left out ──────────────────────────────────────────────────────────────────────────


def _left(here: Here, count: int) -> str:
    if count <= SHOWN:
        return ""
    return here.fmt.count(
        count - SHOWN,
        "{n} more thing stands in the way: it is with its unit, below.",
        "{n} more things stand in the way: they are with their units, below.",
    )


def _falls_left(here: Here, count: int) -> str:
    if count <= SHOWN:
        return ""
    return here.fmt.count(
        count - SHOWN,
        "Confidence fell in {n} more key result: it is with its unit, below.",
        "Confidence fell in {n} more key results: they are with their units, below.",
    )


def _moved_left(here: Here, count: int) -> str:
    if count <= SHOWN:
        return ""
    return here.fmt.count(
        count - SHOWN,
        "{n} more key result moved: it is with its unit, below.",
        "{n} more key results moved: they are with their units, below.",
    )


def _decided_left(here: Here, count: int) -> str:
    if count <= SHOWN:
        return ""
    return here.fmt.count(
        count - SHOWN,
        "{n} more decision is in the reviews of its cycle.",
        "{n} more decisions are in the reviews of their cycles.",
    )


def _promises_left(here: Here, count: int) -> str:
    if count <= SHOWN:
        return ""
    return here.fmt.count(
        count - SHOWN,
        "{n} more promise moved: it is on the page of its objective.",
        "{n} more promises moved: they are on the pages of their objectives.",
    )


def _wins_left(here: Here, count: int) -> str:
    if count <= SHOWN:
        return ""
    return here.fmt.count(
        count - SHOWN,
        "{n} more win is with its unit, below.",
        "{n} more wins are with their units, below.",
    )
