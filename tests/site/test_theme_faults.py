"""What would have no effect in a theme is said, with what to do instead."""

from pathlib import Path

import pytest

from okrpress.errors import OkrpressError
from okrpress.site.theme import load_theme

CHILD = '{% extends "default/base.html" %}'


def load(tmp_path: Path, files: dict[str, str], name: str = "ours") -> None:
    for path, text in files.items():
        file = tmp_path / name / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    load_theme(name, tmp_path)


@pytest.mark.parametrize(
    ("file", "text", "said", "help"),
    [
        pytest.param(
            "brand.css",
            "",
            "themes/ours/brand.css: is in neither templates/ nor static/.",
            "move it into static/",
            id="a file beside the folders",
        ),
        pytest.param(
            "template/base.html",
            CHILD,
            "themes/ours/template/base.html: is in neither templates/ nor static/.",
            "move it into templates/",
            id="a folder that nothing reads",
        ),
        pytest.param(
            "templates/homes.html",
            "x",
            "themes/ours/templates/homes.html: replaces no template, and none of the theme's uses"
            " it.",
            "did you mean 'home.html'?",
            id="a template that replaces nothing",
        ),
        pytest.param(
            "templates/base.html",
            CHILD + "\n{% block foot %}x{% endblock %}",
            "themes/ours/templates/base.html: line 2: the block 'foot' is not in what it extends.",
            "did you mean 'footer'?",
            id="a block that nothing shows",
        ),
        pytest.param(
            "templates/home.html",
            '{% extends "base.html" %}{% block zzz %}x{% endblock %}',
            "themes/ours/templates/home.html: line 1: the block 'zzz' is not in what it extends.",
            "known are breadcrumb, footer, footer_text, head, logo, main, masthead",
            id="a block that is like none",
        ),
        pytest.param(
            "static/css/brand.css",
            "",
            "themes/ours/static/css/brand.css: is a style sheet that no page links to.",
            "put it into static/ itself, where pages link to it, or link to it",
            id="a style sheet in a folder",
        ),
    ],
)
def test_a_file_without_effect(file: str, text: str, said: str, help: str, tmp_path: Path) -> None:
    with pytest.raises(OkrpressError) as raised:
        load(tmp_path, {file: text})
    assert (str(raised.value), raised.value.help) == (said, help)


def test_how_many_there_are_is_said(tmp_path: Path) -> None:
    with pytest.raises(OkrpressError, match=r"a\.css: .* \(2 more files like it\)"):
        load(tmp_path, {"a.css": "", "b.css": "", "css/c.css": ""})


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"README.md": "", "LICENSE": "", "static/a.css": ""}, id="papers"),
        pytest.param(
            {
                "templates/base.html": CHILD
                + '{% block footer %}{% include "parts/foot.html" %}{% endblock %}',
                "templates/parts/foot.html": "x",
            },
            id="a part of its own",
        ),
        pytest.param(
            {
                "templates/home.html": '{% include view.frame.title ~ ".html" %}',
                "templates/x.html": "",
            },
            id="parts that only the view names",
        ),
        pytest.param(
            {
                "templates/base.html": CHILD
                + "{% block main %}{% block new %}{% endblock %}{% endblock %}"
            },
            id="a new block inside a known one",
        ),
        pytest.param(
            {
                "templates/base.html": CHILD
                + "{% block head %}{% block extra %}{% endblock %}{% endblock %}",
                "templates/home.html": '{% extends "base.html" %}{% block extra %}x{% endblock %}',
            },
            id="a block of the theme's own parent",
        ),
        pytest.param(
            {"static/css/a.css": "", "static/main.css": '@import "css/a.css";'}, id="an import"
        ),
        pytest.param({"templates/home.html": "{% if %}"}, id="what cannot be parsed is told later"),
    ],
)
def test_what_has_an_effect(files: dict[str, str], tmp_path: Path) -> None:
    load(tmp_path, files)


def test_a_projects_default_is_held_against_what_ships(tmp_path: Path) -> None:
    with pytest.raises(OkrpressError, match="the block 'foot' is not in what it extends"):
        load(
            tmp_path,
            {"templates/base.html": CHILD + "{% block foot %}x{% endblock %}"},
            name="default",
        )
