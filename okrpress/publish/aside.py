"""Work that another process does meanwhile: looking at thousands of files, which changes nothing.

A process is forked for it where that is safe and there is a processor for it. Everywhere else, and
where it comes to nothing, the work is done here once its result is asked for.
"""

import os
import sys
import threading
import weakref
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

FEWEST = 4000
"""Files and folders to look at that are worth a second process."""
_AT_ONCE = 1 << 20  # bytes
_is_aside: list[bool] = []  # in the other process


class Aside:
    """Some work, begun at once where it is to look at many files; its result is never empty."""

    def __init__(self, work: Callable[[], bytes], files: int) -> None:
        self._work = work
        self._result = b""
        self._source = -1
        self._end: Callable[[], bool | None] = bool
        if is_of_use(files):
            with suppress(OSError):  # no process or no pipe to be had
                self._source, child = _forked(work)
                self._end = weakref.finalize(self, _end, self._source, child)

    def result(self) -> bytes:
        """What the work gave."""
        if not self._result:
            self._result = self._received() or self._work()
        return self._result

    def _received(self) -> bytes:
        if self._source < 0:
            return b""
        parts: list[bytes] = []
        while part := os.read(self._source, _AT_ONCE):
            parts.append(part)
        self._source = -1
        return b"".join(parts) if self._end() else b""


def is_of_use(files: int) -> bool:
    """Whether another process helps: it is worth it, safe, and there is a processor for it."""
    if sys.platform != "linux" or files < FEWEST or threading.active_count() > 1 or _is_aside:
        return False
    return len(os.sched_getaffinity(0)) > 1


def _forked(work: Callable[[], bytes]) -> tuple[int, int]:
    """Where the result can be read, and the process that it comes from."""
    source, target = os.pipe()
    try:
        child = os.fork()
        if not child:  # pragma: no cover - whoever measures is in the first process
            _answer(work, source, target)
    except OSError:
        os.close(source)
        raise
    finally:
        os.close(target)
    return source, child


def _answer(  # pragma: no cover - as above
    work: Callable[[], bytes], source: int, target: int
) -> NoReturn:
    """In the other process: it ends here, whatever happens."""
    status = 1
    try:
        _is_aside.append(True)
        os.close(source)  # whoever does not want the result any more has closed it, too
        with open(target, "wb") as file:
            file.write(work())
        status = 0
    finally:
        os._exit(status)


def _end(source: int, child: int) -> bool:
    """Whether the process has done its work; it ends in any case."""
    os.close(source)
    with suppress(ChildProcessError):  # of another process: this one was forked later
        return os.waitpid(child, 0)[1] == 0
    return False
