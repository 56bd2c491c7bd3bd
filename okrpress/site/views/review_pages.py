"""The reviews of a cycle: what mid-cycle decided, how everything closed, what became of it."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from okrpress.insight.due.debts import mid_cycle_day, retrospective_day
from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.model.okr import Cycle, State
from okrpress.model.portfolio import UnitKind
from okrpress.scoring.rollup import counted_objectives
from okrpress.site import charts, urls
from okrpress.site.charts import Chart
from okrpress.site.planned import Planned
from okrpress.site.views.cycle_facts import cycle_banner, neighbours
from okrpress.site.views.empty import Empty
from okrpress.site.views.frame import Frame, make_frame
from okrpress.site.views.here import Here, Link, Site
from okrpress.site.views.parts import in_parts, part_links
from okrpress.site.views.past import site_of
from okrpress.site.views.review_rows import UnitReview, unit_review

_OBJECTIVES_A_PAGE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingReview:
    """A review whose day is over and that some units have not held; `kind` says which."""

    kind: str
    units: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """The reviews of one cycle, or of the units of one part of it.

    `scores` and `held` are about the whole cycle and stand on the first part.
    """

    frame: Frame
    eyebrow: str
    title: str
    state: str
    parts: tuple[Link, ...]
    part: int
    held: tuple[str, ...]
    scores: Chart | None
    missing: tuple[MissingReview, ...]
    units: tuple[UnitReview, ...]
    empty: Empty | None
    cycle: Link


def review_pages(site: Site) -> Iterator[Planned]:
    """A page for every cycle that has begun and in which somebody pursues something."""
    for cycle in site.portfolio.cycles.values():
        if has_review(site, cycle):
            yield from _pages(site_of(site, cycle.id), cycle)


def has_review(site: Site, cycle: Cycle) -> bool:
    """Whether a cycle has a page of reviews: it has begun, and is dated or was reviewed."""
    if cycle.id not in site.cycle_folders or not cycle.has_begun(site.as_of):
        return False
    held = (*site.portfolio.mid_cycle_reviews, *site.portfolio.retrospectives)
    return cycle.start is not None or any(folder.cycle == cycle.id for folder in held)


def review_link(here: Here, cycle: str) -> Link:
    """A link to the reviews of a cycle."""
    return Link(here.fmt.say("Reviews"), here.href(urls.review_path(cycle)))


def _pages(site: Site, cycle: Cycle) -> Iterator[Planned]:
    folders = site.cycle_folders.get(cycle.id, ())
    parts = in_parts(folders, lambda one: len(site.portfolio.by_folder[one]), _OBJECTIVES_A_PAGE)
    paths = [urls.review_path(cycle.id, number + 1) for number in range(len(parts))]
    for number, (path, folders) in enumerate(zip(paths, parts, strict=True), 1):
        make = partial(_view, Here(site, path), cycle, paths, folders, number)
        yield Planned(path, "review.html", make)


def _view(
    here: Here, cycle: Cycle, paths: Sequence[str], folders: Sequence[UnitCycle], part: int
) -> ReviewView:
    name, fmt = here.cycle(cycle.id).text, here.fmt
    _, after = neighbours(here.site, cycle)
    units = tuple(one for folder in folders if (one := unit_review(here, folder, after)))
    is_first = part == 1
    title = fmt.say("Reviews of {cycle}", cycle=name)
    if len(paths) > 1:
        title = fmt.say(
            "Reviews of {cycle}, part {part} of {parts}", cycle=name, part=part, parts=len(paths)
        )
    return ReviewView(
        frame=make_frame(here, title, breadcrumb=(_archive(here), here.cycle(cycle.id))),
        eyebrow=fmt.say("Reviews"),
        title=name,
        state=cycle_banner(here, cycle).sentence,
        parts=part_links(here, paths, part),
        part=part,
        held=_held(here, cycle) if is_first else (),
        scores=_scores(here, cycle) if is_first else None,
        missing=_missing(here, cycle, folders),
        units=units,
        empty=None if units else _nothing_yet(here, cycle),
        cycle=here.cycle(cycle.id),
    )


def _archive(here: Here) -> Link:
    return Link(here.fmt.say("All cycles"), here.href(urls.CYCLES))


# ── who has held one ──────────────────────────────────────────────────────────────────────────


def _reviewing(site: Site, folders: Iterable[UnitCycle]) -> list[UnitCycle]:
    """Teams that pursue something: a person's own objectives owe no reviews."""
    units, objectives = site.portfolio.units, site.portfolio.objectives
    return [
        folder
        for folder in folders
        if units[folder.unit].kind is not UnitKind.PERSON
        and any(objectives[ref].state is State.ACTIVE for ref in site.portfolio.by_folder[folder])
    ]


def _held(here: Here, cycle: Cycle) -> tuple[str, ...]:
    """How many of the units that should have held a review did; nothing before its day."""
    site, fmt = here.site, here.fmt
    folders = _reviewing(site, site.cycle_folders.get(cycle.id, ()))
    mid = sum(site.mid_cycle_review(one) is not None for one in folders)
    end = sum(site.retrospective(one) is not None for one in folders)
    said = []
    if mid or _is_over(site, cycle, "mid"):
        said.append(
            fmt.count(
                len(folders),
                "{held} of {n} unit held a mid-cycle review.",
                "{held} of {n} units held a mid-cycle review.",
                held=fmt.number(mid),
            )
        )
    if end or _is_over(site, cycle, "end"):
        said.append(
            fmt.count(
                len(folders),
                "{held} of {n} unit held a retrospective.",
                "{held} of {n} units held a retrospective.",
                held=fmt.number(end),
            )
        )
    return tuple(said)


def _is_over(site: Site, cycle: Cycle, which: str) -> bool:
    """Whether the day by which a review should have been held has passed."""
    limits = site.settings.limits
    day = mid_cycle_day(cycle, limits) if which == "mid" else retrospective_day(cycle, limits)
    return day is not None and day < site.as_of


def _missing(here: Here, cycle: Cycle, folders: Iterable[UnitCycle]) -> tuple[MissingReview, ...]:
    site, fmt = here.site, here.fmt
    reviewing = _reviewing(site, folders)
    mid = [one for one in reviewing if not site.mid_cycle_review(one)]
    end = [one for one in reviewing if not site.retrospective(one)]
    found = (
        ("mid", fmt.say("No mid-cycle review"), mid),
        ("end", fmt.say("No retrospective"), end),
    )
    return tuple(
        MissingReview(kind=kind, units=tuple(here.unit(one.unit) for one in lacking))
        for which, kind, lacking in found
        if lacking and _is_over(site, cycle, which)
    )


def _nothing_yet(here: Here, cycle: Cycle) -> Empty:
    return Empty(
        what=here.fmt.say("No reviews yet"),
        why=here.fmt.say(
            "A mid-cycle review says what is kept and what is changed; a retrospective says how it "
            "ended. Each is a file in the unit's folder:"
        ),
        file=f"{here.site.settings.content}/{cycle.id}/<unit>/mid-cycle.md",
        command="okrpress check",
    )


def _scores(here: Here, cycle: Cycle) -> Chart | None:
    """How the key results of the whole cycle ended, once any is graded."""
    site = here.site
    objectives = [
        one for folder in site.cycle_folders.get(cycle.id, ()) for one in site.objectives(folder)
    ]
    scores = [
        one.score
        for objective in counted_objectives(objectives)
        for one in objective.key_results
        if one.key_result.counts
    ]
    if all(score is None for score in scores):
        return None
    thresholds = site.scored.thresholds(cycle.id)
    return charts.score_bar(scores, thresholds, here.fmt, urls.section_id("scores"))
