"""`okrpress verify-site`: a site proves which commit it was built from, and tells no more."""

import json
from pathlib import Path

import pytest
from git_repository import commit, git, new_repository, write

from okrpress.cli.group import run

OBJECTIVE = """---
title: Newcomers succeed
owner: maria
type: committed
stands_alone: There is nothing above
key_results:
  - {id: a, title: Week-one activation rises, baseline: 30, target: 60}
  - {id: b, title: Everybody signs in once, done_when: The last one has}
---
"""
SECRET = OBJECTIVE.replace("title: Newcomers", "visibility: private\ntitle: Zanzibar")
FILES = {
    ".gitignore": "site/\n.okrpress/\n",
    "okr/okrpress.toml": "[site]\ntheme = 'ours'\n",
    "okr/content/index.md": "---\nname: Harbour\n---\n",
    "okr/content/teams/growth.md": "---\nname: Growth\n---\n",
    "okr/content/2026-q4/growth/onboarding.md": OBJECTIVE,
    "okr/content/2026-q4/growth/secret.md": SECRET,
    "okr/themes/ours/static/ours.css": "b { color: red }\n",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in a folder of a repository, in which the command runs; all is committed."""
    top = new_repository(tmp_path / "repository")
    commit(top, FILES)
    monkeypatch.chdir(top / "okr")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795341600")  # 22 Nov 2026
    return top / "okr"


def okrpress(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(list(arguments))
    found = capsys.readouterr()
    return code, found.out, found.err


def test_a_site_is_proved_to_be_what_its_commit_says(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = okrpress(capsys, "build", "--commit", "HEAD")
    assert code == 0, err
    head = git(project, "rev-parse", "HEAD").decode()
    seal = json.loads(Path("site/okrpress-site.json").read_bytes())
    assert seal["commit"] == head
    assert head in Path("site/build/index.html").read_text("utf-8")
    assert seal["digest"] in Path("site/build/index.html").read_text("utf-8")
    assert "../build/index.html" in Path("site/method/index.html").read_text("utf-8")

    # later commits and edits change nothing: it is built from git's objects
    commit(project.parent, {"okr/content/2026-q4/growth/onboarding.md": "---\nbroken\n---\n"})
    code, out, err = okrpress(capsys, "verify-site", "--rebuild", "--audience", "public")
    assert (code, out) == (0, f"{seal['digest']}\n"), err
    assert f"rebuilt and the same: {len(list(Path('site').rglob('*.html')))} pages" in err

    page = Path("site/t/growth/index.html")
    page.write_text(page.read_text("utf-8").replace("Growth", "Grouth"), "utf-8")
    Path("site/more.txt").write_text("x")
    code, out, _ = okrpress(capsys, "verify-site", "--rebuild")
    assert code == 1
    assert f"t/growth/index.html: is not what {head[:12]} makes of it" in out
    assert f"more.txt: is on the site, and {head[:12]} makes no such file" in out
    Path("site/robots.txt").unlink(missing_ok=True)
    page.unlink()
    code, out, _ = okrpress(capsys, "verify-site", "--rebuild")
    assert f"t/growth/index.html: is missing: {head[:12]} makes it" in out


def test_the_same_commit_gives_the_same_bytes_and_another_only_another_proof(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert okrpress(capsys, "build", "--commit", "HEAD")[0] == 0
    before = {path: path.read_bytes() for path in Path("site").rglob("*") if path.is_file()}
    commit(project.parent, {"README.md": "beside the project"})
    assert okrpress(capsys, "build", "--commit", "HEAD")[0] == 0
    after = {path: path.read_bytes() for path in Path("site").rglob("*") if path.is_file()}
    changed = {path.as_posix() for path in after if after[path] != before[path]}
    assert changed == {"site/build/index.html", "site/okrpress-site.json"}


def test_what_is_not_in_the_commit_cannot_claim_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(project, {"content/teams/growth.md": "---\nname: Groth\n---\n"})
    code, _, err = okrpress(capsys, "build", "--commit", "HEAD")
    assert code == 2
    assert "content/teams/growth.md differ" in err
    assert okrpress(capsys, "build")[0] == 0
    code, _, err = okrpress(capsys, "verify-site", "--rebuild")
    assert code == 2
    assert "does not say which commit it was built from" in err


def test_a_private_file_that_differs_is_nobodys_business(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """P10: output, exit code and bytes are those of the commit, and no word of the file."""
    first = okrpress(capsys, "build", "--commit", "HEAD", "--no-cache")
    site = {path: path.read_bytes() for path in Path("site").rglob("*") if path.is_file()}
    write(project, {"content/2026-q4/growth/secret.md": SECRET.replace("60", "61")})
    second = okrpress(capsys, "build", "--commit", "HEAD", "--no-cache")
    assert [part.split(",")[0] for part in first[1:]] == [part.split(",")[0] for part in second[1:]]
    assert first[0] == second[0] == 0
    assert all(path.read_bytes() == data for path, data in site.items())


@pytest.mark.usefixtures("project")
def test_canaries_and_audiences_are_looked_at(capsys: pytest.CaptureFixture[str]) -> None:
    assert okrpress(capsys, "build")[0] == 0
    Path("canaries.txt").write_text("Zanzibar\n\nsucceed\n")
    code, out, err = okrpress(capsys, "verify-site", "--canary", "canaries.txt")
    assert code == 1
    assert "has canary 2 in it" in out
    assert "canary 1" not in out
    code, _, err = okrpress(capsys, "verify-site", "--audience", "internal")
    assert code == 2
    assert "is the site for public, not for internal" in err
    code, _, err = okrpress(capsys, "verify-site", "content")
    assert code == 2
    assert "content is no site of okrpress" in err
