"""okrpress at a real terminal: a pty in which somebody types."""

import os
import re
from pathlib import Path

import pexpect
from ctrl_c import press_ctrl_c
from okrpress_process import COMMAND

SECONDS = 60
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


class Terminal:
    """A running command, what it has shown so far, and somebody who answers it."""

    def __init__(self, *arguments: str, cwd: Path, columns: int = 80, **env: str) -> None:
        self.raw = self._last_words = ""
        self._process = pexpect.spawn(
            COMMAND[0],
            [*COMMAND[1:], *arguments],
            cwd=str(cwd),
            env={**os.environ, "TERM": "xterm", **env},
            dimensions=(24, columns),
            encoding="utf-8",
            timeout=SECONDS,
        )

    def until(self, words: str) -> str:
        """Wait for words; what was shown since the last wait, without colours."""
        self._process.expect_exact(words)
        shown = f"{self._process.before}{words}"
        self.raw += shown
        return _plain(shown)

    def answer(self, prompt: str, line: str) -> str:
        """Wait for a prompt, and type a line; what was shown up to there."""
        shown = self.until(prompt)
        self._process.sendline(line)
        return shown

    def interrupt(self) -> None:
        """Press Ctrl-C, which ends the command."""
        self._last_words = press_ctrl_c(self._process)

    def end_of_input(self) -> None:
        """Press Ctrl-D."""
        self._process.sendeof()

    def hang_up(self) -> None:
        """Close the window."""
        self._process.close(force=True)

    def rest(self) -> str:
        """What is shown until the command ends."""
        self._process.expect_exact(pexpect.EOF)
        shown = self._last_words + self._process.before
        self.raw += shown
        self._process.close()
        return _plain(shown)

    @property
    def code(self) -> int | None:
        """The exit code, once it has ended."""
        return self._process.exitstatus


def _plain(text: str) -> str:
    return _ESCAPES.sub("", text).replace("\r\n", "\n")
