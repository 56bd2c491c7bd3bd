"""The outline of a page tells whoever verifies it the same as all of the page."""

import re
from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from site_samples import empty, sample

from okrpress.publish import verify
from okrpress.publish.verify import BrokenSiteError, Problem, Verifier
from okrpress.scoring.result import ScoredPortfolio
from okrpress.site.charts.svg import drawing, picture
from okrpress.site.environments import quick_templates
from okrpress.site.outline import Outlined, Where, outline_of
from okrpress.site.pages import Options, SitePages
from okrpress.site.template_units import Beyond
from okrpress.site.theme import load_theme

THEME = load_theme("default", None)
SEARCHES = (
    *(verify._ID, verify._HREF, verify._SRC, verify._ATTRIBUTE_URL),
    *(verify._STYLE, verify._HANDLER, verify._TAG),
)


def told(page: bytes) -> list[set[bytes | tuple[bytes, ...]]]:
    """All that a verifier finds."""
    return [set(search.findall(page)) for search in SEARCHES]


def problems(page: bytes, outline: bytes | None = None) -> tuple[Problem, ...]:
    verifier = Verifier()
    verifier.add("index.html", page, outline)
    try:
        verifier.finish()
    except BrokenSiteError as error:
        return error.problems
    return ()


@pytest.mark.parametrize("scored", [sample(), empty()])
def test_the_outline_of_every_page_tells_the_same_and_is_short(scored: ScoredPortfolio) -> None:
    pages = SitePages(scored, THEME, Options())
    paths = [path for path in pages.paths if path.endswith(".html")]
    for some in (paths, paths):  # the second time, pages that are alike are drawn together
        drawn = dict(zip(some, pages.draw_together(some, is_traced=False), strict=True))
        for path, page in drawn.items():
            assert page.outline is not None, path
            assert told(page.outline) == told(page.data), path
        whole = sum(len(page.data) for page in drawn.values())
        assert sum(len(page.outline or b"") for page in drawn.values()) < whole / 3


# ── pieces that are the same on every page ────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "outline"),
    [
        ("<p class=\"a\">words</p>\n<td title='b'>", ""),
        ('<p id="a">words</p><a class="b" href="c#d">e</a>', ' id="a" href="c#d"'),
        (
            '<use xlink:href="#a"/><img src="b" srcset="c 2x">',
            ' xlink:href="#a" src="b" srcset="c 2x"',
        ),
        ('<p style="x" onclick="y()">', ' style="x" onclick="y()"'),
        ('<path fill="url(#a)" d="M0 0"/>', ' fill="url(#a)"'),
        ('<br><link rel="icon" href="a"><p title="b">', '<link rel="icon" href="a">'),
        ('<script type="x">if (a > b) {}</script>', '<script type="x">'),
        ('<base href="/"><style>p {}</style>', '<base href="/"><style>'),
        ('<p data-id="a" data-href="b" data-style="c">', ""),
        ('he said "so" <i id="a">', ' id="a"'),
    ],
)
def test_what_is_left_of_a_piece(text: str, outline: str) -> None:
    assert outline_of(text, Where()) == (outline, Where())


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('<p class="', Where("class")),
        ('<p class="a" id="', Where("id")),
        ('<a href="../', Where("href")),
        ("<link rel=icon ", Where(is_in_tag=True)),
        ('<link rel="', Where("rel", is_in_tag=True)),
        ('<p class="a', Where("class")),
        ("<p", Where()),
    ],
)
def test_where_a_piece_ends(text: str, where: Where) -> None:
    assert outline_of(text, Where())[1] == where
    assert where.is_telling == (where.attribute in ("id", "href") or where.is_in_tag)


NAMES = st.sampled_from(
    [
        "id",
        "href",
        "src",
        "srcset",
        "style",
        "onclick",
        "class",
        "fill",
        "rel",
        "xlink:href",
        "type",
    ]
)
VALUES = st.sampled_from(["", "a", "b#c", "e f", "application/json", "stylesheet", "x > y"])
ATTRIBUTES = st.builds('{0}="{1}"'.format, NAMES, VALUES) | st.just('fill="url(#d)"')
TAGS = st.builds(
    lambda name, attributes: f"<{' '.join((name, *attributes))}>",
    st.sampled_from(["p", "a", "script", "link", "style", "base", "basefont", "svg"]),
    st.lists(ATTRIBUTES, max_size=4),
)
PAGES = st.lists(TAGS | st.sampled_from(["words", " > ", "</a>", "</script>", "\n"]), max_size=8)


@given(PAGES.map("".join), st.data())
def test_it_tells_the_same_wherever_pieces_are_cut(page: str, data: st.DataObject) -> None:
    """But inside of a name or the beginning of a tag, where nothing is ever filled in."""
    cuts = [match.end() for match in re.finditer(r'[>"]|(?=<)|(?<!=)(?=")', page)]
    chosen = sorted({0, len(page), *data.draw(st.lists(st.sampled_from([0, *cuts]), max_size=4))})
    outline, where = "", Where()
    for start, end in pairwise(chosen):
        piece, where = outline_of(page[start:end], where)
        outline += piece
    assert told(outline.encode()) == told(page.encode())


# ── what is filled in ─────────────────────────────────────────────────────────────────────────


LOOP = "{% for one in [1] %}{% endfor %}"  # what has one is not written where it is called
OWN = f'{{% macro own(of) %}}<p id="{{{{ of }}}}">{LOOP}{{% endmacro %}}'
OWN_AROUND = OWN.replace(LOOP, LOOP + "{{ caller() }}")


@pytest.mark.parametrize(
    "template",
    [
        '<a href="{{ there }}">{{ words }}</a>',
        '<a class="{{ words }}" href="{% if there %}a/{{ there }}{% else %}b{% endif %}">b</a>',
        '<p id="{{ words }}-{{ there }}">{{ markup }}</p>',
        "<p {{ attribute }}>{{ markup if words else there }}</p>",
        "<p {{ attribute }} class='{{ words }}'>",
        '<p{% if words %} style="{{ words }}"{% endif %}>',
        '<link rel="{{ words }}" href="{{ there }}"><i title="{{ words }}">',
        '<script src="{{ there }}"></script><script>{{ words }}</script>',
        OWN + "{% for one in [there, words] %}{{ own(one) }}{% endfor %}",
        OWN + "{% set it = own(there) %}{{ it }}{{ it }}",
        OWN + "{{ own(there) if there else own(words) }}",
        OWN_AROUND + '{% call own(there) %}<a href="{{ there }}">{{ markup }}</a>{% endcall %}',
        '<rect fill="{{ paint }}"/><p title="{{ there }}">',
        "{{ drawn }}<p>{{ drawn ~ attribute }}</p>",
    ],
)
def test_what_is_filled_in_tells_the_same(template: str) -> None:
    title = drawing("x", 'viewBox="0 0 1 1"', "ids", "A", "<path/>", finding="B")
    view = {
        "words": 'w <b id="no">',
        "there": "x/index.html#y",
        "attribute": Markup('id="z" href="gone.html" style="b"'),
        "markup": Markup('<a id="q" href="nowhere.html">b</a>'),
        "paint": "url(#gone)",
        "drawn": picture(title),
    }
    page, outline = quick_templates(THEME).from_string(template)(view)
    assert told(outline) == told(page)
    assert problems(page, outline) == problems(page)
    assert len(outline) <= len(page) + 2


def test_pictures_tell_their_ids_and_what_is_made_of_them_tells_nothing() -> None:
    svg = picture(drawing("x", 'viewBox="0 0 1 1"', "ids", "A", "<path/>"), "<ul></ul>")
    assert isinstance(svg, Outlined)
    assert svg.outline == b' id="ids-title"'
    assert getattr(svg + Markup("<b>"), "outline", None) is None
    hidden = picture('<svg aria-hidden="true"><path/></svg>')
    assert getattr(hidden, "outline", None) == b""


@pytest.mark.parametrize(
    "template",
    [
        '<p{% if words %} id="{% else %} class="{% endif %}{{ words }}">',
        '<p{% if words %} id="a{% endif %}>',
        '{% for one in [1, 2] %}<p id="{% endfor %}',
        '{% for one in [] %}{% else %}<p id="{% endfor %}',
        '{% macro own() %}{% for i in [1] %}x{% endfor %}{% endmacro %}<p id="{{ own() }}">',
        '{% macro own() %}{% for i in [1] %}x{% endfor %}<p id="{% endmacro %}{{ own() }}">',
        '<p id="',
        '<code>a="</code><a href="{{ words }}">b</a>',
        '<a {{ words }}="{{ words }}">',
        "<img{% for one in words %} {{ one }}='a' {{ one }}=\"{{ one }}\"{% endfor %}>",
        '<a {% if words %}href{% else %}data-href{% endif %}="{{ words }}">',
        '<img {% if words %}data-{% endif %}src="{{ words }}">',
        '<p {% if words %}on{% endif %}click="y()">',
        '<p {{ words }}-id="a">',
        '<p {% if words %}style="{{ words }}"{% endif %}>',
        "<{{ words }}>",
        '<{% if words %}link{% else %}a{% endif %} rel="stylesheet" href="a">',
        "<scr{{ words }}>",
        """<a title='set a="' href="{{ words }}">""",
        '<p title="a < b">{{ words }}</p>',
    ],
)
def test_an_attribute_that_is_not_whole_everywhere_is_left_to_jinja(template: str) -> None:
    with pytest.raises(Beyond):
        quick_templates(THEME).from_string(template)


def test_links_of_the_view_are_verified_by_the_outline() -> None:
    links = [SimpleNamespace(href=href) for href in ("gone.html", "#nobody", "/top.html")]
    template = '{% for one in links %}<a href="{{ one.href }}">x</a>{% endfor %}<p style="a">'
    page, outline = quick_templates(THEME).from_string(template)({"links": links})
    assert len(problems(page, outline)) == 4
    assert problems(page, outline) == problems(page)


def test_markup_that_ends_inside_of_an_attribute_is_left_to_jinja() -> None:
    drawing = quick_templates(THEME).from_string('{{ open }}{{ there }}">')
    with pytest.raises(ValueError, match="inside of an attribute"):
        drawing({"open": Markup('<a href="'), "there": "a.html"})
