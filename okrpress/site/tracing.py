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
from functools import lru_cache, wraps
from typing import Any, NamedTuple, ParamSpec, TypeVar, cast, overload

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

    def _note(self, key: object) -> None:
        found = _reads.get()
        if found is not None:
            group = group_of(key)
            look = self._looks.get(group)
            if look is None:
                look = self._looks[group] = Read(self.name, group)
            found.add(look)

    def __getitem__(self, key: K) -> V:
        self._note(key)
        return self.mapping[key]

    @overload
    def get(self, key: K, /) -> V | None: ...

    @overload
    def get(self, key: K, /, default: V | T) -> V | T: ...

    def get(self, key: K, /, default: V | T | None = None) -> V | T | None:
        """The value of a key, or the default; a look at the key in either case."""
        self._note(key)
        return self.mapping.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._note(key)
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


def shared(make: Callable[P, T]) -> Callable[P, T]:
    """Computed once; whoever asks for it has looked at all that went into it."""

    @lru_cache(maxsize=_KEPT)
    def made(*arguments: Any) -> tuple[T, frozenset[Read]]:
        with _sharing() as found:
            result = make(*arguments)  # type: ignore[call-arg]
        return result, frozenset(found)

    @wraps(make)
    def known(*arguments: Any, **_: Any) -> T:
        result, reads = made(*arguments)
        note(reads)
        return result

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
