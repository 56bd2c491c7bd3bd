"""Whether check-ins come: the running week of a cycle in a sentence."""

from okrpress.insight.week_tallies import turnout_of
from okrpress.insight.weeks import week_of
from okrpress.model.frozen import dataclass
from okrpress.model.okr import Cycle
from okrpress.site import urls
from okrpress.site.tracing import shared
from okrpress.site.views.here import Here, Link, Site
from okrpress.site.views.weekly_rows import coverage_sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnoutView:
    """The week's board, and how many of the key results that were due are in."""

    link: Link
    sentence: str


def turnout_view(here: Here, cycle: Cycle) -> TurnoutView | None:
    """The turnout of a running cycle; None where nothing was due this week, or ever will be."""
    sentence = _sentence(here.site, cycle.id) if cycle in here.site.running else ""
    if not sentence:
        return None
    text = here.fmt.say("Check-ins of this week")
    return TurnoutView(link=Link(text, here.href(urls.CHECK_INS)), sentence=sentence)


@shared
def _sentence(site: Site, cycle: str) -> str:
    weeks, folders = (week_of(site.as_of),), site.cycle_folders.get(cycle, ())
    counts = turnout_of(site.scored, folders, weeks, site.as_of)
    return coverage_sentence(site.fmt, counts) if any(counts.values()) else ""
