"""Being told to stop (Ctrl-C, SIGTERM), as an exception at places where stopping is safe.

An exception out of a signal handler can come between any two steps, also between making a file
and remembering it, and is lost when it comes while Python tidies up an object. So the handler
remembers the request, and raises only while somebody else's code, the rendering, is running.
"""

import os
import signal
import threading
from collections.abc import Iterable, Iterator
from types import FrameType, TracebackType
from typing import NoReturn, Self, TypeVar

Item = TypeVar("Item")

# What each signal does where nobody has set a handler; handlers of others are left alone.
_DEFAULTS = {
    getattr(signal, name): default
    for name, default in (
        ("SIGINT", signal.default_int_handler),
        ("SIGTERM", signal.SIG_DFL),
        ("SIGHUP", signal.SIG_DFL),
    )
    if hasattr(signal, name)
}


class StopRequests:
    """While entered, requests to stop wait for `check`, for the next item of `each`, or the end.

    Ctrl-C then raises `KeyboardInterrupt`, any other signal `SystemExit` with 128 + signal.
    Only the main thread can hear signals; in others nothing changes.
    """

    def __init__(self) -> None:
        self._asked: int | None = None
        self._may_raise = False
        self._process = os.getpid()
        self._ours: list[int] = []

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            for number, default in _DEFAULTS.items():
                if signal.getsignal(number) is default:
                    signal.signal(number, self._hear)
                    self._ours.append(number)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        for number in self._ours:
            signal.signal(number, _DEFAULTS[number])
        if kind is None:
            self.check()

    def check(self) -> None:
        """Raise if a request has come."""
        if self._asked is not None:
            _raise(self._asked)

    def each(self, items: Iterable[Item]) -> Iterator[Item]:
        """Pass the items on; a request that comes while one is being made raises at once."""
        iterator = iter(items)
        while True:
            self._may_raise = True
            try:
                self.check()
                item = next(iterator)
            except StopIteration:
                return
            finally:
                self._may_raise = False
            yield item

    def _hear(self, number: int, _: FrameType | None) -> None:
        if os.getpid() != self._process:  # a forked worker does as it would have without us
            signal.signal(number, _DEFAULTS[number])
            os.kill(os.getpid(), number)
            return
        self._asked = number
        if self._may_raise:
            _raise(number)


def _raise(number: int) -> NoReturn:
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    raise SystemExit(128 + number)
