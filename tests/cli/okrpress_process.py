"""Run okrpress as its users do: in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

COMMAND = (sys.executable, "-m", "okrpress")


def okrpress(
    *arguments: str | Path, cwd: Path, typed: str = "", **env: str
) -> subprocess.CompletedProcess[str]:
    """What came of a command line; `typed` is its standard input."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **env},
        input=typed,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files, with their folders."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
