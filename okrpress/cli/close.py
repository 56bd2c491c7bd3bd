"""`okrpress close`."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrpress.cli.completion import complete_cycle
from okrpress.cli.options import Day, as_of_option, root_option, today

if TYPE_CHECKING:
    from okrpress.app.close import Closed


@click.command()
@click.argument("cycle", shell_complete=complete_cycle)
@click.option(
    "--date",
    "on",
    type=Day(),
    metavar="DATE",
    help="The day it is closed [default: the day of --as-of].",
)
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@as_of_option
@root_option
def close(cycle: str, on: date | None, dry_run: bool, as_of: date | None, root: Path) -> int:
    """Close a CYCLE that is over: freeze it with the thresholds it ran under.

    First everything has to be said: grades, why commitments were missed, what becomes of each key
    result, and lessons. What is missing is listed, and nothing is written; the exit code is 1.
    """
    from okrpress.app.close import CloseRequest
    from okrpress.app.close import close as close_cycle

    request = CloseRequest(
        root=root, cycle=cycle, today=today(), as_of=as_of, on=on, dry_run=dry_run
    )
    result = close_cycle(request)
    if result.missing:
        return _say_missing(result)
    if result.after is None:
        click.echo(f"{cycle} was closed on {result.on} already; nothing to do", err=True)
        return 0
    _print_difference(result)
    _say_closed(result, dry_run=dry_run)
    return 0


def _say_missing(result: "Closed") -> int:
    from okrpress.cli.terminal import print_findings
    from okrpress.report.text import plural

    print_findings(result.missing, err=False, word="missing")
    things = plural(len(result.missing), "thing is", "things are")
    click.echo(f"{result.cycle.id} stays open: {things} missing", err=True)
    return 1


def _print_difference(result: "Closed") -> None:
    from okrpress.app.differences import difference
    from okrpress.cli.terminal import paint_difference

    assert result.after is not None  # else there was nothing to do
    for line in difference(result.file, result.before or b"", result.after).split("\n"):
        click.echo(paint_difference(line))


def _say_closed(result: "Closed", *, dry_run: bool) -> None:
    from okrpress.report.status_words import grade_text
    from okrpress.report.text import plural

    rollup = result.rollup
    if rollup and rollup.score is not None:
        count = plural(rollup.total, "key result", "key results")
        score = f", mean score {grade_text(rollup.score)} over {count}"
    else:
        score = ""
    if dry_run:
        click.echo(f"{result.cycle.id} can be closed{score}; nothing has been written", err=True)
        return
    click.echo(f"{result.cycle.id} is closed as of {result.on}{score}", err=True)
    next_one = f"okrpress new cycle NEXT --from {result.cycle.id}"
    click.echo(f"next: {next_one} begins the next one with what is carried over", err=True)
