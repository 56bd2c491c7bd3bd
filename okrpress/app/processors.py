"""How many processes are of use on this machine."""

import os
import sys
from contextlib import suppress

MOST = 8
"""Workers that are used unless somebody asks for more: memory grows with them."""


def can_fork() -> bool:
    """Whether workers may be forked here."""
    return sys.platform not in {"win32", "darwin", "cygwin"} and hasattr(os, "fork")


def processors() -> int:
    """How many processes are of use here, at most `MOST`."""
    if not can_fork():
        return 1
    with suppress(AttributeError, OSError):
        return min(MOST, len(os.sched_getaffinity(0)))
    return min(MOST, os.cpu_count() or 1)
