"""What was reported about a key result, and in what order it counts."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import takewhile
from operator import attrgetter

from okrpress.model.ids import KeyResultRef
from okrpress.model.observations import CheckIn, Reading
from okrpress.model.okr import Aggregate, Band, Measure, Metric, Steps, YesNo
from okrpress.scoring.result import Dated
from okrpress.tuples import new

History = tuple[Dated, ...]


def histories(check_ins: Iterable[CheckIn], as_of: date) -> Mapping[KeyResultRef, History]:
    """The readings of each key result of a folder up to the day.

    They keep the order of the folder's check-ins: by date, then file name. What is dated later
    does not exist yet. A reading that only carries a note is none.
    """
    found: defaultdict[KeyResultRef, list[Dated]] = defaultdict(list)
    for check_in in takewhile(lambda one: one.date <= as_of, check_ins):
        day, author, file = check_in.date, check_in.author, check_in.file
        for reading in check_in.readings:
            ref, value, done, steps, confidence, _, _ = reading
            is_noted_only = value is None and confidence is None and done is None and steps is None
            if not is_noted_only:
                found[ref].append(new(Dated, (day, reading, author, file)))
    return {ref: tuple(readings) for ref, readings in found.items()}


def says_something(reading: Reading) -> bool:
    """Whether it carries more than a note."""
    said = (reading.value, reading.confidence, reading.done, reading.steps)
    return any(one is not None for one in said)


def observations(measure: Measure, history: History) -> History:
    """The readings that say how far the key result is: one a day, the later file's."""
    seen = _seen(measure)
    if seen is _VALUE:  # as nearly always
        by_day = {one[0]: one for one in history if one[1][1] is not None}
    else:
        by_day = {one.date: one for one in history if seen(one.reading) is not None}
    return history if len(by_day) == len(history) else tuple(by_day.values())


def counting(measure: Measure, history: History) -> History:
    """The observations that the value follows from; of most metrics only the last one does."""
    if isinstance(measure, Metric) and measure.aggregate is _LATEST:
        return last_observation(measure, history)
    return observations(measure, history)


def confidences(history: History) -> History:
    """The readings that give a confidence: one a day, the later file's."""
    by_day = {one[0]: one for one in history if one[1][4] is not None}
    return history if len(by_day) == len(history) else tuple(by_day.values())


def last_observation(measure: Measure, history: History) -> History:
    """The last of the `observations`, or nothing: without going through all of them."""
    seen = _seen(measure)
    if history and seen(history[-1][1]) is not None:
        return history[-1:]
    for one in reversed(history):
        if seen(one[1]) is not None:
            return (one,)
    return ()


def last_confidences(history: History) -> History:
    """The last two of the `confidences`, or as many as there are."""
    last: Dated | None = None
    for one in reversed(history):
        if one[1][4] is None:
            continue
        if last is None:
            last = one
        elif one[0] != last[0]:
            return (one, last)
    return () if last is None else (last,)


def _seen(measure: Measure) -> Callable[[Reading], object]:
    """What of a reading says how far a key result of that measure is; None where nothing does."""
    match measure:
        case Metric() | Band():
            return _VALUE
        case YesNo():
            return _DONE
        case Steps():
            return _STEPS
        case _:
            return _nothing


_LATEST = Aggregate.LATEST  # to name it takes ten times as long
_VALUE, _DONE, _STEPS = attrgetter("value"), attrgetter("done"), attrgetter("steps")


def _nothing(_: Reading) -> None:
    return None
