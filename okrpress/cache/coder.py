"""How single values, and many of one type, become JSON and back."""

from binascii import a2b_base64, b2a_base64
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

Json = Any
"""Lists, dicts, texts, whole numbers, booleans and None: what comes from a file."""

_SEPARATOR = "/"  # between the parts of a reference, which have none themselves
_BETWEEN = " "  # between texts that are written as one
_MOST_WRITTEN = 50_000


class Coder(NamedTuple):
    """Both ways for one type: for a single value, and for many.

    `make` is what turns a text into a value, where the type is written as a text.
    """

    encode: Callable[[Any], Json]
    decode: Callable[[Json], Any]
    encode_each: Callable[[Sequence[Any]], Json]
    decode_each: Callable[[Json], Sequence[Any]]
    make: Callable[[str], object] | None = None


def one_by_one(encode: Callable[[Any], Json], decode: Callable[[Json], Any]) -> Coder:
    """A coder that makes a list of many values."""
    return Coder(
        encode,
        decode,
        lambda values: [*map(encode, values)],
        lambda data: [*map(decode, listed(data))],
    )


class _Texts(dict[str | None, Any]):
    """What texts stand for: each is made once."""

    def __init__(self, make: Callable[[str], object]) -> None:
        self._make = make

    def __missing__(self, text: str | None) -> object:
        if type(text) is not str:
            raise TypeError(text)
        made = self[text] = self._make(text)
        return made


class _Written:
    """How values are written: each object once, as equal ones are mostly the same.

    They are known by where they lie: the hash of a number takes as long as to write it.
    """

    def __init__(self, write: Callable[[Any], Json]) -> None:
        self._write = write
        self._known: dict[int, Json] = {}
        self._kept: list[object] = []  # so that no other object takes its place

    def each(self, values: Sequence[Any]) -> list[Json]:
        """What each of the values is written as."""
        known = self._known
        try:
            return [known[id(value)] for value in values]
        except KeyError:
            return self._learnt(values)

    def _learnt(self, values: Sequence[Any]) -> list[Json]:
        if len(self._kept) > _MOST_WRITTEN:
            self._known.clear()
            self._kept.clear()
        written = [*map(self._write, values)]
        self._known.update(zip(map(id, values), written, strict=True))
        self._kept += values
        return written


# ── kinds of types ────────────────────────────────────────────────────────────────────────────


def as_they_are(types: frozenset[type]) -> Coder:
    """Types that are JSON as they are."""

    def decode(data: Json) -> Json:
        if type(data) not in types:
            raise TypeError(data)
        return data

    def decode_each(data: Json) -> Sequence[Any]:
        if not types.issuperset(map(type, listed(data))):
            raise TypeError(data)
        return data  # type: ignore[no-any-return]

    return Coder(lambda value: value, decode, lambda values: [*values], decode_each)


def as_text(encode: Callable[[Any], str], make: Callable[[str], object]) -> Coder:
    """A type that is written as a text."""
    return _of_texts(encode, _Written(encode), _Texts(make), make)


def as_reference(type_: Any) -> Coder:
    """A named tuple of nothing but texts. Whoever names many names them again and again."""

    def make(text: str) -> object:
        return type_(*text.split(_SEPARATOR))

    one = as_text(_SEPARATOR.join, make)
    together = _Texts(lambda text: tuple(one.decode_each(text)))
    return one._replace(
        decode_each=lambda data: together[data] if type(data) is str else one.decode_each(data)
    )


def _of_texts(
    encode: Callable[[Any], Json],
    written: "_Written",
    texts: _Texts,
    make: Callable[[str], object],
) -> Coder:
    """Many texts are one, with blanks between them, unless they have such themselves."""
    decode = texts.__getitem__

    def encode_each(values: Sequence[Any]) -> Json:
        each = written.each(values)
        try:
            together = _BETWEEN.join(each)
        except TypeError:  # there is a None
            return each
        return together if together.count(_BETWEEN) == len(each) - 1 else each

    def decode_each(data: Json) -> Sequence[Any]:
        return [*map(decode, data.split(_BETWEEN) if type(data) is str else listed(data))]

    return Coder(encode, decode, encode_each, decode_each, make)


def optional(one: Coder) -> Coder:
    """The same, or None."""

    def encode(value: object) -> Json:
        return None if value is None else one.encode(value)

    def decode(data: Json) -> object:
        return None if data is None else one.decode(data)

    if one.make is None:
        return one_by_one(encode, decode)
    texts = _Texts(one.make)
    texts[None] = None
    return _of_texts(encode, _Written(encode), texts, one.make)


# ── values ────────────────────────────────────────────────────────────────────────────────────


def listed(data: Json) -> list[Json]:
    """What is a list; anything else is no number of values."""
    if type(data) is not list:
        raise TypeError(data)
    return data


def read_decimal(text: str) -> Decimal:
    """A number, as `str` writes it."""
    value = Decimal(text)
    if not value.is_finite():
        raise ValueError(text)
    return value


def read_bytes(text: Json) -> bytes:
    """Bytes that were written as a text."""
    return a2b_base64(text, strict_mode=True)


def write_bytes(data: bytes) -> str:
    """Bytes as a text."""
    return b2a_base64(data, newline=False).decode()
