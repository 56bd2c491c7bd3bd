"""What a page is made from: every look into the site's mappings, written down.

A page is a function of what it looks at. So a page that looked at nothing that has changed since
is the page that it was; this module says what it looked at. Nobody who writes a page need know of
it, but for one rule: what several pages share is computed by a function that is `shared`, or
`looked_up` where a page looks at one entry of it; `functools.cache` would hide what it looked at.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields, replace
from functools import lru_cache, partial, wraps
from typing import Any, Generic, NamedTuple, ParamSpec, TypeVar, cast, overload

P = ParamSpec("P")
K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")
Instance = TypeVar("Instance")

_KEPT = 8  # results of a shared function: a site is let go once others are made


class Read(NamedTuple):
    """A look into a mapping: which one, and at what.

    Keys that belong to one folder count as one: `key` is then the folder's cycle and unit. It is
    empty where only the keys themselves were looked at.
    """

    name: str
    key: tuple[str, ...] = ()


_reads: ContextVar[set[Read] | None] = ContextVar("reads", default=None)
_for_all: ContextVar[bool] = ContextVar("for_all", default=False)


is_reading = _reads.get
"""Whether somebody gathers what is looked at: the set of it, which may be empty, or None."""

read_into = _reads.set
"""From now on, count looks for that set, or for none; gives what `end_reading` wants."""

end_reading = _reads.reset
"""Count them again for whoever was reading before."""

is_for_all = _for_all.get
"""Whether what is being made is shared by several pages."""


@contextmanager
def _sharing() -> Iterator[set[Read]]:
    """Gather what is looked at to make something that several pages share."""
    token = _for_all.set(True)
    try:
        with reading() as found:
            yield found
    finally:
        _for_all.reset(token)


@contextmanager
def reading() -> Iterator[set[Read]]:
    """Gather what is looked at inside the block, and by nobody outside of it."""
    found: set[Read] = set()
    token = _reads.set(found)
    try:
        yield found
    finally:
        _reads.reset(token)


def note(reads: frozenset[Read]) -> None:
    """Count reads as those of whoever is reading now."""
    found = _reads.get()
    if found is not None:
        found |= reads


class Traced(Mapping[K, V]):
    """A mapping that writes down what is looked at in it."""

    def __init__(self, name: str, mapping: Mapping[K, V]) -> None:
        self.name = name
        self.mapping = mapping
        self._keys = Read(name)
        self._looks: dict[tuple[str, ...], Read] = {}

    def _note(self, key: object, found: set[Read]) -> None:
        group = group_of(key)
        look = self._looks.get(group)
        if look is None:
            look = self._looks[group] = Read(self.name, group)
        found.add(look)

    def __getitem__(self, key: K) -> V:
        found = _reads.get()
        if found is not None:
            self._note(key, found)
        return self.mapping[key]

    @overload
    def get(self, key: K, /) -> V | None: ...

    @overload
    def get(self, key: K, /, default: V | T) -> V | T: ...

    def get(self, key: K, /, default: V | T | None = None) -> V | T | None:
        """The value of a key, or the default; a look at the key in either case."""
        found = _reads.get()
        if found is not None:
            self._note(key, found)
        return self.mapping.get(key, default)

    def __contains__(self, key: object) -> bool:
        found = _reads.get()
        if found is not None:
            self._note(key, found)
        return key in self.mapping

    def __iter__(self) -> Iterator[K]:
        found = _reads.get()
        if found is not None:
            found.add(self._keys)
        return iter(self.mapping)

    def __len__(self) -> int:
        found = _reads.get()
        if found is not None:
            found.add(self._keys)
        return len(self.mapping)


def group_of(key: object) -> tuple[str, ...]:
    """What a key counts as: its folder, where it is or names something in one."""
    return key[:2] if isinstance(key, tuple) else (str(key),)


def traced(thing: Instance, name: str) -> Instance:
    """A frozen dataclass, all of whose mappings write down what is looked at in them."""
    mappings = {
        each.name: Traced(f"{name}.{each.name}", value)
        for each in fields(thing)  # type: ignore[arg-type]
        if isinstance(value := getattr(thing, each.name), Mapping)
    }
    made: Instance = replace(thing, **mappings)  # type: ignore[type-var]
    return made


def gathering(items: Iterable[T], reads: set[Read]) -> Iterator[T]:
    """The items, with all that is looked at to make them added to `reads`."""
    iterator = iter(items)
    while True:
        token = _reads.set(reads)
        try:
            item = next(iterator, None)
        finally:
            _reads.reset(token)
        if item is None:
            return
        yield item


# ── what pages share ──────────────────────────────────────────────────────────────────────────

LOOKED_UP: dict[str, Callable[..., "Traced[Any, Any]"]] = {}
"""The functions that are `looked_up`, by name."""


class Made(NamedTuple, Generic[T]):
    """What was made for several pages, and what was looked at for it; None where nobody read."""

    result: T
    reads: frozenset[Read] | None


def made_for_all(known: Made[T] | None, make: Callable[[], T]) -> Made[T]:
    """What is known, or made now, and counted as looked at; what nobody reads costs a tenth less.

    What was made while nobody was reading is made again for the first who does.
    """
    if is_reading() is None:
        return known or Made(_unread(make), None)
    if known is None or known.reads is None:
        with _sharing() as found:
            result = make()
        known = Made(result, frozenset(found))
    assert known.reads is not None  # somebody read when it was made
    note(known.reads)
    return known


def _unread(make: Callable[[], T]) -> T:
    token = _for_all.set(True)
    try:
        return make()
    finally:
        _for_all.reset(token)


def shared(make: Callable[P, T]) -> Callable[P, T]:
    """Computed once; whoever asks for it has looked at all that went into it."""

    @lru_cache(maxsize=_KEPT)
    def kept(*_: Any) -> list[Made[T]]:
        return []

    @wraps(make)
    def known(*arguments: Any, **_: Any) -> T:
        found = kept(*arguments)
        made = made_for_all(found[0] if found else None, partial(make, *arguments))
        found[:] = [made]
        return made.result

    return cast(Callable[P, T], known)


def looked_up(make: Callable[P, Mapping[K, V]]) -> Callable[P, Mapping[K, V]]:
    """A mapping made once of a site and of texts; whoever looks into it has read those entries."""
    name = f"{make.__module__}.{make.__qualname__}"

    @lru_cache(maxsize=_KEPT)
    def made(*arguments: Any) -> Traced[K, V]:
        with _sharing():
            mapping = make(*arguments)  # type: ignore[call-arg]
        return Traced(json.dumps([name, *arguments[1:]]), mapping)

    LOOKED_UP[name] = made
    return cast(Callable[P, Mapping[K, V]], made)
