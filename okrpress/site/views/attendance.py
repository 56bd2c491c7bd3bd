"""How check-ins came, week by week: a cycle by its units, a unit by its key results."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from okrpress.insight.coverage import LONGEST, Turn, Turned, attendance, is_habit, weeks_in
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


@dataclass(frozen=True, slots=True)
class _Line:
    """A row: a name, what became of the check-ins of each week, and how that is drawn."""

    name: str
    turns: tuple[Counter[Turn], ...]


def cycle_attendance(here: Here, cycle: str, folders: Sequence[UnitCycle]) -> Attendance | None:
    """Check-ins by unit, of those that a page lists; None where there is no rhythm to look at."""
    weeks = weeks_in(here.site.portfolio.cycles[cycle], here.site.as_of)
    found = list(attendance(here.site.scored, folders, weeks))
    if not is_habit(one.turns for one in found):
        return None
    by_unit: dict[str, list[tuple[Turn | None, ...]]] = {}
    for one in found:
        by_unit.setdefault(one.scored.ref.unit, []).append(one.turns)
    lines = [
        _Line(here.unit(unit).text, tuple(_counted(week) for week in zip(*turns, strict=True)))
        for unit, turns in by_unit.items()
    ]
    more = here.fmt.count(len(lines) - ROWS, "{n} more unit", "{n} more units")
    return _attendance(here, weeks, lines, _by_unit, more)


def unit_attendance(here: Here, folders: Sequence[UnitCycle]) -> Attendance | None:
    """Check-ins by key result, over the weeks of the first of these cycles; None as above."""
    if not folders:
        return None
    weeks = weeks_in(here.site.portfolio.cycles[folders[0].cycle], here.site.as_of)
    found = list(attendance(here.site.scored, folders, weeks))
    if not is_habit(one.turns for one in found):
        return None
    lines = [
        _Line(here.key_result(one.scored.ref).text, tuple(_counted((turn,)) for turn in one.turns))
        for one in found
    ]
    more = here.fmt.count(len(lines) - ROWS, "{n} more key result", "{n} more key results")
    return _attendance(here, weeks, lines, _by_key_result, more)


def _counted(turns: Iterable[Turn | None]) -> Counter[Turn]:
    return Counter(turn for turn in turns if turn)


_Draw = Callable[[Here, Sequence[Week], Sequence[_Line], str], Figure]


def _attendance(
    here: Here, weeks: Sequence[Week], lines: Sequence[_Line], draw: _Draw, more: str
) -> Attendance:
    rest = lines[ROWS:]
    return Attendance(
        figure=draw(here, weeks, lines[:ROWS], urls.section_id("attendance")),
        more=draw(here, weeks, rest, urls.section_id("attendance-more")) if rest else None,
        more_count=more if rest else "",
    )


def _total(lines: Iterable[_Line]) -> Counter[Turn]:
    total: Counter[Turn] = Counter()
    for line in lines:
        for turns in line.turns:
            total += turns
    return total


# ── what is drawn ─────────────────────────────────────────────────────────────────────────────


def _by_unit(here: Here, weeks: Sequence[Week], lines: Sequence[_Line], ids: str) -> Figure:
    fmt = here.fmt
    title = fmt.say("Check-ins by unit and week")
    words = _text(here, title, fmt.say("Unit"), weeks, lines)
    late = _total(lines)[Turn.LATE]
    some_late = fmt.say("Some of them late", context="check-ins")
    key = (Meaning(Status.AT_RISK, some_late, is_corner=True),)
    return Figure(
        title=title,
        chart=heatmap_chart(
            _names(fmt, weeks),
            [Row(line.name, tuple(_share(one) for one in line.turns)) for line in lines],
            ids,
            words,
            look=_NARROW if len(weeks) > _MANY else _USUAL,
            key=key if late else (),
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


def _by_key_result(here: Here, weeks: Sequence[Week], lines: Sequence[_Line], ids: str) -> Figure:
    fmt, total = here.fmt, _total(lines)
    title = fmt.say("Check-ins by key result and week")
    key = [
        Meaning(_STATUS[turn], fmt.phrase(_WORDS[turn]), fmt.number(total[turn]))
        for turn in Turn
        if total[turn]
    ]
    return Figure(
        title=title,
        chart=heatmap_chart(
            _names(fmt, weeks),
            [Row(line.name, tuple(_state(one) for one in line.turns)) for line in lines],
            ids,
            _text(here, title, fmt.say("Key result"), weeks, lines),
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


def _names(fmt: Formatter, weeks: Sequence[Week]) -> list[str]:
    return [fmt.day(week.first) for week in weeks]


def _share(turns: Counter[Turn]) -> Cell:
    reported = turns[Turn.ON_TIME] + turns[Turn.LATE]
    turned = Turned(reported + turns[Turn.MISSING], reported)
    late = Status.AT_RISK if turns[Turn.LATE] else None
    return Cell(turned.share, f"{turned.reported}/{turned.due}" if turned.due else "", late)


def _state(turns: Counter[Turn]) -> Cell:
    return Cell(None, "", _STATUS[next(iter(turns))] if turns else None)


# ── what is said ──────────────────────────────────────────────────────────────────────────────


def _text(here: Here, title: str, of: str, weeks: Sequence[Week], lines: Sequence[_Line]) -> Text:
    fmt = here.fmt
    columns = (Column(of), *(Column(name) for name in _names(fmt, weeks)))
    rows = tuple((line.name, *(_in_words(fmt, one) for one in line.turns)) for line in lines)
    table = Table(caption=title, columns=columns, rows=rows)
    return Text(title, _finding(fmt, _total(lines)), table)


def _in_words(fmt: Formatter, turns: Counter[Turn]) -> str:
    """As in "4 on time, 1 late", or the one word where there is but one key result."""
    if turns.total() == 1:
        return fmt.phrase(_WORDS[next(iter(turns))])
    said = {
        Turn.ON_TIME: fmt.say("{n} on time", n=fmt.number(turns[Turn.ON_TIME])),
        Turn.LATE: fmt.say("{n} late", n=fmt.number(turns[Turn.LATE])),
        Turn.MISSING: fmt.say("{n} missing", n=fmt.number(turns[Turn.MISSING])),
        Turn.COMING: fmt.say("{n} still to come", n=fmt.number(turns[Turn.COMING])),
    }
    return ", ".join(words for turn, words in said.items() if turns[turn])


def _finding(fmt: Formatter, total: Counter[Turn]) -> str:
    due = total[Turn.ON_TIME] + total[Turn.LATE] + total[Turn.MISSING]
    if not due:  # what is folded away may all be new
        return fmt.say("No check-in was due yet.")
    if total[Turn.ON_TIME] == due:
        return fmt.count(
            due,
            "The one check-in that was due came on time.",
            "All {n} check-ins that were due came on time.",
        )
    return fmt.count(
        due,
        "Of {n} check-in that was due, {on_time} came on time; late: {late}, missing: {missing}.",
        "Of {n} check-ins that were due, {on_time} came on time; late: {late}, missing: {missing}.",
        on_time=fmt.number(total[Turn.ON_TIME]),
        late=fmt.number(total[Turn.LATE]),
        missing=fmt.number(total[Turn.MISSING]),
    )
