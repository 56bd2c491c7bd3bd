"""A comparison for the terminal."""

from collections.abc import Iterator

from okrpress.report.changes.outline import Compared, Line, Row, Section, arrow, columns, outline
from okrpress.report.changes.words import NOTHING
from okrpress.report.characters import one_line
from okrpress.report.screen import Paint, Screen
from okrpress.report.text import count_text, findings_text

_MARKS = {
    "eased": ("▼", "warning"),
    "hardened": ("▲", "note"),
    "added": ("+", "note"),
    "dropped": ("-", "error"),
    "rewritten": ("!", "warning"),
    "reworded": ("~", "note"),
    "moved": (">", "note"),
}


def text(compared: Compared, screen: Screen) -> str:
    """The summary, what is new among the findings, then every change with its numbers."""
    said, paint = outline(compared), screen.paint
    between = f"{one_line(compared.base)} → {one_line(compared.head)}"
    blocks = [f"{between}, as of {compared.as_of}\n{said.summary}"]
    if said.rollups:
        blocks.append("\n".join(_row(row, columns(said.rollups), paint) for row in said.rollups))
    blocks += ["\n".join(_section(section, paint)) for section in said.sections]
    new = compared.findings.in_order
    if new:
        blocks.append(f"New: {count_text(new)}\n{findings_text(new, paint)}")
    return "\n\n".join(blocks)


def _section(section: Section, paint: Paint) -> Iterator[str]:
    where = f"  {paint('place', section.where)}" if section.where else ""
    yield f"{one_line(section.title)}{where}"
    for line in section.lines:
        yield from _line(line, paint)
    for row in section.rows:
        yield _row(row, columns(section.rows), paint)


def _line(line: Line, paint: Paint) -> Iterator[str]:
    sign, style = _MARKS.get(line.mark, ("·", "frame"))
    yield f"  {paint(style, sign)} {one_line(line.text)}"
    if line.reason:
        yield f"    {paint('note', one_line(line.reason))}"


def _row(row: Row, names: tuple[str, ...], paint: Paint) -> str:
    cells = ((name, arrow(getattr(row, name))) for name in names)
    numbers = ", ".join(f"{name} {cell}" for name, cell in cells if cell != NOTHING)
    return f"  {paint('frame', '=')} {one_line(row.title)}: {numbers}"
