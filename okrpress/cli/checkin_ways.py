"""Check-ins without questions: given whole, from a table, or as a file to fill in."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrpress.app.check_in import Desk, Outcome, plan, remarks, sit_down, template, write
from okrpress.app.check_in_given import Given, given_sheet, units_named
from okrpress.app.check_in_people import author_of, candidates
from okrpress.app.check_in_readings import check_ins_from
from okrpress.app.check_in_situation import CheckInRequest, Situation, find_unit, look_at
from okrpress.cli.checkin_words import say_changes, say_next, say_nothing_due
from okrpress.cli.options import today
from okrpress.cli.terminal import StageClock
from okrpress.errors import OkrpressError
from okrpress.model.portfolio import Unit

if TYPE_CHECKING:
    from okrpress.cli.checkin import Asked


def from_table(asked: "Asked", table: Path) -> int:
    """Write what a table says, one file for each unit, cycle and day."""
    situation = situation_of(asked)
    unit = find_unit(situation, asked.unit).id if asked.unit else None
    found = check_ins_from(table, situation, unit, author_of(situation, asked.author))
    if found.known:
        readings = "1 reading is" if found.known == 1 else f"{found.known} readings are"
        click.echo(f"{readings} there already", err=True)
    if not found.check_ins:
        click.echo("there is nothing to write", err=True)
        return 0
    return finish(asked, situation, plan(situation, found.check_ins), tells=False)


def given_whole(asked: "Asked") -> int:
    """Write what the options say."""
    situation = situation_of(asked)
    unit = _unit(asked, situation, units_named(asked.settings))
    desk = _desk(asked, situation, unit)
    given = Given(
        settings=asked.settings,
        notes=asked.notes,
        health=asked.health,
        priorities=asked.priorities,
        blockers=asked.blockers,
        wins=asked.wins,
        body=sys.stdin.read() if asked.body == "-" else asked.body or "",
    )
    check_ins = given_sheet(desk, given).check_ins()
    if not check_ins:
        raise OkrpressError("nothing is said", help="an empty check-in is none")
    return finish(asked, situation, plan(situation, check_ins))


def fill_in(asked: "Asked") -> int:
    """Write a file that somebody fills in with an editor."""
    situation = situation_of(asked)
    desk = _desk(asked, situation, _unit(asked, situation))
    outcome = template(desk)
    if not outcome.plans:
        say_nothing_due(desk)
        return 0
    return finish(asked, situation, outcome, tells=False)


def situation_of(asked: "Asked") -> Situation:
    """The project as it was on the day that is reported."""
    request = CheckInRequest(
        root=asked.root, today=today(), as_of=asked.as_of, on=asked.on, cycle=asked.cycle
    )
    with StageClock() as watch:
        return look_at(request, watch)


def finish(asked: "Asked", situation: Situation, outcome: Outcome, *, tells: bool = True) -> int:
    """Write the files, or print them; say where they are, what they change and what comes next."""
    if asked.dry_run:
        _print(outcome)
        return 0
    written = write(situation, outcome)
    for file in written.files:
        click.echo(str(asked.root / file))
    if tells:
        say_changes(written)
    units = list(dict.fromkeys(one.check_in.unit_cycle.unit for one in written.plans))
    names = ", ".join(situation.portfolio.units[unit].name for unit in units[:3])
    say_next(asked.root, written.files, f"Check in {names}, {written.plans[-1].check_in.date}")
    return 0


def _print(outcome: Outcome) -> None:
    """The texts as they would be in the files."""
    for one in outcome.plans:
        click.echo(one.check_in.file, err=True)
        click.echo(one.text.encode(), nl=False)


def _unit(asked: "Asked", situation: Situation, named: tuple[str, ...] = ()) -> Unit:
    """The unit that is named, by itself or in references; else the only one that can be meant."""
    if asked.unit or len(named) == 1:
        return find_unit(situation, asked.unit or named[0])
    found = candidates(situation, author_of(situation, asked.author))
    if len(found) == 1:
        return found[0].unit
    ids = ", ".join(one.unit.id for one in found[:10]) or "none that has anything to report"
    raise OkrpressError(
        "nobody says which unit checks in", help=f"okrpress checkin UNIT; units are {ids}"
    )


def _desk(asked: "Asked", situation: Situation, unit: Unit) -> Desk:
    author = author_of(situation, asked.author)
    desk = sit_down(situation, unit, author, every=asked.every)
    for remark in remarks(situation, desk.folders):
        click.echo(f"note: {remark}", err=True)
    return desk
