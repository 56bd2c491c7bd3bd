"""What happened lately: promises that moved, results that moved, reviews, wins, lessons."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum
from operator import attrgetter

from okrpress.insight.folders import check_ins_of, mid_cycle_review_of, retrospective_of
from okrpress.insight.steps import step_after
from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef, ObjectiveRef, UnitCycle
from okrpress.model.maker import maker
from okrpress.model.okr import Band, LedgerEntry, Metric
from okrpress.scoring.arithmetic import ONE, ZERO, arithmetic
from okrpress.scoring.progress import share_of_way
from okrpress.scoring.result import Point, ScoredKeyResult, ScoredObjective, ScoredPortfolio


class EventKind(IntEnum):
    """What happened, the most telling first."""

    COMMITMENT = 0  # a promise moved: an entry of the target ledger
    REVIEW = 1  # a mid-cycle review or a retrospective was held
    FINISHED = 2  # a value moved, and now the target is reached
    CONFIDENCE = 3  # confidence fell so far that it asks for attention
    VALUE = 4  # a value moved
    WIN = 5
    BLOCKER = 6
    LESSON = 7


class Review(StrEnum):
    """Which review was held."""

    MID_CYCLE = "mid-cycle"
    RETROSPECTIVE = "retrospective"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened. Fields that do not belong to its kind are empty.

    subject  the objective or key result it is about; None for what a unit said or held
    entry    the promise that moved (commitment)
    before   the value on the first day of the time asked for; None where there was none
    after    the value now (finished, value; confidence, where a value moved as well): a metric's
             value, a band's level, 0 or 1 for a yes/no, the share done of steps
    size     how large the step of the value was, as a share of the whole way where there is one
    fell     the confidence before and now (confidence)
    review   which one was held (review)
    text     the note of the check-in, the reason of the ledger, or the win, blocker or lesson
    author   who wrote it, where that is known
    place    its place among others of its kind in one file
    """

    kind: EventKind
    on: date
    folder: UnitCycle
    subject: ObjectiveRef | KeyResultRef | None = None
    entry: LedgerEntry | None = None
    before: Point | None = None
    after: Point | None = None
    size: Decimal = ZERO
    fell: tuple[Decimal, Decimal] | None = None
    review: Review | None = None
    text: str = ""
    author: str | None = None
    place: int = 0

    @property
    def order(self) -> tuple[int, Decimal, int, str, int]:
        """Sorts events: the most telling kind first, in it the largest step or the newest."""
        is_step = self.kind in _STEPS
        newest = -self.on.toordinal()
        name = str(self.subject or self.folder)
        return (self.kind, -self.size, 0 if is_step else newest, name, self.place)


_STEPS = frozenset({EventKind.FINISHED, EventKind.CONFIDENCE, EventKind.VALUE})
_event = maker(Event)


def events(
    scored: ScoredPortfolio,
    since: date,
    objectives: Iterable[ScoredObjective] | None = None,
    folders: Iterable[UnitCycle] | None = None,
) -> tuple[Event, ...]:
    """Everything after the day `since` up to the as-of date, the most telling first.

    Of `objectives` promises and values are told, of `folders` reviews, wins, blockers and lessons;
    without them, of all there are.
    """
    chosen = scored.objectives.values() if objectives is None else objectives
    held = _all_folders(scored) if folders is None else folders
    found = [event for one in chosen for event in _of_objective(scored, one, since)]
    found += [event for folder in held for event in _of_folder(scored, folder, since)]
    return tuple(sorted(found, key=attrgetter("order")))


def _all_folders(scored: ScoredPortfolio) -> tuple[UnitCycle, ...]:
    """Folders that hold anything: a unit may check in without an objective of its own."""
    portfolio = scored.portfolio
    named = (
        *(portfolio.by_folder, portfolio.check_ins),
        *(portfolio.mid_cycle_reviews, portfolio.retrospectives),
    )
    return tuple(sorted({folder for mapping in named for folder in mapping}))


# ── promises and values ───────────────────────────────────────────────────────────────────────


def _of_objective(
    scored: ScoredPortfolio, objective: ScoredObjective, since: date
) -> Iterator[Event]:
    if objective.objective.changes:  # as few have
        yield from _moved(objective.ref, objective.objective.changes, since, scored.as_of)
    for one in objective.key_results:
        if one.key_result.changes:
            yield from _moved(one.ref, one.key_result.changes, since, scored.as_of)
    for one in objective.key_results:
        if one.history and one.history[-1].date > since and (event := _observed(one, since)):
            yield event


def _moved(
    subject: ObjectiveRef | KeyResultRef, entries: Iterable[LedgerEntry], since: date, as_of: date
) -> Iterator[Event]:
    for place, entry in enumerate(entries):
        if since < entry.on <= as_of:
            yield Event(
                kind=EventKind.COMMITMENT,
                on=entry.on,
                folder=UnitCycle(subject.cycle, subject.unit),
                subject=subject,
                entry=entry,
                text=entry.reason,
                place=place,
            )


def _observed(scored: ScoredKeyResult, since: date) -> Event | None:
    """What the readings after the day say: where the value went, or that confidence fell."""
    before, after = step_after(scored.key_result.measure, scored.history, since)
    has_moved = after is not None and (before is None or before.value != after.value)
    fell = _fell(scored, since)
    if not has_moved and fell is None:
        return None
    last = scored.history[-1]
    return _event(
        kind=_kind(scored, before, fell),
        on=after.date if after and has_moved else last.date,
        folder=scored.ref.objective_ref.unit_cycle,
        subject=scored.ref,
        entry=None,
        before=before if has_moved else None,
        after=after if has_moved else None,
        size=_size(scored, before, after) if after and has_moved else ZERO,
        fell=fell,
        review=None,
        text=last.reading.note,
        author=last.author,
        place=0,
    )


def _fell(scored: ScoredKeyResult, since: date) -> tuple[Decimal, Decimal] | None:
    """The last fall of confidence, where it was reported after the day and asks for attention."""
    confidence = scored.confidence
    if confidence is None or not confidence.fell or confidence.date <= since:
        return None
    assert confidence.change is not None  # what fell was reported before
    return confidence.value - confidence.change, confidence.value


def _kind(
    scored: ScoredKeyResult, before: Point | None, fell: tuple[Decimal, Decimal] | None
) -> EventKind:
    if fell:
        return EventKind.CONFIDENCE
    is_done = scored.progress == ONE and not isinstance(scored.key_result.measure, Band)
    return EventKind.FINISHED if is_done and not _was_done(scored, before) else EventKind.VALUE


@arithmetic()
def _was_done(scored: ScoredKeyResult, before: Point | None) -> bool:
    """Whether the target had been reached before already."""
    if before is None:
        return False
    measure = scored.key_result.measure
    share = share_of_way(measure, before.value) if isinstance(measure, Metric) else before.value
    return share is not None and share >= ONE


@arithmetic()
def _size(scored: ScoredKeyResult, before: Point | None, after: Point) -> Decimal:
    """How large the step was, as a share of the whole way where there is one."""
    step = abs(after.value - before.value) if before else ZERO
    measure = scored.key_result.measure
    if isinstance(measure, Metric) and measure.baseline not in (None, measure.target):
        assert measure.baseline is not None
        return step / abs(measure.target - measure.baseline)
    return ZERO if isinstance(measure, Band | Metric) else step


# ── what units said and held ──────────────────────────────────────────────────────────────────


def _of_folder(scored: ScoredPortfolio, folder: UnitCycle, since: date) -> Iterator[Event]:
    mid_cycle = mid_cycle_review_of(scored, folder)
    if mid_cycle and mid_cycle.date > since:
        yield Event(
            kind=EventKind.REVIEW, on=mid_cycle.date, folder=folder, review=Review.MID_CYCLE
        )
    end = retrospective_of(scored, folder)
    if end and end.date > since:
        yield Event(
            kind=EventKind.REVIEW, on=end.date, folder=folder, review=Review.RETROSPECTIVE, place=1
        )
        lessons = (lesson.text for lesson in end.lessons)
        yield from _said(EventKind.LESSON, lessons, end.date, folder)
        yield from _said(EventKind.WIN, end.wins, end.date, folder)
    for check_in in check_ins_of(scored, folder):
        if check_in.date > since:
            said = ((EventKind.WIN, check_in.wins), (EventKind.BLOCKER, check_in.blockers))
            for kind, texts in said:
                yield from _said(kind, texts, check_in.date, folder, check_in.author)


def _said(
    kind: EventKind, texts: Iterable[str], on: date, folder: UnitCycle, author: str | None = None
) -> Iterator[Event]:
    for place, text in enumerate(texts):
        yield Event(kind=kind, on=on, folder=folder, text=text, author=author, place=place)
