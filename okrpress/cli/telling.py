"""What the commands `digest` and `remind` share: options, and how errors in files are told."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from okrpress.cli.completion import complete_unit
from okrpress.cli.options import as_of_option, audience_option

if TYPE_CHECKING:
    from okrpress.model.finding import Finding

Command = TypeVar("Command", bound=Callable[..., object])

_ERRORS = 5  # errors in files that are told; `check` tells all

_OPTIONS = (
    click.argument("units", nargs=-1, metavar="[UNIT]...", shell_complete=complete_unit),
    click.option(
        "-C",
        "--root",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=".",
        metavar="DIR",
        help="The project's folder [default: where you are].",
    ),
    as_of_option,
    audience_option(
        "Tell what these readers may see: public, internal, manager:PERSON or person:PERSON; or "
        "everything that is in the files [default: those of the site].",
        everything=True,
    ),
    click.option(
        "--url",
        metavar="ADDRESS",
        help="Where the site is, for links [default: `url` under `[site]`, else no links].",
    ),
)


def telling_options(command: Command) -> Command:
    """The argument and the options of every command that tells people something."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def tell_errors(errors: "tuple[Finding, ...]", outside: str) -> None:
    """The first errors of files that could not be used; they never hide the rest."""
    from okrpress.cli.terminal import print_findings, tell_outside

    print_findings(errors[:_ERRORS], err=True)
    tell_outside(outside)
    left = len(errors) - _ERRORS
    if left > 0:
        click.echo(f"and {left} more: `okrpress check` tells all", err=True)
