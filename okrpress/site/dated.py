"""A scored portfolio that notes who asks for its day, or for what another day alone would change.

Most pages of closed cycles never do; nor does a page that shows no more of the others than how
far they are and how they stand. Of these it is noted who asks for more than an objective as a
whole: a page that lists objectives need not be made again when a key result falls behind.
"""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, replace
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from okrpress.model.ids import ObjectiveRef, UnitCycle
from okrpress.model.maker import maker
from okrpress.scoring.result import Rollup, ScoredKeyResult, ScoredObjective, ScoredPortfolio
from okrpress.site.tracing import Read, is_reading, note

K = TypeVar("K")
V = TypeVar("V")

DAY = "day"
"""The name of a look at the day; its key is the day that was found."""
STANDING = "scored.standing"
"""The name of a look at how key results stand: those of an objective, or of a folder."""
DRIFTING = frozenset({"elapsed", "expected", "gap", "points", "age"})
"""What is another number every day, although nothing else has changed."""


@lru_cache(maxsize=64)
def _looks(day: date) -> frozenset[Read]:
    return frozenset((Read(DAY, (day.isoformat(),)),))


def watched(
    kind: type[V], of_day: AbstractSet[str], day: date, within: AbstractSet[str] = frozenset()
) -> type[V]:
    """The same kind of thing, which notes who asks for some of its fields.

    To ask for those `of_day` is a look at the day; to ask for those `within` is what its own
    `looks` say.
    """
    slots: Any = vars(kind)
    fields = {name: _of_day(slots[name], _looks(day)) for name in of_day}
    fields |= {name: _within(slots[name]) for name in within}
    # By `type`, because a property may not stand in for a field in a class statement.
    return type(kind.__name__, (kind,), {"__slots__": ("looks",) if within else (), **fields})


def _of_day(slot: Any, looks: frozenset[Read]) -> property:
    get = slot.__get__

    def asked(thing: object) -> object:
        if is_reading() is not None:
            note(looks)
        return get(thing)

    return property(asked, getattr(slot, "__set__", None))


def _within(slot: Any) -> property:
    get = slot.__get__

    def asked(thing: object) -> object:
        if is_reading() is not None:
            note(getattr(thing, "looks", _NONE))  # none where it was copied, which is to ask
        return get(thing)

    return property(asked, slot.__set__)


_NONE: frozenset[Read] = frozenset()


# ── the portfolio ─────────────────────────────────────────────────────────────────────────────

_as_of: Any = vars(ScoredPortfolio)["as_of"]


def day_of(scored: ScoredPortfolio) -> date:
    """Its day, for whoever notes it where it counts."""
    day: date = _as_of.__get__(scored)
    return day


def _asked(scored: ScoredPortfolio) -> date:
    day = day_of(scored)
    if is_reading() is not None:
        note(_looks(day))
    return day


def _given(scored: ScoredPortfolio, day: date) -> None:
    _as_of.__set__(scored, day)


_Dated: type[ScoredPortfolio] = type(
    "_Dated", (ScoredPortfolio,), {"__slots__": (), "as_of": property(_asked, _given)}
)


def dated(scored: ScoredPortfolio) -> ScoredPortfolio:
    """The same portfolio, watched."""
    return _Dated(**{one.name: getattr(scored, one.name) for one in fields(scored)})


# ── its numbers ───────────────────────────────────────────────────────────────────────────────


class _Copies(NamedTuple):
    """What makes watched copies of what was scored on a day; with what is noted where somebody
    looks at key results.
    """

    rollup: Callable[[Rollup, frozenset[Read]], Rollup]
    objective: Callable[[ScoredObjective, frozenset[Read]], ScoredObjective]


@lru_cache(maxsize=16)
def _copies(day: date, moving: AbstractSet[str]) -> _Copies:
    """`moving` are the fields of key results that are others every day."""
    copy_rollup = _copier(Rollup, day, moving, {"counts"})
    copy_key_result = _copier(ScoredKeyResult, day, moving, frozenset())
    make = maker(watched(ScoredObjective, frozenset(), day, {"key_results"}), _OBJECTIVE)

    def copy_objective(one: ScoredObjective, looks: frozenset[Read]) -> ScoredObjective:
        key_results = tuple([copy_key_result(each, looks) for each in one.key_results])
        return make(one.ref, one.objective, key_results, copy_rollup(one.rollup, looks), looks)

    return _Copies(copy_rollup, copy_objective)


_OBJECTIVE = ("ref", "objective", "key_results", "rollup", "looks")


def _copier(
    kind: type[V], day: date, moving: AbstractSet[str], within: AbstractSet[str]
) -> Callable[[V, frozenset[Read]], V]:
    names = [one.name for one in fields(kind)]  # type: ignore[arg-type]
    watching = watched(kind, moving & {*names}, day, within)
    values = attrgetter(*names)
    if not within:
        make: Callable[..., V] = maker(watching, names)
        return lambda one, _: make(*values(one))
    make = maker(watching, (*names, "looks"))
    return lambda one, looks: make(*values(one), looks)


class _Watched(Mapping[K, V]):
    """What was scored, watched wherever somebody gathers what is looked at."""

    def __init__(self, mapping: Mapping[K, V], copy: Callable[[K, V], V]) -> None:
        self._mapping = mapping
        self._copy = copy
        self._copies: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        if is_reading() is None:
            return self._mapping[key]
        known = self._copies.get(key)
        if known is None:
            known = self._copies[key] = self._copy(key, self._mapping[key])
        return known

    def __contains__(self, key: object) -> bool:
        return key in self._mapping

    def __iter__(self) -> Iterator[K]:
        return iter(self._mapping)

    def __len__(self) -> int:
        return len(self._mapping)


def drifting(scored: ScoredPortfolio) -> ScoredPortfolio:
    """The same portfolio; its numbers note who asks for those that are others every day, and who
    looks at key results.

    In a closed cycle nothing moves but how long ago that began which was never reported: whoever
    looks at an objective has looked at all the rest of it.
    """
    portfolio, as_of = scored.portfolio, scored.as_of
    closed = {one.id for one in portfolio.cycles.values() if one.closed and one.closed <= as_of}
    running, over = _copies(as_of, DRIFTING), _copies(as_of, frozenset({"age"}))

    def objective(ref: ObjectiveRef, one: ScoredObjective) -> ScoredObjective:
        if ref.cycle in closed:
            is_reported = all(each.last_reading for each in one.key_results)
            return one if is_reported else over.objective(one, _NONE)
        return running.objective(one, frozenset((Read(STANDING, tuple(ref)),)))

    def folder(key: UnitCycle, one: Rollup) -> Rollup:
        return (
            one
            if key.cycle in closed
            else running.rollup(one, frozenset((Read(STANDING, tuple(key)),)))
        )

    def cycle(key: str, one: Rollup) -> Rollup:
        return one if key in closed else running.rollup(one, _NONE)

    return replace(
        scored,
        objectives=_Watched(scored.objectives, objective),
        folders=_Watched(scored.folders, folder),
        cycles=_Watched(scored.cycles, cycle),
    )
