"""What a person at a terminal sees: findings in colour, and progress while they wait."""

import os
import sys
import time
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

import click

from okrpress.model.finding import Finding
from okrpress.report.screen import LOG, Screen
from okrpress.report.text import findings_text

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

Item = TypeVar("Item")

STYLES = {
    "place": {"bold": True},
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow"},
    "advice": {"fg": "cyan"},
    "code": {"dim": True},
    "frame": {"fg": "blue"},
    "note": {"bold": True},
}

_DIFFERENCE = {"+": "green", "-": "red", "@": "cyan"}


def screen() -> Screen:
    """Standard output: its width where it is a terminal, and colours where it shows them."""
    if not sys.stdout.isatty():
        return LOG
    import shutil

    return Screen(paint=_paint, width=shutil.get_terminal_size().columns)


def tell_outside(outside: str) -> None:
    """Say that something is wrong in files that the audience may not know of."""
    if outside:
        click.echo(f"error: {outside}", err=True)


def print_findings(findings: Iterable[Finding], *, err: bool, word: str = "") -> None:
    """Print findings, in colour where the stream shows it and NO_COLOR does not forbid it.

    `word` stands for the level of what is no error.
    """
    text = findings_text(findings, paint=_paint, word=word)
    if text:
        click.echo(text, err=err)


def _paint(style: str, text: str) -> str:
    if os.environ.get("NO_COLOR"):
        return text
    return click.style(text, **STYLES[style])  # type: ignore[arg-type]


def paint_difference(line: str) -> str:
    """A line of a unified diff, in the colours that people know."""
    style = _DIFFERENCE.get(line[:1])
    return line if style is None or os.environ.get("NO_COLOR") else click.style(line, fg=style)


class StageClock:
    """A watcher that measures stages, and shows progress on a terminal that has waited a while."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        """What each stage has taken so far."""
        self._begun = self._stage_begun = time.perf_counter()
        self._stage = "start"
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    @property
    def total(self) -> float:
        """Seconds since the clock was made."""
        return time.perf_counter() - self._begun

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.stage("end")
        if self._progress:
            self._progress.stop()

    def stage(self, name: str) -> None:
        """Note the time of the stage that ends here."""
        now = time.perf_counter()
        self.seconds[self._stage] = self.seconds.get(self._stage, 0.0) + now - self._stage_begun
        self._stage, self._stage_begun = name, now

    def each(self, items: Iterable[Item], total: int, user: str = "") -> Iterator[Item]:
        """Pass the items on, moving the bar; time is counted for the maker and the user apart."""
        maker = self._stage
        for done, item in enumerate(items):
            self.stage(user or maker)
            if done % 50 == 0:
                self._show(maker, done, total)
            yield item
            self.stage(maker)
        self.stage(user or maker)

    def note(self, text: str) -> None:
        """Print it among the messages."""
        click.echo(f"note: {text}", err=True)

    def _show(self, name: str, done: int, total: int) -> None:
        if self._progress is None and self.total > 0.3 and sys.stderr.isatty():
            self._start(name)
        if self._progress and self._task is not None:
            self._progress.update(self._task, description=name, completed=done, total=total)

    def _start(self, name: str) -> None:
        from rich.console import Console
        from rich.progress import Progress

        self._progress = Progress(console=Console(stderr=True), transient=True)
        self._task = self._progress.add_task(name, total=None)
        self._progress.start()
