"""A mistake in a project's theme is told with its template and line."""

from pathlib import Path

import pytest
from site_samples import empty

from okrpress.errors import OkrpressError
from okrpress.site.pages import Options, SitePages, render
from okrpress.site.theme import load_theme


@pytest.mark.parametrize(
    ("template", "said"),
    [
        pytest.param(
            "\n{{ view.nothing }}",
            "themes/mine/templates/home.html:2: UndefinedError",
            id="a value that is not there",
        ),
        pytest.param(
            "\n\n{% if %}",
            "themes/mine/templates/home.html:3: TemplateSyntaxError",
            id="a tag that makes no sense",
        ),
        pytest.param(
            '{% extends "nobody.html" %}',
            "themes/mine/templates/home.html:1: TemplateNotFound",
            id="a parent that is not there",
        ),
        pytest.param(
            "\n{{ 1 / 0 }}",
            "themes/mine/templates/home.html:2: ZeroDivisionError",
            id="an error of Python's",
        ),
        pytest.param(
            '{% extends "home.html" %}',
            "themes/mine/templates/home.html:1: RecursionError",
            id="a template that extends itself",
        ),
    ],
)
def test_a_mistake_in_a_template(template: str, said: str, tmp_path: Path) -> None:
    folder = tmp_path / "mine" / "templates"
    folder.mkdir(parents=True)
    (folder / "home.html").write_text(template, encoding="utf-8")
    with pytest.raises(OkrpressError) as raised:
        list(render(SitePages(empty(), load_theme("mine", tmp_path), Options())))
    assert str(raised.value).startswith(said)
