"""A digest in words: the finding for a title, then what to decide, what moved, what comes."""

from collections.abc import Iterable, Iterator
from datetime import date

from okrpress.insight.attention import Concern
from okrpress.insight.due import Debt, DebtKind, Upcoming
from okrpress.insight.events import Event, EventKind
from okrpress.model.okr import Cycle
from okrpress.model.said import Said, counted, named_days, row, said
from okrpress.report.bulletin.bulletin import Addresses, Bulletin, Item, Section, brief
from okrpress.report.digest.changes import change_item, said_item
from okrpress.report.digest.choice import Digest
from okrpress.report.digest.names import Names
from okrpress.report.due_words import debt_text, ground_text, upcoming_text
from okrpress.report.status_words import (
    counts_text,
    cycle_week,
    day,
    percent,
    rollup_text,
    week_of,
    whole_day,
)
from okrpress.scoring.result import Rollup

_MOVED = frozenset(
    {EventKind.REVIEW, EventKind.FINISHED, EventKind.CONFIDENCE, EventKind.VALUE},
)


def digest_bulletin(digest: Digest, addresses: Addresses) -> Bulletin:
    """The digest as a bulletin; sections with nothing in them are left out."""
    return Bulletin(
        kind="digest",
        title=_title(digest),
        lines=tuple(_lines(digest)),
        sections=tuple(one for one in _sections(digest, addresses) if one.items),
        as_of=digest.scored.as_of,
        since=digest.since,
        href=addresses.home,
        audience=digest.scored.portfolio.audience,
    )


# ── the head ──────────────────────────────────────────────────────────────────────────────────


def _title(digest: Digest) -> Said:
    """As in "Week 8 of 13: 3 of 41 key results need a decision"."""
    if not digest.cycles:
        return said("There is no cycle yet")
    cycle, as_of = digest.cycles[0][0], digest.scored.as_of
    finding = _finding(digest)
    if not digest.units:
        return said("{when}: {finding}", when=_when(cycle, as_of), finding=finding)
    names = Names.of(digest.scored)
    return said(
        "{units}, {when}: {finding}",
        units=row([names.unit(unit) for unit in digest.units]),
        when=cycle_week(cycle, as_of) if week_of(cycle, as_of) else _when(cycle, as_of),
        finding=finding,
    )


def _when(cycle: Cycle, as_of: date) -> Said:
    running, title = week_of(cycle, as_of), brief(cycle.title)
    if running:
        return said("Week {week} of {weeks}", week=running[0], weeks=running[1])
    if cycle.start and cycle.end:
        return said("{cycle} {when}", cycle=title, when=cycle_week(cycle, as_of))
    return said("{cycle}, {when}", cycle=title, when=cycle_week(cycle, as_of))


def _finding(digest: Digest) -> Said:
    found, of = len(digest.to_decide), digest.key_results
    if not of:
        return said("no key result is pursued")
    if not found:
        return counted(
            of,
            "none of {n} key result needs a decision",
            "none of {n} key results needs a decision",
        )
    if found == 1:
        return counted(
            of, "1 of {n} key result needs a decision", "1 of {n} key results needs a decision"
        )
    return said("{found} of {all} key results need a decision", found=found, all=of)


def _lines(digest: Digest) -> Iterator[str]:
    name = brief(digest.name) if digest.name else said("Objectives")
    days = _days(digest.since, digest.scored.as_of)
    yield said("{name}, {days}", name=name, days=days)
    for cycle, rollup in digest.cycles:
        if rollup and rollup.total:
            yield said("{cycle}: {standing}", cycle=brief(cycle.title), standing=_standing(rollup))


def _days(first: date, last: date) -> str:
    """As in "16 to 22 Nov 2026": what both share is said once."""
    if first == last:
        return whole_day(last)
    same = first.year == last.year
    begin = str(first.day) if same and first.month == last.month else day(first)
    english = f"{begin if same else whole_day(first)} to {whole_day(last)}"
    return named_days(first, last, english)


def _standing(rollup: Rollup) -> Said:
    is_graded = rollup.score is not None or rollup.expected is None
    reached, counts = rollup_text(rollup), counts_text(rollup.counts)
    if is_graded:
        return said("{reached}; {counts}", reached=reached, counts=counts)
    return said(
        "{reached} where {expected} is expected; {counts}",
        reached=reached,
        expected=percent(rollup.expected),
        counts=counts,
    )


# ── the sections ──────────────────────────────────────────────────────────────────────────────


def _sections(digest: Digest, addresses: Addresses) -> Iterator[Section]:
    """Promises that moved come first, then what is to be done, what went well, and what is next."""
    names, happened = Names.of(digest.scored), digest.events
    moved = (one for one in happened if one.kind is EventKind.COMMITMENT)
    results = (one for one in happened if one.kind in _MOVED)
    yield _changes("commitments", said("Commitments that moved"), moved, digest, addresses)
    decide = (_concern(one, names, addresses) for one in digest.to_decide)
    yield Section(id="decide", heading=said("Needs a decision"), items=tuple(decide))
    waiting = (_concern(one, names, addresses) for one in digest.waiting)
    yield Section(id="waiting", heading=said("Waiting for grades"), items=tuple(waiting))
    blocked = (_blocker(one, names, addresses) for one in digest.blockers)
    yield Section(id="blockers", heading=said("Blockers"), items=tuple(blocked))
    yield _changes("results", said("Results that moved"), results, digest, addresses)
    watch = (_concern(one, names, addresses) for one in digest.to_watch)
    yield Section(id="watch", heading=said("Keep an eye on"), items=tuple(watch))
    for kind, id, heading in (
        (EventKind.WIN, "wins", said("Wins")),
        (EventKind.LESSON, "lessons", said("Lessons")),
    ):
        told = (said_item(one, names, addresses) for one in happened if one.kind is kind)
        yield Section(id=id, heading=heading, items=tuple(told))
    owed = (_debt(one, names, addresses) for one in digest.debts)
    yield Section(id="owed", heading=_owed_heading(digest.debts), items=tuple(owed))
    ahead = (_upcoming(one, names, addresses) for one in digest.upcoming)
    yield Section(id="next", heading=said("Coming up"), items=tuple(ahead))


def _changes(
    id: str, heading: str, happened: Iterable[Event], digest: Digest, addresses: Addresses
) -> Section:
    items = tuple(change_item(digest.scored, one, addresses) for one in happened)
    return Section(id=id, heading=heading, items=items)


def _concern(concern: Concern, names: Names, addresses: Addresses) -> Item:
    scored = concern.scored
    assert scored is not None  # blockers have a section of their own
    unit = brief(scored.key_result.unit)
    grounds = (ground_text(one, unit) for one in concern.grounds)
    return Item(
        kind=concern.urgency.reason.name.lower().replace("_", "-"),
        text=brief(scored.key_result.title),
        note=row([*grounds], between="; "),
        who=names.who(concern.folder.unit, concern.owner),
        href=addresses.reference(scored.ref),
        about=(str(scored.ref),),
        unit=concern.folder.unit,
        person=concern.owner,
        on=concern.grounds[0].since,
    )


def _blocker(concern: Concern, names: Names, addresses: Addresses) -> Item:
    return Item(
        kind="blocked",
        text=brief(concern.blocker),
        note=row([ground_text(one) for one in concern.grounds], between="; "),
        who=names.who(concern.folder.unit, concern.owner),
        href=addresses.unit(concern.folder.unit),
        about=(str(concern.folder),),
        unit=concern.folder.unit,
        person=concern.owner,
        on=concern.grounds[0].since,
    )


def _owed_heading(debts: Iterable[Debt]) -> Said:
    if {one.kind for one in debts} == {DebtKind.CHECK_IN}:
        return said("Missing check-ins")
    return said("Missing check-ins and reviews")


def _debt(debt: Debt, names: Names, addresses: Addresses) -> Item:
    return Item(
        kind=debt.kind.value,
        text=names.unit(debt.folder.unit),
        note=debt_text(debt),
        who=names.person(debt.person) if debt.person != debt.folder.unit else "",
        href=addresses.unit(debt.folder.unit),
        about=tuple(map(str, debt.key_results)) or (str(debt.folder),),
        unit=debt.folder.unit,
        person=debt.person,
        on=debt.since,
    )


def _upcoming(one: Upcoming, names: Names, addresses: Addresses) -> Item:
    unit = one.folder.unit if one.folder else None
    return Item(
        kind=one.kind.value,
        text=names.unit(unit) if unit else names.cycle(one.cycle),
        note=_what_comes(one),
        href=addresses.unit(unit) if unit else addresses.cycle(one.cycle),
        about=tuple(map(str, one.key_results)) or (str(one.folder or one.cycle),),
        unit=unit,
        on=one.on,
    )


def _what_comes(one: Upcoming) -> Said:
    on, what, count = day(one.on), upcoming_text(one.kind), len(one.key_results)
    if not count:
        return said("{day}: {what}", day=on, what=what)
    return counted(
        count,
        "{day}: {what}, {n} key result",
        "{day}: {what}, {n} key results",
        day=on,
        what=what,
    )
