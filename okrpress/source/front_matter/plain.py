"""Front matter in the plain YAML that most authors write, read at a third of libyaml's cost.

What is of other forms than these, or not beyond doubt, is left to libyaml (`values.py`), which has
the last word on everything: `read_plain` gives what it would give, or nothing.

    key: a text on one line, "in quotes" or not
    key: [text, text]
    key: {key: text, key: [text, text]}
    key: [{key: text}, {key: {key: text}}]
    key:
      key: …
    key:
      - key: …
        key: …
      - text
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, TypeAlias

Node: TypeAlias = "str | list[Node] | dict[str, Node]"
_Collection: TypeAlias = list[Node] | dict[str, Node]
_Open: TypeAlias = tuple[int, _Collection]  # and the column that its entries begin in

_DEEPEST = 4  # collections around a line: with the brackets in it, no more than are allowed
_SURELY_FEW = 4000  # characters, of which there cannot be too many events
_MOST_EVENTS = 4500  # by a guess that is never too low; above it libyaml is to count

_KEY = "[A-Za-z0-9_][A-Za-z0-9_#./-]{0,199}+"
# A text that is surely one, without quotes or in them, or else whatever stands there.
_SURE = r'([A-Za-z0-9][^:\n]*+(?<! ))|"([^"\n]++)"|(.*)'
_LINE = re.compile(rf"^( *+)(- ++)?(?:({_KEY}):(?: ++|$))?(?:{_SURE})$", re.MULTILINE)
_COMMENT = re.compile("[^ \n] +#")  # one on a line of its own says nothing
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")

# In brackets: texts without any sign that could end them, in quotes or not, then what holds them.
_BARE = r"(?:-(?=[0-9])|[^-?:,\[\]{}#&*!|>'\"%@`\s])[^,\[\]{}:?\n]*+(?<! )"
_TEXT = rf"""(?:{_BARE}|"[^"\n]*+"|'[^'\n]*+')"""
_TEXTS = rf"\[(?:{_TEXT}(?>(?:, {_TEXT})*))?\]"


def _mapping_of(value: str) -> str:
    return rf"\{{{_KEY}: {value}(?>(?:, {_KEY}: {value})*)\}}"


_INNER = _mapping_of(f"(?:{_TEXT}|{_TEXTS})")
_MANY = rf"(?:{_TEXTS}|\{{\}}|{_INNER}|\[{_INNER}(?>(?:, {_INNER})*)\])"
_OUTER = _mapping_of(f"(?:{_TEXT}|{_MANY})")
_IS_FLAT = re.compile(_mapping_of(_BARE))
_IS_ROW = re.compile(rf"\[{_BARE}(?>(?:, {_BARE})*)\]")
_QUOTED_OR_NOT = rf"""({_BARE})|"([^"\n]*+)"|'([^'\n]*+)'"""
_EACH_TEXT = re.compile(_QUOTED_OR_NOT)

# Dear to compile, and of no use to a build that reads a check-in or two: `re` does it when asked.
# The first is whatever may be an escape, or a blank that is none, or no character at all.
_ODD = "[^\n -\\[\\]-~\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
_IS_KNOWN = rf"\{{\}}|{_OUTER}|{_TEXTS}|\[{_OUTER}(?>(?:, {_OUTER})*)\]"
_EACH_PAIR = rf"({_KEY}): (?:{_QUOTED_OR_NOT}|({_MANY}))"


class _Doubt(Exception):  # noqa: N818 - it is no error
    """The block is not of the forms above, or it is wrong."""


def read_plain(block: str) -> dict[str, Node] | None:
    """The front matter, as libyaml's events come to; None where libyaml has to be asked."""
    if block.isascii():
        if "\\" in block or not block.replace("\n", "").isprintable():
            return None
    elif re.search(_ODD, block) or not unicodedata.is_normalized("NFC", block):
        return None
    if " #" in block and _COMMENT.search(block):
        return None
    if may_be_too_many(block):
        return None
    try:
        return _read(block)
    except _Doubt:
        return None


def may_be_too_many(block: str) -> bool:
    """Whether libyaml might make more events of it than are allowed."""
    if len(block) <= _SURELY_FEW:
        return False
    opened = block.count("{") + block.count("[")
    events = 6 * (block.count("\n") + 2) + 2 * block.count(",") + 4 * opened
    return events > _MOST_EVENTS


# ── lines ─────────────────────────────────────────────────────────────────────────────────────


def _read(block: str) -> dict[str, Node]:
    root: dict[str, Node] = {}
    around: list[_Open] = [(0, root)]
    waiting = ""  # the key whose value may be on the lines below
    for indent, dash, key, bare, quoted, other in _LINE.findall(block):
        text = bare or quoted
        if not (key or dash):
            if text or other[:1] not in {"", "#"}:
                raise _Doubt
            continue
        column, (at, inner) = len(indent), around[-1]
        if dash or waiting or column != at or isinstance(inner, list):
            inner = _entered(around, column, waiting, is_item=bool(dash))
        if isinstance(inner, list):
            waiting = ""
            if not key:
                inner.append(text or _value(other))
                continue
            entry: dict[str, Node] = {}
            inner.append(entry)
            around.append((column + len(dash), entry))
            inner = entry
        if key in inner:
            raise _Doubt
        if text:
            inner[key] = text
            waiting = ""
        else:
            inner[key] = _value(other) if other else ""
            waiting = "" if other else key
    return root


def _entered(around: list[_Open], column: int, waiting: str, *, is_item: bool) -> _Collection:
    """The list or mapping that a line at the column belongs to, which may begin there."""
    at, inner = around[-1]
    if waiting and isinstance(inner, dict) and column >= at + (not is_item):
        made: _Collection = [] if is_item else {}
        inner[waiting] = made
        around.append((column, made))
        if len(around) > _DEEPEST:
            raise _Doubt
        return made
    while column < at or (column == at and isinstance(inner, list) != is_item):
        around.pop()
        if not around:
            raise _Doubt
        at, inner = around[-1]
    if column != at:
        raise _Doubt
    return inner


# ── what stands behind a key or a hyphen, on the same line ────────────────────────────────────


def _value(text: str) -> Node:
    text = text.rstrip(" ")
    first = text[:1]
    if first in {"{", "["}:
        return _brackets(text)
    if first in {'"', "'"} and text.find(first, 1) == len(text) - 1 > 0:
        return text[1:-1]
    is_bare = first not in _INDICATORS or (first == "-" and text[1:2].isdecimal())
    if not is_bare or ": " in text or text[-1:] in {":", ""}:
        raise _Doubt
    return text


def _brackets(text: str) -> Node:
    if _IS_ROW.fullmatch(text):
        return [*text[1:-1].split(", ")]
    if _IS_FLAT.fullmatch(text):
        return _unique([pair.split(": ") for pair in text[1:-1].split(", ")])
    if re.fullmatch(_IS_KNOWN, text):
        return _many(text)
    raise _Doubt


def _many(text: str) -> Node:
    if text == "{}":
        return {}
    if text[0] == "{":
        return _unique(
            [
                (key, _many(many) if many else bare or double or single)
                for key, bare, double, single, many in re.findall(_EACH_PAIR, text)
            ]
        )
    if text[1] == "{":
        return [*map(_many, re.findall(_OUTER, text))]
    return [bare or double or single for bare, double, single in _EACH_TEXT.findall(text)]


def _unique(pairs: Sequence[Any]) -> dict[str, Node]:
    made: dict[str, Node] = dict(pairs)
    if len(made) != len(pairs):
        raise _Doubt
    return made
