"""Who owes which check-in or review, in words that change only when the debts do.

Days are named and not counted, so that the same debts read the same tomorrow.
"""

from collections.abc import Iterable, Iterator

from okrpress.insight.due import Debt, DebtKind
from okrpress.insight.folders import key_result_at
from okrpress.model.ids import KeyResultRef
from okrpress.model.said import Said, Template, counted, row, said
from okrpress.report.bulletin.bulletin import Addresses, Bulletin, Item, Section, brief
from okrpress.report.digest.names import Names
from okrpress.report.due_words import debt_command
from okrpress.report.status_words import whole_day
from okrpress.scoring.result import ScoredPortfolio

_NAMED = 3
"""Key results that one line names."""

_NOUNS = {
    DebtKind.CHECK_IN: Template("check-in"),
    DebtKind.MID_CYCLE_REVIEW: Template("mid-cycle review"),
    DebtKind.RETROSPECTIVE: Template("retrospective"),
    DebtKind.GRADES: Template("set of grades"),
}
_HEADINGS = {
    DebtKind.CHECK_IN: Template("Check-ins"),
    DebtKind.MID_CYCLE_REVIEW: Template("Mid-cycle reviews"),
    DebtKind.RETROSPECTIVE: Template("Retrospectives"),
    DebtKind.GRADES: Template("Grades"),
}


def reminder_bulletin(
    scored: ScoredPortfolio, debts: Iterable[Debt], addresses: Addresses
) -> Bulletin:
    """The debts as a bulletin, a section for each kind, the oldest first."""
    owed = tuple(debts)
    names = Names.of(scored)
    sections = (
        Section(
            id=kind.value,
            heading=_HEADINGS[kind].said(),
            items=tuple(_item(scored, one, names, addresses) for one in owed if one.kind is kind),
        )
        for kind in DebtKind
    )
    return Bulletin(
        kind="reminder",
        title=_title(owed),
        lines=tuple(_lines(scored, owed)),
        sections=tuple(one for one in sections if one.items),
        as_of=scored.as_of,
        href=addresses.home,
        audience=scored.portfolio.audience,
    )


def _title(debts: tuple[Debt, ...]) -> str:
    """As in "3 check-ins and 1 mid-cycle review are owed"."""
    if not debts:
        return said("Nothing is owed")
    counts = [
        _so_many(count, kind)
        for kind in DebtKind
        if (count := sum(one.kind is kind for one in debts))
    ]
    owed = row(counts, closed=True)
    return (
        said("{what} is owed", what=owed) if len(debts) == 1 else said("{what} are owed", what=owed)
    )


def _so_many(count: int, kind: DebtKind) -> Said:
    match kind:
        case DebtKind.CHECK_IN:
            return counted(count, "{n} check-in", "{n} check-ins")
        case DebtKind.MID_CYCLE_REVIEW:
            return counted(count, "{n} mid-cycle review", "{n} mid-cycle reviews")
        case DebtKind.RETROSPECTIVE:
            return counted(count, "{n} retrospective", "{n} retrospectives")
        case DebtKind.GRADES:
            return counted(count, "{n} set of grades", "{n} sets of grades")


def _lines(scored: ScoredPortfolio, debts: tuple[Debt, ...]) -> Iterator[str]:
    name = scored.settings.title or scored.portfolio.organisation.name
    yield brief(name) if name else said("Objectives")
    if debts:
        yield said("The oldest since {day}", day=whole_day(min(one.since for one in debts)))


def _item(scored: ScoredPortfolio, debt: Debt, names: Names, addresses: Addresses) -> Item:
    unit, person = names.unit(debt.folder.unit), names.person(debt.person) or said("the whole team")
    return Item(
        kind=debt.kind.value,
        text=unit
        if debt.person == debt.folder.unit
        else said("{unit}: {person}", unit=unit, person=person),
        note=_note(debt, names),
        detail=_key_results(scored, debt.key_results),
        href=addresses.unit(debt.folder.unit),
        about=tuple(map(str, debt.key_results)) or (str(debt.folder),),
        unit=debt.folder.unit,
        person=debt.person,
        on=debt.since,
    )


def _note(debt: Debt, names: Names) -> Said:
    what = said(
        "{what} in {cycle}, since {day}",
        what=_what(debt),
        cycle=names.cycle(debt.folder.cycle),
        day=whole_day(debt.since),
    )
    command = debt_command(debt)
    return said("{what}; `{command}`", what=what, command=command) if command else what


def _what(debt: Debt) -> Said:
    count = len(debt.key_results)
    return (
        counted(count, "{n} key result", "{n} key results") if count else _NOUNS[debt.kind].said()
    )


def _key_results(scored: ScoredPortfolio, refs: tuple[KeyResultRef, ...]) -> str:
    found = (key_result_at(scored, ref) for ref in refs[:_NAMED])
    titles = [brief(one.key_result.title) for one in found if one]
    more = len(refs) - len(titles)
    if more:
        titles.append(counted(more, "and {n} more", "and {n} more"))
    return row(titles, between="; ")
