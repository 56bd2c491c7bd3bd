"""Values of known types as JSON, and back: nothing in a cache can run, or become what it is not.

The types say it all: frozen dataclasses, named tuples, texts, bytes, numbers, dates, enumerations,
and tuples and mappings of them. What is read is a value of the type, or `DamagedError` says that it
is none; it is never a program, as a pickle is.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache, partial
from itertools import repeat
from operator import attrgetter, is_
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

from okrpress.cache.coder import (
    Coder,
    Json,
    as_reference,
    as_text,
    as_they_are,
    listed,
    one_by_one,
    optional,
    read_bytes,
    read_decimal,
    write_bytes,
)
from okrpress.model.frozen import dataclass
from okrpress.model.maker import maker
from okrpress.tuples import new

T = TypeVar("T")

_PLAIN = frozenset({str, int, bool, NoneType})
_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_read = json.JSONDecoder().decode
_DAMAGE = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError, RecursionError)


class DamagedError(Exception):
    """What was read is no value of the type."""


class Codec(Generic[T]):
    """Turns values of one type into JSON and back. Equal texts become the same object."""

    def __init__(self, type_: type[T]) -> None:
        self._coder = _Coders().of(type_)

    def encode(self, value: T) -> str:
        """The value as JSON, on one line."""
        return _written(self._coder.encode(value))

    def decode(self, text: str) -> T:
        """The value that was encoded. Raises DamagedError for anything else."""
        try:
            value: T = self._coder.decode(_read(text))
        except _DAMAGE as error:
            raise DamagedError(str(error)) from error
        return value


class _Coders:
    """The coders of types, each made once."""

    def __init__(self) -> None:
        self._known: dict[object, Coder] = {
            Decimal: as_text(str, read_decimal),
            date: as_text(date.isoformat, date.fromisoformat),
            bytes: one_by_one(write_bytes, read_bytes),
        }

    def of(self, type_: Any) -> Coder:
        coder = self._known.get(type_)
        if coder is None:
            coder = self._known[type_] = self._make(type_)
        return coder

    def _make(self, type_: Any) -> Coder:
        origin, arguments = get_origin(type_), get_args(type_)
        if type_ in _PLAIN or (origin in {Union, UnionType} and _PLAIN.issuperset(arguments)):
            return as_they_are(frozenset(arguments or (type_,)))
        if origin in {Union, UnionType}:
            return self._union(arguments)
        if origin is tuple:
            return self._tuple(arguments[0])
        if origin is Mapping:
            return self._mapping(*arguments)
        if issubclass(type_, StrEnum):
            return as_text(str, type_)
        if _is_text(type_):
            return as_reference(type_)
        return self._record(type_)

    def _union(self, types: tuple[Any, ...]) -> Coder:
        """One of several types: its name, then the value; None is itself."""
        coders = {each.__name__: self.of(each) for each in types if each is not NoneType}
        if len(coders) == 1:
            return optional(*coders.values())

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

        def encode_each(values: Sequence[object]) -> Json:
            """Those of one type together, below its name."""
            found = {*map(type, values)}
            if len(found) != 1 or NoneType in found:
                return [*map(encode, values)]
            name = found.pop().__name__
            return {name: coders[name].encode_each(values)}

        def decode_each(data: Json) -> Sequence[object]:
            if type(data) is not dict:
                return [*map(decode, listed(data))]
            ((name, values),) = data.items()
            return coders[name].decode_each(values)

        return Coder(encode, decode, encode_each, decode_each)

    def _tuple(self, type_: Any) -> Coder:
        """Any number of one type."""
        one = self.of(type_)
        return one_by_one(one.encode_each, lambda data: tuple(one.decode_each(data)))

    def _mapping(self, key: Any, value: Any) -> Coder:
        """Keys, then values."""
        keys, values = self.of(key), self.of(value)

        def encode(made: Mapping[Any, Any]) -> Json:
            return [keys.encode_each((*made,)), values.encode_each((*made.values(),))]

        def decode(data: Json) -> Mapping[Any, Any]:
            return dict(zip(keys.decode_each(data[0]), values.decode_each(data[1]), strict=True))

        return one_by_one(encode, decode)

    def _record(self, type_: Any) -> Coder:
        """Its fields by name, without those that are as they are by default."""
        its_shape = self._shape(type_)

        def encode(value: object) -> Json:
            shape = its_shape()
            return {
                name: encoded
                for name, coder, usual, usually, each in shape.told(shape.get(value))
                if each is not usual and (encoded := coder.encode(each)) != usually
            }

        def decode(data: Json) -> object:
            shape = its_shape()
            if not shape.required <= data.keys():
                raise TypeError(data)
            values, places, decoders = [*shape.usual], shape.places, shape.decoders
            for name, each in data.items():
                place = places[name]
                values[place] = decoders[place](each)
            return shape.make(*values)

        return Coder(encode, decode, *self._columns(its_shape, encode, decode))

    def _columns(
        self,
        its_shape: Callable[[], "_Shape"],
        encode: Callable[[object], Json],
        decode: Callable[[Json], object],
    ) -> tuple[Callable[[Sequence[object]], Json], Callable[[Json], Sequence[object]]]:
        """Many of one record: the fields in which not all are as by default, at least one.

        What has no fields has no columns.
        """

        def encode_each(values: Sequence[object]) -> Json:
            shape = its_shape()
            if not values or not shape.names:
                return [*map(encode, values)]
            told: dict[str, Json] = {}
            cells = zip(*(values if shape.is_tuple else map(shape.get, values)), strict=True)
            for name, coder, usual, usually, column in shape.told(cells):
                if _are_all(column, usual):
                    continue
                encoded = coder.encode_each(column)
                if type(encoded) is not list or any(each != usually for each in encoded):
                    told[name] = encoded
            return told or {shape.names[0]: [shape.usually[0]] * len(values)}

        def decode_each(data: Json) -> Sequence[object]:
            if type(data) is list:
                return [*map(decode, data)]
            shape = its_shape()
            if not shape.required <= data.keys():
                raise TypeError(data)
            told = {
                (place := shape.places[name]): shape.coders[place].decode_each(column)
                for name, column in data.items()
            }
            (count,) = {*map(len, told.values())}
            columns: list[Iterable[Any]] = [repeat(usual, count) for usual in shape.usual]
            for place, values in told.items():
                columns[place] = values
            return (*shape.make_each(columns),)

        return encode_each, decode_each

    def _shape(self, type_: Any) -> Callable[[], "_Shape"]:
        """What gives the shape of a type; it is made at the first call: most types never occur."""
        return cache(partial(self._made_shape, type_))

    def _made_shape(self, type_: Any) -> "_Shape":
        hints = get_type_hints(type_)
        given = _defaults(type_)
        names, coders = tuple(hints), tuple(self.of(hint) for hint in hints.values())
        return _Shape(
            names=names,
            places={name: place for place, name in enumerate(names)},
            coders=coders,
            decoders=tuple(coder.decode for coder in coders),
            usual=tuple(given.get(name, MISSING) for name in names),
            usually=tuple(
                coder.encode(given[name]) if name in given else MISSING
                for name, coder in zip(names, coders, strict=True)
            ),
            required=frozenset(hints.keys() - given.keys()),
            get=_getter(type_, names),
            make=(make := _maker(type_, names)),
            make_each=_row_maker(type_, make),
            is_tuple=_is_named_tuple(type_),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    """The fields of a record, in order.

    `usual` is what each is by default, `usually` what that is encoded to; MISSING where it is
    `required`. `get` gives the values of all fields, `make` makes a record of
    them, `make_each` records of their columns.
    """

    names: tuple[str, ...]
    places: dict[str, int]
    coders: tuple[Coder, ...]
    decoders: tuple[Callable[[Json], Any], ...]
    usual: tuple[Any, ...]
    usually: tuple[Json, ...]
    required: frozenset[str]
    get: Callable[[Any], tuple[Any, ...]]
    make: Callable[..., object]
    make_each: Callable[[list[Iterable[Any]]], Iterable[Any]]
    is_tuple: bool

    def told(self, values: Iterable[Any]) -> Iterable[tuple[str, Coder, Any, Json, Any]]:
        """All that is known of each field, with its value or values."""
        return zip(self.names, self.coders, self.usual, self.usually, values, strict=True)


# ── kinds of types ────────────────────────────────────────────────────────────────────────────


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


def _getter(type_: Any, names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the values of all fields."""
    if _is_named_tuple(type_):
        return tuple
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _row_maker(
    type_: Any, make: Callable[..., object]
) -> Callable[[list[Iterable[Any]]], Iterable[Any]]:
    """What makes a record of each row of cells; the columns are of one length."""
    if _is_named_tuple(type_):
        return lambda columns: map(new, repeat(type_), zip(*columns, strict=True))
    return lambda columns: map(make, *columns)


def _new_tuple(type_: Any, *values: object) -> object:
    return new(type_, values)


def _maker(type_: Any, names: tuple[str, ...]) -> Callable[..., object]:
    """What makes a record of the values of all fields."""
    return partial(_new_tuple, type_) if _is_named_tuple(type_) else maker(type_, names)


# ── values ────────────────────────────────────────────────────────────────────────────────────


def _are_all(column: tuple[Any, ...], usual: Any) -> bool:
    """Whether all are this very object; a text or None is the same as what equals it."""
    if column[0] is not usual:
        return False
    if usual is None or usual == "":
        return column.count(usual) == len(column)
    return all(map(is_, column, repeat(usual)))
