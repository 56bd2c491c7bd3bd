"""What is noticed of changes on disk, with the system's help and without it."""

import errno
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Self

import pytest
from okrpress_process import write
from serving import until

from okrpress.serve.stamps import Stamps
from okrpress.serve.watching import Native, Watch, native

FILES = {
    "okrpress.toml": "",
    "content/index.md": "a",
    "content/2026-q4/me/health.md": "b",
    "content/.git/HEAD": "c",
    "themes/own/static/own.css": "d",
}


class Watched:
    """A watch on a folder, and what it has seen."""

    def __init__(self, root: Path, *, poll: bool = False, native: Native = native) -> None:
        self.root = root
        self.reason = ""
        self._seen: set[str] = set()
        self._lock = Lock()
        self.places = [root / "okrpress.toml", root / "content", root / "themes"]
        self.watch = Watch(
            lambda: self.places,
            self._changed,
            stamps=Stamps(self.places),
            poll=poll,
            gave_up=self._gave_up,
            native=native,
        )
        self._thread = Thread(target=self.watch.run)

    def _changed(self, paths: set[Path]) -> None:
        with self._lock:
            self._seen |= {path.relative_to(self.root).as_posix() for path in paths}

    def _gave_up(self, reason: str) -> None:
        self.reason = reason

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.watch.stop()
        self._thread.join(timeout=20)
        assert not self._thread.is_alive()

    def sees(self, *names: str) -> None:
        """Wait until all of these were seen, and forget them."""

        def all_seen() -> bool:
            with self._lock:
                return set(names) <= self._seen

        until(all_seen, f"{names} in {self._seen}")
        with self._lock:
            self._seen.clear()

    @property
    def seen(self) -> set[str]:
        with self._lock:
            return set(self._seen)


def deaf(_places: tuple[Path, ...], stop: Event) -> Iterator[set[Path]]:
    """A system that tells nothing, as network and container mounts do."""
    while not stop.wait(0.05):
        yield set()


def full(_places: tuple[Path, ...], _stop: Event) -> Iterator[set[Path]]:
    """A system that has no watches left."""
    raise OSError(errno.ENOSPC, "OS file watch limit reached.")
    yield set()


@pytest.fixture(params=["told", "polled", "not told", "out of watches"])
def watched(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Watched]:
    write(tmp_path, FILES)
    systems: dict[str, Native] = {"not told": deaf, "out of watches": full}
    system = systems.get(request.param, native)
    with Watched(tmp_path, poll=request.param == "polled", native=system) as one:
        one.sees()
        yield one


def test_every_kind_of_change_is_seen(watched: Watched) -> None:
    root = watched.root
    index, health = root / "content/index.md", root / "content/2026-q4/me/health.md"
    index.write_text("longer")
    watched.sees("content/index.md")
    _beside(root, "atomic").replace(index)
    watched.sees("content/index.md")
    health.rename(health.with_name("sleep.md"))
    watched.sees("content/2026-q4/me/health.md", "content/2026-q4/me/sleep.md")
    (root / "okrpress.toml").write_text("as_of = 2026-11-22")
    watched.sees("okrpress.toml")
    _beside(root, "replaced").replace(root / "okrpress.toml")
    watched.sees("okrpress.toml")
    (root / "themes/own/static/own.css").unlink()
    watched.sees("themes/own/static/own.css")


def _beside(root: Path, text: str) -> Path:
    path = root / "beside"
    path.write_text(text)
    return path


def test_files_of_a_new_folder_are_seen(watched: Watched) -> None:
    write(watched.root, {f"content/2027-q1/unit-{n}/checkins/x.md": "x" for n in range(30)})
    names = [f"content/2027-q1/unit-{n}/checkins/x.md" for n in range(30)]

    def all_known() -> bool:
        seen = watched.seen
        return all(any(_holds(one, name) for one in seen) for name in names)

    until(all_known, "each file, or a folder around it")


def _holds(seen: str, name: str) -> bool:
    return name == seen or name.startswith(f"{seen}/")


def test_a_content_folder_that_goes_and_comes_back_is_followed(watched: Watched) -> None:
    content = watched.root / "content"
    shutil.rmtree(content)
    watched.sees("content/index.md")
    write(watched.root, {"content/index.md": "again"})
    watched.sees("content/index.md")
    (content / "index.md").write_text("and again")
    watched.sees("content/index.md")


def test_another_content_folder_is_followed_once_the_settings_name_it(watched: Watched) -> None:
    write(watched.root, {"okr/index.md": "x"})
    watched.places = [watched.root / "okrpress.toml", watched.root / "okr"]
    watched.sees("okr")
    (watched.root / "okr/index.md").write_text("changed")
    watched.sees("okr/index.md")


def test_what_changed_before_the_watch_began_is_seen(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    watched = Watched(tmp_path)
    (tmp_path / "content/index.md").write_text("while the site was made")
    with watched:
        watched.sees("content/index.md")


def test_hidden_files_are_nobodys_business(watched: Watched) -> None:
    write(watched.root, {"content/.git/HEAD": "other", "content/2026-q4/.health.md.swp": "x"})
    (watched.root / "content/index.md").write_text("seen")
    watched.sees("content/index.md")
    (watched.root / "content/index.md").write_text("seen again")
    watched.sees("content/index.md")
    assert not [name for name in watched.seen if "/." in name]


def test_a_system_without_watches_left_is_polled_and_says_so(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    with Watched(tmp_path, native=full) as watched:
        until(lambda: watched.reason, "the reason")
        assert "limit reached" in watched.reason
        (tmp_path / "content/index.md").write_text("changed")
        watched.sees("content/index.md")


def test_a_project_without_folders_is_waited_for(tmp_path: Path) -> None:
    with Watched(tmp_path) as watched:
        write(tmp_path, FILES)
        watched.sees("okrpress.toml", "content/index.md")
        assert watched.reason == ""


# ── stamps ────────────────────────────────────────────────────────────────────────────────────


def test_stamps_find_what_changed_and_only_once(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    stamps = Stamps([tmp_path / "content", tmp_path / "okrpress.toml", tmp_path / "none"])
    assert stamps.changes() == set()
    (tmp_path / "content/index.md").write_text("changed")
    (tmp_path / "okrpress.toml").unlink()
    write(tmp_path, {"content/new/deep.md": "x", "themes/not-looked-at": "x"})
    changed = {tmp_path / name for name in ("content/index.md", "okrpress.toml")}
    assert stamps.changes() == changed | {tmp_path / "content/new/deep.md"}
    assert stamps.changes() == set()


def test_stamps_do_not_find_what_was_noted(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    stamps = Stamps([tmp_path / "content"])
    index, new = tmp_path / "content/index.md", tmp_path / "content/new.md"
    index.write_text("changed")
    new.write_text("x")
    stamps.note([index, new, tmp_path / "content/2026-q4"])
    assert stamps.changes() == set()
    new.unlink()
    stamps.note([new])
    assert stamps.changes() == set()


def test_stamps_see_a_link_and_not_what_lies_behind_it(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    (tmp_path / "content/link.md").symlink_to(tmp_path / "okrpress.toml")
    stamps = Stamps([tmp_path / "content"])
    (tmp_path / "okrpress.toml").write_text("changed")
    assert stamps.changes() == set()
