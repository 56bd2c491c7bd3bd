"""Cards to embed: one objective in a frame on somebody else's page."""

from collections.abc import Iterator
from functools import partial

from okrpress.model.frozen import dataclass
from okrpress.model.ids import ObjectiveRef
from okrpress.site import urls
from okrpress.site.planned import Planned
from okrpress.site.views.frame import Frame, make_frame
from okrpress.site.views.here import Here, Site
from okrpress.site.views.rows import KeyResultRow, ObjectiveRow, key_result_row, objective_row

_KEY_RESULTS = 5  # in a card; more are a page


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedView:
    """One objective, small."""

    frame: Frame
    row: ObjectiveRow
    key_results: tuple[KeyResultRow, ...]
    left: str


def embed_pages(site: Site) -> Iterator[Planned]:
    """A card for every objective of a running cycle: what is over is linked to, not embedded."""
    running = {cycle.id for cycle in site.running}
    for ref in site.portfolio.objectives:
        if ref.cycle in running:
            yield Planned(urls.embed_path(ref), "embed.html", partial(_embed, site, ref))


def _embed(site: Site, ref: ObjectiveRef) -> EmbedView:
    here = Here(site, urls.embed_path(ref))
    scored = site.scored.objectives[ref]
    left = len(scored.key_results) - _KEY_RESULTS
    return EmbedView(
        frame=make_frame(here, scored.objective.title),
        row=objective_row(here, scored, "_card"),
        key_results=tuple(
            key_result_row(here, one, urls.section_id("card", one.ref.key_result))
            for one in scored.key_results[:_KEY_RESULTS]
        ),
        left=here.fmt.count(left, "{n} more key result", "{n} more key results")
        if left > 0
        else "",
    )
