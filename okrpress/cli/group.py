"""The group of commands, and the one boundary where errors become exit codes.

Exit codes: 0 clean, 1 findings, 2 usage or could not run, 3 our bug, 130 interrupted.
"""

import atexit
import errno
import os
import sys
from contextlib import suppress
from importlib import import_module
from itertools import chain
from keyword import iskeyword
from pathlib import Path
from typing import TextIO

import click

from okrpress import __version__
from okrpress.errors import OkrpressError

SECTIONS = {
    "Daily": ("status", "checkin", "check", "simulate", "serve"),
    "Author": ("init", "new", "amend", "review", "close"),
    "Publish": ("build", "verify-site", "diff", "comment", "digest", "remind"),
    "Tools": ("rule", "schema", "import", "doctor", "completion"),
}
"""The commands, by what they are for; each is in the module of its name."""


_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}
"""What writing to a stream fails with; about a file, all of it was said before it came here."""


class Sections(click.Group):
    """A group whose help lists the commands by what they are for.

    The code of a command is loaded with the command: to load all takes as long as a small build.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in order."""
        return sorted(chain.from_iterable(SECTIONS.values()))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; None where there is none."""
        if cmd_name not in self.list_commands(ctx):
            return None
        name = cmd_name.replace("-", "_") + "_" * iskeyword(cmd_name)
        command: click.Command = getattr(import_module(f"okrpress.cli.{name}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write one section for each purpose."""
        for title, names in SECTIONS.items():
            commands = (self.get_command(ctx, name) for name in names)
            with formatter.section(title):
                formatter.write_dl(
                    [(str(one.name), one.get_short_help_str(70)) for one in commands if one]
                )


@click.group(cls=Sections, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="okrpress")
def okrpress() -> None:
    """Publish OKR dashboards from Markdown files in git."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    _open_what_is_closed()
    code: list[int] = []
    atexit.register(_end_at_once, code)  # before all others, and so it is called after them
    code.append(run(sys.argv[1:]))
    sys.exit(code[0])


def _open_what_is_closed() -> None:
    """Where somebody starts us without a stream, as some schedulers do, nobody hears what is said.

    A file or pipe that is opened later does not get its number then.
    """
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


def _end_at_once(code: list[int]) -> None:
    """Leave the memory to the system: to take a large portfolio apart lasts a second."""
    if code:
        with suppress(OSError, ValueError):  # a stream that is closed: Python knows what to do
            for stream in filter(None, (sys.stdout, sys.stderr)):
                stream.flush()
            os._exit(code[0])


def run(arguments: list[str]) -> int:
    """The exit code of a command line; what goes wrong is said on standard error."""
    try:
        code = okrpress.main(arguments, prog_name="okrpress", standalone_mode=False)
    except click.exceptions.Abort:
        return _fail("interrupted", 130)
    except click.ClickException as error:
        error.show()
        return 2
    except OkrpressError as error:
        return _fail(f"error: {error}" + (f"\n  help: {error.help}" if error.help else ""), 2)
    except BrokenPipeError:  # the reader went away: nothing to say, and nobody to say it to
        _let_go(sys.stdout)
        return 141
    except Exception as error:  # noqa: BLE001 - what is left is a bug of ours: no traceback is shown
        if isinstance(error, OSError) and error.filename is None and error.errno in _FULL:
            code = _fail(f"error: the output cannot be written: {error.strerror}", 2)
            _let_go(sys.stdout)
            return code
        return _fail(f"internal error: please report it; details are in {_write_details()}", 3)
    return code if isinstance(code, int) else 0


def _fail(message: str, code: int) -> int:
    try:
        click.echo(message, err=True)
    except OSError:
        _let_go(sys.stderr)
    return code


def _let_go(stream: TextIO) -> None:
    """Have what is left for a stream go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _write_details() -> Path:
    """Write the traceback where the user finds it, and say where."""
    import tempfile

    handle, name = tempfile.mkstemp(prefix="okrpress-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"okrpress {__version__}, Python {sys.version}\n\n{_traceback()}")
    return Path(name)


def _traceback() -> str:
    """Where it happened, without the message: that may hold what an author wrote."""
    import traceback

    if os.environ.get("OKRPRESS_DEBUG"):
        return traceback.format_exc()
    error = sys.exception()
    frames = "".join(traceback.format_tb(error.__traceback__)) if error else ""
    return f"{frames}{type(error).__name__}\n"
