"""When a request to stop is heard, and when it waits."""

import os
import signal
import threading
from collections.abc import Iterator

import pytest

from okrpress.publish.signals import StopRequests


def ask(number: int) -> None:
    os.kill(os.getpid(), number)


def asking(number: int, seen: list[str]) -> Iterator[int]:
    yield 1
    ask(number)
    seen.append("not reached")
    yield 2


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (signal.SIGINT, KeyboardInterrupt),
        (signal.SIGTERM, SystemExit),
        (signal.SIGHUP, SystemExit),
    ],
    ids=["SIGINT", "SIGTERM", "SIGHUP"],
)
def test_while_an_item_is_being_made_it_raises_at_once(
    number: int, kind: type[BaseException]
) -> None:
    seen: list[str] = []
    with pytest.raises(kind) as caught, StopRequests() as stop:
        seen.extend(str(item) for item in stop.each(asking(number, seen)))
    assert seen == ["1"]
    assert kind is KeyboardInterrupt or caught.value.args == (128 + number,)


def test_while_an_item_is_used_it_waits_for_the_next() -> None:
    used = []

    def use(item: int) -> None:
        ask(signal.SIGTERM)
        used.append(item)

    with pytest.raises(SystemExit), StopRequests() as stop:
        list(map(use, stop.each([1, 2, 3])))
    assert used == [1]


def test_it_waits_for_the_end_and_is_not_forgotten() -> None:
    reached = []

    def work() -> None:
        with StopRequests():
            ask(signal.SIGINT)
            reached.append("end")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert reached == ["end"]


def test_another_error_is_not_hidden() -> None:
    def work() -> None:
        with StopRequests():
            ask(signal.SIGTERM)
            raise ValueError("first")

    with pytest.raises(ValueError, match="first"):
        work()


def test_handlers_are_put_back() -> None:
    with StopRequests():
        assert signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_handler_of_somebody_else_stays() -> None:
    heard = []
    before = signal.signal(signal.SIGTERM, lambda number, _: heard.append(number))
    try:
        with StopRequests():
            ask(signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert heard == [signal.SIGTERM]


def test_a_forked_worker_dies_as_it_would_have() -> None:
    with StopRequests():
        worker = os.fork()
        if not worker:
            ask(signal.SIGTERM)
            os._exit(0)
        assert os.WTERMSIG(os.waitpid(worker, 0)[1]) == signal.SIGTERM


def test_other_threads_hear_nothing_and_work() -> None:
    made: list[int] = []

    def work() -> None:
        with StopRequests() as stop:
            made.extend(stop.each([1, 2]))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert made == [1, 2]
