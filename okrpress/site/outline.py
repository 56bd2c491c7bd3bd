"""The outline of a page: of all its text, what can lead somewhere or load something.

Whoever verifies a site searches every page for anchors, links, and what its policy forbids. Most
of a page can hold none of that: words, numbers, lines of drawings. What a template writes on every
page alike is known when it is compiled, and what is filled in is escaped, so that no attribute can
begin or end in it. The outline of a page is the rest: attributes that matter with their values,
tags that load something, and markup of which nothing is known. It is searched in place of the
page, and tells the same.
"""

import re
from typing import NamedTuple

from markupsafe import Markup

_TELLING = re.compile(
    r"on[a-z]+|(?:.*:)?(?:id|href|src|srcset|style)"
    r"|fill|stroke|filter|mask|clip-path|cursor|marker(?:-start|-mid|-end)?",  # by `url(…)`
    re.DOTALL,
)
"""Names of attributes that lead somewhere, are led to, or do what a policy is about."""
_UNCLEAR = "<"  # the attribute that nothing is inside of
# A name that is not whole in its piece, or that has begun before it; and a tag that goes on behind.
_PART_OF_NAME = re.compile(r'(?:[^\s"=<>/]+|(?s:.*?(?:^|\s)))="')
_PART_OF_TAG = re.compile(r"<(?:l|lin|ba|bas|s(?:c|cr|cri|crip|t|ty|tyl)|)\Z")
_STEP = re.compile(r'<(?:script|style|base|link)\b|([^\s"=<>/]+)="|>')


class Where(NamedTuple):
    """Where a piece of a page begins: inside a value of an attribute, of a tag that counts whole.

    `attribute` is empty where it is inside of none. Where a name is put together from pieces, and
    where something that looked like an attribute turns out to have been none (a tag begins in its
    value, or a value ends in `=`), nothing is known from there on, and no piece of a page ends so
    that is to have an outline.
    """

    attribute: str = ""
    is_in_tag: bool = False

    @property
    def is_telling(self) -> bool:
        """Whether whatever stands here belongs to the outline."""
        return self.is_in_tag or bool(_TELLING.fullmatch(self.attribute))


class Outlined(Markup):
    """Markup whose outline is known; what is made of it (joined, cut, filled in) has none."""

    outline: bytes | None = None


def outlined(text: str, outline: bytes) -> Outlined:
    """Markup with its outline."""
    made: Outlined = str.__new__(Outlined, text)
    made.outline = outline
    return made


def outline_of(text: str, where: Where) -> tuple[str, Where]:
    """The outline of a piece that is the same on every page, and where the piece ends."""
    kept: list[str] = []
    at = 0
    while at < len(text):
        step = _in_value if where.attribute else _between
        part, where, at = step(text, where, at)
        kept.append(part)
    return "".join(kept), where


def _in_value(text: str, where: Where, at: int) -> tuple[str, Where, int]:
    """To the end of the value of an attribute."""
    end = text.find('"', at) + 1
    value = text[at : end - 1 if end else len(text)]
    if where.attribute == _UNCLEAR or "<" in value or (end and value.endswith("=")):
        return "", Where(_UNCLEAR), len(text)
    part = text[at : end or len(text)] if where.is_telling else ""
    return part, where._replace(attribute="") if end else where, end or len(text)


def _between(text: str, where: Where, at: int) -> tuple[str, Where, int]:
    """To the next attribute, or the beginning or end of a tag that counts whole."""
    found = _STEP.search(text, at)
    if (not at and _PART_OF_NAME.match(text)) or (found is None and _PART_OF_TAG.search(text, at)):
        return "", Where(_UNCLEAR), len(text)
    end = found.end() if found else len(text)
    part = text[at:end] if where.is_in_tag else ""
    match found and (found[0], found[1]):
        case None:
            return part, where, end
        case ">", _:
            return part, Where(), end
        case opening, str(name):
            where = where._replace(attribute=name)
            return part or (f" {opening}" if where.is_telling else ""), where, end
        case opening, _:
            return part or opening, Where(is_in_tag=True), end
    raise AssertionError
