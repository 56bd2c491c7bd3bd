"""The law of the cache: whatever was edited, an incremental build is a clean one, byte for byte."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from project_edits import CHECK_IN, CHECK_INS, DAY, OBJECTIVES, project_folder, write
from site_stamps import stamps
from whole_project import KEY_RESULTS, make_project, tree

from okrpress.app.build import BuildRequest, BuildResult, build


def assert_like_a_clean_build(request: BuildRequest) -> None:
    """Build with the cache, and from nothing; compare."""
    beside = request.root / "clean"
    shutil.rmtree(beside, ignore_errors=True)
    request = replace(request, jobs=1)  # forks cost more than so few pages
    clean = build(replace(request, output=beside, cache=False))
    incremental = build(request)
    assert replace(incremental, published=None) == replace(clean, published=None)
    assert (incremental.published is None) == (clean.published is None)
    if incremental.published and clean.published:
        assert tree(request.root / "site") == tree(beside)
        assert replace(incremental.published, folder=beside) == clean.published


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that has been built."""
    root = tmp_path / "project"
    make_project(root)
    assert build_in(root).published
    return root


def build_in(root: Path, *, cache: bool = True) -> BuildResult:
    return build(BuildRequest(root=root, today=DAY, keep_going=True, cache=cache, jobs=1))


def edit(root: Path) -> None:
    write(root, "content/2026-q4/growth/goal.md", f"title: Far\n{KEY_RESULTS}")


OTHER = "o/2026-q4/company/always/index.html"
EDITED = "o/2026-q4/growth/goal/index.html"


def test_nothing_changed_touches_nothing(project: Path) -> None:
    before, folder = stamps(project / "site"), (project / "site").stat().st_ino
    again = build_in(project)
    assert stamps(project / "site") == before
    assert (project / "site").stat().st_ino == folder
    assert again.published
    assert again.published.files == len(before) - 1


def test_what_an_edit_does_not_reach_stays_the_same_file(project: Path) -> None:
    before = stamps(project / "site")
    edit(project)
    build_in(project)
    after = stamps(project / "site")
    assert before[OTHER] == after[OTHER]
    assert before[EDITED] != after[EDITED]
    assert sum(before.get(path) == stamp for path, stamp in after.items()) > len(after) / 2


def test_a_day_later_pages_of_a_closed_cycle_are_the_same_files(project: Path) -> None:
    before = stamps(project / "site")
    assert_like_a_clean_build(BuildRequest(root=project, today=DAY + timedelta(1)))
    after = stamps(project / "site")
    assert after["o/2026-q3/growth/goal/index.html"] == before["o/2026-q3/growth/goal/index.html"]
    assert after["o/2026-q4/growth/goal/index.html"] != before["o/2026-q4/growth/goal/index.html"]


def test_a_restored_cache_and_site_are_used(project: Path, tmp_path: Path) -> None:
    restored = tmp_path / "elsewhere" / "project"
    shutil.copytree(project, restored, copy_function=shutil.copyfile)
    before = stamps(restored / "site")
    edit(restored)
    build_in(restored)
    assert stamps(restored / "site")[OTHER] == before[OTHER]
    assert tree(restored / "site")[EDITED] != tree(project / "site")[EDITED]


def test_a_page_that_somebody_deleted_is_made_again(project: Path) -> None:
    (project / "site" / EDITED).unlink()
    assert_like_a_clean_build(BuildRequest(root=project, today=DAY))
    shutil.rmtree((project / "site" / EDITED).parent)
    (project / "site" / EDITED).parent.touch()
    edit(project)
    assert_like_a_clean_build(BuildRequest(root=project, today=DAY))


def test_a_page_that_somebody_deleted_is_taken_from_the_spare_site(project: Path) -> None:
    edit(project)
    build_in(project)
    (project / "site" / OTHER).unlink()
    (project / "content/2026-q4/growth/goal.md").unlink()  # so links to its page would be broken
    assert_like_a_clean_build(BuildRequest(root=project, today=DAY))


def test_without_the_cache_everything_is_made_anew(project: Path) -> None:
    before, kept = stamps(project / "site"), tree(project / ".okrpress")
    build_in(project, cache=False)
    assert stamps(project / "site")[OTHER] != before[OTHER]
    assert tree(project / ".okrpress") == kept


def test_findings_are_told_again(project: Path) -> None:
    write(project, "content/2026-q4/growth/goal.md", "title: Far\nwrong: key")
    first, second = build_in(project), build_in(project)
    assert first.findings == second.findings != ()
    assert first.failed
    assert second.failed
    stopped = build(BuildRequest(root=project, today=DAY))
    assert stopped.published is None


@given(texts=st.lists(OBJECTIVES, min_size=2, max_size=3), check_in=CHECK_INS)
@settings(max_examples=3, deadline=None, phases=[Phase.explicit, Phase.generate])
def test_edits_of_one_file_are_followed(texts: list[str], check_in: str) -> None:
    with project_folder() as root:
        make_project(root)
        write(root, CHECK_IN, check_in)
        for text in texts:
            write(root, "content/2026-q4/growth/goal.md", text)
            assert_like_a_clean_build(BuildRequest(root=root, today=DAY, keep_going=True))
