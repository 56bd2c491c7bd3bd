"""A comparison as one page that stands alone: no script, nothing from elsewhere."""

from collections.abc import Iterator
from html import escape

from okrpress.report.changes.outline import Compared, Line, Row, Section, arrow, columns, outline
from okrpress.report.characters import one_line
from okrpress.report.report import TOOL
from okrpress.report.text import count_text, place_text

_STYLE = """
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h2 { margin-block: 2rem .25rem; font-size: 1.2rem; }
code { overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; margin-block: .5rem; }
th, td { padding: .25rem .75rem .25rem 0; text-align: start; vertical-align: top;
  border-block-end: 1px solid color-mix(in srgb, currentcolor 20%, transparent); }
.mark { font-weight: 600; }
.reason { opacity: .8; }
li { margin-block: .25rem; overflow-wrap: anywhere; }
"""


def html(compared: Compared) -> str:
    """The page. Every text is escaped; it holds no script, and its policy allows none."""
    return "\n".join(_page(compared))


def _safe(text: str) -> str:
    """An author's text as text of the page, which may be shown in a log too."""
    return escape(one_line(text))


def _page(compared: Compared) -> Iterator[str]:
    said = outline(compared)
    yield "<!doctype html>"
    yield '<html lang="en"><head><meta charset="utf-8">'
    yield (
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'\">"
    )
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>What this change means · {TOOL}</title><style>{_STYLE}</style></head>"
    yield "<body><main><h1>What this change means</h1>"
    base, head = _safe(compared.base), _safe(compared.head)
    yield f"<p>{_safe(said.summary)}</p>"
    yield f"<p><code>{base}</code> → <code>{head}</code>, as of {compared.as_of}.</p>"
    yield from _findings(compared)
    if said.rollups:
        yield "<h2>Rolled up</h2>"
        yield from _table(said.rollups, "Rolled up")
    for section in said.sections:
        yield from _section(section)
    yield "</main></body></html>"


def _findings(compared: Compared) -> Iterator[str]:
    new = compared.findings.in_order
    if not new:
        return
    yield f"<h2>New: {count_text(new)}</h2><ul>"
    for one in new:
        place, message, help = (_safe(text) for text in (place_text(one), one.message, one.help))
        yield f'<li><span class="mark">{one.level.value} {one.code}</span> <code>{place}</code><br>'
        yield f'{message}<br><span class="reason">help: {help}</span></li>'
    yield "</ul>"


def _section(section: Section) -> Iterator[str]:
    yield f"<h2><bdi>{_safe(section.title)}</bdi></h2>"
    if section.where:
        yield f"<p><code>{_safe(section.where)}</code></p>"
    if section.lines:
        yield f"<ul>{''.join(map(_line, section.lines))}</ul>"
    if section.rows:
        yield from _table(section.rows, section.title)


def _line(line: Line) -> str:
    mark = f'<span class="mark">{_safe(line.mark)}</span> ' if line.mark else ""
    reason = f'<br><span class="reason">{_safe(line.reason)}</span>' if line.reason else ""
    return f"<li>{mark}{_safe(line.text)}{reason}</li>"


def _table(rows: tuple[Row, ...], caption: str) -> Iterator[str]:
    names = columns(rows)
    label = _safe(caption)
    yield f'<div class="scroll" role="region" tabindex="0" aria-label="{label}"><table><thead><tr>'
    yield "<td></td>" + "".join(f'<th scope="col">{name}</th>' for name in names)
    yield "</tr></thead><tbody>"
    for row in rows:
        cells = "".join(f"<td>{_safe(arrow(getattr(row, name)))}</td>" for name in names)
        yield f'<tr><th scope="row"><bdi>{_safe(row.title)}</bdi></th>{cells}</tr>'
    yield "</tbody></table></div>"
