"""A comparison as Markdown: for a comment on a pull or merge request, folded, within its limit."""

from collections.abc import Iterator

from okrpress.report.changes.comment import Comment, levels_text
from okrpress.report.changes.outline import Line, Outline, Row, Section, arrow, columns
from okrpress.report.markdown import COMMENT_BYTES, markdown_within
from okrpress.report.markdown_text import code_span, inline
from okrpress.report.report import TOOL
from okrpress.report.text import plural

MARKER = f"<!-- {TOOL}: diff -->"
"""Marks the comment that the next run updates instead of writing another one."""

_MARKS = {
    "eased": "▼",
    "hardened": "▲",
    "added": "✚",
    "dropped": "✖",
    "rewritten": "⚠",
    "reworded": "✎",
    "moved": "➜",
}
_LAST_LINE = 200  # bytes that are kept for saying what is left out
_FINDINGS = 20_000  # bytes that findings may take of the comment


def markdown(comment: Comment) -> str:
    """The whole comment, cut between two items where it would be too long."""
    return markdown_in(comment, COMMENT_BYTES)


def markdown_in(comment: Comment, limit: int) -> str:
    """The comment in at most `limit` bytes."""
    text = "\n".join((MARKER, *_head(comment), ""))
    blocks = [_findings(comment, min(_FINDINGS, limit // 3)), _rollups(comment.said)]
    blocks += ["\n".join(_section(section)) for section in comment.said.sections]
    size, left_out = len(text.encode()), comment.left_out
    for block in filter(None, blocks):
        size += len(block.encode()) + 1
        if size > limit - _LAST_LINE:
            left_out += 1
        else:
            text += f"\n{block}"
    if left_out:
        more = plural(left_out, "more section", "more sections")
        text += f"\n{more} would not fit: run `{TOOL} diff` to see all.\n"
    return text


def _head(comment: Comment) -> Iterator[str]:
    yield "### What this change means"
    yield ""
    yield inline(comment.said.summary)
    yield ""
    base, head = code_span(comment.base), code_span(comment.head)
    commit = f", commit {code_span(comment.commit[:12])}" if comment.commit else ""
    known = f" {plural(comment.known, 'was', 'were')} there before." if comment.known else ""
    mended = f" {plural(comment.mended, 'is', 'are')} mended." if comment.mended else ""
    new = levels_text(comment.new)
    yield f"{base} → {head}{commit}, as of {comment.as_of}. New: {new}.{known}{mended}"


def _findings(comment: Comment, limit: int) -> str:
    found = comment.findings.findings
    if not found:
        return ""
    body = markdown_within(comment.findings, limit).split("\n", 1)[1]
    left_out = sum(comment.new) - len(found)
    more = f"\n{plural(left_out, 'more finding', 'more findings')} not shown.\n" if left_out else ""
    return f"#### Findings that are new\n{body.replace('#### ', '##### ')}{more}"


def _rollups(said: Outline) -> str:
    if not said.rollups:
        return ""
    return "\n".join(("#### Rolled up", "", *_table(said.rollups), ""))


def _section(section: Section) -> Iterator[str]:
    """Folded: the heading says what it is, and how much there is."""
    changes = len(section.lines) + section.more
    count = plural(changes, "change", "changes") if changes else "its numbers"
    yield f"<details><summary>{_html(section.title)} ({count})</summary>"
    yield ""
    if section.where:
        yield code_span(section.where)
        yield ""
    if section.lines:
        yield from map(_line, section.lines)
        if section.more:
            yield f"- and {plural(section.more, 'more change', 'more changes')}"
        yield ""
    if section.rows:
        yield from _table(section.rows)
        yield ""
    yield "</details>"


def _line(line: Line) -> str:
    mark = f"{_MARKS[line.mark]} " if line.mark in _MARKS else ""
    reason = f"\\\n  {inline(line.reason)}" if line.reason else ""
    return f"- {mark}{inline(line.text)}{reason}"


def _table(rows: tuple[Row, ...]) -> Iterator[str]:
    names = columns(rows)
    yield f"| | {' | '.join(names)} |"
    yield f"|---|{'---|' * len(names)}"
    for row in rows:
        cells = (arrow(getattr(row, name)) for name in names)
        title = f"**{_cell(row.title)}**" if row.is_whole else _cell(row.title)
        yield f"| {title} | {' | '.join(cells)} |"


def _cell(text: str) -> str:
    return inline(text).replace("|", "\\|")


def _html(text: str) -> str:
    """Plain text inside of HTML inside of Markdown: every sign that may mean something escaped."""
    return "".join(
        character if character.isalnum() or character in " ,.%()" else f"&#{ord(character)};"
        for character in " ".join(text.split())
        if character.isprintable()
    )
