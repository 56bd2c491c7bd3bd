"""A small project with every kind of file, and commands that are run on it in this process."""

import re
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from project_edits import CHECK_IN, ONBOARDING, write

from okrpress.cli.group import run

KEY_RESULTS = "key_results: [{id: a, title: Stay, baseline: 1, target: 4}]"
WHOLE = {
    "okrpress.toml": "[site]\ntheme = 'own'",
    "themes/own/static/own.css": "p { color: red }",
    "content/index.md": "name: N\nvalues: [{id: care, name: Care}]",
    "content/teams/company.md": "name: Company",
    "content/teams/growth.md": "name: Growth\nparent: company\nlead: maria",
    "content/people/maria.md": "name: Maria",
    "content/2026-q4/company/always.md": f"title: Always\n{KEY_RESULTS}",
    "content/2026-q4/company/goal.md": f"title: Goal\nsupports: always\n{KEY_RESULTS}",
    "content/2026-q4/growth/goal.md": f"title: Near\nsupports: company/goal#a\n{KEY_RESULTS}",
    ONBOARDING: f"title: Stay\nowner: maria\nsupports: company/goal\n{KEY_RESULTS}",
    CHECK_IN: "key_results: {goal#a: {value: 2, confidence: 5}, onboarding#a: {value: 3}}",
    "content/2026-q3/index.md": "closed: 2026-10-09",
    "content/2026-q3/growth/goal.md": f"title: Past\n{KEY_RESULTS}",
    "content/2026-q3/growth/checkins/2026-09-01.md": "key_results: {goal#a: {value: 3}}",
    "content/2026-q4/growth/mid-cycle.md": (
        "date: 2026-11-12\nkey_results: {goal#a: {decision: keep}}"
    ),
}
INTERNAL = "content/2026-q4/growth/inside.md"
HIDDEN = "content/2026-q4/company/hidden.md"
NOT_FOR_ALL = {
    INTERNAL: f"title: Seen inside\nvisibility: internal\n{KEY_RESULTS}",
    HIDDEN: f"title: Seen by nobody\nvisibility: private\n{KEY_RESULTS}",
}


class Outcome(NamedTuple):
    """What came of a command; paths are relative to the project, and nothing tells the time.

    `notes` are the lines of standard error that say what changes no result.
    """

    code: int
    out: str
    err: str
    notes: tuple[str, ...]

    @property
    def result(self) -> tuple[int, str, str]:
        """What must not depend on a cache."""
        return self.code, self.out, self.err


def make_project(root: Path, files: Mapping[str, str] = WHOLE) -> Path:
    """Write the files of a project."""
    for file, text in files.items():
        write(root, file, text)
    return root


def okrpress(root: Path, *arguments: str) -> Outcome:
    """Run a command in this process; `{root}` is the project."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run([one.replace("{root}", str(root)) for one in arguments])
    return outcome(code, out.getvalue(), err.getvalue(), root)


def outcome(code: int, out: str, err: str, root: Path) -> Outcome:
    """What a command has said, as it is anywhere and at any time."""
    said = (
        re.sub(r"\d+\.\d s$", "… s", text.replace(f"{root}/", ""), flags=re.MULTILINE)
        for text in (out, err)
    )
    shown, told = said
    lines = told.splitlines(keepends=True)
    notes = tuple(line.rstrip("\n") for line in lines if line.startswith("note: "))
    rest = "".join(line for line in lines if not line.startswith("note: "))
    return Outcome(code, shown, rest, notes)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
