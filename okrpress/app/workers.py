"""Work on all processors, by processes that are forked for it.

They have everything that was read and computed by then without a copy, and only what they are
asked for and what they give passes between processes, through a pair of pipes for each. Where a
process cannot be forked safely (Windows, macOS), everything is done in the one there is.
"""

import os
import pickle
import select
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import zip_longest
from typing import Any, NamedTuple, NoReturn, TypeVar

from okrpress.errors import OkrpressError
from okrpress.meter import Spent, add_spent, take_spent

State = TypeVar("State")
Batch = TypeVar("Batch")
Result = TypeVar("Result")
Item = TypeVar("Item")

_AHEAD = 4  # batches for each worker that wait, or whose results do
_BEHIND = 6  # batches that wait for one worker: another takes the next
_SIZE = 4  # bytes that say how long a message is
_SIGNALS = [getattr(signal, one) for one in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, one)]
_AT_ONCE = 1024 * 1024  # bytes of a pipe that are read at once


def spread(
    work: Callable[[State, Batch], Result],
    state: State,
    batches: Iterable[Batch],
    jobs: int,
    meanwhile: Callable[[], bool] = lambda: False,
) -> Iterator[Result]:
    """`work(state, batch)` for every batch, in their order, in so many processes.

    `state` is forked; batches and results are copied: a batch names its work in few words. Each
    worker takes its turn, unless it is far behind: `in_lanes` gives each what lies together. An
    `OkrpressError` of a worker is raised here as if there were no workers. One that is killed
    raises `OkrpressError`. While a result is waited for, `meanwhile` does a part of what else
    there is to do, until it says that nothing is left of that.
    """
    crew = _Crew()
    waiting = 0
    try:
        crew.begin(work, state, jobs)
        for batch in batches:
            crew.ask(batch)
            waiting += 1
            if waiting > jobs * _AHEAD:
                yield crew.next_result(meanwhile)
                waiting -= 1
        for _ in range(waiting):
            yield crew.next_result(meanwhile)
    finally:
        crew.end()


def in_lanes(items: Sequence[Item], count: int) -> list[Item]:
    """The items in turns from so many stretches: what lies together goes to the same worker."""
    length = -(-len(items) // count)
    lanes = [items[start : start + length] for start in range(0, len(items), length or 1)]
    return [one for row in zip_longest(*lanes) for one in row if one is not None]


class _Crew:
    """The workers, and what they were asked for and have not yet given."""

    def __init__(self) -> None:
        self._workers: list[_Worker] = []
        self._poll = select.poll()
        self._by_results: dict[int, _Worker] = {}
        self._answers: dict[int, Any] = {}
        self._asked = self._given = 0

    def begin(self, work: Callable[[Any, Any], Any], state: Any, jobs: int) -> None:
        """Fork so many workers."""
        for _ in range(jobs):
            try:
                worker = _forked(work, state, self._workers)
            except OSError as error:
                message = f"no process that helps can be started: {error.strerror}"
                raise OkrpressError(message, help="do it again with --jobs 1") from error
            self._workers.append(worker)
            self._by_results[worker.results] = worker
            self._poll.register(worker.results, select.POLLIN)

    def ask(self, batch: object) -> None:
        """Give a batch to the one whose turn it is, or to whoever has least to do."""
        self._hear(0)
        worker = self._workers[self._asked % len(self._workers)]
        if len(worker.asked) > _BEHIND:
            worker = min(self._workers, key=lambda one: len(one.asked))
        worker.asked.append(self._asked)
        self._asked += 1
        try:
            _write(worker.requests, pickle.dumps(batch))
        except OSError as error:
            raise _killed() from error

    def next_result(self, meanwhile: Callable[[], bool]) -> Any:
        """The result of the first batch that was asked for and not yet given."""
        at, self._given = self._given, self._given + 1
        self._hear(0)
        while at not in self._answers and meanwhile():
            self._hear(0)
        while at not in self._answers:
            self._hear(None)
        answer = self._answers.pop(at)
        if isinstance(answer, _Refused):
            raise OkrpressError(answer.message, help=answer.help)
        if isinstance(answer, _Failed):
            answer.error.add_note(f"in a process that helped:\n{answer.told}")
            raise answer.error
        add_spent(answer.spent)
        return answer.result

    def _hear(self, patience: int | None) -> None:
        """Take in what the workers have sent."""
        for results, _ in self._poll.poll(patience):
            worker = self._by_results[results]
            data = os.read(results, _AT_ONCE)
            if not data:
                raise _killed()
            for message in worker.heard(data):
                self._answers[worker.asked.popleft()] = pickle.loads(message)  # noqa: S301 - ours

    def end(self) -> None:
        """End the workers; whatever they are still doing, nobody waits for."""
        for worker in self._workers:
            if worker.asked:
                with suppress(ProcessLookupError):
                    os.kill(worker.process, signal.SIGKILL)
            os.close(worker.requests)
            os.close(worker.results)
        for worker in self._workers:
            with suppress(ChildProcessError):
                os.waitpid(worker.process, 0)


class _Worker:
    """A process, the pipes to and from it, and the batches that it was asked for."""

    def __init__(self, process: int, requests: int, results: int) -> None:
        self.process, self.requests, self.results = process, requests, results
        self.asked: deque[int] = deque()
        self._data = bytearray()

    def heard(self, data: bytes) -> Iterator[bytes]:
        """The messages that are complete with what was just read."""
        self._data += data
        while len(self._data) >= _SIZE:
            end = _SIZE + int.from_bytes(self._data[:_SIZE])
            if len(self._data) < end:
                return
            yield bytes(memoryview(self._data)[_SIZE:end])
            del self._data[:end]


def _killed() -> OkrpressError:
    return OkrpressError(
        "a process that helped was killed; the old site, if any, is untouched",
        help="often the memory was not enough: do it again with --jobs 1, which needs less",
    )


def _write(pipe: int, data: bytes) -> None:
    """Send a message, all of it."""
    left = memoryview(len(data).to_bytes(_SIZE) + data)
    while left:
        left = left[os.write(pipe, left) :]


# ── in the worker ─────────────────────────────────────────────────────────────────────────────


class _Done(NamedTuple):
    """A result, and what it has taken, where somebody wants to know."""

    result: Any
    spent: list[Spent]


class _Refused(NamedTuple):
    """An `OkrpressError`, as it can be sent."""

    message: str
    help: str


class _Failed(NamedTuple):
    """Any other error, and where it was raised."""

    error: Exception
    told: str


_not_ours: list[object] = []


def _forked(work: Callable[[Any, Any], Any], state: Any, others: Iterable[_Worker]) -> _Worker:
    """Fork a worker; no signal reaches it before it has let go of what is not its own."""
    requests_end, requests = os.pipe()
    results, results_end = os.pipe()
    _widen(results_end)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        process = os.fork()
        if not process:
            not_its_own = [requests, results]  # or it would not notice that nobody asks any more
            not_its_own += [pipe for one in others for pipe in (one.requests, one.results)]
            _serve(work, state, requests_end, results_end, not_its_own)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    os.close(requests_end)
    os.close(results_end)
    return _Worker(process, requests, results)


def _widen(pipe: int) -> None:
    """Let a worker go on while nobody reads, where the system can do that."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _AT_ONCE)


def _serve(
    work: Callable[[Any, Any], Any],
    state: Any,
    requests: int,
    results: int,
    not_its_own: Iterable[int],
) -> NoReturn:
    """Answer requests until there is nobody to ask."""
    try:
        _not_ours.append(take_spent())  # what was measured before; to free it would copy it
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that began it
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
        for pipe in not_its_own:
            os.close(pipe)
        with open(requests, "rb") as asked:
            while size := asked.read(_SIZE):
                batch = pickle.loads(asked.read(int.from_bytes(size)))  # noqa: S301 - ours
                _write(results, _message(_done(work, state, batch)))
    except OSError:
        pass  # nobody reads any more
    finally:
        os._exit(0)


def _message(answer: "_Done | _Refused | _Failed") -> bytes:
    try:
        return pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001 - whatever it cannot send
        return pickle.dumps(_Failed(TypeError(str(error)), traceback.format_exc()))


def _done(work: Callable[[Any, Any], Any], state: Any, batch: Any) -> _Done | _Refused | _Failed:
    try:
        return _Done(work(state, batch), take_spent())
    except OkrpressError as error:
        return _Refused(str(error), error.help)
    except Exception as error:  # noqa: BLE001 - it is raised where it was asked for
        return _Failed(error, traceback.format_exc())
