"""The comment as data: written by a job that may not write, read and distrusted by one that may."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NoReturn, cast

from okrpress.model.finding import Finding, Level, Place, Span
from okrpress.model.frozen import dataclass
from okrpress.report.changes.comment import (
    FINDINGS,
    LINES,
    ROWS,
    SECTIONS,
    WORST_FIRST,
    Comment,
)
from okrpress.report.changes.outline import MARKS, NUMBERS, Line, Outline, Pair, Row, Section
from okrpress.report.changes.shape import misfits
from okrpress.report.report import TOOL, Report
from okrpress.report.schema_parts import count_of, list_of, object_of, one_of, schema_of, text_of
from okrpress.report.structured import Json, JsonObject, dump

SCHEMA_VERSION = 1
LARGEST = 8_000_000
"""Bytes; more than the longest lists of the longest texts take."""
_TEXT = 400
_MANY = 1_000_000


@dataclass(frozen=True, slots=True)
class DistrustedError(Exception):
    """Data that is no comment of ours; `reasons` repeat nothing of it."""

    reasons: tuple[str, ...]


# ── writing ───────────────────────────────────────────────────────────────────────────────────


def comment_json(comment: Comment) -> str:
    """The comment as JSON in ASCII, by `comment_schema`. Texts are cut at 400 characters."""
    return dump(
        {
            "schema_version": SCHEMA_VERSION,
            "tool": TOOL,
            "commit": comment.commit,
            "base": _cut(comment.base),
            "head": _cut(comment.head),
            "as_of": comment.as_of.isoformat(),
            "summary": _cut(comment.said.summary),
            "new": list(comment.new),
            "known": comment.known,
            "mended": comment.mended,
            "findings": [_finding(finding) for finding in comment.findings.findings],
            "rollups": [_row(row) for row in comment.said.rollups],
            "sections": [_section(section) for section in comment.said.sections],
            "left_out": comment.left_out,
        }
    )


def _cut(text: str) -> str:
    shown = text.encode("utf-8", "replace").decode()
    return shown if len(shown) <= _TEXT else f"{shown[: _TEXT - 1]}…"


def _finding(finding: Finding) -> JsonObject:
    return {
        "level": finding.level.value,
        "code": finding.code,
        "name": finding.name,
        "file": _cut(finding.at.file),
        "line": finding.at.span.line if finding.at.span else 0,
        "message": _cut(finding.message),
        "help": _cut(finding.help),
    }


def _row(row: Row) -> JsonObject:
    numbers = {name: list(_pair(row, name)) for name in NUMBERS}
    return {"title": _cut(row.title), "is_whole": row.is_whole, **numbers}


def _pair(row: Row, name: str) -> Pair:
    return cast("Pair", getattr(row, name))


def _section(section: Section) -> JsonObject:
    return {
        "title": _cut(section.title),
        "where": section.where,
        "lines": [
            {"text": _cut(line.text), "mark": line.mark, "reason": _cut(line.reason)}
            for line in section.lines
        ],
        "rows": [_row(row) for row in section.rows],
        "more": section.more,
    }


# ── reading ───────────────────────────────────────────────────────────────────────────────────


def read_comment(data: bytes, version: str) -> Comment:
    """The comment that somebody else's job wrote. Raises DistrustedError for anything else."""
    found = _parsed(data)
    reasons = misfits(_SCHEMA, found)
    if reasons:
        raise DistrustedError(tuple(reasons))
    return _comment(cast("_Object", found), version)


_Object = Mapping[str, Json]


def _parsed(data: bytes) -> Json:
    if len(data) > LARGEST:
        _distrust("it has more bytes than a comment takes")
    try:
        found: Json = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_unique,
            parse_constant=lambda _: _distrust("it holds what is no number"),
            parse_float=lambda _: _distrust("it holds a number with a fraction"),
            parse_int=_small,
        )
    except (ValueError, RecursionError):
        _distrust("it is no JSON")
    return found


def _distrust(reason: str) -> NoReturn:
    raise DistrustedError((reason,))


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        _distrust("it says a key twice")
    return found


def _small(digits: str) -> int:
    if len(digits) > len(str(_MANY)):
        _distrust("it holds a number that is too large")
    return int(digits)


def _comment(found: _Object, version: str) -> Comment:
    try:
        as_of = date.fromisoformat(_text(found["as_of"]))
    except ValueError:
        _distrust("it.as_of is no day")
    findings = tuple(_read_finding(one) for one in _objects(found["findings"]))
    error, warning, advice = cast("list[int]", found["new"])
    return Comment(
        base=_text(found["base"]),
        head=_text(found["head"]),
        as_of=as_of,
        commit=_text(found["commit"]),
        said=Outline(
            summary=_text(found["summary"]),
            rollups=_rows(found["rollups"]),
            sections=tuple(_read_section(one) for one in _objects(found["sections"])),
        ),
        left_out=_count(found["left_out"]),
        findings=Report(findings=findings, texts={}, files=0, version=version),
        new=(error, warning, advice),
        known=_count(found["known"]),
        mended=_count(found["mended"]),
    )


def _read_finding(found: _Object) -> Finding:
    line = _count(found["line"])
    span = Span(line, 1, line, 1) if line else None
    return Finding(
        code=_text(found["code"]),
        name=_text(found["name"]),
        level=Level(_text(found["level"])),
        at=Place(file=_text(found["file"]), span=span),
        message=_text(found["message"]),
        help=_text(found["help"]),
    )


def _read_section(found: _Object) -> Section:
    lines = (
        Line(text=_text(one["text"]), mark=_text(one["mark"]), reason=_text(one["reason"]))
        for one in _objects(found["lines"])
    )
    return Section(
        title=_text(found["title"]),
        where=_text(found["where"]),
        lines=tuple(lines),
        rows=_rows(found["rows"]),
        more=_count(found["more"]),
    )


def _rows(found: Json) -> tuple[Row, ...]:
    return tuple(_read_row(one) for one in _objects(found))


def _read_row(found: _Object) -> Row:
    progress, status, confidence, score = (_read_pair(found[name]) for name in NUMBERS)
    return Row(
        title=_text(found["title"]),
        is_whole=found["is_whole"] is True,
        progress=progress,
        status=status,
        confidence=confidence,
        score=score,
    )


def _read_pair(found: Json) -> Pair:
    before, after = cast("list[str]", found)
    return before, after


def _objects(found: Json) -> Sequence[_Object]:
    return cast("Sequence[_Object]", found)


def _text(found: Json) -> str:
    return cast("str", found)


def _count(found: Json) -> int:
    return cast("int", found)


# ── the schema ────────────────────────────────────────────────────────────────────────────────


def comment_schema() -> str:
    """The JSON Schema of the data as text. It changes only together with its version."""
    return schema_of(
        "comment", "What `diff --comment-file` writes, and `okrpress comment` reads.", _SCHEMA
    )


def _short(description: str, most: int = _TEXT) -> JsonObject:
    return text_of(description, maxLength=most)


def _many(description: str) -> JsonObject:
    return {**count_of(description), "maximum": _MANY}


_CELL: JsonObject = list_of(
    "Before and after, in words.", _short("One side.", 40), minItems=2, maxItems=2
)
_ROW = object_of(
    title=_short("Whose numbers these are."),
    is_whole={"description": "Whether it is more than one key result.", "type": "boolean"},
    **dict.fromkeys(NUMBERS, _CELL),
)
_ROWS = list_of("Numbers.", _ROW, maxItems=ROWS)
_FINDING = object_of(
    level=one_of("How bad it is.", *(level.value for level in WORST_FIRST)),
    code=text_of("Its code.", pattern="^[A-Z]{2,3}[0-9]{3}$"),
    name=text_of("The code's name in words.", pattern="^[a-z0-9-]{1,60}$"),
    file=_short("Relative to the project's folder, with forward slashes."),
    line=_many("Counted from 1; 0 where it is about the whole file."),
    message=_short("What was found."),
    help=_short("What to do."),
)
_LINE = object_of(
    text=_short("What happened."),
    mark=one_of("What kind of change it is; may be empty.", "", *MARKS),
    reason=_short("What the authors give as the reason; may be empty."),
)
_SECTION = object_of(
    title=_short("What it is about."),
    where=_short("The objective's id; may be empty."),
    lines=list_of("What happened.", _LINE, maxItems=LINES),
    rows=_ROWS,
    more=_many("How many lines were left out."),
)
_SCHEMA = object_of(
    schema_version={"const": SCHEMA_VERSION},
    tool={"const": TOOL},
    commit=text_of("The commit that is compared; may be empty.", pattern=r"^([0-9a-f]{40,64})?$"),
    base=_short("What the older revision is called."),
    head=_short("What the newer revision is called."),
    as_of=text_of("The day of all numbers.", pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
    summary=_short("A sentence that sums it up."),
    new=list_of("New errors, warnings, advice.", _many("How many."), minItems=3, maxItems=3),
    known=_many("How many findings were there before, in the files that the change is about."),
    mended=_many("How many findings are gone."),
    findings=list_of("Those that are new, the worst first.", _FINDING, maxItems=FINDINGS),
    rollups=_ROWS,
    sections=list_of("Everything that differs, by objective.", _SECTION, maxItems=SECTIONS),
    left_out=_many("How many sections were left out."),
)
