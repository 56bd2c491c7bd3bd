"""One page of paper for the board: how a running cycle stands, and what needs a decision."""

from collections.abc import Iterator

from okrpress.model.frozen import dataclass
from okrpress.model.okr import Cycle
from okrpress.scoring.rollup import counted_objectives
from okrpress.site import charts, urls
from okrpress.site.charts import Chart
from okrpress.site.planned import Planned
from okrpress.site.views.attention import Concern, most_urgent, urgent_in
from okrpress.site.views.frame import Frame, make_frame
from okrpress.site.views.here import Here, Link, Site
from okrpress.site.views.rows import ObjectiveRow, in_order, objective_row, rollup_in_words

_OBJECTIVES = 20  # that fit on a sheet of A4 with the rest
_CONCERNS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class OnePageView:
    """`left` says what the sheet has no room for, and where it is."""

    frame: Frame
    title: str
    week: str
    progress: str
    statuses: Chart | None
    concerns: tuple[Concern, ...]
    objectives: tuple[ObjectiveRow, ...]
    left: str
    cycle: Link


def one_page_pages(site: Site) -> Iterator[Planned]:
    """A sheet for every running cycle."""
    for cycle in site.running:
        yield Planned(urls.one_page_path(cycle.id), "one-page.html", _Make(site, cycle))


@dataclass(frozen=True, slots=True)
class _Make:
    site: Site
    cycle: Cycle

    def __call__(self) -> OnePageView:
        """The sheet of one cycle: objectives by the attention they ask for."""
        site, cycle = self.site, self.cycle
        here = Here(site, urls.one_page_path(cycle.id))
        folders = site.cycle_folders.get(cycle.id, ())
        objectives = [one for folder in folders for one in site.objectives(folder)]
        shown = list(in_order(list(counted_objectives(objectives))))
        rollup = site.scored.cycles[cycle.id]
        left = len(shown) - _OBJECTIVES
        assert cycle.start is not None and cycle.end is not None  # a running cycle is dated
        return OnePageView(
            frame=make_frame(here, here.fmt.say("One page"), breadcrumb=(here.cycle(cycle.id),)),
            title=here.cycle(cycle.id).text,
            week=here.fmt.cycle_week(cycle.start, cycle.end, site.as_of),
            progress=rollup_in_words(here, rollup).text,
            statuses=charts.status_bar(rollup.counts, here.fmt, "_sheet")
            if rollup.counts
            else None,
            concerns=most_urgent(here, urgent_in(site, cycle.id))[:_CONCERNS],
            objectives=tuple(
                objective_row(here, one, urls.section_id("sheet", *one.ref))
                for one in shown[:_OBJECTIVES]
            ),
            left=here.fmt.count(
                left,
                "{n} more objective is on the cycle's page.",
                "{n} more objectives are on the cycle's page.",
            )
            if left > 0
            else "",
            cycle=here.cycle(cycle.id),
        )
