"""`theme.toml`: which pages a theme has, and whether it stands on the default."""

from datetime import date
from pathlib import Path

import pytest

from okrpress.app.build import BuildRequest, build
from okrpress.errors import OkrpressError
from okrpress.site.kinds import KINDS
from okrpress.site.theme_file import check_pages, read_reach

PAGE = '<!doctype html><html lang="en"><head><title>{{ page.title }}</title></head></html>'
OBJECTIVE = "title: Stay\nkey_results: [{id: a, title: Stay, baseline: 1, target: 4}]"


def put(root: Path, file: str, text: str) -> None:
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{text}\n---\n" if file.endswith(".md") else text)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    put(tmp_path, "okrpress.toml", "[site]\ntheme = 'own'")
    put(tmp_path, "content/2026-q4/growth/stay.md", OBJECTIVE)
    return tmp_path


def files(root: Path) -> set[str]:
    """The files of the site once it is built."""
    build(BuildRequest(root=root, today=date(2026, 11, 22)))
    site = root / "site"
    return {
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def test_a_theme_that_stands_alone_has_its_own_pages_and_nothing_else(project: Path) -> None:
    put(project, "themes/own/theme.toml", 'pages = ["home", "objective"]\nalone = true')
    put(project, "themes/own/templates/home.html", PAGE)
    put(project, "themes/own/templates/objective.html", PAGE)
    put(project, "themes/own/static/own.css", "p { color: red }")
    stay = "o/2026-q4/growth/stay/index.html"
    made = files(project)
    assert {file for file in made if file.endswith(".html")} == {"index.html", stay}
    assert "static/own.css" in made
    assert "static/base.css" not in made


@pytest.mark.parametrize(
    ("text", "what"),
    [
        pytest.param("pages = [", "is not TOML", id="no TOML"),
        pytest.param("page = []", "has no key 'page'", id="unknown key"),
        pytest.param("pages = 'home'", "is no list of texts", id="no list"),
        pytest.param("pages = [1]", "is no list of texts", id="no texts"),
        pytest.param("alone = 'yes'", "neither true nor false", id="no truth"),
        pytest.param("pages = ['home', 'hoem']", "no kind of page 'hoem'", id="unknown kind"),
        pytest.param("pages = ['unit']", 'has no "home"', id="no home page"),
    ],
)
def test_a_mistake_is_told(text: str, what: str) -> None:
    with pytest.raises(OkrpressError) as told:
        check_pages("own", read_reach("own", text), KINDS)
    assert "themes/own/theme.toml" in str(told.value)
    assert what in str(told.value)
    assert told.value.help


def test_a_theme_without_the_file_has_everything() -> None:
    assert read_reach("own", "").pages is None
    assert not read_reach("own", "").alone
