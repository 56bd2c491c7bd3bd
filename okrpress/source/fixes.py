"""Corrections that are safe: what was meant is beyond doubt, and nothing else changes.

A correction replaces the characters of one key or value. The file is then read again: unless it
says exactly the same but for that key or value, and nothing is wrong with it, the correction is
dropped.
"""

import codecs
from collections.abc import Iterator
from typing import NamedTuple

from okrpress.model.finding import Finding, Place, Span
from okrpress.model.frozen import dataclass
from okrpress.source.files import Source
from okrpress.source.front_matter import Document, Node, read
from okrpress.source.kinds import Identity, identify
from okrpress.source.parse import parse
from okrpress.source.schema.export import MODELS
from okrpress.source.schema.findings import known_keys
from okrpress.source.schema.grammar import meant_date, meant_flag
from okrpress.source.schema.nested import Entry
from okrpress.source.suggest import only_candidate
from okrpress.source.text import decode

Keys = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What stands at a finding's place from now on, as a finding said it should."""

    finding: Finding
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """A file before and after; `lost_mark` says that it began with a byte order mark."""

    file: str
    before: bytes
    after: bytes
    corrections: tuple[Correction, ...]
    lost_mark: bool


def fix(source: Source, content: str) -> Fixed | None:
    """The file with all that is safe corrected; None when that is nothing."""
    identity = identify(source.file, content)
    if not isinstance(identity, Identity) or isinstance(decode("", source.data), Finding):
        return None
    data = source.data.removeprefix(codecs.BOM_UTF8)
    corrections: list[Correction] = []
    # From the end of the file to its beginning, so that the places before stay where they are.
    for finding in reversed(parse(source.file, data, content=content).findings):
        corrected = _correct(finding, _File(source.file, data, content), MODELS[identity.kind])
        if corrected:
            data = corrected.data
            corrections.insert(0, corrected.correction)
    if data == source.data:
        return None
    return Fixed(
        file=source.file,
        before=source.data,
        after=data,
        corrections=tuple(corrections),
        lost_mark=source.data.startswith(codecs.BOM_UTF8),
    )


class _File(NamedTuple):
    file: str
    data: bytes
    content: str

    def document(self) -> Document | None:
        """What the file says."""
        return read(self.file, self.data)[0]

    def findings(self) -> Iterator[Finding]:
        """What is wrong with it."""
        yield from parse(self.file, self.data, content=self.content).findings


class _Corrected(NamedTuple):
    data: bytes
    correction: Correction


def _correct(finding: Finding, file: _File, model: type[Entry]) -> _Corrected | None:
    """The file without this one mistake; None where that is not safe."""
    before = file.document()
    span = finding.at.span
    if before is None or span is None or span.line != span.end_line or not finding.at.keys:
        return None
    written = _written(before, finding.at)
    meant = _meant(finding, written, model) if isinstance(written, str) else None
    if not isinstance(written, str) or meant is None:
        return None
    corrected = file._replace(data=_replace(file.data, span, meant))
    if not _is_safe(finding.at, meant, file, corrected):
        return None
    return _Corrected(corrected.data, Correction(finding=finding, before=written, after=meant))


def _meant(finding: Finding, written: str, model: type[Entry]) -> str | None:
    """What was meant, where there is no doubt."""
    match finding.code:
        case "FMT030":
            return only_candidate(written, known_keys(finding.at.keys, model))
        case "FMT035":
            return meant_date(written)
        case "FMT036":
            return meant_flag(written)
    return None


def _replace(data: bytes, span: Span, text: str) -> bytes:
    """The file with other characters at a place on one line; every other byte stays."""
    lines = data.split(b"\n")
    line = lines[span.line - 1].decode()
    start, end = span.column - 1, span.end_column - 1
    lines[span.line - 1] = (line[:start] + text + line[end:]).encode()
    return b"\n".join(lines)


# ── whether nothing else changed ──────────────────────────────────────────────────────────────


def _is_safe(at: Place, meant: str, before: _File, after: _File) -> bool:
    """Whether the file says what it said but for the one place, with nothing wrong there."""
    was, now = before.document(), after.document()
    if was is None or now is None:
        return False
    if now.body != was.body or now.values != _changed(was.values, at.keys, at.on, meant):
        return False
    path = (*at.keys[:-1], meant) if at.on == "key" else at.keys
    old = {(finding.code, finding.message) for finding in before.findings()}
    new = [each for each in after.findings() if (each.code, each.message) not in old]
    return not any(each.at.keys[: len(path)] == path for each in new)


def _written(document: Document, at: Place) -> Node:
    """The key, or the value, at a place."""
    node: Node = document.values
    for key in at.keys[:-1] if at.on == "key" else at.keys:
        node = _inside(node, key)
    return str(at.keys[-1]) if at.on == "key" else node


def _inside(node: Node, key: str | int) -> Node:
    if isinstance(node, dict):
        return node.get(str(key), {})
    if isinstance(node, list) and isinstance(key, int) and key < len(node):
        return node[key]
    return {}


def _changed(node: Node, keys: Keys, on: str, meant: str) -> Node:
    """What a node becomes when the key or value that `keys` lead to is replaced."""
    if not keys:
        return meant
    key, *rest = keys
    if isinstance(node, list):
        return [
            _changed(each, tuple(rest), on, meant) if at == key else each
            for at, each in enumerate(node)
        ]
    assert isinstance(node, dict)
    if on == "key" and not rest:
        return {meant if each == key else each: value for each, value in node.items()}
    return {
        each: _changed(value, tuple(rest), on, meant) if each == key else value
        for each, value in node.items()
    }
