"""`okrpress simulate`."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrpress.cli.completion import complete_cycle, complete_own_key_result, complete_unit
from okrpress.cli.options import as_of_option, audience_option, root_option, today

if TYPE_CHECKING:
    from okrpress.model.audience import Audience

_EPILOG = """\b
What can be assumed:
  onboarding#activation=60        it comes to 60, also where readings are added up
  onboarding#activation+=5@8      5 more than now, with a confidence of 8
  growth/onboarding#sso=yes       yes or no; the unit where two have the name
  'onboarding#markets=de fr'      the steps that are done; += adds some
\b
--from reads the tables that `checkin --from` reads. --all-at says where everything
else lands: expected (what the day, or with --at-end the end, expects), confidence
(6 of 10 is 60 % of the way; a yes from 5 on) or forecast (metrics alone).
"""


@click.command(epilog=_EPILOG)
@click.argument(
    "settings", nargs=-1, metavar="[REF=VALUE]...", shell_complete=complete_own_key_result
)
@root_option
@as_of_option
@click.option(
    "--cycle",
    metavar="CYCLE",
    shell_complete=complete_cycle,
    help="Assume it of this cycle [default: those that run].",
)
@click.option(
    "--from",
    "table",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Take readings from a table.",
)
@click.option(
    "--unit",
    metavar="UNIT",
    shell_complete=complete_unit,
    help="Whose the lines of a table without the column unit are.",
)
@click.option(
    "--all-at",
    "rule",
    type=click.Choice(("expected", "confidence", "forecast")),
    help="Where all that is not named lands [default: it stays].",
)
@click.option("--at-end", is_flag=True, help="Judge at the end of the cycle, with scores.")
@audience_option(
    "Reckon with what these readers may see: public, internal, manager:PERSON or person:PERSON "
    "[default: everything].",
    everything=True,
)
@click.option(
    "--format",
    type=click.Choice(("text", "json", "markdown")),
    default="text",
    help="How it is written [default: text].",
)
def simulate(
    settings: tuple[str, ...],
    root: Path,
    as_of: date | None,
    cycle: str | None,
    table: Path | None,
    unit: str | None,
    rule: str | None,
    at_end: bool,
    audience: "Audience | None",
    format: str,
) -> int:
    """Say what would become of everything, if key results landed so.

    Shows objectives, units and the cycle before and after, as far as they would move. Nothing is
    written. Everything in the files counts, whoever may see it on the site: before you pass the
    answer on, choose --audience public.
    """
    from okrpress.app.simulate import SimulateRequest
    from okrpress.app.simulate import simulate as what_if
    from okrpress.cli.terminal import StageClock, screen, tell_outside
    from okrpress.insight.what_if import Rule
    from okrpress.model.audience import EVERYTHING
    from okrpress.report.simulation import render_simulation
    from okrpress.report.text import plural

    request = SimulateRequest(
        root=root,
        today=today(),
        as_of=as_of,
        settings=settings,
        table=table,
        rule=Rule(rule) if rule else None,
        unit=unit,
        cycle=cycle,
        at_end=at_end,
        audience=audience or EVERYTHING,
    )
    with StageClock() as watch:
        simulation = what_if(request, watch)
    click.echo(render_simulation(format, simulation, screen()))
    if simulation.broken:
        files = plural(len(simulation.broken), "file has", "files have")
        click.echo(f"{files} errors and may be missing here: okrpress check shows them", err=True)
    tell_outside(simulation.outside)
    return int(bool(simulation.outside))
