"""The words and numbers of a status, the same on a terminal and in Markdown."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from okrpress.insight.days import TimeUnit, WeekOf, length, week_within
from okrpress.insight.due import expected_value
from okrpress.model.okr import Band, Cycle, KeyResult, Metric, Steps, YesNo
from okrpress.model.said import (
    Day,
    Row,
    Said,
    Template,
    amount,
    counted,
    named_day,
    row,
    said,
)
from okrpress.report.characters import one_line
from okrpress.report.text import plural
from okrpress.scoring.arithmetic import arithmetic
from okrpress.scoring.figures import figures, half_up
from okrpress.scoring.progress import is_measurable, running_values, share_of_way
from okrpress.scoring.result import Rollup, ScoredKeyResult, Status

MISSING = "n/a"
TREND = 10
"""How many readings a trend shows."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_CURRENCIES = frozenset("€$£¥₹")
_BLANKS = ("\t", "\n", "\xa0", "\u202f")
_JOINERS = ("\u200c", "\u200d")
_SHORT = {TimeUnit.DAYS: "d", TimeUnit.WEEKS: "w", TimeUnit.MONTHS: "mo", TimeUnit.YEARS: "y"}

_STATUS = {
    Status.OFF_TRACK: Template("off track"),
    Status.AT_RISK: Template("at risk"),
    Status.STALE: Template("stale"),
    Status.NO_DATA: Template("no data"),
    Status.TO_BE_GRADED: Template("to be graded"),
    Status.MISSED: Template("missed"),
    Status.PARTLY: Template("partly achieved"),
    Status.EARLY: Template("early"),
    Status.ON_TRACK: Template("on track"),
    Status.DONE: Template("done"),
    Status.ACHIEVED: Template("achieved"),
    Status.NOT_STARTED: Template("not started"),
    Status.DRAFT: Template("draft"),
    Status.POSTPONED: Template("postponed"),
    Status.CANCELLED: Template("cancelled"),
}


def status_word(status: Status) -> Said:
    """A status in words: "off track", "partly achieved"."""
    return _STATUS[status].said()


def counts_text(counts: Mapping[Status, int]) -> Row:
    """As in "1 off track, 2 at risk", attention first."""
    return row([_count_of(count, status) for status, count in counts.items()])


def _count_of(count: int, status: Status) -> Said:
    return said("{n} {status}", n=count, status=status_word(status))


# ── numbers ───────────────────────────────────────────────────────────────────────────────────


def number(value: Decimal | None, unit: str = "") -> str:
    """As written, thousands apart: "1,234.5 h", "−€12"; what was computed with two decimals."""
    if value is None:
        return MISSING
    digits = figures(value).replace("-", "−")
    if unit in _CURRENCIES:
        text = f"−{unit}{digits[1:]}" if digits.startswith("−") else f"{unit}{digits}"
    else:
        text = f"{digits} {unit}" if unit else digits
    return amount(value, unit, text)


def percent(share: Decimal | None) -> str:
    """A share of one: 1.333 reads "133 %"."""
    return MISSING if share is None else number(half_up(share * 100, 0), "%")


def grade_text(score: Decimal) -> str:
    """A grade: "0.7", "0.65"."""
    grade = half_up(score, 2)
    return amount(grade, "", str(grade).removesuffix("0"))


def signed(value: Decimal, unit: str = "") -> str:
    """A change: "+5 h", "−0.4"."""
    return said("+{value}", value=number(value, unit)) if value > 0 else number(value, unit)


def points_text(points: Decimal) -> Said:
    """A difference of two shares in points, without its sign: "12 points"."""
    if abs(points) == 1:
        return said("{points} point", points=number(abs(points)))
    return said("{points} points", points=number(abs(points)))


def gap_text(points: Decimal | None) -> str:
    """Expected minus progress: "12 points behind"; empty where it cannot be said."""
    if points is None:
        return ""
    if not points:
        return "as expected"
    return f"{points_text(points)} {'behind' if points > 0 else 'ahead'}"


def keep_text(band: Band, unit: str) -> str:
    """A range to stay in: "at most 4 h", "2 to 4 h"."""
    if band.min is None:
        return f"at most {number(band.max, unit)}"
    if band.max is None:
        return f"at least {number(band.min, unit)}"
    return f"{number(band.min)} to {number(band.max, unit)}"


# ── days ──────────────────────────────────────────────────────────────────────────────────────


def day(on: date) -> Day:
    """A day whose year is plain: "22 Nov"."""
    return named_day(on, f"{on.day} {MONTHS[on.month - 1]}", whole=False)


def whole_day(on: date) -> Day:
    """A day with its year: "22 Nov 2026"."""
    return named_day(on, f"{day(on)} {on.year}", whole=True)


def span(days: int) -> Said:
    """A length of time in its natural unit: "13 days", "3 weeks"."""
    match length(days):
        case (n, TimeUnit.DAYS):
            return counted(n, "{n} day", "{n} days")
        case (n, TimeUnit.WEEKS):
            return counted(n, "{n} week", "{n} weeks")
        case (n, TimeUnit.MONTHS):
            return counted(n, "{n} month", "{n} months")
        case (n, _):
            return counted(n, "{n} year", "{n} years")


def span_until_now(days: int) -> Said:
    """The same where something lasts for so long."""
    match length(days):
        case (n, TimeUnit.DAYS):
            return counted(n, "{n} day", "{n} days", context="for")
        case (n, TimeUnit.WEEKS):
            return counted(n, "{n} week", "{n} weeks", context="for")
        case (n, TimeUnit.MONTHS):
            return counted(n, "{n} month", "{n} months", context="for")
        case (n, _):
            return counted(n, "{n} year", "{n} years", context="for")


def age_text(days: int) -> Said:
    """Days since something: "today", "3 days ago", "in 2 weeks"."""
    if days == 0:
        return said("today")
    if abs(days) == 1:
        return said("yesterday") if days > 0 else said("tomorrow")
    if days > 0:
        return said("{span} ago", span=span_until_now(days))
    return said("in {span}", span=span_until_now(-days))


def short_age(days: int | None) -> str:
    """The same for a narrow column: "3 d", "5 w", "4 mo"."""
    if days is None:
        return "–"
    count, unit = length(days)
    return f"{count} {_SHORT[unit]}"


def cycle_week(cycle: Cycle, as_of: date) -> Said:
    """Where a cycle stands: "week 8 of 13", "ended 3 weeks ago", "undated"."""
    if cycle.start is None or cycle.end is None:
        return said("undated")
    if as_of < cycle.start:
        return said("begins {when}", when=age_text((as_of - cycle.start).days))
    if as_of > cycle.end:
        return said("ended {when}", when=age_text((as_of - cycle.end).days))
    week, weeks = week_of(cycle, as_of) or (1, 1)
    return said("week {week} of {weeks}", week=week, weeks=weeks)


def week_of(cycle: Cycle, as_of: date) -> WeekOf | None:
    """Which week of a running cycle it is, of how many; None for any other."""
    if cycle.start is None or cycle.end is None or not cycle.is_running(as_of):
        return None
    return week_within(cycle.start, cycle.end, as_of)


# ── key results and means ─────────────────────────────────────────────────────────────────────


def now_text(scored: ScoredKeyResult) -> str:
    """The current value: "36 %", "2 of 3 steps", "done"."""
    match scored.key_result.measure:
        case Metric() | Band():
            return number(scored.value, scored.key_result.unit)
        case YesNo():
            return MISSING if scored.progress is None else "done" if scored.progress else "not yet"
        case Steps(steps=steps):
            return f"{len(scored.done_steps)} of {plural(len(steps), 'step', 'steps')}"
        case _:
            return "not measured"


def aim_text(key_result: KeyResult) -> str:
    """What the value is held against: "target 45 %", "at most 4 h"; empty for deliveries."""
    match key_result.measure:
        case Metric(target=target):
            return f"target {number(target, key_result.unit)}"
        case Band() as band:
            return keep_text(band, key_result.unit)
        case _:
            return ""


def expected_text(scored: ScoredKeyResult) -> str:
    """What the date expects: "expected 41 %" of the unit, or of the way; empty if unsaid."""
    value = expected_value(scored)
    if value is not None:
        return f"expected {number(half_up(value, _decimals(scored)), scored.key_result.unit)}"
    is_share = isinstance(scored.key_result.measure, Steps) and scored.expected is not None
    return f"expected {percent(scored.expected)}" if is_share else ""


def _decimals(scored: ScoredKeyResult) -> int:
    """As many as the promise has, and one more: an expected value is no measurement."""
    measure = scored.key_result.measure
    assert isinstance(measure, Metric)
    written = (measure.target, measure.baseline or Decimal(0))
    exponents = [value.normalize().as_tuple().exponent for value in written]
    way = abs(written[0] - written[1])
    fine = 0 if way >= 100 else 1
    return max(fine, *(-one for one in exponents if isinstance(one, int)))


def share_text(scored: ScoredKeyResult) -> str:
    """The grade once there is one, else progress: "0.7", "133 %"."""
    if scored.score is not None:
        return grade_text(scored.score)
    return percent(scored.progress if scored.raw is None else scored.raw)


def rollup_text(rollup: Rollup) -> str:
    """The mean grade, else the mean progress."""
    return percent(rollup.progress) if rollup.score is None else grade_text(rollup.score)


def confidence_text(scored: ScoredKeyResult) -> str:
    """The last reported confidence with the way it went: "6", "4 ↓"; empty without one."""
    if scored.confidence is None:
        return ""
    change = scored.confidence.change or Decimal(0)
    arrow = "↑" if change > 0 else "↓" if change < 0 else ""
    return f"{number(scored.confidence.value)}{arrow}"


@arithmetic()
def trend_of(scored: ScoredKeyResult) -> tuple[Decimal, ...]:
    """The last readings, upwards for the better: shares of the way where there is one, else values.

    Nothing where there are fewer than two, and for a yes/no.
    """
    measure = scored.key_result.measure
    if isinstance(measure, YesNo):
        return ()
    values = [point.value for point in running_values(measure, scored.history)][-TREND:]
    if isinstance(measure, Metric) and is_measurable(measure):
        shares = (share_of_way(measure, value) for value in values)
        values = [share for share in shares if share is not None]
    return tuple(values) if len(values) > 1 else ()


# ── authors' words ────────────────────────────────────────────────────────────────────────────


def own_words(text: str) -> str:
    """An author's text on one line, as it may be shown: no control, no command to a log.

    Joiners stay, which some scripts and emoji are spelled with.
    """
    for blank in _BLANKS:
        text = text.replace(blank, " ")
    for joiner in _JOINERS:
        if joiner in text:
            return joiner.join(own_words(part) for part in text.split(joiner))
    return one_line(text)
