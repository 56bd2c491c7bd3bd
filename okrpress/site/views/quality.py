"""Quality: what the rules find in what this site shows, and what was excused with which reason."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from okrpress.model.finding import Finding, Level
from okrpress.model.frozen import dataclass
from okrpress.rules.code import Code
from okrpress.rules.quality import Excused, Quality, Then
from okrpress.rules.registry import ALL_CODES, RULES
from okrpress.rules.selection import selection
from okrpress.site import urls
from okrpress.site.charts import columns as bars
from okrpress.site.charts.chart import Column, Table
from okrpress.site.charts.plot import Text
from okrpress.site.formatting import Formatter, Phrase
from okrpress.site.markdown import render
from okrpress.site.ruling import Told, explained, told
from okrpress.site.views.empty import Empty
from okrpress.site.views.figures import Figure
from okrpress.site.views.frame import Frame, make_frame
from okrpress.site.views.here import Here, Link, Site

SHOWN = 20
"""At most so many findings of a rule are shown, and so many excused ones."""

UNITS = 12
"""So many units are listed openly, those with the most findings; the others are folded away."""

_LEVELS = tuple(Level)
_LEVEL = {
    Level.ERROR: Phrase("Error", "level of a finding"),
    Level.WARNING: Phrase("Warning", "level of a finding"),
    Level.ADVICE: Phrase("Advice", "level of a finding"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """A finding: what was found where, and what to do, or why it is excused."""

    code: str
    file: Link
    message: Told
    help: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """A rule with what it found; `left` says how many findings are not shown."""

    id: str
    code: str
    name: str
    level: str
    count: str
    what: Told
    why: Told
    findings: tuple[FindingRow, ...]
    left: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit, and how many findings of each level there are about it."""

    unit: Link
    errors: str
    warnings: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleInForce:
    """A rule that is asked, whether or not it finds anything, and at which level."""

    code: str
    name: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityView:
    """The page; `empty` where nobody has judged."""

    frame: Frame
    standing: str
    empty: Empty | None
    units: tuple[UnitRow, ...]
    more_units: tuple[UnitRow, ...]
    more_units_count: str
    has_errors: bool
    rhythm: Figure | None
    rules: tuple[RuleView, ...]
    excused: tuple[FindingRow, ...]
    excused_left: str
    in_force: tuple[RuleInForce, ...]
    in_force_count: str


def quality_view(site: Site, judge: Callable[[], Quality] | None) -> QualityView:
    """The page as of the site's date; the judgement is made here, if anybody judges."""
    here = Here(site, urls.QUALITY)
    quality = judge() if judge else Quality(findings=(), excused=())
    excused, in_force = quality.excused, tuple(_in_force(here))
    units = tuple(_by_unit(here, quality.findings))
    return QualityView(
        frame=make_frame(here, site.fmt.say("Quality")),
        standing=_standing(here.fmt, quality.findings) if judge else "",
        empty=None if judge else _not_judged(here),
        units=units[:UNITS],
        more_units=units[UNITS:],
        more_units_count=_more_units(here.fmt, len(units) - UNITS),
        has_errors=any(one.level is Level.ERROR for one in quality.findings),
        rhythm=_rhythm(here, quality.rhythm),
        rules=tuple(_by_rule(here, quality.findings)),
        excused=tuple(_excused(here, one) for one in excused[:SHOWN]),
        excused_left=_left(here.fmt, len(excused)),
        in_force=in_force,
        in_force_count=here.fmt.count(len(in_force), "{n} rule", "{n} rules"),
    )


def _not_judged(here: Here) -> Empty:
    return Empty(
        what=here.fmt.say("Not judged"),
        why=here.fmt.say(
            "A portfolio of this size is not judged whenever its site is made. Whoever has its "
            "files sees all findings with {command}.",
            command="okrpress check",
        ),
    )


def _standing(fmt: Formatter, findings: Iterable[Finding]) -> str:
    counts = Counter(finding.level for finding in findings)
    if not counts:
        return fmt.say("The rules find nothing to say.")
    said = [
        fmt.count(counts[Level.ERROR], "{n} error", "{n} errors"),
        fmt.count(counts[Level.WARNING], "{n} warning", "{n} warnings"),
        fmt.count(counts[Level.ADVICE], "{n} piece of advice", "{n} pieces of advice"),
    ]
    shown = [words for words, level in zip(said, _LEVELS, strict=True) if counts[level]]
    return fmt.say("The rules have {findings}.", findings=fmt.listing(shown))


def _left(fmt: Formatter, count: int) -> str:
    if count <= SHOWN:
        return ""
    return fmt.count(count - SHOWN, "{n} more is not shown here.", "{n} more are not shown here.")


# ── by rule ───────────────────────────────────────────────────────────────────────────────────


def _by_rule(here: Here, findings: Iterable[Finding]) -> Iterable[RuleView]:
    """Rules that found something, the gravest level first, then what was found most often."""
    found: dict[tuple[str, Level], list[Finding]] = {}
    for finding in findings:
        found.setdefault((finding.code, finding.level), []).append(finding)
    order = sorted(found, key=lambda key: (_LEVELS.index(key[1]), -len(found[key]), key[0]))
    for code, level in order:
        yield _rule(here, ALL_CODES[code], level, found[code, level])


def _in_force(here: Here) -> Iterator[RuleInForce]:
    """The rules that the settings have not turned off, in the order of their codes."""
    levels = selection(here.site.settings.check, ALL_CODES).levels
    for rule in sorted((one.code for one in RULES), key=lambda code: code.code):
        level = levels[rule.code]
        if level is not None:
            word = here.fmt.phrase(_LEVEL[level])
            yield RuleInForce(code=rule.code, name=rule.name, level=word)


def _rule(here: Here, code: Code, level: Level, findings: list[Finding]) -> RuleView:
    fmt = here.fmt
    id = urls.section_id("rule", code.code.lower(), level.value)
    return RuleView(
        id=id,
        code=code.code,
        name=code.name,
        level=fmt.phrase(_LEVEL[level]),
        count=fmt.plural(len(findings), "finding"),
        what=_prose(here, code.what, f"{id}-what"),
        why=_prose(here, code.why, f"{id}-why"),
        findings=tuple(
            FindingRow(
                code=one.code,
                file=here.source(one.at.file),
                message=told(fmt, one.message),
                help=told(fmt, one.help),
            )
            for one in findings[:SHOWN]
        ),
        left=_left(fmt, len(findings)),
    )


def _prose(here: Here, text: str, ids: str) -> Told:
    said = explained(here.fmt, text)
    html = render(said.text, level=4, ids=ids, resolve=lambda _: None, fmt=here.fmt)
    return said._replace(text=html)


def _excused(here: Here, one: Excused) -> FindingRow:
    finding = one.finding
    return FindingRow(
        code=finding.code,
        file=here.source(finding.at.file),
        message=told(here.fmt, finding.message),
        help=Told(one.reason, here.fmt.language),
    )


# ── over the weeks ────────────────────────────────────────────────────────────────────────────


def _rhythm(here: Here, days: Sequence[Then]) -> Figure | None:
    """How many findings about the rhythm there were on each Monday; None where never any."""
    counts = [sum(one.counts.values()) for one in days]
    if not any(counts):
        return None
    fmt = here.fmt
    title = fmt.say("Findings about the rhythm, by Monday")
    places = [
        bars.Column(fmt.day(one.day), Decimal(count), fmt.number(count))
        for one, count in zip(days, counts, strict=True)
    ]
    words = Text(title, _rhythm_finding(fmt, days, counts), _rhythm_table(fmt, title, days))
    return Figure(
        title=title,
        chart=bars.columns_chart(places, None, urls.section_id("rhythm"), words),
        how=fmt.say(
            "Each column counts what the rules about check-ins, reviews, grades and confidence "
            "would have found on that day; the last one is the day of this page. Files say when "
            "each of these was. They do not say how an objective was worded on an earlier day, so "
            "no other finding is counted here."
        ),
    )


def _rhythm_finding(fmt: Formatter, days: Sequence[Then], counts: Sequence[int]) -> str:
    most = max(counts)
    when = fmt.date(days[counts.index(most)].day)
    if counts[-1] == most:
        return fmt.count(
            most,
            "{n} finding about the rhythm now, and never more since {day}.",
            "{n} findings about the rhythm now, and never more since {day}.",
            day=fmt.date(days[0].day),
        )
    if not counts[-1]:
        return fmt.say(
            "No finding about the rhythm now; there were {most} on {day}.",
            most=fmt.number(most),
            day=when,
        )
    return fmt.count(
        counts[-1],
        "{n} finding about the rhythm now; there were {most} on {day}.",
        "{n} findings about the rhythm now; there were {most} on {day}.",
        most=fmt.number(most),
        day=when,
    )


def _rhythm_table(fmt: Formatter, title: str, days: Sequence[Then]) -> Table:
    return Table(
        caption=title,
        columns=(
            Column(fmt.say("Date")),
            Column(fmt.say("Errors"), is_number=True),
            Column(fmt.say("Warnings"), is_number=True),
            Column(fmt.say("Advice", context="level of a finding"), is_number=True),
        ),
        rows=tuple(
            (fmt.date(one.day), *(fmt.number(one.counts.get(level, 0)) for level in _LEVELS))
            for one in days
        ),
    )


# ── by unit ───────────────────────────────────────────────────────────────────────────────────


def _by_unit(here: Here, findings: Iterable[Finding]) -> Iterable[UnitRow]:
    """Units with findings, those with the most of the gravest level first."""
    units, order = _units_of_files(here.site), here.site.order
    counts = Counter((units.get(one.at.file, ""), one.level) for one in findings)

    def urgency(unit: str) -> tuple[int, ...]:
        return (*(-counts[unit, level] for level in _LEVELS), order.get(unit, len(order)))

    for unit in sorted({unit for unit, _ in counts}, key=urgency):
        numbers = [here.fmt.number(counts[unit, level]) for level in _LEVELS]
        yield UnitRow(
            unit=here.unit(unit) if unit else Link(here.fmt.say("All of it")),
            errors=numbers[0],
            warnings=numbers[1],
            advice=numbers[2],
        )


def _more_units(fmt: Formatter, rest: int) -> str:
    return fmt.count(rest, "{n} more unit", "{n} more units") if rest > 0 else ""


def _units_of_files(site: Site) -> Mapping[str, str]:
    """Whose file is whose."""
    portfolio = site.portfolio
    units = {one.file: one.id for one in portfolio.teams.values()}
    units |= {one.file: id for id, one in portfolio.people.items() if id in portfolio.units}
    units |= {one.file: ref.unit for ref, one in portfolio.objectives.items()}
    for folder, check_ins in portfolio.check_ins.items():
        units |= {one.file: folder.unit for one in check_ins}
    for folder, review in portfolio.mid_cycle_reviews.items():
        units[review.file] = folder.unit
    for folder, retrospective in portfolio.retrospectives.items():
        units[retrospective.file] = folder.unit
    return units
