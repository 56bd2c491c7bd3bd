"""Run a command as a user who may write nothing: root, who may everything, proves nothing."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from okrpress.cli.group import run

_NOBODY = 65534


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that everybody may look into."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def run_as_nobody(folder: Path, *arguments: str, rehearsed: bool = True) -> tuple[int, str]:
    """The exit code of a command in a folder that nobody may write to, and all that it says.

    `rehearsed` runs it dry first, so that nothing has to be imported later.
    """
    if rehearsed:
        run([*arguments, "--root", str(folder), "--dry-run"])
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        sys.stdout = sys.stderr = os.fdopen(writing, "w", encoding="utf-8")
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(_NOBODY)
            os.setuid(_NOBODY)
        code = run([*arguments, "--root", str(folder)])
        sys.stdout.flush()
        os._exit(code)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as words:
        said = words.read()
    code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return code, said
