"""How much a reader has to load: what issue 4 allows, over the wire.

Each file travels compressed on its own, so each is compressed on its own here.
"""

import gzip
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from builders import public_view

from okrpress.app.content import read_content
from okrpress.app.project import read_project
from okrpress.app.watcher import Silence
from okrpress.scoring import score
from okrpress.site.pages import Options, SitePages, render
from okrpress.site.theme import load_theme

ROOT = Path(__file__).parents[2]
KB = 1000
HOME, STYLES, SCRIPTS = 60 * KB, 16 * KB, 12 * KB
OBJECTIVE = 16 * KB
LOADED = re.compile(r'<(?:link rel="stylesheet" href|script src|img[^>]* src)="([^"]+)"')


@cache
def example() -> Mapping[str, bytes]:
    """Every file of the example's site."""
    project = read_project(ROOT)
    assert project.settings.as_of
    visible = public_view(read_content(project, Silence()).everything)
    scored = score(visible, project.settings, project.settings.as_of)
    pages = SitePages(scored, load_theme("default", None), Options())
    return {page.path: page.data for page in render(pages)}


def weight(paths: Iterable[str]) -> int:
    return sum(len(gzip.compress(example()[path])) for path in paths)


def own_scripts() -> list[str]:
    return [
        path
        for path in example()
        if path.startswith("static/") and path.endswith(".js") and "/vendor/" not in path
    ]


def test_the_home_page_is_light_with_all_that_it_loads() -> None:
    loaded = LOADED.findall(example()["index.html"].decode())
    assert loaded
    assert weight(["index.html", *loaded]) <= HOME


def test_the_style_sheets_are_light_together() -> None:
    assert weight(path for path in example() if path.endswith(".css")) <= STYLES


def test_our_own_scripts_are_light_together() -> None:
    assert weight(own_scripts()) <= SCRIPTS


def test_only_the_search_page_loads_the_search() -> None:
    """Neither its library nor its index: what one does not look for costs nothing."""
    for path, page in example().items():
        if path.endswith(".html") and not path.startswith("search/"):
            loaded = LOADED.findall(page.decode())
            assert not [one for one in loaded if "search.js" in one or "vendor/" in one], path


def test_no_page_waits_for_a_script_before_it_is_shown() -> None:
    """Only the few lines that choose between light and dark run first."""
    for path, page in example().items():
        head = page.decode().partition("</head>")[0] if path.endswith(".html") else ""
        waits = [one for one in re.findall("<script[^>]*>", head) if " defer" not in one]
        assert len(waits) <= 1, path
    assert weight(["static/head/theme.js"]) < KB // 2


def test_an_objective_page_is_light() -> None:
    heaviest = max(weight([path]) for path in example() if path.startswith("o/"))
    assert heaviest <= OBJECTIVE
