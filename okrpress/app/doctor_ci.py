"""What runs in continuous integration, as far as its files say."""

import re
from collections.abc import Iterator
from pathlib import Path

from okrpress import __version__
from okrpress.app.doctor_report import Check, fine, note, problem
from okrpress.writing.scaffold.ci_github import GITHUB_PINS, GITHUB_WORKFLOW
from okrpress.writing.scaffold.ci_gitlab import GITLAB_PINS, GITLAB_PIPELINE

_LARGEST = 256 * 1024
_USES = re.compile(r"^[ \t]*(?:-[ \t]+)?uses:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE)
_PINNED = re.compile(r"@[0-9a-f]{40}\Z|@sha256:[0-9a-f]{64}\Z")
_VERSION = re.compile(r"\bokrpress==([0-9][0-9A-Za-z.]*)")
_PERMISSIONS = re.compile(r"^permissions:[ \t]*(.*)$", re.MULTILINE)


def examine_ci(top: Path) -> Iterator[Check]:
    """The workflows and pipelines at the top of a repository that run okrpress."""
    workflows = {file: text for file, text in _workflows(top) if "okrpress" in text}
    pipeline = _text(top / GITLAB_PIPELINE)
    if "okrpress" not in pipeline and not workflows:
        yield note("no CI file runs okrpress", "okrpress init adds one, and keeps what is there")
    for file, text in workflows.items():
        yield from _examine_workflow(file, text)
    if workflows:
        yield from _together(tuple(workflows.values()), "pull_request", "a pull request")
        yield from _version(
            f"{GITHUB_PINS}/okrpress.txt", _text(top / GITHUB_PINS / "okrpress.txt")
        )
    if "okrpress" in pipeline:
        yield from _together((pipeline,), "merge_request_event", "a merge request")
        yield from _version(GITLAB_PIPELINE, pipeline)
        yield from _version(
            f"{GITLAB_PINS}/okrpress.txt", _text(top / GITLAB_PINS / "okrpress.txt")
        )


def _workflows(top: Path) -> Iterator[tuple[str, str]]:
    folder = Path(GITHUB_WORKFLOW).parent
    if (top / folder).is_dir():
        for path in sorted((top / folder).iterdir()):
            if path.suffix in {".yml", ".yaml"}:
                yield f"{folder.as_posix()}/{path.name}", _text(path)


def _text(path: Path) -> str:
    """A file without its comments; empty where it cannot be read."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size > _LARGEST:
        return ""
    text = path.read_bytes().decode("utf-8", "replace")
    return re.sub(r"(?:^|(?<=[ \t]))#.*$", "", text, flags=re.MULTILINE)


def _together(texts: tuple[str, ...], event: str, proposal: str) -> Iterator[Check]:
    """Whether proposals are checked, and the site is published."""
    if any(re.search(rf"\b{event}\b", text) and _runs("check", text) for text in texts):
        yield fine(f"{proposal} is checked")
    else:
        yield problem(f"nothing checks {proposal}", f"run `okrpress check` on {event}")
    if any(_runs("build", text) for text in texts):
        yield fine("the site is built")
    else:
        yield note("nothing builds the site", "run `okrpress build` when the main branch changes")


def _runs(command: str, text: str) -> bool:
    return re.search(rf"\bokrpress[\"']?[ \t]+{command}\b", text) is not None


def _examine_workflow(file: str, text: str) -> Iterator[Check]:
    actions = [name for name in _USES.findall(text) if not name.startswith("./")]
    loose = [name for name in actions if not _PINNED.search(name)]
    if loose:
        said = f"{file} uses {', '.join(dict.fromkeys(loose))}, which others can change"
        yield problem(said, "name each action by its commit: owner/name@<40 hex digits>")
    elif actions:
        yield fine(f"{file} names its actions by their commits")
    yield _permissions(file, text)
    if re.search(r"\bpull_request_target\b", text):
        said = f"{file} runs on pull_request_target, with the rights of the main branch"
        yield problem(said, "use pull_request: anybody can propose anything")
    yield from _version(file, text)


def _permissions(file: str, text: str) -> Check:
    said = _PERMISSIONS.search(text)
    if said and "write-all" not in said[1]:
        return fine(f"{file} says what its jobs may do")
    help = "write `permissions: {}` at its top, and in each job what that needs"
    return problem(f"{file} leaves its jobs all the rights that the repository gives", help)


def _version(file: str, text: str) -> Iterator[Check]:
    versions = sorted({*_VERSION.findall(text)} - {__version__})
    if versions:
        said = f"{file} installs okrpress {', '.join(versions)}, and here runs {__version__}"
        yield note(said, "use the same version, so that both find the same")
