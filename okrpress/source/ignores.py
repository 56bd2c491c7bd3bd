"""Comments that ask okrpress to look away, as they are written.

In front matter `# okrpress: ignore[KR002] reason` covers its line, or the next one when it has a
line of its own; `ignore-file[…]` above the first key covers the file. In the text below,
`<!-- okrpress: ignore[…] reason -->` covers what is found in that text.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from okrpress.model.finding import Finding, Place
from okrpress.model.frozen import dataclass
from okrpress.rules.catalogue import finding
from okrpress.rules.registry import ALL_CODES
from okrpress.rules.selection import is_fixed
from okrpress.rules.selection import matching as codes_of
from okrpress.source.check_settings import selector_help
from okrpress.source.files import Source
from okrpress.source.front_matter.comments import SPEAKS, body_comments, comments
from okrpress.source.front_matter.fences import Parts, split
from okrpress.source.front_matter.refused import Refused
from okrpress.source.text import decode, quote, span_of

_IGNORE = re.compile(r"(ignore|ignore-file)\[([^\[\]]*)\](?:[\s:]+(.*))?\Z", re.DOTALL)
_SEPARATOR = re.compile(r"[,\s]+")
_SPEAKS = SPEAKS.encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignore:
    """A comment that was understood.

    It covers the findings on a `line`, those in the text below (`body`), or else the whole file.
    `codes` says which codes each of its selectors means, `reason` why it is there.
    """

    at: Place
    line: int | None
    body: bool
    codes: Mapping[str, frozenset[str]]
    reason: str

    @property
    def has_reason(self) -> bool:
        """Whether it says why it is there."""
        return bool(self.reason)

    def covers(self, finding: Finding) -> bool:
        """Whether the finding lies where the comment has a say."""
        if self.body:
            return finding.at.on == "body"
        return self.line is None or (
            finding.at.span is not None and finding.at.span.line == self.line
        )


class Ignores(NamedTuple):
    """The comments of a file that were understood, and what is wrong with the others."""

    ignores: tuple[Ignore, ...]
    findings: tuple[Finding, ...]


def speaks(source: Source) -> bool:
    """Whether a file may hold comments for okrpress; most do not, and need no closer look."""
    return _SPEAKS in source.data


def read_ignores(source: Source) -> Ignores:
    """The comments of a file; none when it cannot be taken apart."""
    ignores: list[Ignore] = []
    findings: list[Finding] = []
    for comment in _comments(source):
        said = _IGNORE.match(comment.words)
        selectors = [each for each in _SEPARATOR.split(said[2]) if each] if said else []
        if said is None or not selectors:
            message = f"{quote(comment.words)} is nothing that okrpress understands"
            help = "write `okrpress: ignore[CODE] reason`"
            findings.append(finding("FMT902", comment.at, message, help))
        elif said[1] == "ignore-file" and not comment.is_on_top:
            message = "a comment for the whole file stands further down"
            help = "move it above the first key of the front matter"
            findings.append(finding("FMT902", comment.at, message, help))
        else:
            codes, unknown = _codes(selectors, comment.at)
            findings += unknown
            ignores.append(
                Ignore(
                    at=comment.at,
                    line=None if said[1] == "ignore-file" else comment.line,
                    body=comment.line is None,
                    codes=codes,
                    reason=said[3] or "",
                )
            )
    return Ignores(tuple(ignores), tuple(findings))


def _codes(selectors: list[str], at: Place) -> tuple[dict[str, frozenset[str]], list[Finding]]:
    """The codes that each selector means, and what is wrong with selectors that mean none."""
    known: dict[str, frozenset[str]] = {}
    unknown: list[Finding] = []
    for selector in selectors:
        codes = codes_of(selector, ALL_CODES.values())
        changeable = frozenset(code.code for code in codes if not is_fixed(code))
        if changeable:
            known[selector] = changeable
        elif codes:
            message = f"{quote(selector)} is an error, which cannot be ignored"
            help = "correct the mistake, and delete the comment"
            unknown.append(finding("FMT901", at, message, help))
        else:
            message = f"{quote(selector)} is no code, no beginning of codes and no name"
            unknown.append(finding("FMT901", at, message, selector_help(selector)))
    return known, unknown


# ── where comments stand ──────────────────────────────────────────────────────────────────────


class _Comment(NamedTuple):
    """What a comment says to okrpress.

    `line` is the line that it can cover: its own, the next one with something on it, or 0 where
    nothing follows; None for a comment in the text below. On top is above the first key.
    """

    words: str
    at: Place
    line: int | None = None
    is_on_top: bool = False


def _comments(source: Source) -> Iterator[_Comment]:
    text = decode(source.file, source.data)
    if isinstance(text, Finding):
        return
    try:
        parts = split(text)
    except Refused:
        return
    yield from _in_front_matter(source.file, text, parts)
    for comment in body_comments(text[parts.body :]):
        begin, end = (parts.body + at for at in comment.span())
        at = Place(file=source.file, span=span_of(text, begin, end))
        yield _Comment(comment[1].strip(), at)


def _in_front_matter(file: str, text: str, parts: Parts) -> Iterator[_Comment]:
    spans = [
        span_of(text, parts.start + begin, parts.start + end)
        for begin, end in comments(parts.block)
    ]
    lines = parts.block.split("\n")
    first = text.count("\n", 0, parts.start) + 1
    alone = {span.line for span in spans if not lines[span.line - first][: span.column - 1].strip()}
    written = [
        number for number, line in enumerate(lines, first) if line.strip() and number not in alone
    ]
    for span in spans:
        words = lines[span.line - first][span.column :].strip()
        if words.startswith(SPEAKS):
            yield _Comment(
                words.removeprefix(SPEAKS).strip(),
                Place(file=file, span=span),
                line=next((number for number in written if number >= span.line), 0),
                is_on_top=span.line < min(written, default=0),
            )
