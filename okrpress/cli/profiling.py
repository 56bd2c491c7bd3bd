"""A clock that knows what a build has taken, and on what."""

import os
import time
from types import TracebackType
from typing import Self

from okrpress.cli.terminal import StageClock
from okrpress.meter import metering
from okrpress.report.build_profile import Profile, Stage


class ProfileClock(StageClock):
    """A `StageClock` that counts the seconds of processors too, and what single files take."""

    def __init__(self) -> None:
        super().__init__()
        self._cpu: dict[str, float] = {}
        self._before = time.process_time()  # the interpreter's start, and what was imported
        self._cpu_begun = 0.0
        self._metering = metering(time.process_time)

    def __enter__(self) -> Self:
        self._meter = self._metering.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        super().__exit__(kind, error, trace)
        self._metering.__exit__(kind, error, trace)

    def stage(self, name: str) -> None:
        """Note both times of the stage that ends here."""
        ends, now = self._stage, time.process_time()
        super().stage(name)
        self._cpu[ends] = self._cpu.get(ends, 0.0) + now - self._cpu_begun
        self._cpu_begun = now

    @property
    def profile(self) -> Profile:
        """What everything has taken, once it has ended."""
        children = os.times()
        return Profile(
            seconds=self.total + self._before,
            helpers=children.children_user + children.children_system,
            stages=tuple(
                Stage(
                    name=name,
                    seconds=seconds + (self._before if name == "start" else 0.0),
                    cpu=self._cpu[name],
                )
                for name, seconds in self.seconds.items()
            ),
            spent=tuple(self._meter.taken()),
        )
