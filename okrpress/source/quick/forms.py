"""What a plain mapping of front matter makes, key by key, with the readers of the schema."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from functools import cached_property
from typing import Any, Generic, TypeVar

from okrpress.model.maker import maker
from okrpress.source.front_matter.plain import Node
from okrpress.source.schema.mistakes import Mistake, Mistakes

T = TypeVar("T")
Read = Callable[[Any], Any]

DOUBTS = (Mistake, Mistakes, LookupError)
"""What is raised where something is not plain, or may be a mistake: the schema is to look."""


class DoubtError(LookupError):
    """Keys that each can be read, and perhaps do not fit each other."""


class Form(Generic[T]):
    """How the keys of a mapping become the fields of a noun.

    `readers` has a reader for each key. A key that is called otherwise than its field is in
    `called`; one that is no field has its place behind all fields, in the order of `beside`.
    `required` are the keys that cannot be left out.
    """

    def __init__(
        self,
        noun: type[T],
        readers: Mapping[str, Read],
        *,
        required: Iterable[str] = (),
        called: Mapping[str, str] | None = None,
        beside: Iterable[str] = (),
    ) -> None:
        names = [each.name for each in fields(noun)]  # type: ignore[arg-type]
        places = {name: place for place, name in enumerate((*names, *beside))}
        called = called or {}
        self._noun = noun
        self._names = names
        self.places = places
        self.required = frozenset(required)
        self.readers = {key: (places[called.get(key, key)], read) for key, read in readers.items()}
        self._usual = [_usual(each) for each in fields(noun)]  # type: ignore[arg-type]
        self._usual += [None] * (len(places) - len(names))
        self._size = len(names)

    @cached_property
    def make(self) -> Callable[..., T]:
        """Makes the noun of the values of all its fields."""
        return maker(self._noun, self._names)

    def values(self, node: Node) -> list[Any]:
        """The values of all fields, as far as the mapping says them, and of the keys beside.

        Raises one of `DOUBTS`.
        """
        if type(node) is not dict or not self.required <= node.keys():
            raise DoubtError
        values = self._usual.copy()
        readers = self.readers
        for key, written in node.items():
            place, read = readers[key]
            values[place] = read(written)
        return values

    def one(self, node: Node) -> T:
        """A noun that is nothing but its keys."""
        return self.make(*self.values(node))

    def made(self, values: list[Any]) -> T:
        """The noun of the values of its fields; those beside are left out."""
        return self.make(*values[: self._size])


def _usual(field: Any) -> Any:
    """What a field is where nothing is said; what has to be said is filled in by somebody."""
    if field.default_factory is not MISSING:
        return field.default_factory()
    return None if field.default is MISSING else field.default


def each_of(one: Callable[[Node], T]) -> Callable[[Node], tuple[T, ...]]:
    """A reader of lists of mappings."""

    def read(node: Node) -> tuple[T, ...]:
        if type(node) is not list:
            raise DoubtError
        return tuple([one(each) for each in node])

    return read


def demand_unique(ids: Iterable[str]) -> None:
    """Raise where one id stands twice."""
    ids = [*ids]
    if len(set(ids)) < len(ids):
        raise DoubtError
