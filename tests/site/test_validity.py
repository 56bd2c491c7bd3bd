"""Every page of the example: valid, whole in itself, and all that it names is there."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import html5lib
from test_budgets import example

NAMES = (
    *("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details"),
    *("aria-activedescendant", "headers", "for", "form", "list"),
)
INTERACTIVE = {"a", "button", "input", "select", "textarea", "summary", "label"}
LANDMARKS = {"nav", "search", "region"}


class Document:
    """A page as a browser reads it; a mistake in its HTML is an error."""

    def __init__(self, page: bytes) -> None:
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        self.root: Element = parser.parse(page.decode())
        self.ids = Counter(one.get("id") for one in self.root.iter() if one.get("id"))


@cache
def documents() -> Mapping[str, Document]:
    return {path: Document(page) for path, page in example().items() if path.endswith(".html")}


def test_an_id_is_given_once() -> None:
    for path, page in documents().items():
        assert [id for id, count in page.ids.items() if count > 1] == [], path


def test_a_page_has_one_first_heading_and_no_gap_after_it() -> None:
    for path, page in documents().items():
        levels = [int(str(one.tag)[1]) for one in visible(page.root) if _is_heading(one)]
        assert levels.count(1) == 1, path
        assert levels[0] == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


def _is_heading(one: Element) -> bool:
    return re.fullmatch(r"h[1-6]", str(one.tag)) is not None


def visible(element: Element) -> Iterator[Element]:
    """All but what is only shown once a script opens it: a dialog is a page of its own."""
    if element.tag in {"dialog", "template"}:
        return
    yield element
    for child in element:
        yield from visible(child)


def test_what_is_named_by_id_is_on_the_page() -> None:
    for path, page in documents().items():
        for one in page.root.iter():
            named = " ".join(one.get(name, "") for name in NAMES).split()
            assert not set(named) - page.ids.keys(), (path, one.tag, named)


def test_every_link_leads_to_a_file_and_to_a_place_in_it() -> None:
    for path, page in documents().items():
        for one in page.root.iter():
            for name in ("href", "src"):
                address = one.get(name)
                if address and not re.match(r"(https?|mailto):", address):
                    assert leads_somewhere(path, address), (path, address)


def leads_somewhere(path: str, address: str) -> bool:
    target, _, anchor = address.partition("#")
    target = target.partition("?")[0]
    place = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
    if place not in example():
        return False
    return not anchor or place.startswith("search/") or unquote(anchor) in documents()[place].ids


def test_every_control_has_a_name() -> None:
    for path, page in documents().items():
        labelled = {one.get("for") for one in page.root.iter("label")}
        wrapped = {field for label in page.root.iter("label") for field in label.iter()}
        for one in page.root.iter():
            if one.tag in {"input", "select", "textarea"} and one.get("type") != "hidden":
                has_name = one in wrapped or one.get("id") in labelled or one.get("aria-label")
                assert has_name, (path, one.attrib)
            if one.tag in {"a", "button", "summary"} and one.get("hidden") is None:
                words = "".join(one.itertext()).strip() or one.get("aria-label")
                assert words or any(True for _ in one.iter("img")), (path, one.attrib)


def test_nothing_that_is_pressed_lies_in_something_that_is_pressed() -> None:
    for path, page in documents().items():
        for outer in page.root.iter():
            if outer.tag in {"a", "button", "summary"}:
                inner = [one.tag for one in outer.iter() if one is not outer]
                assert not INTERACTIVE & set(map(str, inner)), (path, outer.attrib)


def test_a_table_says_what_its_columns_are() -> None:
    for path, page in documents().items():
        for table in page.root.iter("table"):
            assert [one for one in table.iter("th") if one.get("scope")], path
            for head in table.iter("th"):
                assert head.get("scope") in {"col", "row", "colgroup", "rowgroup"}, path


def test_a_table_has_as_many_cells_in_each_row() -> None:
    for path, page in documents().items():
        for table in page.root.iter("table"):
            widths = {sum(int(cell.get("colspan", 1)) for cell in row) for row in table.iter("tr")}
            spans = any(cell.get("rowspan") for cell in table.iter())
            assert spans or len(widths) == 1, (path, widths)


def test_regions_that_can_be_scrolled_have_a_name_and_can_be_reached() -> None:
    for path, page in documents().items():
        for one in page.root.iter():
            if one.get("role") in LANDMARKS or one.tag == "nav":
                named = one.get("aria-label") or one.get("aria-labelledby")
                assert named or one.get("role") == "search", (path, one.attrib)


def test_navigations_of_a_page_differ_in_name() -> None:
    for path, page in documents().items():
        names = [
            one.get("aria-label") or one.get("aria-labelledby") for one in page.root.iter("nav")
        ]
        assert len(names) == len(set(names)), (path, names)


def test_a_picture_has_a_text_or_says_that_it_needs_none() -> None:
    for path, page in documents().items():
        for one in page.root.iter():
            if one.tag == "img":
                assert one.get("alt") is not None, path
            if str(one.tag).endswith("svg") and one.get("role") == "img":
                assert one.get("aria-label") or one.get("aria-labelledby"), path
