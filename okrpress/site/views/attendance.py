"""How check-ins came, week by week: a cycle by its units, a unit by its key results."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from okrpress.insight.coverage import (
    LONGEST,
    Turned,
    alike_in,
    attendance,
    is_habit,
    weeks_in,
)
from okrpress.insight.turns import Turn, Turns
from okrpress.insight.weeks import Week
from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.scoring.result import Status
from okrpress.site import urls
from okrpress.site.charts.chart import Column, Table
from okrpress.site.charts.heatmap import Cell, Look, Meaning, Row, heatmap_chart
from okrpress.site.charts.plot import Text
from okrpress.site.formatting import Formatter, Phrase
from okrpress.site.views.figures import Figure
from okrpress.site.views.here import Here
from okrpress.site.views.words import typeset

ROWS = 24
"""So many rows are drawn openly, in the order of the page; those after them are folded away."""

_LOOK = Look(names=220.0, cell=32.0)
_USUAL, _NARROW = Look(), Look(cell=36.0)
_MANY = 24  # weeks: with more of them cells are narrower, and all have room on a desk
_STATUS = {
    Turn.ON_TIME: Status.ON_TRACK,
    Turn.LATE: Status.AT_RISK,
    Turn.MISSING: Status.OFF_TRACK,
    Turn.COMING: Status.NOT_STARTED,
}
_WORDS = {
    Turn.ON_TIME: Phrase("On time", "check-ins"),
    Turn.LATE: Phrase("Late", "check-ins"),
    Turn.MISSING: Phrase("Missing", "one check-in"),
    Turn.COMING: Phrase("Still to come", "check-ins"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """A heatmap, and a second one of the rows that the first has no room for."""

    figure: Figure
    more: Figure | None
    more_count: str


class _Count(NamedTuple):
    """How many of the check-ins of a week came in time, and so on."""

    on_time: int = 0
    late: int = 0
    missing: int = 0
    coming: int = 0

    @property
    def reported(self) -> int:
        return self.on_time + self.late

    @property
    def due(self) -> int:
        return self.on_time + self.late + self.missing


_TURNS = tuple(Turn)
_PLACE = {turn: place for place, turn in enumerate(_TURNS)}
_NONE = _Count()
_ALONE = {turn: _Count(*(int(turn is one) for one in Turn)) for turn in Turn}
_TURN = {count: turn for turn, count in _ALONE.items()}


class _Line(NamedTuple):
    """A row: a name, and what became of the check-ins of each week."""

    name: str
    weeks: tuple[_Count, ...]


def cycle_attendance(here: Here, cycle: str, folders: Sequence[UnitCycle]) -> Attendance | None:
    """Check-ins by unit, of those that a page lists; None where there is no rhythm to look at."""
    weeks = weeks_in(here.site.portfolio.cycles[cycle], here.site.as_of)
    alike = {one: alike_in(here.site.scored, one, weeks) for one in folders}
    if not is_habit({turns for some in alike.values() for turns, _ in some}):
        return None
    lines = [
        _Line(here.unit(folder.unit).text, _together(some, len(weeks)))
        for folder, some in alike.items()
        if any(turns for turns, _ in some)
    ]
    more = here.fmt.count(len(lines) - ROWS, "{n} more unit", "{n} more units")
    return _attendance(here, weeks, lines, _by_unit, more)


def unit_attendance(here: Here, folders: Sequence[UnitCycle]) -> Attendance | None:
    """Check-ins by key result, over the weeks of the first of these cycles; None as above."""
    if not folders:
        return None
    weeks = weeks_in(here.site.portfolio.cycles[folders[0].cycle], here.site.as_of)
    found = list(attendance(here.site.scored, folders, weeks))
    counts = {turns: _each(turns, len(weeks)) for turns in {one.turns for one in found}}
    if not is_habit(counts):
        return None
    lines = [_Line(typeset(one.scored.key_result.title), counts[one.turns]) for one in found]
    more = here.fmt.count(len(lines) - ROWS, "{n} more key result", "{n} more key results")
    return _attendance(here, weeks, lines, _by_key_result, more)


def _together(alike: Iterable[tuple[Turns, int]], weeks: int) -> tuple[_Count, ...]:
    """What became of key results, given how many of them had the same turns."""
    row = [[0] * len(_TURNS) for _ in range(weeks)]
    for turns, count in alike:
        for at, turn in turns:
            row[at][_PLACE[turn]] += count
    return tuple([_Count(*week) for week in row])


def _each(turns: Turns, weeks: int) -> tuple[_Count, ...]:
    became = dict(turns)
    return tuple([_ALONE[became[at]] if at in became else _NONE for at in range(weeks)])


_Draw = Callable[[Here, tuple[Week, ...], Sequence[_Line], str], Figure]


def _attendance(
    here: Here, weeks: tuple[Week, ...], lines: Sequence[_Line], draw: _Draw, more: str
) -> Attendance:
    rest = lines[ROWS:]
    return Attendance(
        figure=draw(here, weeks, lines[:ROWS], urls.section_id("attendance")),
        more=draw(here, weeks, rest, urls.section_id("attendance-more")) if rest else None,
        more_count=more if rest else "",
    )


def _tally(lines: Iterable[_Line]) -> Counter[_Count]:
    """What stands in the cells, each once, and in how many of them."""
    return Counter(chain.from_iterable([line.weeks for line in lines]))


def _total(tally: Counter[_Count]) -> _Count:
    return _Count(*[sum([one[at] * n for one, n in tally.items()]) for at in range(len(_TURNS))])


# ── what is drawn ─────────────────────────────────────────────────────────────────────────────


def _by_unit(here: Here, weeks: tuple[Week, ...], lines: Sequence[_Line], ids: str) -> Figure:
    fmt = here.fmt
    title = fmt.say("Check-ins by unit and week")
    tally = _tally(lines)
    total = _total(tally)
    cells = {one: _share(one) for one in tally}
    some_late = fmt.say("Some of them late", context="check-ins")
    key = (Meaning(Status.AT_RISK, some_late, is_corner=True),)
    return Figure(
        title=title,
        chart=heatmap_chart(
            _names(fmt, weeks),
            [Row(name, tuple([cells[count] for count in one])) for name, one in lines],
            ids,
            _text(fmt, (title, fmt.say("Unit")), weeks, lines, tally),
            look=_NARROW if len(weeks) > _MANY else _USUAL,
            key=key if total.late else (),
        ),
        scrolls=True,
        how=fmt.say(
            "A cell says how many of the key results that were due in the week were reported, and "
            "the stronger its colour, the more of them. A corner is marked where some came late: "
            "more than {days} after the day they were due. Where there is no cell, nothing was "
            "due. Weeks are named by their Monday, and at most {weeks} are shown, the newest.",
            days=_patience(here),
            weeks=fmt.number(LONGEST),
        ),
    )


def _by_key_result(here: Here, weeks: tuple[Week, ...], lines: Sequence[_Line], ids: str) -> Figure:
    fmt, tally = here.fmt, _tally(lines)
    total = _total(tally)
    title = fmt.say("Check-ins by key result and week")
    weeks_of = {line.weeks for line in lines}  # many were reported on the same days
    cells = {one: tuple([_STATES[count] for count in one]) for one in weeks_of}
    key = [
        Meaning(_STATUS[turn], fmt.phrase(_WORDS[turn]), fmt.number(count))
        for turn, count in zip(_TURNS, total, strict=True)
        if count
    ]
    return Figure(
        title=title,
        chart=heatmap_chart(
            _names(fmt, weeks),
            [Row(name, cells[one]) for name, one in lines],
            ids,
            _text(fmt, (title, fmt.say("Key result")), weeks, lines, tally),
            look=_LOOK,
            key=key,
        ),
        scrolls=True,
        how=fmt.say(
            "A key result is due when it has had no reading for a whole cadence, and late when the "
            "reading comes more than {days} after that day. Where there is no mark, nothing was "
            "due. Weeks are named by their Monday, and at most {weeks} are shown, the newest.",
            days=_patience(here),
            weeks=fmt.number(LONGEST),
        ),
    )


def _patience(here: Here) -> str:
    return here.fmt.span(here.site.settings.check_in_grace)


@lru_cache(maxsize=64)  # all units of a cycle have the same weeks
def _names(fmt: Formatter, weeks: tuple[Week, ...]) -> tuple[str, ...]:
    """Weeks are named by their Monday."""
    return tuple([fmt.day(week.first) for week in weeks])


def _share(count: _Count) -> Cell:
    turned = Turned(count.due, count.reported)
    late = Status.AT_RISK if count.late else None
    return Cell(turned.share, f"{turned.reported}/{turned.due}" if turned.due else "", late)


_STATES = {_NONE: Cell(None, "")} | {
    count: Cell(None, "", _STATUS[turn]) for count, turn in _TURN.items()
}
"""The cells of key results."""


# ── what is said ──────────────────────────────────────────────────────────────────────────────


def _text(
    fmt: Formatter,
    names: tuple[str, str],
    weeks: tuple[Week, ...],
    lines: Sequence[_Line],
    tally: Counter[_Count],
) -> Text:
    title, of = names
    columns = tuple([Column(name) for name in (of, *_names(fmt, weeks))])
    said = {one: _in_words(fmt, one) for one in tally}
    told = {one: [said[count] for count in one] for one in {line.weeks for line in lines}}
    rows = tuple([(name, *told[one]) for name, one in lines])
    table = Table(caption=title, columns=columns, rows=rows)
    return Text(title, _finding(fmt, _total(tally)), table)


@lru_cache(maxsize=1024)  # small counts stand in many cells
def _in_words(fmt: Formatter, count: _Count) -> str:
    """As in "4 on time, 1 late", or the one word where there is but one key result."""
    if count in _TURN:
        return fmt.phrase(_WORDS[_TURN[count]])
    said = (
        fmt.say("{n} on time", n=fmt.number(count.on_time)),
        fmt.say("{n} late", n=fmt.number(count.late)),
        fmt.say("{n} missing", n=fmt.number(count.missing)),
        fmt.say("{n} still to come", n=fmt.number(count.coming)),
    )
    return ", ".join([words for words, number in zip(said, count, strict=True) if number])


def _finding(fmt: Formatter, total: _Count) -> str:
    if not total.due:  # what is folded away may all be new
        return fmt.say("No check-in was due yet.")
    if total.on_time == total.due:
        return fmt.count(
            total.due,
            "The one check-in that was due came on time.",
            "All {n} check-ins that were due came on time.",
        )
    return fmt.count(
        total.due,
        "Of {n} check-in that was due, {on_time} came on time; late: {late}, missing: {missing}.",
        "Of {n} check-ins that were due, {on_time} came on time; late: {late}, missing: {missing}.",
        on_time=fmt.number(total.on_time),
        late=fmt.number(total.late),
        missing=fmt.number(total.missing),
    )
