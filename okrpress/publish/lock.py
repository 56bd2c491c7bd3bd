"""One build at a time for each output folder.

The lock belongs to the open file, not to its content: it ends with the process, however that
ends, so that no stale lock needs judging.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from okrpress.errors import OkrpressError
from okrpress.publish.errors import io_errors
from okrpress.publish.folder import Place

if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_held: set[int] = set()


def _forget() -> None:
    """A forked worker must not keep the lock of a build that is gone."""
    for handle in _held:
        os.close(handle)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


@contextmanager
def build_lock(place: Place) -> Iterator[None]:
    """Hold the lock of the output folder; raises at once when another build holds it."""
    with io_errors("lock", place.shown):
        handle = _acquire(place)
    _held.add(handle)
    try:
        yield
    finally:
        with suppress(OSError):
            place.lock.unlink()
        _held.discard(handle)
        with suppress(OSError):
            os.close(handle)


def _acquire(place: Place) -> int:
    """Lock the file that the path names now: the one opened may have been removed meanwhile."""
    while True:
        handle = os.open(place.lock, _FLAGS, 0o644)
        try:
            _take(handle)
            if _is_current(place, handle):
                return handle
        except (BlockingIOError, PermissionError):
            os.close(handle)
            raise OkrpressError(
                f"another build is writing {place.shown}", help="build again when it is done"
            ) from None
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _is_current(place: Place, handle: int) -> bool:
    try:
        named = place.lock.lstat()
    except FileNotFoundError:
        return False
    return os.path.samestat(named, os.fstat(handle))
