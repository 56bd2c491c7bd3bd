"""Authors who try to break out of a text: whatever they write, pages keep their parts.

A hostile project is built beside its harmless twin. Outside of Markdown nothing may be on a page
that is not somewhere on the twin's pages: no element, no attribute, no id.
"""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from xml.etree import ElementTree

import html5lib
import pytest
from builders import public_view
from hostile_content import LEADS_AWAY, PAYLOADS, write_harmless, write_hostile

from okrpress.app.content import has_errors, read_content
from okrpress.app.project import read_project
from okrpress.app.watcher import Silence
from okrpress.scoring import score
from okrpress.site.pages import Options, SitePages, render
from okrpress.site.theme import load_theme

# What a body may become. Attributes are those of links, headings, tables and what replaces
# pictures; everything else has none.
MARKDOWN = {
    *("p", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "br", "hr", "div"),
    *("table", "thead", "tbody", "tr", "th", "td", "h3", "h4", "h5", "h6", "a", "span"),
}
MARKDOWN_ATTRIBUTES = {
    "a": {"href", "rel", "title"},
    "div": {"class", "role", "tabindex", "aria-label"},
    "span": {"class"},
    "th": {"scope", "class"},
    "td": {"class"},
    "ol": {"start"},
    **{heading: {"id"} for heading in ("h3", "h4", "h5", "h6")},
}
MARKDOWN_CLASSES = {
    *("table-scroll", "align-start", "align-center", "align-end", "picture-left-out", "as-written"),
}
ABSOLUTE = re.compile(r"https://example\.org(/|\?|$)|mailto:")
RELATIVE = re.compile(r"[^:/\\?#][^:\\]*|#.*|\?.*")


class Part(NamedTuple):
    """An element of a page, and whether it was made from Markdown."""

    tag: str
    attributes: dict[str, str]
    from_markdown: bool


def made(write: Callable[..., None]) -> dict[str, bytes]:
    """Every file of the site of a project, its findings without errors."""
    with TemporaryDirectory() as folder:
        write(Path(folder), url="https://example.org/okrs/")
        project = read_project(Path(folder))
        content = read_content(project, Silence())
    assert not has_errors(content.findings, strict=False), content.findings[:3]
    assert project.settings.as_of
    scored = score(public_view(content.everything), project.settings, project.settings.as_of)
    theme = load_theme("default", None)
    return {page.path: page.data for page in render(SitePages(scored, theme, Options()))}


@cache
def hostile() -> dict[str, bytes]:
    return made(write_hostile)


@cache
def harmless() -> dict[str, bytes]:
    return made(write_harmless)


def parts(page: bytes) -> Iterator[Part]:
    """Everything on a page as an HTML5 parser reads it."""
    root = html5lib.parse(page.decode(), namespaceHTMLElements=False)
    waiting = [(root, False)]
    while waiting:
        element, inside = waiting.pop()
        tag = str(element.tag).rpartition("}")[2]
        yield Part(tag, dict(element.attrib), inside)
        inside = inside or element.get("class") == "prose"
        waiting += [(child, inside) for child in element]


@cache
def hostile_parts() -> dict[str, list[Part]]:
    return {path: list(parts(page)) for path, page in pages(hostile()).items()}


@cache
def known() -> tuple[frozenset[tuple[str, str]], frozenset[str]]:
    """Elements with their attributes, and ids, of all harmless pages."""
    found = [part for page in pages(harmless()).values() for part in parts(page)]
    pairs = {(part.tag, name) for part in found for name in ("", *part.attributes)}
    return frozenset(pairs), frozenset(part.attributes.get("id", "") for part in found)


def pages(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in files.items() if path.endswith(".html")}


def test_both_projects_have_the_same_files() -> None:
    assert list(hostile()) == list(harmless())
    assert len(pages(hostile())) > 2 * len(PAYLOADS)


def test_every_payload_is_on_some_page_as_it_was_written() -> None:
    shown = "".join(map(_text, pages(hostile()).values()))
    assert [payload for payload in PAYLOADS if payload not in shown] == []


class Shown(HTMLParser):
    """All that a page shows, its markup read by a parser that repairs nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def _text(page: bytes) -> str:
    reader = Shown()
    reader.feed(page.decode())
    return "".join(reader.texts)


def test_no_text_becomes_a_part_of_a_page() -> None:
    pairs, ids = known()
    for path, found in hostile_parts().items():
        for part in found:
            if part.from_markdown:
                assert_markdown(path, part)
                continue
            new = {(part.tag, name) for name in ("", *part.attributes)} - pairs
            assert not new, (path, part)
            assert part.attributes.get("id", "") in ids, (path, part)


def assert_markdown(path: str, part: Part) -> None:
    assert part.tag in MARKDOWN, (path, part)
    assert set(part.attributes) <= MARKDOWN_ATTRIBUTES.get(part.tag, set()), (path, part)
    assert part.attributes.get("class", "as-written") in MARKDOWN_CLASSES, (path, part)
    assert re.fullmatch(r"(_[a-z0-9._-]+-h-\d+)?", part.attributes.get("id", "")), (path, part)


def test_no_address_leads_or_loads_elsewhere() -> None:
    for path, found in hostile_parts().items():
        for part in found:
            address = part.attributes.get("href", part.attributes.get("src", ""))
            assert not address or RELATIVE.fullmatch(address) or ABSOLUTE.match(address), path
            absolute = address.startswith("http")
            outside = part.tag != "a" and path != "404.html"
            assert not (absolute and outside), (path, part)


def test_nothing_runs_or_dresses_by_itself() -> None:
    for path, found in hostile_parts().items():
        for part in found:
            assert part.tag not in {"style", "iframe", "object", "embed", "base"}, path
            assert part.tag != "script" or set(part.attributes) - {"defer"} == {"src"}, path
            assert not [name for name in part.attributes if name == "style" or name[:2] == "on"]


@pytest.mark.parametrize("ending", [".json", ".svg", ".xml"])
def test_a_file_for_programs_can_be_read(ending: str) -> None:
    files = {path: data for path, data in hostile().items() if path.endswith(ending)}
    for data in files.values():
        if ending == ".json":
            json.loads(data)
        else:
            names = {
                element.tag.rpartition("}")[2] for element in ElementTree.fromstring(data).iter()
            }
            assert not names & {"script", "foreignObject", "a", "image", "use"}
    assert files


def test_the_search_is_data_and_nothing_else() -> None:
    files = [data.decode() for path, data in hostile().items() if path.startswith("search/c/")]
    assert files
    for script in files:
        before, _, data = script.strip().partition("(globalThis.okrSearch ??= []).push(")
        assert before == ""
        json.loads(data.removesuffix(";").removesuffix(")"))
        assert "\n" not in script.strip()


def test_a_calendar_has_only_lines_of_its_own() -> None:
    lines = hostile()["calendar.ics"].decode().split("\r\n")
    assert not [line for line in lines if "\n" in line or "\r" in line]
    names = {
        line.partition(":")[0].partition(";")[0] for line in lines if line[:1] not in {" ", ""}
    }
    assert names <= {
        line.partition(":")[0].partition(";")[0]
        for line in harmless()["calendar.ics"].decode().split("\r\n")
    }


def test_dangerous_addresses_stay_text() -> None:
    page = "".join(_text(data) for data in pages(hostile()).values())
    assert all(
        address in page for address in LEADS_AWAY if "&" not in address and "<" not in address
    )
