"""A stage on which people work with okrpress in a real terminal, and what an onlooker writes down.

A story (whole_cycle_story.py) tells the stage what somebody types and in which file they write
what. Everything is run at once, and becomes a page of Markdown.
"""

import os
import re
import sys
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from shlex import quote

import pexpect
import pyte
from ctrl_c import press_ctrl_c

COLUMNS = 88
SECONDS = 60
CUT = "…"
_SCREEN = (300, 1000)
"""A screen that nothing scrolls out of, and on which a long line can be copied as one."""
_ADDRESS = re.compile(r"http://\S+")
_TOOK = re.compile(r"\b\d+(?:\.\d+)? s$", re.MULTILINE)
_CACHE = (
    "note: the cache in .okrpress/cache is of another version of okrpress: "
    "it is made anew, and nothing has to be done\n"
)
"""Said when somebody has edited okrpress itself since the last step."""
_DIGEST = re.compile(r"\b(?:[0-9a-f]{64}|[0-9a-f]{12})$", re.MULTILINE)
"""Of a site or a commit: another one whenever a style sheet or a pin changes."""
_PORT = re.compile(r"(?<=127\.0\.0\.1:)\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """What came of a command: what the screen showed, with the exit code."""

    command: str
    screen: str
    code: int


@dataclass(kw_only=True)
class Stage:
    """A folder, a day, somebody at the keyboard, and the page that is written about it all."""

    folder: Path
    home: Path
    page: list[str] = field(default_factory=list)
    ended: list[Ended] = field(default_factory=list)
    _day: str = "2026-01-05"
    _who: str = ""

    # ── what happens ──────────────────────────────────────────────────────────────────────────

    def says(self, text: str) -> None:
        """Prose; lines are joined, paragraphs stay."""
        paragraphs = (" ".join(part.split()) for part in text.strip().split("\n\n"))
        self.page += [*(f"{paragraph}\n" for paragraph in paragraphs)]

    def on(self, day: str, who: str, heading: str = "") -> None:
        """From here on it is that day, and somebody else sits at the keyboard."""
        self._day, self._who = day, who
        if heading:
            self.page.append(f"## {heading}\n")

    def types(
        self,
        command: str,
        *answers: tuple[str, str],
        code: int = 0,
        cut: tuple[int, int] | None = None,
    ) -> str:
        """A command line, and answers to its prompts; `cut` shows so many first and last lines.

        An answer is a pair of what is waited for and what is typed then: a line, or Ctrl-C (^C).
        """
        terminal = self._open(command)
        for prompt, line in answers:
            terminal.answer(prompt, line)
        return self._show(command, terminal.rest(), terminal.code, code, cut)

    def serves(self, command: str) -> str:
        """A command that serves the site until Ctrl-C, with a browser that looks at it once."""
        terminal = self._open(command)
        terminal.wait("http://")
        terminal.wait("\n")
        address = _ADDRESS.search(terminal.shown())
        assert address, terminal.shown()
        with urllib.request.urlopen(address.group(), timeout=SECONDS) as answered:
            page = answered.read().decode()
        terminal.answer("", "^C")
        shown = self._show(command, terminal.rest(), terminal.code, 130, None)
        title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
        assert title, page
        self.says(f"A browser that asked for it in the meantime got “{unescape(title[1])}”.")
        return shown

    def writes(self, path: str, text: str, shown: bool = True) -> None:
        """A file as somebody leaves it in their editor."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        if shown:
            self._display(path, text, None)

    def shows(self, path: str, cut: tuple[int, int] | None = None) -> str:
        """A file as a command left it."""
        text = (self.folder / path).read_text(encoding="utf-8")
        self._display(path, text, cut)
        return text

    def replaces(self, path: str, *changes: tuple[str, str], shown: bool = False) -> None:
        """Words that somebody changes in a file with their editor; `shown`: what there is then."""
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1, f"{path}: {old!r} is there {text.count(old)} times\n{text}"
            text = text.replace(old, new)
            if shown:
                self._display(path, new, None)
        file.write_text(text, encoding="utf-8")

    def commits(self, message: str) -> None:
        """Everything, silently: nobody wants to read it a dozen times."""
        terminal = self._open(f"git add --all && git commit --quiet --message {quote(message)}")
        shown = terminal.rest()
        assert terminal.code == 0, shown

    # ── how ───────────────────────────────────────────────────────────────────────────────────

    def _open(self, command: str) -> "_Terminal":
        return _Terminal(command, self.folder, self._environment())

    def _environment(self) -> dict[str, str]:
        """Nothing of the machine's but where programs are, and what coverage needs."""
        first = self._who.split()[0]
        settings = self.home / f"{first.lower()}.gitconfig"
        settings.write_text(
            f"[user]\n\tname = {self._who}\n\temail = {first.lower()}@example.org\n"
            "[init]\n\tdefaultBranch = main\n[advice]\n\tdetachedHead = false\n",
            encoding="utf-8",
        )
        noon = datetime.fromisoformat(f"{self._day}T12:00:00").replace(tzinfo=UTC)
        stamp = noon.isoformat()
        return {
            **{key: value for key, value in os.environ.items() if key.startswith("COV")},
            "PATH": f"{self.home}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "TERM": "xterm",
            "NO_COLOR": "1",
            "SOURCE_DATE_EPOCH": str(int(noon.timestamp())),
            "GIT_CONFIG_GLOBAL": str(settings),
            "GIT_CONFIG_SYSTEM": os.devnull,
            "GIT_AUTHOR_DATE": stamp,
            "GIT_COMMITTER_DATE": stamp,
            "PAGER": "cat",
        }

    def _anywhere(self, text: str) -> str:
        """What is shown, as it is wherever and whenever this is played."""
        text = text.replace(str(self.folder.parent), "~").replace(_CACHE, "")
        text = _DIGEST.sub(CUT, text)
        return _TOOK.sub("0.5 s", _PORT.sub("8000", text))

    def _display(self, path: str, text: str, cut: tuple[int, int] | None) -> None:
        shown = "\n".join(_cut(text.rstrip().splitlines(), cut))
        self.page.append(f"`{path}`\n\n```{_language(path)}\n{shown}\n```\n")

    def _show(
        self,
        command: str,
        screen: str,
        code: int | None,
        expected: int,
        cut: tuple[int, int] | None,
    ) -> str:
        assert code == expected, f"{command}: exit code {code}, not {expected}\n{screen}"
        assert "Traceback" not in screen, screen
        self.ended.append(Ended(command=command, screen=screen, code=expected))
        lines = self._anywhere(screen).splitlines()
        shown = "\n".join([f"$ {command}", *_cut(lines, cut)])
        self.page.append(f"```console\n{shown}\n```\n")
        return screen


class _Terminal:
    """A command line in a pty, with a screen that remembers all that was shown."""

    def __init__(self, command: str, folder: Path, environment: dict[str, str]) -> None:
        self._screen = pyte.Screen(*_SCREEN)
        self._stream = pyte.Stream(self._screen)
        self._process = pexpect.spawn(
            "/bin/sh",
            ["-c", command],
            cwd=str(folder),
            env=environment,
            dimensions=(40, COLUMNS),
            encoding="utf-8",
            timeout=SECONDS,
        )
        self._process.delaybeforesend = None

    def wait(self, words: str) -> None:
        """Until words are shown."""
        try:
            self._process.expect_exact(words)
        except (pexpect.EOF, pexpect.TIMEOUT) as error:
            self._stream.feed(self._process.before or "")
            raise AssertionError(f"{words!r} was never shown:\n{self.shown()}") from error
        self._stream.feed(f"{self._process.before}{words}")

    def answer(self, prompt: str, line: str) -> None:
        """Wait for a prompt, and type a line or Ctrl-C."""
        if prompt:
            self.wait(prompt)
        if line == "^C":
            self._stream.feed(press_ctrl_c(self._process))
        else:
            self._process.sendline(line)

    def rest(self) -> str:
        """All that was shown, once the command has ended."""
        self._process.expect_exact(pexpect.EOF)
        self._stream.feed(self._process.before)
        self._process.wait()
        return self.shown()

    def shown(self) -> str:
        """What the screen shows."""
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip()

    @property
    def code(self) -> int | None:
        """The exit code as a shell says it, once it has ended."""
        signal = self._process.signalstatus
        return 128 + signal if signal else self._process.exitstatus


def set_up(place: Path) -> Stage:
    """A stage in an empty place, where `okrpress` is the one that is tested."""
    home, folder = place / "home", place / "ladder-and-kettle"
    home.mkdir()
    folder.mkdir()
    program = home / "okrpress"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m okrpress "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return Stage(folder=folder, home=home)


def commands(stage: Stage) -> Sequence[str]:
    """The names of the commands of okrpress that were typed, in order and once each."""
    words = (ended.command.split() for ended in stage.ended)
    return tuple(dict.fromkeys(each[1] for each in words if each[0] == "okrpress"))


def _cut(lines: Sequence[str], cut: tuple[int, int] | None) -> Sequence[str]:
    if cut is None or len(lines) <= sum(cut):
        return lines
    first, last = cut
    return [*lines[:first], CUT, *(lines[-last:] if last else [])]


def _language(path: str) -> str:
    return {"md": "markdown", "csv": "csv", "jsonl": "json"}[path.rpartition(".")[2]]
