"""Work for another process: its result comes whatever becomes of that process."""

import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from okrpress.publish import aside
from okrpress.publish.aside import Aside, is_of_use

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")  # see `few`

HERE = os.getpid()
LONG = b"x" * 3_000_000  # many times what a pipe holds


def killed() -> bytes:
    if os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)
    return b"done here"


def failing() -> bytes:
    if os.getpid() != HERE:
        raise KeyboardInterrupt
    return b"done here"


WORK: dict[str, tuple[Callable[[], bytes], bytes]] = {
    "a word": (lambda: b"y", b"y"),
    "more than a pipe holds": (lambda: LONG, LONG),
    "of a process that is killed": (killed, b"done here"),
    "of a process that fails": (failing, b"done here"),
}


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few files are many here; whoever runs tests on several processors has threads of his own."""
    count, others = threading.active_count, threading.active_count() - 1
    monkeypatch.setattr(threading, "active_count", lambda: count() - others)
    monkeypatch.setattr(aside, "FEWEST", 10)


@pytest.mark.parametrize(("work", "result"), WORK.values(), ids=WORK.keys())
@pytest.mark.parametrize("files", [9, 10], ids=["few files", "many files"])
def test_the_result_comes(work: Callable[[], bytes], result: bytes, files: int) -> None:
    asked = Aside(work, files)
    assert asked.result() == result
    assert asked.result() is asked.result()
    assert no_process_is_left()


def test_another_process_does_it_where_it_is_of_use() -> None:
    asked = Aside(lambda: str(os.getpid()).encode(), 10)
    assert (int(asked.result()) != HERE) == is_of_use(10)


def test_a_result_that_nobody_wants_leaves_nothing() -> None:
    before = open_files()
    asked = Aside(lambda: LONG, 10)
    del asked
    assert no_process_is_left()
    assert open_files() == before


def test_a_process_that_somebody_else_has_waited_for_has_done_nothing() -> None:
    asked = Aside(lambda: b"y", 10)
    with suppress(ChildProcessError):  # where none was forked
        os.waitpid(-1, 0)
    assert asked.result() == b"y"


def test_no_process_is_forked_beside_a_thread() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert int(Aside(lambda: str(os.getpid()).encode(), 10).result()) == HERE
    finally:
        done.set()
        thread.join()


def test_no_process_forks_another() -> None:
    assert Aside(lambda: str(is_of_use(10)).encode(), 10).result() == b"False"


def test_where_no_process_can_be_had_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refused)
    assert int(Aside(lambda: str(os.getpid()).encode(), 10).result()) == HERE


def test_work_goes_on_meanwhile() -> None:
    def slow() -> bytes:
        time.sleep(0.05)
        return str(os.getpid()).encode()

    asked = [Aside(slow, 10), Aside(slow, 10)]
    first, second = (int(one.result()) for one in asked)
    assert (first != second) == is_of_use(10)
    assert no_process_is_left()


def open_files() -> int:
    """How many files this process has open, as far as the system tells."""
    told = Path("/proc/self/fd")
    return sum(1 for _ in told.iterdir()) if told.is_dir() else 0


def no_process_is_left() -> bool:
    """Whether there is no child of this process, running or not."""
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return True
    return False
