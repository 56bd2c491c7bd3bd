"""Revisions are read straight from git's objects; nothing that a repository configures runs."""

from pathlib import Path

import pytest
from git_repository import commit, commit_entries, git, new_repository, write

from okrpress.errors import OkrpressError
from okrpress.source.files import Discovered, discover
from okrpress.source.git import (
    Repository,
    file_at,
    list_at,
    object_name,
    read_listed,
    repository,
)

HEALTH = "---\ntitle: I sleep well\nkey_results: []\n---\n"
FILE = "content/2026-q4/me/health.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return new_repository(tmp_path / "project")


def discover_at(repo: Repository, commit: str, content: str) -> Discovered:
    """All that a commit holds."""
    blobs, findings = list_at(repo, commit, content)
    return Discovered(tuple(read_listed(repo, blobs)), findings)


def test_a_revision_reads_as_the_folder_did(root: Path) -> None:
    files = {FILE: HEALTH, "content/README.md": "Hello", "content/index.md": "---\nname: A\n---\n"}
    name = commit(root, files)
    assert discover_at(repository(root), name, "content") == discover(root, "content")
    write(root, {FILE: "changed since"})
    assert discover_at(repository(root), name, "content").sources[0].data == HEALTH.encode()


def test_a_project_in_a_folder_of_a_repository(root: Path) -> None:
    name = commit(root, {f"okrs/{FILE}": HEALTH, "okrs/okrpress.toml": "as_of = 2026-11-22\n"})
    repo = repository(root / "okrs")
    assert [one.file for one in discover_at(repo, name, "content").sources] == [FILE]
    assert file_at(repo, name, "okrpress.toml") == b"as_of = 2026-11-22\n"
    assert file_at(repo, name, "nothing.toml") is None


def test_line_ends_and_bytes_are_those_of_the_object(root: Path) -> None:
    data = b"---\r\ntitle: \xff\x00\r\n---\r\n"
    name = commit_entries(root, {FILE.encode(): ("100644", data)})
    (source,) = discover_at(repository(root), name, "content").sources
    assert source.data == data


@pytest.mark.parametrize("format", ["sha1", "sha256"])
def test_bytes_on_disk_have_the_name_that_git_gives_them(tmp_path: Path, format: str) -> None:
    git(tmp_path, "init", "--quiet", f"--object-format={format}")
    name = commit(tmp_path, {FILE: HEALTH, "content/index.md": ""})
    blobs = list_at(repository(tmp_path), name, "content").blobs
    assert {file: object_name((tmp_path / file).read_bytes(), name) for file in blobs} == {
        file: blob.object for file, blob in blobs.items()
    }


@pytest.mark.parametrize(
    ("path", "mode", "data", "code"),
    [
        pytest.param(FILE.encode(), "120000", b"/etc/passwd", "FMT003", id="a symbolic link"),
        pytest.param(b"content/2026-q4/me", "160000", b"1" * 40, "FMT002", id="a submodule"),
        pytest.param(b"content/2026-q4/me/a\xff.md", "100644", b"x", "FMT005", id="no UTF-8"),
        pytest.param(b"content/2026-q4/me/a\n::error.md", "100644", b"x", "FMT005", id="a line"),
        pytest.param(FILE.encode(), "100644", b"x" * 300_000, "FMT004", id="too large"),
        pytest.param(b"content/2026-q4/me/a.txt", "100644", b"x", "FMT006", id="no content"),
    ],
)
def test_what_cannot_be_content_is_found(
    root: Path, path: bytes, mode: str, data: bytes, code: str
) -> None:
    name = commit_entries(root, {path: (mode, data), b"content/index.md": ("100644", b"x")})
    sources, findings = discover_at(repository(root), name, "content")
    assert [one.code for one in findings] == [code]
    assert all("\n" not in one.at.file for one in findings)
    assert [one.file for one in sources] == ["content/index.md"]


def test_nothing_that_the_repository_configures_runs(root: Path, tmp_path: Path) -> None:
    attributes = b"*.md filter=x diff=x\n"
    name = commit_entries(
        root,
        {
            FILE.encode(): ("100644", HEALTH.encode()),
            b".gitattributes": ("100644", attributes),
        },
    )
    git(root, "branch", "main", name)
    write(root, {".gitattributes": attributes.decode()})
    canary = tmp_path / "canary"
    run = f"sh -c 'touch {canary}; cat'"
    for key in ("filter.x.clean", "filter.x.smudge", "diff.x.textconv", "diff.external"):
        git(root, "config", key, run)
    for key in ("core.fsmonitor", "core.pager"):
        git(root, "config", key, run)
    hook = root / ".git" / "hooks" / "post-index-change"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch {canary}\n")
    hook.chmod(0o755)
    git(root, "status")
    assert canary.exists(), "the trap does not spring at all"
    canary.unlink()
    repo = repository(root)
    assert repo.commit("main") == name
    assert repo.merge_base(name, name) == name
    assert len(discover_at(repo, name, "content").sources) == 1
    assert not canary.exists()


@pytest.mark.parametrize(
    "revision",
    ["--upload-pack=touch x", "$(touch x)", "-h", "nothing", "main:content", "", "@{-9}"],
)
def test_what_names_no_revision_is_refused(root: Path, revision: str) -> None:
    commit(root, {FILE: HEALTH})
    with pytest.raises(OkrpressError, match="git knows no revision"):
        repository(root).commit(revision)
    assert not (root / "x").exists()


def test_the_main_branch_is_that_of_origin_first(root: Path, tmp_path: Path) -> None:
    commit(root, {FILE: HEALTH})
    git(root, "branch", "--move", "trunk")
    git(tmp_path, "clone", "--quiet", str(root), "clone")
    assert repository(tmp_path / "clone").main_branch() == "origin/trunk"
    with pytest.raises(OkrpressError, match="no branch called main or master"):
        repository(root).main_branch()


def test_a_shallow_clone_says_which_depth_it_needs(root: Path, tmp_path: Path) -> None:
    first = commit(root, {FILE: HEALTH})
    commit(root, {FILE: HEALTH + "Why."})
    git(tmp_path, "clone", "--quiet", "--depth=1", root.as_uri(), "clone")
    with pytest.raises(OkrpressError) as raised:
        repository(tmp_path / "clone").commit(first)
    assert "fetch-depth: 0" in raised.value.help


def test_two_histories_have_no_merge_base(root: Path) -> None:
    one = commit(root, {FILE: HEALTH})
    git(root, "checkout", "--quiet", "--orphan", "other")
    other = commit(root, message="Another beginning")
    with pytest.raises(OkrpressError, match="no commit in common"):
        repository(root).merge_base(one, other)


def test_a_folder_outside_of_any_repository(tmp_path: Path) -> None:
    with pytest.raises(OkrpressError, match="in no git repository"):
        repository(tmp_path)


def test_an_object_that_is_missing_is_named(root: Path) -> None:
    with pytest.raises(OkrpressError, match="does not have the object"):
        list(repository(root).read(["1" * 40]))


def test_many_files_come_from_one_git(root: Path) -> None:
    entries = {f"content/2026-q4/me/o{n}.md".encode(): ("100644", b"%d" % n) for n in range(300)}
    name = commit_entries(root, entries)
    found = discover_at(repository(root), name, "content").sources
    assert {one.file: one.data for one in found} == {
        path.decode(): data for path, (_, data) in entries.items()
    }
