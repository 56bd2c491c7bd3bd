"""What needs attention: which key results and units, why, and how urgently."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import IntEnum
from operator import attrgetter
from typing import NamedTuple

from okrpress.insight.days import days_after
from okrpress.insight.folders import accountable, newest_check_in
from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.model.observations import CheckIn
from okrpress.model.okr import Cycle, LedgerEntry
from okrpress.scoring.pace import is_paced
from okrpress.scoring.result import ScoredKeyResult, ScoredObjective, ScoredPortfolio, Status
from okrpress.scoring.rollup import counted_objectives

WAITING = 60
"""Days after a cycle's end: what nobody graded by then is history."""

_COMMITMENTS = frozenset({"baseline", "target", "weight", "due", "keep"})
_GRADED = frozenset({Status.MISSED, Status.PARTLY, Status.ACHIEVED})
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

    @property
    def needs_decision(self) -> bool:
        """Whether somebody has to decide something, and not only to keep an eye on it."""
        return self < Reason.AT_RISK


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One reason with what stands behind it; what does not belong to the reason is None.

    gap         how far behind the date, a share above 0 (off track, at risk)
    points      the same in points, as it is shown
    outside     how far outside of its band, signed (off track, at risk without a gap)
    confidence  the last one, 0-10 (confidence fell; off track, at risk without either)
    since       the due day, the last reading, the day of the blocker or of the change
    days        days since then; for no data, since the time began
    moved       the newest change of a commitment since the check-in before
    """

    reason: Reason
    gap: Decimal | None = None
    points: Decimal | None = None
    outside: Decimal | None = None
    confidence: Decimal | None = None
    since: date | None = None
    days: int | None = None
    moved: LedgerEntry | None = None


_UNEXPLAINED, _TO_BE_GRADED = Ground(reason=Reason.UNEXPLAINED), Ground(reason=Reason.TO_BE_GRADED)


class Urgency(NamedTuple):
    """Sorts concerns, the most urgent first: by reason, then those with more of them."""

    reason: Reason
    fewer_reasons: int
    ahead: Decimal
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """Something that needs attention: a key result, or a blocker that a unit reported.

    `scored` is None for a blocker, which no single key result stands for; `blocker` and `check_in`
    say which it is and where it was reported. `owner` is whoever answers for it: the key result's
    owner, else the objective's; a blocker's is the author of its check-in.
    """

    folder: UnitCycle
    scored: ScoredKeyResult | None
    owner: str | None
    grounds: tuple[Ground, ...]
    urgency: Urgency
    blocker: str = ""
    check_in: CheckIn | None = None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The reasons alone, the most urgent first."""
        return tuple(ground.reason for ground in self.grounds)

    @property
    def needs_decision(self) -> bool:
        """Whether somebody has to decide something, and not only to keep an eye on it."""
        return self.urgency.reason.needs_decision


def concerns(scored: ScoredPortfolio, objectives: Iterable[ScoredObjective]) -> tuple[Concern, ...]:
    """Every key result of these objectives that counts and needs attention, most urgent first."""
    return tuple(sorted(concerns_in(scored, objectives), key=attrgetter("urgency")))


def concerns_in(
    scored: ScoredPortfolio, objectives: Iterable[ScoredObjective]
) -> Iterator[Concern]:
    """The same, in the order of the objectives."""
    as_of = scored.as_of
    over: dict[str, bool] = {}
    for objective in objectives:
        cycle = objective.ref.cycle
        if cycle not in over:
            over[cycle] = scored.portfolio.cycles[cycle].has_ended(as_of)
        folder, is_over = objective.ref.unit_cycle, over[cycle]
        for one in objective.key_results:
            if one.key_result.counts and one.status not in _NOT_PURSUED:
                grounds = tuple(_grounds(one, as_of, is_over=is_over))
                if grounds:
                    yield _concern(objective, folder, one, grounds)


def blockers(scored: ScoredPortfolio, folders: Iterable[UnitCycle]) -> tuple[Concern, ...]:
    """What units say stands in their way, each in its newest check-in, in the order of folders."""
    return tuple(concern for folder in folders for concern in _blockers(scored, folder))


def waiting(scored: ScoredPortfolio) -> tuple[Concern, ...]:
    """What is still to be graded in cycles that have ended lately and that nobody has closed."""
    portfolio = scored.portfolio
    ended = {id for id, cycle in portfolio.cycles.items() if _waits(cycle, scored.as_of)}
    objectives = [
        scored.objectives[ref]
        for folder, refs in portfolio.by_folder.items()
        if folder.cycle in ended
        for ref in refs
    ]
    return concerns(scored, counted_objectives(objectives))


def _waits(cycle: Cycle, as_of: date) -> bool:
    is_recent = cycle.end is not None and 0 < (as_of - cycle.end).days <= WAITING
    return is_recent and (cycle.closed is None or cycle.closed > as_of)


def _concern(
    objective: ScoredObjective,
    folder: UnitCycle,
    scored: ScoredKeyResult,
    grounds: tuple[Ground, ...],
) -> Concern:
    gap = scored.gap or _ZERO
    return Concern(
        folder=folder,
        scored=scored,
        owner=accountable(objective.objective, scored.key_result),
        grounds=grounds,
        urgency=Urgency(grounds[0].reason, -len(grounds), -gap, str(scored.ref)),
    )


def _grounds(scored: ScoredKeyResult, as_of: date, *, is_over: bool) -> Iterator[Ground]:
    """In the order of `Reason`: each test in its place. Once the cycle is over, nothing is due."""
    status, due = scored.status, scored.due
    late = due is not None and due < as_of and status is not Status.DONE and not is_over
    if status is Status.OFF_TRACK and (is_paced(scored.key_result) or not late):
        yield _behind(Reason.OFF_TRACK, scored)
    if due and late:
        yield Ground(reason=Reason.OVERDUE, since=due, days=(as_of - due).days)
    if scored.confidence and scored.confidence.fell and status not in _GRADED:
        yield Ground(reason=Reason.CONFIDENCE_FELL, confidence=scored.confidence.value)
    if status is Status.STALE:
        yield Ground(reason=Reason.STALE, since=scored.last_reading, days=scored.age)
    if status is Status.NO_DATA and (scored.age is None or scored.age > scored.cadence):
        yield Ground(reason=Reason.NO_DATA, since=scored.last_reading, days=scored.age)
    if scored.needs_explanation:
        yield _UNEXPLAINED
    if status is Status.TO_BE_GRADED:
        yield _TO_BE_GRADED
    if status is Status.AT_RISK:
        yield _behind(Reason.AT_RISK, scored)
    if moved := _moved_lately(scored, as_of):
        yield Ground(
            reason=Reason.TARGET_MOVED, since=moved.on, days=(as_of - moved.on).days, moved=moved
        )


def _behind(reason: Reason, scored: ScoredKeyResult) -> Ground:
    """How far behind; a yes/no has no pace and is judged by its confidence."""
    if scored.gap is not None and scored.gap > 0:
        return Ground(reason=reason, gap=scored.gap, points=scored.points)
    if scored.outside:
        return Ground(reason=reason, outside=scored.outside)
    confidence = scored.confidence
    return Ground(reason=reason, confidence=confidence.value if confidence else None)


def _moved_lately(scored: ScoredKeyResult, as_of: date) -> LedgerEntry | None:
    """The newest move of a commitment since the check-in before this one."""
    if not scored.key_result.changes:
        return None
    since = days_after(as_of, -scored.cadence)
    recent = [
        entry
        for entry in scored.key_result.changes
        if entry.field in _COMMITMENTS and since < entry.on <= as_of
    ]
    return max(recent, key=lambda entry: entry.on, default=None)


def _blockers(scored: ScoredPortfolio, folder: UnitCycle) -> Iterator[Concern]:
    newest = newest_check_in(scored, folder)
    if newest is None:
        return
    age = (scored.as_of - newest.date).days
    for number, blocker in enumerate(newest.blockers):
        yield Concern(
            folder=folder,
            scored=None,
            owner=newest.author,
            grounds=(Ground(reason=Reason.BLOCKED, since=newest.date, days=age),),
            urgency=Urgency(Reason.BLOCKED, -1, _ZERO, f"{folder}/{number}"),
            blocker=blocker,
            check_in=newest,
        )
