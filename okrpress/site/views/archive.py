"""The list of all cycles, the newest first."""

from collections.abc import Iterator
from dataclasses import dataclass

from okrpress.model.okr import Cycle
from okrpress.site import urls
from okrpress.site.views.compare import compare_links
from okrpress.site.views.cycle import Banner, cycle_banner, cycle_dates
from okrpress.site.views.empty import Empty, no_cycles
from okrpress.site.views.frame import Frame, make_frame
from okrpress.site.views.here import Here, Link, Site
from okrpress.site.views.review_pages import has_review, review_link
from okrpress.site.views.rows import ShareView, rollup_share
from okrpress.site.views.words import status_counts


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
    empty: Empty | None


def archive_view(site: Site) -> ArchiveView:
    """The page as of the site's date."""
    here = Here(site, urls.CYCLES)
    cycles = cycle_rows(here)
    return ArchiveView(
        frame=make_frame(here, site.fmt.say("All cycles")),
        cycles=cycles,
        empty=None if cycles else no_cycles(here),
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
        also=tuple(_also(here, cycle)),
    )


def _also(here: Here, cycle: Cycle) -> Iterator[Link]:
    """What else there is about a cycle."""
    if has_review(here.site, cycle):
        yield review_link(here, cycle.id)
    yield from compare_links(here, cycle)
