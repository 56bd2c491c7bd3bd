"""`okrpress doctor`."""

import json
import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrpress.cli.options import as_of_option, root_argument, today

if TYPE_CHECKING:
    from okrpress.app.doctor import Diagnosis

STYLES = {"fine": "green", "note": "yellow", "problem": "red"}


@click.command()
@root_argument
@as_of_option
@click.option(
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How it is written.",
)
@click.option("--all", "has_all", is_flag=True, help="Name the settings with default values, too.")
def doctor(root: Path, as_of: date | None, format: str, has_all: bool) -> int:
    """Look at what is installed, and at the project in ROOT, its repository and CI.

    Changes nothing, and asks no network. Exits with 1 when there are problems.
    """
    from okrpress.app.doctor import DoctorRequest, diagnose
    from okrpress.app.doctor_report import has_problem

    request = DoctorRequest(root=root, today=today(), as_of=as_of, environment=dict(os.environ))
    found = diagnose(request)
    if format == "json":
        click.echo(_json(found))
    else:
        for line in _text(found, has_all=has_all):
            click.echo(line)
    return int(has_problem(found.parts))


def _text(found: "Diagnosis", *, has_all: bool) -> Iterator[str]:
    for index, part in enumerate(found.parts):
        yield ("\n" if index else "") + _styled(part.title, bold=True)
        for check in part.checks:
            yield f"  {_styled(f'{check.verdict:<8}', fg=STYLES[check.verdict])} {check.said}"
            if check.help:
                yield f"  {'':8}   {check.help}"
        if part.title == "settings" and has_all:
            for one in found.settings:
                yield f"  {'':8} {one.name} = {one.value}, by {one.origin}"


def _styled(text: str, *, fg: str | None = None, bold: bool | None = None) -> str:
    if os.environ.get("NO_COLOR") or not sys.stdout.isatty():
        return text
    return click.style(text, fg=fg, bold=bold)


def _json(found: "Diagnosis") -> str:
    from dataclasses import asdict

    return json.dumps(asdict(found), indent=2, ensure_ascii=False)
