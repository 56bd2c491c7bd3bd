"""Lists and mappings of single values, as files write them; without pydantic, for whoever reads
what is plain.
"""

from collections.abc import Callable
from typing import TypeVar

from okrpress.source.schema.grammar import (
    read_flag,
    read_id,
    read_reference,
    read_text,
)
from okrpress.source.schema.mistakes import Mistake, Mistakes, describe
from okrpress.source.text import quote

T = TypeVar("T")
Key = TypeVar("Key")


def list_of(read_each: Callable[[object], T]) -> Callable[[object], tuple[T, ...]]:
    """A reader of one value or a list of values, each once; an empty text is an empty list."""

    def read(node: object) -> tuple[T, ...]:
        if not isinstance(node, list):
            return () if node == "" else (read_each(node),)
        values: dict[T, None] = {}
        mistakes = []
        for index, item in enumerate(node):
            try:
                value = read_each(item)
            except Mistake as mistake:
                mistakes.append(mistake.inside(index))
                continue
            if value in values:
                message = f"has {describe(item)} twice"
                mistakes.append(Mistake("FMT045", message, "keep one of them", keys=(index,)))
            values[value] = None
        if mistakes:
            raise Mistakes(mistakes)
        return tuple(values)

    return read


def mapping_of(
    read_key: Callable[[object], Key], read_value: Callable[[object], T]
) -> Callable[[object], dict[Key, T]]:
    """A reader of mappings with one kind of keys and one of values; empty text is none."""

    def read(node: object) -> dict[Key, T]:
        if node == "":
            return {}
        if not isinstance(node, dict):
            message = f"is {describe(node)} where a mapping of keys and values belongs"
            raise Mistake("FMT033", message, "write it as {key: value}")
        found: dict[Key, T] = {}
        mistakes = []
        for key, value in node.items():
            try:
                found[_read_key(key, read_key)] = read_value(value)
            except Mistake as mistake:
                mistakes.append(mistake.inside(key))
        if mistakes:
            raise Mistakes(mistakes)
        return found

    return read


def _read_key(key: str, read: Callable[[object], Key]) -> Key:
    try:
        return read(key)
    except Mistake as mistake:
        message = mistake.message.replace(f"is {quote(key)}, ", "is ", 1)
        raise Mistake(mistake.code, message, mistake.help, on="key") from None


read_ids = list_of(read_id)
read_references = list_of(read_reference)
read_texts = list_of(read_text)


def read_done(node: object) -> bool | tuple[str, ...]:
    """`true` or `false` for a yes/no, the list of all steps done so far for steps."""
    return read_ids(node) if isinstance(node, list) else read_flag(node)
