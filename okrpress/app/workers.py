"""Work on all processors, by processes that are forked for it.

They have everything that was read and computed by then without a copy, and only what they are
asked for and what they give passes between processes, through a pair of pipes for each. Where a
process cannot be forked safely (Windows, macOS), everything is done in the one there is.
"""

import os
import select
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, NamedTuple, NoReturn, TypeVar

from okrpress.app.messages import AT_ONCE, Parts, packed, received, send
from okrpress.errors import OkrpressError
from okrpress.meter import Spent, add_spent, take_spent

State = TypeVar("State")
Batch = TypeVar("Batch")
Result = TypeVar("Result")
Item = TypeVar("Item")

_AHEAD = 4  # batches for each worker that wait, and as many results
_HELPING = 2  # batches of others' lanes
_SIGNALS = [getattr(signal, one) for one in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, one)]


def spread(
    work: Callable[[State, Batch], Iterable[Result]],
    state: State,
    lanes: Sequence[Iterable[Batch]],
    jobs: int,
    *,
    meanwhile: Callable[[], bool] = lambda: False,
    is_used_up: Callable[[Result], bool] = lambda _: False,
) -> Iterator[Result]:
    """All that `work(state, batch)` gives for every batch, in so many processes, as it comes.

    `state` is forked; batches and results are copied: a batch names its work in few words, and of
    many results each is sent once it is there. Each worker keeps to one of the lanes as long as
    there is anything left of it. An `OkrpressError` of a worker is raised here as if there were no
    workers. One that is killed raises `OkrpressError`. While a result is waited for, `meanwhile`
    does a part of what else there is to do, until it says that nothing is left of that. A worker
    whose result says that it `is_used_up` is asked for no more, and another is forked in its place.
    """
    crew = _Crew(work, state, is_used_up)
    left = [iter(lane) for lane in lanes]
    try:
        crew.begin(jobs)
        while crew.ask(left):
            if crew.answers:
                yield crew.next_result()
            elif not meanwhile():
                crew.hear(None)
    finally:
        crew.end()


def in_lanes(items: Sequence[Item], count: int) -> list[Sequence[Item]]:
    """The items in so many stretches of what lies together."""
    length = -(-len(items) // count)
    return [items[lane * length : (lane + 1) * length] for lane in range(count)]


class _Crew:
    """The workers, and what they were asked for and have not yet given."""

    def __init__(
        self,
        work: Callable[[Any, Any], Iterable[Any]],
        state: object,
        is_used_up: Callable[[Any], bool],
    ) -> None:
        self._work = work
        self._state = state
        self._is_used_up = is_used_up
        self._workers: list[_Worker] = []
        self._leaving: list[_Worker] = []  # are asked for no more
        self._gone: list[_Worker] = []  # have given all; to wait for their ends takes long
        self._poll = select.poll()
        self._by_results: dict[int, _Worker] = {}
        self.answers: deque[Any] = deque()

    def begin(self, jobs: int) -> None:
        """Fork so many workers."""
        for _ in range(jobs):
            self._workers.append(self._forked())

    def _forked(self) -> "_Worker":
        try:
            worker = _forked(self._work, self._state, (*self._workers, *self._leaving))
        except OSError as error:
            message = f"no process that helps can be started: {error.strerror}"
            raise OkrpressError(message, help="do it again with --jobs 1") from error
        self._by_results[worker.results] = worker
        self._poll.register(worker.results, select.POLLIN)
        return worker

    def _replace(self, place: int) -> None:
        """Let a worker do what it was asked for, and have another one for all else."""
        self._gone = [one for one in self._gone if not _has_ended(one)]
        self._workers[place].ask_no_more()
        self._leaving.append(self._workers.pop(place))  # one list: a fork closes each pipe once
        self._workers.insert(place, self._forked())

    def ask(self, lanes: Sequence[Iterator[object]]) -> bool:
        """Give everyone enough to do; False once all was answered.

        Whoever comes to the end of a lane helps with the others.
        """
        self.hear(0)
        places = range(len(self._workers))
        for ahead in range(1, _AHEAD + 1):
            for place in places:
                self._give(place, lanes[place % len(lanes)], ahead)
        for place in places:
            if self._workers[place].asked < _HELPING:
                for lane in lanes:
                    self._give(place, lane, _HELPING)
        everyone = (*self._workers, *self._leaving)
        return bool(self.answers) or any(worker.asked for worker in everyone)

    def _give(self, place: int, lane: Iterator[object], ahead: int) -> None:
        """Ask a worker for what comes next in a lane; for no more while many results wait."""
        most = _AHEAD * len(self._workers)
        while self._workers[place].asked < ahead and len(self.answers) < most:
            try:
                batch = next(lane)
            except StopIteration:
                return
            if self._workers[place].is_used_up:
                self._replace(place)
            worker = self._workers[place]
            worker.asked += 1
            try:
                send(worker.requests, packed(batch))
            except OSError as error:
                raise _killed() from error

    def next_result(self) -> Any:
        """A result that has come."""
        answer = self.answers.popleft()
        if isinstance(answer, _Refused):
            raise OkrpressError(answer.message, help=answer.help)
        if isinstance(answer, _Failed):
            answer.error.add_note(f"in a process that helped:\n{answer.told}")
            raise answer.error
        add_spent(answer.spent)
        return answer.result

    def hear(self, patience: int | None) -> None:
        """Take in what the workers have sent, until there is an answer or nothing more to take."""
        while ready := self._poll.poll(patience):
            for results, _ in ready:
                self._hear(self._by_results[results])
            if self.answers:
                return
            patience = 0

    def _hear(self, worker: "_Worker") -> None:
        """Take in one message."""
        message = received(worker.results)
        if message:
            self._take(worker, *message)
        elif worker.asked or worker in self._workers:
            raise _killed()
        if not worker.asked and worker in self._leaving:
            self._poll.unregister(worker.results)
            self._leaving.remove(worker)
            self._gone.append(worker)
            os.close(worker.results)

    def _take(self, worker: "_Worker", answer: object) -> None:
        """Keep an answer until somebody asks for it; one of nothing ends a batch."""
        if answer is None:
            worker.asked -= 1
            return
        self.answers.append(answer)
        if isinstance(answer, _Done) and self._is_used_up(answer.result):
            worker.is_used_up = True

    def end(self) -> None:
        """End the workers; whatever they are still doing, nobody waits for."""
        working = (*self._workers, *self._leaving)
        for worker in working:
            if worker.asked:
                with suppress(ProcessLookupError):
                    os.kill(worker.process, signal.SIGKILL)
            worker.ask_no_more()
            os.close(worker.results)
        for worker in (*working, *self._gone):
            with suppress(ChildProcessError):
                os.waitpid(worker.process, 0)


class _Worker:
    """A process, the pipes to and from it, and how many batches it was asked for."""

    def __init__(self, process: int, requests: int, results: int) -> None:
        self.process, self.requests, self.results = process, requests, results
        self.asked = 0
        self.is_used_up = False
        self._is_asked = True

    @property
    def pipes(self) -> tuple[int, ...]:
        """Those that are open."""
        return (self.requests, self.results) if self._is_asked else (self.results,)

    def ask_no_more(self) -> None:
        """Let it end once it has done what it was asked for."""
        if self._is_asked:
            os.close(self.requests)
        self._is_asked = False


def _has_ended(worker: _Worker) -> bool:
    """Whether a worker that was let go has ended; it is not waited for."""
    try:
        return os.waitpid(worker.process, os.WNOHANG)[0] != 0
    except ChildProcessError:
        return True


def _killed() -> OkrpressError:
    return OkrpressError(
        "a process that helped was killed; the old site, if any, is untouched",
        help="often the memory was not enough: do it again with --jobs 1, which needs less",
    )


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


def _forked(
    work: Callable[[Any, Any], Iterable[Any]], state: Any, others: Iterable[_Worker]
) -> _Worker:
    """Fork a worker; no signal reaches it before it has let go of what is not its own."""
    requests_end, requests = os.pipe()
    results, results_end = os.pipe()
    _widen(results_end)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        process = os.fork()
        if not process:
            not_its_own = [requests, results]  # or it would not notice that nobody asks any more
            not_its_own += [pipe for one in others for pipe in one.pipes]
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

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, AT_ONCE)


def _serve(
    work: Callable[[Any, Any], Iterable[Any]],
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
        while message := received(requests):
            for answer in _answers(work, state, *message):
                send(results, _packed(answer))
    except OSError:
        pass  # nobody reads any more
    finally:
        os._exit(0)


def _packed(answer: _Done | _Refused | _Failed | None) -> Parts:
    try:
        return packed(answer)
    except Exception as error:  # noqa: BLE001 - whatever it cannot send
        return packed(_Failed(TypeError(str(error)), traceback.format_exc()))


def _answers(
    work: Callable[[Any, Any], Iterable[Any]], state: Any, batch: Any
) -> Iterator[_Done | _Refused | _Failed | None]:
    """What comes of a batch, and then nothing."""
    try:
        for result in work(state, batch):
            yield _Done(result, take_spent())
    except OkrpressError as error:
        yield _Refused(str(error), error.help)
    except Exception as error:  # noqa: BLE001 - it is raised where it was asked for
        yield _Failed(error, traceback.format_exc())
    yield None
