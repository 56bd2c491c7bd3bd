"""Paths are made from kinds and ids, links are relative and read from a folder on disk."""

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrpress.model.ids import ObjectiveRef
from okrpress.model.portfolio import UnitKind
from okrpress.site import urls

ONBOARDING = ObjectiveRef("2026-q4", "growth", "onboarding")
IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)
PATHS = st.one_of(
    st.just(urls.HOME),
    IDS.map(urls.cycle_path),
    IDS.map(lambda id: urls.unit_path(id, UnitKind.TEAM)),
    st.tuples(IDS, IDS, IDS).map(lambda ids: urls.objective_path(ObjectiveRef(*ids))),
)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param(urls.cycle_path("2026-q4"), "c/2026-q4/index.html", id="cycle"),
        pytest.param(urls.unit_path("growth", UnitKind.TEAM), "t/growth/index.html", id="team"),
        pytest.param(
            urls.unit_path("me", UnitKind.UNDECLARED), "t/me/index.html", id="undeclared unit"
        ),
        pytest.param(urls.unit_path("jo", UnitKind.PERSON), "p/jo/index.html", id="person"),
        pytest.param(
            urls.objective_path(ONBOARDING),
            "o/2026-q4/growth/onboarding/index.html",
            id="objective",
        ),
    ],
)
def test_a_path_says_what_it_leads_to(path: str, expected: str) -> None:
    assert path == expected


@given(PATHS, PATHS)
def test_a_link_leads_where_it_says(source: str, target: str) -> None:
    link = urls.link(source, target)
    assert posixpath.normpath(posixpath.join(posixpath.dirname(source), link)) == target
    assert not link.startswith("/")
    assert link.endswith("index.html")


def test_a_place_on_the_same_page_needs_no_path() -> None:
    path = urls.objective_path(ONBOARDING)
    assert urls.link(path, path, "activation") == "#activation"


@given(st.lists(IDS, min_size=1, max_size=3), st.lists(IDS, min_size=1, max_size=3), IDS)
def test_section_ids_are_never_each_others_nor_a_key_results(
    one: list[str], other: list[str], key_result: str
) -> None:
    assert (urls.section_id(*one) == urls.section_id(*other)) == (one == other)
    assert urls.section_id(*one) != key_result


@pytest.mark.parametrize("address", ["https://a.example", "HTTP://a.example", "mailto:a@b.example"])
def test_web_and_mail_addresses_may_be_linked(address: str) -> None:
    assert urls.external(address) == address


@pytest.mark.parametrize(
    "address", ["", "javascript:alert(1)", "data:text/html,x", "//a.example", " https://a.example"]
)
def test_other_addresses_may_not(address: str) -> None:
    assert not urls.external(address)


@pytest.mark.parametrize(
    ("template", "file", "expected"),
    [
        pytest.param("https://g/{path}", "content/a.md", "https://g/content/a.md", id="filled in"),
        pytest.param("https://g/", "content/a.md", "", id="no place for the path"),
        pytest.param("", "content/a.md", "", id="no template"),
        pytest.param("https://g/{path}", "", "", id="no file"),
        pytest.param("javascript:{path}", "content/a.md", "", id="not an address of the web"),
    ],
)
def test_a_source_link_needs_a_template_and_a_file(template: str, file: str, expected: str) -> None:
    assert urls.source_link(template, file) == expected
