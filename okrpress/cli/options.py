"""Options and arguments that several commands share."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

import click

from okrpress.errors import OkrpressError


class Day(click.ParamType[date]):
    """A calendar date, YYYY-MM-DD."""

    name = "date"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The date that the text says; anything else is a usage error."""
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC).date()
        except ValueError:
            self.fail(f"{value!r} is no date of the form YYYY-MM-DD", param, ctx)


root_argument = click.argument(
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
)

root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    metavar="DIR",
    help="The project's folder [default: the one you are in].",
)

as_of_option = click.option(
    "--as-of",
    type=Day(),
    metavar="DATE",
    help="Judge as on this day [default: okrpress.toml, SOURCE_DATE_EPOCH, or today in UTC].",
)

no_cache_option = click.option(
    "--no-cache", is_flag=True, help="Make everything anew, and keep nothing in .okrpress/cache."
)


def today() -> date:
    """The date when nobody says another: SOURCE_DATE_EPOCH, else the day in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise OkrpressError(
            f"SOURCE_DATE_EPOCH is {epoch[:40]!r}, which is no number of seconds",
            help="set it to whole seconds since 1970, or unset it",
        ) from None
