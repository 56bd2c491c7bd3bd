"""Two cycles side by side: scores, how they are spread, coverage, moved promises, what went on."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from heapq import nlargest
from typing import NamedTuple

from okrpress.insight.coverage import Turned
from okrpress.insight.outcomes import Carried, carried, promises_moved
from okrpress.insight.week_reports import Turnout
from okrpress.insight.week_tallies import turnout_of
from okrpress.insight.weeks import weeks_of
from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.model.okr import Cycle
from okrpress.scoring.figures import half_up
from okrpress.scoring.result import Rollup, ScoredKeyResult
from okrpress.scoring.rollup import counted_objectives
from okrpress.site import charts, urls
from okrpress.site.charts import Chart
from okrpress.site.planned import Planned
from okrpress.site.tracing import shared
from okrpress.site.views.cycle_facts import cycle_banner, cycle_dates, neighbours
from okrpress.site.views.frame import Frame, make_frame
from okrpress.site.views.here import Here, Link, Site
from okrpress.site.views.past import site_of_both
from okrpress.site.views.rows import Share, aim_in_words, key_result_link, rollup_in_words
from okrpress.site.views.words import StatusView, status_view

# Days between the starts of a cycle and of the same one a year before.
_YEAR = range(351, 380)

_CARRIED_SHOWN = 100
_UNITS_SHOWN = 100
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two cycles."""

    cycle: Link
    dates: str
    state: str
    share: Share
    chart: Chart | None
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLine:
    """A unit in both cycles; "n/a" where it has nothing in one, or nothing that has a value."""

    unit: Link
    before: Share
    after: Share
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedLine:
    """A key result of both cycles."""

    unit: Link
    before: Link
    before_status: StatusView
    before_share: str
    before_aim: str
    after: Link
    after_status: StatusView
    after_share: str
    after_aim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareView:
    """Two cycles, the older one first. `caveat` says where they are not alike."""

    frame: Frame
    title: str
    finding: str
    caveat: str
    before: Side
    after: Side
    units: tuple[UnitLine, ...]
    units_left: str
    has_changes: bool
    carried: tuple[CarriedLine, ...]
    carried_left: str


class Pair(NamedTuple):
    """Two cycles that are compared, the older one first."""

    before: str
    after: str


def pairs_of(site: Site, cycle: Cycle) -> tuple[Pair, ...]:
    """What a cycle is compared with: the one before of its length, and the one a year before.

    Only cycles that have begun and in which somebody pursues something.
    """
    if not _can_be_compared(site, cycle):
        return ()
    before, _ = neighbours(site, cycle)
    found = dict.fromkeys(
        one.id for one in (before, _year_before(site, cycle)) if one and _can_be_compared(site, one)
    )
    return tuple(Pair(one, cycle.id) for one in found)


def _can_be_compared(site: Site, cycle: Cycle) -> bool:
    return (
        cycle.start is not None and cycle.has_begun(site.as_of) and cycle.id in site.cycle_folders
    )


def _year_before(site: Site, cycle: Cycle) -> Cycle | None:
    """The same quarter (half, month) of the year before: as long, and begun a year earlier."""
    before, _ = neighbours(site, cycle)
    while before and before.start and cycle.start:
        age = (cycle.start - before.start).days
        if age in _YEAR:
            return before
        if age >= _YEAR.stop:
            return None
        before, _ = neighbours(site, before)
    return None


def compare_pages(site: Site) -> Iterator[Planned]:
    """A page for every pair of cycles."""
    for cycle in site.portfolio.cycles.values():
        for pair in pairs_of(site, cycle):
            here = Here(site_of_both(site, *pair), urls.compare_path(*pair))
            yield Planned(here.path, "compare.html", partial(_view, here, pair))


def compare_links(here: Here, cycle: Cycle) -> tuple[Link, ...]:
    """The ways from a cycle to the pages that compare it with one before."""
    return tuple(
        Link(
            here.fmt.say("Compare with {cycle}", cycle=here.cycle(pair.before).text),
            here.href(urls.compare_path(*pair)),
        )
        for pair in pairs_of(here.site, cycle)
        if here.site.whole is None or pair in pairs_of(here.site.whole, cycle)
    )


# ── the page ──────────────────────────────────────────────────────────────────────────────────


def _view(here: Here, pair: Pair) -> CompareView:
    fmt = here.fmt
    older, newer = here.cycle(pair.before), here.cycle(pair.after)
    title = fmt.say("{before} and {after}", before=older.text, after=newer.text)
    above = Link(fmt.say("All cycles"), here.href(urls.CYCLES))
    both = list(_carried(here, pair))
    pursuing = _units(here.site, pair)
    shown = _shown(here.site, pursuing, pair)
    units = tuple(_unit_line(here, unit, pair) for unit in shown)
    return CompareView(
        frame=make_frame(here, title, breadcrumb=(above,)),
        title=title,
        finding=_finding(here, pair),
        caveat=_caveat(here, pair),
        before=_side(here, pair.before),
        after=_side(here, pair.after),
        units=units,
        units_left=_units_left(here, len(pursuing)),
        has_changes=any(line.change for line in units),
        carried=tuple(_carried_line(here, one) for one in both[:_CARRIED_SHOWN]),
        carried_left=_left(here, len(both) - _CARRIED_SHOWN),
    )


def _finding(here: Here, pair: Pair) -> str:
    """The sentence of the page: how the two stand beside each other."""
    fmt, cycles = here.fmt, here.site.scored.cycles
    before, after = cycles[pair.before], cycles[pair.after]
    names = {"before": here.cycle(pair.before).text, "after": here.cycle(pair.after).text}
    if before.score is None or after.score is None:
        return fmt.say(
            "{before} stands at {one}, {after} at {other}.",
            one=rollup_in_words(here, before).text,
            other=rollup_in_words(here, after).text,
            **names,
        )
    change = after.score - before.score
    said = {**names, "one": fmt.score(before.score), "other": fmt.score(after.score)}
    if fmt.score(before.score) == fmt.score(after.score):
        return fmt.say("{before} and {after} both scored {one}.", **said)
    if change > 0:
        return fmt.say("{after} scored {other}, more than {before} with {one}.", **said)
    return fmt.say("{after} scored {other}, less than {before} with {one}.", **said)


def _caveat(here: Here, pair: Pair) -> str:
    """A cycle that still runs is not to be held against one that is over."""
    cycles = here.site.scored.cycles
    if (cycles[pair.before].score is None) == (cycles[pair.after].score is None):
        return ""
    return here.fmt.say(
        "One of the two is not graded yet: a score says how it ended, progress how far it is now."
    )


# ── a side ────────────────────────────────────────────────────────────────────────────────────


@shared
def _coverage(site: Site, cycle: str) -> Turned:
    """How many of the check-ins that were due in a cycle's weeks were made."""
    weeks, folders = weeks_of(site.portfolio.cycles[cycle], site.as_of), site.cycle_folders
    turnouts = turnout_of(site.scored, folders.get(cycle, ()), tuple(weeks), site.as_of)
    reported = turnouts[Turnout.REPORTED]
    return Turned(reported + turnouts[Turnout.MISSING], reported)


def _side(here: Here, id: str) -> Side:
    site, rollup = here.site, here.site.scored.cycles[id]
    cycle = site.portfolio.cycles[id]
    return Side(
        cycle=here.cycle(id),
        dates=cycle_dates(here, cycle),
        state=cycle_banner(here, cycle).word,
        share=rollup_in_words(here, rollup),
        chart=_chart(here, id, rollup),
        facts=_facts(here, id, rollup),
    )


def _chart(here: Here, id: str, rollup: Rollup) -> Chart | None:
    """How the scores are spread; of what is not graded, the statuses."""
    if rollup.score is None:
        ids = urls.section_id("status", id)
        return charts.status_bar(rollup.counts, here.fmt, ids) if rollup.counts else None
    objectives = [
        one
        for folder in here.site.cycle_folders.get(id, ())
        for one in here.site.objectives(folder)
    ]
    scores = [
        one.score
        for objective in counted_objectives(objectives)
        for one in objective.key_results
        if one.key_result.counts
    ]
    thresholds = here.site.scored.thresholds(id)
    return charts.score_bar(scores, thresholds, here.fmt, urls.section_id("scores", id))


def _facts(here: Here, id: str, rollup: Rollup) -> tuple[tuple[str, str], ...]:
    fmt, site = here.fmt, here.site
    refs = tuple(
        ref for folder in site.cycle_folders.get(id, ()) for ref in site.portfolio.by_folder[folder]
    )
    return (
        (fmt.say("Objectives"), fmt.number(len(refs))),
        (fmt.say("Key results counted"), fmt.number(rollup.total)),
        (
            fmt.say("Check-ins made, by the cadence of today"),
            fmt.percent(_coverage(site, id).share),
        ),
        (fmt.say("Promises that moved"), fmt.number(promises_moved(site.scored, refs))),
    )


# ── unit by unit ──────────────────────────────────────────────────────────────────────────────


def _units(site: Site, pair: Pair) -> list[str]:
    """The units that stand in either cycle, in their order."""
    found = {folder.unit for cycle in pair for folder in site.cycle_folders.get(cycle, ())}
    return sorted(found, key=lambda unit: site.order[unit])


def _shown(site: Site, units: Sequence[str], pair: Pair) -> list[str]:
    """Those whose score changed the most, in their order, where there are too many."""
    far = {unit: abs(_step(site, unit, pair) or _ZERO) for unit in units}
    chosen = set(nlargest(_UNITS_SHOWN, units, key=lambda unit: far[unit]))
    return [unit for unit in units if unit in chosen]


def _units_left(here: Here, count: int) -> str:
    if count <= _UNITS_SHOWN:
        return ""
    return here.fmt.say(
        "These are the {shown} of {total} units whose score changed the most. The others are on "
        "the pages of the two cycles.",
        shown=here.fmt.number(_UNITS_SHOWN),
        total=here.fmt.number(count),
    )


def _unit_line(here: Here, unit: str, pair: Pair) -> UnitLine:
    before, after = (here.site.scored.folders.get(UnitCycle(cycle, unit)) for cycle in pair)
    return UnitLine(
        unit=here.unit(unit),
        before=_share(here, before),
        after=_share(here, after),
        change=_change(here, _step(here.site, unit, pair)),
    )


def _share(here: Here, rollup: Rollup | None) -> Share:
    if rollup is None:
        return Share(text="", note=here.fmt.say("no objectives"))
    return rollup_in_words(here, rollup)


def _step(site: Site, unit: str, pair: Pair) -> Decimal | None:
    """Score minus score; a score and a progress are never subtracted from each other."""
    before, after = (site.scored.folders.get(UnitCycle(cycle, unit)) for cycle in pair)
    if before is None or after is None or before.score is None or after.score is None:
        return None
    return half_up(after.score, 2) - half_up(before.score, 2)


def _change(here: Here, step: Decimal | None) -> str:
    return "" if step is None else here.fmt.signed(step)


# ── what went on ──────────────────────────────────────────────────────────────────────────────


def _carried(here: Here, pair: Pair) -> Iterator[Carried]:
    for folder in here.site.cycle_folders.get(pair.before, ()):
        yield from carried(here.site.scored, folder, pair.after)


def _carried_line(here: Here, both: Carried) -> CarriedLine:
    before, after, fmt = both.before, both.after, here.fmt
    return CarriedLine(
        unit=here.unit(before.ref.unit),
        before=key_result_link(here, before),
        before_status=status_view(before.status, fmt),
        before_share=_how_far(here, before),
        before_aim=aim_in_words(fmt, before),
        after=key_result_link(here, after),
        after_status=status_view(after.status, fmt),
        after_share=_how_far(here, after),
        after_aim=aim_in_words(fmt, after),
    )


def _how_far(here: Here, scored: ScoredKeyResult) -> str:
    """The score, or progress in percent: one look tells which."""
    if scored.score is not None:
        return here.fmt.score(scored.score)
    return here.fmt.percent(scored.progress if scored.raw is None else scored.raw)


def _left(here: Here, left: int) -> str:
    if left < 1:
        return ""
    return here.fmt.count(
        left,
        "{n} more key result is on both cycles' pages.",
        "{n} more key results are on both cycles' pages.",
    )
