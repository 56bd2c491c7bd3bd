"""What makes a site whole: table by table, and against a real parser."""

import tracemalloc
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrpress.publish.links import (
    External,
    Internal,
    is_plain_web,
    read_link,
    read_plain_link,
)
from okrpress.publish.verify import BrokenSiteError, Problem, Verifier, verify_pages

PAGES = {
    "index.html": b'<main id="top"><h2 id="a&amp;b"></h2></main>',
    "teams/index.html": b'<p id="lead">',
    "teams/growth.html": b"",
    "static/site.css": b"",
    "static/app.js": b"location = '/nowhere'",
    "static/logo.svg": b'<svg><g id="mark"/></svg>',
}


def problems(page: bytes, path: str = "teams/new.html") -> list[str]:
    """What is wrong with the site when this page is added, whether it comes first or last."""
    found = []
    for pages in ({path: page, **PAGES}, {**PAGES, path: page}):
        try:
            verify_pages(pages.items())
            found.append([])
        except BrokenSiteError as error:
            found.append([str(problem) for problem in error.problems])
    assert found[0] == found[1]
    return found[0]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(b'<a href="growth.html">', id="a page of the folder"),
        pytest.param(b'<a href="./growth.html">', id="… with a dot"),
        pytest.param(b'<a href="../index.html">', id="a page further up"),
        pytest.param(b'<a href="../teams/growth.html">', id="up and down"),
        pytest.param(b'<a href="index.html#lead">', id="an anchor elsewhere"),
        pytest.param(b'<a href="#here"><p id="here">', id="an anchor below"),
        pytest.param(b'<p id="here"><a href="#here">', id="an anchor above"),
        pytest.param(b'<a href="#h%65re"><p id="here">', id="an anchor in percent, on the page"),
        pytest.param(b'<p\n  id="here"><a\n  href="#here">', id="attributes on lines of their own"),
        pytest.param(b'<a href="new.html#here"><p id="here">', id="an anchor of itself, by name"),
        pytest.param(b'<a href="../index.html#a&amp;b">', id="an anchor with an entity"),
        pytest.param(b'<a href="../index.html#a%26b">', id="an anchor in percent"),
        pytest.param(b'<a href="">', id="itself"),
        pytest.param(b'<a href="#">', id="its top"),
        pytest.param(b'<a href="growth.html?view=all&amp;x=/y#">', id="a query"),
        pytest.param(b'<a href="https://example.org/nowhere.html#x">', id="another site"),
        pytest.param(b'<a href="mailto:team@example.org">', id="mail"),
        pytest.param(b'<link rel="canonical" href="https://example.org/">', id="canonical"),
        pytest.param(b'<link rel="stylesheet" href="../static/site.css">', id="style sheet"),
        pytest.param(b'<script src="../static/app.js" defer></script>', id="script"),
        pytest.param(b'<img srcset="../static/logo.svg 1x, ../static/logo.svg 2x">', id="srcset"),
        pytest.param(b'<use xlink:href="../static/logo.svg#mark"/>', id="svg use"),
        pytest.param(b'<rect fill="url(#dots)"/><pattern id="dots">', id="a pattern"),
        pytest.param(b'<script type="application/json">{"a": 1}</script>', id="a data block"),
        pytest.param(b'<p data-id="x" data-href="nowhere" data-style="x">', id="data attributes"),
        pytest.param(b"href=&quot;nowhere.html&quot; style=&quot;x&quot;", id="text, escaped"),
        pytest.param(b"only=1 onward=2 url(#x) ='x' javascript:", id="words"),
        pytest.param(b'<meta name="description" content="on and on">', id="content is no handler"),
    ],
)
def test_nothing_to_object_to(page: bytes) -> None:
    assert problems(page) == []


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        ('<a href="gone.html">', '"gone.html" leads to teams/gone.html, which does not exist'),
        ('<a href="../gone.html#x">', '"../gone.html#x" leads to gone.html, which does not exist'),
        (
            '<a href="index.html#no">',
            '"index.html#no" leads to an anchor that teams/index.html does not have',
        ),
        ('<a href="#no">', '"#no" leads to an anchor that teams/new.html does not have'),
        (
            '<p id="nod"><a href="#no">',
            '"#no" leads to an anchor that teams/new.html does not have',
        ),
        (
            '<rect fill="url(#no)"/>',
            '"#no" leads to an anchor that teams/new.html does not have',
        ),
        ('<a href="/index.html">', '"/index.html" is absolute: the site would only work at one '),
        ('<a href="//example.org">', '"//example.org" is absolute: the site would only work at '),
        ('<a href=" /x">', '" /x" is absolute: the site would only work at one address'),
        ('<a href="file:///etc/passwd">', '"file:///etc/passwd" has the scheme file'),
        ('<a href="javascript:alert(1)">', '"javascript:alert(1)" has the scheme javascript'),
        ('<a href="JavaScript&#58;x()">', '"JavaScript&#58;x()" has the scheme JavaScript'),
        ('<a href="java&#10;script:x">', '"java&#10;script:x" has a backslash or control char'),
        ('<a href="\\\\evil">', '"\\\\evil" has a backslash or control character'),
        ('<a href="../../x.html">', '"../../x.html" leads out of the site'),
        ('<a href="..">', '".." leads to a folder: name its index.html, so that it works without'),
        ('<a href="../teams/">', '"../teams/" leads to a folder: name its index.html, so that it'),
        ('<a href="Growth.html">', '"Growth.html" leads to teams/Growth.html, which does not'),
        ('<img src="x.png">', '"x.png" leads to teams/x.png, which does not exist'),
        ('<img src="https://e.org/x.png">', '"https://e.org/x.png" loads something from outside '),
        ('<img src="data:image/png;base64,x">', '"data:image/png;base64,x" has the scheme data'),
        ('<img srcset="x.png 2x">', '"x.png" leads to teams/x.png, which does not exist'),
        (
            '<link rel="preload stylesheet" href="https://cdn.example/x.css">',
            "loads https://cdn.example/x.css from outside the site",
        ),
        ("<script>alert(1)</script>", "has an inline script"),
        ('<script data-src="x">alert(1)</script>', "has an inline script"),
        ('<script type="module">x</script>', "has an inline script"),
        ("<style>p {}</style>", "has an inline style sheet"),
        ('<p style="color: red">', "has a style attribute"),
        ('<p\nstyle="color: red">', "has a style attribute"),
        ('<p onclick="x()">', "has an event-handler attribute"),
        ('<base href="teams">', "has a <base>, which changes what links mean"),
    ],
)
def test_objections(page: str, problem: str) -> None:
    found = problems(page.encode())
    assert any(line.startswith(f"teams/new.html: {problem}") for line in found), found


@pytest.mark.parametrize(
    ("style", "problem"),
    [
        ('@import "site.css"; a { background: url(logo.svg) }', None),
        ("a { background: url( 'logo.svg#mark' ), url(\"logo.svg\") }", None),
        ("/* url(gone.png) */ a { fill: url(#in-the-page) }", None),
        ("a { background: url(gone.png) }", '"gone.png" leads to static/gone.png, which does not'),
        ('@import "gone.css";', '"gone.css" leads to static/gone.css, which does not exist'),
        ("a { background: url(https://e.org/x) }", '"https://e.org/x" loads something from outs'),
        ("a { background: url('/logo.svg') }", '"/logo.svg" is absolute'),
        ("a { background: url(data:image/png;base64,x) }", '"data:image/png;base64,x" has the sch'),
    ],
)
def test_style_sheets(style: str, problem: str | None) -> None:
    found = problems(style.encode(), "static/more.css")
    assert bool(found) == bool(problem)
    if problem:
        assert found[0].startswith(f"static/more.css: {problem}")


def test_a_link_means_something_else_in_another_folder() -> None:
    page = b'<a href="growth.html">'
    assert problems(page, "teams/a.html") == []
    assert problems(page, "a.html") == [
        'a.html: "growth.html" leads to growth.html, which does not exist'
    ]


def test_every_broken_link_is_named_and_a_shared_one_once_for_each_folder() -> None:
    bad = b'<a href="gone.html"><a href="lost.html">'
    pages = {"a/x.html": bad, "a/y.html": bad, "b/x.html": bad, "index.html": b""}
    with pytest.raises(BrokenSiteError) as caught:
        verify_pages(pages.items())
    named = sorted((problem.page, problem.link) for problem in caught.value.problems)
    assert named == [
        ("a/x.html", "gone.html"),
        ("a/x.html", "lost.html"),
        ("b/x.html", "gone.html"),
        ("b/x.html", "lost.html"),
    ]


def test_links_by_the_root_mean_the_same_at_one_depth_only() -> None:
    link = b'<a href="../x.html#here">'
    pages = {
        "index.html": b"",
        "x.html": b'<p id="here">',
        "a/one.html": link,
        "b/two.html": link,
        "a/b/three.html": link,
        "four.html": link,
    }
    with pytest.raises(BrokenSiteError) as caught:
        verify_pages(pages.items())
    assert [str(problem) for problem in caught.value.problems] == [
        'a/b/three.html: "../x.html#here" leads to a/x.html, which does not exist',
        'four.html: "../x.html#here" leads out of the site',
    ]


def test_a_link_by_the_root_without_its_anchor_is_named_for_each_folder() -> None:
    bad = b'<a href="../index.html#no">'
    with pytest.raises(BrokenSiteError) as caught:
        verify_pages({"index.html": b"", "a/x.html": bad, "a/y.html": bad, "b/x.html": bad}.items())
    assert [problem.page for problem in caught.value.problems] == ["a/x.html", "b/x.html"]


@given(
    order=st.permutations(["index.html", *(f"{one}/{two}.html" for one in "abc" for two in "xyz")]),
    kept=st.sets(st.sampled_from(["a/y.html", "b/x.html", "c/z.html"])),
)
@settings(max_examples=40, deadline=None)
def test_the_same_is_told_in_whatever_order_pages_come(order: list[str], kept: set[str]) -> None:
    bad = b'<a href="../gone.html"><a href="near.html"><a href="../index.html#no"><a href="x.html">'
    site = {path: b'<p style="">' if path == "index.html" else bad for path in sorted(order)}
    with pytest.raises(BrokenSiteError) as expected:
        verify_pages(site.items())
    verifier = Verifier(frozenset({*kept, "was.html"}), site.get, site.get)
    verifier.keep(kept)
    for path in order:
        if path not in kept:
            verifier.add(path, site[path])
    with pytest.raises(BrokenSiteError) as found:
        verifier.finish()
    assert found.value.problems == expected.value.problems
    assert len(found.value.problems) > 4


@pytest.mark.parametrize(
    "link", ["a.html#kr1", "../t/a.html#kr1", "a.html#%6Br1", "a.html#k&#114;1", "a.html?x#kr1"]
)
def test_a_kept_page_that_links_to_a_lost_anchor_is_found(link: str) -> None:
    before = {
        "index.html": b'<p id="kr1">',
        "t/a.html": b'<p id="kr1"><p id="kr2">',
        "t/b.html": f'<a href="{link}">'.encode(),
        "t/c.html": b'<p id="kr1"><a href="a.html#kr2"><a href="#kr1"><a href="../index.html#kr1">',
        "t/d.html": b'&#39;<a href="a.html#kr2">100&#37;',
    }
    now = {**before, "t/a.html": b'<p id="kr2">'}
    verifier = Verifier(before.keys(), before.get, now.get)
    verifier.keep(before.keys() - {"t/a.html"})
    verifier.add("t/a.html", now["t/a.html"])
    may_be_broken = verifier._tells_of_what_is_gone()
    assert may_be_broken
    assert [path for path in before if may_be_broken(before[path])] == ["t/b.html", "t/c.html"]
    with pytest.raises(BrokenSiteError) as caught:
        verifier.finish()
    assert [problem.page for problem in caught.value.problems] == ["t/b.html"]


def test_what_may_be_linked_to_may_not_be_loaded() -> None:
    pages = {"index.html": b'<a href="https://e.org/x">', "a.html": b'<img src="https://e.org/x">'}
    with pytest.raises(BrokenSiteError, match=r"a\.html: .* loads something from outside"):
        verify_pages(pages.items())


def test_an_anchor_missing_on_each_page_is_named_for_each() -> None:
    pages = {"a.html": b'<a href="#x">', "b.html": b'<a href="#x">', "index.html": b""}
    with pytest.raises(BrokenSiteError) as caught:
        verify_pages(pages.items())
    assert [problem.page for problem in caught.value.problems] == ["a.html", "b.html"]


def test_a_long_list_is_cut_in_the_message_and_whole_in_the_error() -> None:
    links = b"".join(b'<a href="%d.html">' % number for number in range(30))
    with pytest.raises(BrokenSiteError, match="and 10 more") as caught:
        verify_pages([("index.html", links)])
    assert len(caught.value.problems) == 30


def test_a_site_needs_a_home_page() -> None:
    with pytest.raises(BrokenSiteError) as caught:
        verify_pages([("a.html", b"")])
    assert caught.value.problems == (Problem(page="index.html", link="", reason="is missing"),)


def test_a_file_that_is_too_large_for_a_host() -> None:
    assert problems(b"x" * 25_000_001, "data.json") == ["data.json: is larger than 25 MB"]
    assert problems(b"x" * 25_000_000, "data.json") == []


def test_little_is_kept_of_a_page() -> None:
    page = b'<a href="#kr-1"><h2 id="kr-1">' * 20 + b"<p>words</p>" * 2000
    pages = [("index.html", b"")] + [(f"a/{number}.html", page) for number in range(300)]
    tracemalloc.start()
    verify_pages(pages)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 300 * 1000 + 100_000


NAMES = ["index.html", "a/x.html", "a/y.html", "a/b/x.html"]
LINKS = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["", "./", "../", "../../", "a/", "b/", "../a/"]),
        st.sampled_from(["x.html", "y.html", "index.html", "%78.html", "z.html"]),
        st.sampled_from(["", "?q=1", "#one", "#two", "?q#one", "#t%77o", "#&#111;ne"]),
    ),
)
PAGE = st.tuples(st.lists(LINKS, max_size=4), st.sets(st.sampled_from(["one", "two", "tw"])))


@settings(max_examples=150, deadline=None)
@given(st.lists(PAGE, min_size=4, max_size=4))
def test_agrees_with_a_parser_and_the_url_standard(drawn: list[tuple[list[str], set[str]]]) -> None:
    pages = {
        name: "".join(
            [*(f'<p id="{i}">' for i in sorted(ids)), *(f'<a href="{a}">x</a>' for a in links)]
        )
        for name, (links, ids) in zip(NAMES, drawn, strict=True)
    }
    try:
        verify_pages((name, page.encode()) for name, page in pages.items())
        whole = True
    except BrokenSiteError:
        whole = False
    assert whole == all(leads_somewhere(pages, name) for name in pages)


def leads_somewhere(pages: dict[str, str], name: str) -> bool:
    """Whether all links of a page work, by other means than ours."""
    parsed = {
        name: html5lib.parse(page, namespaceHTMLElements=False) for name, page in pages.items()
    }
    for element in parsed[name].iter("a"):
        base = "http://host/deep/deep/deep/"
        link = urlsplit(urljoin(base + name, element.get("href")))
        path = unquote(link.path).removeprefix("/deep/deep/deep/")
        ids = [found.get("id") for found in parsed[path].iter()] if path in parsed else None
        if ids is None or (link.fragment and unquote(link.fragment) not in ids):
            return False
    return True


STEPS = st.sampled_from(
    ["o", "t", "2026-q4", "index.html", "a.b", ".", "..", "", "A", "a_b", "a%20b"]
)
PATHS = st.lists(STEPS, max_size=4).map("/".join)
ENDS = st.sampled_from(
    ["", "", "#", "#_kr", "#a-b", "#ä", "#a b", "?q", "?q#a", "\\", "&amp;", "\n"]
)


@given(st.sampled_from([0, 1, 3]), st.integers(0, 4), PATHS, ENDS)
def test_a_link_that_is_read_quickly_is_read_alike(
    deep: int, back: int, path: str, end: str
) -> None:
    folder = "/".join("abc"[:deep])
    root = b"../" * deep
    link = ("../" * back + path + end).encode()
    assert read_plain_link(root, link) in {None, read_link(folder, link)}


@given(
    st.sampled_from(["https:", "http:", "http", "HTTPS:", "javascript:", "file:", ""]),
    st.text("/.:?#a %&\\\n\t;ä=@-", max_size=6),
)
def test_what_surely_leads_to_the_web_does(scheme: str, rest: str) -> None:
    link = (scheme + rest).encode()
    assert not is_plain_web(link) or isinstance(read_link("a/b", link), External)


def test_a_plain_link_is_read_quickly() -> None:
    assert is_plain_web(b"https://notes.example.com/r/173?a=b%20c#d")
    link = b"../../t/growth/index.html#_kr"
    assert read_plain_link(b"../../", link) == Internal("t/growth/index.html", "_kr")
