"""`okrpress init`."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from okrpress.cli.asking import can_ask
from okrpress.cli.options import today

if TYPE_CHECKING:
    from okrpress.app.init_answers import Answers
    from okrpress.app.init_surroundings import Surroundings


@click.command()
@click.argument(
    "root", metavar="[DIR]", type=click.Path(file_okay=False, path_type=Path), default="."
)
@click.option(
    "--yes", is_flag=True, help="Ask nothing: take the options, and defaults for the rest."
)
@click.option("--bare", is_flag=True, help="Leave the example content out.")
@click.option("--name", metavar="NAME", help="The organisation [default: the folder's name].")
@click.option("--mission", default="", metavar="TEXT", help="What it is for, in one sentence.")
@click.option("--value", "values", multiple=True, metavar="NAME", help="A value; may be repeated.")
@click.option(
    "--team", "teams", multiple=True, metavar="NAME[=LEAD]", help="A team, and who leads it."
)
@click.option("--lead", default="", metavar="NAME", help="Who leads the whole organisation.")
@click.option(
    "--handle", "handles", multiple=True, metavar="NAME=@HANDLE", help="Whom CODEOWNERS asks."
)
@click.option(
    "--cycle", default="", metavar="ID", help="The first cycle [default: the running quarter]."
)
@click.option(
    "--fiscal-year-start",
    type=click.IntRange(1, 12),
    default=1,
    metavar="MONTH",
    help="The month in which the year begins.",
)
@click.option("--objective", default="", metavar="TITLE", help="A first objective.")
@click.option(
    "--ci",
    type=click.Choice(["github", "gitlab", "none"]),
    help="Whose CI [default: that of the git remote, or github].",
)
@click.option("--no-editor", is_flag=True, help="Leave settings and schemas for editors out.")
@click.option(
    "--remove-example",
    is_flag=True,
    help="Only delete the example content, but for what somebody changed.",
)
def init(root: Path, **options: Any) -> int:
    """Begin a project in DIR: settings, content with an example, and CI.

    Files that are there already stay as they are.
    """
    if options["remove_example"]:
        return _remove_example(root)
    return _begin(root, options)


def _begin(root: Path, options: dict[str, Any]) -> int:
    from dataclasses import replace

    from okrpress.app.init import InitRequest
    from okrpress.app.init import init as begin
    from okrpress.app.init_surroundings import surroundings
    from okrpress.cli.init_telling import tell_begun

    day = today()
    around = surroundings(root)
    answers = _given(root, options, around)
    if not options["yes"]:
        answers = _asked(answers, around, day)
    if not answers.cycle:
        answers = replace(answers, cycle=_running(answers, day))
    request = InitRequest(
        root=root, today=day, answers=answers, has_editors=not options["no_editor"]
    )
    tell_begun(root, begin(request), answers)
    return 0


def _asked(answers: "Answers", around: "Surroundings", day: date) -> "Answers":
    """The answers with what somebody at the terminal says to the questions."""
    from okrpress.cli.init_wizard import ask_all

    if not can_ask():
        raise click.UsageError("Nobody is at a terminal to answer: add --yes to take defaults.")
    if around.has_content:
        click.echo(f"{around.content}/ has files: only what surrounds it is written", err=True)
        return answers
    return ask_all(answers, day)


def _given(root: Path, options: dict[str, Any], around: "Surroundings") -> "Answers":
    """What the options say, and defaults for the rest."""
    from okrpress.app.init_answers import EXAMPLE_VALUES, Answers, TeamAnswer
    from okrpress.writing.scaffold.ci import Host

    teams = [_pair(team) for team in options["teams"]]
    return Answers(
        organisation=options["name"] or _title_of(root),
        mission=options["mission"],
        values=options["values"] or (() if options["bare"] else EXAMPLE_VALUES),
        lead=options["lead"],
        teams=tuple(TeamAnswer(name=name, lead=lead) for name, lead in teams) or None,
        handles=dict(_pair(handle) for handle in options["handles"]),
        cycle=options["cycle"],
        fiscal_year_start=options["fiscal_year_start"],
        objective=options["objective"],
        host=Host(options["ci"]) if options["ci"] else around.host,
        is_bare=options["bare"],
    )


def _running(answers: "Answers", day: date) -> str:
    from okrpress.writing.scaffold.cycles import running_quarter

    return running_quarter(
        day,
        fiscal_year_start=answers.fiscal_year_start,
        named_after=answers.fiscal_year_named_after,
    )


def _pair(text: str) -> tuple[str, str]:
    """`name=something` as two texts without blanks around them."""
    name, _, other = text.partition("=")
    return name.strip(), other.strip()


def _title_of(root: Path) -> str:
    """A name for people, from the folder's."""
    words = root.resolve().name.replace("-", " ").replace("_", " ").split()
    name = " ".join(words)
    return name[:1].upper() + name[1:] or "Our organisation"


def _remove_example(root: Path) -> int:
    from okrpress.app.init_example import remove_example
    from okrpress.cli.init_telling import tell_removed

    return tell_removed(remove_example(root))
