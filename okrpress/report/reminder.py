"""Who owes which check-in or review, in words that change only when the debts do.

Days are named and not counted, so that the same debts read the same tomorrow.
"""

from collections.abc import Iterable, Iterator

from okrpress.insight.due import Debt, DebtKind
from okrpress.insight.folders import key_result_at
from okrpress.model.ids import KeyResultRef
from okrpress.report.bulletin.bulletin import Addresses, Bulletin, Item, Section, brief
from okrpress.report.digest.names import Names
from okrpress.report.status_words import debt_command, whole_day
from okrpress.report.text import plural
from okrpress.scoring.result import ScoredPortfolio

_NAMED = 3
"""Key results that one line names."""

_NOUNS = {
    DebtKind.CHECK_IN: ("check-in", "check-ins"),
    DebtKind.MID_CYCLE_REVIEW: ("mid-cycle review", "mid-cycle reviews"),
    DebtKind.RETROSPECTIVE: ("retrospective", "retrospectives"),
    DebtKind.GRADES: ("set of grades", "sets of grades"),
}
_HEADINGS = {
    DebtKind.CHECK_IN: "Check-ins",
    DebtKind.MID_CYCLE_REVIEW: "Mid-cycle reviews",
    DebtKind.RETROSPECTIVE: "Retrospectives",
    DebtKind.GRADES: "Grades",
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
            heading=_HEADINGS[kind],
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
        return "Nothing is owed"
    counts = [
        plural(count, *_NOUNS[kind])
        for kind in DebtKind
        if (count := sum(one.kind is kind for one in debts))
    ]
    *first, last = counts
    listed = f"{', '.join(first)} and {last}" if first else last
    return f"{listed} {'is' if len(debts) == 1 else 'are'} owed"


def _lines(scored: ScoredPortfolio, debts: tuple[Debt, ...]) -> Iterator[str]:
    yield brief(scored.settings.title or scored.portfolio.organisation.name or "Objectives")
    if debts:
        yield f"The oldest since {whole_day(min(one.since for one in debts))}"


def _item(scored: ScoredPortfolio, debt: Debt, names: Names, addresses: Addresses) -> Item:
    command = debt_command(debt)
    what = f"{_what(debt)} in {names.cycle(debt.folder.cycle)}, since {whole_day(debt.since)}"
    unit, person = names.unit(debt.folder.unit), names.person(debt.person)
    return Item(
        kind=debt.kind.value,
        text=unit if debt.person == debt.folder.unit else f"{unit}: {person or 'the whole team'}",
        note=f"{what}; `{command}`" if command else what,
        detail=_key_results(scored, debt.key_results),
        href=addresses.unit(debt.folder.unit),
        about=tuple(map(str, debt.key_results)) or (str(debt.folder),),
        unit=debt.folder.unit,
        person=debt.person,
        on=debt.since,
    )


def _what(debt: Debt) -> str:
    count = len(debt.key_results)
    return plural(count, "key result", "key results") if count else _NOUNS[debt.kind][0]


def _key_results(scored: ScoredPortfolio, refs: tuple[KeyResultRef, ...]) -> str:
    found = (key_result_at(scored, ref) for ref in refs[:_NAMED])
    titles = [brief(one.key_result.title) for one in found if one]
    more = len(refs) - len(titles)
    return "; ".join([*titles, *([f"and {more} more"] if more else [])])
