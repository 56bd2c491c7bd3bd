"""What an edit is to do, and what the front matter means afterwards."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias
from unicodedata import normalize

from okrpress.model.frozen import dataclass
from okrpress.source.front_matter import Node

Keys: TypeAlias = tuple[str | int, ...]


class NoSuchPlaceError(Exception):
    """The keys of a change lead to nothing that can be changed so; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """The value that stands at `keys` from now on, in place of one text or where there was none.

    All but the last key lead to a mapping that is there. A list or mapping that is there is not
    replaced, only an empty value.
    """

    keys: Keys
    value: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Append:
    """An entry at the end of the list at `keys`, which may be missing so far."""

    keys: Keys
    value: Node


Change = Put | Append


def composed(change: Change) -> Change:
    """The change with its texts as they are read, in NFC."""
    return replace(change, value=_composed(change.value))


def _composed(node: Node) -> Node:
    if isinstance(node, str):
        return normalize("NFC", node)
    if isinstance(node, list):
        return [_composed(each) for each in node]
    return {normalize("NFC", key): _composed(value) for key, value in node.items()}


def intended(values: Mapping[str, Node], change: Change) -> dict[str, Node]:
    """The values after the change. Raises NoSuchPlaceError where it does not fit them."""
    changed = _changed(dict(values), change.keys, change)
    assert isinstance(changed, dict)
    return changed


def _changed(node: Node, keys: Keys, change: Change) -> Node:
    if not keys:
        return _at_the_end_of_the_way(node, change)
    key, *rest = keys
    if isinstance(node, dict) and isinstance(key, str):
        return {**node, key: _changed(node.get(key, ""), tuple(rest), change)}
    if isinstance(node, list) and isinstance(key, int) and key < len(node):
        return [
            _changed(each, tuple(rest), change) if index == key else each
            for index, each in enumerate(node)
        ]
    raise NoSuchPlaceError(f"there is no {key!r} where it is looked for")


def _at_the_end_of_the_way(node: Node, change: Change) -> Node:
    if isinstance(change, Put):
        if not isinstance(node, str):
            raise NoSuchPlaceError("a list or mapping stands where one value is expected")
        return change.value
    if node == "":
        return [change.value]
    if not isinstance(node, list):
        raise NoSuchPlaceError("no list stands where one is expected")
    return [*node, change.value]
