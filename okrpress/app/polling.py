"""Tell whether a project's files have changed, by looking again and again."""

import os
from collections.abc import Iterator
from pathlib import Path

from okrpress.app.project import read_project
from okrpress.source.settings import FILE

State = frozenset[tuple[str, int, int]]
"""Path, time of the last change and size of every file."""


def state(root: Path) -> State:
    """What a project's settings and content look like from outside; two differ after a change."""
    content = read_project(root).content
    return frozenset(_stamps([root / FILE, *_files(content)]))


def _files(folder: Path) -> Iterator[Path]:
    for path, _, names in os.walk(folder):
        yield from (Path(path, name) for name in names)


def _stamps(paths: list[Path]) -> Iterator[tuple[str, int, int]]:
    for path in paths:
        try:
            status = path.lstat()
        except OSError:  # gone since it was listed, or never there
            continue
        yield str(path), status.st_mtime_ns, status.st_size
