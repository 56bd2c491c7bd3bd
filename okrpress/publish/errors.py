"""Errors of the file system, in words."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from okrpress.errors import OkrpressError

_ADVICE = {
    errno.ENOSPC: "free some space; the old site is untouched",
    errno.EDQUOT: "free some space; the old site is untouched",
    errno.EFBIG: "raise the limit on file size (ulimit -f); the old site is untouched",
    errno.EROFS: "publish into a folder of a writable file system",
    errno.EACCES: "check who may write to the folder and to the one that holds it",
    errno.EPERM: "check who may write to the folder and to the one that holds it",
    errno.EBUSY: "the folder is a mount point and cannot be swapped: publish into one inside it",
    errno.EXDEV: "the folder is a mount point and cannot be swapped: publish into one inside it",
}


def cannot(action: str, path: Path | str, error: OSError) -> OkrpressError:
    """The error to raise when `action` on `path` failed; `path` is as the user knows it."""
    reason = error.strerror or str(error)
    help = _ADVICE.get(error.errno or 0, "the old site is untouched; solve this and build again")
    return OkrpressError(f"cannot {action} {path}: {reason}", help=help)


@contextmanager
def io_errors(action: str, path: Path | str) -> Iterator[None]:
    """Turn an `OSError` inside the block into an `OkrpressError` that names action and path."""
    try:
        yield
    except OSError as error:
        raise cannot(action, path, error) from error
