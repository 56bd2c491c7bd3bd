"""Notice what changes on disk: what the system tells, and what a look at the files finds.

The system's word comes within milliseconds, but it is not the whole truth: its queue overflows
(watchfiles issue 348), files of a new folder may be older than the watch on it, and network and
container mounts tell nothing. So all files are looked at now and then as well.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import Event

from watchfiles import watch

from okrpress.serve.stamps import Stamps

STEP = 5
"""Milliseconds without a further event after which a change is passed on."""

GROUP = 50
"""Milliseconds after which it is passed on although events still come."""

IDLE = 100
"""Milliseconds between two looks at what the system tells when nothing happens."""

FEW = 20
"""Changed paths up to which nobody waits for the end: more are a checkout."""

QUIET = 0.7
"""Seconds after a change before all files are looked at."""

REST = 15
"""The same in times of what a look takes: who saves every second does not wait for looks."""

OFTEN = 2.0
"""Seconds, at least, between two looks at all files when nothing happens."""

SHARE = 100
"""A look at all files takes one part in so many of the time, at most: large ones are rarer."""

POLL = 0.3
"""Seconds between two looks where the system tells nothing."""

Batch = set[Path]
Places = Callable[[], Iterable[Path]]
Native = Callable[[tuple[Path, ...], Event], Iterator[Batch]]


def native(places: tuple[Path, ...], stop: Event) -> Iterator[Batch]:
    """What the system tells of these files and folders; an empty batch when it is quiet."""
    for changes in watch(
        *places,
        watch_filter=None,
        debounce=GROUP,
        step=STEP,
        stop_event=stop,
        rust_timeout=IDLE,
        yield_on_timeout=True,
        raise_interrupt=False,
        force_polling=False,
    ):
        yield {Path(path) for _, path in changes}


class Watch:
    """Calls `changed` with what was edited, until it is stopped."""

    def __init__(
        self,
        places: Places,
        changed: Callable[[Batch], None],
        *,
        stamps: Stamps,
        poll: bool = False,
        gave_up: Callable[[str], None] = lambda _reason: None,
        native: Native = native,
    ) -> None:
        """`places` is asked again and again: the settings may name another folder. `stamps` are
        from before the files were read: what changed since is passed on.

        `gave_up` hears why the system cannot tell of changes; the files are then polled.
        """
        self._places = places
        self._changed = changed
        self._native = native
        self._gave_up = gave_up
        self._poll = poll
        self._stop = Event()
        self._stamps = stamps
        self._cost = 0.0  # seconds that the last look at all files took

    def stop(self) -> None:
        """End `run`, soon."""
        self._stop.set()

    def run(self) -> None:
        """Watch. This blocks."""
        while not self._stop.is_set():
            if self._poll:
                self._stop.wait(POLL)
                self._look()
                continue
            try:
                self._listen()
            except FileNotFoundError:  # gone between a look and the watch
                self._stop.wait(POLL)
            except (OSError, RuntimeError) as error:
                self._poll = True
                self._gave_up(str(error).partition(" about ")[0])

    def _listen(self) -> None:
        """Follow the system's word until the places to watch are others."""
        identity = _identity(self._places())
        folders = tuple(place for place in self._places() if place.is_dir())
        waiting: Batch = set()
        due = 0.0  # at once: whatever happened before anybody listened
        for batch in self._native(folders, self._stop):
            waiting |= batch
            if waiting and (not batch or len(waiting) <= FEW):
                self._pass_on(waiting)
                waiting = set()
                due = time.monotonic() + max(QUIET, REST * self._cost)
            if batch:
                continue
            if identity != _identity(self._places()):
                return
            if time.monotonic() > due:
                due = self._look()

    def _pass_on(self, paths: Batch) -> None:
        relevant = {path for path in paths if not self._is_hidden(path)}
        if relevant:
            self._stamps.note(relevant)
            self._changed(relevant)

    def _look(self) -> float:
        """Pass on what a look at all files finds; the time of the next look."""
        places = tuple(self._places())
        if places != self._stamps.places:
            new = set(places) - set(self._stamps.places)
            self._stamps = Stamps(places)
            self._changed(new)
        begun = time.monotonic()
        found = {path for path in self._stamps.changes() if not self._is_hidden(path)}
        if found:
            self._changed(found)
        now = time.monotonic()
        self._cost = now - begun
        return now + max(OFTEN, SHARE * self._cost)

    def _is_hidden(self, path: Path) -> bool:
        """Whether a name inside a place begins with a dot: editors' and version control's own."""
        for place in self._stamps.places:
            if path.is_relative_to(place):
                return any(part.startswith(".") for part in path.relative_to(place).parts)
        return False


def _identity(places: Iterable[Path]) -> list[object]:
    """Which folders the places are, and what the files among them look like.

    A folder that was made again is another one, and the watch on it is gone with the old one. A
    file that is replaced is another one as well: single files are better looked at than watched.
    """
    found: list[object] = []
    for place in places:
        try:
            status = place.stat()
        except OSError:
            continue
        seen = () if place.is_dir() else (status.st_mtime_ns, status.st_size)
        found.append((place, status.st_ino, seen))
    return found
