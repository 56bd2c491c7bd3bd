"""Work on all processors: one executor, which is a pool of processes.

The workers are forked, so that they have everything that was read and computed by then without a
copy, and only what they are asked for and what they give passes between processes. Where a
process cannot be forked safely (Windows, macOS), everything is done in the one there is.
"""

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from okrpress.errors import OkrpressError
from okrpress.meter import Spent, add_spent, take_spent

if TYPE_CHECKING:
    from concurrent.futures import Future

State = TypeVar("State")
Batch = TypeVar("Batch")
Result = TypeVar("Result")

MOST = 8
"""Workers that are used unless somebody asks for more: memory grows with them."""
_AHEAD = 4  # batches for each worker that wait, or whose results do
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


def can_fork() -> bool:
    """Whether workers may be forked here."""
    return sys.platform not in {"win32", "darwin", "cygwin"} and hasattr(os, "fork")


def processors() -> int:
    """How many processes are of use here, at most `MOST`."""
    if not can_fork():
        return 1
    with suppress(AttributeError, OSError):
        return min(MOST, len(os.sched_getaffinity(0)))
    return min(MOST, os.cpu_count() or 1)


def spread(
    work: Callable[[State, Batch], Result],
    state: State,
    batches: Iterable[Batch],
    jobs: int,
    meanwhile: Callable[[], bool] = lambda: False,
) -> Iterator[Result]:
    """`work(state, batch)` for every batch, in their order, in so many processes.

    `state` is forked; batches and results are copied. An `OkrpressError` of a worker is raised
    here as if there were no workers. One that is killed raises `OkrpressError`. While a result is
    waited for, `meanwhile` does a part of what else there is to do, until it says that nothing is
    left of that.
    """
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(
        jobs,
        mp_context=get_context("fork"),
        initializer=_begin,
        initargs=(work, state, os.getpid()),
    )
    waiting: deque[Future[Any]] = deque()
    try:
        for batch in batches:
            waiting.append(pool.submit(_do, batch))
            if len(waiting) > jobs * _AHEAD:
                yield _result(waiting.popleft(), meanwhile)
        while waiting:
            yield _result(waiting.popleft(), meanwhile)
    except BrokenProcessPool as error:
        raise OkrpressError(
            "a process that helped was killed; the old site, if any, is untouched",
            help="often the memory was not enough: do it again with --jobs 1, which needs less",
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


# ── in the worker ─────────────────────────────────────────────────────────────────────────────


class _Done(NamedTuple):
    """A result, and what it has taken, where somebody wants to know."""

    result: Any
    spent: list[Spent]


class _Refused(NamedTuple):
    """An `OkrpressError`, as it can be sent."""

    message: str
    help: str


_begun: list[tuple[Callable[[Any, Any], Any], Any]] = []
_not_ours: list[object] = []


def _begin(work: Callable[[Any, Any], Any], state: Any, parent: int) -> None:
    """A worker leaves Ctrl-C to the process that began it, and ends with it."""
    _not_ours.append(take_spent())  # what was measured before; to free it here would copy it
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    _end_with(parent)
    _begun.append((work, state))


def _end_with(parent: int) -> None:
    with suppress(OSError, AttributeError):
        import ctypes

        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it has ended before it could be asked for
        os._exit(1)


def _do(batch: Any) -> Any:
    work, state = _begun[0]
    try:
        return _Done(work(state, batch), take_spent())
    except OkrpressError as error:
        return _Refused(str(error), error.help)


def _result(future: "Future[Any]", meanwhile: Callable[[], bool]) -> Any:
    while not future.done() and meanwhile():
        pass
    result = future.result()
    if isinstance(result, _Refused):
        raise OkrpressError(result.message, help=result.help)
    add_spent(result.spent)
    return result.result
