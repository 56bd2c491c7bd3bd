"""The site before the published one as the beginning of the next one."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from made_site import HEAD, beside, site, tree

from okrpress.errors import OkrpressError
from okrpress.publish.folder import MARKER
from okrpress.publish.publishing import publish
from okrpress.publish.spare import Sought, Spare
from okrpress.publish.stamps import Tree, tree_at

FIRST, SECOND, HOME = "2026-q4/growth/old-0.html", "2026-q4/growth/old-1.html", "index.html"
OLD = site("old")
EDITED = OLD | {FIRST: OLD[FIRST].replace(b">old<", b">new<")}
PAGE = (HEAD.format(title="x", up="../") + "<body></body></html>").encode()


class Builds:
    """Builds into one folder, each of which knows what those before have left."""

    def __init__(self, folder: Path) -> None:
        self.output, self.spare = folder / "site", folder / "own" / "spare"
        self.left = self.published = Tree()
        self.pages: dict[str, bytes] = {}

    def found(self) -> Spare:
        return Sought(self.spare, self.left).found(self.output, self.published)

    def build(self, pages: dict[str, bytes], spare: Spare | None = None) -> None:
        before = self.pages
        kept = {path for path, data in pages.items() if before.get(path) == data}
        drawn = [(path, data) for path, data in pages.items() if path not in kept]
        spare = spare or self.found()
        done = publish(drawn, self.output, before=before.keys(), kept=kept, spare=spare)
        before_it = self.published
        self.published = tree_at(self.output, [*pages, MARKER], 0, self.left, done.same)
        self.left = self.published.twin(self.spare, 0) if done.has_twin else before_it
        assert self.published == tree_at(self.output, [*pages, MARKER], 0)
        self.pages = pages
        assert tree(self.output) == pages
        assert (done.files, done.bytes) == (len(pages), sum(map(len, pages.values())))
        assert beside(self.output) == ["own"]


@pytest.fixture
def builds(tmp_path: Path) -> Builds:
    """Two sites were published, which differ in a page."""
    made = Builds(tmp_path)
    made.spare.parent.mkdir()
    made.build(OLD)
    made.build(EDITED)
    return made


def test_a_first_build_leaves_a_spare_site_for_the_first_edit(tmp_path: Path) -> None:
    builds = Builds(tmp_path)
    builds.build(OLD)
    number, kept = builds.spare.stat().st_ino, (builds.output / SECOND).stat().st_ino
    assert builds.found().same.keys() == {*OLD, MARKER}
    assert tree(builds.spare) == OLD
    builds.build(EDITED)
    assert builds.output.stat().st_ino == number
    assert (builds.output / SECOND).stat().st_ino == kept
    assert tree(builds.spare) == OLD


def test_a_site_that_nobody_knows_is_of_no_use_as_the_spare_one(builds: Builds) -> None:
    builds.published = tree_at(builds.output, [*EDITED, MARKER], 1 << 63)
    assert builds.found().is_site_known
    publish(site("other").items(), builds.output)
    assert not builds.found().is_site_known
    builds.left = builds.published = Tree()
    builds.pages = {}
    builds.build(OLD)
    assert tree(builds.spare) == OLD
    builds.build(EDITED)


def test_no_spare_site_is_left_where_links_cannot_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError

    builds = Builds(tmp_path)
    monkeypatch.setattr(os, "link", refuse)
    builds.build(OLD)
    assert not builds.spare.exists()
    builds.build(EDITED)


def test_two_folders_take_turns(builds: Builds) -> None:
    spare, site = builds.spare.stat().st_ino, builds.output.stat().st_ino
    kept = (builds.output / SECOND).stat().st_ino
    assert builds.found().same.keys() == OLD.keys() - {FIRST}
    builds.build(OLD)
    assert (builds.output.stat().st_ino, builds.spare.stat().st_ino) == (spare, site)
    builds.build(EDITED)
    assert (builds.output.stat().st_ino, builds.spare.stat().st_ino) == (site, spare)
    assert (builds.output / SECOND).stat().st_ino == kept


OTHER_SITES = {
    "a page more": OLD | {"more/deep/page.html": PAGE.replace(b"../", b"../../")},
    "a page and a folder less": {path: OLD[path] for path in OLD if "old-2" not in path}
    | {HOME: OLD[HOME].replace(b"old-2", b"old-1")},
    "a folder in the place of a file": OLD | {"a/b.html": PAGE},
    "a file in the place of a folder": OLD | {"a": b"text"},
    "nothing that was there": site("other"),
}


@pytest.mark.parametrize("between", OTHER_SITES.values(), ids=OTHER_SITES.keys())
def test_whatever_the_spare_site_had_is_gone(builds: Builds, between: dict[str, bytes]) -> None:
    for pages in (between, OTHER_SITES["a file in the place of a folder"], OLD, between, EDITED):
        builds.build(pages)
    folders = {
        path.relative_to(builds.output) for path in builds.output.rglob("*") if path.is_dir()
    }
    assert folders == {parent for path in EDITED for parent in Path(path).parents} - {Path()}


def rewrite(path: Path) -> None:
    path.write_bytes(b"mine")


def linked(path: Path) -> None:
    """Put a link to what was there in its place."""
    path.rename(path.with_name("aside"))
    path.symlink_to("aside")


MEDDLED: dict[str, Callable[[Path], None]] = {
    "a page is edited": lambda spare: rewrite(spare / SECOND),
    "a page is replaced by an older one": lambda spare: os.utime(spare / SECOND, (1, 1)),
    "a page is deleted": lambda spare: (spare / SECOND).unlink(),
    "a file is added": lambda spare: rewrite(spare / "2026-q4" / "mine.html"),
    "a folder is added": lambda spare: (spare / "2026-q4" / "growth" / "mine").mkdir(),
    "a file is a link": lambda spare: linked(spare / SECOND),
    "all is deleted": shutil.rmtree,
    "it is something else": linked,
}


@pytest.mark.parametrize("meddle", MEDDLED.values(), ids=MEDDLED.keys())
def test_a_spare_site_that_was_touched_is_not_used(
    builds: Builds, meddle: Callable[[Path], None]
) -> None:
    (builds.output / SECOND).unlink()  # another file under the same name, as a copy would be
    (builds.output / SECOND).write_bytes(OLD[SECOND])
    builds.published = tree_at(builds.output, [*EDITED, MARKER], 0)
    meddle(builds.spare)
    assert not builds.found().files
    builds.build(OLD)
    builds.build(EDITED)


def test_a_spare_site_on_another_device_is_copied(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = os.rename

    def apart(old: Path, new: Path) -> None:
        if builds.spare in {old, new}:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        rename(old, new)

    monkeypatch.setattr(os, "rename", apart)
    builds.build(OLD)
    builds.build(EDITED)


def test_what_is_no_folder_makes_room_for_a_spare_site(builds: Builds) -> None:
    shutil.rmtree(builds.spare)
    builds.spare.symlink_to(builds.output)
    builds.build(OLD)
    assert tree(builds.spare) == EDITED


def test_a_spare_site_that_another_build_has_used_meanwhile_stops_the_build(
    builds: Builds,
) -> None:
    found = builds.found()
    builds.build(OLD)
    with pytest.raises(OkrpressError, match="another build has written"):
        builds.build(EDITED, found)
    builds.build(EDITED)
    builds.build(OLD)


def test_pages_of_a_site_that_another_build_has_replaced_meanwhile_are_not_taken_over(
    builds: Builds,
) -> None:
    found = Spare(folder=builds.spare, site=builds.output.stat().st_ino)
    builds.build(OLD)
    with pytest.raises(OkrpressError, match="another build has written"):
        builds.build(EDITED, found)
    assert tree(builds.output) == OLD


def test_where_the_spare_site_cannot_be_kept_the_old_one_is_removed(builds: Builds) -> None:
    shutil.rmtree(builds.spare.parent)
    builds.spare.parent.write_text("in the way")
    builds.build(OLD)
    builds.build(EDITED)
