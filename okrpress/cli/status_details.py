"""The details of a status on a terminal: an objective, a key result, a person's tasks."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from okrpress.cli.status_rows import (
    Canvas,
    heading,
    hung,
    key_result,
    objective_head,
    words,
)
from okrpress.insight.attention import Reason
from okrpress.insight.tasks import Stake, Tasks, Work
from okrpress.model.okr import Initiative, InitiativeStatus, LedgerEntry, YesNo
from okrpress.report.due_words import ground_text
from okrpress.report.status_words import day, number, own_words, span
from okrpress.scoring.explain import explain
from okrpress.scoring.result import Dated, Explanation, ScoredKeyResult, ScoredObjective

READINGS = 8
"""How many of the last readings are listed."""

_IN_NUMBERS = frozenset({Reason.OFF_TRACK, Reason.AT_RISK, Reason.STALE, Reason.NO_DATA})
"""Reasons that a key result's own lines say already."""

Lines = Iterator[RenderableType]


# ── an objective ──────────────────────────────────────────────────────────────────────────────


def objective_lines(canvas: Canvas, scored: ScoredObjective) -> Lines:
    """One objective: its key results in full, what it belongs to, the work on it."""
    objective = scored.objective
    yield objective_head(canvas, scored)
    for one in scored.key_results:
        yield Padding(key_result(canvas, one, *_last_note(one)), (0, 0, 0, 2))
    above = ", ".join(str(ref) for ref in objective.supports)
    below = canvas.report.portfolio.supporters.get(scored.ref, ())
    links = (
        ("supports", above),
        ("supported by", ", ".join(str(ref) for ref in below)),
        ("stands alone", objective.stands_alone),
        ("depends on", ", ".join(str(ref) for ref in objective.depends_on)),
        ("reason", objective.reason),
    )
    yield from _pairs((name, text) for name, text in links if text)
    loose = [one for one in objective.initiatives if one.key_result is None]
    for_them = [one for one in objective.initiatives if one.key_result]
    if objective.initiatives:
        yield Text()
        yield heading("Work")
        yield from (_initiative(canvas, one) for one in (*for_them, *loose))


def _last_note(scored: ScoredKeyResult) -> Iterator[Text]:
    note = scored.history[-1].reading.note if scored.history else ""
    if note:
        yield words(" ".join(note.split()), "italic")


def _initiative(canvas: Canvas, one: Initiative) -> Table:
    target = f"{canvas.glyphs.arrow} {one.key_result}" if one.key_result else "moves no key result"
    owner = canvas.report.person(one.owner)
    return hung(
        _work_shape(canvas, one.status),
        canvas.facts(one.title, one.status.value, owner, target),
    )


def _work_shape(canvas: Canvas, status: InitiativeStatus) -> Text:
    shapes = {
        InitiativeStatus.PLANNED: ("○", "o"),
        InitiativeStatus.DOING: ("●", "*"),
        InitiativeStatus.DONE: ("✓", "+"),
        InitiativeStatus.DROPPED: ("–", "-"),
    }
    return Text(shapes[status][0 if canvas.glyphs.unicode else 1])


def _pairs(pairs: Iterable[tuple[str, str]]) -> Lines:
    rows = list(pairs)
    if not rows:
        return
    grid = Table.grid(padding=(0, 1))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    for name, text in rows:
        grid.add_row(name, words(" ".join(text.split())))
    yield grid


# ── a key result ──────────────────────────────────────────────────────────────────────────────


def key_result_lines(canvas: Canvas, objective: ScoredObjective, scored: ScoredKeyResult) -> Lines:
    """One key result: its numbers with how they came about, its readings, changes and work."""
    thresholds = canvas.report.scored.thresholds(scored.ref.cycle)
    why = explain(scored, objective.objective, thresholds)
    yield words(objective.objective.title, "dim")
    yield key_result(canvas, scored)
    measure = scored.key_result.measure
    explained = (
        ("done when", measure.done_when if isinstance(measure, YesNo) else ""),
        ("progress", _worked(why.progress)),
        ("expected", _worked(why.expected)),
        ("status", _worked(why.status)),
        ("confidence", _worked(why.confidence) if scored.confidence else ""),
        ("score", _worked(why.score) if scored.score is not None else ""),
    )
    yield from _pairs((name, text) for name, text in explained if text)
    yield from _readings(canvas, scored)
    yield from _ledger(canvas, scored.key_result.changes)
    work = [
        one for one in objective.objective.initiatives if one.key_result == scored.ref.key_result
    ]
    if work:
        yield Text()
        yield heading("Work")
        yield from (_initiative(canvas, one) for one in work)


def _worked(explanation: Explanation) -> str:
    return explanation.worked or explanation.reason


def _readings(canvas: Canvas, scored: ScoredKeyResult) -> Lines:
    if not scored.history:
        return
    yield Text()
    count = len(scored.history)
    shown = count if canvas.everything else min(READINGS, count)
    yield heading("Readings", f"the last {shown} of {count}" if shown < count else str(count))
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", no_wrap=True, style="dim")
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(justify="right", no_wrap=True, style="dim")
    grid.add_column(ratio=1, overflow="fold")
    for one in reversed(scored.history[-shown:]):
        confidence = one.reading.confidence
        grid.add_row(
            day(one.date),
            own_words(_observed(one, scored.key_result.unit)),
            "" if confidence is None else f"{number(confidence)}/10",
            canvas.facts(
                " ".join(one.reading.note.split()), words(canvas.report.person(one.author), "dim")
            ),
        )
    yield grid


def _observed(one: Dated, unit: str) -> str:
    reading = one.reading
    if reading.value is not None:
        return number(reading.value, unit)
    if reading.done is not None:
        return "done" if reading.done else "not yet"
    return "" if reading.steps is None else f"{len(reading.steps)} done"


def _ledger(canvas: Canvas, changes: tuple[LedgerEntry, ...]) -> Lines:
    known = [one for one in changes if one.on <= canvas.report.scored.as_of]
    if not known:
        return
    yield Text()
    yield heading("Promises that moved")
    yield from _pairs((day(one.on), _change(canvas, one)) for one in known)


def _change(canvas: Canvas, one: LedgerEntry) -> str:
    before, after = (str(value) or "nothing" for value in (one.before, one.after))
    return f"{one.field} {before} {canvas.glyphs.arrow} {after}: {one.reason}"


# ── a person's tasks ──────────────────────────────────────────────────────────────────────────


def task_lines(canvas: Canvas, tasks: Tasks) -> Iterator[Lines]:
    """Which work of theirs moves which key result, and which moves none."""
    own = [stake for stake in tasks.stakes if stake.owned]
    others = [stake for stake in tasks.stakes if not stake.owned]
    due = sum(stake.due is not None for stake in own)
    if own:
        note = f"{len(own)}, {due} due for a check-in" if due else str(len(own))
        yield _stakes(canvas, "Key results to answer for", note, own)
    if others:
        yield _stakes(canvas, "Key results of others that this work moves", "", others)
    if tasks.adrift:
        yield _adrift(canvas, tasks.adrift)
    if not (own or others or tasks.adrift):
        yield iter((Text("No key result and no work of the running cycles is theirs."),))


def _stakes(canvas: Canvas, title: str, note: str, stakes: list[Stake]) -> Lines:
    """Key results under the titles of their objectives, each with what there is to know today."""
    objectives = canvas.report.scored.objectives
    yield heading(title, note)
    for ref, group in groupby(stakes, key=lambda stake: stake.scored.ref.objective_ref):
        yield canvas.facts(
            words(objectives[ref].objective.title, "bold"), Text(str(ref), style="dim")
        )
        for stake in group:
            yield key_result(canvas, stake.scored, *_today(canvas, stake))


def _today(canvas: Canvas, stake: Stake) -> Iterator[RenderableType]:
    """Why it needs attention, whether it is due, and what moves it."""
    known = {one.scored.ref: one for one in canvas.report.concerns if one.scored}
    concern = known.get(stake.scored.ref)
    unit = stake.scored.key_result.unit
    grounds = concern.grounds if concern else ()
    reasons: list[str] = [
        ground_text(one, unit) for one in grounds if one.reason not in _IN_NUMBERS
    ]
    if stake.due:
        late = f"{span(stake.due.days_late)} late" if stake.due.days_late else "due today"
        reasons.append(f"check-in {late}")
    if stake.is_unmoved:
        reasons.append("no work is planned or under way")
    if reasons:
        yield canvas.facts(*reasons, style="yellow")
    yield from (_work(canvas, one) for one in stake.work)


def _work(canvas: Canvas, one: Work) -> Table:
    owner = "" if one.person == canvas.report.about.person else canvas.report.person(one.person)
    return hung(
        _work_shape(canvas, one.initiative.status),
        canvas.facts(one.initiative.title, one.initiative.status.value, owner),
    )


def _adrift(canvas: Canvas, adrift: Iterable[Work]) -> Lines:
    yield heading("Work that moves no key result")
    for one in adrift:
        target = f"for {one.moves.key_result}, which is not pursued" if one.moves else ""
        yield hung(
            _work_shape(canvas, one.initiative.status),
            canvas.facts(
                one.initiative.title, one.initiative.status.value, str(one.objective), target
            ),
        )
