"""Lessons and wins: what each cycle left behind, as cards, with an index of their tags."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from okrpress.insight.lessons import (
    Learned,
    Won,
    folders_with_words,
    lessons_before,
    lessons_of,
    wins_of,
)
from okrpress.model.frozen import dataclass
from okrpress.model.ids import ObjectiveRef, UnitCycle
from okrpress.site import urls
from okrpress.site.planned import Planned
from okrpress.site.tracing import looked_up
from okrpress.site.views.cycle_facts import cycle_dates, neighbours
from okrpress.site.views.empty import Empty
from okrpress.site.views.frame import Frame, make_frame
from okrpress.site.views.here import Day, Here, Link, Site
from okrpress.site.views.parts import in_parts, part_links
from okrpress.site.views.past import site_of
from okrpress.site.views.reviews import LessonView

_CARDS_A_PAGE = 200
_OBJECTIVES_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonCard:
    """A lesson with where it comes from and where it may be of use.

    `objectives` are those the unit looked back at, `after` those it pursues in the next cycle.
    """

    id: str
    text: str
    tags: tuple[Link, ...]
    unit: Link
    day: Day
    objectives: tuple[Link, ...]
    next_cycle: str
    after: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WinCard:
    """A win, whose it is, and when it was told."""

    text: str
    unit: Link
    day: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleLessons:
    """What one cycle left behind."""

    id: str
    cycle: Link
    dates: str
    lessons: tuple[LessonCard, ...]
    wins: tuple[WinCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tag with the lessons of the page that carry it."""

    id: str
    name: str
    lessons: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonsView:
    """The lessons and wins of some cycles. `elsewhere` leads to the page of every cycle."""

    frame: Frame
    title: str
    eyebrow: str
    summary: str
    parts: tuple[Link, ...]
    part: int
    cycles: tuple[CycleLessons, ...]
    tags: tuple[Tag, ...]
    elsewhere: tuple[Link, ...]
    empty: Empty | None


class _Page(NamedTuple):
    """A page: the folders of each cycle on it, its part among others, all cycles for the index."""

    shown: tuple[tuple[str, tuple[UnitCycle, ...]], ...]
    part: int
    paths: tuple[str, ...]
    every: tuple[str, ...] = ()


def lesson_pages(site: Site) -> Iterator[Planned]:
    """A page for all cycles, and one for each; a long one goes on in parts.

    The page for all holds the newest cycles, whole ones, until it is full; it links to the rest.
    """
    for path in _pages(site):
        seen = site if path == urls.LESSONS else site_of(site, path.split("/")[1])
        yield Planned(path, "lessons.html", partial(_view, Here(seen, path), site))


@looked_up
def _pages(site: Site) -> Mapping[str, _Page]:
    by_cycle = {cycle: _parts(site, folders) for cycle, folders in _telling(site).items()}
    newest: list[tuple[str, tuple[UnitCycle, ...]]] = []
    left = _CARDS_A_PAGE
    for cycle, parts in by_cycle.items():
        left -= sum(_size(site, folder) for part in parts for folder in part)
        if newest and left < 0:
            break
        newest.append((cycle, parts[0]))
    pages = {urls.LESSONS: _Page(tuple(newest), 1, (urls.LESSONS,), tuple(by_cycle))}
    for cycle, parts in by_cycle.items():
        paths = tuple(urls.lessons_path(cycle, number + 1) for number in range(len(parts)))
        for number, (path, part) in enumerate(zip(paths, parts, strict=True), 1):
            pages[path] = _Page(((cycle, part),), number, paths)
    return pages


def _telling(site: Site) -> dict[str, list[UnitCycle]]:
    """The folders that have something to tell: by cycle, the newest first, in it by unit."""
    cycles = reversed(tuple(site.portfolio.cycles))
    found: dict[str, list[UnitCycle]] = {cycle: [] for cycle in cycles}
    for folder in sorted(folders_with_words(site.scored), key=lambda one: site.order[one.unit]):
        if _size(site, folder):
            found[folder.cycle].append(folder)
    return {cycle: folders for cycle, folders in found.items() if folders}


def _size(site: Site, folder: UnitCycle) -> int:
    return len(lessons_of(site.scored, folder)) + len(wins_of(site.scored, folder))


def _parts(site: Site, folders: Iterable[UnitCycle]) -> list[tuple[UnitCycle, ...]]:
    return in_parts(folders, partial(_size, site), _CARDS_A_PAGE)


# ── the pages ─────────────────────────────────────────────────────────────────────────────────


def _view(here: Here, whole: Site) -> LessonsView:
    page, fmt = _pages(whole)[here.path], here.fmt
    cycles = tuple(_cycle(here, cycle, folders) for cycle, folders in page.shown)
    is_index = here.path == urls.LESSONS
    all_words = fmt.say("Lessons and wins")
    above = Link(all_words, here.href(urls.LESSONS))
    return LessonsView(
        frame=make_frame(here, _title(here, page), breadcrumb=() if is_index else (above,)),
        title=all_words if is_index else cycles[0].cycle.text,
        eyebrow="" if is_index else all_words,
        summary=_summary(here, cycles),
        parts=part_links(here, page.paths, page.part),
        part=page.part,
        cycles=cycles,
        tags=_tags(cycles),
        elsewhere=tuple(_link(here, cycle) for cycle in page.every),
        empty=None if cycles else _nothing(here),
    )


def _title(here: Here, page: _Page) -> str:
    if here.path == urls.LESSONS:
        return here.fmt.say("Lessons and wins")
    name, parts = here.cycle(page.shown[0][0]).text, len(page.paths)
    if parts == 1:
        return here.fmt.say("Lessons and wins of {cycle}", cycle=name)
    return here.fmt.say(
        "Lessons and wins of {cycle}, part {part} of {parts}",
        cycle=name,
        part=here.fmt.number(page.part),
        parts=here.fmt.number(parts),
    )


def _link(here: Here, cycle: str) -> Link:
    return Link(here.cycle(cycle).text, here.href(urls.lessons_path(cycle)))


def _summary(here: Here, cycles: Iterable[CycleLessons]) -> str:
    shown = tuple(cycles)
    return here.fmt.say(
        "{lessons} and {wins}",
        lessons=here.fmt.plural(sum(len(one.lessons) for one in shown), "lesson"),
        wins=here.fmt.plural(sum(len(one.wins) for one in shown), "win"),
    )


def _nothing(here: Here) -> Empty:
    return Empty(
        what=here.fmt.say("No lessons and no wins yet"),
        why=here.fmt.say(
            "Lessons stand in retrospectives, wins in retrospectives and check-ins. A unit's "
            "retrospective is a file in its folder:"
        ),
        file=f"{here.site.settings.content}/<cycle>/<unit>/retrospective.md",
        command="okrpress check",
    )


# ── the cards ─────────────────────────────────────────────────────────────────────────────────


def _cycle(here: Here, id: str, folders: Sequence[UnitCycle]) -> CycleLessons:
    scored, cycle = here.site.scored, here.site.portfolio.cycles[id]
    return CycleLessons(
        id=urls.section_id("cycle", id),
        cycle=here.cycle(id),
        dates=cycle_dates(here, cycle),
        lessons=tuple(_card(here, one) for folder in folders for one in lessons_of(scored, folder)),
        wins=tuple(_win(here, one) for folder in folders for one in wins_of(scored, folder)),
    )


def _card(here: Here, learned: Learned) -> LessonCard:
    site, folder = here.site, learned.folder
    _, after = neighbours(site, site.portfolio.cycles[folder.cycle])
    return LessonCard(
        id=_lesson_id(folder, learned.place),
        text=learned.lesson.text,
        tags=tuple(Link(tag, f"#{_tag_id(tag)}") for tag in learned.lesson.tags),
        unit=here.unit(folder.unit),
        day=here.day(learned.on),
        objectives=_objectives(here, folder),
        next_cycle=here.cycle(after.id).text if after else "",
        after=_objectives(here, UnitCycle(after.id, folder.unit)) if after else (),
    )


def _objectives(here: Here, folder: UnitCycle) -> tuple[Link, ...]:
    """The first few objectives of a folder."""
    refs = here.site.portfolio.by_folder.get(folder, ())
    return tuple(here.objective(ref) for ref in refs[:_OBJECTIVES_NAMED])


def _win(here: Here, won: Won) -> WinCard:
    return WinCard(
        text=won.text,
        unit=here.unit(won.folder.unit),
        day=here.day(won.on),
    )


def _lesson_id(folder: UnitCycle, place: int) -> str:
    return urls.section_id("lesson", *folder, str(place))


def _tag_id(tag: str) -> str:
    return urls.section_id("tag", tag)


def _tags(cycles: Iterable[CycleLessons]) -> tuple[Tag, ...]:
    """Every tag of the page with its lessons, by name."""
    found: dict[str, list[Link]] = {}
    for cycle in cycles:
        for card in cycle.lessons:
            for tag in card.tags:
                found.setdefault(tag.text, []).append(Link(card.text, f"#{card.id}"))
    return tuple(
        Tag(id=_tag_id(name), name=name, lessons=tuple(found[name])) for name in sorted(found)
    )


# ── for other pages ───────────────────────────────────────────────────────────────────────────


@looked_up
def _page_of(site: Site) -> Mapping[UnitCycle, str]:
    """The page of its cycle that holds a folder's lessons."""
    return {
        folder: path
        for path, page in _pages(site).items()
        if path != urls.LESSONS
        for _, folders in page.shown
        for folder in folders
    }


def lesson_address(site: Site, folder: UnitCycle, place: int) -> str:
    """Where a lesson's card is, from the site's root; `place` is the lesson's in its file."""
    return f"{_page_of(site.whole or site)[folder]}#{_lesson_id(folder, place)}"


def lessons_for(here: Here, ref: ObjectiveRef) -> tuple[LessonView, ...]:
    """What the unit of an objective, and the teams above it, learned in the cycle before."""
    before, _ = neighbours(here.site, here.site.portfolio.cycles[ref.cycle])
    if before is None:
        return ()
    return tuple(
        LessonView(
            text=one.lesson.text,
            tags=one.lesson.tags,
            unit=here.unit(one.folder.unit),
            cycle=here.cycle(one.folder.cycle),
        )
        for one in lessons_before(here.site.scored, ref, before.id)
    )
