"""The rows of a status on a terminal: units, objectives, key results, and what is to be done."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from okrpress.cli.status_glyphs import Glyphs
from okrpress.insight.attention import Concern
from okrpress.insight.due import Debt
from okrpress.model.frozen import dataclass
from okrpress.model.okr import State, Tier, Visibility
from okrpress.report.due_words import debt_command, debt_text, ground_text
from okrpress.report.status import Scope, StatusReport, UnitStatus
from okrpress.report.status_words import (
    TREND,
    age_text,
    aim_text,
    confidence_text,
    day,
    expected_text,
    gap_text,
    now_text,
    own_words,
    rollup_text,
    share_text,
    short_age,
    status_word,
    trend_of,
)
from okrpress.scoring.figures import half_up
from okrpress.scoring.pace import is_paced
from okrpress.scoring.result import Rollup, ScoredKeyResult, ScoredObjective, Status

NARROW = 60
"""Below this many columns no bar stands beside a title."""
WIDE = 110
"""From this many on a key result fits on one line."""
BAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Canvas:
    """What is drawn, how, and on how many columns; `everything` lists what else is cut short."""

    report: StatusReport
    glyphs: Glyphs
    width: int
    everything: bool = False

    def facts(self, *facts: str | Text, style: str = "") -> "Facts":
        """Facts in a row, the empty ones left out; authors' words are made harmless."""
        shown = [fact if isinstance(fact, Text) else words(fact) for fact in facts if fact]
        return Facts(parts=tuple(shown), between=self.glyphs.dot, style=style)

    def status(self, status: Status) -> Text:
        """A status as a shape and a word in its colour."""
        word = Text(f" {status_word(status)}", style=self.glyphs.colour(status))
        return self.glyphs.shape(status) + word

    def counts(self, rollup: Rollup) -> "Facts":
        """How many key results are in which state, attention first."""
        parts = [
            self.glyphs.shape(status)
            + Text(f" {count} {status_word(status)}", style=self.glyphs.colour(status))
            for status, count in rollup.counts.items()
        ]
        return Facts(parts=tuple(parts), between="  ")

    def bar(self, rollup: Rollup) -> Text:
        """A mean as a bar, with a tick at what the date expects."""
        return self.glyphs.bar(*_mean(rollup), BAR, self.glyphs.colour(rollup.status))

    def long_bar(self, rollup: Rollup) -> Text:
        """The same for a whole cycle: without a colour, which would be that of its worst part."""
        return self.glyphs.bar(*_mean(rollup), min(40, self.width // 2), "")


def _mean(rollup: Rollup) -> tuple[Decimal | None, Decimal | None]:
    """The grade, else progress with what the date expects of it."""
    if rollup.score is not None:
        return rollup.score, None
    return rollup.progress, rollup.expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Short texts in a row; lines break between them, and inside one only where it is too long."""

    parts: tuple[Text, ...]
    between: str
    style: str = ""

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        """As many on each line as go there."""
        line = Text(style=self.style)
        for part in self.parts:
            if line and line.cell_len + len(self.between) + part.cell_len > options.max_width:
                yield line
                line = Text(style=self.style)
            line = Text(style=self.style) + line + self._gap(line) + part
        if line:
            yield line

    def _gap(self, before: Text) -> Text:
        return Text(self.between if before else "", style="dim")

    def __rich_measure__(self, _console: Console, options: ConsoleOptions) -> Measurement:
        """From its longest word to all on one line."""
        wanted = sum(part.cell_len + len(self.between) for part in self.parts)
        return Measurement(1, max(1, min(wanted, options.max_width)))


def words(text: str, style: str = "") -> Text:
    """An author's text as it may be shown."""
    return Text(own_words(text), style=style)


def heading(text: str, note: str = "") -> Text:
    """The title of a section, with a few words beside it."""
    return Text.assemble((text, "bold underline"), (f"  {note}" if note else "", "dim"))


def hung(shape: Text, *lines: RenderableType) -> Table:
    """Lines behind a shape, wrapped beside it."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row(shape, Group(*lines))
    return grid


# ── units and objectives ──────────────────────────────────────────────────────────────────────


def overview(canvas: Canvas, units: Iterable[UnitStatus], *, objectives: bool) -> Table:
    """Units, each on a line, with their objectives below them where these are wanted."""
    grid = Table.grid(padding=(0, 1), expand=True)
    grid.add_column(no_wrap=True, width=1)
    grid.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    if canvas.width >= NARROW:
        grid.add_column(no_wrap=True, width=BAR)
    grid.add_column(no_wrap=True, justify="right", width=5)
    if canvas.width >= WIDE:
        grid.add_column(no_wrap=True, width=16)
    grid.add_column(no_wrap=True, justify="right", width=5)
    for unit in units:
        key_results = [one for each in unit.objectives for one in each.key_results]
        indent = "" if objectives else "  " * unit.depth
        name = words(f"{indent}{unit.unit.name}", "bold")
        grid.add_row(*_cells(canvas, name, unit.rollup, key_results))
        for one in unit.objectives if objectives else ():
            notes = Text("".join(f"({note}) " for note in _notes(canvas, one)), style="dim")
            title = Text.assemble("  ", notes, words(one.objective.title))
            grid.add_row(*_cells(canvas, title, one.rollup, one.key_results))
    return grid


def _cells(
    canvas: Canvas, name: Text, rollup: Rollup, key_results: Iterable[ScoredKeyResult]
) -> Iterator[Text]:
    yield canvas.glyphs.shape(rollup.status)
    yield name
    if canvas.width >= NARROW:
        yield canvas.bar(rollup)
    yield Text(rollup_text(rollup))
    if canvas.width >= WIDE:
        known = rollup.progress is not None and rollup.expected is not None
        gap = rollup.expected - rollup.progress if known else None  # type: ignore[operator]
        yield Text(gap_text(None if gap is None else half_up(100 * gap, 0)), style="dim")
    yield Text(short_age(_newest_age(canvas, key_results)), style="dim")


def _newest_age(canvas: Canvas, key_results: Iterable[ScoredKeyResult]) -> int | None:
    read = [one.last_reading for one in key_results if one.last_reading]
    return (canvas.report.scored.as_of - max(read)).days if read else None


def _notes(canvas: Canvas, scored: ScoredObjective) -> Iterator[str]:
    """What sets an objective apart from its neighbours."""
    objective = scored.objective
    visibility = canvas.report.visibility(objective)
    if objective.tier is Tier.NICE_TO_HAVE:
        yield "nice to have"
    if objective.state is not State.ACTIVE:
        yield objective.state.value
    if visibility is not Visibility.PUBLIC:
        yield visibility.value


def objective_head(canvas: Canvas, scored: ScoredObjective) -> Table:
    """An objective as a heading: its title, where it stands, who answers for it."""
    objective, rollup = scored.objective, scored.rollup
    line = canvas.bar(rollup) + Text(f" {rollup_text(rollup)}")
    expected = f"expected {rollup_text(Rollup(progress=rollup.expected))}"
    facts = canvas.facts(
        canvas.status(scored.status),
        objective.type.value if objective.type else "",
        canvas.report.person(objective.owner),
        *_notes(canvas, scored),
    )
    return hung(
        canvas.glyphs.shape(scored.status),
        words(objective.title, "bold"),
        canvas.facts(line, expected if rollup.expected is not None else ""),
        facts,
    )


# ── key results ───────────────────────────────────────────────────────────────────────────────


def key_results(canvas: Canvas, found: Iterable[ScoredKeyResult]) -> RenderableType:
    """Key results, each on a line where the terminal is wide enough for that."""
    if canvas.width < WIDE:
        return Group(*(key_result(canvas, one) for one in found))
    grid = Table.grid(padding=(0, 1), expand=True)
    grid.show_header, grid.header_style = True, "dim"
    grid.add_column(width=1)
    grid.add_column(ratio=3, overflow="fold")
    grid.add_column("now", ratio=2, overflow="fold")
    for name, width in (("", BAR), ("", 5), ("trend", TREND), ("conf", 4), ("age", 5)):
        grid.add_column(name, no_wrap=True, width=width)
    for one in found:
        grid.add_row(
            canvas.glyphs.shape(one.status),
            words(one.key_result.title),
            canvas.facts(now_text(one), aim_text(one.key_result)),
            _bar(canvas, one),
            Text(share_text(one), justify="right"),
            Text(canvas.glyphs.trend(trend_of(one)), style="dim"),
            Text(confidence_text(one)),
            Text(short_age(one.age if one.last_reading else None), style="dim", justify="right"),
        )
    return grid


def key_result(canvas: Canvas, scored: ScoredKeyResult, *more: RenderableType) -> Table:
    """A key result on lines of its own: title, drawing, numbers."""
    confidence = confidence_text(scored)
    drawing = _bar(canvas, scored) + Text(f" {share_text(scored)}")
    if trend := canvas.glyphs.trend(trend_of(scored)):
        drawing.append(f"  {trend}", style="dim")
    word, now = status_word(scored.status), now_text(scored)
    numbers = canvas.facts(
        Text(word, style=canvas.glyphs.colour(scored.status)),
        now if now != word else "",
        aim_text(scored.key_result),
        expected_text(scored),
        gap_text(scored.points) if scored.expected and is_paced(scored.key_result) else "",
    )
    return hung(
        canvas.glyphs.shape(scored.status),
        words(scored.key_result.title),
        canvas.facts(
            drawing,
            f"confidence {confidence}" if confidence else "",
            _age(canvas, scored),
        ),
        numbers,
        *more,
    )


def _bar(canvas: Canvas, scored: ScoredKeyResult) -> Text:
    share = scored.progress if scored.score is None else scored.score
    expected = scored.expected if scored.score is None else None
    return canvas.glyphs.bar(share, expected, BAR, canvas.glyphs.colour(scored.status))


def _age(canvas: Canvas, scored: ScoredKeyResult) -> str:
    if scored.last_reading is None:
        return ""
    return age_text((canvas.report.scored.as_of - scored.last_reading).days)


# ── what is to be done ────────────────────────────────────────────────────────────────────────


def concern(canvas: Canvas, found: Concern) -> Table:
    """Something that needs attention: what, whose, and why."""
    report, scored = canvas.report, found.scored
    unit = scored.key_result.unit if scored else ""
    shape = canvas.glyphs.shape(scored.status) if scored else Text("!", style="red")
    title = scored.key_result.title if scored else found.blocker
    owner = "" if found.owner == found.folder.unit else report.person(found.owner)
    reasons = [ground_text(ground, unit) for ground in found.grounds]
    whose = [words(name, "dim") for name in (report.unit(found.folder.unit), owner) if name]
    return hung(shape, words(title), canvas.facts(*reasons, *whose))


def debt(canvas: Canvas, found: Debt) -> Table:
    """Something that is owed, and what to type for it where only one unit or person is shown."""
    report = canvas.report
    who, unit = report.person(found.person), report.unit(found.folder.unit)
    is_known = who == unit or found.person == report.about.person
    command = "" if report.about.scope is Scope.PORTFOLIO else debt_command(found)
    return hung(
        Text("!", style="yellow"),
        canvas.facts(unit, "" if is_known else who, f"{debt_text(found)} ({day(found.since)})"),
        *(Text(line, style="dim") for line in (command,) if line),
    )
