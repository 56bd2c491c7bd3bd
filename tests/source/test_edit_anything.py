"""Random front matter, random edits: it says what was asked for, and no other line has changed."""

import copy
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from written_yaml import FRONT_MATTER, TEXTS, written

from okrpress.source.edit import Append, Change, Put, edit_front_matter
from okrpress.source.files import Source
from okrpress.source.front_matter import read

BODY = "A text.\n---\nkey: value # no front matter\n"
NEW_VALUES = TEXTS | st.just({"min": "1", "max": "4"}) | st.just(["a", "b: c"])


@st.composite
def edits(draw: Any) -> tuple[bytes, Change, dict[str, Any]]:
    """A file, a change, and what the file says afterwards."""
    values = draw(FRONT_MATTER)
    text = f"---\n{draw(written(values))}---\n{BODY}"
    after = normal(copy.deepcopy(values))
    way = draw(st.sampled_from([way for way in ways(values) if way or isinstance(values, dict)]))
    change = draw_change(draw, at(values, way), way)
    apply(after, change)
    mark = draw(st.sampled_from([b"", b"\xef\xbb\xbf"]))
    ending = draw(st.sampled_from(["\n", "\r\n"]))
    return mark + text.replace("\n", ending).encode(), change, after


def draw_change(draw: Any, node: Any, way: tuple[Any, ...]) -> Change:
    if isinstance(node, str):
        return Put(keys=way, value=draw(TEXTS))
    if isinstance(node, list):
        return Append(keys=way, value=draw(NEW_VALUES))
    free = [key for key in ("new", "a: b", "id") if key not in node]
    return Put(keys=(*way, draw(st.sampled_from(free))), value=draw(NEW_VALUES))


def ways(node: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield way
    inner = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in inner if not isinstance(node, str) else ():
        yield from ways(value, (*way, key))


def at(node: Any, way: tuple[Any, ...]) -> Any:
    for key in way:
        node = node[key]
    return node


def apply(values: Any, change: Change) -> None:
    if isinstance(change, Append):
        at(values, change.keys).append(normal(change.value))
    else:
        at(values, change.keys[:-1])[change.keys[-1]] = normal(change.value)


def normal(node: Any) -> Any:
    """As it is read: in NFC."""
    if isinstance(node, str):
        return node.replace("e\u0301", "é")
    if isinstance(node, list):
        return [normal(each) for each in node]
    return {key: normal(value) for key, value in node.items()}


@given(edits())
def test_only_what_was_asked_for_changes(drawn: tuple[bytes, Change, dict[str, Any]]) -> None:
    data, change, wanted = drawn
    edited = edit_front_matter(Source(file="a.md", data=data), [change], lambda _: KEY_ORDER)
    document = read("a.md", edited)[0]
    assert document
    assert document.values == wanted
    assert lines_gone(data, edited) <= lines_of_old_value(data, change)
    assert edited.count(b"\r") in {0, edited.count(b"\n")}
    assert edited.startswith(b"\xef") == data.startswith(b"\xef")


KEY_ORDER = ("id", "new", "title")


def lines_gone(before: bytes, after: bytes) -> int:
    old, new = before.splitlines(), after.splitlines()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return sum(end - start for tag, start, end, _, _ in matcher.get_opcodes() if tag != "equal")


def lines_of_old_value(data: bytes, change: Change) -> int:
    """How many lines may differ: one, and as many as a text on several lines had."""
    document = read("a.md", data)[0]
    assert document
    try:
        old = at(document.values, change.keys)
    except (KeyError, IndexError):
        return 1
    return 1 + (old.count("\n") if isinstance(old, str) else 0)
