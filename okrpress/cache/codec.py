"""Values of known types as JSON, and back: nothing in a cache can run, or become what it is not.

The types say it all: frozen dataclasses, named tuples, texts, numbers, dates, enumerations, and
tuples and mappings of them. What is read is a value of the type, or `DamagedError` says that it is
none; it is never a program, as a pickle is.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial
from itertools import islice, repeat
from types import NoneType, UnionType
from typing import Any, Generic, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

Json = Any
"""Lists, dicts, texts, whole numbers, booleans and None: what comes from a file."""

_PLAIN = frozenset({str, int, bool, NoneType})
_SEPARATOR = "/"  # between the parts of a reference, which have none themselves


_DAMAGE = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError, RecursionError)


class DamagedError(Exception):
    """What was read is no value of the type."""


class Codec(Generic[T]):
    """Turns values of one type into JSON and back. Equal texts become the same object."""

    def __init__(self, type_: type[T]) -> None:
        self._coder = _Coders().of(type_)

    def encode(self, value: T) -> str:
        """The value as JSON, on one line."""
        return json.dumps(self._coder.encode(value), ensure_ascii=False, separators=(",", ":"))

    def decode(self, text: str) -> T:
        """The value that was encoded. Raises DamagedError for anything else."""
        try:
            value: T = self._coder.decode(json.loads(text))
        except _DAMAGE as error:
            raise DamagedError(str(error)) from error
        return value


class _Coder(NamedTuple):
    """Both ways for one type.

    `plain` has the types that are JSON as they are; `make` is what turns a text into a value.
    """

    encode: Callable[[Any], Json]
    decode: Callable[[Json], Any]
    plain: frozenset[type] = frozenset()
    make: Callable[[str], object] | None = None


class _Texts(dict[str | None, Any]):
    """What texts stand for: each is made once."""

    def __init__(self, make: Callable[[str], object]) -> None:
        self._make = make

    def __missing__(self, text: str | None) -> object:
        if type(text) is not str:
            raise TypeError(text)
        made = self[text] = self._make(text)
        return made


class _Coders:
    """The coders of types, each made once."""

    def __init__(self) -> None:
        self._known: dict[object, _Coder] = {
            Decimal: _text(str, _decimal),
            date: _text(date.isoformat, date.fromisoformat),
        }

    def of(self, type_: Any) -> _Coder:
        coder = self._known.get(type_)
        if coder is None:
            coder = self._known[type_] = self._make(type_)
        return coder

    def _make(self, type_: Any) -> _Coder:
        origin, arguments = get_origin(type_), get_args(type_)
        if type_ in _PLAIN or (origin in {Union, UnionType} and _PLAIN.issuperset(arguments)):
            return _plain(frozenset(arguments or (type_,)))
        if origin in {Union, UnionType}:
            return self._union(arguments)
        if origin is tuple:
            return self._tuple(arguments[0])
        if origin is Mapping:
            return self._mapping(*arguments)
        if issubclass(type_, StrEnum):
            return _text(str, type_)
        if _is_text(type_):
            return _text(_SEPARATOR.join, lambda text: type_(*text.split(_SEPARATOR)))
        return self._record(type_)

    def _union(self, types: tuple[Any, ...]) -> _Coder:
        """One of several types: its name, then the value; None is itself."""
        coders = {each.__name__: self.of(each) for each in types if each is not NoneType}
        if len(coders) == 1:
            return _optional(*coders.values())

        def encode(value: object) -> Json:
            if value is None:
                return None
            name = type(value).__name__
            return [name, coders[name].encode(value)]

        def decode(data: Json) -> object:
            if data is None and NoneType in types:
                return None
            name, value = data
            return coders[name].decode(value)

        return _Coder(encode, decode)

    def _tuple(self, type_: Any) -> _Coder:
        """Any number of one type: a list; of records, a list for each field."""
        if is_dataclass(type_) or (_is_named_tuple(type_) and not _is_text(type_)):
            return self._columns(type_)
        one = self.of(type_)
        return _Coder(
            lambda values: [*map(one.encode, values)],
            lambda data: tuple(_each(one, data)),
        )

    def _mapping(self, key: Any, value: Any) -> _Coder:
        """Keys, then values."""
        keys, values = self.of(key), self.of(value)
        return _Coder(
            lambda made: [[*map(keys.encode, made)], [*map(values.encode, made.values())]],
            lambda data: dict(zip(_each(keys, data[0]), _each(values, data[1]), strict=True)),
        )

    def _record(self, type_: Any) -> _Coder:
        """Its fields by name, without those that are as they are by default."""
        coders, defaults = self._fields(type_)

        def encode(value: object) -> Json:
            encoded = ((name, one.encode(getattr(value, name))) for name, one in coders.items())
            return {name: each for name, each in encoded if each != defaults[name]}

        def decode(data: Json) -> object:
            return type_(**{name: coders[name].decode(each) for name, each in data.items()})

        return _Coder(encode, decode)

    def _columns(self, type_: Any) -> _Coder:
        """Many of one record: the fields in which not all are as by default, at least one."""
        coders, defaults = self._fields(type_)
        rows = _rows_of_tuples if _is_named_tuple(type_) else _rows_of_dataclasses

        def encode(values: tuple[object, ...]) -> Json:
            columns = {
                name: [one.encode(getattr(value, name)) for value in values]
                for name, one in coders.items()
            }
            told = {
                name: column
                for name, column in columns.items()
                if any(each != defaults[name] for each in column)
            }
            return told if told or not values else dict(islice(columns.items(), 1))

        def decode(data: Json) -> object:
            columns = {name: _each(coders[name], column) for name, column in data.items()}
            count = max(map(len, data.values()), default=0)
            return tuple(rows(type_, count, columns)) if count else ()

        return _Coder(encode, decode)

    def _fields(self, type_: Any) -> tuple[dict[str, _Coder], dict[str, Json]]:
        """The coder of each field, and what it is encoded to by default, if it has one."""
        coders = {name: self.of(hint) for name, hint in get_type_hints(type_).items()}
        given = _defaults(type_)
        return coders, {
            name: one.encode(given[name]) if name in given else MISSING
            for name, one in coders.items()
        }


# ── kinds of types ────────────────────────────────────────────────────────────────────────────


def _plain(types: frozenset[type]) -> _Coder:
    def decode(data: Json) -> Json:
        if type(data) not in types:
            raise TypeError(data)
        return data

    return _Coder(lambda value: value, decode, types)


def _text(encode: Callable[[Any], str], make: Callable[[str], object]) -> _Coder:
    return _Coder(encode, _Texts(make).__getitem__, make=make)


def _optional(one: _Coder) -> _Coder:
    def encode(value: object) -> Json:
        return None if value is None else one.encode(value)

    def decode(data: Json) -> object:
        return None if data is None else one.decode(data)

    if one.make is None:
        return _Coder(encode, decode)
    texts = _Texts(one.make)
    texts[None] = None
    return _Coder(encode, texts.__getitem__)


def _is_named_tuple(type_: Any) -> bool:
    return isinstance(type_, type) and issubclass(type_, tuple)


def _is_text(type_: Any) -> bool:
    """Whether it is a named tuple of nothing but texts, which is written as one."""
    return _is_named_tuple(type_) and set(get_type_hints(type_).values()) == {str}


def _defaults(type_: Any) -> dict[str, object]:
    """The fields that need not be given, and what they are then."""
    if _is_named_tuple(type_):
        return dict(type_._field_defaults)
    return {
        each.name: each.default if each.default_factory is MISSING else each.default_factory()
        for each in fields(type_)
        if each.default is not MISSING or each.default_factory is not MISSING
    }


def _rows_of_tuples(type_: Any, count: int, columns: dict[str, Iterable[Any]]) -> Iterable[Any]:
    every = (
        columns[name] if name in columns else repeat(type_._field_defaults[name], count)
        for name in type_._fields
    )
    return map(partial(tuple.__new__, type_), zip(*every, strict=True))


def _rows_of_dataclasses(
    type_: Any, _count: int, columns: dict[str, Iterable[Any]]
) -> Iterable[Any]:
    return (
        type_(**dict(zip(columns, row, strict=True))) for row in zip(*columns.values(), strict=True)
    )


# ── values ────────────────────────────────────────────────────────────────────────────────────


def _each(coder: _Coder, data: Json) -> Iterable[Any]:
    """The items of a list, decoded."""
    if type(data) is not list:
        raise TypeError(data)
    if not coder.plain:
        return map(coder.decode, data)
    if not coder.plain.issuperset(map(type, data)):
        raise TypeError(data)
    return data


def _decimal(text: str) -> Decimal:
    value = Decimal(text)
    if not value.is_finite():
        raise ValueError(text)
    return value
