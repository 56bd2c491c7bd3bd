"""Titles and names in which a letter of another script passes for a Latin one."""

import re
from collections.abc import Iterator

from okrpress.model.finding import Finding, Place
from okrpress.rules.catalogue import finding
from okrpress.source.front_matter import Document, Node
from okrpress.source.schema.mistakes import Keys
from okrpress.source.text import character_name, quote

# Cyrillic and Greek letters that most typefaces draw like Latin ones.
_LOOKALIKE = re.compile("[аеорсухіјѕһԁԛԝАВЕЗКМНОРСТУХІЈЅԌΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲϳ]")
_LATIN = re.compile("[a-zA-Z]")
_WORD = re.compile(r"[^\W\d_]+")
_KEYS = frozenset({"title", "name"})


def lookalikes(document: Document) -> Iterator[Finding]:
    """A warning for each title or name with a word of Latin letters that are not all Latin."""
    pending: list[tuple[Keys, Node]] = [((), document.values)]
    while pending:
        keys, node = pending.pop()
        if isinstance(node, dict):
            pending.extend(((*keys, key), value) for key, value in node.items())
        elif isinstance(node, list):
            pending.extend(((*keys, index), item) for index, item in enumerate(node))
        elif keys[-1] in _KEYS and not node.isascii():
            yield from _in_text(node, Place(file=document.file, keys=keys))


def _in_text(text: str, at: Place) -> Iterator[Finding]:
    for word in _WORD.findall(text):
        found = _LOOKALIKE.search(word)
        if found and _LATIN.search(word):
            message = f"`{at.keys[-1]}` has {character_name(found[0])} in {quote(word)}"
            yield finding("FMT065", at, message, "type the word again, in one script")
            return
