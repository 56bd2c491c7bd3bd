"""Values of known types as JSON, and back: nothing in a cache can run, or become what it is not.

The types say it all: frozen dataclasses, named tuples, texts, bytes, numbers, dates, enumerations,
and tuples and mappings of them. What is read is a value of the type, or `DamagedError` says that it
is none; it is never a program, as a pickle is.
"""

import json
from binascii import a2b_base64, b2a_base64
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache, partial
from itertools import repeat
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Generic, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from okrpress.model.frozen import dataclass
from okrpress.model.maker import maker
from okrpress.tuples import new

T = TypeVar("T")

Json = Any
"""Lists, dicts, texts, whole numbers, booleans and None: what comes from a file."""

_PLAIN = frozenset({str, int, bool, NoneType})
_SEPARATOR = "/"  # between the parts of a reference, which have none themselves


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


class _Coder(NamedTuple):
    """Both ways for one type.

    `plain` has the types that are JSON as they are; `make` is what turns a text into a value.
    """

    encode: Callable[[Any], Json]
    decode: Callable[[Json], Any]
    plain: frozenset[type] = frozenset()
    make: Callable[[str], object] | None = None

    def encode_each(self, values: Iterable[Any]) -> list[Json]:
        """Many values."""
        return [*values] if self.plain else [*map(self.encode, values)]


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
            bytes: _Coder(_base64, _bytes),
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
            one.encode_each,
            lambda data: tuple(_each(one, data)),
        )

    def _mapping(self, key: Any, value: Any) -> _Coder:
        """Keys, then values."""
        keys, values = self.of(key), self.of(value)
        return _Coder(
            lambda made: [keys.encode_each(made), values.encode_each(made.values())],
            lambda data: dict(zip(_each(keys, data[0]), _each(values, data[1]), strict=True)),
        )

    def _record(self, type_: Any) -> _Coder:
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

        return _Coder(encode, decode)

    def _columns(self, type_: Any) -> _Coder:
        """Many of one record: the fields in which not all are as by default, at least one."""
        its_shape = self._shape(type_)

        def encode(values: tuple[object, ...]) -> Json:
            if not values:
                return {}
            shape = its_shape()
            told: dict[str, Json] = {}
            cells = zip(*map(shape.get, values), strict=True)
            for name, coder, usual, usually, column in shape.told(cells):
                if all(each is usual for each in column):
                    continue
                encoded = coder.encode_each(column)
                if any(each != usually for each in encoded):
                    told[name] = encoded
            return told or {shape.names[0]: [shape.usually[0]] * len(values)}

        def decode(data: Json) -> object:
            if not data:
                return _no_rows(data)
            shape = its_shape()
            counts = {*map(len, data.values())}
            if len(counts) > 1 or not shape.required <= data.keys():
                raise TypeError(data)
            (count,) = counts
            columns: list[Iterable[Any]] = [repeat(usual, count) for usual in shape.usual]
            for name, column in data.items():
                place = shape.places[name]
                columns[place] = _each(shape.coders[place], column)
            return tuple(shape.make_each(columns))

        return _Coder(encode, decode)

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
    coders: tuple[_Coder, ...]
    decoders: tuple[Callable[[Json], Any], ...]
    usual: tuple[Any, ...]
    usually: tuple[Json, ...]
    required: frozenset[str]
    get: Callable[[Any], tuple[Any, ...]]
    make: Callable[..., object]
    make_each: Callable[[list[Iterable[Any]]], Iterable[Any]]

    def told(self, values: Iterable[Any]) -> Iterable[tuple[str, _Coder, Any, Json, Any]]:
        """All that is known of each field, with its value or values."""
        return zip(self.names, self.coders, self.usual, self.usually, values, strict=True)


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
        return lambda columns: map(partial(new, type_), zip(*columns, strict=True))
    return lambda columns: map(make, *columns)


def _new_tuple(type_: Any, *values: object) -> object:
    return new(type_, values)


def _maker(type_: Any, names: tuple[str, ...]) -> Callable[..., object]:
    """What makes a record of the values of all fields."""
    return partial(_new_tuple, type_) if _is_named_tuple(type_) else maker(type_, names)


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


def _no_rows(data: Json) -> tuple[()]:
    if type(data) is not dict:
        raise TypeError(data)
    return ()


def _decimal(text: str) -> Decimal:
    value = Decimal(text)
    if not value.is_finite():
        raise ValueError(text)
    return value


def _bytes(text: Json) -> bytes:
    return a2b_base64(text, strict_mode=True)


def _base64(data: bytes) -> str:
    return b2a_base64(data, newline=False).decode()
