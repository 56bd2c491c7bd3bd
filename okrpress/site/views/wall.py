"""The wall: the running cycles in letters that can be read from across a room, one after another.

It turns by style sheet alone, can be stopped, and stands still for who asked for less motion.
"""

from okrpress.model.frozen import dataclass
from okrpress.scoring.result import ScoredObjective
from okrpress.scoring.rollup import counted_objectives
from okrpress.site import charts, urls
from okrpress.site.charts import Chart
from okrpress.site.formatting import Formatter
from okrpress.site.views.attention import Concern, most_urgent, urgent_in
from okrpress.site.views.empty import Empty, no_running_cycle
from okrpress.site.views.frame import Frame, make_frame
from okrpress.site.views.here import Here, Site
from okrpress.site.views.rows import ObjectiveRow, in_order, objective_row

SLIDES = 6
"""At most so many: the style sheet knows how to turn that many."""
_OBJECTIVES = 5  # on one slide
_CONCERNS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One of: counts of a cycle, what needs attention, or some objectives.

    `left` says, on the last of these, what the slides have no room for.
    """

    title: str
    note: str
    statuses: Chart | None = None
    concerns: tuple[Concern, ...] = ()
    objectives: tuple[ObjectiveRow, ...] = ()
    left: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WallView:
    """The slides; without any, `empty` says why."""

    frame: Frame
    slides: tuple[Slide, ...]
    empty: Empty | None


def wall_view(site: Site) -> WallView:
    """The page as of the site's date: the shortest running cycle in full."""
    here = Here(site, urls.WALL)
    folders = [folder for cycle in site.running for folder in site.cycle_folders.get(cycle.id, ())]
    objectives = [one for folder in folders for one in site.objectives(folder)]
    slides = [*_counts(here), *_attention(here)]
    first = site.running[0].id if site.running else ""
    shown = list(counted_objectives(in_order([o for o in objectives if o.ref.cycle == first])))
    room = (SLIDES - len(slides)) * _OBJECTIVES
    starts = range(0, min(len(shown), room), _OBJECTIVES)
    left = max(0, len(shown) - room)
    more = here.fmt.count(left, "{n} more objective", "{n} more objectives") if left else ""
    for part, start in enumerate(starts, 1):
        rows = shown[start : start + _OBJECTIVES]
        slides.append(
            Slide(
                title=_objectives_title(here.fmt, part, len(starts)),
                note=here.cycle(first).text,
                objectives=tuple(_row(here, one) for one in rows),
                left=more if part == len(starts) else "",
            )
        )
    return WallView(
        frame=make_frame(here, here.fmt.say("Wall")),
        slides=tuple(slides[:SLIDES]),
        empty=None if slides else no_running_cycle(here),
    )


def _objectives_title(fmt: Formatter, part: int, parts: int) -> str:
    if parts == 1:
        return fmt.say("Objectives")
    return fmt.say("Objectives, {part} of {parts}", part=part, parts=parts)


def _row(here: Here, one: ScoredObjective) -> ObjectiveRow:
    return objective_row(here, one, urls.section_id("wall", *one.ref))


def _counts(here: Here) -> list[Slide]:
    """Up to two running cycles, each on a slide."""
    slides = []
    for cycle in here.site.running[:2]:
        counts = here.site.scored.cycles[cycle.id].counts
        assert cycle.start is not None and cycle.end is not None  # a running cycle is dated
        slides.append(
            Slide(
                title=here.cycle(cycle.id).text,
                note=here.fmt.cycle_week(cycle.start, cycle.end, here.site.as_of),
                statuses=charts.status_bar(counts, here.fmt, urls.section_id("wall", cycle.id))
                if counts
                else None,
            )
        )
    return slides


def _attention(here: Here) -> list[Slide]:
    site = here.site
    concerns = [one for cycle in site.running for one in urgent_in(site, cycle.id)]
    if not concerns:
        return []
    return [
        Slide(
            title=here.fmt.say("Needs attention"),
            note=here.fmt.plural(len(concerns), "key result"),
            concerns=most_urgent(here, concerns)[:_CONCERNS],
        )
    ]
