"""Check-ins: whether they lie in their cycle, and whether their readings fit what they report."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from okrpress.model.finding import Place
from okrpress.model.ids import KeyResultRef, ObjectiveRef, UnitCycle
from okrpress.model.observations import CheckIn, Reading
from okrpress.model.okr import Band, Cycle, KeyResult, Metric, Objective
from okrpress.model.portfolio import Unit, UnitKind
from okrpress.source.assemble.references import Dangling
from okrpress.source.assemble.report import Report, Use, at_file
from okrpress.source.schema.measures import Observed, observation_mistake

GRACE = timedelta(days=31)
"""How long after the end of its cycle a check-in may still report."""


_NUMBERED = (Metric, Band)


class Around(NamedTuple):
    """What the check-ins and reviews of a folder are held against.

    `health` are the metrics that its unit declares. `dangling` and `unknown_health` gather what
    they name and nobody knows.
    """

    folder: UnitCycle
    cycle: Cycle
    objectives: Mapping[ObjectiveRef, Objective]
    key_results: Mapping[KeyResultRef, KeyResult]
    health: AbstractSet[str]
    report: Report
    dangling: list[Dangling]
    unknown_health: list[Use]

    def miss(self, ref: KeyResultRef, at: Place) -> None:
        """Note that a key result of the folder does not exist, or cannot be used."""
        self.dangling.append(Dangling(ref, self.folder, at))


def link_check_ins(
    written: Iterable[CheckIn], current: Iterable[CheckIn], around: Around
) -> tuple[CheckIn, ...]:
    """The check-ins of a folder in order of date, then file name, with the readings that fit.

    `current` are the observations in objectives' files: each stands for one check-in.
    """
    in_time = [
        check_in
        for check_in in written
        if _is_in_time(check_in, around) and _says_something(check_in, around)
    ]
    in_time.sort(key=_order)
    key_results = around.key_results.items()
    numbers = {ref for ref, one in key_results if isinstance(one.measure, _NUMBERED)}
    kept = [
        _with_known_health(_with_what_fits(check_in, numbers, around), around)
        for check_in in in_time
    ]
    alone = _all_alone(tuple(current), kept, around)
    if alone:
        kept = sorted((*kept, *(each for each in alone if each.readings)), key=_order)
    all_days_differ = len({check_in.date for check_in in kept}) == len(kept)
    if not all_days_differ or len(numbers) < len(key_results):
        _judge_sequence(kept, around.report, all_days_differ=all_days_differ)
    return tuple(kept)


def _all_alone(
    current: tuple[CheckIn, ...], linked: Iterable[CheckIn], around: Around
) -> list[CheckIn]:
    """The observations in objectives' files, where there are any, without those reported too."""
    if not current:
        return []
    reported = {reading.ref for check_in in linked for reading in check_in.readings}
    return [_alone(check_in, reported, around) for check_in in current]


def _order(check_in: CheckIn) -> tuple[date, str]:
    """Names without their ending: `2026-11-01-b.md` comes after `2026-11-01.md`."""
    return check_in.date, check_in.file.removesuffix(".md")


# ── time ──────────────────────────────────────────────────────────────────────────────────────


def outside(day: date, cycle: Cycle) -> str | None:
    """How a day lies outside of its cycle, for a message."""
    if cycle.start is None or cycle.end is None:
        return None
    if day < cycle.start:
        return f"before the cycle starts ({cycle.start})"
    if day - cycle.end > GRACE:
        return f"more than {GRACE.days} days after the cycle ends ({cycle.end})"
    return None


def _is_in_time(check_in: CheckIn, around: Around) -> bool:
    amiss = outside(check_in.date, around.cycle)
    if amiss is None:
        return True
    message = f"the check-in is of {check_in.date}, {amiss}"
    help = "correct the date in its name, or move the file to its cycle"
    around.report.add("REF015", at_file(check_in.file), message, help)
    around.report.leave_out(
        check_in.file, around.folder, f"REF015: {message}", is_unclear=bool(check_in.visibility)
    )
    return False


def _says_something(check_in: CheckIn, around: Around) -> bool:
    """One that does not is no check-in: whoever counts check-ins must not count it."""
    if check_in.says_something:
        return True
    message = f"the check-in of {check_in.date} says nothing and does not count"
    help = "fill it in, or delete the file"
    around.report.add("FMT074", at_file(check_in.file), message, help)
    return False


# ── readings ──────────────────────────────────────────────────────────────────────────────────


def _with_what_fits(check_in: CheckIn, numbers: set[KeyResultRef], around: Around) -> CheckIn:
    """The check-in with the readings that fit; a number fits those that are measured by one."""
    written = check_in.readings
    measured = [ref for ref, value, _, _, _, _, _ in written if value is not None]
    if len(measured) == len(written) and numbers.issuperset(measured):
        return check_in  # as nearly all are
    readings = tuple(reading for reading in written if _fits(reading, check_in, around))
    return check_in if len(readings) == len(written) else replace(check_in, readings=readings)


def _fits(reading: Reading, check_in: CheckIn, around: Around) -> bool:
    key_result = around.key_results.get(reading.ref)
    if key_result is None:
        around.miss(reading.ref, _at(check_in, reading))
        return False
    observed = _observed(reading)
    if observed is None:
        return True
    mistake = observation_mistake(key_result.measure, observed)
    if mistake is None:
        return True
    key = "done" if reading.value is None else "value"
    at = _at(check_in, reading).at(key, *mistake.keys)
    around.report.add(mistake.code, at, f"`{key}` {mistake.message}", mistake.help)
    return False


def _observed(reading: Reading) -> Observed | None:
    for observed in (reading.value, reading.done, reading.steps):
        if observed is not None:
            return observed
    return None


def _at(check_in: CheckIn, reading: Reading) -> Place:
    """The key in a check-in's file that names a key result."""
    return Place(file=check_in.file, keys=("key_results", own_key(reading.ref)), on="key")


def own_key(ref: KeyResultRef) -> str:
    """A key result as its own folder's check-ins and reviews name it."""
    return f"{ref.objective}#{ref.key_result}"


def _with_known_health(check_in: CheckIn, around: Around) -> CheckIn:
    """The check-in without levels whose range nobody declares."""
    if check_in.health.keys() <= around.health:
        return check_in
    for id in sorted(check_in.health.keys() - around.health):
        at = Place(file=check_in.file, keys=("health", id), on="key")
        around.unknown_health.append(Use(id, at))
    kept = {id: level for id, level in check_in.health.items() if id in around.health}
    return replace(check_in, health=kept)


def judge_health(unit: Unit, unknown: Iterable[Use], report: Report) -> None:
    """One finding for each metric that the unit's check-ins report and its file does not have."""
    folder = "people" if unit.kind is UnitKind.PERSON else "teams"
    known = {metric.id for metric in unit.health}
    otherwise = f"declare `{{}}` under `health` in {folder}/{unit.id}.md"
    report.unknown("REF018", f"health metric of `{unit.id}`", unknown, known, otherwise)


# ── current values ────────────────────────────────────────────────────────────────────────────


def _alone(check_in: CheckIn, reported: set[KeyResultRef], around: Around) -> CheckIn:
    """The `current` values of an objective that lie in the cycle and beside no check-in."""
    amiss = outside(check_in.date, around.cycle)
    kept = []
    for reading in check_in.readings:
        if reading.ref in reported:
            at = _at_key_result(check_in, reading.ref, around).at("current", on="key")
            message = f"`{reading.ref.key_result}` has check-ins, and `current` as well"
            around.report.add("REF017", at, message, "remove `current` and `as_of`")
        elif amiss:
            at = _at_key_result(check_in, reading.ref, around).at("as_of")
            message = f"`as_of` is {check_in.date}, {amiss}"
            around.report.add("REF015", at, message, "correct the date")
        else:
            kept.append(reading)
    if len(kept) == len(check_in.readings):
        return check_in
    return replace(check_in, readings=tuple(kept))


def _at_key_result(check_in: CheckIn, ref: KeyResultRef, around: Around) -> Place:
    key_results = around.objectives[ref.objective_ref].key_results
    index = next(i for i, each in enumerate(key_results) if each.id == ref.key_result)
    return Place(file=check_in.file, keys=("key_results", index))


# ── one after the other ───────────────────────────────────────────────────────────────────────


class _Last(NamedTuple):
    """The last check-in of a key result that observed something, or gave a confidence."""

    date: date
    file: str
    steps: frozenset[str] = frozenset()


def _judge_sequence(check_ins: Iterable[CheckIn], report: Report, *, all_days_differ: bool) -> None:
    """Key results reported twice on a day, and steps that were done and are not any more."""
    observed: dict[KeyResultRef, _Last] = {}
    believed: dict[KeyResultRef, _Last] = {}
    for check_in in check_ins:
        for reading in check_in.readings:
            if all_days_differ and reading.steps is None:
                continue
            twice = [
                last for last in _last_of(reading, observed, believed) if last.date == check_in.date
            ]
            if twice:
                _judge_day(reading, check_in, twice[0], report)
            elif reading.steps is not None and reading.ref in observed:
                _judge_steps(reading, check_in, observed[reading.ref], report)
            last = _Last(check_in.date, check_in.file, frozenset(reading.steps or ()))
            if reading.has_observation:
                observed[reading.ref] = last
            if reading.confidence is not None:
                believed[reading.ref] = last


def _last_of(
    reading: Reading,
    observed: Mapping[KeyResultRef, _Last],
    believed: Mapping[KeyResultRef, _Last],
) -> Iterator[_Last]:
    """What the reading would take the place of, were it of the same day."""
    if reading.has_observation and reading.ref in observed:
        yield observed[reading.ref]
    if reading.confidence is not None and reading.ref in believed:
        yield believed[reading.ref]


def _judge_day(reading: Reading, check_in: CheckIn, before: _Last, report: Report) -> None:
    name = before.file.rpartition("/")[2]
    message = f"`{own_key(reading.ref)}` is reported on {check_in.date} by {name}, too"
    help = "this file's reading is used: remove one, or correct the date of one"
    report.add("REF016", _at(check_in, reading), message, help)


def _judge_steps(reading: Reading, check_in: CheckIn, before: _Last, report: Report) -> None:
    undone = sorted(before.steps.difference(reading.steps or ()))
    if undone:
        steps = ", ".join(f"`{id}`" for id in undone)
        message = f"{steps} was done on {before.date} and is missing here"
        help = "list every step done so far, not only the new ones"
        report.add("REF019", _at(check_in, reading).at("done"), message, help)
