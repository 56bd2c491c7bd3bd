"""What takes how long, where somebody has asked; otherwise nothing is measured.

The clock comes from whoever asks, at the edge of the program. Processes that help hand over what
they have measured with what they have made. No result depends on any of it.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import NamedTuple, TypeVar

T = TypeVar("T")

Clock = Callable[[], float]
"""Seconds since whenever; the difference of two looks is what counts."""


class Spent(NamedTuple):
    """Seconds of one piece of work, without those of pieces within it that were measured too.

    `work` says what was done, `name` to which file, `group` with which of its like.
    """

    work: str
    name: str
    group: str
    seconds: float


class Meter:
    """Gathers what was measured while it is on."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._spent: list[Spent] = []
        self._within: list[float] = []
        self._names: list[tuple[str, str]] = []

    @contextmanager
    def measuring(self, work: str, name: str, group: str) -> Iterator[None]:
        """Measure what is done meanwhile."""
        what = (name, group) if name or not self._names else self._names[-1]
        self._names.append(what)
        self._within.append(0.0)
        begun = self._clock()
        try:
            yield
        finally:
            whole = self._clock() - begun
            self._names.pop()
            self._spent.append(Spent(work, *what, whole - self._within.pop()))
            if self._within:
                self._within[-1] += whole

    def taken(self) -> list[Spent]:
        """What was measured since it was taken last."""
        taken, self._spent = self._spent, []
        return taken

    def add(self, spent: Iterable[Spent]) -> None:
        """Take in what another process has measured."""
        self._spent += spent


_on: list[Meter] = []  # the one that is on, if any
_OFF = nullcontext()
is_metering: Callable[[], int] = _on.__len__
"""Whether anything is measured; for those who are asked so often that a call counts."""


@contextmanager
def metering(clock: Clock) -> Iterator[Meter]:
    """Measure all that is done meanwhile in this process, and in those that help it."""
    _on[:] = [Meter(clock)]
    try:
        yield _on[0]
    finally:
        _on.clear()


def measuring(work: str, name: str = "", group: str = "") -> AbstractContextManager[None]:
    """Measure what is done meanwhile, where somebody wants to know.

    Without a name it is done to the same file as the work around it.
    """
    return _on[0].measuring(work, name, group) if _on else _OFF


def measured(work: str, make: Callable[[], T]) -> T:
    """What `make` gives. It is measured as by `measuring`, but costs less where nobody asks."""
    if not _on:
        return make()
    with measuring(work):
        return make()


def take_spent() -> list[Spent]:
    """What this process has measured since the last time, for the one that it helps."""
    return _on[0].taken() if _on else []


def add_spent(spent: Iterable[Spent]) -> None:
    """Take in what a process that helps has measured."""
    if _on:
        _on[0].add(spent)
