"""The command line: parse, call one function of `app`, print, exit."""

import gc
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    # Most commands end before there is garbage; to look for it costs a fifth, and 2 ms of the
    # first 30 in which modules are loaded.
    gc.disable()
    _keep_freed_memory()
    try:
        from okrpress.cli import group
    except KeyboardInterrupt:  # before there is anybody to say so
        sys.exit(130)
    group.main()


def _keep_freed_memory() -> None:
    """Have glibc keep what is freed, up to twice as much as this, as all of it is needed again.

    It would give most of it back to the system, and be given it page by page for the next pages of
    the site: every 16 pages that a worker sends took 4 000 page faults. It learns from the largest
    block that was ever freed (its manual, "mallopt": M_MMAP_THRESHOLD is dynamic, up to 32 MiB).
    Nothing is written to this one, so that it costs nothing.
    """
    bytes(31 * 1024 * 1024)
