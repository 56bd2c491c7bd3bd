"""`okrpress new`."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrpress.cli.asking import can_ask
from okrpress.cli.completion import (
    complete_cycle,
    complete_person,
    complete_reference,
    complete_team,
    complete_unit,
)
from okrpress.cli.options import Day, as_of_option, root_option, today

if TYPE_CHECKING:
    from okrpress.app.new import NewCycle
    from okrpress.app.new_ground import NewFile

id_argument = click.argument("id", default="")


@click.group()
def new() -> None:
    """Add a team, a person, a cycle, an objective or a check-in.

    Each is a file with what is known, and with the questions that only a person can answer.
    """


@new.command()
@id_argument
@click.option("--name", default="", metavar="NAME", help="What people call it.")
@click.option(
    "--parent",
    default="",
    metavar="TEAM",
    shell_complete=complete_team,
    help="The team it is part of.",
)
@click.option(
    "--lead", default="", metavar="PERSON", shell_complete=complete_person, help="Who leads it."
)
@root_option
def team(id: str, name: str, parent: str, lead: str, root: Path) -> int:
    """Add a team. ID is made from its name, if you leave it out."""
    from okrpress.app.new import NewTeam, new_team

    asked = NewTeam(root=root, id=id, name=name, parent=parent, lead=lead)
    if not name and can_ask():
        from okrpress.cli.new_questions import ask_team

        asked = ask_team(asked)
    _require(asked.name or asked.id, "an ID or --name")
    return _tell(new_team(asked), "answer the questions in it")


@new.command()
@id_argument
@click.option("--name", default="", metavar="NAME", help="The person's name.")
@click.option("--role", default="", metavar="TEXT", help="What they do.")
@click.option(
    "--team", default="", metavar="TEAM", shell_complete=complete_team, help="The team they are in."
)
@click.option(
    "--manager",
    default="",
    metavar="PERSON",
    shell_complete=complete_person,
    help="Whom they report to.",
)
@root_option
def person(id: str, name: str, role: str, team: str, manager: str, root: Path) -> int:
    """Add a person. ID is made from the name, if you leave it out."""
    from okrpress.app.new import NewPerson, new_person

    asked = NewPerson(root=root, id=id, name=name, role=role, team=team, manager=manager)
    if not name and can_ask():
        from okrpress.cli.new_questions import ask_person

        asked = ask_person(asked)
    _require(asked.name or asked.id, "an ID or --name")
    return _tell(new_person(asked))


@new.command()
@id_argument
@click.option("--title", default="", metavar="TEXT", help="What to call it [default: the id].")
@click.option("--start", type=Day(), metavar="DATE", help="First day [default: as the id says].")
@click.option("--end", type=Day(), metavar="DATE", help="Last day [default: as the id says].")
@click.option(
    "--from",
    "before",
    default="",
    metavar="CYCLE",
    shell_complete=complete_cycle,
    help="Carry over what was kept of this cycle.",
)
@as_of_option
@root_option
def cycle(
    id: str,
    title: str,
    start: date | None,
    end: date | None,
    before: str,
    as_of: date | None,
    root: Path,
) -> int:
    """Add a cycle, such as 2027-q1, 2027-h1, 2027 or 2027-01.

    Any other ID needs --start and --end.
    """
    from okrpress.app.new import NewCycle, new_cycle

    asked = NewCycle(root=root, id=id, title=title, start=start, end=end)
    if not id and can_ask():
        from okrpress.cli.new_questions import ask_cycle

        asked = ask_cycle(asked, today())
    _require(asked.id, "an ID")
    if before:
        return _roll_over(asked, before, as_of)
    return _tell(new_cycle(asked), "add objectives with okrpress new objective")


@new.command()
@click.argument("unit", metavar="UNIT[/ID]", default="", shell_complete=complete_unit)
@click.option("--title", default="", metavar="TEXT", help="Where you want to be, in one sentence.")
@click.option(
    "--owner",
    default="",
    metavar="PERSON",
    shell_complete=complete_person,
    help="The one person who answers for it.",
)
@click.option(
    "--type",
    type=click.Choice(("committed", "aspirational")),
    default=None,
    help="A promise, or a stretch.",
)
@click.option(
    "--cycle",
    default="",
    metavar="CYCLE",
    shell_complete=complete_cycle,
    help="[default: the one that runs, the shortest of several]",
)
@click.option(
    "--supports",
    multiple=True,
    metavar="REF",
    shell_complete=complete_reference,
    help="An objective or key result it helps; may be repeated.",
)
@click.option("--stands-alone", default="", metavar="WHY", help="Or else, why it helps none.")
@as_of_option
@root_option
def objective(
    unit: str,
    title: str,
    owner: str,
    type: str | None,
    cycle: str,
    supports: tuple[str, ...],
    stands_alone: str,
    as_of: date | None,
    root: Path,
) -> int:
    """Add an objective of UNIT, a team or person, as a draft.

    ID is made from the title, if you leave it out.
    """
    from okrpress.app.new import NewObjective, new_objective

    if supports and stands_alone:
        raise click.UsageError("--supports and --stands-alone exclude each other.")
    unit, _, id = unit.partition("/")
    asked = NewObjective(
        root=root,
        today=today(),
        as_of=as_of,
        unit=unit,
        id=id,
        title=title,
        owner=owner,
        type=type or "",
        cycle=cycle,
        supports=supports,
        stands_alone=stands_alone,
    )
    if not (unit and title) and can_ask():
        from okrpress.cli.new_questions import ask_objective

        asked = ask_objective(asked)
    _require(asked.unit, "a UNIT")
    _require(asked.title, "--title")
    return _tell(new_objective(asked), "write its key results, and delete the line `state: draft`")


@new.command()
@click.argument("unit", required=False, shell_complete=complete_unit)
@as_of_option
@root_option
@click.pass_context
def checkin(ctx: click.Context, unit: str | None, as_of: date | None, root: Path) -> int:
    """Add a check-in of UNIT, with a line for each key result that is due.

    The same as okrpress checkin UNIT --template.
    """
    from okrpress.cli.checkin import checkin as check_in

    code = ctx.invoke(check_in, unit=unit, as_of=as_of, root=root, template=True)
    return code if isinstance(code, int) else 0


def _roll_over(asked: "NewCycle", before: str, as_of: date | None) -> int:
    """Begin a cycle with what another has left to do."""
    from okrpress.app.roll_over import RollOverRequest, roll_over

    request = RollOverRequest(
        root=asked.root,
        cycle=before,
        next=asked.id,
        today=today(),
        as_of=as_of,
        title=asked.title,
        start=asked.start,
        end=asked.end,
    )
    made = roll_over(request)
    for note in made.notes:
        click.echo(f"note: {note}", err=True)
    for file in made.files:
        click.echo(file)
    return 0


def _require(value: str, what: str) -> None:
    if not value:
        raise click.UsageError(f"Nobody is at a terminal to ask: give {what}.")


def _tell(made: "NewFile", todo: str = "") -> int:
    """Say where the file is, and what to do with it."""
    click.echo(made.file)
    for note in made.notes:
        click.echo(f"note: {note}", err=True)
    if todo:
        click.echo(f"next: {todo}; then okrpress check", err=True)
    return 0
