"""Which folders okrpress replaces, and which it refuses to touch."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from made_site import site, tree

from okrpress.errors import OkrpressError
from okrpress.publish.publishing import publish

Arrange = Callable[[Path], Path]
OWN = '{"tool": "okrpress", "version": "0", "audience": "public"}'


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a project in it, from which okrpress is run, and a home."""
    for name in ("home/me", "project/content/teams", "project/themes"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "project/content/index.md").write_text("---\nname: Us\n---\n", encoding="utf-8")
    (tmp_path / "home/me/letter.txt").write_text("dear", encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path / "home/me"))
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path


def snapshot(folder: Path) -> list[tuple[str, int, bytes]]:
    """Everything below a folder, with modes and contents, links not followed."""
    found = []
    for path in sorted(folder.rglob("*")):
        data = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        found.append((str(path), path.lstat().st_mode, data))
    return found


def foreign(root: Path, name: str = "file.txt", text: str = "mine") -> Path:
    folder = root / "project/site"
    folder.mkdir()
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def own_with(root: Path, name: str) -> Path:
    folder = foreign(root, ".okrpress.json", OWN)
    (folder / name).mkdir()
    return folder


def linked(root: Path) -> Path:
    (root / "elsewhere").mkdir()
    (root / "project/site").symlink_to(root / "elsewhere")
    return root / "project/site"


def dangling(root: Path) -> Path:
    (root / "project/site").symlink_to(root / "nowhere")
    return root / "project/site"


def marker_link(root: Path) -> Path:
    folder = foreign(root)
    (root / "marker").write_text(OWN, encoding="utf-8")
    (folder / ".okrpress.json").symlink_to(root / "marker")
    return folder


def marker_pipe(root: Path) -> Path:
    folder = foreign(root)
    os.mkfifo(folder / ".okrpress.json")
    return folder


def plain_file(root: Path) -> Path:
    (root / "project/site").touch()
    return root / "project/site"


def pipe(root: Path) -> Path:
    os.mkfifo(root / "project/site")
    return root / "project/site"


def git_worktree(root: Path) -> Path:
    folder = own_with(root, "2026")
    (folder / ".git").write_text("gitdir: ../.git/worktrees/site\n", encoding="utf-8")
    return folder


REFUSED: list[tuple[str, Arrange, str]] = [
    ("the root of the file system", lambda _: Path("/"), "is the whole file system"),
    ("home", lambda root: root / "home/me", "is or holds your home folder"),
    ("the folder that holds home", lambda root: root / "home", "is or holds your home folder"),
    ("the current folder", lambda _: Path(), "is or holds the current folder"),
    ("the current folder, spelled oddly", lambda _: Path("content/.."), "the current folder"),
    ("the folder above", lambda _: Path(".."), "is or holds the current folder"),
    ("the content", lambda _: Path("content"), "is or holds .*content, which the build reads"),
    ("a folder in the content", lambda _: Path("content/teams"), "lies in .*content, which"),
    ("a new folder in the content", lambda _: Path("content/site"), "lies in .*content, which"),
    ("a folder of somebody else", foreign, "is not empty, and okrpress did not write it"),
    ("a broken marker", lambda root: foreign(root, ".okrpress.json", "{"), "did not write it"),
    ("a marker that is a list", lambda root: foreign(root, ".okrpress.json", "[]"), "did not"),
    (
        "the marker of another tool",
        lambda root: foreign(root, ".okrpress.json", '{"tool": "hugo"}'),
        "did not write it",
    ),
    ("a marker that is a link", marker_link, "did not write it"),
    ("a marker that is a pipe", marker_pipe, "did not write it"),
    (
        "the site for another audience",
        lambda root: foreign(root, ".okrpress.json", OWN.replace("public", "internal")),
        r"for another audience \('internal'\)",
    ),
    ("a git checkout", lambda root: own_with(root, ".git"), "is a git checkout"),
    ("a git worktree", git_worktree, "is a git checkout"),
    ("a file", plain_file, "is not a folder"),
    ("a pipe", pipe, "is not a folder"),
    ("a link to a folder", linked, "is a symbolic link"),
    ("a link to nothing", dangling, "is a symbolic link"),
    ("a folder in a file", lambda root: plain_file(root) / "site", "cannot find"),
]


@pytest.mark.parametrize(
    ("arrange", "message"),
    [pytest.param(arrange, message, id=name) for name, arrange, message in REFUSED],
)
def test_refused(root: Path, arrange: Arrange, message: str) -> None:
    output = arrange(root)
    before = snapshot(root)
    with pytest.raises(OkrpressError, match=message) as caught:
        publish(site("new").items(), output, sources=[Path("content"), Path("themes")])
    assert snapshot(root) == before
    assert caught.value.help or message == "is a symbolic link"


def test_the_content_under_another_spelling_is_still_the_content(root: Path) -> None:
    (root / "alias").symlink_to(root / "project")
    with pytest.raises(OkrpressError, match="which the build reads"):
        publish(site("new").items(), root / "alias/content", sources=[Path("content")])


def test_a_folder_filled_by_somebody_while_the_build_runs_is_refused(root: Path) -> None:
    output = root / "project/site"

    def pages() -> "list[tuple[str, bytes]]":
        (foreign(root)).joinpath("mine.txt").touch()
        return list(site("new").items())

    with pytest.raises(OkrpressError, match="did not write it"):
        publish((page for page in [None] for page in pages()), output)
    assert sorted(file.name for file in output.iterdir()) == ["file.txt", "mine.txt"]


@pytest.mark.parametrize(
    "output",
    [Path("site"), Path("deep/down/site"), Path("content/../site"), Path("themes/../public")],
    ids=str,
)
def test_accepted_where_nothing_is_yet(root: Path, output: Path) -> None:
    publish(site("new").items(), output, sources=[Path("content")])
    assert tree(root / "project" / output) == site("new")


def test_an_empty_folder_is_accepted(root: Path) -> None:
    (root / "project/site").mkdir()
    publish(site("new").items(), Path("site"))
    assert tree(root / "project/site") == site("new")


def test_a_site_of_an_earlier_version_is_accepted(root: Path) -> None:
    output = foreign(root, ".okrpress.json", OWN)
    publish(site("new").items(), output)
    assert tree(output) == site("new")


def test_a_project_reached_through_a_link_is_accepted(root: Path) -> None:
    (root / "alias").symlink_to(root / "project")
    publish(site("new").items(), root / "alias/site", sources=[root / "alias/content"])
    assert tree(root / "project/site") == site("new")


def test_a_current_folder_that_is_gone_is_an_error_with_words(root: Path) -> None:
    (root / "gone").mkdir()
    os.chdir(root / "gone")
    (root / "gone").rmdir()
    with pytest.raises(OkrpressError, match="cannot find"):
        publish(site("new").items(), root / "site")
