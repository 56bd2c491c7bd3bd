"""The command line: parse, call one function of `app`, print, exit."""

import gc


def main() -> None:
    """Run the command line and leave with its exit code."""
    # Most commands end before there is garbage; to look for it costs a fifth, and 2 ms of the
    # first 30 in which modules are loaded.
    gc.disable()
    from okrpress.cli import group

    group.main()
