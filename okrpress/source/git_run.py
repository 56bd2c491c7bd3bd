"""The one way in which git is run: as it comes, and as if nobody were there.

No hook, pager or monitor of the repository's configuration runs, nothing is asked of anybody or
fetched, and what the environment wants of git is forgotten.
"""

import os
import subprocess
from pathlib import Path

from okrpress.errors import OkrpressError

_QUIET = (
    *("--no-optional-locks", "--no-pager"),
    *("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}"),
    *("-c", "core.quotePath=true", "-c", "protocol.allow=never"),
)


def run_git(
    root: Path, *arguments: str, stdin: bytes = b"", seconds: int = 120
) -> subprocess.CompletedProcess[bytes]:
    """What git says in a folder. Raises OkrpressError when it is not there or does not answer."""
    try:
        return subprocess.run(  # noqa: S603 - a fixed program; arguments are revisions and paths
            ["git", *_QUIET, *arguments],  # noqa: S607 - the user's own git
            cwd=root,
            input=stdin,
            capture_output=True,
            env=_environment(),
            timeout=seconds,
            check=False,
        )
    except FileNotFoundError:
        raise OkrpressError("git is not installed", help="install git: it keeps the past") from None
    except subprocess.TimeoutExpired:
        raise OkrpressError(f"git did not answer within {seconds} seconds") from None
    except OSError as error:
        raise OkrpressError(f"git cannot be run: {error.strerror or error}".lower()) from error


def _environment() -> dict[str, str]:
    """The user's environment without what points git elsewhere, and without questions."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    quiet = {
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "LC_ALL": "C",
    }
    return kept | quiet
