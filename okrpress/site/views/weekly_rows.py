"""What a week's board lists: what moved, who is missing, what was decided."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from okrpress.insight.week_reports import Expected, Report, Turnout
from okrpress.insight.week_tallies import ledger_days
from okrpress.insight.weeks import Week
from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.model.maker import maker
from okrpress.model.observations import CheckIn, Decision
from okrpress.model.okr import Steps, YesNo
from okrpress.scoring.result import Point, ScoredObjective, Status
from okrpress.site.charts import Chart, Column, Table, status_shape
from okrpress.site.charts.stacked import Part, draw_stack
from okrpress.site.charts.svg import picture
from okrpress.site.formatting import Formatter
from okrpress.site.views.changes import LedgerRow, ledger_rows
from okrpress.site.views.here import Here, Link
from okrpress.site.views.rows import aim_in_words, key_result_link
from okrpress.site.views.words import decision_word


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedRow:
    """A key result that was reported in the week: where it was, where it went, what was said.

    `whose` is its unit, or its objective where the whole page is of that unit.
    """

    link: Link
    unit: str
    whose: Link
    before: str
    after: str
    aim: str
    confidence_before: str
    confidence: str
    direction: str  # of confidence: "up", "down", or empty
    fell: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingRow:
    """What somebody did not report. `whom` is empty where there is only the unit to ask."""

    unit: Link
    whom: Link
    key_results: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A win or a blocker, and whose it is, where the page does not say so."""

    text: str
    unit: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a mid-cycle review of the week changed."""

    decision: str
    link: Link
    unit: Link
    why: str


# ── who is in ─────────────────────────────────────────────────────────────────────────────────


def coverage_chart(fmt: Formatter, counts: Mapping[Turnout, int], ids: str) -> Chart | None:
    """How many of those that were due were reported; None where nothing was due."""
    return _chart(fmt, *_in_order(counts), ids) if any(counts.values()) else None


@lru_cache(maxsize=256)  # units have as many key results as others
def _chart(fmt: Formatter, reported: int, missing: int, coming: int, ids: str) -> Chart:
    parts = [
        Part(status.value, words, count, fmt.number(count), status_shape(status))
        for count, status, words in (
            (reported, Status.ON_TRACK, fmt.say("Reported", context="check-ins")),
            (missing, Status.OFF_TRACK, fmt.say("Missing", context="check-ins")),
            (coming, Status.NOT_STARTED, fmt.say("Still to come", context="check-ins")),
        )
        if count
    ]
    title = fmt.say("Check-ins that were due")
    finding = turnout_sentence(fmt, reported, missing, coming)
    return Chart(
        svg=picture(draw_stack(parts, ids, title, finding)),
        finding=finding,
        table=Table(
            caption=title,
            columns=(Column(fmt.say("State")), Column(fmt.say("Key results"), is_number=True)),
            rows=tuple((part.words, part.number) for part in parts),
        ),
    )


def coverage_sentence(fmt: Formatter, counts: Mapping[Turnout, int]) -> str:
    """As in "48 of 54 key results that were due are in, 6 are missing."."""
    return turnout_sentence(fmt, *_in_order(counts))


def _in_order(counts: Mapping[Turnout, int]) -> tuple[int, int, int]:
    get = counts.get
    return get(Turnout.REPORTED, 0), get(Turnout.MISSING, 0), get(Turnout.COMING, 0)


@lru_cache(maxsize=1024)  # units have as many key results as others
def turnout_sentence(fmt: Formatter, reported: int, missing: int, coming: int) -> str:
    """The same of these counts."""
    due = reported + missing + coming
    said = {"reported": fmt.number(reported), "missing": fmt.number(missing)}
    if coming:
        return fmt.count(
            due,
            "{reported} of {n} key result that is due this week is in, "
            "{missing} missing, {coming} still to come.",
            "{reported} of {n} key results that are due this week are in, "
            "{missing} missing, {coming} still to come.",
            coming=fmt.number(coming),
            **said,
        )
    if not missing:
        return fmt.count(
            due,
            "The one key result that was due is in.",
            "All {n} key results that were due are in.",
        )
    return fmt.count(
        due,
        "{reported} of {n} key result that was due is in, {missing} missing.",
        "{reported} of {n} key results that were due are in, {missing} missing.",
        **said,
    )


def missing_rows(here: Here, expected: Iterable[Expected]) -> tuple[MissingRow, ...]:
    """Those that were due and were not reported, by unit and by whom to ask."""
    found: dict[tuple[str, str | None], list[Link]] = {}
    for one in expected:
        if one.turnout is Turnout.MISSING:
            asked = found.setdefault((one.scored.ref.unit, one.person), [])
            asked.append(key_result_link(here, one.scored))
    return tuple(
        MissingRow(
            unit=here.unit(unit),
            whom=here.other_person(person, unit),
            key_results=tuple(links),
        )
        for (unit, person), links in found.items()
    )


# ── what moved ────────────────────────────────────────────────────────────────────────────────


def moved_row(here: Here, report: Report, *, is_own: bool = False) -> MovedRow:
    """One line: "3.1 min → 2.6 min", "6 of 10 → 8 of 10". `is_own`: on a page of its unit."""
    fmt, change, ref = here.fmt, report.confidence_change, report.scored.ref
    unit = here.unit(ref.unit)
    return _moved_row(
        link=key_result_link(here, report.scored),
        unit=unit.text,
        whose=here.objective(ref.objective_ref) if is_own else unit,
        before=_level(fmt, report, report.before) if report.after else "",
        after=_level(fmt, report, report.after),
        aim=aim_in_words(fmt, report.scored),
        confidence_before=fmt.short(report.confidence_before) if change else "",
        confidence=fmt.confidence(report.confidence) if report.confidence is not None else "",
        direction="up" if change and change > 0 else "down" if change and change < 0 else "",
        fell=report.fell,
        notes=report.notes,
    )


_moved_row = maker(MovedRow)


def _level(fmt: Formatter, report: Report, point: Point | None) -> str:
    """A value as it stood: "36 %", "67 % of the steps", "done"."""
    if point is None:
        return ""
    match report.scored.key_result.measure:
        case Steps():
            return fmt.say("{share} of the steps", share=fmt.percent(point.value))
        case YesNo():
            return fmt.say("done") if point.value else fmt.say("not yet")
        case _:
            return fmt.number(point.value, report.scored.key_result.unit)


# ── what was said and decided ─────────────────────────────────────────────────────────────────


def sayings(
    here: Here, check_ins: Iterable[CheckIn], kind: str, *, is_own: bool = False
) -> tuple[Saying, ...]:
    """The wins or the blockers of these check-ins. `is_own`: on a page of their unit."""
    return tuple(each_saying(here, check_ins, kind, is_own=is_own))


def each_saying(
    here: Here, check_ins: Iterable[CheckIn], kind: str, *, is_own: bool = False
) -> Iterator[Saying]:
    """The same, one by one."""
    for one in check_ins:
        for text in one.wins if kind == "wins" else one.blockers:
            yield Saying(text=text, unit=None if is_own else here.unit(one.unit_cycle.unit))


def moved_promises(
    here: Here, objectives: Iterable[ScoredObjective], week: Week
) -> tuple[LedgerRow, ...]:
    """What the target ledgers say moved in the week."""
    moved = [one for one in objectives if any(map(week.holds, ledger_days(one)))]
    first, last = here.fmt.iso(week.first), here.fmt.iso(week.last)
    return tuple(row for row in ledger_rows(here, moved) if first <= row.day.iso <= last)


def decisions_taken(
    here: Here, folders: Iterable[UnitCycle], week: Week
) -> tuple[tuple[Taken, ...], int]:
    """What mid-cycle reviews of the week changed, and how many key results they kept."""
    taken: list[Taken] = []
    kept = 0
    for folder in folders:
        review = here.site.mid_cycle_review(folder)
        if review is None or not week.holds(review.date):
            continue
        for ref, one in review.decisions.items():
            if one.decision is Decision.KEEP:
                kept += 1
                continue
            taken.append(
                Taken(
                    decision=decision_word(one.decision, here.fmt),
                    link=here.key_result(ref),
                    unit=here.unit(folder.unit),
                    why=one.why,
                )
            )
    return tuple(taken), kept
