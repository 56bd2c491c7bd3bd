"""Ctrl-C, as somebody presses it who wants a command to end."""

import pexpect

SECONDS = 60


def press_ctrl_c(process: pexpect.spawn) -> str:
    """Press Ctrl-C until the command ends; what it shows up to there.

    Python's `input` misses one that comes between its prompt and its waiting, where the machine has
    other work: whoever types presses again.
    """
    for _ in range(SECONDS // 5):
        process.sendintr()
        if process.expect_exact([pexpect.EOF, pexpect.TIMEOUT], timeout=5) == 0:
            return str(process.before)
    raise AssertionError(f"it goes on: {process.before!r}")
