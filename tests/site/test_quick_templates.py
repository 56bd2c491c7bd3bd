"""Functions that pages are drawn with say what Jinja would, or leave it to Jinja."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment
from site_samples import empty, sample

from okrpress.site.environments import environment, quick_templates
from okrpress.site.pages import Options, SitePages
from okrpress.site.quick_templates import QuickTemplates
from okrpress.site.template_units import Beyond
from okrpress.site.theme import load_theme, read_theme

THEME = load_theme("default", None)
LINKS = [SimpleNamespace(href="a?b&c", text="<A>"), SimpleNamespace(href="", text="B")]
IMPORT = '{% from "macros/words.html" import link, links, status %}'
EXTENDS = '{% extends "default/404.html" %}'


def both(theme: Path | None = None) -> tuple[QuickTemplates, Environment]:
    """What pages are drawn with, and Jinja, for the theme in a folder of themes."""
    chosen = read_theme(theme.name, theme.parent) if theme else THEME
    return quick_templates(chosen), environment(chosen)


def theme_of(root: Path, templates: dict[str, str]) -> Path:
    for name, text in templates.items():
        file = root / "mine" / "templates" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root / "mine"


def test_every_page_is_drawn_by_them_alone_and_reads_the_same() -> None:
    drawn = 0
    for scored in (sample(), empty()):
        pages = SitePages(scored, THEME, Options())
        quick = quick_templates(pages.theme, pages.site.fmt)
        plain = environment(pages.theme, pages.site.fmt)
        for path in pages.paths:
            planned = None if path in pages.static else pages._planned[path].planned
            if planned and planned.template:
                view = planned.make()
                given = {"view": view, "page": view.frame, "stylesheets": (), "scripts": ()}  # type: ignore[attr-defined]
                drawing = quick.drawing(planned.template)
                assert drawing is not None, planned.template
                expected = plain.get_template(planned.template).render(given)
                assert drawing(given)[0].decode() == expected, path
                drawn += 1
    assert drawn > 40


@pytest.mark.parametrize(
    "template",
    [
        pytest.param("{% for one in all %}{{ link(one) }}, {% endfor %}", id="a macro in a loop"),
        pytest.param(
            "{% macro own(of) %}<i>{{ of.text }}</i>{% endmacro %}"
            "{% for of in all %}{{ own(of) }}{{ own(all[1]) }}{{ of.text }}{% endfor %}",
            id="a small macro of its own",
        ),
        pytest.param("{{ links(all) }}", id="a macro that calls another"),
        pytest.param("{{ link(to=all[0]) }}", id="called by the name of its parameter"),
        pytest.param(
            "{% set to = all[1] %}{{ link(all[0]) }}{{ to.text }}", id="its parameter's name in use"
        ),
        pytest.param(
            "{% for link in all %}{{ link.text }}{% endfor %}", id="its name given to a loop"
        ),
        pytest.param(
            "{% macro own(of) %}{{ link(of) }}{{ of.text }}{% endmacro %}{{ own(all[0]) }}",
            id="called by a macro of the template",
        ),
        pytest.param(
            "{% macro own(a, b=2, c='<') %}{{ a }}{{ b }}{{ c }}"
            "{% if a %}{{ links(all) }}{% endif %}{% endmacro %}{{ own(1) }}{{ own(0, c=a) }}",
            id="one with defaults that knows the page",
        ),
        pytest.param(
            "{% macro own(x) %}{% set body = caller() %}{% if body.count('<') > 1 %}"
            "{{ x }}{{ body }}{{ caller() }}{% endif %}{% endmacro %}{% for one in all %}"
            "{% call own('<') %}<i>{{ link(one) }}{{ a }}{% endcall %}{% endfor %}",
            id="one around a text",
        ),
        pytest.param("{{ link(all[0]) ~ '<b>' }}", id="its text used in an expression"),
        pytest.param('{{ say("Made with {program}", program=link(all[0])) }}', id="in a sentence"),
        pytest.param(
            '{{ say("<i> {x} & {y}", x=a, y=n) }}{{ say("{x}{x} {{}}", x=link(all[0])) }}'
            '{% set t = say("By {x}", x=a) %}{{ t }}{{ say("{x!r}", x=n) }}'
            '{{ say("{n:03}", n=n) }}',
            id="sentences with something to fill in",
        ),
        pytest.param(
            "{% macro say(x, y=1) %}own{{ x }}{% endmacro %}{{ say('{y}', y=2) }}", id="not said"
        ),
        pytest.param(
            '{% import "macros/words.html" as words %}{{ words.link(all[0]) }}', id="by its module"
        ),
        pytest.param("{% block main %}<p>{{ link(all[0]) }}{% endblock %}", id="in a block"),
        pytest.param(
            "{% for one in all if one.href %}{{ one.text }}{% else %}none{% endfor %}"
            "{% for one in all if one.text == 5 %}{{ one.text }}{% else %}none{% endfor %}",
            id="a loop over some, or none",
        ),
        pytest.param(
            "{% for one in all %}{{ loop.index }}{{ loop.index0 }}{{ loop.first }}{{ loop.last }}"
            "{% for two in all %}{{ loop.length }}{{ loop.index is odd }}{% endfor %}{% endfor %}",
            id="places in loops",
        ),
        pytest.param(
            "{% for key, value in pairs.items() %}{{ key }}{{ value }}{% endfor %}", id="pairs"
        ),
        pytest.param(
            "{% with x = a, y = 2 %}{{ x }}{{ y }}{% endwith %}{% set x = [1, a] %}{{ x[1] }}",
            id="values set",
        ),
        pytest.param(
            "{% for one in all %}{% set t = one.text %}{{ t }}{% endfor %}", id="one in a loop"
        ),
        pytest.param(
            "{% if a == 1 %}1{% elif not a or a in [5] %}2{% else %}3{% endif %}"
            "{{ 1 + 2 * 3 - 4 }}{{ 7 // 2 }}{{ 7 % 4 }}{{ 2 ** 3 }}{{ -n }}{{ 1 < n <= 5 }}",
            id="conditions and sums",
        ),
        pytest.param("{{ '<' if n else a }}{{ a if not n }}{{ none }}{{ 1.50 }}", id="choices"),
        pytest.param("{{ [a, 'b'] | join('<') }}{{ [] | join }}", id="filters"),
        pytest.param(
            "{{ all | map(attribute='text') | select('string') | join('<') }}"
            "{{ (all | selectattr('href') | first).text }}",
            id="filters of filters",
        ),
        pytest.param("{{ a | upper | safe }}{{ all | length }}{{ a[1:] }}{{ (1, 2) }}", id="more"),
        pytest.param("{{ pairs['a<'] }}{{ pairs['items']() | list }}", id="keys"),
        pytest.param("{{ dict(a=1) | length }}{{ range(3) | list }}", id="functions"),
        pytest.param('{% include "part.html" %}{{ a }}', id="a part that knows what is around"),
    ],
)
def test_what_is_compiled_means_the_same(template: str, tmp_path: Path) -> None:
    quick, plain = both(
        theme_of(tmp_path, {"part.html": "({% for x in all %}{{ a }}{% endfor %})"})
    )
    given = {"all": LINKS, "a": "<a>", "n": 5, "pairs": {"a<": "&"}}
    made = quick.from_string(IMPORT + template)(given)[0].decode()
    assert made == plain.from_string(IMPORT + template).render(given)


@pytest.mark.parametrize(
    "template",
    [
        pytest.param("{% set link = all %}{{ link }}", id="a macro's name given to a value"),
        pytest.param(
            "{% macro link(x) %}!{{ x.text }}{% endmacro %}{{ link(all[0]) }}",
            id="a macro's name given to another macro",
        ),
        pytest.param("{{ own(1) }}\n{% macro own(a) %}{% endmacro %}", id="a macro before it is"),
        pytest.param(
            "{% macro own(a) %}{{ own(a) }}{% endmacro %}{{ own(1) }}", id="one without an end"
        ),
        pytest.param("{{ link() }}{{ link(1, 2) }}", id="arguments missing"),
        pytest.param("{% macro m() %}{{ caller() }}{% endmacro %}{{ m() }}", id="no caller"),
        pytest.param(
            "{% macro m() %}{{ caller(1) }}{% endmacro %}{% call(x) m() %}{{ x }}{% endcall %}",
            id="a caller that is told something",
        ),
        pytest.param(
            "{% macro m() %}{{ 1 if caller }}{% endmacro %}{% call m() %}{% endcall %}",
            id="whether there is a caller",
        ),
        pytest.param("{% call link(all[0]) %}{% endcall %}", id="a caller for nothing"),
        pytest.param("{% if a %}{% set b = 1 %}{% endif %}{{ b }}", id="a value that may be set"),
        pytest.param("{% set b = 1 %}{% set b = 2 %}{{ b }}", id="a value set twice"),
        pytest.param("{{ a is defined }}{{ b | default(1) }}", id="whether a value is there"),
        pytest.param("{{ dict(**{'for': 2}) }}", id="arguments gathered"),
        pytest.param("{% set b = 1 %}{% block x %}{{ b }}{% endblock %}", id="a value in a block"),
        pytest.param(
            "{% for x in all recursive %}{{ loop(x) }}{% endfor %}", id="a loop in itself"
        ),
        pytest.param("{% for x in all %}{{ loop.cycle(1, 2) }}{% endfor %}", id="more of a loop"),
        pytest.param("{% filter upper %}a{% endfilter %}", id="a filter around a text"),
        pytest.param("{{ self.main() }}{% block main %}{% endblock %}", id="a block by its name"),
        pytest.param("{% include a %}", id="a part by a value"),
        pytest.param('{% include "nobody.html" %}', id="a part that is missing"),
        pytest.param("{{ link }}", id="a macro that is not called"),
        pytest.param("{% if %}", id="what cannot be read"),
    ],
)
def test_the_rest_is_left_to_jinja(template: str) -> None:
    quick, _ = both()
    with pytest.raises(Beyond):
        quick.from_string(IMPORT + template)


@pytest.mark.parametrize(
    "template",
    [
        pytest.param("{% block main %}<p>{{ page.title }}</p>{% endblock %}", id="a block"),
        pytest.param(
            "{% block footer %}1{{ super() }}2{% endblock %}{% block main %}{% endblock %}",
            id="a block with what it stands for",
        ),
        pytest.param(
            "{% block main %}{{ super() }}{% block more %}+{% endblock %}{% endblock %}",
            id="a new block inside",
        ),
        pytest.param(
            "{% block main %}{% if page %}{{ super() }}{% endif %}{% endblock %}", id="if it is"
        ),
        pytest.param(
            "{% macro place(x) %}ours{% endmacro %}"
            "{% block main %}{{ place(page.navigation[0]) }}{% endblock %}",
            id="a macro named as one of the default's",
        ),
        pytest.param(
            "{% macro own() %}{{ page.title }}{% endmacro %}"
            "{% block main %}{{ own() }}{% endblock %}",
            id="a macro that knows the page",
        ),
        pytest.param("{% set x = {'k': 'v'} %}{% block main %}{{ x.k }}{% endblock %}", id="a set"),
        pytest.param("{% block main %}{{ page['title'] }}{% endblock %}", id="a key of a view"),
    ],
)
def test_a_theme_is_drawn_as_jinja_has_it(template: str, tmp_path: Path) -> None:
    theme = theme_of(tmp_path, {"404.html": EXTENDS + template})
    pages = SitePages(empty(), load_theme("mine", theme.parent), Options())
    view = pages._planned["404.html"].planned.make() if "404.html" in pages else None
    frame = view.frame  # type: ignore[attr-defined]
    sheets, scripts = pages._pen._linked(frame.root)
    given = {"view": view, "page": frame, "stylesheets": sheets, "scripts": scripts}
    plain = environment(pages.theme, pages.site.fmt).get_template("404.html").render(given)
    assert pages.draw("404.html").decode() == plain


def test_a_projects_own_macro_is_the_one_that_is_used(tmp_path: Path) -> None:
    words = (THEME.default["macros/words.html"]).replace("<bdi>", '<bdi class="ours">')
    quick, _ = both(theme_of(tmp_path, {"macros/words.html": words}))
    made = quick.from_string(IMPORT + "{{ link(all[1]) }}")({"all": LINKS})[0]
    assert made == b'<bdi class="ours">B</bdi>'


def test_what_only_jinja_knows_is_drawn_by_jinja(tmp_path: Path) -> None:
    text = "{{ {'key': 'a key'}.key }}{{ ' none' if view.no is not defined }}"
    theme = theme_of(tmp_path, {"404.html": text})
    pages = SitePages(empty(), load_theme("mine", theme.parent), Options())
    assert pages.draw("404.html") == b"a key none"
