"""One thread that does all the work on the site, in the order it is asked for."""

import gc
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TypeVar

Result = TypeVar("Result")

REST = 2.0
"""Seconds without work after which garbage is collected: nobody waits then."""

MANY = 200
"""Jobs after which it is collected all the same."""


class Painter:
    """Reads, scores and draws, so that whoever asks for it stays free for others.

    The thread dies with the program, whatever it is busy with: Ctrl-C does not wait for it.
    """

    def __init__(self) -> None:
        self._jobs: SimpleQueue[tuple[Callable[[], Any], Future[Any]]] = SimpleQueue()
        Thread(target=self._work, name="painter", daemon=True).start()

    def do(self, job: Callable[[], Result]) -> Future[Result]:
        """Have it done after everything that was asked for before."""
        future: Future[Result] = Future()
        self._jobs.put((job, future))
        return future

    def _work(self) -> None:
        done = 0
        while True:
            try:
                job, future = self._jobs.get(timeout=REST if done else None)
            except Empty:
                gc.collect()
                done = 0
                continue
            done += 1
            if done % MANY == 0:
                gc.collect()
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(job())
            except BaseException as error:  # noqa: BLE001 - whoever waits for it hears of it
                future.set_exception(error)
