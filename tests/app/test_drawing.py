"""Pages drawn by workers that are replaced are those that one process draws."""

import shutil
from collections import deque
from pathlib import Path

from bench.kinds import site_of
from bench.same import objectives, okrpress_files, write
from okrpress.app.drawing import Drawing, Drawn, until_copied

ROOT = Path(__file__).parents[2]


def test_workers_go_on_until_they_have_copied_enough() -> None:
    copied: dict[int, int] = {}
    batches = deque(range(6))
    taken = until_copied(batches, copied, 100)
    assert next(taken) == 0
    copied |= {1: 60, 2: 40}
    assert next(taken) == 1
    copied[2] = 41
    assert list(taken) == []
    assert list(until_copied(batches, {1: 999}, 100)) == [2]  # whatever happens, work goes on
    assert [*batches] == [3, 4, 5]


def test_workers_that_are_replaced_draw_what_one_process_draws(tmp_path: Path) -> None:
    write(okrpress_files(objectives(150)), tmp_path)
    shutil.copytree(ROOT / "bench" / "lean", tmp_path / "themes" / "lean")
    site = site_of(tmp_path)
    paths = [path for path in site.paths if path not in site.static]

    def drawn(jobs: int) -> list[tuple[Drawn, set[object]]]:
        drawing = Drawing(site, is_traced=True, most_copied=0)
        pages = list(drawing.pages(paths, jobs))
        looks = list(drawing.places)
        return [
            (page._replace(reads=None), {looks[at] for at in page.reads or ()}) for page in pages
        ]

    assert drawn(2) == drawn(1)
