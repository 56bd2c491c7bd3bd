"""A digest in words: the finding for a title, then what to decide, what moved, what comes."""

from collections.abc import Iterable, Iterator
from datetime import date

from okrpress.insight.attention import Concern
from okrpress.insight.due import Debt, DebtKind, Upcoming
from okrpress.insight.events import Event, EventKind
from okrpress.model.okr import Cycle
from okrpress.report.bulletin.bulletin import Addresses, Bulletin, Item, Section, brief
from okrpress.report.digest.changes import change_item, said_item
from okrpress.report.digest.choice import Digest
from okrpress.report.digest.names import Names
from okrpress.report.status_words import (
    counts_text,
    cycle_week,
    day,
    debt_text,
    ground_text,
    percent,
    rollup_text,
    upcoming_text,
    week_of,
    whole_day,
)
from okrpress.report.text import plural
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


def _title(digest: Digest) -> str:
    """As in "Week 8 of 13: 3 of 41 key results need a decision"."""
    if not digest.cycles:
        return "There is no cycle yet"
    names = ", ".join(Names.of(digest.scored).unit(unit) for unit in digest.units)
    when = _when(digest.cycles[0][0], digest.scored.as_of)
    about = f"{names}, {when[:1].lower()}{when[1:]}" if names else when
    return f"{about}: {_finding(digest)}"


def _when(cycle: Cycle, as_of: date) -> str:
    week = cycle_week(cycle, as_of)
    if week_of(cycle, as_of):
        return f"{week[:1].upper()}{week[1:]}"
    return f"{brief(cycle.title)}{'' if cycle.start and cycle.end else ','} {week}"


def _finding(digest: Digest) -> str:
    found = len(digest.to_decide)
    if not digest.key_results:
        return "no key result is pursued"
    of = f"of {plural(digest.key_results, 'key result', 'key results')}"
    if not found:
        return f"none {of} needs a decision"
    return f"{found} {of} {'needs' if found == 1 else 'need'} a decision"


def _lines(digest: Digest) -> Iterator[str]:
    yield f"{brief(digest.name or 'Objectives')}, {_days(digest.since, digest.scored.as_of)}"
    for cycle, rollup in digest.cycles:
        if rollup and rollup.total:
            yield f"{brief(cycle.title)}: {_standing(rollup)}"


def _days(first: date, last: date) -> str:
    """As in "16 to 22 Nov 2026": what both share is said once."""
    if first == last:
        return whole_day(last)
    same = first.year == last.year
    begin = str(first.day) if same and first.month == last.month else day(first)
    return f"{begin if same else whole_day(first)} to {whole_day(last)}"


def _standing(rollup: Rollup) -> str:
    is_graded = rollup.score is not None or rollup.expected is None
    expected = "" if is_graded else f" where {percent(rollup.expected)} is expected"
    return f"{rollup_text(rollup)}{expected}; {counts_text(rollup.counts)}"


# ── the sections ──────────────────────────────────────────────────────────────────────────────


def _sections(digest: Digest, addresses: Addresses) -> Iterator[Section]:
    """Promises that moved come first, then what is to be done, what went well, and what is next."""
    names, happened = Names.of(digest.scored), digest.events
    moved = (one for one in happened if one.kind is EventKind.COMMITMENT)
    results = (one for one in happened if one.kind in _MOVED)
    yield _changes("commitments", "Commitments that moved", moved, digest, addresses)
    decide = (_concern(one, names, addresses) for one in digest.to_decide)
    yield Section(id="decide", heading="Needs a decision", items=tuple(decide))
    waiting = (_concern(one, names, addresses) for one in digest.waiting)
    yield Section(id="waiting", heading="Waiting for grades", items=tuple(waiting))
    blocked = (_blocker(one, names, addresses) for one in digest.blockers)
    yield Section(id="blockers", heading="Blockers", items=tuple(blocked))
    yield _changes("results", "Results that moved", results, digest, addresses)
    watch = (_concern(one, names, addresses) for one in digest.to_watch)
    yield Section(id="watch", heading="Keep an eye on", items=tuple(watch))
    for kind, id, heading in (
        (EventKind.WIN, "wins", "Wins"),
        (EventKind.LESSON, "lessons", "Lessons"),
    ):
        said = (said_item(one, names, addresses) for one in happened if one.kind is kind)
        yield Section(id=id, heading=heading, items=tuple(said))
    owed = (_debt(one, names, addresses) for one in digest.debts)
    yield Section(id="owed", heading=_owed_heading(digest.debts), items=tuple(owed))
    ahead = (_upcoming(one, names, addresses) for one in digest.upcoming)
    yield Section(id="next", heading="Coming up", items=tuple(ahead))


def _changes(
    id: str, heading: str, happened: Iterable[Event], digest: Digest, addresses: Addresses
) -> Section:
    items = tuple(change_item(digest.scored, one, addresses) for one in happened)
    return Section(id=id, heading=heading, items=items)


def _concern(concern: Concern, names: Names, addresses: Addresses) -> Item:
    scored = concern.scored
    assert scored is not None  # blockers have a section of their own
    grounds = (ground_text(one, scored.key_result.unit) for one in concern.grounds)
    return Item(
        kind=concern.urgency.reason.name.lower().replace("_", "-"),
        text=brief(scored.key_result.title),
        note=brief("; ".join(grounds)),
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
        note="; ".join(ground_text(one) for one in concern.grounds),
        who=names.who(concern.folder.unit, concern.owner),
        href=addresses.unit(concern.folder.unit),
        about=(str(concern.folder),),
        unit=concern.folder.unit,
        person=concern.owner,
        on=concern.grounds[0].since,
    )


def _owed_heading(debts: Iterable[Debt]) -> str:
    is_check_in = {one.kind is DebtKind.CHECK_IN for one in debts}
    both = "Missing check-ins and reviews"
    return both if len(is_check_in) > 1 else "Missing check-ins" if True in is_check_in else both


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
    count = len(one.key_results)
    of = f", {plural(count, 'key result', 'key results')}" if count else ""
    return Item(
        kind=one.kind.value,
        text=names.unit(unit) if unit else names.cycle(one.cycle),
        note=f"{day(one.on)}: {upcoming_text(one.kind)}{of}",
        href=addresses.unit(unit) if unit else addresses.cycle(one.cycle),
        about=tuple(map(str, one.key_results)) or (str(one.folder or one.cycle),),
        unit=unit,
        on=one.on,
    )
