"""What needs attention: which key results and units, why, and how urgently."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import IntEnum

from okrpress.model.ids import UnitCycle
from okrpress.model.okr import LedgerEntry
from okrpress.scoring.pace import is_paced
from okrpress.scoring.result import ScoredKeyResult, ScoredObjective, Status
from okrpress.site.views.here import Here, Link
from okrpress.site.views.rows import key_result_link, owner_of
from okrpress.site.views.words import StatusView, status_view

SHOWN = 5
_COMMITMENTS = frozenset({"baseline", "target", "weight", "due", "keep"})
_GRADED = frozenset({Status.MISSED, Status.PARTLY, Status.ACHIEVED})
_FINISHED = _GRADED | {Status.DONE}
_NOT_PURSUED = frozenset({Status.NOT_STARTED, Status.DRAFT, Status.POSTPONED, Status.CANCELLED})
_ZERO = Decimal(0)


class Reason(IntEnum):
    """Why something needs attention, the most urgent first. The last two ask for no decision."""

    OFF_TRACK = 0
    OVERDUE = 1
    BLOCKED = 2
    CONFIDENCE_FELL = 3
    STALE = 4
    NO_DATA = 5
    UNEXPLAINED = 6
    TO_BE_GRADED = 7
    AT_RISK = 8
    TARGET_MOVED = 9


_WORDS = {
    Reason.OFF_TRACK: "Behind pace",
    Reason.OVERDUE: "Over due",
    Reason.BLOCKED: "Reported",
    Reason.CONFIDENCE_FELL: "Confidence fell",
    Reason.STALE: "Stale",
    Reason.NO_DATA: "No data",
    Reason.UNEXPLAINED: "Miss not explained",
    Reason.TO_BE_GRADED: "To be graded",
    Reason.AT_RISK: "Behind pace",
    Reason.TARGET_MOVED: "Target moved",
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
    urgency: tuple[int, int, Decimal, str]

    @property
    def needs_decision(self) -> bool:
        """Whether somebody has to decide something, and not only to keep an eye on it."""
        return self.urgency[0] < Reason.AT_RISK


def concerns_of(here: Here, objectives: Iterable[ScoredObjective]) -> list[Concern]:
    """Every key result of these objectives that counts and needs attention, most urgent first."""
    key_results = (one for objective in objectives for one in objective.key_results)
    found = (_concern(here, one) for one in key_results if one.key_result.counts)
    return sorted((one for one in found if one), key=lambda one: one.urgency)


def blockers_of(here: Here, folders: Iterable[UnitCycle]) -> list[Concern]:
    """What units say stands in their way, each in its newest check-in of a running cycle."""
    return [concern for folder in folders for concern in _blockers(here, folder)]


def _concern(here: Here, scored: ScoredKeyResult) -> Concern | None:
    reasons = [] if scored.status in _NOT_PURSUED else list(_reasons(here, scored))
    if not reasons:
        return None
    gap = scored.gap or _ZERO
    return Concern(
        link=key_result_link(here, scored),
        status=status_view(scored.status),
        unit=here.unit(scored.ref.unit),
        owner=here.other_person(owner_of(here, scored), scored.ref.unit),
        chips=tuple(Chip(word=_WORDS[reason], detail=detail) for reason, detail in reasons),
        urgency=(reasons[0][0], -len(reasons), -gap, str(scored.ref)),
    )


def _reasons(here: Here, scored: ScoredKeyResult) -> Iterator[tuple[Reason, str]]:
    """In the order of `Reason`: each test in its place."""
    fmt, as_of, status = here.fmt, here.site.as_of, scored.status
    late = scored.due and scored.due < as_of and status not in _FINISHED | {Status.TO_BE_GRADED}
    if status is Status.OFF_TRACK and (is_paced(scored.key_result) or not late):
        yield Reason.OFF_TRACK, _behind(here, scored)
    if scored.due and late:
        yield Reason.OVERDUE, f"since {fmt.day(scored.due)}"
    if scored.confidence and scored.confidence.fell and status not in _GRADED:
        yield Reason.CONFIDENCE_FELL, f"to {fmt.confidence(scored.confidence.value)}"
    if status is Status.STALE:
        yield Reason.STALE, f"last reading {fmt.age(scored.age)}"
    if status is Status.NO_DATA and (scored.age is None or scored.age > scored.cadence):
        yield Reason.NO_DATA, "nothing reported" if scored.last_reading is None else ""
    if scored.needs_explanation:
        yield Reason.UNEXPLAINED, ""
    if status is Status.TO_BE_GRADED:
        yield Reason.TO_BE_GRADED, ""
    if status is Status.AT_RISK:
        yield Reason.AT_RISK, _behind(here, scored)
    if moved := _moved_lately(here, scored):
        yield Reason.TARGET_MOVED, f"{moved.field}, {fmt.day(moved.on)}"


def _behind(here: Here, scored: ScoredKeyResult) -> str:
    """How far behind; a yes/no has no pace and is judged by its confidence."""
    if scored.gap is not None and scored.gap > 0:
        return here.fmt.points(scored.gap)
    if scored.outside:
        return f"{here.fmt.signed(scored.outside, scored.key_result.unit)} outside"
    if scored.confidence:
        return f"confidence {here.fmt.confidence(scored.confidence.value)}"
    return ""


def _moved_lately(here: Here, scored: ScoredKeyResult) -> LedgerEntry | None:
    """The newest move of a commitment since the check-in before this one."""
    until = here.site.as_of
    since = until - timedelta(days=scored.cadence)
    recent = [
        entry
        for entry in scored.key_result.changes
        if entry.field in _COMMITMENTS and since < entry.on <= until
    ]
    return max(recent, key=lambda entry: entry.on, default=None)


def _blockers(here: Here, folder: UnitCycle) -> Iterator[Concern]:
    newest = next(iter(here.site.check_ins(folder)), None)
    if newest is None:
        return
    age = here.fmt.age((here.site.as_of - newest.date).days)
    for number, blocker in enumerate(newest.blockers):
        yield Concern(
            link=Link(blocker, here.unit(folder.unit).href),
            status=None,
            unit=here.unit(folder.unit),
            owner=here.other_person(newest.author, folder.unit),
            chips=(Chip(word=_WORDS[Reason.BLOCKED], detail=age),),
            urgency=(Reason.BLOCKED, -1, _ZERO, f"{folder}/{number}"),
        )
