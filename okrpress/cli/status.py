"""`okrpress status`."""

import io
import os
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from okrpress.cli.completion import complete_cycle, complete_person, complete_unit_or_reference
from okrpress.cli.options import as_of_option, audience_option, today
from okrpress.errors import OkrpressError
from okrpress.model.frozen import dataclass

if TYPE_CHECKING:
    from okrpress.app.status import FindMe, StatusResult
    from okrpress.model.audience import Audience
    from okrpress.report.status import StatusReport

FORMATS = ("text", "json", "markdown")
GIT = "."
"""What `--me` says when nobody is named: ask git. It is no id and no name."""
PLAIN_WIDTH = 100
"""Columns where neither COLUMNS nor a terminal says how many."""
NARROWEST = 20
"""Columns below which lines stick out: fewer cannot be read."""
ERRORS = 5
"""Errors in files that are told; `check` tells all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The command line of `okrpress status`, typed."""

    target: str
    root: Path
    cycle: str
    me: str | None
    audience: "Audience | None"
    as_of: date | None
    format: str
    show_all: bool
    watch: bool


@click.command()
@click.argument("target", default="", metavar="[TARGET]", shell_complete=complete_unit_or_reference)
@click.option(
    "-C",
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    metavar="DIR",
    help="The project's folder [default: where you are].",
)
@click.option(
    "--cycle", default="", metavar="CYCLE", shell_complete=complete_cycle,
    help="Show this cycle [default: those that run, else the last one].",
)  # fmt: skip
@click.option(
    "--me",
    is_flag=False,
    flag_value=GIT,
    metavar="[PERSON]",
    shell_complete=complete_person,
    help="Show what is mine: which work moves which key result, and what I owe. Without PERSON, "
    "whoever OKRPRESS_ME names, else git.",
)
@audience_option(
    "Show what these readers may see: public, internal, manager:PERSON or person:PERSON "
    "[default: everything].",
    everything=True,
)
@as_of_option
@click.option(
    "--format",
    type=click.Choice(FORMATS),
    default="text",
    help="How it is written [default: text].",
)
@click.option("--all", "show_all", is_flag=True, help="List all that is cut short otherwise.")
@click.option("--watch", is_flag=True, help="Show it again whenever a file changes.")
def status(**options: Any) -> int:
    """Show where everything stands, or only TARGET: a unit, a person, or an objective.

    TARGET is the id of a team or person, or a reference to an objective or key result such as
    kitchen/welcome#guests. Everything in the files is shown, whoever may see it on the site:
    before you pass it on, choose --audience public. Files with errors are left out, and the exit
    code is 1.
    """
    return run(Options(**options))


def run(options: Options) -> int:
    """Do what the options say; the exit code."""
    if options.target and options.me is not None:
        raise click.UsageError("--me stands for TARGET: leave one of them out")
    if options.watch and options.format != "text":
        raise click.UsageError(f"--watch draws on a terminal: leave out --format {options.format}")
    if options.watch:
        from okrpress.cli.watching import watch

        watch(options.root, lambda: _show(options))
    return _show(options)


def _show(options: Options) -> int:
    from okrpress.app.status import StatusRequest
    from okrpress.app.status import status as status_of
    from okrpress.cli.terminal import StageClock
    from okrpress.model.audience import EVERYTHING

    request = StatusRequest(
        root=options.root,
        today=today(),
        as_of=options.as_of,
        target=options.target,
        cycle=options.cycle,
        find_me=None if options.me is None else _find_me(options.root, options.me),
        audience=options.audience or EVERYTHING,
    )
    with StageClock() as clock:
        result = status_of(request, clock)
    _tell_errors(result)
    if result.report is None:
        raise OkrpressError(
            "no objective can be read", help="correct the errors above; `okrpress check` tells all"
        )
    _write(result.report, options)
    return int(bool(result.errors or result.outside))


def _find_me(root: Path, said: str) -> "FindMe":
    """By what was said, else by the environment, else by git."""
    from okrpress.app.status_me import git_identity, named_person, person_of

    named = os.environ.get("OKRPRESS_ME", "") if said == GIT else said
    if named:
        return lambda scored: named_person(scored, named)
    return lambda scored: person_of(scored, git_identity(root))


def _tell_errors(result: "StatusResult") -> None:
    """The first errors in full; they never hide the status itself."""
    from okrpress.cli.terminal import print_findings, tell_outside

    print_findings(result.errors[:ERRORS], err=True)
    tell_outside(result.outside)
    left = len(result.errors) - ERRORS
    if left > 0:
        click.echo(f"and {left} more: `okrpress check` tells all", err=True)


def _write(report: "StatusReport", options: Options) -> None:
    if options.format == "json":
        from okrpress.report.status_json import status_json

        click.echo(status_json(report))
    elif options.format == "markdown":
        from okrpress.report.status_markdown import status_markdown

        click.echo(status_markdown(report))
    else:
        _draw(report, show_all=options.show_all)


def _draw(report: "StatusReport", *, show_all: bool) -> None:
    from rich.console import Console

    from okrpress.cli.status_glyphs import Glyphs
    from okrpress.cli.status_rows import Canvas
    from okrpress.cli.status_screen import screen_of

    can_encode = _make_stdout_forgiving()
    console = Console(
        width=max(NARROWEST, shutil.get_terminal_size((PLAIN_WIDTH, 0)).columns),
        highlight=False,
        markup=False,
        emoji=False,
    )
    canvas = Canvas(
        report=report,
        glyphs=Glyphs(unicode=can_encode, palette=report.scored.settings.palette),
        width=console.width,
        everything=show_all,
    )
    with console.capture() as captured:
        for line in screen_of(canvas):
            console.print(line)
    lines = captured.get().rstrip().splitlines()
    text = "\n".join(line.rstrip() for line in lines)
    if can_encode:
        click.echo(text, color=True)
    else:  # click would write UTF-8 where ASCII was asked for
        sys.stdout.write(f"{text}\n")


def _make_stdout_forgiving() -> bool:
    """Whether standard output takes every character; where not, it shows `?` in their place."""
    encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "")
    if encoding.startswith("utf"):
        return True
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    return False
