"""YAML into lists and mappings of texts, from libyaml's events."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NoReturn, TypeAlias

from yaml import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.tokens import KeyToken

from okrpress.source.front_matter.events import MAX_EVENTS, events, stretch, tokens
from okrpress.source.front_matter.places import extents
from okrpress.source.front_matter.plain import Node, read_plain
from okrpress.source.front_matter.problems import explain
from okrpress.source.front_matter.refused import Refused
from okrpress.source.text import forbidden, quote

MAX_DEPTH = 8
"""Lists and mappings inside one another."""

_Collection: TypeAlias = list[Node] | dict[str, Node]
_NodeEvent: TypeAlias = ScalarEvent | MappingStartEvent | SequenceStartEvent

_STARTS = (MappingStartEvent, SequenceStartEvent)
_ENDS = (MappingEndEvent, SequenceEndEvent)
_BOUNDS = (DocumentStartEvent, DocumentEndEvent)


def read_values(block: str, lines_above: int) -> dict[str, Node]:
    """The front matter `block`, which lies below that many lines of its file.

    Raises Refused for what is not YAML, and for what is YAML and not plain enough.
    """
    plain = read_plain(block)
    return read_events(block, lines_above) if plain is None else plain


def read_events(block: str, lines_above: int) -> dict[str, Node]:
    """The same for any block, as libyaml sees it."""
    tree = _Tree(block, lines_above)
    as_written = "\\" not in block and unicodedata.is_normalized("NFC", block)
    try:
        for event in events(block):
            if isinstance(event, ScalarEvent):
                tree.add(event.value if as_written else _clean(event), event)
            elif isinstance(event, _STARTS):
                tree.open({} if isinstance(event, MappingStartEvent) else [], event)
            elif isinstance(event, _ENDS):
                tree.close()
            elif isinstance(event, StreamEndEvent):
                return tree.finish()
            elif isinstance(event, AliasEvent) or (isinstance(event, _BOUNDS) and event.explicit):
                _refuse_feature(block, event)
    except MarkedYAMLError as error:
        raise explain(block, error) from None
    message = f"the front matter has more than {MAX_EVENTS} parts"
    raise _refused("FMT014", event, message, "split the file")


class _Tree:
    """Lists and mappings while they are being built."""

    def __init__(self, block: str, lines_above: int) -> None:
        self._block = block
        self._lines_above = lines_above
        self._roots: list[Node] = []
        self._inner: _Collection = self._roots
        self._around: list[_Collection] = []
        self._key: str | None = None

    def add(self, value: Node, event: _NodeEvent) -> None:
        """Put a value where the next one belongs; in a mapping, first a key and then its value."""
        if event.anchor is not None or event.tag is not None:
            _refuse_feature(self._block, event)
        inner = self._inner
        if isinstance(inner, list):
            inner.append(value)
        elif self._key is not None:
            inner[self._key] = value
            self._key = None
        elif isinstance(value, str) and value not in {"", "<<"} and value not in inner:
            self._key = value
        else:
            self._refuse_key(value, event)

    def open(self, collection: _Collection, event: _NodeEvent) -> None:
        """Put a list or mapping, and what follows into it."""
        self.add(collection, event)
        self._around.append(self._inner)
        self._inner = collection
        if len(self._around) > MAX_DEPTH:
            message = f"lists and mappings are nested more than {MAX_DEPTH} deep"
            raise _refused("FMT014", event, message, "put quotes around brackets that are text")

    def close(self) -> None:
        """End the innermost list or mapping."""
        self._inner = self._around.pop()

    def finish(self) -> dict[str, Node]:
        """The whole front matter."""
        root = self._roots[0] if self._roots else {}
        if isinstance(root, dict):
            _refuse_explicit_keys(self._block)
            return root
        what = f"the text {quote(root)}" if isinstance(root, str) else "a list"
        start = len(self._block) - len(self._block.lstrip())
        message = f"the front matter is {what}"
        help = "write `key: value` lines, with a blank after each colon"
        raise Refused("FMT013", start, len(self._block), message, help)

    def _refuse_key(self, value: Node, event: Event) -> NoReturn:
        if not isinstance(value, str):
            message = "a list or mapping stands where a key belongs"
            raise _refused("FMT018", event, message, "put quotes around brackets that are text")
        if value == "":
            raise _refused("FMT018", event, "a key is empty", "put a word before the colon")
        if value == "<<":
            message = "`<<` is a YAML merge key"
            raise _refused("FMT017", event, message, "write the keys and values out")
        keys = (*map(_last_key, self._around[1:]), value)
        first = self._block.count("\n", 0, extents(self._block)[keys].key[0])
        message = f"the key {quote(value)} is on line {self._lines_above + first + 1} already"
        raise _refused("FMT016", event, message, "delete or rename one of the two")


def _last_key(collection: _Collection) -> str | int:
    """The way to what was put into a list or mapping last."""
    return len(collection) - 1 if isinstance(collection, list) else next(reversed(collection))


def _refused(code: str, event: Event, message: str, help: str) -> Refused:
    return Refused(code, *stretch(event), message, help)


def _clean(event: ScalarEvent) -> str:
    """A value as YAML decoded it, in NFC; escapes can make any character."""
    found = forbidden(event.value)
    if found:
        message = f"the text holds {found.name}, written as an escape"
        raise _refused("FMT009", event, message, "delete the escape")
    return unicodedata.normalize("NFC", event.value)


_WRITE_OUT = "write the value out; a text that begins so needs quotes"
_FEATURES = {
    "&": ("a YAML anchor", _WRITE_OUT),
    "*": ("a YAML alias", _WRITE_OUT),
    "!": ("a YAML tag", _WRITE_OUT),
    "%": ("a YAML directive", "delete the line"),
    "-": ("the start of a second YAML document", "write one front matter in one file"),
    ".": ("the end of a YAML document", "close the front matter with `---`"),
}


def _refuse_feature(block: str, event: Event) -> NoReturn:
    start, _ = stretch(event)
    token = block[start:].split(None, 1)[0]
    what, help = _FEATURES[token[0]]
    message = f"{quote(token)} is {what}, which is not read here"
    raise Refused("FMT017", start, start + len(token), message, help)


_EXPLICIT_KEY = re.compile(r"(?<![^\s,\[{])\?(?!\S)")


def _refuse_explicit_keys(block: str) -> None:
    """Refuse `? key`, which events do not tell from `key:`."""
    if not _EXPLICIT_KEY.search(block):
        return
    for token in tokens(block):
        start, _ = stretch(token)
        if isinstance(token, KeyToken) and _EXPLICIT_KEY.match(block, start):
            message, help = "`?` is YAML's long form of a key", "write `key: value`"
            raise Refused("FMT017", start, start + 1, message, help)


_COMMENT_LIKE_TEXT = re.compile(r"[ \t]+(#(?!okrpress:)[^\s#].*)")


def comments_like_text(block: str) -> Iterator[Refused]:
    """Where a `#` cuts a value short, in a block that has been read: `title: Become #1`."""
    if " #" not in block and "\t#" not in block:
        return
    for event in events(block):
        plain = isinstance(event, ScalarEvent) and not event.style
        comment = plain and _COMMENT_LIKE_TEXT.match(block, stretch(event)[1])
        if comment:
            message = f"YAML takes {quote(comment[1])} for a comment, no part of the text"
            help = "put the whole text in quotes, or a blank after the `#` of a comment"
            yield Refused("FMT019", comment.start(1), comment.end(1), message, help)
