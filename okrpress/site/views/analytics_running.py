"""What running cycles show: goalposts that moved, check-ins that came, what it is all made of."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from okrpress.insight.coverage import Aged, Coverage, Turned, coverage_of, silence_of
from okrpress.insight.mix import mix_of
from okrpress.insight.moves import LONGEST, Move, moves_of
from okrpress.insight.units import unit_depths
from okrpress.insight.weeks import Week
from okrpress.model.okr import Indicator, ObjectiveType, Origin
from okrpress.site import urls
from okrpress.site.charts import columns as bars
from okrpress.site.charts.chart import Chart, Column, Table
from okrpress.site.charts.columns import columns_chart
from okrpress.site.charts.heatmap import Cell, Row, heatmap_chart
from okrpress.site.charts.plot import Text
from okrpress.site.charts.shares import Share, shares_chart
from okrpress.site.views.changes import moved_in_words
from okrpress.site.views.figures import Figure
from okrpress.site.views.here import Here
from okrpress.site.views.words import field_word, indicator_word, origin_word, type_word

ROWS = 40
"""At most so many units in the heatmap: with more of them, those further down are left out."""
MOVES_LISTED = 200
"""The table of moves holds the newest ones."""
_PERCENTS = (Decimal(0), Decimal("0.5"), Decimal(1))


# ── goalposts ─────────────────────────────────────────────────────────────────────────────────


def moves_figure(here: Here) -> Figure | None:
    """Goalposts that moved, by week of the cycle; None where none did."""
    moves = moves_of(here.site.scored)
    short = [move for move in moves if not move.is_long]
    if not short:
        return None
    fmt = here.fmt
    title = fmt.say("Goalposts that moved, by week of the cycle")
    weeks = range(1, max(13, *(move.week for move in short)) + 1)
    counts = Counter(move.week for move in short)
    late = {move.week for move in short if move.is_late}
    places = [
        bars.Column(fmt.number(week), Decimal(counts[week]), fmt.number(counts[week]), week in late)
        for week in weeks
    ]
    words = Text(title, _moves_finding(here, moves), _moves_table(here, moves))
    return Figure(
        title=title,
        chart=columns_chart(places, None, urls.section_id("moves-chart"), words),
        how=fmt.say(
            "Each column counts the baselines, targets, ranges and due days of key results that "
            "moved in that week, over all cycles of up to {weeks} weeks. Strong columns are late: "
            "more than half of the cycle had passed, and the end was in sight. Early moves are "
            "learning, late ones deserve a question.",
            weeks=fmt.number(LONGEST),
        ),
    )


def _moves_finding(here: Here, moves: Sequence[Move]) -> str:
    late = sum(move.is_late for move in moves)
    return here.fmt.count(
        len(moves),
        "{n} goalpost moved; late: {late}.",
        "{n} goalposts moved; late: {late}.",
        late=here.fmt.number(late),
    )


def _moves_table(here: Here, moves: Sequence[Move]) -> Table:
    fmt = here.fmt
    yes, no = fmt.say("late", context="goalpost"), fmt.say("early", context="goalpost")
    return Table(
        caption=fmt.say("Goalposts that moved, the newest first"),
        columns=(
            Column(fmt.say("Date")),
            Column(fmt.say("Week"), is_number=True),
            Column(fmt.say("When", context="goalpost")),
            Column(fmt.say("Key result")),
            Column(fmt.say("What")),
            Column(fmt.say("From → to")),
            Column(fmt.say("Why")),
        ),
        rows=tuple(
            (
                fmt.date(move.entry.on),
                fmt.number(move.week),
                yes if move.is_late else no,
                here.key_result(move.ref).text,
                field_word(move.entry.field, fmt),
                moved_in_words(here, move.ref, move.entry),
                move.entry.reason,
            )
            for move in moves[:MOVES_LISTED]
        ),
    )


# ── coverage ──────────────────────────────────────────────────────────────────────────────────


def coverage_figures(here: Here) -> Iterator[Figure]:
    """The share of what was due and came: in all, and by unit and week; nothing without any due."""
    coverage = coverage_of(here.site.scored)
    if coverage.weeks:
        yield _trend(here, coverage)
        if weeks := silence_of(here.site.scored):
            yield _silence(here, weeks)
        yield _heatmap(here, coverage)


def _trend(here: Here, coverage: Coverage) -> Figure:
    fmt = here.fmt
    title = fmt.say("Key results that were due and reported")
    names = [fmt.day(week.first) for week in coverage.weeks]
    places = [
        bars.Column(name, turned.share, fmt.percent(turned.share))
        for name, turned in zip(names, coverage.in_all, strict=True)
    ]
    table = Table(
        caption=title,
        columns=(
            Column(fmt.say("Week from")),
            Column(fmt.say("Due"), is_number=True),
            Column(fmt.say("Reported"), is_number=True),
            Column(fmt.say("Share"), is_number=True),
        ),
        rows=tuple(
            (name, fmt.number(one.due), fmt.number(one.reported), fmt.percent(one.share))
            for name, one in zip(names, coverage.in_all, strict=True)
        ),
    )
    return Figure(
        title=title,
        chart=columns_chart(
            places,
            [fmt.percent(share) for share in _PERCENTS],
            urls.section_id("coverage-chart"),
            Text(title, _trend_finding(here, coverage), table),
            top=Decimal(1),
        ),
        how=fmt.say(
            "A key result is due when it has had no reading for a whole cadence. Each column is "
            "the share of those due in a week that were reported in it. A dashed foot is a week in "
            "which nothing was due."
        ),
    )


def _silence(here: Here, weeks: Sequence[tuple[Week, Aged]]) -> Figure:
    fmt = here.fmt
    title = fmt.say("Key results without news")
    names = [fmt.day(week.first) for week, _ in weeks]
    places = [
        bars.Column(name, aged.share, fmt.percent(aged.share))
        for name, (_, aged) in zip(names, weeks, strict=True)
    ]
    table = Table(
        caption=title,
        columns=(
            Column(fmt.say("Week from")),
            Column(fmt.say("Pursued"), is_number=True),
            Column(fmt.say("Without news"), is_number=True),
            Column(fmt.say("Share"), is_number=True),
        ),
        rows=tuple(
            (name, fmt.number(one.pursued), fmt.number(one.silent), fmt.percent(one.share))
            for name, (_, one) in zip(names, weeks, strict=True)
        ),
    )
    now = weeks[-1][1]
    finding = fmt.count(
        now.pursued,
        "{silent} of {n} key result that is pursued has been without news for too long.",
        "{silent} of {n} key results that are pursued have been without news for too long.",
        silent=fmt.number(now.silent),
    )
    return Figure(
        title=title,
        chart=columns_chart(
            places,
            [fmt.percent(share) for share in _PERCENTS],
            urls.section_id("silence-chart"),
            Text(title, finding, table),
            top=Decimal(1),
        ),
        how=fmt.say(
            "Each column is the share of key results that, at the end of the week, had had no "
            "reading for more than {times} times their cadence, or none at all for so long since "
            "they began. What was done by then, or past its due day, is not counted.",
            times=fmt.number(here.site.settings.thresholds.stale_after),
        ),
    )


def _trend_finding(here: Here, coverage: Coverage) -> str:
    total = Turned()
    for turned in coverage.in_all:
        total = total.plus(turned)
    return here.fmt.count(
        total.due,
        "{reported} of {n} check-in that was due in the last weeks came: {share}.",
        "{reported} of {n} check-ins that were due in the last weeks came: {share}.",
        reported=here.fmt.number(total.reported),
        share=here.fmt.percent(total.share),
    )


def _heatmap(here: Here, coverage: Coverage) -> Figure:
    fmt = here.fmt
    title = fmt.say("Check-ins by unit and week")
    shown = _shown(here, coverage)
    names = [fmt.day(week.first) for week in coverage.weeks]
    rows = [
        Row(here.unit(unit).text, tuple(_cell(one) for one in coverage.units[unit]))
        for unit in shown
    ]
    table = Table(
        caption=title,
        columns=(Column(fmt.say("Unit")), *(Column(name, is_number=True) for name in names)),
        rows=tuple((row.name, *(cell.number for cell in row.cells)) for row in rows),
    )
    words = Text(title, _heatmap_finding(here, coverage, len(shown)), table)
    return Figure(
        title=title,
        chart=heatmap_chart(names, rows, urls.section_id("heatmap"), words),
        scrolls=True,
        how=fmt.say(
            "A cell says how many of the key results that were due in the week were reported, and "
            "the stronger its colour, the more of them. Where there is no cell, nothing was due. "
            "Weeks are named by their Monday."
        ),
    )


def _shown(here: Here, coverage: Coverage) -> list[str]:
    """Units in their order: all levels of the organisation that fit, at least the first rows."""
    depths = unit_depths(here.site.portfolio)
    units = sorted(coverage.units, key=lambda unit: here.site.order[unit])
    if len(units) <= ROWS:
        return units
    for depth in sorted({depths[unit] for unit in units}, reverse=True):
        upper = [unit for unit in units if depths[unit] < depth]
        if 0 < len(upper) <= ROWS:
            return upper
    return units[:ROWS]


def _cell(turned: Turned) -> Cell:
    if turned.share is None:
        return Cell(None, "")
    return Cell(turned.share, f"{turned.reported}/{turned.due}")


def _heatmap_finding(here: Here, coverage: Coverage, shown: int) -> str:
    fmt = here.fmt
    left = len(coverage.units) - shown
    if left:
        return fmt.count(
            left,
            "{n} unit further down has no room here; the drawing above counts all.",
            "{n} units further down have no room here; the drawing above counts all.",
        )
    full = sum(all(one.reported == one.due for one in row) for row in coverage.units.values())
    return fmt.count(
        len(coverage.units),
        "{full} of {n} unit missed nothing in these weeks.",
        "{full} of {n} units missed nothing in these weeks.",
        full=fmt.number(full),
    )


# ── mix ───────────────────────────────────────────────────────────────────────────────────────


def mix_figures(here: Here) -> Iterator[Figure]:
    """What running objectives and key results are made of; nothing without any."""
    fmt, mix = here.fmt, mix_of(here.site.scored)
    if mix.is_empty:
        return
    unsaid = fmt.say("not said")
    kinds = [indicator_word(one, fmt) for one in Indicator]
    yield _shares(
        here, "indicators", fmt.say("Leading and lagging"), [*kinds, unsaid], mix.indicators
    )
    measures = [
        fmt.say("Metric"),
        fmt.say("Range to keep"),
        fmt.say("Yes or no"),
        fmt.say("Steps"),
        fmt.say("No measure"),
    ]
    yield _shares(here, "measures", fmt.say("Ways to measure"), measures, mix.measures)
    types = [type_word(one, fmt) for one in ObjectiveType]
    yield _shares(here, "types", fmt.say("Promises and stretches"), types, mix.types)
    origins = [origin_word(one, fmt) for one in Origin]
    yield _shares(
        here, "origins", fmt.say("Where objectives come from"), [*origins, unsaid], mix.origins
    )


def _shares(here: Here, kind: str, title: str, words: list[str], counts: tuple[int, ...]) -> Figure:
    fmt = here.fmt
    table = Table(
        caption=title,
        columns=(Column(fmt.say("Kind")), Column(fmt.say("Number"), is_number=True)),
        rows=tuple((word, fmt.number(n)) for word, n in zip(words, counts, strict=True)),
    )
    shares = [Share(word, n, fmt.number(n)) for word, n in zip(words, counts, strict=True)]
    chart: Chart = shares_chart(
        shares, urls.section_id("mix", kind), Text(title, _largest(here, words, counts), table)
    )
    return Figure(title=title, chart=chart)


def _largest(here: Here, words: list[str], counts: tuple[int, ...]) -> str:
    fmt, total = here.fmt, sum(counts)
    if not total:
        return fmt.say("There is nothing to count yet.")
    most = max(range(len(counts)), key=lambda at: (counts[at], -at))
    return fmt.say(
        "Most common: {kind}, {n} of {total}.",
        kind=words[most],
        n=fmt.number(counts[most]),
        total=fmt.number(total),
    )
