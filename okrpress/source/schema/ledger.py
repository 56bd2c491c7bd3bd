"""The target ledger: what moved while the cycle ran, and whether that agrees with the file."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from okrpress.model.frozen import dataclass
from okrpress.model.okr import Band, KeyResult, LedgerEntry, Metric, YesNo
from okrpress.source.schema.fields import Day, Line, Reader
from okrpress.source.schema.grammar import read_date, read_number, read_text
from okrpress.source.schema.mistakes import Mistake, describe
from okrpress.source.schema.nested import Entry, Many
from okrpress.source.suggest import did_you_mean

Ledgered = Decimal | date | str
"""A value of the ledger: a number, a day or text; `""` where there was nothing."""

_ANY = {"type": ["number", "string", "object"]}


def _as_written(node: object) -> object:
    return node


class ChangeEntry(Entry):
    """An entry of the target ledger."""

    on: Day = Field(alias="date", description="the day the change was agreed")
    field: Line = Field(description="the key that changed")
    before: Annotated[object, Reader(_as_written, _ANY)] = Field(
        default="", alias="from", description="its value before; left out when there was none"
    )
    after: Annotated[object, Reader(_as_written, _ANY)] = Field(
        default="", alias="to", description="its value since; left out when it was removed"
    )
    reason: Line = Field(description="why")


def read_band(node: object) -> str:
    """`{min: 1, max: 4}` as the ledger keeps it: `min 1, max 4`."""
    if not isinstance(node, dict) or not node or not node.keys() <= {"min", "max"}:
        raise Mistake("FMT033", f"is {describe(node)}, not a range", "write {min: …, max: …}")
    bounds = {key: _read_bound(key, bound) for key, bound in node.items()}
    return band_text(Band(**bounds))


def _read_bound(key: str, node: object) -> Decimal:
    try:
        return read_number(node)
    except Mistake as mistake:
        raise mistake.inside(key) from None


def band_text(band: Band) -> str:
    """A band as the ledger keeps it."""
    bounds = (("min", band.min), ("max", band.max))
    return ", ".join(f"{name} {bound}" for name, bound in bounds if bound is not None)


_KEY_RESULT_FIELDS: Mapping[str, Callable[[object], Ledgered]] = {
    **dict.fromkeys(("baseline", "target", "weight"), read_number),
    **dict.fromkeys(("start", "due"), read_date),
    "keep": read_band,
    **dict.fromkeys(
        ("title", "unit", "owner", "indicator", "aggregate", "cadence", "done_when", "steps"),
        read_text,
    ),
    **dict.fromkeys(("plan", "source", "state"), read_text),
}
_OBJECTIVE_FIELDS: Mapping[str, Callable[[object], Ledgered]] = dict.fromkeys(
    (
        *("title", "owner", "type", "values", "supports", "stands_alone", "depends_on", "origin"),
        *("tier", "tags", "visibility", "state", "key_results", "initiatives"),
    ),
    read_text,
)


@dataclass(frozen=True, slots=True)
class _Ledger:
    """The conversion of entries, by the fields that may be named in them."""

    fields: Mapping[str, Callable[[object], Ledgered]]

    def entry(self, entry: ChangeEntry) -> LedgerEntry:
        """The entry with its values typed as its field is."""
        if entry.field not in self.fields:
            help = did_you_mean(entry.field, self.fields)
            raise Mistake("FMT061", f"is `{entry.field}`", help, keys=("field",))
        before = self._value(entry, "from", entry.before)
        after = self._value(entry, "to", entry.after)
        if before == after:
            raise Mistake("FMT062", "is what it was before", "write what changed", keys=("to",))
        return LedgerEntry(
            on=entry.on, field=entry.field, before=before, after=after, reason=entry.reason
        )

    def _value(self, entry: ChangeEntry, key: str, node: object) -> Ledgered:
        if node == "":
            return ""
        try:
            return self.fields[entry.field](node)
        except Mistake as mistake:
            raise mistake.inside(key) from None


def _order_mistakes(entries: tuple[LedgerEntry, ...]) -> Iterator[Mistake]:
    """Entries before their predecessors, and entries that do not go on where the last one ended."""
    last: dict[str, LedgerEntry] = {}
    for index, entry in enumerate(entries):
        above = entries[index - 1] if index else entry
        if entry.on < above.on:
            message = f"is {entry.on}, before the entry above ({above.on})"
            yield Mistake("FMT060", message, "put the oldest entry first", keys=(index, "date"))
        earlier = last.get(entry.field)
        if earlier is not None and earlier.after != entry.before:
            message = (
                f"is {_shown(entry.before)}, but {earlier.on} ended at {_shown(earlier.after)}"
            )
            help = "begin each entry where the last one of the field ended"
            yield Mistake("FMT063", message, help, keys=(index, "from"))
        last[entry.field] = entry


def ledger_mistakes(
    changes: Iterable[LedgerEntry], now: Mapping[str, Ledgered]
) -> Iterator[Mistake]:
    """Fields whose last entry ends elsewhere than where the file is."""
    last = {entry.field: (index, entry.after) for index, entry in enumerate(changes)}
    for field, (index, after) in last.items():
        if field in now and now[field] != after:
            message = f"is {_shown(after)}, but `{field}` is {_shown(now[field])}"
            help = f"write the entry that is missing, or correct `{field}`"
            yield Mistake("FMT063", message, help, keys=("changes", index, "to"))


def _shown(value: Ledgered) -> str:
    return describe(value) if isinstance(value, str) else str(value)


def key_result_now(key_result: KeyResult) -> dict[str, Ledgered]:
    """The fields of a key result that a ledger can be held against."""
    measure = key_result.measure
    metric = measure if isinstance(measure, Metric) else None
    return {
        "baseline": "" if metric is None or metric.baseline is None else metric.baseline,
        "target": "" if metric is None else metric.target,
        "aggregate": "" if metric is None else metric.aggregate.value,
        "keep": band_text(measure) if isinstance(measure, Band) else "",
        "done_when": measure.done_when if isinstance(measure, YesNo) else "",
        "weight": key_result.weight,
        "start": key_result.start or "",
        "due": key_result.due or "",
        "title": key_result.title,
        "unit": key_result.unit,
        "owner": key_result.owner or "",
        "indicator": key_result.indicator or "",
        "source": key_result.source,
        "state": key_result.state.value,
    }


KeyResultChanges = Annotated[
    tuple[LedgerEntry, ...], Many(ChangeEntry, _Ledger(_KEY_RESULT_FIELDS).entry, _order_mistakes)
]
ObjectiveChanges = Annotated[
    tuple[LedgerEntry, ...], Many(ChangeEntry, _Ledger(_OBJECTIVE_FIELDS).entry, _order_mistakes)
]
