"""What a check-in asks, in its order: due key results, health, and the week in words."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum

from okrpress.insight.due import due_key_results, expected_value
from okrpress.insight.folders import check_ins_of, key_results_of
from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.model.okr import HealthMetric
from okrpress.scoring.result import ScoredKeyResult, ScoredPortfolio, Status
from okrpress.writing.check_in.subject import Scale, Subject, health_scale, subject_of

_NOT_RUNNING = frozenset({Status.DRAFT, Status.POSTPONED, Status.CANCELLED, Status.NOT_STARTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyResultQuestion:
    """How far a key result is, on the day `on`.

    `expected` is the value that the day expects of a metric; `objective` a title.
    """

    on: date
    objective: str
    scored: ScoredKeyResult
    subject: Subject
    expected: Decimal | None

    @property
    def key(self) -> str:
        """What an answer is kept under."""
        return str(self.scored.ref)


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthQuestion:
    """The level of a health metric; `last` and `on` are its last value and day, if any."""

    metric: HealthMetric
    last: Decimal | None = None
    on: date | None = None

    @property
    def key(self) -> str:
        """What an answer is kept under."""
        return f"health/{self.metric.id}"

    @property
    def scale(self) -> Scale:
        """What its value is typed on."""
        return health_scale(self.metric, self.last)


class Words(StrEnum):
    """What is asked in words, by its key in the file."""

    PRIORITIES = "priorities"
    BLOCKERS = "blockers"
    WINS = "wins"
    BODY = "body"

    @property
    def key(self) -> str:
        """What an answer is kept under."""
        return self.value


Question = KeyResultQuestion | HealthQuestion | Words


def questions(
    scored: ScoredPortfolio, folders: Iterable[UnitCycle], *, every: bool
) -> tuple[Question, ...]:
    """What is to be asked about a unit's folders on the as-of day; nothing when nothing is due.

    `every` asks for all key results that run, due or not.
    """
    folders = tuple(folders)
    asked = [one for folder in folders for one in _of_folder(scored, folder, every=every)]
    if not asked:
        return ()
    unit = folders[0].unit
    return (*asked, *health_questions(scored, unit), *Words)


def _of_folder(
    scored: ScoredPortfolio, folder: UnitCycle, *, every: bool
) -> Iterator[KeyResultQuestion]:
    due = {one.scored.ref for one in due_key_results(scored, folder)}
    for objective, one in key_results_of(scored, folder):
        if one.ref in due or (every and one.status not in _NOT_RUNNING):
            if is_current(objective.objective.file, one):
                continue
            yield KeyResultQuestion(
                on=scored.as_of,
                objective=objective.objective.title,
                scored=one,
                subject=subject_of(one),
                expected=expected_value(one),
            )


def is_current(file: str, scored: ScoredKeyResult) -> bool:
    """Whether the objective's `file` says `current`, beside which no check-in may stand."""
    return any(one.file == file for one in scored.history)


def health_questions(scored: ScoredPortfolio, unit: str) -> Iterator[HealthQuestion]:
    """The unit's health metrics with their last values, whichever cycle these were reported in."""
    last: dict[str, tuple[date, Decimal]] = {}
    for folder in scored.portfolio.check_ins:
        for check_in in check_ins_of(scored, folder) if folder.unit == unit else ():
            for id, value in check_in.health.items():
                if id not in last or last[id][0] <= check_in.date:
                    last[id] = (check_in.date, value)
    for metric in scored.portfolio.units[unit].health:
        if metric.id in last:
            on, value = last[metric.id]
            yield HealthQuestion(metric=metric, last=value, on=on)
        else:
            yield HealthQuestion(metric=metric)
