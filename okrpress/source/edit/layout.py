"""How new values are written: as the file around them writes its own."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from okrpress.source.edit.tree import Collection, all_of
from okrpress.source.front_matter import Node
from okrpress.writing import front_matter

_WIDTH = 100
"""Characters of a line, up to which a list or mapping of texts is written on one line."""

# Numbers, days and flags, which the content format wants without quotes.
_VALUE = re.compile(r"-?[0-9]+(?:\.[0-9]+)?\Z|[0-9]{4}-[0-9]{2}-[0-9]{2}\Z|true\Z|false\Z")


class Indents(NamedTuple):
    """How much further in than its key a mapping, and the hyphen of a list, begin."""

    mapping: int = 2
    list: int = 2


def indents_of(root: Collection | None, block: str) -> Indents:
    """The indents that a file uses, by the first place where each can be seen."""
    found: dict[str, int] = {}
    for outer in all_of(root) if root else ():
        if not isinstance(outer, Collection) or not outer.is_mapping or outer.in_brackets:
            continue
        for inner in outer.values:
            if isinstance(inner, Collection) and not inner.in_brackets:
                kind = "mapping" if inner.is_mapping else "list"
                found.setdefault(kind, column(block, inner.start) - column(block, outer.start))
    return Indents(**found)


def column(block: str, at: int) -> int:
    """How many characters stand before a place on its line."""
    return at - block.rfind("\n", 0, at) - 1


def scalar(text: str, style: str = "", *, in_brackets: bool) -> str:
    """A text in the style of the one it replaces, as far as that can hold it."""
    if style == "'" and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    if style == '"':
        return front_matter.quoted(text)
    return text if _VALUE.match(text) else front_matter.scalar(text, inline=in_brackets)


def on_one_line(node: Node) -> str:
    """A value as it is written inside brackets."""
    if isinstance(node, str):
        return scalar(node, in_brackets=True)
    if isinstance(node, list):
        return f"[{', '.join(map(on_one_line, node))}]"
    return f"{{{', '.join(one_line_entry(key, value) for key, value in node.items())}}}"


def one_line_entry(key: str, value: Node) -> str:
    """`key: value` as it is written inside brackets."""
    return f"{scalar(key, in_brackets=True)}: {on_one_line(value)}"


def entry_lines(key: str, value: Node, at: int, indents: Indents) -> list[str]:
    """`key: value` on lines of its own, the first of them `at` columns in."""
    start = f"{' ' * at}{scalar(key, in_brackets=False)}:"
    first, *below = value_lines(value, at, indents, before=len(start))
    return [start + first, *below]


def value_lines(value: Node, at: int, indents: Indents, before: int) -> list[str]:
    """A value behind its colon, which stands `before` columns in, and what goes below it.

    `at` is the column of the key.
    """
    if isinstance(value, str):
        return [f" {scalar(value, in_brackets=False)}"]
    line = f" {on_one_line(value)}"
    if _is_flat(value) and before + len(line) <= _WIDTH:
        return [line]
    if isinstance(value, dict):
        return ["", *_block_mapping(value, at + indents.mapping, indents)]
    return ["", *_block_list(value, at + indents.list)]


def _is_flat(value: list[Node] | dict[str, Node]) -> bool:
    inner = value.values() if isinstance(value, dict) else value
    return all(isinstance(each, str) for each in inner)


def _block_mapping(value: Mapping[str, Node], at: int, indents: Indents) -> list[str]:
    return [line for key, each in value.items() for line in entry_lines(key, each, at, indents)]


def _block_list(value: Iterable[Node], at: int) -> list[str]:
    return [f"{' ' * at}- {_item(each)}" for each in value]


def _item(value: Node) -> str:
    if isinstance(value, str):
        return scalar(value, in_brackets=False)
    return on_one_line(value)


def item_lines(value: Node, at: int, indents: Indents, *, spread: bool) -> list[str]:
    """An entry of a list, its hyphen `at` columns in; `spread`: with each key on its own line."""
    if spread and isinstance(value, dict) and value:
        first, *below = _block_mapping(value, at + 2, indents)
        return [f"{' ' * at}- {first[at + 2 :]}", *below]
    return _block_list([value], at)
