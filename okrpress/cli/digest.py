"""`okrpress digest`."""

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrpress.cli.options import Day, today
from okrpress.cli.telling import tell_errors, telling_options

if TYPE_CHECKING:
    from okrpress.model.audience import Audience

FORMATS = ("text", "markdown", "html", "slack", "teams", "json")
_SPAN = re.compile(r"([0-9]{1,4})([dw])", re.ASCII)


class Since(click.ParamType[int | date]):
    """A number of days, such as 7d or 2w, or the first day."""

    name = "since"

    def convert(
        self, value: str | int | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> int | date:
        """Days, or the date that the text says; anything else is a usage error."""
        if not isinstance(value, str):
            return value
        span = _SPAN.fullmatch(value)
        if span and int(span[1]):
            return int(span[1]) * (7 if span[2] == "w" else 1)
        if span or not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            self.fail(f"{value!r} is no span such as 7d or 2w, and no date", param, ctx)
        return Day().convert(value, param, ctx)


@click.command()
@telling_options
@click.option(
    "--since",
    type=Since(),
    default="7d",
    metavar="SPAN|DATE",
    help="Tell of the last days, as in 7d or 2w, or from a day on [default: 7d].",
)
@click.option(
    "--format",
    type=click.Choice(FORMATS),
    default="text",
    help="How it is written; html is a mail, slack and teams are what their webhooks take "
    "[default: text].",
)
def digest(
    units: tuple[str, ...],
    root: Path,
    as_of: date | None,
    audience: "Audience | None",
    url: str | None,
    since: int | date,
    format: str,
) -> int:
    """Tell what a week brought, and what needs a decision.

    What moved, stands in the way, went well, is missing and comes next; of everything, or of each
    UNIT with the teams below it. Files with errors are left out, and
    the exit code is 1.
    """
    from okrpress.app.digest import digest as digest_of
    from okrpress.app.telling import TellRequest
    from okrpress.cli.terminal import StageClock
    from okrpress.report.bulletin import render_bulletin

    request = TellRequest(
        root=root,
        today=today(),
        as_of=as_of,
        units=units,
        url=url,
        audience=audience,
    )
    with StageClock() as clock:
        result = digest_of(request, since, clock)
    tell_errors(result.errors, result.outside)
    click.echo(render_bulletin(format, result.bulletin))
    return int(bool(result.errors or result.outside))
