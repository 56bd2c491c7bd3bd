"""Reports for tests: small ones that a test spells out, and any that authors may bring about."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from okrpress.model.finding import Finding, Level, Place, Span
from okrpress.report.report import Report
from okrpress.rules.catalogue import CODES

SCHEMAS = Path(__file__).parent / "schemas"
DOCS = "https://okrpress.example/codes#"
FILE = "content/2026-q4/growth/onboarding.md"

TEXT = """\
---
title: New customers succeed in their first week
key_results:
  - id: activation
    title: Raise week-one activation
    target: 45 %
  - id: interviews
    title: Interview 25 candidates
---
"""


SPAN = Span(6, 13, 6, 17)
"""Of the target in `TEXT`."""

FINGERPRINT = "0e064c37910fc560b83ab8f2c13a40e7"
"""Of `a_finding()`. If it changes, the baselines of all projects are void."""


def a_finding(
    message: str = '`target` is "45 %", not a number',
    *,
    code: str = "FMT034",
    level: Level = Level.ERROR,
    file: str = FILE,
    span: Span | None = SPAN,
    keys: tuple[str | int, ...] = ("key_results", 0, "target"),
    help: str = "write the bare number",
) -> Finding:
    return Finding(
        code=code,
        name=CODES[code].name,
        level=level,
        at=Place(file=file, span=span, keys=keys),
        message=message,
        help=help,
    )


def a_report(
    *findings: Finding, texts: Mapping[str, str] | None = None, docs_url: str = ""
) -> Report:
    """A report on `TEXT` unless other texts are given."""
    given = {FILE: TEXT} if texts is None else texts
    return Report(findings=findings, texts=given, files=12, version="1.2.3", docs_url=docs_url)


def schema(name: str) -> Any:
    return json.loads((SCHEMAS / name).read_text(encoding="utf-8"))


COMMANDS = ("::error::", "::set-env name=PATH::/x", " ::stop-commands::x", "##[add-mask]a")
ENDINGS = ("%0A", "%0D", "%3A", "\n", "\r", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")
MARKUP = (
    *("`", "``", "```", '"', "'", "|", "-->", "<!--", "<img src=x>", "</failure>", "]]>", "&lt;"),
    *("[a](https://evil.example)", "![a](//evil.example/a.png)", "https://evil.example", "*a*"),
    *("www.evil.example", "me@evil.example", "@all", "#1", "fixes #1", "GH-1", "!1", "%1", "~a"),
    *(":smile:", "0123abcd", "{0}", "$a$", "\\", "[", "](", "- a", "1. a", "~~~", "===", "_a_"),
)
HIDDEN = (
    "\x1b[31m",
    "\x00",
    "\x7f",
    "\u200b",
    "\u202e",
    "\ufeff",
    "\ufffe",
    "\ud800",
    "\U000e0041",
)
PLAIN = ("target", "is", "45", " ", " ", "\t", "ü", "顧客", "e\u0301", "🎯", "##", "[", "::", ":")

nasty = st.lists(
    st.sampled_from((*COMMANDS, *ENDINGS, *MARKUP, *HIDDEN, *PLAIN)) | st.text(max_size=5),
    max_size=8,
).map("".join)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    line, column = draw(st.integers(1, 6)), draw(st.integers(1, 120))
    end_line = line + draw(st.integers(0, 2))
    end_column = draw(st.integers(1, 9)) if end_line > line else column + draw(st.integers(0, 90))
    return Span(line, column, end_line, end_column)


@st.composite
def findings(draw: st.DrawFn, files: tuple[str, ...]) -> Finding:
    code = CODES[draw(st.sampled_from(sorted(CODES)))]
    keys = draw(st.lists(nasty | st.integers(0, 3), max_size=3))
    return Finding(
        code=code.code,
        name=code.name,
        level=draw(st.sampled_from(Level)),
        at=Place(
            file=draw(st.sampled_from(files)), span=draw(st.none() | spans()), keys=tuple(keys)
        ),
        message=draw(nasty),
        help=draw(nasty),
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any report: authors chose the names of files, what is in them, and words in messages."""
    files = tuple(draw(st.lists(nasty.filter(bool), min_size=1, max_size=3)))
    return Report(
        findings=tuple(draw(st.lists(findings(files), max_size=14))),
        texts={file: draw(nasty) for file in files[:2]},
        files=draw(st.integers(0, 3)),
        version="1.2.3",
        docs_url=draw(st.sampled_from(["", DOCS])),
    )
