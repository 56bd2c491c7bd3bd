"""`okrpress checkin`."""

from datetime import date
from pathlib import Path

import click

from okrpress.cli.asking import can_ask
from okrpress.cli.completion import (
    complete_cycle,
    complete_own_key_result,
    complete_person,
    complete_unit,
)
from okrpress.cli.options import Day, as_of_option, root_option
from okrpress.errors import OkrpressError
from okrpress.model.frozen import dataclass

_EPILOG = """\b
Without a terminal:
  --set onboarding#activation=36       the value; = sets it, also below zero
  --set onboarding#activation+=3@6     3 more than the last one; -= for less; confidence 6
  --set onboarding#sso=yes             yes or no
  --set 'onboarding#markets+=de fr'    steps that are done now; -= takes back, = lists all
  --set 'onboarding#sso=no@4; why'     with a note behind a semicolon
\b
--from reads CSV with a header and any of the columns key_result, value, done,
confidence, note, date, unit. It writes nothing unless every line can be read,
and leaves out readings that are there already.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The command line."""

    unit: str | None
    root: Path
    as_of: date | None
    on: date | None
    cycle: str | None
    every: bool
    author: str | None
    settings: tuple[str, ...]
    notes: tuple[str, ...]
    health: tuple[str, ...]
    priorities: tuple[str, ...]
    blockers: tuple[str, ...]
    wins: tuple[str, ...]
    body: str | None
    table: Path | None
    template: bool
    dry_run: bool

    @property
    def says_something(self) -> bool:
        """Whether it carries the answers itself."""
        lists = (self.settings, self.notes, self.health, self.priorities, self.blockers, self.wins)
        return any(lists) or self.body is not None


@click.command(epilog=_EPILOG)
@click.argument("unit", required=False, shell_complete=complete_unit)
@root_option
@as_of_option
@click.option("--date", "on", type=Day(), metavar="DATE", help="The day that is reported.")
@click.option(
    "--cycle", metavar="CYCLE", shell_complete=complete_cycle, help="Report in this cycle only."
)
@click.option("--all", "every", is_flag=True, help="Ask for what is not due yet, too.")
@click.option(
    "--author",
    metavar="PERSON",
    envvar="OKRPRESS_ME",
    shell_complete=complete_person,
    help="Who reports [default: whom git's user.name names].",
)
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="REF=VALUE[@CONFIDENCE]",
    shell_complete=complete_own_key_result,
    help="What was seen of a key result; repeatable, see below.",
)
@click.option(
    "--note",
    "notes",
    multiple=True,
    metavar="[REF=]TEXT",
    help="What is behind it; without REF about the only --set.",
)
@click.option("--health", multiple=True, metavar="ID=VALUE", help="A health metric of the unit.")
@click.option("--priority", "priorities", multiple=True, metavar="TEXT", help="What comes next.")
@click.option("--blocker", "blockers", multiple=True, metavar="TEXT", help="What is in the way.")
@click.option("--win", "wins", multiple=True, metavar="TEXT", help="What went well.")
@click.option("--body", metavar="TEXT", help="A text below it all; - reads standard input.")
@click.option(
    "--from",
    "table",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Take readings from a table.",
)
@click.option("--template", is_flag=True, help="Write a file to be filled in with an editor.")
@click.option("--dry-run", is_flag=True, help="Print the file, and write nothing.")
def checkin(**options: object) -> int:
    """Report how far the key results of UNIT are.

    Asks for those that are due, one line each, and writes one file. UNIT is a team or person;
    without it, your own.
    """
    asked = Asked(**options)  # type: ignore[arg-type] # click has given each its type
    ways = {"--from": asked.table, "--template": asked.template, "--set": asked.says_something}
    given = [option for option, is_given in ways.items() if is_given]
    if len(given) > 1:
        raise click.UsageError(f"{' and '.join(given)} do not go together")
    if not given and not can_ask():
        raise OkrpressError(
            "there is no terminal to ask at",
            help="say it all at once: --set onboarding#activation=36@6, --from FILE or --template",
        )
    from okrpress.cli.checkin_sitting import at_the_terminal
    from okrpress.cli.checkin_ways import fill_in, from_table, given_whole

    if asked.table:
        return from_table(asked, asked.table)
    if asked.says_something:
        return given_whole(asked)
    return fill_in(asked) if asked.template else at_the_terminal(asked)
