"""`okrpress diff` on repositories that no folder could hold: each revision is made by plumbing."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from git_repository import commit_entries, git, new_repository
from review_project import FILE, FILES, ONBOARDING, STAY, Commands, Ran
from runner_oracle import commands

Entries = Mapping[bytes, tuple[str, bytes]]

FOLDER = b"content/2026-q4/company/"
LFS = b"version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 1234\n" % (b"4" * 64)
BASE = {name.encode(): ("100644", text.encode()) for name, text in FILES.items()}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = new_repository(tmp_path / "project")
    git(root, "update-ref", "refs/heads/main", commit_entries(root, BASE))
    return root


def _diff(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> Ran:
    return Commands(root, capsys)("diff", *arguments, "--as-of", "2026-11-22")


@pytest.mark.parametrize(
    ("path", "entry", "code"),
    [
        pytest.param(FILE.encode(), ("100644", LFS), "FMT010", id="a pointer of Git LFS"),
        pytest.param(b"content/2026-q4/kitchen", ("160000", b"1" * 40), "FMT002", id="a submodule"),
        pytest.param(FOLDER + b"x.md", ("120000", b"/etc/passwd"), "FMT003", id="a symbolic link"),
        pytest.param(
            FOLDER + b"a\xff.md", ("100644", b"x"), "FMT005", id="a path that is no UTF-8"
        ),
        pytest.param(
            FOLDER + b"a\n::error::b.md", ("100644", b"x"), "FMT005", id="a path of 2 lines"
        ),
    ],
)
def test_what_no_folder_holds_is_a_new_error_and_nothing_is_called_dropped(
    root: Path,
    capsys: pytest.CaptureFixture[str],
    path: bytes,
    entry: tuple[str, bytes],
    code: str,
) -> None:
    git(root, "branch", "odd", commit_entries(root, {**BASE, path: entry}))
    ran = _diff(root, capsys, "main", "odd", "--format", "json")
    found = json.loads(ran.out)
    assert ran.code == 1
    assert code in [one["code"] for one in found["findings"]]
    assert not any(one["code"].startswith("CHG") for one in found["findings"])
    assert not any(one["kind"] == "dropped" for one in found["changes"])
    said = _diff(root, capsys, "main", "odd", "--format", "github")
    assert {one.name for one in commands(said.out + said.err)} <= {"error", "warning", "notice"}
    back = _diff(root, capsys, "odd", "main", "--format", "json")
    assert (back.code, json.loads(back.out)["mended"] >= 1) == (0, True)


def test_branches_and_titles_that_would_like_to_be_commands(
    root: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    title = "::error::forged ::set-output name=a::b ##[add-mask]c %0A::error::d"
    wanted = ONBOARDING.replace("target: 45", "target: 40")
    eased = wanted.replace("New customers succeed in their first week", f"'{title}'", 1)
    name = "$(touch${IFS}pwned)`touch${IFS}pwned`;::error::x"
    made = commit_entries(root, {**BASE, FILE.encode(): ("100644", eased.encode())})
    git(root, "update-ref", f"refs/heads/{name.replace(':', '-')}", made)
    monkeypatch.chdir(tmp_path)
    for format in ("text", "markdown", "json", "html", "github", "gitlab"):
        ran = _diff(root, capsys, "main", name.replace(":", "-"), "--format", format)
        assert "Traceback" not in ran.err
        assert ran.code == 1
        obeyed = commands(ran.out + ran.err)
        assert {one.name for one in obeyed} <= {"error", "warning", "notice"}
        assert bool(obeyed) == (format == "github")
        assert all(one.properties["title"] for one in obeyed)
    assert not list(tmp_path.rglob("pwned"))


def test_five_thousand_renames(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = [
        STAY.partition("key_results")[0].replace("Customers", f"Customers {n}")
        for n in range(5_000)
    ]
    for branch, prefix in (("many", "o"), ("renamed", "p")):
        entries = {
            **BASE,
            **{
                b"%s%s%d.md" % (FOLDER, prefix.encode(), n): ("100644", f"{text}---\n".encode())
                for n, text in enumerate(texts)
            },
        }
        _import(root, branch, entries)
    ran = _diff(root, capsys, "many", "renamed", "--format", "json")
    found = json.loads(ran.out)
    assert ran.code == 0
    assert len(found["moved"]) == 5_000
    assert {one["kind"] for one in found["changes"]} == {"moved"}
    assert not any(one["code"].startswith("CHG") for one in found["findings"])


def _import(root: Path, branch: str, entries: Entries) -> None:
    """A branch with a commit of these entries, in one stream."""
    stream = b"commit refs/heads/%s\ncommitter M <m@example.org> 1795348800 +0000\ndata 0\n" % (
        branch.encode()
    )
    for path, (mode, data) in entries.items():
        stream += b"M %s inline %s\ndata %d\n%s\n" % (mode.encode(), path, len(data), data)
    git(root, "fast-import", "--quiet", "--done", stdin=stream + b"done\n")
