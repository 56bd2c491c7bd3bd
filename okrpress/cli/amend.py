"""`okrpress amend`."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrpress.cli.completion import complete_reference
from okrpress.cli.options import Day, as_of_option, root_option, today

if TYPE_CHECKING:
    from okrpress.app.amend import Amended, Effect, Standing


@click.command()
@click.argument("ref", shell_complete=complete_reference)
@click.option("--target", metavar="NUMBER", help="The value to reach.")
@click.option("--baseline", metavar="NUMBER", help="The value at the start.")
@click.option("--weight", metavar="NUMBER", help="Its share beside the other key results.")
@click.option("--due", metavar="DATE", help="Its last day.")
@click.option("--keep-min", metavar="NUMBER", help="The lowest value that is inside its range.")
@click.option("--keep-max", metavar="NUMBER", help="The highest value that is inside its range.")
@click.option("--title", metavar="TEXT", help="The words for it.")
@click.option("--owner", metavar="PERSON", help="Who answers for it.")
@click.option(
    "--state",
    type=click.Choice(("active", "postponed", "cancelled")),
    help="Whether it counts. Postponed and cancelled ones are listed only.",
)
@click.option("--reason", default="", metavar="TEXT", help="Why; the ledger keeps it.")
@click.option(
    "--date",
    "on",
    type=Day(),
    metavar="DATE",
    help="The day it was agreed [default: the day of --as-of].",
)
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@as_of_option
@root_option
def amend(
    ref: str,
    reason: str,
    on: date | None,
    dry_run: bool,
    as_of: date | None,
    root: Path,
    **values: str | None,
) -> int:
    """Change what was promised: the key result or objective REF, such as growth/onboarding#mails.

    The file is changed in place. While the cycle runs, the old value goes into the ledger with
    the reason, and the page shows both. Prints what changed, and what that means.
    """
    from okrpress.app.amend import AmendRequest
    from okrpress.app.amend import amend as amend_file
    from okrpress.app.amend_moves import Amendment

    request = AmendRequest(
        root=root,
        ref=ref,
        amendment=Amendment(**values),
        today=today(),
        as_of=as_of,
        on=on,
        reason=reason,
        dry_run=dry_run,
    )
    result = amend_file(request)
    _print_difference(result)
    for line in _meaning(result):
        click.echo(line, err=True)
    if dry_run:
        click.echo("nothing has been written", err=True)
    return 0


def _print_difference(result: "Amended") -> None:
    from okrpress.app.differences import difference
    from okrpress.cli.terminal import paint_difference

    for line in difference(result.file, result.before, result.after).split("\n"):
        click.echo(paint_difference(line))


# ── what it means ─────────────────────────────────────────────────────────────────────────────


def _meaning(result: "Amended") -> Iterator[str]:
    from okrpress.report.characters import one_line

    moved = "; ".join(_moved(effect) for effect in result.effects)
    unrecorded = "" if result.is_recorded else " (no entry in the ledger)"
    yield one_line(f"{result.ref}: {moved}{unrecorded}")
    yield one_line(f"  {_arrow(_stands(result.was), _stands(result.now))}")
    for note in result.notes:
        yield one_line(f"  note: {note}")


_UNSAID = {
    "baseline": "nothing",
    "due": "the cycle's last day",
    "owner": "nobody named",
}


def _moved(effect: "Effect") -> str:
    from okrpress.app.amend_moves import shown_value

    move = effect.move
    if move.field == "title":
        return "title reworded"
    before = _UNSAID[move.field] if move.before is None else shown_value(move.before)
    verdict = f", {effect.direction}" if effect.direction and move.field != "state" else ""
    return f"{move.field} {_arrow(before, shown_value(move.after))}{verdict}"


def _arrow(before: str, after: str) -> str:
    return f"{before} → {after}" if before != after else f"still {before}"


def _stands(standing: "Standing") -> str:
    """Progress and status, as one phrase."""
    from okrpress.report.status_words import gap_text, percent, status_word

    scored, whole = standing.key_result, standing.objective.rollup
    if scored is None:
        return f"{percent(whole.progress)}, {status_word(whole.status)}"
    words = [percent(scored.progress), status_word(scored.status), gap_text(scored.points)]
    return ", ".join(word for word in words if word)
