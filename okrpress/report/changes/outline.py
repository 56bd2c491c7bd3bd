"""What a comparison says, in order, for every format: headings, sentences, numbers."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from okrpress.changes import Change, Changes, Direction, Effect, Kind, Subject
from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef, ObjectiveRef
from okrpress.report.changes import words
from okrpress.report.report import Report
from okrpress.report.text import plural
from okrpress.scoring.result import Rollup, ScoredKeyResult

Pair = tuple[str, str]
"""A number before and after, in words."""

MARKS = ("eased", "hardened", "added", "dropped", "rewritten", "reworded", "moved")
NUMBERS = ("progress", "status", "confidence", "score")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What a report of a comparison is made from: `findings` are those that are new.

    `commit` is the one that a comment says it is about; mostly empty.
    """

    base: str
    head: str
    as_of: date
    changes: Changes
    findings: Report
    known: int
    mended: int
    commit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One change; `mark` is one of MARKS, or empty."""

    text: str
    mark: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The numbers of one thing before and after."""

    title: str
    is_whole: bool
    progress: Pair
    status: Pair
    confidence: Pair
    score: Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One objective with what happened to it, or a kind of thing; `where` names it as ids do.

    `more` counts lines that were left out.
    """

    title: str
    where: str
    lines: tuple[Line, ...]
    rows: tuple[Row, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """All that is said: a sentence that sums it up, the roll-ups, and a section for each thing."""

    summary: str
    rollups: tuple[Row, ...]
    sections: tuple[Section, ...]


def outline(compared: Compared) -> Outline:
    """The comparison in order: what touches most comes first."""
    changes = compared.changes
    by_objective: dict[ObjectiveRef, list[Change]] = {}
    others: list[Change] = []
    for change in changes.changes:
        ref = change.ref.objective_ref if isinstance(change.ref, KeyResultRef) else change.ref
        is_commitment = change.subject in {
            Subject.OBJECTIVE,
            Subject.KEY_RESULT,
            Subject.INITIATIVE,
        }
        if ref is not None and is_commitment:
            by_objective.setdefault(ref, []).append(change)
        else:
            others.append(change)
    effects = {effect.ref: effect for effect in changes.effects}
    refs = dict.fromkeys((*by_objective, *effects))
    return Outline(
        summary=_summary(changes),
        rollups=tuple(_rollups(changes)),
        sections=(
            *(
                _objective(ref, by_objective.get(ref, []), effects.get(ref), changes)
                for ref in refs
            ),
            *_others(others),
        ),
    )


# ── the sentence ──────────────────────────────────────────────────────────────────────────────


def _summary(changes: Changes) -> str:
    """Counts of what reviewers ask for first."""
    counts = [
        (_count(changes, Direction.EASED), "commitment eased", "commitments eased"),
        (_count(changes, Direction.HARDENED), "commitment hardened", "commitments hardened"),
        *(
            (_whole(changes, subject, kind), f"{one} {done}", f"{many} {done}")
            for subject, one, many in (
                (Subject.OBJECTIVE, "objective", "objectives"),
                (Subject.KEY_RESULT, "key result", "key results"),
                (Subject.CHECK_IN, "check-in", "check-ins"),
                (Subject.MID_CYCLE, "mid-cycle review", "mid-cycle reviews"),
                (Subject.RETROSPECTIVE, "retrospective", "retrospectives"),
            )
            for kind, done in ((Kind.ADDED, "added"), (Kind.DROPPED, "dropped"))
        ),
        (len(changes.moved), "objective renamed", "objectives renamed"),
        (_fields(changes, "visibility"), "visibility changed", "visibilities changed"),
        (_kinds(changes, Kind.REWORDED), "text reworded", "texts reworded"),
        (
            _kinds(changes, Kind.REWRITTEN),
            "line of the past rewritten",
            "lines of the past rewritten",
        ),
    ]
    said = [plural(count, one, many) for count, one, many in counts if count]
    effects = len(changes.effects)
    said.append(
        f"the numbers of {plural(effects, 'objective', 'objectives')} differ"
        if effects
        else "no number differs"
    )
    if not changes.changes and not effects:
        return "Nothing changed."
    text = ", ".join(said)
    return f"{text[0].upper()}{text[1:]}."


def _count(changes: Changes, direction: Direction) -> int:
    return sum(change.direction is direction for change in changes.changes)


def _fields(changes: Changes, field: str) -> int:
    return sum(change.field.split(" ")[-1] == field for change in changes.changes)


def _kinds(changes: Changes, kind: Kind) -> int:
    return sum(change.kind is kind for change in changes.changes)


def _whole(changes: Changes, subject: Subject, kind: Kind) -> int:
    return sum(
        change.subject is subject and change.kind is kind and not change.field
        for change in changes.changes
    )


# ── sections ──────────────────────────────────────────────────────────────────────────────────


def _objective(
    ref: ObjectiveRef, changes: list[Change], effect: Effect | None, within: Changes
) -> Section:
    before, after = within.before.portfolio.objectives, within.after.portfolio.objectives
    known = after.get(ref) or before[ref]
    return Section(
        title=known.title,
        where=str(ref),
        lines=tuple(map(_line, changes)),
        rows=tuple(_rows(effect)) if effect else (),
    )


def _line(change: Change) -> Line:
    mark = change.direction or ("" if change.kind is Kind.CHANGED else change.kind)
    return Line(
        text=words.sentence(change),
        mark=str(mark),
        reason=words.explanation(change),
    )


def _others(changes: Iterable[Change]) -> Iterator[Section]:
    """What is not about one objective, by kind of thing."""
    headings = {
        Subject.RETROSPECTIVE: "Retrospectives",
        Subject.MID_CYCLE: "Mid-cycle reviews",
        Subject.CHECK_IN: "Check-ins",
        Subject.CYCLE: "Cycles",
        Subject.TEAM: "Teams",
        Subject.PERSON: "People",
        Subject.ORGANISATION: "Organisation and settings",
    }
    grouped: dict[Subject, list[Change]] = {}
    for change in changes:
        grouped.setdefault(change.subject, []).append(change)
    for subject, heading in headings.items():
        if subject in grouped:
            lines = tuple(map(_line, grouped[subject]))
            yield Section(title=heading, where="", lines=lines)


# ── numbers ───────────────────────────────────────────────────────────────────────────────────


def _rows(effect: Effect) -> Iterator[Row]:
    before = effect.before.rollup if effect.before else None
    after = effect.after.rollup if effect.after else None
    yield _rollup_row("the objective", before, after)
    for was, now in effect.key_results:
        yield _key_result_row(was, now)


def _rollups(changes: Changes) -> Iterator[Row]:
    """Those where rounding leaves a difference to be seen."""
    for id, (before, after) in (*changes.cycles.items(), *changes.folders.items()):
        row = _rollup_row(str(id), before, after)
        if any(was != now for was, now in (row.progress, row.status, row.score)):
            yield row


def _rollup_row(title: str, before: Rollup | None, after: Rollup | None) -> Row:
    both = (before, after)
    progress = [words.percent(one.progress if one else None) for one in both]
    status = [words.status(one.status if one else None) for one in both]
    score = [words.number(one.score if one else None) for one in both]
    return Row(
        title=title,
        is_whole=True,
        progress=(progress[0], progress[1]),
        status=(status[0], status[1]),
        confidence=(words.NOTHING, words.NOTHING),
        score=(score[0], score[1]),
    )


def _key_result_row(before: ScoredKeyResult | None, after: ScoredKeyResult | None) -> Row:
    both = (before, after)
    one = after or before
    assert one is not None  # it is on one side
    progress = [words.percent(each.raw if each else None) for each in both]
    status = [words.status(each.status if each else None) for each in both]
    confidence = [words.number(_confidence(each)) for each in both]
    score = [words.number(each.score if each else None) for each in both]
    return Row(
        title=one.key_result.title,
        is_whole=False,
        progress=(progress[0], progress[1]),
        status=(status[0], status[1]),
        confidence=(confidence[0], confidence[1]),
        score=(score[0], score[1]),
    )


def _confidence(scored: ScoredKeyResult | None) -> Decimal | None:
    return scored.confidence.value if scored and scored.confidence else None


def arrow(pair: Pair) -> str:
    """Before and after in a cell: one word where they are the same."""
    before, after = pair
    return after if before == after else f"{before} → {after}"


def columns(rows: Iterable[Row]) -> tuple[str, ...]:
    """The numbers that any of the rows has, in their order."""
    rows = tuple(rows)
    empty = (words.NOTHING, words.NOTHING)
    return tuple(name for name in NUMBERS if any(getattr(row, name) != empty for row in rows))
