"""What no generator written in Python gets below: YAML, Markdown and Jinja2, and nothing else.

    python -m bench.floor all CONTENT OUT       parse and render as plainly as it can be written
    python -m bench.floor bytes CONTENT SITE OUT   read these sources, write those pages again

No check, no cache, no date; objectives only, no team pages.
"""

import sys
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader
from markdown_it import MarkdownIt

TEMPLATES = Path(__file__).parent / "jinja"
PAGE = (
    '{% import "parts.html" as okr %}{{ okr.head(o.title) }}'
    "<main>{{ okr.objective(o, body) }}</main></body></html>"
)


def render_all(content: Path, out: Path) -> None:
    """A page for each file."""
    page = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=False).from_string(PAGE)  # noqa: S701 - the floor has no guests
    markdown = MarkdownIt("commonmark").enable("table")
    for file in sorted(content.rglob("o-*.md")):
        _, head, body = file.read_text(encoding="utf-8").split("---\n", 2)
        meta: dict[str, Any] = yaml.load(head, yaml.CSafeLoader)
        write(out / f"{meta['id']}/index.html", page.render(o=meta, body=markdown.render(body)))


def copy_bytes(content: Path, site: Path, out: Path) -> None:
    """Read all sources; write all pages."""
    for file in content.rglob("*.md"):
        file.read_bytes()
    for file in site.rglob("*.html"):
        target = out / file.relative_to(site)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())


def write(path: Path, text: str) -> None:
    """Write a file in a folder of its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    places = [Path(one) for one in sys.argv[2:]]
    {"all": render_all, "bytes": copy_bytes}[sys.argv[1]](*places)
