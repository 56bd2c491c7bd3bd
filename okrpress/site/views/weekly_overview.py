"""The week of a company too large for one page: what asks for attention, and units in numbers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from heapq import nsmallest

from okrpress.insight.units import unit_depths
from okrpress.insight.week_reports import Report, Turnout, reports_in
from okrpress.insight.week_tallies import Tally, Told
from okrpress.model.ids import KeyResultRef
from okrpress.model.observations import CheckIn
from okrpress.scoring.result import ScoredObjective
from okrpress.site import urls
from okrpress.site.tracing import looked_up
from okrpress.site.views.here import Here, Site
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
    Pursuing,
    WeekPage,
    check_ins_during,
    tally,
    unit_week_link,
)
from okrpress.site.views.weekly_rows import (
    MovedRow,
    coverage_chart,
    decisions_taken,
    moved_promises,
    moved_row,
    sayings,
)


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
        rows=tuple(_row(here, unit, page) for unit in page.here),
    )
    return _with_what_matters(here, page, listed) if page.part == 1 else listed


def _with_what_matters(here: Here, page: WeekPage, listed: WeekView) -> WeekView:
    """The first part: what somebody should know of the whole company."""
    site, week = here.site, page.week
    folders = [folder for unit in page.units for folder in unit.folders]
    tallies = [tally(site, folder, week) for folder in folders]
    turnout = _turnout(tallies)
    check_ins = _highest_first(site, check_ins_during(site, folders, week, page.today))
    moved, falls = _news(here, page, tallies, check_ins)
    blockers, wins = (sayings(here, check_ins, kind) for kind in ("blockers", "wins"))
    taken, kept = decisions_taken(here, folders, week)
    promises = moved_promises(here, _objectives(site, page.units), week)
    return replace(
        listed,
        coverage=coverage_chart(here.fmt, turnout, urls.section_id("coverage")),
        not_due="" if any(turnout.values()) else here.fmt.say("No check-in was due in this week."),
        cadence_note=cadence_note(here, page),
        moved=moved,
        unchanged=unchanged_in_words(here, sum(one.unchanged for one in tallies)),
        blockers=blockers[:SHOWN],
        falls=falls,
        taken=taken[:SHOWN],
        kept=kept_in_words(here, kept),
        promises=promises[:SHOWN],
        wins=wins[:SHOWN],
        left=Left(
            blockers=_left(here, len(blockers)),
            falls=_falls_left(here, sum(told.fell for one in tallies for told in one.told)),
            moved=_moved_left(here, sum(len(one.told) for one in tallies)),
            taken=_decided_left(here, len(taken)),
            promises=_promises_left(here, len(promises)),
            wins=_wins_left(here, len(wins)),
        ),
        quiet=not check_ins,
        before=week_beside(here, page, page.before),
        after=week_beside(here, page, page.after),
        years=all_years(here),
    )


def _news(
    here: Here, page: WeekPage, tallies: Iterable[Tally], check_ins: Iterable[CheckIn]
) -> tuple[tuple[MovedRow, ...], tuple[MovedRow, ...]]:
    """The largest steps, and the deepest falls of confidence."""
    told = [one for found in tallies for one in found.told]
    moved = nsmallest(SHOWN, told)
    falls = nsmallest(SHOWN, (one for one in told if one.fell), key=_depth)
    reports = _reports(here.site, check_ins, page, [*moved, *falls])
    rows = {ref: moved_row(here, report) for ref, report in reports.items()}
    return tuple(rows[one.ref] for one in moved), tuple(rows[one.ref] for one in falls)


def _turnout(tallies: Iterable[Tally]) -> Counter[Turnout]:
    found: Counter[Turnout] = Counter()
    for one in tallies:
        found.update(one.turnout)
    return found


def _depth(told: Told) -> tuple[Decimal, str]:
    return told.change, told.name


@looked_up
def _heights(site: Site) -> Mapping[str, int]:
    """How many units lie above each."""
    return unit_depths(site.portfolio)


def _highest_first(site: Site, check_ins: Iterable[CheckIn]) -> list[CheckIn]:
    """What was said high up in the company comes first: there is room for some of it."""
    heights = _heights(site)
    return sorted(check_ins, key=lambda one: heights[one.unit_cycle.unit])


def _reports(
    site: Site, check_ins: Iterable[CheckIn], page: WeekPage, told: Iterable[Told]
) -> dict[KeyResultRef, Report]:
    among = {one.ref for one in told}
    folders = {ref.objective_ref.unit_cycle for ref in among}
    own = [one for one in check_ins if one.unit_cycle in folders]
    found = reports_in(site.scored, own, page.week, among)
    return {report.scored.ref: report for report in found}


def _objectives(site: Site, units: Iterable[Pursuing]) -> Iterator[ScoredObjective]:
    for unit in units:
        for folder in unit.folders:
            yield from site.objectives(folder)


def _row(here: Here, unit: Pursuing, page: WeekPage) -> UnitRow:
    site, number = here.site, here.fmt.number
    tallies = [tally(site, folder, page.week) for folder in unit.folders]
    check_ins = check_ins_during(site, unit.folders, page.week, page.today)
    turnout = _turnout(tallies)
    counts = (
        sum(turnout.values()),
        turnout[Turnout.REPORTED],
        turnout[Turnout.MISSING],
        sum(len(one.told) for one in tallies),
        sum(told.fell for one in tallies for told in one.told),
        sum(len(one.blockers) for one in check_ins),
        sum(len(one.wins) for one in check_ins),
    )
    due, reported, missing, moved, falls, blockers, wins = (
        number(one) if one else "" for one in counts
    )
    return UnitRow(
        unit=unit_week_link(here, unit.unit, page.week),
        due=due,
        reported=reported,
        missing=missing,
        moved=moved,
        falls=falls,
        blockers=blockers,
        wins=wins,
    )


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
