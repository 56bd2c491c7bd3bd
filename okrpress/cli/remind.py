"""`okrpress remind`."""

import os
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from okrpress.cli.options import today
from okrpress.cli.telling import tell_errors, telling_options
from okrpress.model.frozen import dataclass

if TYPE_CHECKING:
    from okrpress.app.remind import RemindResult
    from okrpress.model.audience import Audience

FORMATS = ("text", "markdown", "html", "json", "ics")
CHATS = ("slack", "teams", "generic")
TRACKERS = ("github", "gitlab")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The command line of `okrpress remind`, typed."""

    units: tuple[str, ...]
    root: Path
    as_of: date | None
    audience: "Audience | None"
    url: str | None
    grace: int | None
    format: str | None
    post: str | None
    webhook_env: str | None
    state: Path | None
    issue: str | None
    dry_run: bool
    check: bool


@click.command()
@telling_options
@click.option(
    "--grace",
    type=click.IntRange(0, 366),
    metavar="DAYS",
    help="How late something may be before anybody is reminded [default: `grace` under "
    "`[check_ins]`, else 2].",
)
@click.option(
    "--format",
    type=click.Choice(FORMATS),
    help="How it is printed; ics is a calendar with what comes next [default: text].",
)
@click.option("--post", type=click.Choice(CHATS), help="Post it to a chat.")
@click.option(
    "--webhook-env",
    metavar="NAME",
    help="The environment variable that holds the chat's webhook address, which is a secret.",
)
@click.option(
    "--state",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Remember here what was posted, and post the same only once.",
)
@click.option(
    "--issue",
    type=click.Choice(TRACKERS),
    help="Keep one issue that says what is owed, and close it when nothing is.",
)
@click.option("--dry-run", is_flag=True, help="Print the requests, without secrets; send nothing.")
@click.option("--check", is_flag=True, help="Exit with 1 when anything is owed.")
def remind(**options: Any) -> int:
    """Say who owes which check-in or review.

    It is printed, posted to a chat, or kept in one issue; of everything, or of each UNIT with the
    teams below it. A unit with a file that cannot be read is not reminded; the exit code then is 1.
    """
    return run(Options(**options))


def run(options: Options) -> int:
    """Do what the options say; the exit code."""
    _demand_sense(options)
    from okrpress.app.remind import remind as remind_of
    from okrpress.app.telling import TellRequest
    from okrpress.cli.terminal import StageClock

    request = TellRequest(
        root=options.root,
        today=today(),
        as_of=options.as_of,
        units=options.units,
        url=options.url,
        audience=options.audience,
    )
    with StageClock() as clock:
        result = remind_of(request, options.grace, clock)
    tell_errors(result.errors, result.outside)
    if result.unsure:
        units = ", ".join(result.unsure)
        click.echo(f"note: not reminded, for files that cannot be read: {units}", err=True)
    if options.format or not (options.post or options.issue):
        click.echo(_written(options.format or "text", result), nl=options.format != "ics")
    _send(options, result)
    return int(bool(result.errors or result.outside) or (options.check and bool(result.debts)))


def _demand_sense(options: Options) -> None:
    if bool(options.post) != bool(options.webhook_env):
        raise click.UsageError("--post and --webhook-env go together")
    if options.state and not options.post:
        raise click.UsageError("--state remembers what was posted: add --post")
    if options.dry_run and not (options.post or options.issue):
        raise click.UsageError("--dry-run shows requests: add --post or --issue")


def _written(format: str, result: "RemindResult") -> str:
    if format == "ics":
        from okrpress.app.remind import calendar_text

        return calendar_text(result)
    from okrpress.report.bulletin import render_bulletin

    return render_bulletin(format, result.bulletin)


def _send(options: Options, result: "RemindResult") -> None:
    if not (options.post or options.issue):
        return
    from okrpress.app import remind_post as posting

    outside = posting.Outside(environment=os.environ, sleep=time.sleep)
    if options.post and options.webhook_env:
        chat, name = options.post, options.webhook_env
        if options.dry_run:
            click.echo(posting.planned_post(result, chat, name, outside))
        else:
            said = posting.post_reminder(result, chat, name, options.state, outside)
            click.echo(said, err=True)
    if options.issue:
        if options.dry_run:
            click.echo(posting.planned_issue(result, options.issue, outside))
            return
        said, url = posting.keep_reminder(result, options.issue, outside)
        click.echo(f"{said}: {url}" if url else said, err=True)
