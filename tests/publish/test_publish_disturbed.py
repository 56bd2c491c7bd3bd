"""Publishing while the system fails: kills, errors, full disks, signals, a second build."""

import json
import multiprocessing
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from build_process import OBJECTIVES
from made_site import beside, site, which

from okrpress.errors import OkrpressError
from okrpress.publish.publishing import publish

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
NOBODY = 65534
SITES = {name: site(name, objectives=OBJECTIVES) for name in ("old", "new", "other")}
STATES = (
    "first build",
    "first build with a cache",
    "replace",
    "after a kill between two renames",
    "with a spare site",
)
ROUNDS = pytest.mark.parametrize(
    ("state", "means"),
    [
        *((state, "") for state in STATES),
        *((state, "two-renames") for state in STATES if not state.startswith("first")),
    ],
    ids=lambda one: one or "exchange",
)


def run_rounds(folder: Path, *arguments: str) -> list[dict[str, object]]:
    """The rounds of `made_to_fail.py`; see there."""
    ran = subprocess.run(
        [sys.executable, str(HERE / "made_to_fail.py"), str(folder), *filter(None, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    rounds = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(rounds) > 50  # else the faults were not where the calls are
    return rounds


def is_between_sites(found: dict[str, object], state: str, means: str) -> bool:
    """Whether having no site is right: before the first one, or with the old one put aside."""
    put_aside = found["waiting"] == "old" and (means == "two-renames" or "renames" in state)
    return found["site"] == "none" and (state.startswith("first") or put_aside)


@ROUNDS
def test_killed_at_any_call_the_site_is_the_old_or_the_new_one(
    tmp_path: Path, state: str, means: str
) -> None:
    *rounds, last = run_rounds(tmp_path / "project", state, "kill", means)
    for found in rounds:
        assert found["code"] == -signal.SIGKILL, found
        assert found["site"] in {"old", "new"} or is_between_sites(found, state, means), found
        assert found["after"] == {"code": 0, "said": "", "site": "new", "beside": []}, found
    assert last["site"] == "new"
    assert (tmp_path / "spare").exists() == (state in {STATES[1], STATES[-1]})


@ROUNDS
def test_an_error_at_any_call_says_so_and_keeps_the_old_site(
    tmp_path: Path, state: str, means: str
) -> None:
    *rounds, last = run_rounds(tmp_path / "project", state, "EIO", means)
    for found in rounds:
        said = str(found["said"])
        if found["code"] == 0:  # met while tidying up, or somewhere that has another way
            assert found["site"] == "new", found
        else:
            assert (found["code"], found["site"]) != (1, "new"), found
            assert said.startswith("cannot "), found
            assert "EIO" in said or "not empty" in said, found
            kept = found["site"] == "old" or found["waiting"] == "old"
            assert kept or state.startswith("first"), found
        assert str(tmp_path / "project/site") in said or not said, found
        if found["code"] == 1 and state != "after a kill between two renames":
            assert found["beside"] in ([], [".site.okrpress-lock"]), found
        assert found["after"] == {"code": 0, "said": "", "site": "new", "beside": []}, found
    assert (last["site"], last["beside"]) == ("new", [])


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output folder with the old site in it."""
    publish(SITES["old"].items(), tmp_path / "site")
    return tmp_path / "site"


Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts `build_process.py`, which is gone when the test ends."""
    processes: list[subprocess.Popen[str]] = []

    def started(*arguments: object) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, str(HERE / "build_process.py"), *map(str, arguments)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        return process

    yield started
    for process in processes:
        process.kill()
        process.communicate()


def begun(process: "subprocess.Popen[str]") -> None:
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n", process.communicate()


def test_killed_at_thirty_random_times(output: Path, start: Start) -> None:
    chance = random.Random(30)
    for number in range(30):
        process = start(output, "new" if number % 2 else "other")
        begun(process)
        time.sleep(chance.uniform(0, 0.03))
        process.kill()
        process.wait()
        assert which(output, SITES) in SITES
    publish(SITES["new"].items(), output)
    assert which(output, SITES) == "new"
    assert beside(output) == []


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)],
    ids=["SIGINT", "SIGTERM", "SIGHUP"],
)
def test_asked_to_stop_while_rendering(
    output: Path, start: Start, number: signal.Signals, code: int
) -> None:
    process = start(output, "new", 0.05)
    begun(process)
    time.sleep(0.2)
    process.send_signal(number)
    assert process.wait(timeout=120) == code
    assert which(output, SITES) == "old"
    assert beside(output) == []


@pytest.mark.parametrize(
    ("number", "codes"),
    [(signal.SIGINT, {130, -2}), (signal.SIGTERM, {143, -15})],
    ids=["SIGINT", "SIGTERM"],
)
def test_asked_to_stop_at_random_times(
    output: Path, start: Start, number: signal.Signals, codes: set[int]
) -> None:
    chance = random.Random(10)
    for _ in range(10):
        process = start(output, "new")
        begun(process)
        time.sleep(chance.uniform(0, 0.03))
        process.send_signal(number)
        assert process.wait(timeout=120) in codes  # negative: between two builds
        assert which(output, SITES) in {"old", "new"}
        assert beside(output) == []


def test_two_builds_at_once_do_not_mix(output: Path, start: Start) -> None:
    for _ in range(10):
        both = [start(output, letter, 0.0001) for letter in ("new", "other")]
        ends = [(process.communicate()[1], process.returncode) for process in both]
        codes = sorted(code for _, code in ends)
        assert codes in ([0, 0], [0, 2]), ends
        assert all(code == 0 or "another build is writing" in said for said, code in ends)
        won = [letter for letter, (_, code) in zip(("new", "other"), ends, strict=True) if not code]
        assert which(output, SITES) in won
        assert beside(output) == []


def test_a_second_build_fails_at_once_and_does_not_disturb_the_first(
    output: Path, start: Start
) -> None:
    first = start(output, "new", 0.01)
    begun(first)
    with pytest.raises(OkrpressError, match=r"another build is writing .*/site"):
        publish(SITES["other"].items(), output)
    assert first.wait(timeout=120) == 0
    assert which(output, SITES) == "new"


def test_builds_into_neighbouring_folders_do_not_wait_for_each_other(
    output: Path, start: Start
) -> None:
    first = start(output, "new", 0.01)
    begun(first)
    publish(SITES["other"].items(), output.with_name("second"))
    assert which(output.with_name("second"), SITES) == "other"


def linger(writing: int) -> None:
    os.write(writing, str(os.getpid()).encode())
    time.sleep(30)


def test_a_worker_that_outlives_a_killed_build_does_not_hold_the_lock(output: Path) -> None:
    reading, writing = os.pipe()
    build = os.fork()
    if not build:

        def pages() -> Iterator[tuple[str, bytes]]:
            multiprocessing.get_context("fork").Process(target=linger, args=(writing,)).start()
            signal.pause()
            yield "", b""

        publish(pages(), output)
    worker = int(os.read(reading, 20))
    os.kill(build, signal.SIGKILL)
    os.waitpid(build, 0)
    os.close(reading)
    os.close(writing)
    try:
        publish(SITES["new"].items(), output)
    finally:
        os.kill(worker, signal.SIGKILL)
    assert which(output, SITES) == "new"


def test_two_builds_in_one_process_do_not_mix_either(output: Path) -> None:
    def pages() -> Iterator[tuple[str, bytes]]:
        with pytest.raises(OkrpressError, match="another build"):
            publish(SITES["other"].items(), output)
        yield from SITES["new"].items()

    publish(pages(), output)
    assert which(output, SITES) == "new"
    assert beside(output) == []


def fails_in_child(work: Callable[[], object], prepare: Callable[[], object]) -> str:
    """What `work` says when it fails in a forked process that `prepare` has limited."""
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        try:
            prepare()
            work()
        except OkrpressError as error:
            os.write(writing, f"{error} | {error.help}".encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as words:
        said = words.read()
    os.waitpid(process, 0)
    return said


def test_a_limit_on_the_size_of_files(output: Path) -> None:
    pages = {**SITES["new"], "static/large.js": b"x" * 100_000}
    said = fails_in_child(
        lambda: publish(pages.items(), output),
        lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)),
    )
    assert said.startswith(f"cannot write {output}/static/large.js: File too large | raise the lim")
    assert which(output, SITES) == "old"
    assert beside(output) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 256 kB. Mounting needs root: in a container for tests that is no hurdle."""
    folder = tmp_path / "disk"
    folder.mkdir()
    options = ["-o", "size=256k,nr_inodes=30", "tmpfs", str(folder)]
    mounted = subprocess.run(["mount", "-t", "tmpfs", *options], capture_output=True, check=False)
    if mounted.returncode:
        pytest.fail(f"this test needs root and `mount`: {mounted.stderr.decode()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


if os.geteuid() == 0:

    @pytest.mark.parametrize(
        "size", [{"padding": 100_000}, {"objectives": 40}], ids=["bytes", "inodes"]
    )
    def test_a_full_disk(small_disk: Path, size: dict[str, int]) -> None:
        small = {"old": site("old")}
        output = small_disk / "site"
        publish(small["old"].items(), output)
        with pytest.raises(OkrpressError, match=r"cannot write .*: No space left") as caught:
            publish(site("new", **size).items(), output)
        assert "free some space" in caught.value.help
        assert which(output, small) == "old"
        assert beside(output) == []

    def test_a_mount_point_cannot_be_swapped_and_says_so(small_disk: Path) -> None:
        with pytest.raises(OkrpressError, match=r"cannot replace .*/disk") as caught:
            publish(site("new").items(), small_disk)
        assert "mount point" in caught.value.help
        assert list(small_disk.iterdir()) == []
        assert beside(small_disk) == []


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody can reach."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def as_nobody() -> None:
    """Root may do everything; who else runs the tests may not."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def test_a_folder_that_may_not_be_written_to(open_folder: Path) -> None:
    output = open_folder / "site"
    publish(SITES["old"].items(), output)
    open_folder.chmod(0o555)
    said = fails_in_child(lambda: publish(SITES["new"].items(), output), as_nobody)
    open_folder.chmod(0o755)
    assert said.startswith(f"cannot lock {output}: Permission denied | check who may write")
    assert which(output, SITES) == "old"
    assert beside(output) == []


def test_a_folder_that_may_not_be_looked_into(open_folder: Path) -> None:
    output = open_folder / "locked" / "site"
    publish(SITES["old"].items(), output)
    output.parent.chmod(0o000)
    said = fails_in_child(lambda: publish(SITES["new"].items(), output), as_nobody)
    output.parent.chmod(0o755)
    assert said.startswith(f"cannot find {output}: Permission denied")
    assert which(output, SITES) == "old"


def test_an_old_site_that_cannot_be_deleted_is_named(open_folder: Path) -> None:
    output = open_folder / "site"
    open_folder.chmod(0o777)

    def twice() -> None:
        publish(SITES["old"].items(), output)
        (output / "2026-q4").chmod(0o555)
        published = publish(SITES["new"].items(), output)
        raise OkrpressError(str(published.leftover))

    said = fails_in_child(twice, as_nobody)
    left = output.with_name(".site.okrpress-new")
    assert said == f"{left} | "
    assert which(output, SITES) == "new"
    (left / "2026-q4").chmod(0o755)
