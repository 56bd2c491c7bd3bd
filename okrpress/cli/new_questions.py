"""The questions of `okrpress new`, for what the command line does not say."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import click

from okrpress.app.entered import entered_id, entered_line, id_from
from okrpress.app.new import NewCycle, NewObjective, NewPerson, NewTeam
from okrpress.app.new_ground import Ground
from okrpress.cli.asking import ask
from okrpress.errors import OkrpressError
from okrpress.writing.scaffold.cycles import following_quarter

_NONE = "none"
_SHOWN = 12
"""Ids that are named before a question."""
_TYPES = ("committed", "aspirational")


def ask_team(asked: NewTeam) -> NewTeam:
    """A team with a name; parent and lead, if somebody says them."""
    ground = Ground(asked.root)
    name = _ask_name("Name of the team", asked.id)
    id = asked.id or _ask_id(name, lambda id: ground.free_unit(id, "a team"))
    parent, lead = asked.parent, asked.lead
    if ground.names.teams() and not parent:
        parent = ask("The team it is part of", _optional(ground.team), hint=_NONE)
    if not lead:
        lead = ask("Who leads it, by id", _optional(ground.person), hint="nobody yet")
    return replace(asked, id=id, name=name, parent=parent, lead=lead)


def ask_person(asked: NewPerson) -> NewPerson:
    """A person with a name; role and team, if somebody says them."""
    ground = Ground(asked.root)
    name = _ask_name("Name of the person", asked.id)
    id = asked.id or _ask_id(name, lambda id: ground.free_unit(id, "a person"))
    role = asked.role or ask("What they do", _optional_line, hint="left out")
    team = asked.team
    if ground.names.teams() and not team:
        team = ask("The team they are in", _optional(ground.team), hint=_NONE)
    return replace(asked, id=id, name=name, role=role, team=team)


def ask_cycle(asked: NewCycle, today: date) -> NewCycle:
    """A cycle with an id; the next quarter is offered."""
    ground = Ground(asked.root)
    settings = ground.project.settings
    usual = following_quarter(
        today,
        fiscal_year_start=settings.fiscal_year_start,
        named_after=settings.fiscal_year_named_after,
    )
    return replace(asked, id=ask("The cycle", ground.free_cycle, usual))


def ask_objective(asked: NewObjective) -> NewObjective:
    """An objective with a unit and a title; owner and type, if somebody says them."""
    ground = Ground(asked.root)
    units = ground.names.units()
    if units and not asked.unit:
        more = f" and {len(units) - _SHOWN} more" if len(units) > _SHOWN else ""
        click.echo(f"There are {', '.join(units[:_SHOWN])}{more}.", err=True)
    unit = asked.unit or ask("Whose objective is it, by id", ground.unit)
    title = asked.title or ask("Where do you want to be, in one sentence", _title)
    id = asked.id or _ask_id(title, lambda id: entered_id(id, "an objective"))
    owner = asked.owner or ask("Who answers for it, by id", _optional(ground.person), hint="later")
    type = asked.type or ask(f"Is it {' or '.join(_TYPES)}", _optional(_type), hint="later")
    return replace(asked, unit=unit, title=title, id=id, owner=owner, type=type)


def _ask_name(question: str, id: str) -> str:
    usual = id.replace("-", " ")
    return ask(question, _title, usual[:1].upper() + usual[1:])


def _ask_id(words: str, read: Callable[[str], str]) -> str:
    """The id made from a name or title, or another one."""
    return ask("Its id, which stays whatever it is called later", read, id_from(words))


def _title(text: str) -> str:
    return entered_line(text, "that")


def _optional_line(text: str) -> str:
    return _title(text) if text.strip() else ""


def _optional(read: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: read(text.strip()) if text.strip() not in {"", _NONE} else ""


def _type(text: str) -> str:
    found = [type for type in _TYPES if type.startswith(text.lower())]
    if not found:
        raise OkrpressError(f"write {' or '.join(_TYPES)}")
    return found[0]
