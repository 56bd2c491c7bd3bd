"""A project's theme is looked up before the default, file by file."""

import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from okrpress.errors import OkrpressError
from okrpress.site.environments import environment
from okrpress.site.theme import load_theme

TEMPLATES = Path(__file__).parents[2] / "themes" / "default" / "templates"
STATIC = Path(__file__).parents[2] / "themes" / "default" / "static"


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_the_default_theme_needs_no_project() -> None:
    theme = load_theme("default", None)
    assert {"base.html", "home.html", "objective.html"} <= set(theme.default)
    assert {"base.css", "charts.css", "components.css", "print.css"} <= set(theme.stylesheets)
    sheets = sorted(name for name in theme.static if name.endswith(".css"))
    assert sorted(theme.stylesheets) == sheets
    assert theme.stylesheets[0] == "base.css", "it says in which order the layers come"


def test_every_page_loads_the_scripts_at_the_top_alone(tmp_path: Path) -> None:
    write(tmp_path, "ours/static/brand.js", "")
    write(tmp_path, "ours/static/parts/chart.js", "")
    theme = load_theme("ours", tmp_path)
    assert theme.scripts == ("page.js", "tables.js", "brand.js")


def test_an_own_template_replaces_the_defaults(tmp_path: Path) -> None:
    write(tmp_path, "ours/templates/archive.html", "our own archive")
    templates = environment(load_theme("ours", tmp_path))
    assert templates.get_template("archive.html").render() == "our own archive"
    assert "masthead" in templates.get_template("base.html").blocks


def test_an_own_template_can_extend_the_one_it_replaces(tmp_path: Path) -> None:
    write(
        tmp_path,
        "default/templates/base.html",
        '{% extends "default/base.html" %}{% block footer %}our foot{% endblock %}',
    )
    templates = environment(load_theme("default", tmp_path))
    source = templates.get_template("base.html")
    assert "our foot" in "".join(source.blocks["footer"](source.new_context()))
    assert "masthead" in source.environment.get_template("default/base.html").blocks


def test_own_static_files_replace_and_add(tmp_path: Path) -> None:
    write(tmp_path, "ours/static/print.css", "/* ours */")
    write(tmp_path, "ours/static/brand.css", "/* brand */")
    write(tmp_path, "ours/static/img/logo.svg", "<svg/>")
    theme = load_theme("ours", tmp_path)
    assert theme.static["print.css"] == b"/* ours */"
    assert theme.static["base.css"] == (STATIC / "base.css").read_bytes()
    assert theme.static["img/logo.svg"] == b"<svg/>"
    assert theme.stylesheets[-1] == "brand.css", "what is added comes last, so that it wins"
    assert theme.stylesheets.count("print.css") == 1


@pytest.mark.parametrize("name", ["missing", "../default", "a/b", "", "Default", "con"])
def test_a_theme_that_is_not_there_stops_the_build(name: str, tmp_path: Path) -> None:
    with pytest.raises(OkrpressError):
        load_theme(name, tmp_path)


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    (tmp_path / "ours/static").mkdir(parents=True)
    (tmp_path / "ours/static/a.css").symlink_to(secret)
    with pytest.raises(OkrpressError, match="is a link"):
        load_theme("ours", tmp_path)


@pytest.mark.parametrize("linked", ["ours", "ours/static", "ours/static/img"])
def test_a_linked_folder_is_not_followed(linked: str, tmp_path: Path) -> None:
    write(tmp_path, "elsewhere/a.css", "secret")
    link = tmp_path / linked
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OkrpressError, match="is a link"):
        load_theme("ours", tmp_path)


def test_a_static_file_needs_a_name_that_every_disk_can_hold(tmp_path: Path) -> None:
    write(tmp_path, "ours/static/Müll.css", "")
    with pytest.raises(OkrpressError, match="cannot be published"):
        load_theme("ours", tmp_path)


def test_a_template_must_be_utf_8(tmp_path: Path) -> None:
    write(tmp_path, "ours/templates/home.html", "")
    (tmp_path / "ours/templates/home.html").write_bytes(b"\xff")
    with pytest.raises(OkrpressError, match="UTF-8"):
        load_theme("ours", tmp_path)


def test_hidden_files_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path, "ours/static/.DS_Store", "x")
    assert ".DS_Store" not in load_theme("ours", tmp_path).static


def test_what_a_template_asks_for_must_be_there() -> None:
    templates = environment(load_theme("default", None))
    with pytest.raises(UndefinedError):
        templates.from_string("{{ view.titel }}").render(view=object())


def test_text_is_escaped_in_every_kind_of_file() -> None:
    templates = environment(load_theme("default", None))
    assert templates.from_string("{{ x }}").render(x="<b>\"'") == "&lt;b&gt;&#34;&#39;"
    assert templates.autoescape is True


FORBIDDEN = {
    "turns escaping off": r"\|\s*safe\b|autoescape|Markup",
    "computes": r"\|\s*(?:round|int|float|sum|format|abs)\b|\d\s*[-+*/]\s*\d",
    "writes an inline style or handler": r"\sstyle=|\son[a-z]+=",
    "writes a script": r"<script(?! src=\"\{\{ [^\"]+\"(?: defer)?></script>)|javascript:",
    "writes an attribute without quotes": r"<[a-z][^>{]*\s[a-z-]+=\{\{",
    "fetches from elsewhere": r"(?:src|href)=\"(?:https?:)?//|@import|url\(",
}


@pytest.mark.parametrize("fault", FORBIDDEN)
def test_no_template_or_stylesheet(fault: str) -> None:
    files = [*TEMPLATES.rglob("*.html"), *STATIC.rglob("*.css")]
    found = [
        f"{file.name}: {match[0]}"
        for file in files
        for text in _looked_at(fault, file.read_text(encoding="utf-8"))
        for match in re.finditer(FORBIDDEN[fault], text)
    ]
    assert found == []


def _looked_at(fault: str, text: str) -> list[str]:
    """The expressions of a template where sums are looked for, else the whole file."""
    return re.findall(r"\{[{%].*?[}%]\}", text) if fault == "computes" else [text]
