"""What was seen and decided, then and now: check-ins and reviews.

What was observed does not change by itself: a check-in that was there before and reads differently
was rewritten.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from okrpress.changes.change import Change, Kind, Subject, Term
from okrpress.changes.identity import Names
from okrpress.model.finding import Place
from okrpress.model.ids import KeyResultRef, UnitCycle
from okrpress.model.observations import (
    CheckIn,
    Grade,
    Lesson,
    MidCycleReview,
    Reading,
    Retrospective,
    ReviewDecision,
)
from okrpress.model.portfolio import Portfolio


def observation_changes(before: Portfolio, after: Portfolio, names: Names) -> Iterator[Change]:
    """Every change to check-ins, mid-cycle reviews and retrospectives."""
    retrospectives = (before.retrospectives, after.retrospectives)
    yield from _reviews(Subject.RETROSPECTIVE, *retrospectives, _retrospective, names)
    mid_cycles = (before.mid_cycle_reviews, after.mid_cycle_reviews)
    yield from _reviews(Subject.MID_CYCLE, *mid_cycles, _mid_cycle, names)
    yield from _check_ins(before, after, names)


class _Said(NamedTuple):
    """One thing that a file says: its key, in words, and where."""

    term: Term
    keys: tuple[str | int, ...]
    ref: KeyResultRef | None = None


Sayings = Mapping[tuple[str, ...], _Said]
Review = TypeVar("Review", MidCycleReview, Retrospective)


def _compare(
    subject: Subject, id: str, title: str, files: tuple[str, str], sayings: tuple[Sayings, Sayings]
) -> Iterator[Change]:
    """What is said differently in two revisions of one file; a new saying only adds."""
    before, after = sayings
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key), after.get(key)
        if was and now and was.term == now.term:
            continue
        known = now or was
        assert known is not None  # the key is from one of them
        yield Change(
            subject=subject,
            kind=Kind.REWRITTEN if was else Kind.ADDED,
            id=id,
            title=title,
            ref=known.ref,
            field=" ".join(key),
            before=was.term if was else None,
            after=now.term if now else None,
            was=Place(file=files[0], keys=was.keys) if was else None,
            now=Place(file=files[1], keys=now.keys) if now else Place(file=files[1]),
        )


def _newer(said: Sayings, names: Names) -> Sayings:
    """What the older file says of things that are still there, under their newer names.

    The sayings about what is gone still stand in the file: nobody rewrote them.
    """
    found: dict[tuple[str, ...], _Said] = {}
    for key, one in said.items():
        if one.ref is None:
            found[key] = one
        elif newer := names.key_result(one.ref):
            found[_name(newer), *key[1:]] = one._replace(ref=newer)
    return found


def _whole(subject: Subject, kind: Kind, id: str, title: str, file: str) -> Change:
    place = Place(file=file)
    is_new = kind is Kind.ADDED
    return Change(
        subject=subject,
        kind=kind,
        id=id,
        title=title,
        was=None if is_new else place,
        now=place if is_new else None,
    )


# ── check-ins ─────────────────────────────────────────────────────────────────────────────────


def _check_ins(before: Portfolio, after: Portfolio, names: Names) -> Iterator[Change]:
    old, new = _by_name(before, names), _by_name(after)
    for key, check_in in new.items():
        was = old.get(key)
        if was is None:
            yield _whole(
                Subject.CHECK_IN, Kind.ADDED, _id(check_in), _title(check_in), check_in.file
            )
        elif was is not check_in:
            files = (was.file, check_in.file)
            sayings = (_newer(_check_in(was), names), _check_in(check_in))
            yield from _compare(Subject.CHECK_IN, _id(check_in), _title(check_in), files, sayings)
    objectives = set(map(str, after.objectives))
    for key, check_in in old.items():
        if key not in new and key[0] not in objectives:  # there, a newer `current` stands for it
            yield _whole(
                Subject.CHECK_IN, Kind.DROPPED, _id(check_in), _title(check_in), check_in.file
            )


def _by_name(portfolio: Portfolio, names: Names | None = None) -> dict[tuple[str, str], CheckIn]:
    """Check-ins by file name and day, under what the newer revision calls their folders.

    `current` in an objective's file is a check-in of the day it names.
    """
    objectives = {one.file: ref for ref, one in portfolio.objectives.items()}
    found: dict[tuple[str, str], CheckIn] = {}
    for folder, check_ins in portfolio.check_ins.items():
        now = names.folder(folder) if names else folder
        for one in check_ins:
            ref = objectives.get(one.file)
            if ref is None:
                name = f"{now}/checkins/{one.file.rpartition('/')[2]}"
            else:
                name = str(names.objective(ref) if names else ref)
            found[name, one.date.isoformat()] = one
    return found


def _id(check_in: CheckIn) -> str:
    return f"{check_in.unit_cycle}/{check_in.date}"


def _title(check_in: CheckIn) -> str:
    author = f" by {check_in.author}" if check_in.author else ""
    return f"check-in of {check_in.date}{author}"


def _check_in(check_in: CheckIn) -> Sayings:
    said: dict[tuple[str, ...], _Said] = {}
    for reading in check_in.readings:
        name = _name(reading.ref)
        for field, term in _reading(reading):
            if term is not None:
                said[name, field] = _Said(term, ("key_results", name, field), reading.ref)
    for id, level in check_in.health.items():
        said["health", id] = _Said(level, ("health", id))
    for field in ("author", "priorities", "blockers", "wins", "visibility", "body"):
        text: Term = getattr(check_in, field)
        if text:
            said[(field,)] = _Said(text, () if field == "body" else (field,))
    return said


def _reading(reading: Reading) -> Iterator[tuple[str, Term]]:
    yield "value", reading.value
    yield "done", reading.steps if reading.steps is not None else _yes(reading.done)
    yield "confidence", reading.confidence
    yield "note", reading.note or None
    yield "visibility", reading.visibility


def _yes(done: bool | None) -> Term:  # noqa: FBT001 - what a yes/no says
    return None if done is None else str(done).lower()


# ── reviews ───────────────────────────────────────────────────────────────────────────────────


def _reviews(
    subject: Subject,
    before: Mapping[UnitCycle, Review],
    after: Mapping[UnitCycle, Review],
    said: Callable[[Review], Sayings],
    names: Names,
) -> Iterator[Change]:
    """Every change to the reviews of one kind; `said` is what one of them says."""
    title = "retrospective" if subject is Subject.RETROSPECTIVE else "mid-cycle review"
    older = {names.folder(folder): one for folder, one in before.items()}
    for folder, now in after.items():
        was = older.get(folder)
        if was is now:
            continue
        if was is None:
            yield _whole(subject, Kind.ADDED, str(folder), title, now.file)
        files = (was.file if was else now.file, now.file)
        sayings = (_newer(said(was), names) if was else {}, said(now))
        yield from _compare(subject, str(folder), title, files, sayings)
    for folder, was in older.items():
        if folder not in after:
            yield _whole(subject, Kind.DROPPED, str(folder), title, was.file)


def _mid_cycle(review: MidCycleReview) -> Sayings:
    said: dict[tuple[str, ...], _Said] = {
        (_name(ref), "decision"): _Said(_decision(one), ("key_results", _name(ref)), ref)
        for ref, one in review.decisions.items()
    }
    return said | _texts(review, ("external_factors", "tactics", "visibility", "body"))


def _retrospective(retrospective: Retrospective) -> Sayings:
    said: dict[tuple[str, ...], _Said] = {}
    for ref, grade in retrospective.grades.items():
        said[_name(ref), "grade"] = _Said(_grade(grade), ("grades", _name(ref)), ref)
    for ref, carry in retrospective.carry.items():
        said[_name(ref), "carry"] = _Said(carry, ("carry", _name(ref)), ref)
    lessons = tuple(map(_lesson, retrospective.lessons))
    if lessons:
        said[("lessons",)] = _Said(lessons, ("lessons",))
    return said | _texts(retrospective, ("drivers", "obstacles", "wins", "visibility", "body"))


def _texts(
    review: MidCycleReview | Retrospective, fields: tuple[str, ...]
) -> dict[tuple[str, ...], _Said]:
    said: dict[tuple[str, ...], _Said] = {("date",): _Said(review.date, ("date",))}
    for field in fields:
        term: Term = getattr(review, field)
        if term:
            said[(field,)] = _Said(term, () if field == "body" else (field,))
    return said


def _name(ref: KeyResultRef) -> str:
    return f"{ref.objective}#{ref.key_result}"


def _decision(decision: ReviewDecision) -> str:
    return f"{decision.decision}: {decision.why}" if decision.why else decision.decision


def _lesson(lesson: Lesson) -> str:
    return f"{lesson.text} ({lesson.visibility})" if lesson.visibility else lesson.text


def _grade(grade: Grade) -> str:
    score = "as computed" if grade.score is None else str(grade.score)
    words = "; ".join(word for word in (grade.why, grade.note) if word)
    return f"{score} ({words})" if words else score
