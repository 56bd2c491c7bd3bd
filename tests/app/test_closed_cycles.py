"""The pages of a closed cycle stay as they are, whatever happens later; so do those of weeks."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from builders import public_view

from okrpress.app.content import read_content
from okrpress.app.project import read_project
from okrpress.app.watcher import Silence
from okrpress.publish.verify import verify_pages
from okrpress.scoring import score
from okrpress.site.pages import Options, SitePages
from okrpress.site.theme import load_theme

ROOT = Path(__file__).parents[2]
BEFORE, LATER = date(2026, 11, 22), date(2027, 1, 12)
CLOSED = re.compile(r".*/2026-q[23](/.*|\.json|\.js)")
COMPARED = re.compile(r"cycles/compare/[^/]+/2026-q4/.*")
OVER = re.compile(r"checkins/2026-w(0.|1.|2.|3.|4[0-6])/.*")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """The example in a folder of its own, and its pages."""
    root = tmp_path_factory.mktemp("closed")
    shutil.copytree(ROOT / "content", root / "content")
    settings = (ROOT / "okrpress.toml").read_text("utf-8").replace("as_of = 2026-11-22", "")
    (root / "okrpress.toml").write_text(settings, "utf-8")
    return root, drawn(root, BEFORE)


def drawn(
    root: Path, day: date, wanted: Callable[[str], bool] = lambda _: True
) -> dict[str, bytes]:
    """The pages as of a day; those of them that are wanted are drawn."""
    project = read_project(root)
    content = read_content(project, Silence(), cache=False)
    scored = score(public_view(content.everything), project.settings, day)
    pages = SitePages(scored, load_theme(project.settings.theme, project.themes), Options())
    return {path: pages.draw(path) if wanted(path) else b"" for path in pages.paths}


def is_to_stay(path: str) -> bool:
    if COMPARED.fullmatch(path):
        return False
    in_closed_cycles = OVER.fullmatch(path) and path < "checkins/2026-w40"
    return bool(CLOSED.fullmatch(path) or in_closed_cycles)


def write(root: Path, path: str, text: str) -> None:
    file = root / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def swap(root: Path, path: str, old: str, new: str) -> None:
    file = root / "content" / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def much_happens(root: Path) -> None:
    """Check-ins, a moved target, grades, new supporters, a new cycle, a new person with a page."""
    write(
        root,
        "2026-q4/lockers/checkins/2026-12-01.md",
        "---\nauthor: fatima-haugen\nkey_results:\n  winter-ready#battery: {value: 47}\n---\n",
    )
    write(
        root,
        "2026/company/checkins/2026-12-09.md",
        "---\nkey_results:\n  borrow-first#loans: {value: 2400, confidence: 2}\n---\n",
    )
    write(
        root,
        "2026-q4/lockers/dry-again.md",
        "---\ntitle: Still not one wet tent\nowner: fatima-haugen\n"
        "supports: [2026-q3/lockers/dry, 2026-q3/lockers/dry#seals]\n"
        "depends_on: [2026-q3/workshop/breathe]\n"
        "key_results:\n  - {id: wet, title: Wet tents, baseline: 4, target: 0}\n---\n",
    )
    write(root, "2027-q2/index.md", "---\ntitle: Late spring 2027\n---\n")
    write(
        root,
        "2027-q2/amara-lindqvist/learn.md",
        "---\ntitle: I can weld\nvisibility: public\nowner: amara-lindqvist\n"
        "supports: [2026-q2/lockers/more-streets]\n"
        "key_results:\n  - {id: seams, title: Seams that hold, baseline: 0, target: 9}\n---\n",
    )
    swap(root, "2026/index.md", "end: 2026-12-31", "end: 2026-12-31\nclosed: 2027-01-08")
    swap(root, "2026-q4/index.md", "title: Winter 2026", "title: The long winter")


def test_a_closed_cycle_keeps_its_pages_byte_for_byte(
    before: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    root, old = before
    kept = {path: data for path, data in old.items() if is_to_stay(path)}
    assert len(kept) > 100
    later = tmp_path / "later"
    shutil.copytree(root, later)
    much_happens(later)
    new = drawn(later, LATER, lambda path: is_to_stay(path) or path == "c/2026-q4/index.html")
    assert [path for path in kept if path not in new] == []
    assert [path for path, data in kept.items() if new[path] != data] == []
    assert new["c/2026-q4/index.html"] != old["c/2026-q4/index.html"]
    assert "checkins/2027-w01/index.html" in new


def test_it_speaks_of_the_day_it_was_closed_and_names_no_later_cycle(
    before: tuple[Path, dict[str, bytes]],
) -> None:
    pages = before[1]
    page = pages["o/2026-q3/lockers/dry/index.html"].decode()
    assert '<time datetime="2026-10-09">9 Oct 2026</time>' in page
    assert "this page stays as it was" in page
    assert "Winter 2026" not in page
    assert "2026-11-22" not in page


def test_what_it_supports_is_shown_as_it_stood_then(
    before: tuple[Path, dict[str, bytes]],
) -> None:
    root, pages = before
    on_the_day = drawn(
        root, date(2026, 10, 9), lambda path: path == "o/2026-q3/lockers/dry/index.html"
    )
    now = pages["o/2026-q3/lockers/dry/index.html"]
    assert now == on_the_day["o/2026-q3/lockers/dry/index.html"]


def test_a_cycle_that_is_closed_later_is_not_frozen_yet(
    before: tuple[Path, dict[str, bytes]],
) -> None:
    root, pages = before
    path = "c/2026-q3/index.html"
    earlier = drawn(root, date(2026, 10, 5), lambda wanted: wanted == path)[path]
    assert b"It has not been closed yet" in earlier
    assert b"It has not been closed yet" not in pages[path]


def test_every_week_has_its_address_on_every_later_day(
    before: tuple[Path, dict[str, bytes]],
) -> None:
    root, pages = before
    weeks = sorted({path.split("/")[1] for path in pages if OVER.fullmatch(path)})
    assert weeks == [f"2026-w{number:02}" for number in range(1, 47)]
    assert (
        b'<time datetime="2026-11-15">15 Nov 2026</time>' in pages["checkins/2026-w46/index.html"]
    )
    earlier = drawn(root, date(2026, 10, 9), lambda _: False)
    assert {path for path in earlier if path.startswith("checkins/")} <= pages.keys()


def test_a_site_with_frozen_pages_fits_together(before: tuple[Path, dict[str, bytes]]) -> None:
    verify_pages(before[1].items())
