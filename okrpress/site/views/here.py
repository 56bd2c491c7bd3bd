"""What every view is made from: the scored portfolio, and the page that is being made."""

from collections.abc import Container, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import field, replace
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple, Self

from okrpress.insight.last_words import LastWords, last_spoken_of, last_words
from okrpress.insight.units import unit_depths
from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef, ObjectiveRef, Ref, UnitCycle
from okrpress.model.observations import CheckIn, MidCycleReview, Retrospective
from okrpress.model.okr import Cycle
from okrpress.model.portfolio import Portfolio, Unit, UnitKind
from okrpress.model.settings import Settings
from okrpress.scoring.result import ScoredKeyResult, ScoredObjective, ScoredPortfolio
from okrpress.site import urls
from okrpress.site.dated import dated, day_of, drifting, watched
from okrpress.site.formatting import Formatter, formatter
from okrpress.site.tracing import traced
from okrpress.site.views.words import cycle_name, typeset
from okrpress.tuples import new


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the caller knows and the portfolio does not.

    `date_is_fixed`: the as-of date comes from the settings and does not move with the calendar.
    `is_traced`: somebody will ask what pages have looked at; looking costs less where nobody does.
    """

    date_is_fixed: bool = False
    is_traced: bool = True


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Site:
    """The scored portfolio with the look-ups that several pages share.

    `portfolio` is what the authors wrote, and `settings` are the project's: both those of `scored`.
    `order` says where a unit stands in lists: a team before its sub-teams, then by name.
    `unit_folders` are a unit's folders, the running cycle's first, then the newest;
    `cycle_folders` a cycle's. `made_from` leads from an author's file to the page made from it.
    `closed` has the day that the pages of each closed cycle speak of, and `said` what follows from
    each of its folders. Those are made from a site
    of their own (see `past`): `whole` is then the one it was taken from, and `going_on` are the
    cycles it speaks of that were not over yet. `past` keeps them.
    """

    scored: ScoredPortfolio
    options: Options = field(default_factory=Options)
    fmt: Formatter
    running: tuple[Cycle, ...]
    order: Mapping[str, int]
    unit_folders: Mapping[str, tuple[UnitCycle, ...]]
    cycle_folders: Mapping[str, tuple[UnitCycle, ...]]
    made_from: Mapping[str, ObjectiveRef | str]
    closed: Mapping[str, date]
    said: LastWords
    going_on: AbstractSet[str] = frozenset()
    whole: Self | None = None
    past: dict[str, object] = field(default_factory=dict)
    portfolio: Portfolio = field(init=False)
    settings: Settings = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "portfolio", self.scored.portfolio)
        object.__setattr__(self, "settings", self.scored.settings)

    @property
    def as_of(self) -> date:
        """The day every page speaks of."""
        return self.scored.as_of

    @property
    def name(self) -> str:
        """What the site is called."""
        return self.settings.title or self.portfolio.organisation.name or self.fmt.say("Objectives")

    def person(self, id: str | None) -> str:
        """A person's name, or what the author wrote."""
        if id is None:
            return ""
        known = self.portfolio.people.get(id) or self.portfolio.teams.get(id)
        return known.name if known else id

    def has_page(self, unit: Unit, until: date | None = None) -> bool:
        """Whether a unit has a page: a person only with objectives, and if people have any.

        `until`: whether it had one on that day.
        """
        if unit.kind is not UnitKind.PERSON:
            return True
        if not self.settings.people:
            return False
        folders = self.unit_folders.get(unit.id, ())
        if self.whole is None and until is None:
            return bool(folders)
        cycles = (self.portfolio.cycles.get(folder.cycle) for folder in folders)
        return any(cycle and cycle.has_begun(until or self.as_of) for cycle in cycles)

    def objectives(self, folder: UnitCycle) -> tuple[ScoredObjective, ...]:
        """The objectives of a folder."""
        refs = self.portfolio.by_folder.get(folder, ())
        return tuple(self.scored.objectives[ref] for ref in refs)

    def key_result(self, ref: KeyResultRef) -> ScoredKeyResult:
        """One key result."""
        objective = self.scored.objectives[ref.objective_ref]
        return next(one for one in objective.key_results if one.ref == ref)

    def check_ins(self, folder: UnitCycle) -> tuple[CheckIn, ...]:
        """The check-ins of a folder up to the as-of date, the newest first."""
        known = self.portfolio.check_ins.get(folder, ())
        return tuple(one for one in reversed(known) if one.date <= self.as_of)

    def mid_cycle_review(self, folder: UnitCycle) -> MidCycleReview | None:
        """The mid-cycle review of a folder, once it was held."""
        review = self.portfolio.mid_cycle_reviews.get(folder)
        return review if review and review.date <= self.as_of else None

    def retrospective(self, folder: UnitCycle) -> Retrospective | None:
        """The retrospective of a folder, once it was held."""
        retrospective = self.portfolio.retrospectives.get(folder)
        return retrospective if retrospective and retrospective.date <= self.as_of else None

    def last_days(self, days: int) -> date:
        """The day before the last `days` days: what is later is recent."""
        return self.as_of - timedelta(days=days)


def make_site(
    scored: ScoredPortfolio, options: Options, elsewhere: LastWords = MappingProxyType({})
) -> Site:
    """Gather what the pages share; `elsewhere` is of folders that the portfolio does not have."""
    portfolio = scored.portfolio
    order = {id: place for place, id in enumerate(unit_depths(portfolio))}
    ranks = {id: rank for rank, id in enumerate(portfolio.cycles)}
    running = portfolio.running_cycles(scored.as_of)
    by_unit: dict[str, list[UnitCycle]] = {}
    by_cycle: dict[str, list[UnitCycle]] = {}
    for folder in portfolio.by_folder:
        by_unit.setdefault(folder.unit, []).append(folder)
        by_cycle.setdefault(folder.cycle, []).append(folder)
    first = {cycle.id for cycle in running}
    for unit_folders in by_unit.values():
        unit_folders.sort(key=lambda one: (one.cycle not in first, -ranks[one.cycle]))
    for cycle_folders in by_cycle.values():
        cycle_folders.sort(key=lambda one: order[one.unit])
    said = {**elsewhere, **last_words(portfolio, scored.as_of)}
    if options.is_traced:
        scored = replace(drifting(scored), portfolio=traced(portfolio, "portfolio"))
        scored = dated(traced(scored, "scored"))
    site = Site(
        scored=scored,
        options=options,
        fmt=formatter(scored.settings.language),
        running=running,
        order=order,
        unit_folders={unit: tuple(folders) for unit, folders in by_unit.items()},
        cycle_folders={cycle: tuple(folders) for cycle, folders in by_cycle.items()},
        made_from=_made_from(portfolio, by_unit.keys() if scored.settings.people else ()),
        closed=last_spoken_of(portfolio, scored.as_of, said),
        said=said,
    )
    return replace(traced(site, "site"), past={}) if options.is_traced else site


def _made_from(portfolio: Portfolio, pursuing: Container[str]) -> dict[str, ObjectiveRef | str]:
    pages: dict[str, ObjectiveRef | str] = {portfolio.organisation.file: urls.HOME}
    for cycle in portfolio.cycles.values():
        pages[cycle.file] = urls.cycle_path(cycle.id)
    for team in portfolio.teams.values():
        pages[team.file] = urls.unit_path(team.id, UnitKind.TEAM)
    for person in portfolio.people.values():
        if person.id in pursuing:
            pages[person.file] = urls.unit_path(person.id, UnitKind.PERSON)
    for ref, objective in portfolio.objectives.items():
        pages[objective.file] = ref
    pages.pop("", None)  # a cycle that only its name declares
    return pages


class Link(NamedTuple):
    """Words that lead somewhere; `href` is empty where there is no page."""

    text: str
    href: str = ""


class Day(NamedTuple):
    """A date in words, and for machines."""

    text: str
    iso: str
    note: str = ""


_NOBODY = Link("")


@dataclass(frozen=True, slots=True)
class Here:
    """The page being made: what it can say of the site, and how it leads to other pages.

    `until` is the last day that the page knows of, where that is not the site's; `fmt` says how
    values read. `root` leads to the site's root. `days` are all dates, with how long ago each was.
    """

    site: Site
    path: str
    until: date | None = None
    fmt: Formatter = field(init=False, compare=False)
    root: str = field(init=False, compare=False)
    days: Mapping[date, Day] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        fmt, until = self.site.fmt, self.until or day_of(self.site.scored)
        object.__setattr__(self, "fmt", fmt)
        object.__setattr__(self, "root", urls.root(self.path))
        object.__setattr__(self, "days", _days(fmt, until))

    def href(self, path: str, anchor: str = "") -> str:
        """The relative address of another page, or of a place on it."""
        return urls.link(self.path, path, anchor) if anchor else self.root + path

    def cycle(self, id: str) -> Link:
        """A link to a cycle."""
        cycle = self.site.portfolio.cycles[id]
        return new(Link, (cycle_name(cycle, self.fmt), self.href(urls.cycle_path(id))))

    def unit(self, id: str) -> Link:
        """A link to a unit, or its name alone where it has no page."""
        return self._unit(self.site.portfolio.units[id])

    def _unit(self, unit: Unit) -> Link:
        has_page = self.site.has_page(unit, self.until)
        path = urls.unit_path(unit.id, unit.kind) if has_page else ""
        return new(Link, (unit.name, path and self.root + path))

    def person(self, id: str | None) -> Link:
        """A person's name, with a link where they have a page."""
        if not id:
            return _NOBODY
        unit = self.site.portfolio.units.get(id)
        return self._unit(unit) if unit else Link(self.site.person(id))

    def other_person(self, id: str | None, unit: str) -> Link:
        """A person beside the name of a unit: nothing where they are the same."""
        return self.person(None if id == unit else id)

    def objective(self, ref: ObjectiveRef) -> Link:
        """A link to an objective."""
        objective = self.site.portfolio.objectives[ref]
        return new(Link, (typeset(objective.title), self.href(urls.objective_path(ref))))

    def key_result(self, ref: KeyResultRef) -> Link:
        """A link to a key result on its objective's page."""
        written = self.site.portfolio.objectives[ref.objective_ref].key_results
        title = next(typeset(one.title) for one in written if one.id == ref.key_result)
        return Link(title, self.href(urls.objective_path(ref.objective_ref), ref.key_result))

    def reference(self, ref: Ref) -> Link:
        """A link to whatever is named."""
        return self.key_result(ref) if isinstance(ref, KeyResultRef) else self.objective(ref)

    def source(self, file: str) -> Link:
        """An author's file, with a link where the settings say how."""
        return source_of(self.site.scored.settings.source_url, file)

    def history(self, file: str) -> Link:
        """The changes of an author's file, where the settings say how they are found."""
        href = urls.source_link(self.site.settings.history_url, file)
        return Link(self.fmt.say("History of this file") if href else "", href)

    def check_in(self, folder: UnitCycle) -> str:
        """The command that checks in for a unit while its cycle runs; empty at other times."""
        runs = self.site.portfolio.cycles[folder.cycle] in self.site.running
        return f"okrpress checkin {folder.unit}" if runs else ""

    def day(self, on: date) -> Day:
        """A date, with how long ago it was."""
        return self.days[on]


@lru_cache(maxsize=4096)  # a file is the source of several numbers
def source_of(template: str, file: str) -> Link:
    """An author's file, with a link made by the template."""
    return new(Link, (file, urls.source_link(template, file)))


class _Days(dict[date, Day]):
    """The dates that a site speaks of, on one of its days: a few stand all over it."""

    def __init__(self, fmt: Formatter, as_of: date) -> None:
        self._fmt = fmt
        self._as_of = as_of
        self._kind = watched(Day, {"note"}, as_of)

    def __missing__(self, on: date) -> Day:
        fmt = self._fmt
        day: Day = self._kind(fmt.date(on), fmt.iso(on), fmt.age((self._as_of - on).days))
        self[on] = day
        return day


@lru_cache(maxsize=64)
def _days(fmt: Formatter, as_of: date) -> _Days:
    return _Days(fmt, as_of)
