"""Templates that pages are drawn with say what Jinja's own would."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment
from site_samples import empty, sample

from okrpress.site.environments import environment, quick_environment
from okrpress.site.pages import Options, SitePages
from okrpress.site.theme import load_theme

THEME = load_theme("default", None)
LINKS = [SimpleNamespace(href="a?b&c", text="<A>"), SimpleNamespace(href="", text="B")]
IMPORT = '{% from "macros/words.html" import link, links, status %}'


def both(tmp_path: Path | None = None) -> tuple[Environment, Environment]:
    theme = load_theme("default", tmp_path) if tmp_path else THEME
    return quick_environment(theme), environment(theme)


def test_every_page_is_drawn_by_them_alone_and_reads_the_same() -> None:
    drawn = 0
    for scored in (sample(), empty()):
        pages = SitePages(scored, THEME, Options())
        quick, plain = (
            make(pages.theme, pages.site.fmt) for make in (quick_environment, environment)
        )
        for path in pages.paths:
            planned = None if path in pages.static else pages._planned[path].planned
            if planned and planned.template:
                view = planned.make()
                given = {"view": view, "page": view.frame, "stylesheets": (), "scripts": ()}  # type: ignore[attr-defined]
                made = quick.get_template(planned.template).render(given)
                assert made == plain.get_template(planned.template).render(given), path
                drawn += 1
    assert drawn > 40


@pytest.mark.parametrize(
    "template",
    [
        pytest.param("{% for one in all %}{{ link(one) }}, {% endfor %}", id="a macro in a loop"),
        pytest.param("{% set link = all | length %}{{ link }}", id="its name given to a value"),
        pytest.param(
            "{% for link in all %}{{ link.text }}{% endfor %}", id="its name given to a loop"
        ),
        pytest.param(
            "{% macro link(x) %}!{{ x.text }}{% endmacro %}{{ link(all[0]) }}",
            id="its name given to another macro",
        ),
        pytest.param("{{ links(all) }}", id="a macro that calls another"),
        pytest.param(
            "{% macro own(of) %}<i>{{ of.text }}</i>{% endmacro %}"
            "{% for of in all %}{{ own(of) }}{{ own(all[1]) }}{{ of.text }}{% endfor %}",
            id="a small one of its own",
        ),
        pytest.param(
            "{% macro own(of) %}{{ of.text }}{% endmacro %}"
            "{% macro other(own) %}{{ own(1) }}{% endmacro %}{{ other(link) if false }}",
            id="the name of its own one given to a parameter",
        ),
        pytest.param("{{ link(to=all[0]) }}", id="called by the name of its parameter"),
        pytest.param(
            "{% set to = all[1] %}{{ link(all[0]) }}{{ to.text }}", id="its parameter's name in use"
        ),
        pytest.param(
            "{% macro own(of) %}{{ link(of) }}{{ of.text }}{% endmacro %}{{ own(all[0]) }}",
            id="called by a macro of the template",
        ),
        pytest.param("{{ link(all[0]) ~ '<b>' }}", id="its text used in an expression"),
        pytest.param('{{ say("Made with {program}", program=link(all[0])) }}', id="in a sentence"),
        pytest.param("{% block main %}<p>{{ link(all[0]) }}{% endblock %}", id="in a block"),
        pytest.param("{{ dict(a=1, **{'for': 2}) | length }}{{ range(3) | list }}", id="functions"),
    ],
)
def test_small_macros_and_calls_mean_the_same(template: str) -> None:
    quick, plain = both()
    assert quick.from_string(IMPORT + template).render(all=LINKS) == plain.from_string(
        IMPORT + template
    ).render(all=LINKS)


def test_a_projects_own_macro_is_the_one_that_is_used(tmp_path: Path) -> None:
    words = (THEME.default["macros/words.html"]).replace("<bdi>", '<bdi class="ours">')
    file = tmp_path / "default" / "templates" / "macros" / "words.html"
    file.parent.mkdir(parents=True)
    file.write_text(words, encoding="utf-8")
    quick, _ = both(tmp_path)
    made = quick.from_string(IMPORT + "{{ link(all[1]) }}").render(all=LINKS)
    assert made == '<bdi class="ours">B</bdi>'


def test_what_only_plain_templates_know_is_drawn_by_those(tmp_path: Path) -> None:
    file = tmp_path / "mine" / "templates" / "404.html"
    file.parent.mkdir(parents=True)
    file.write_text(
        "{% set x = {'key': 'a key'} %}{{ x.key }}{{ ' none' if view.no is not defined }}",
        encoding="utf-8",
    )
    pages = SitePages(empty(), load_theme("mine", tmp_path), Options())
    assert pages.draw("404.html") == b"a key none"
