"""All commands share one cache: what one of them has parsed, no other parses again."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path

import git_repository as repo
import pytest
from project_edits import DAY, write
from whole_project import NOT_FOR_ALL, WHOLE, make_project, okrpress

from okrpress.app.serve_preview import LivePreview
from okrpress.app.serve_request import ServeRequest
from okrpress.meter import metering

EDITED = "content/2026-q4/growth/goal.md"


def command(*arguments: str) -> Callable[[Path], None]:
    def run(root: Path) -> None:
        said = okrpress(root, *arguments, "--as-of", DAY.isoformat())
        assert said.code in {0, 1}, said.err
        assert said.notes == ()

    return run


def serve(root: Path) -> None:
    preview = LivePreview(ServeRequest(root=root, today=lambda: DAY))
    assert preview.is_whole


COMMANDS: Mapping[str, Callable[[Path], None]] = {
    "build": command("build", "{root}"),
    "build for others": command(
        "build", "{root}", "--audience", "internal", "--output", "{root}/inside"
    ),
    "check": command("check", "{root}"),
    "check for others": command("check", "{root}", "--audience", "public"),
    "status": command("status", "-C", "{root}"),
    "diff": command("diff", "HEAD", "--root", "{root}"),
    "serve": serve,
}


def parsed_by(run: Callable[[Path], None], root: Path) -> tuple[str, ...]:
    """The files that are parsed meanwhile, each as often as it is."""
    with metering(time.process_time) as meter:
        run(root)
        return tuple(one.name for one in meter.taken() if one.work == "parse")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = repo.new_repository(tmp_path_factory.mktemp("shared") / "project")
    make_project(root, {**WHOLE, **NOT_FOR_ALL})
    repo.commit(root)
    return root


@pytest.mark.parametrize("first", ["build", "check", "status", "diff", "serve"])
def test_what_is_parsed_by(project: Path, first: str) -> None:
    """… is parsed by nobody else; after an edit that is the one file that was edited.

    Only `diff` parses that file also as it is in the commit.
    """
    for title in ("Before", "After"):
        write(project, EDITED, WHOLE[EDITED].replace("Near", f"{title} {first}"))
        parsed = parsed_by(COMMANDS[first], project)
        assert EDITED in parsed
        assert title == "Before" or set(parsed) == {EDITED}
        again = {name: parsed_by(run, project) for name, run in COMMANDS.items()}
        assert set(again.pop("diff")) <= {EDITED}
        assert again == {name: () for name in COMMANDS if name != "diff"}
    write(project, EDITED, WHOLE[EDITED])
    COMMANDS["status"](project)
    assert parsed_by(COMMANDS["diff"], project) == ()
