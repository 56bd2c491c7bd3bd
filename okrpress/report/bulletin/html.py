"""A bulletin as an HTML mail: one document that loads nothing, styled where mail programs look."""

from collections.abc import Iterator
from html import escape

from okrpress.report.bulletin.bulletin import (
    Bulletin,
    Item,
    Section,
    heading_text,
)

# Mail programs drop style sheets, so each element says how it looks. Only the rule has a colour of
# its own: programs that show mail in the dark then choose all others well themselves.
_FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
_BODY = f"margin:0;padding:16px;{_FONT};font-size:16px;line-height:1.45;overflow-wrap:anywhere"
_PAGE = "max-width:640px;margin:0 auto"
_TITLE = "font-size:22px;line-height:1.25;margin:0 0 8px"
_LINE = "margin:0 0 4px"
_HEADING = "font-size:17px;line-height:1.3;margin:28px 0 8px;padding-top:12px"
_RULE = f"{_HEADING};border-top:1px solid #8c959f"
_LIST = "margin:0;padding:0;list-style:none"
_ENTRY = "margin:0 0 12px"
_SMALL = "font-size:14px"
_DETAIL = f"{_SMALL};font-style:italic"
_LINK = "color:inherit;font-weight:600;text-decoration:underline"


def bulletin_html(bulletin: Bulletin) -> str:
    """A whole document."""
    title = escape(bulletin.title)
    body = "\n".join(_parts(bulletin))
    return f"""\
<!DOCTYPE html>
<html lang="{escape(bulletin.voice.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{title}</title>
</head>
<body style="{_BODY}">
<div style="{_PAGE}" role="article" aria-label="{title}">
<h1 style="{_TITLE}">{title}</h1>
{body}
</div>
</body>
</html>"""


def _parts(bulletin: Bulletin) -> Iterator[str]:
    for line in bulletin.lines:
        yield f'<p style="{_LINE}">{escape(line)}</p>'
    for section in bulletin.sections:
        yield from _section(bulletin, section)
    if bulletin.href:
        link = (
            f'<a href="{escape(bulletin.href)}" style="{_LINK}">{escape(bulletin.invitation)}</a>'
        )
        yield f'<p style="{_RULE}">{link}</p>'


def _section(bulletin: Bulletin, section: Section) -> Iterator[str]:
    yield f'<h2 style="{_RULE}">{escape(heading_text(section))}</h2>'
    yield f'<ul style="{_LIST}">'
    for item in section.items:
        yield f'<li style="{_ENTRY}">{_item(item)}</li>'
    if section.left_out:
        yield f'<li style="{_SMALL}">{escape(bulletin.left_out(section))}</li>'
    yield "</ul>"


def _item(item: Item) -> str:
    text = f"<bdi>{escape(item.text)}</bdi>"
    if item.href:
        first = f'<a href="{escape(item.href)}" style="{_LINK}">{text}</a>'
    else:
        first = f"<strong>{text}</strong>"
    said = " · ".join(f"<bdi>{escape(part)}</bdi>" for part in (item.note, item.who) if part)
    below = [f'<br><span style="{_SMALL}">{said}</span>'] if said else []
    if item.detail:
        below.append(f'<br><span style="{_DETAIL}"><bdi>{escape(item.detail)}</bdi></span>')
    return "".join((first, *below))
