"""Every chart on the pages of the example: a finding, a name for screen readers, its numbers."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple
from xml.etree.ElementTree import Element

import html5lib
import pytest
from test_budgets import example

# Each kind of chart, by its class, and the pages that have to show it.
SHOWN_ON = {
    "chart-bullet": "index c cycles o p t board health",
    "chart-range": "o t board health",
    "chart-sparkline": "o p t health",
    "chart-trend": "o",
    "chart-stack": "index c checkins cycles wall analytics",
    "chart-timeline": "index c",
    "chart-columns": "analytics cycles",
    "chart-calibration": "analytics",
    "chart-heatmap": "analytics c p t",
    "chart-dots": "analytics health t",
    "chart-radar": "health t",
    "chart-band": "health",
    "map-drawing": "map c o",
}
IN_ROWS = {"chart-bullet", "chart-range", "chart-sparkline"}  # small: the row says the numbers
SAMPLES = {"chart-swatch", "map-sample"}  # parts of keys
PAGES = re.compile(
    r"((board|analytics|health|map|wall|checkins|cycles|p/[^/]+|t/company|t/app|c/2026-q[34](/map)?|"
    r"o/2026-q4/(app|curation|workshop)/[^/]+|cycles/compare/2026-q3/2026-q4)/)?index\.html"
)
SVG = "{http://www.w3.org/2000/svg}"


class Drawn(NamedTuple):
    """A chart with the elements around it, the innermost first."""

    page: str
    svg: Element
    around: tuple[Element, ...]

    def within(self, *tags: str) -> Element:
        return next(one for one in self.around if one.tag in tags)

    def text_of(self, tag: str) -> str:
        return " ".join("".join(one.itertext()) for one in self.svg if one.tag == SVG + tag).strip()


@cache
def charts() -> Mapping[str, list[Drawn]]:
    """Charts by kind, from pages of every kind."""
    found: dict[str, list[Drawn]] = {kind: [] for kind in SHOWN_ON}
    for path, page in example().items():
        if PAGES.fullmatch(path):
            root = html5lib.parse(page.decode(), namespaceHTMLElements=False)
            for drawn in _drawn(path, root, ()):
                classes = set(drawn.svg.get("class", "").split())
                if "chart" in classes and not classes & SAMPLES:
                    kinds = classes & SHOWN_ON.keys()
                    assert kinds, (path, classes)
                    for kind in kinds:
                        found[kind].append(drawn)
    return found


def _drawn(path: str, element: Element, around: tuple[Element, ...]) -> Iterator[Drawn]:
    if element.tag == SVG + "svg":
        yield Drawn(path, element, around)
        return
    for child in element:
        yield from _drawn(path, child, (element, *around))


@pytest.mark.parametrize("kind", SHOWN_ON)
def test_a_chart_is_on_every_page_that_it_belongs_to(kind: str) -> None:
    shown = {drawn.page.removesuffix(".html").split("/")[0] for drawn in charts()[kind]}
    assert set(SHOWN_ON[kind].split()) <= shown


@pytest.mark.parametrize("kind", SHOWN_ON)
def test_a_chart_has_a_name_and_says_what_it_shows(kind: str) -> None:
    for drawn in charts()[kind]:
        assert drawn.svg.get("role") in ("img", "group"), drawn.page
        assert drawn.svg.get("aria-labelledby"), drawn.page
        assert drawn.text_of("title"), drawn.page
        if kind in IN_ROWS:
            row = drawn.within("tr", "li")
            assert any(char.isdigit() for char in _told(row)) or "n/a" in _told(row), drawn.page
        else:
            captions = list(drawn.within("figure").iter("figcaption"))
            assert all(_told(one) for one in captions), drawn.page
            assert captions or drawn.text_of("desc"), drawn.page


@pytest.mark.parametrize("kind", sorted(SHOWN_ON.keys() - IN_ROWS))
def test_the_numbers_of_a_chart_are_a_table_beside_it(kind: str) -> None:
    for drawn in charts()[kind]:
        figure, *outside = (one for one in drawn.around if one.tag in {"figure", "section", "main"})
        if kind == "chart-stack":  # its key says every number, in words
            (key,) = (one for one in figure.iter("ul") if one.get("class") == "chart-key")
            assert all(_told(one).strip()[-1].isdigit() for one in key), drawn.page
        elif kind == "map-drawing" or "No readings yet" in _told(figure):
            assert any(one.tag in {"table", "ul"} for one in outside[-1].iter()), drawn.page
        else:
            near = next(one for one in drawn.around if one.tag in {"div", "article", "section"})
            assert list(_beside(drawn, near).iter("td")), (drawn.page, drawn.text_of("title"))


def _beside(drawn: Drawn, near: Element) -> Element:
    """The closest element around a chart that holds a table."""
    return next((one for one in drawn.around if any(one.iter("td"))), near)


@pytest.mark.parametrize("kind", sorted(SHOWN_ON.keys() - IN_ROWS - {"chart-stack"}))
def test_a_chart_is_labelled_where_it_is_read(kind: str) -> None:
    for drawn in charts()[kind]:
        assert any(_told(one).strip() for one in drawn.svg.iter(SVG + "text")), drawn.page


def _told(element: Element) -> str:
    """The text without what is only drawn."""
    return "".join(_texts(element))


def _texts(element: Element) -> Iterator[str]:
    if element.tag == SVG + "svg":
        return
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
