"""What `okrpress init` says when it is done: what is there now, and what to do next."""

import shlex
from pathlib import Path

import click

from okrpress.app.init import Begun
from okrpress.app.init_answers import Answers
from okrpress.app.init_example import ExampleRemoved
from okrpress.cli.terminal import print_findings
from okrpress.writing.scaffold.ci import Host

_MEANINGS = {
    "okrpress.toml": "settings; every line is optional",
    ".gitignore": "what nobody should commit",
    ".github/workflows/okr.yml": "checks pull requests, publishes the site",
    ".github/okrpress/okr-comment.yml": "comments on pull requests, once you move it",
    ".gitlab-ci.yml": "checks merge requests, publishes the site",
    "okrpress/libraries.txt": "what CI installs, by hash",
    "okrpress/okrpress.txt": "which okrpress CI runs",
    "CODEOWNERS": "who is asked to review what",
    ".pre-commit-config.yaml": "checks before each commit",
    ".vscode/tasks.json": "shows what is found, in Visual Studio Code",
    "schemas/": "for editors that complete front matter",
}
"""What a file or folder is for, by the end of its path."""


def tell_begun(root: Path, begun: Begun, answers: Answers) -> None:
    """Say what was written and kept, and the next steps."""
    if begun.written:
        _tell_written(root, begun.written)
    for file in begun.kept:
        click.echo(f"Kept as it was: {file}", err=True)
    if begun.missing:
        click.echo(f"Your .gitignore lacks: {' '.join(begun.missing)}", err=True)
    if not begun.is_top:
        click.echo("Left out: files for CI, which work at the top of a repository only.", err=True)
    click.echo("\nNext:", err=True)
    steps = list(_next(root, begun, answers))
    width = max(len(command) for command, _ in steps)
    for command, why in steps:
        click.echo(f"  {command:{width}}  {why}", err=True)
    if any(_is_workflow(file) for file in begun.written):
        click.echo(f"\n{_PUBLISHING[answers.host]}", err=True)


def _tell_written(root: Path, written: tuple[str, ...]) -> None:
    rows: dict[str, list[str]] = {}
    for file in written:
        known = any(file.endswith(name) for name in _MEANINGS)
        folder, slash, _ = file.partition("/")
        rows.setdefault(file if known else folder + slash, []).append(file)
    click.echo(f"Written into {root.resolve().name or root}:", err=True)
    width = max(map(len, rows))
    for row, files in rows.items():
        meaning = next((_MEANINGS[end] for end in _MEANINGS if row.endswith(end)), _CONTENT)
        count = f"{len(files)} files " if len(files) > 1 else ""
        click.echo(f"  {row:{width}}  {count}{meaning}", err=True)


_CONTENT = "with the organisation, its teams and objectives"

_PUBLISHING = {
    Host.GITHUB: """\
To publish: push, and set Settings > Pages > Source to GitHub Actions, once.
The pages of a private repository are public, unless your plan lets you restrict them.""",
    Host.GITLAB: """\
To publish: push. Settings > General > Visibility > Pages decides who may see the site.""",
}


def _is_workflow(file: str) -> bool:
    return file.endswith((".github/workflows/okr.yml", ".gitlab-ci.yml"))


def _next(root: Path, begun: Begun, answers: Answers) -> list[tuple[str, str]]:
    """Commands, and what they are for."""
    folder = shlex.quote(str(root))
    here, there = ("", "") if folder == "." else (f" {folder}", f" --root {folder}")
    unit = begun.unit
    steps = [(f"okrpress serve{here} --open", "look at it; the page follows what you edit")]
    if answers.objective:
        steps.append((f"okrpress check{here}", "what your objective still lacks"))
    else:
        steps.append((f"okrpress new objective {unit}{there}", "write one of your own"))
    if begun.has_example:
        clean = f"okrpress init{here} --remove-example"
        steps.append((clean, "delete the example, when you have seen enough"))
    return steps


def tell_removed(removed: ExampleRemoved) -> int:
    """Say what became of the example; the exit code."""
    if removed.needed:
        print_findings(removed.needed, err=True)
        click.echo("nothing was deleted: these would lead nowhere without the example", err=True)
        return 1
    for file in removed.kept:
        click.echo(f"kept, because somebody has changed it: {file}", err=True)
    click.echo(f"deleted the example: {len(removed.removed)} files", err=True)
    return 0
