"""What was answered so far, and the check-ins that it makes: one for each cycle."""

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import date
from decimal import Decimal

from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef, UnitCycle
from okrpress.model.observations import CheckIn, Reading
from okrpress.writing.check_in.questions import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The answers of one unit on one day.

    `home` is the folder that health and words go to: of the shortest cycle. `passed` are the keys
    of the questions that need not be asked again.
    """

    home: UnitCycle
    date: date
    author: str | None = None
    readings: Mapping[KeyResultRef, Reading] = field(default_factory=dict)
    health: Mapping[str, Decimal] = field(default_factory=dict)
    priorities: tuple[str, ...] = ()
    blockers: tuple[str, ...] = ()
    wins: tuple[str, ...] = ()
    body: str = ""
    passed: tuple[str, ...] = ()

    @property
    def answers(self) -> int:
        """How many things were said."""
        words = sum(bool(self.words(one)) for one in Words)
        return len(self.readings) + len(self.health) + words

    def words(self, about: Words) -> tuple[str, ...]:
        """What was said in words; the free text as one."""
        match about:
            case Words.PRIORITIES:
                return self.priorities
            case Words.BLOCKERS:
                return self.blockers
            case Words.WINS:
                return self.wins
            case _:
                return (self.body,) if self.body else ()

    def read(self, reading: Reading) -> "Sheet":
        """With one key result answered, in place of an earlier answer."""
        return replace(self, readings={**self.readings, reading.ref: reading})

    def unread(self, ref: KeyResultRef) -> "Sheet":
        """Without an answer for the key result."""
        kept = {other: reading for other, reading in self.readings.items() if other != ref}
        return replace(self, readings=kept)

    def measured(self, metric: str, value: Decimal | None) -> "Sheet":
        """With the value of a health metric, or without one."""
        kept = {id: level for id, level in self.health.items() if id != metric}
        return replace(self, health=kept if value is None else {**kept, metric: value})

    def said(self, about: Words, texts: Iterable[str]) -> "Sheet":
        """With these words in place of earlier ones; what is said twice counts once."""
        if about is Words.BODY:
            return replace(self, body="\n".join(texts))
        once = tuple(dict.fromkeys(texts))
        match about:
            case Words.PRIORITIES:
                return replace(self, priorities=once)
            case Words.BLOCKERS:
                return replace(self, blockers=once)
            case _:
                return replace(self, wins=once)

    def passing(self, key: str) -> "Sheet":
        """With a question that need not be asked again."""
        return replace(self, passed=tuple(dict.fromkeys((*self.passed, key))))

    def returning_to(self, key: str) -> "Sheet":
        """With a question that is to be asked again."""
        return replace(self, passed=tuple(other for other in self.passed if other != key))

    def check_ins(self) -> tuple[CheckIn, ...]:
        """What is to be written: one for each folder that something was said about."""
        folders: dict[UnitCycle, list[Reading]] = {}
        if self.answers > len(self.readings):
            folders[self.home] = []
        for ref, reading in self.readings.items():
            folders.setdefault(ref.objective_ref.unit_cycle, []).append(reading)
        return tuple(self._check_in(folder, readings) for folder, readings in folders.items())

    def _check_in(self, folder: UnitCycle, readings: Iterable[Reading]) -> CheckIn:
        check_in = CheckIn(
            unit_cycle=folder, date=self.date, author=self.author, readings=tuple(readings)
        )
        if folder != self.home:
            return check_in
        return replace(
            check_in,
            health=self.health,
            priorities=self.priorities,
            blockers=self.blockers,
            wins=self.wins,
            body=self.body,
        )
