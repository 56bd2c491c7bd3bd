"""What was promised, then and now: objectives, key results and initiatives."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from okrpress.changes.change import Change, Kind, Subject
from okrpress.changes.fields import Moved, key_result_fields, measure_text, objective_fields
from okrpress.changes.identity import Names
from okrpress.model.finding import Place
from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef, Ref
from okrpress.model.okr import Initiative, KeyResult, LedgerEntry, Objective
from okrpress.model.portfolio import Portfolio

Days = tuple[date | None, date | None]
_WORDS = frozenset({"title", "body", "done_when", "stands_alone"})


def commitment_changes(before: Portfolio, after: Portfolio, names: Names) -> Iterator[Change]:
    """Every change to objectives and what is in them, in order of the newer portfolio."""
    older = {newer: old for old, newer in names.moved.items()}
    for ref, objective in after.objectives.items():
        old = before.objectives.get(older.get(ref, ref))
        if old is None:
            yield from _came(objective)
        elif old is not objective:
            ends = (before.cycles[old.ref.cycle].end, after.cycles[ref.cycle].end)
            yield from _objective(old, objective, names, ends)
    for ref, objective in before.objectives.items():
        if ref not in after.objectives and ref not in names.moved:
            yield from _went(objective)


def _place(objective: Objective, *keys: str | int) -> Place:
    return Place(file=objective.file, keys=keys)


def _came(objective: Objective) -> Iterator[Change]:
    yield Change(
        subject=Subject.OBJECTIVE,
        kind=Kind.ADDED,
        id=str(objective.ref),
        title=objective.title,
        ref=objective.ref,
        now=_place(objective),
    )
    for index, key_result in enumerate(objective.key_results):
        yield _whole(Kind.ADDED, objective, key_result, index)


def _went(objective: Objective) -> Iterator[Change]:
    yield Change(
        subject=Subject.OBJECTIVE,
        kind=Kind.DROPPED,
        id=str(objective.ref),
        title=objective.title,
        ref=objective.ref,
        was=_place(objective),
    )


def _whole(kind: Kind, objective: Objective, key_result: KeyResult, index: int) -> Change:
    """A key result that came or went, with its measure."""
    ref, place = objective.key_result_ref(key_result), _place(objective, "key_results", index)
    is_new = kind is Kind.ADDED
    measure = measure_text(key_result.measure)
    return Change(
        subject=Subject.KEY_RESULT,
        kind=kind,
        id=str(ref),
        title=key_result.title,
        ref=ref,
        before=None if is_new else measure,
        after=measure if is_new else None,
        unit=key_result.unit,
        was=None if is_new else place,
        now=place if is_new else None,
    )


def _objective(before: Objective, after: Objective, names: Names, ends: Days) -> Iterator[Change]:
    if before.ref != after.ref:
        yield Change(
            subject=Subject.OBJECTIVE,
            kind=Kind.MOVED,
            id=str(after.ref),
            title=after.title,
            ref=after.ref,
            before=str(before.ref),
            after=str(after.ref),
            was=_place(before),
            now=_place(after),
        )
    what = _Kept(
        subject=Subject.OBJECTIVE,
        ref=after.ref,
        title=after.title,
        was=_place(before),
        now=_place(after),
    )
    ledger = _Ledger(before.changes, after.changes)
    for field in objective_fields(_renamed(before, names), after):
        reason = after.reason if field.field == "state" else ""
        yield what.change(field, ledger, reason)
    yield from ledger.rewritten(what)
    yield from _key_results(before, after, ends)
    yield from _initiatives(before, after)


def _renamed(objective: Objective, names: Names) -> Objective:
    """The objective with its references as the newer revision writes them."""
    return replace(
        objective,
        supports=names.those(objective.supports),
        depends_on=names.those(objective.depends_on),
    )


def _key_results(before: Objective, after: Objective, ends: Days) -> Iterator[Change]:
    old = {one.id: (index, one) for index, one in enumerate(before.key_results)}
    for index, one in enumerate(after.key_results):
        if one.id not in old:
            yield _whole(Kind.ADDED, after, one, index)
            continue
        at, was = old.pop(one.id)
        what = _Kept(
            subject=Subject.KEY_RESULT,
            ref=after.key_result_ref(one),
            title=one.title,
            was=_place(before, "key_results", at),
            now=_place(after, "key_results", index),
            unit=one.unit,
        )
        ledger = _Ledger(was.changes, one.changes)
        for field in key_result_fields(was, one, ends):
            yield what.change(field, ledger, one.reason if field.field == "state" else "")
        yield from ledger.rewritten(what)
    for index, one in old.values():
        yield _whole(Kind.DROPPED, before, one, index)


def _initiatives(before: Objective, after: Objective) -> Iterator[Change]:
    """Work, by its title: what came, what went, and how far it is."""
    old = {one.title: one for one in before.initiatives}
    new = {one.title: one for one in after.initiatives}
    for title, initiative in new.items():
        was = old.get(title)
        if was is None or was.status is not initiative.status:
            yield _initiative(before, after, was, initiative)
        if was and was.visibility is not initiative.visibility:
            terms = (was.visibility, initiative.visibility)
            moved = _initiative(before, after, was, initiative)
            yield replace(moved, field="visibility", before=terms[0], after=terms[1])
    for title, initiative in old.items():
        if title not in new:
            yield _initiative(before, after, initiative, None)


def _initiative(
    before: Objective, after: Objective, was: Initiative | None, now: Initiative | None
) -> Change:
    one = now or was
    assert one is not None  # it is on one side
    kind = Kind.CHANGED if was and now else Kind.ADDED if now else Kind.DROPPED
    key_result = one.key_result
    return Change(
        subject=Subject.INITIATIVE,
        kind=kind,
        id=str(after.ref),
        title=one.title,
        ref=KeyResultRef(*after.ref, key_result) if key_result else after.ref,
        field="status",
        before=was.status if was else None,
        after=now.status if now else None,
        was=_place(before, "initiatives", before.initiatives.index(was)) if was else None,
        now=_place(after, "initiatives", after.initiatives.index(now)) if now else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """An objective or key result that is in both revisions."""

    subject: Subject
    ref: Ref
    title: str
    was: Place
    now: Place
    unit: str = ""

    def change(self, moved: Moved, ledger: "_Ledger", reason: str = "") -> Change:
        """The change of one field."""
        entry = ledger.entry(moved)
        is_body = moved.field == "body"
        return Change(
            subject=self.subject,
            kind=Kind.REWORDED if moved.field in _WORDS else Kind.CHANGED,
            id=str(self.ref),
            title=self.title,
            ref=self.ref,
            unit=self.unit,
            field=moved.field,
            before=moved.before,
            after=moved.after,
            direction=moved.direction,
            entered=entry is not None,
            reason=entry.reason if entry else reason,
            was=_body(self.was) if is_body else _key(self.was, moved.field),
            now=_body(self.now) if is_body else _key(self.now, moved.field),
        )

    def rewritten(self, before: str, after: str | None) -> Change:
        """An entry of the ledger that is not what it was."""
        return Change(
            subject=self.subject,
            kind=Kind.REWRITTEN,
            id=str(self.ref),
            title=self.title,
            ref=self.ref,
            field="changes",
            before=before,
            after=after,
            was=_key(self.was, "changes"),
            now=_key(self.now, "changes"),
        )


def _key(place: Place, field: str) -> Place:
    return place if field == "measure" else place.at(field)


def _body(place: Place) -> Place:
    return Place(file=place.file, on="body")


class _Ledger:
    """What the target ledger of one objective or key result gained and lost."""

    def __init__(self, before: tuple[LedgerEntry, ...], after: tuple[LedgerEntry, ...]) -> None:
        self._gained = [entry for entry in after if entry not in before]
        self._lost = [entry for entry in before if entry not in after]

    def entry(self, moved: Moved) -> LedgerEntry | None:
        """The new entry that tells of this move; a number has to be the one that now holds."""
        for entry in self._gained:
            is_text = isinstance(moved.after, str | tuple)
            if entry.field == moved.field and (is_text or entry.after == moved.after):
                return entry
        return None

    def rewritten(self, what: _Kept) -> Iterator[Change]:
        """Entries that are gone or read differently: history is added to, not changed."""
        for entry in self._lost:
            on_that_day = (
                one for one in self._gained if (one.on, one.field) == (entry.on, entry.field)
            )
            now = next(on_that_day, None)
            yield what.rewritten(_entry(entry), _entry(now) if now else None)


def _entry(entry: LedgerEntry) -> str:
    return f"{entry.on} {entry.field}: {entry.before} → {entry.after} ({entry.reason})"
