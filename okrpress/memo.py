"""Results of pure functions, kept from one run to the next, or for a moment."""

from collections.abc import Callable, Hashable
from functools import wraps
from operator import is_
from typing import NamedTuple, ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")

_RECENT = 256  # more than the pages that are looked at together ask for, and soon at hand


class _Kept(NamedTuple):
    """What was made, and of what."""

    objects: tuple[object, ...]
    values: tuple[object, ...]
    result: object


class Memo:
    """Remembers what pure functions made of what.

    It never decides what is right: with a memo, a function gives what it would give without one.
    """

    def __init__(self) -> None:
        self._now: dict[Hashable, _Kept] = {}
        self._before: dict[Hashable, _Kept] = {}

    def begin(self) -> None:
        """A run begins: what the run before did not ask for is forgotten."""
        self._before, self._now = self._now, {}

    def recall(
        self,
        key: Hashable,
        make: Callable[[], T],
        *,
        objects: tuple[object, ...] = (),
        values: tuple[object, ...] = (),
    ) -> T:
        """What `make` gives, or gave under the same key when it was made from the same.

        All that `make` looks at has to be named: `objects` count as the same when they are the
        very same ones, `values` when they are equal. What can be equal and yet be shown
        differently, such as 1.0 and 1.00, belongs to the objects.
        """
        kept = self._before.get(key)
        if kept is None or not _same(kept, objects, values):
            kept = _Kept(objects, values, make())
        self._now[key] = kept
        return cast(T, kept.result)


def _same(kept: _Kept, objects: tuple[object, ...], values: tuple[object, ...]) -> bool:
    return (
        len(kept.objects) == len(objects)
        and all(map(is_, kept.objects, objects))
        and kept.values == values
    )


class Known(dict[K, V]):
    """What a pure function gives for keys, looked up as in any dictionary.

    That takes half the time of a function that remembers. All is forgotten once there are as many
    as `most`.
    """

    def __init__(self, make: Callable[[K], V], most: int) -> None:
        super().__init__()
        self._make = make
        self._most = most

    def __missing__(self, key: K) -> V:
        if len(self) >= self._most:
            self.clear()
        made = self[key] = self._make(key)
        return made


def recently(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """A pure function that is asked for the same again and again, as by pages that follow.

    At most so many of its last results are kept, by the very objects that they were made of.
    """

    def kept_lately(make: Callable[P, T]) -> Callable[P, T]:
        kept: dict[tuple[int, ...], tuple[object, T]] = {}

        @wraps(make)
        def known(*of: P.args, **options: P.kwargs) -> T:
            key = tuple(map(id, of))
            found = kept.get(key)
            if found is None:
                if len(kept) >= most:
                    kept.clear()
                found = kept[key] = (of, make(*of, **options))  # while they are, so are their ids
            return found[1]

        return known

    return kept_lately


recent = recently(_RECENT)
"""The same for what is asked for within a moment, as by one page."""
