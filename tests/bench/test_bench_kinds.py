"""The benchmark of page kinds draws every page once and says what each kind cost."""

from pathlib import Path

from bench.generate import generate
from bench.kinds import drawn, site_of, table


def test_every_page_is_drawn_and_counted(tmp_path: Path) -> None:
    generate(5, tmp_path)
    pages = site_of(tmp_path)
    kinds = drawn(pages)
    assert kinds["objective"].pages == 5
    assert sum(kind.pages for kind in kinds.values()) == len(pages.paths) - len(pages.static)
    said = table([kinds], slowest=2).splitlines()
    assert "| objective | 5 |" in "\n".join(said)
    assert said[-2].endswith(" |")
