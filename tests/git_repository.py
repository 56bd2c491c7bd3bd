"""Real repositories for tests, built by plumbing where no working tree could hold the files."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from okrpress_process import write

_WHO = {
    "GIT_AUTHOR_NAME": "Maria",
    "GIT_AUTHOR_EMAIL": "maria@example.org",
    "GIT_COMMITTER_NAME": "Maria",
    "GIT_COMMITTER_EMAIL": "maria@example.org",
    "GIT_AUTHOR_DATE": "2026-11-20T12:00:00+00:00",
    "GIT_COMMITTER_DATE": "2026-11-20T12:00:00+00:00",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


def git(root: Path, *arguments: str | bytes, stdin: bytes = b"") -> bytes:
    """What git prints. A missing git, or one that fails, fails the test."""
    inherited = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", *arguments],
        cwd=root,
        input=stdin,
        capture_output=True,
        env=inherited | _WHO,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.strip()


def new_repository(root: Path) -> Path:
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "--quiet", "--initial-branch=main")
    return root


def commit(root: Path, files: Mapping[str, str] | None = None, message: str = "A step") -> str:
    """Write the files and commit all that is there; the commit's name."""
    write(root, files or {})
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", f"--message={message}")
    return git(root, "rev-parse", "HEAD").decode()


def commit_entries(root: Path, entries: Mapping[bytes, tuple[str, bytes]]) -> str:
    """A commit of entries that need not be possible in a folder: path to mode and content."""
    lines = []
    for path, (mode, data) in entries.items():
        is_link = mode == "160000"
        name = data if is_link else git(root, "hash-object", "-w", "--stdin", stdin=data)
        lines.append(b"%s %s\t%s" % (mode.encode(), name, path))
    git(root, "read-tree", "--empty")
    git(root, "update-index", "-z", "--index-info", stdin=b"".join(line + b"\0" for line in lines))
    tree = git(root, "write-tree").decode()
    return git(root, "commit-tree", tree, "-m", "Entries").decode()
