"""Options and arguments that several commands share."""

import os
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from okrpress.errors import OkrpressError

if TYPE_CHECKING:
    from okrpress.model.audience import Audience

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

Command = TypeVar("Command", bound=Callable[..., Any])


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
            if _DAY.fullmatch(value):  # to load what reads any other form takes a while
                return date.fromisoformat(value)
            return datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC).date()
        except ValueError:
            self.fail(f"{value!r} is no date of the form YYYY-MM-DD", param, ctx)


class AudienceName(click.ParamType["Audience"]):
    """For whom: `public`, `internal`, `manager:<person>`, `person:<person>`, or `everything`."""

    name = "audience"

    def __init__(self, *, everything: bool) -> None:
        self._everything = everything

    def convert(
        self, value: "str | Audience", param: click.Parameter | None, ctx: click.Context | None
    ) -> "Audience":
        """The audience that the text names; anything else is a usage error."""
        from okrpress.model.audience import EVERYTHING, parse_audience

        if not isinstance(value, str):
            return value
        if self._everything and value == EVERYTHING.kind:
            return EVERYTHING
        audience = parse_audience(value)
        if audience is None:
            words = "public, internal, manager:<person> or person:<person>"
            more = "everything, " if self._everything else ""
            self.fail(f"{value!r} is no audience: write {more}{words}", param, ctx)
        return audience

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The words that an audience begins with."""
        words = ["public", "internal", "manager:", "person:"]
        if self._everything:
            words.append("everything")
        return [CompletionItem(word) for word in words if word.startswith(incomplete)]


def audience_option(help: str, *, everything: bool) -> Callable[[Command], Command]:
    """The option that says for whom; `everything` that is in the files may be allowed."""
    type = AudienceName(everything=everything)
    return click.option("--audience", type=type, metavar="AUDIENCE", help=help)


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
