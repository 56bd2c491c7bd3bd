"""What the server adds to the site: its script and style sheet, and the tags that load them."""

import json
from datetime import date
from html import escape
from pathlib import Path

from okrpress.digests import blake2b
from okrpress.serve.preview import Days, Problem

PREFIX = "/_okrpress/"
"""No path of the site begins like this: ids of the content never start with an underscore."""

EVENTS = f"{PREFIX}events"
PROBLEMS = f"{PREFIX}problems.json"

_HERE = Path(__file__).parent
_FILES = ("client.js", "client.css", "simulate.css", "vendor/idiomorph.js")
_TYPES = {
    "css": "text/css",
    "html": "text/html",
    "ics": "text/calendar",
    "js": "text/javascript",
    "json": "application/json",
    "md": "text/markdown",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "webmanifest": "application/manifest+json",
    "xml": "application/xml",
    "csv": "text/csv",
    "ico": "image/x-icon",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "woff2": "font/woff2",
}
_TEXTS = ("text/", "application/", "image/svg")


def content_type(path: str) -> str:
    """The type of a file by the end of its name."""
    type = _TYPES.get(path.rpartition(".")[2], "application/octet-stream")
    is_text = type.startswith(_TEXTS) and type != "application/octet-stream"
    return f"{type}; charset=utf-8" if is_text else type


def own_files() -> dict[str, bytes]:
    """The server's own files by their path in addresses."""
    return {f"{PREFIX}{name}": (_HERE / name).read_bytes() for name in _FILES}


def with_client(page: bytes, days: Days, day: date) -> tuple[bytes, str]:
    """A page that keeps itself up to date, and a mark that is another once anything in it is.

    The script learns from its own tag which day the page shows; nothing else of the page changes.
    """
    facts = {"day": day, "base": days.base, "first": days.first, "last": days.last}
    said = "".join(f' data-{name}="{value.isoformat()}"' for name, value in facts.items())
    mark = blake2b(page + said.encode(), digest_size=12).hexdigest()
    tags = (
        f'<script src="{PREFIX}vendor/idiomorph.js" defer></script>\n'
        f'<script src="{PREFIX}client.js" defer data-mark="{mark}"{said}></script>\n'
    ).encode()
    before, head_end, after = page.partition(b"</head>")
    if not head_end:
        return page + tags, mark
    return before + tags + head_end + after, mark


def problems_json(problems: tuple[Problem, ...], *, is_whole: bool, is_shared: bool) -> bytes:
    """What is wrong, for the script. Others than the author are told how much, not what.

    Findings quote files that may not be public, and whoever reaches a shared server reads this.
    """
    errors = sum(problem.level == "error" for problem in problems)
    listed = [] if is_shared else [_as_json(problem) for problem in problems[:_LISTED]]
    said = {
        "errors": errors,
        "others": len(problems) - errors,
        "whole": is_whole,
        "listed": listed,
    }
    return json.dumps(said, ensure_ascii=False).encode()


_LISTED = 50  # more than anybody reads in one go


def _as_json(problem: Problem) -> dict[str, str | list[str]]:
    return {
        "level": problem.level,
        "code": problem.code,
        "place": problem.place,
        "message": problem.message,
        "help": problem.help,
        "frame": list(problem.frame),
    }


def waiting_page(policy: str) -> bytes:
    """A page that asks for itself again every second, until there is something in its place."""
    text = "The site appears here by itself as soon as all files are read."
    return own_page(
        "Reading the content …", f"<p>{text}</p>", policy, '<meta http-equiv="refresh" content="1">'
    )


def plain_page(title: str, text: str, policy: str) -> bytes:
    """A page of the server's own, for when the site has none; it needs no template."""
    way = '<p><a href="/">Go to the overview</a></p>'
    return own_page(title, f"<p>{escape(text)}</p>\n{way}", policy)


def own_page(title: str, content: str, policy: str, head: str = "") -> bytes:
    """A page of the server's own; `content` and `head` are HTML."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f'<title>{escape(title)}</title>\n<link rel="stylesheet" href="{PREFIX}client.css">\n'
        f'{head}</head>\n<body class="plain">\n<main>\n<h1>{escape(title)}</h1>\n'
        f"{content}\n</main>\n</body>\n</html>\n"
    ).encode()
