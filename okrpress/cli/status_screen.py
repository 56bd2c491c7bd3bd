"""A status on a terminal: what it is about, what needs attention, how everything stands."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from okrpress.cli.status_details import key_result_lines, objective_lines, task_lines
from okrpress.cli.status_rows import (
    Canvas,
    concern,
    debt,
    heading,
    key_results,
    objective_head,
    overview,
    words,
)
from okrpress.insight.due import Upcoming
from okrpress.report.due_words import upcoming_text
from okrpress.report.readers import readers_text
from okrpress.report.status import CycleStatus, Scope, UnitStatus
from okrpress.report.status_words import (
    age_text,
    cycle_week,
    day,
    own_words,
    percent,
    rollup_text,
    whole_day,
)
from okrpress.report.text import plural

CONCERNS = 5
DEBTS = 5
DATES = 5
OBJECTIVES = 40
"""So many objectives of a cycle are listed; of more only the units are."""
UNITS = 40
"""So many units are listed."""

Lines = Iterator[RenderableType]


def screen_of(canvas: Canvas) -> Lines:
    """The whole of a status, its sections with blank lines between them."""
    for section in _sections(canvas):
        lines = list(section)
        if lines:
            yield from lines
            yield Text()


def _sections(canvas: Canvas) -> Iterator[Lines]:
    report = canvas.report
    yield _head(canvas)
    match report.about.scope:
        case Scope.OBJECTIVE if report.objective:
            yield _attention(canvas)
            yield objective_lines(canvas, report.objective)
        case Scope.KEY_RESULT if report.objective and report.key_result:
            yield key_result_lines(canvas, report.objective, report.key_result)
        case Scope.PERSON if report.tasks:
            yield _cycles(canvas)
            yield _debts(canvas)
            yield _attention(canvas)
            yield from task_lines(canvas, report.tasks)
        case _:
            yield _cycles(canvas)
            yield _attention(canvas)
            for one in report.cycles:
                yield from _body(canvas, one)
    if not report.tasks:
        yield _debts(canvas)
    yield _dates(canvas)
    yield _foot(canvas)


# ── what it is about ──────────────────────────────────────────────────────────────────────────


def _head(canvas: Canvas) -> Lines:
    report = canvas.report
    names = {
        Scope.PORTFOLIO: report.name or "Objectives",
        Scope.UNIT: report.unit(report.about.unit) if report.about.unit else "",
        Scope.PERSON: report.person(report.about.person),
    }
    name = names.get(report.about.scope, report.about.id)
    today = Text(whole_day(report.scored.as_of), style="dim")
    yield canvas.facts(words(name, "bold"), readers_text(report.audience), today)
    if report.objective:
        unit, cycle = report.objective.ref.unit, report.cycles[0].cycle
        yield canvas.facts(report.unit(unit), cycle.title, cycle_week(cycle, report.scored.as_of))


def _cycles(canvas: Canvas) -> Lines:
    report = canvas.report
    if not report.portfolio.cycles:
        yield Text("There is no cycle yet, and no objective.")
        yield Text("Begin one with `okrpress new cycle`.", style="dim")
    elif not report.portfolio.running_cycles(report.scored.as_of):
        yield Text("No cycle runs today.", style="dim")
    for place, shown in enumerate(canvas.report.cycles):
        if place and shown.rollup.total:
            yield Text()
        yield from _cycle(canvas, shown)


def _cycle(canvas: Canvas, shown: CycleStatus) -> Lines:
    """Where a cycle is, and how what is shown of it stands."""
    report, cycle, rollup = canvas.report, shown.cycle, shown.rollup
    runs = cycle.end and cycle.is_running(report.scored.as_of)
    left = age_text((report.scored.as_of - cycle.end).days) if runs and cycle.end else ""
    yield canvas.facts(
        words(cycle.title, "bold"),
        cycle_week(cycle, report.scored.as_of),
        f"ends {left}" if left else "",
        "closed" if cycle.closed and cycle.closed <= report.scored.as_of else "",
    )
    if rollup.total:
        line = canvas.long_bar(rollup) + Text(f" {rollup_text(rollup)}")
        is_graded = rollup.score is not None or rollup.expected is None
        yield canvas.facts(line, "" if is_graded else f"expected {percent(rollup.expected)}")
        yield canvas.counts(rollup)


def _body(canvas: Canvas, shown: CycleStatus) -> Iterator[Lines]:
    """The units and objectives of a cycle, or why there are none."""
    report = canvas.report
    several = len(report.cycles) > 1
    if not shown.units:
        yield _empty(canvas, shown)
        return
    if report.about.scope is Scope.PORTFOLIO:
        yield _units(canvas, shown, several=several)
        return
    own = [unit for unit in shown.units if not unit.depth]
    for unit in own:
        for objective in unit.objectives:
            yield iter(
                (
                    objective_head(canvas, objective),
                    Padding(key_results(canvas, objective.key_results), (0, 0, 0, 2)),
                )
            )
    below = [unit for unit in shown.units if unit.depth]
    if below:
        yield iter((heading("Teams below"), overview(canvas, below, objectives=False)))


def _units(canvas: Canvas, shown: CycleStatus, *, several: bool) -> Lines:
    """Units with their objectives; of a large cycle the units alone, or only the upper ones."""
    count = sum(len(unit.objectives) for unit in shown.units)
    listed = canvas.everything or count <= OBJECTIVES
    units = shown.units if canvas.everything else _upper(shown.units)
    title = "Units and objectives" if listed else "Units"
    yield heading(f"{title} in {own_words(shown.cycle.title)}" if several else title)
    yield overview(canvas, units, objectives=listed)
    if not listed:
        among = "" if len(units) == len(shown.units) else f"{len(shown.units)} units with "
        text = f"{among}{count} objectives: --all lists them, TARGET one unit and those below it"
        yield Text(text, style="dim")


def _upper(units: tuple[UnitStatus, ...]) -> tuple[UnitStatus, ...]:
    """As many levels from the top as go into the list; of the first level the first ones."""
    for deepest in sorted({unit.depth for unit in units}, reverse=True):
        upper = tuple(unit for unit in units if unit.depth <= deepest)
        if len(upper) <= UNITS:
            return upper
    return tuple(unit for unit in units if not unit.depth)[:UNITS]


def _empty(canvas: Canvas, shown: CycleStatus) -> Lines:
    report = canvas.report
    who = report.unit(report.about.unit) if report.about.unit else "Nobody"
    none = "has no objective" if report.about.unit else "has an objective"
    yield words(f"{who} {none} in {shown.cycle.title} yet.")
    if report.elsewhere:
        other = report.elsewhere[0]
        count = len(report.elsewhere)
        yield Text(
            f"There are some in {plural(count, 'other cycle', 'other cycles')}: "
            f"okrpress status {report.about.id} --cycle {other}",
            style="dim",
        )
    else:
        yield Text("Write one with `okrpress new objective`.", style="dim")


# ── what is to be done ────────────────────────────────────────────────────────────────────────


def _cut(canvas: Canvas, found: Sequence[object], most: int) -> tuple[int, str]:
    """How many are shown, and the words for what is left."""
    shown = len(found) if canvas.everything else min(most, len(found))
    left = len(found) - shown
    return shown, f"and {left} more: --all lists them" if left else ""


def _attention(canvas: Canvas) -> Lines:
    tasks = canvas.report.tasks
    told = {stake.scored.ref for stake in tasks.stakes} if tasks else set()
    found = [one for one in canvas.report.concerns if not one.scored or one.scored.ref not in told]
    if not found:
        if not tasks and any(one.rollup.total for one in canvas.report.cycles):
            yield Text("Nothing needs attention.")
        return
    decide = sum(one.needs_decision for one in found)
    yield heading("Needs attention", f"{len(found)}, {_decisions(decide)}")
    shown, left = _cut(canvas, found, CONCERNS)
    yield from (concern(canvas, one) for one in found[:shown])
    if left:
        yield Text(left, style="dim")


def _decisions(count: int) -> str:
    if not count:
        return "nothing to decide"
    return f"{count} to decide"


def _debts(canvas: Canvas) -> Lines:
    found = canvas.report.debts
    if not found:
        return
    yield heading("Owed", str(len(found)))
    shown, left = _cut(canvas, found, DEBTS)
    yield from (debt(canvas, one) for one in found[:shown])
    if left:
        yield Text(left, style="dim")


def _dates(canvas: Canvas) -> Lines:
    """The next dates; the check-ins of several units on one day are one date."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    groups: dict[tuple[str, str, str], list[Upcoming]] = {}
    for one in canvas.report.upcoming:
        name = one.kind.value if one.folder else f"{one.kind} {one.cycle}"
        groups.setdefault((one.on.isoformat(), name, one.cycle), []).append(one)
    shown, left = _cut(canvas, tuple(groups), DATES)
    for group in list(groups.values())[:shown]:
        first = group[0]
        age = age_text((canvas.report.scored.as_of - first.on).days)
        grid.add_row(day(first.on), canvas.facts(_date(canvas, group), Text(age, style="dim")))
    if groups:
        yield heading("Next")
        yield grid
    if left:
        yield Text(left, style="dim")


def _date(canvas: Canvas, group: Sequence[Upcoming]) -> str:
    first = group[0]
    if first.folder is None:
        return f"{canvas.report.portfolio.cycles[first.cycle].title}: {upcoming_text(first.kind)}"
    units = [canvas.report.unit(one.folder.unit) for one in group if one.folder]
    count = sum(len(one.key_results) for one in group)
    names = (
        ", ".join(units) if len(units) <= 3 else f"{', '.join(units[:2])} and {len(units) - 2} more"
    )
    return f"{upcoming_text(first.kind)}: {names} ({plural(count, 'key result', 'key results')})"


def _foot(canvas: Canvas) -> Lines:
    if canvas.report.left_out:
        files = plural(canvas.report.left_out, "file is", "files are")
        yield Text(f"{files} left out: see `okrpress check`", style="yellow")
