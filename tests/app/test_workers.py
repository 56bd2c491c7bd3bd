"""Several processes do what one would do, and a killed one is told."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.same import AS_OF, objectives, okrpress_files, write
from okrpress.app.build import BuildRequest, build
from okrpress.app.workers import in_lanes, spread
from okrpress.errors import OkrpressError

ROOT = Path(__file__).parents[2]
MANY = 400  # objectives, whose pages are worth a second process
PATIENCE = 60.0  # seconds


def work(state: str, batch: str) -> Iterator[tuple[object, int]]:
    """What a worker is asked for in these tests."""
    yield one_result(state, batch)


def one_result(state: str, batch: str) -> tuple[object, int]:
    if batch == "refuse":
        raise OkrpressError("no", help="do not ask")
    if batch == "fail":
        raise ZeroDivisionError(batch)
    if batch == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if batch == "large":
        return batch * 1_000_000, os.getpid()
    if batch == "unsendable":
        return lambda: batch, os.getpid()
    if batch == "wait":
        until = time.monotonic() + PATIENCE
        while not Path(state).exists() and time.monotonic() < until:
            time.sleep(0.01)
    return state + batch, os.getpid()


def test_each_batch_is_worked_on_once_by_whichever_worker() -> None:
    batches = [f"{number}" for number in range(50)]
    results = list(spread(work, "state ", in_lanes(batches, 2), 2))
    assert {words for words, _ in results} == {f"state {batch}" for batch in batches}
    assert len(results) == len(batches)
    assert os.getpid() not in {process for _, process in results}


def test_each_of_many_results_comes_once_it_is_there(tmp_path: Path) -> None:
    """The worker goes on only when its first result has come."""
    come = tmp_path / "come"

    def one_by_one(state: str, batch: str) -> Iterator[str]:
        yield "first"
        yield str(one_result(f"{come}", batch)[0])
        assert come.exists()
        yield from (f"{state}{number}" for number in range(3))

    results = spread(one_by_one, "more ", [["wait"]], 1)
    assert next(results) == "first"
    come.touch()
    assert list(results) == [f"{come}wait", "more 0", "more 1", "more 2"]


def test_what_comes_before_a_mistake_is_not_lost() -> None:
    def failing(state: str, batch: str) -> Iterator[str]:
        yield state + batch
        raise OkrpressError("no more")

    results = spread(failing, "this ", [["one"]], 1)
    assert next(results) == "this one"
    with pytest.raises(OkrpressError, match="no more"):
        next(results)


def test_each_worker_keeps_to_its_lane_in_order(tmp_path: Path) -> None:
    """The first one waits until the other lane is done: so long nobody else helps there."""
    done, seen = tmp_path / "done", dict[str, int]()
    for words, process in spread(work, f"{done}", [["wait", "a"], ["b", "c"]], 2):
        seen[words.removeprefix(f"{done}")] = process
        if len(seen) == 2:
            done.touch()
    assert list(seen)[:2] == ["b", "c"]
    assert seen["b"] == seen["c"] != seen["wait"] == seen["a"]


def test_who_is_done_with_a_lane_goes_on_with_another(tmp_path: Path) -> None:
    done, more = tmp_path / "done", [f"{number}" for number in range(20)]
    seen = dict[str, int]()
    for words, process in spread(work, f"{done}", [["wait", *more], []], 2):
        seen[words.removeprefix(f"{done}")] = process
        if len(seen) == 10:
            done.touch()
    assert len({seen[one] for one in more} - {seen["wait"]}) == 1


def test_a_worker_that_is_used_up_is_replaced() -> None:
    batches = [f"{number}" for number in range(40)]
    results = list(spread(work, "", in_lanes(batches, 2), 2, is_used_up=lambda _: True))
    assert sorted(words for words, _ in results) == sorted(batches)
    processes = {process for _, process in results}
    assert len(processes) > 4
    assert not any(map(is_running, processes))


@given(st.lists(st.integers()), st.integers(1, 5))
def test_lanes_are_what_lies_together(items: list[int], count: int) -> None:
    lanes = in_lanes(items, count)
    assert len(lanes) == count
    assert [one for lane in lanes for one in lane] == items
    assert len(lanes[0]) <= len(items) // count + 1


def test_who_waits_for_a_result_does_something_else(tmp_path: Path) -> None:
    """The worker waits until all of it is done: it cannot be quicker, on any machine."""
    left, done = ["first", "second"], tmp_path / "done"

    def meanwhile() -> bool:
        if not left:
            done.touch()
        return bool(left) and bool(left.pop())

    results = list(spread(work, f"{done}", [["wait", "b"]], 1, meanwhile=meanwhile))
    assert [words for words, _ in results] == [f"{done}wait", f"{done}b"]
    assert left == []


def test_what_a_worker_refuses_is_raised_with_its_help() -> None:
    with pytest.raises(OkrpressError, match="no") as refused:
        list(spread(work, "", [["a", "refuse", "b"]], 2))
    assert refused.value.help == "do not ask"


def test_a_bug_in_a_worker_is_raised_as_it_is() -> None:
    with pytest.raises(ZeroDivisionError):
        list(spread(work, "", [["fail"]], 2))


def test_what_is_larger_than_a_pipe_comes_whole() -> None:
    results = list(spread(work, "", [["large", "a", "large"], ["large", "b"]], 2))
    whole = "large" * 1_000_000
    assert sorted(str(words) for words, _ in results) == ["a", "b", whole, whole, whole]


def test_what_cannot_be_sent_is_a_bug() -> None:
    with pytest.raises(TypeError, match="pickle"):
        list(spread(work, "", [["unsendable"]], 1))


def test_no_worker_is_left_behind_whoever_stops_asking() -> None:
    results = spread(work, "", [["a", *["large"] * 20]], 2)
    _, worker = next(results)
    assert isinstance(results, Generator)
    results.close()
    assert not is_running(worker)
    assert list(spread(work, "", [[]], 2)) == []


def test_a_killed_worker_is_told() -> None:
    with pytest.raises(OkrpressError, match="was killed") as killed:
        list(spread(work, "", [["a", "die", *"bcdefghijklm"]], 2))
    assert "--jobs 1" in killed.value.help


# ── builds ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("many")
    write(okrpress_files(objectives(MANY)), root)
    shutil.copytree(ROOT / "bench" / "lean", root / "themes" / "lean")
    return root


def start(project: Path) -> subprocess.Popen[bytes]:
    """A build whose pages take long enough to draw to find it at that."""
    command = [sys.executable, "-m", "okrpress", "build", ".", "--jobs", "2", "--no-cache"]
    command += ["--theme", "default"]
    return subprocess.Popen(
        command, cwd=project, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE
    )


def workers_of(process: subprocess.Popen[bytes]) -> list[int]:
    """The workers, once there are any."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while process.poll() is None:
        if found := children.read_text().split():
            return [int(one) for one in found]
        time.sleep(0.005)
    raise AssertionError("the build ended without workers")


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_build_whose_worker_is_killed_leaves_the_old_site(project: Path) -> None:
    site = project / "site"
    build(BuildRequest(root=project, today=AS_OF, jobs=1, cache=False))
    before = tree(site)
    process = start(project)
    os.kill(workers_of(process)[0], signal.SIGKILL)
    said = process.communicate()[1].decode()
    assert process.returncode == 2
    assert "was killed" in said
    assert "Traceback" not in said
    assert tree(site) == before
    assert [path.name for path in project.glob(".site.*")] == []


def test_workers_end_with_the_build_that_began_them(project: Path) -> None:
    process = start(project)
    workers = workers_of(process)
    process.kill()
    process.communicate()
    for _ in range(500):
        if not any(is_running(worker) for worker in workers):
            break
        time.sleep(0.01)
    assert not any(is_running(worker) for worker in workers)


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_a_day_later_two_processes_make_what_one_makes_anew(project: Path) -> None:
    """Most pages are kept, and more than enough for two processes are not."""
    day = AS_OF + timedelta(1)
    build(BuildRequest(root=project, today=AS_OF, jobs=2))
    build(BuildRequest(root=project, today=day, jobs=2))
    build(BuildRequest(root=project, today=day, output=project / "one", jobs=1, cache=False))
    assert tree(project / "site") == tree(project / "one")
