"""How findings about changes name things."""

from datetime import date
from decimal import Decimal

from okrpress.changes import Change
from okrpress.changes.change import Term
from okrpress.rules.titles import quote


def thing(change: Change) -> str:
    """What changed, by its title: 'key result "…"'."""
    return f"{change.subject.value.replace('-', ' ')} {quote(change.title)}"


def term(value: Term, unit: str = "") -> str:
    """One side of a move."""
    if value is None:
        return "nothing"
    if isinstance(value, Decimal):
        return f"{value} {unit}".rstrip()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return quote(", ".join(value))
    return quote(value)


def move(change: Change) -> str:
    """As in `120 → 140 things`."""
    return f"from {term(change.before)} to {term(change.after, change.unit)}"


def entry(change: Change) -> str:
    """The line of the target ledger that would tell of a move."""
    before, after = _plain(change.before), _plain(change.after)
    return (
        f"`changes: [{{date: …, field: {change.field}, from: {before}, to: {after}, reason: …}}]`"
    )


def _plain(value: Term) -> str:
    return str(value) if isinstance(value, Decimal | date) else "…"
