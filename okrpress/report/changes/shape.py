"""Whether a value from elsewhere has the shape that a schema of ours says, and nothing beside it.

It knows the words of JSON Schema that those schemas use, and refuses any other.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import cast

from okrpress.report.structured import Json, JsonObject

_TYPES: Mapping[str, Callable[[Json], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
}
_TOLD = 5


def misfits(schema: JsonObject, value: Json) -> list[str]:
    """The first few ways in which the value does not fit; none where it does.

    Nothing of the value is repeated but the names of keys that the schema itself knows.
    """
    return list(islice(_misfits(schema, value, "it"), _TOLD))


def _misfits(schema: JsonObject, value: Json, where: str) -> Iterator[str]:
    named = schema.get("type")
    if isinstance(named, str) and not _TYPES[named](value):
        yield f"{where} is no {named}"
        return
    for word, limit in schema.items():
        yield from _JUDGES[word](limit, value, where, schema)


def _const(limit: Json, value: Json, where: str, _: JsonObject) -> Iterator[str]:
    if type(value) is not type(limit) or value != limit:
        yield f"{where} is not {limit}"


def _enum(limit: Json, value: Json, where: str, _: JsonObject) -> Iterator[str]:
    if not isinstance(value, str) or value not in _items(limit):
        yield f"{where} is none of the words that may stand there"


def _pattern(limit: Json, value: Json, where: str, _: JsonObject) -> Iterator[str]:
    if not re.search(str(limit).replace("$", r"\Z"), cast("str", value)):
        yield f"{where} is not written as it has to be"


def _longest(limit: Json, value: Json, where: str, _: JsonObject) -> Iterator[str]:
    if len(cast("str", value)) > _number(limit):
        yield f"{where} has more than {limit} characters"


def _least(limit: Json, value: Json, where: str, _: JsonObject) -> Iterator[str]:
    if cast("int", value) < _number(limit):
        yield f"{where} is less than {limit}"


def _most(limit: Json, value: Json, where: str, _: JsonObject) -> Iterator[str]:
    if cast("int", value) > _number(limit):
        yield f"{where} is more than {limit}"


def _fewest(limit: Json, value: Json, where: str, _: JsonObject) -> Iterator[str]:
    if len(_items(value)) < _number(limit):
        yield f"{where} has fewer than {limit} entries"


def _fullest(limit: Json, value: Json, where: str, _: JsonObject) -> Iterator[str]:
    if len(_items(value)) > _number(limit):
        yield f"{where} has more than {limit} entries"


def _required(limit: Json, value: Json, where: str, _: JsonObject) -> Iterator[str]:
    there = _entries(value)
    yield from (f"{where} lacks {name}" for name in _items(limit) if name not in there)


def _nothing_more(_limit: Json, value: Json, where: str, schema: JsonObject) -> Iterator[str]:
    if _entries(value).keys() - _entries(schema["properties"]).keys():
        yield f"{where} has keys that nobody knows"


def _properties(limit: Json, value: Json, where: str, _: JsonObject) -> Iterator[str]:
    there = _entries(value)
    for name, schema in _entries(limit).items():
        if name in there:
            yield from _misfits(_entries(schema), there[name], f"{where}.{name}")


def _each(limit: Json, value: Json, where: str, schema: JsonObject) -> Iterator[str]:
    most = schema.get("maxItems")
    if most is not None and len(_items(value)) > _number(most):
        return  # told already, and not worth the time
    for index, item in enumerate(_items(value)):
        yield from _misfits(_entries(limit), item, f"{where}[{index}]")


def _silent(_limit: Json, _value: Json, _where: str, _: JsonObject) -> Iterator[str]:
    return iter(())


_JUDGES: Mapping[str, Callable[[Json, Json, str, JsonObject], Iterator[str]]] = {
    "$schema": _silent,
    "title": _silent,
    "description": _silent,
    "type": _silent,
    "const": _const,
    "enum": _enum,
    "pattern": _pattern,
    "maxLength": _longest,
    "minimum": _least,
    "maximum": _most,
    "minItems": _fewest,
    "maxItems": _fullest,
    "required": _required,
    "additionalProperties": _nothing_more,
    "properties": _properties,
    "items": _each,
}


def _number(limit: Json) -> int:
    return cast("int", limit)


def _items(value: Json) -> Sequence[Json]:
    return cast("Sequence[Json]", value)


def _entries(value: Json) -> Mapping[str, Json]:
    return cast("Mapping[str, Json]", value)
