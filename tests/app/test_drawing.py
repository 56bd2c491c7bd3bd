"""Pages drawn by workers that are replaced are those that one process draws."""

import shutil
from pathlib import Path

import pytest

from bench.kinds import site_of
from bench.same import objectives, okrpress_files, write
from okrpress.app import drawing
from okrpress.app.drawing import BATCH, Drawing, Drawn
from okrpress.site.pages import SitePages
from okrpress.site.tracing import Read

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _processes_for_few_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "FEWEST", 20)


def drawn(site: SitePages, paths: list[str], jobs: int) -> dict[str, tuple[Drawn, set[Read]]]:
    """Pages by path, each with what it looked at."""
    assert {*paths} <= {*site.paths}
    made = Drawing(site, is_traced=True, most_copied=0)
    pages = list(made.pages(paths, jobs))
    assert sorted(path for path, _ in pages) == sorted(paths)
    looks = list(made.places)
    return {
        path: (page._replace(reads=None), {looks[at] for at in page.reads or ()})
        for path, page in pages
    }


def test_workers_that_are_replaced_draw_what_one_process_draws(tmp_path: Path) -> None:
    write(okrpress_files(objectives(150)), tmp_path)
    shutil.copytree(ROOT / "bench" / "lean", tmp_path / "themes" / "lean")
    site = site_of(tmp_path)
    paths = [path for path in site.paths if path not in site.static]
    assert drawn(site, paths, 2) == drawn(site, paths, 1)


def test_workers_that_begin_before_all_is_made_that_pages_share_draw_the_same(
    tmp_path: Path,
) -> None:
    files = okrpress_files(objectives(BATCH + 8))
    write([*files, ("okrpress.toml", "")], tmp_path)
    site = site_of(tmp_path)
    kinds: dict[str, list[str]] = {}
    for path in site.paths:
        kinds.setdefault(site.kind_of(path), []).append(path)
    weeks, others = kinds["weekly"][-BATCH:], kinds["objective"][:BATCH]
    assert len(weeks) == len(others) == BATCH
    paths = [*kinds["home"], *weeks, *others, *kinds["lessons"]]
    assert drawn(site, paths, 2) == drawn(site_of(tmp_path), paths, 1)
    order = [path for path, _ in Drawing(site, is_traced=True).pages(paths, 2)]
    assert {*order[: len(others)]} == {*others}
    assert order[len(others)] == weeks[0]
