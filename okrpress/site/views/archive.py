"""The list of all cycles, the newest first."""

from collections.abc import Iterable
from decimal import Decimal

from okrpress.model.frozen import dataclass
from okrpress.model.okr import Cycle
from okrpress.site import urls
from okrpress.site.charts.chart import Column as Heading
from okrpress.site.charts.chart import Table
from okrpress.site.charts.columns import Column, columns_chart
from okrpress.site.charts.plot import Text
from okrpress.site.views.cycle import also_about
from okrpress.site.views.cycle_facts import Banner, cycle_banner, cycle_dates, length_of
from okrpress.site.views.empty import Empty, no_cycles
from okrpress.site.views.figures import Figure
from okrpress.site.views.frame import Frame, make_frame
from okrpress.site.views.here import Here, Link, Site
from okrpress.site.views.rows import ShareView, rollup_share
from okrpress.site.views.words import status_counts

OUTCOMES = 12
"""The drawing shows so many cycles, the newest: three years of quarters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleRow:
    """A cycle on a line."""

    link: Link
    dates: str
    banner: Banner
    objectives: str
    key_results: str
    counts: str
    share: ShareView
    also: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveView:
    """All cycles."""

    frame: Frame
    cycles: tuple[CycleRow, ...]
    outcomes: Figure | None
    empty: Empty | None


def archive_view(site: Site) -> ArchiveView:
    """The page as of the site's date."""
    here = Here(site, urls.CYCLES)
    cycles = cycle_rows(here)
    return ArchiveView(
        frame=make_frame(here, site.fmt.say("All cycles")),
        cycles=cycles,
        outcomes=_outcomes(here),
        empty=None if cycles else no_cycles(here),
    )


def _outcomes(here: Here) -> Figure | None:
    """The scores of cycles as long as the newest that has one; None with fewer than two."""
    graded = _graded(here.site)
    if len(graded) < 2:
        return None
    fmt, scores = here.fmt, [here.site.scored.cycles[one.id].score for one in graded]
    title = fmt.say("How cycles ended")
    places = [
        Column(here.cycle(one.id).text, score, fmt.score(score))
        for one, score in zip(graded, scores, strict=True)
    ]
    finding = fmt.say(
        "{cycle} ended with a score of {score}, {before} with {other}.",
        cycle=places[-1].name,
        score=places[-1].number,
        before=places[-2].name,
        other=places[-2].number,
    )
    ticks = [fmt.score(tick) for tick in (Decimal(0), Decimal("0.5"), Decimal(1))]
    words = Text(title, finding, _outcomes_table(here, title, graded))
    ids = urls.section_id("outcomes")
    return Figure(title=title, chart=columns_chart(places, ticks, ids, words, top=Decimal(1)))


def _graded(site: Site) -> list[Cycle]:
    """The newest cycles with a score, the oldest first, of one length."""
    cycles = site.portfolio.cycles.values()
    graded = [one for one in cycles if site.scored.cycles[one.id].score is not None]
    length = length_of(graded[-1]) if graded else None
    return [one for one in graded if length_of(one) == length][-OUTCOMES:]


def _outcomes_table(here: Here, title: str, cycles: Iterable[Cycle]) -> Table:
    fmt, rollups = here.fmt, here.site.scored.cycles
    return Table(
        caption=title,
        columns=(
            Heading(fmt.say("Cycle")),
            Heading(fmt.say("Score"), is_number=True),
            Heading(fmt.say("Key results")),
        ),
        rows=tuple(
            (
                here.cycle(one.id).text,
                fmt.score(rollups[one.id].score),
                status_counts(rollups[one.id].counts, fmt),
            )
            for one in cycles
        ),
    )


def cycle_rows(here: Here) -> tuple[CycleRow, ...]:
    """Every cycle, the newest first."""
    return tuple(
        _row(here, cycle) for cycle in reversed(tuple(here.site.portfolio.cycles.values()))
    )


def _row(here: Here, cycle: Cycle) -> CycleRow:
    site, rollup = here.site, here.site.scored.cycles[cycle.id]
    folders = site.cycle_folders.get(cycle.id, ())
    objectives = sum(len(site.portfolio.by_folder[folder]) for folder in folders)
    return CycleRow(
        link=here.cycle(cycle.id),
        dates=cycle_dates(here, cycle),
        banner=cycle_banner(here, cycle),
        objectives=here.fmt.plural(objectives, "objective"),
        key_results=here.fmt.plural(rollup.total, "key result"),
        counts=status_counts(rollup.counts, here.fmt),
        share=rollup_share(here, rollup, urls.section_id("cycle", cycle.id)),
        also=also_about(here, cycle),
    )
