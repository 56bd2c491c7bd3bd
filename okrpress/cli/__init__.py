"""The command line: parse, call one function of `app`, print, exit."""

import gc
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    # Most commands end before there is garbage; to look for it costs a fifth, and 2 ms of the
    # first 30 in which modules are loaded.
    gc.disable()
    try:
        from okrpress.cli import group
    except KeyboardInterrupt:  # before there is anybody to say so
        sys.exit(130)
    group.main()
