"""What needs attention, in the words of the pages."""

from collections.abc import Iterable, Sequence
from heapq import nsmallest
from operator import attrgetter

from okrpress.insight import attention
from okrpress.insight.attention import Ground, Reason, Urgency
from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.scoring.result import ScoredKeyResult, ScoredObjective
from okrpress.scoring.rollup import counted_objectives
from okrpress.site.formatting import Formatter, Phrase
from okrpress.site.tracing import shared
from okrpress.site.views.here import Here, Link, Site
from okrpress.site.views.rows import key_result_link
from okrpress.site.views.words import StatusView, field_word, status_view

SHOWN = 5

_WORDS = {
    Reason.OFF_TRACK: Phrase("Behind pace"),
    Reason.OVERDUE: Phrase("Overdue"),
    Reason.BLOCKED: Phrase("Reported"),
    Reason.CONFIDENCE_FELL: Phrase("Confidence fell"),
    Reason.STALE: Phrase("Stale"),
    Reason.NO_DATA: Phrase("No data"),
    Reason.UNEXPLAINED: Phrase("Miss not explained"),
    Reason.TO_BE_GRADED: Phrase("To be graded"),
    Reason.AT_RISK: Phrase("Behind pace"),
    Reason.TARGET_MOVED: Phrase("Target moved"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One reason, with the number behind it."""

    word: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """Something that needs attention; `urgency` sorts concerns, the most urgent first.

    `status` is None for a unit's blocker, which no single key result stands for.
    """

    link: Link
    status: StatusView | None
    unit: Link
    owner: Link
    chips: tuple[Chip, ...]
    urgency: Urgency

    @property
    def needs_decision(self) -> bool:
        """Whether somebody has to decide something, and not only to keep an eye on it."""
        return self.urgency.reason.needs_decision


def most_urgent(here: Here, concerns: Iterable[attention.Concern]) -> tuple[Concern, ...]:
    """The first few of all concerns of a page."""
    found = nsmallest(SHOWN, concerns, key=attrgetter("urgency"))
    return tuple(_views(here, found))


@shared
def urgent_in(site: Site, cycle: str) -> tuple[attention.Concern, ...]:
    """What needs attention of all that counts in a cycle, in no order: pages show the first few."""
    folders = site.cycle_folders.get(cycle, ())
    objectives = (one for folder in folders for one in site.objectives(folder))
    return tuple(attention.concerns_in(site.scored, counted_objectives(objectives)))


def concerns_of(here: Here, objectives: Iterable[ScoredObjective]) -> list[Concern]:
    """Every key result of these objectives that counts and needs attention, most urgent first."""
    return _views(here, attention.concerns(here.site.scored, objectives))


def blockers_of(here: Here, folders: Iterable[UnitCycle]) -> list[Concern]:
    """What units say stands in their way, each in its newest check-in of a running cycle."""
    return _views(here, attention.blockers(here.site.scored, folders))


def _views(here: Here, concerns: Sequence[attention.Concern]) -> list[Concern]:
    units = {unit: here.unit(unit) for unit in {one.folder.unit for one in concerns}}
    return [_view(here, one, units[one.folder.unit]) for one in concerns]


def _view(here: Here, concern: attention.Concern, at: Link) -> Concern:
    unit, scored = concern.folder.unit, concern.scored
    return Concern(
        link=key_result_link(here, scored) if scored else Link(concern.blocker, at.href),
        status=status_view(scored.status, here.fmt) if scored else None,
        unit=at,
        owner=here.other_person(concern.owner, unit),
        chips=tuple(
            Chip(
                word=here.fmt.phrase(_WORDS[ground.reason]),
                detail=_detail(here.fmt, ground, scored),
            )
            for ground in concern.grounds
        ),
        urgency=concern.urgency,
    )


def _detail(fmt: Formatter, ground: Ground, scored: ScoredKeyResult | None) -> str:
    """The number behind a reason; nothing where there is none."""
    match ground:
        case Ground(reason=Reason.OFF_TRACK | Reason.AT_RISK):
            return _behind(fmt, ground, scored.key_result.unit if scored else "")
        case Ground(reason=Reason.OVERDUE, since=since):
            return fmt.say("since {day}", day=fmt.day(since))
        case Ground(reason=Reason.BLOCKED, days=days):
            return fmt.age(days)
        case Ground(reason=Reason.CONFIDENCE_FELL, confidence=confidence):
            return fmt.say("to {confidence}", confidence=fmt.confidence(confidence))
        case Ground(reason=Reason.STALE, days=days):
            return fmt.say("last reading {when}", when=fmt.age(days))
        case Ground(reason=Reason.NO_DATA, since=None):
            return fmt.say("nothing reported")
        case Ground(reason=Reason.TARGET_MOVED, moved=moved) if moved:
            return f"{field_word(moved.field, fmt)}, {fmt.day(moved.on)}"
    return ""


def _behind(fmt: Formatter, ground: Ground, unit: str) -> str:
    """How far behind; a yes/no has no pace and is judged by its confidence."""
    if ground.points is not None:
        return fmt.points(ground.points)
    if ground.outside is not None:
        return fmt.say("{by} outside", by=fmt.signed(ground.outside, unit))
    if ground.confidence is None:
        return ""
    return fmt.say("confidence {confidence}", confidence=fmt.confidence(ground.confidence))
