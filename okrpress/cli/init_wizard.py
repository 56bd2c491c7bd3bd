"""The questions of `okrpress init`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import click

from okrpress.app.entered import entered_line
from okrpress.app.init_answers import EXAMPLE_TEAMS, Answers, TeamAnswer, cycle_days
from okrpress.cli.asking import ask
from okrpress.errors import OkrpressError
from okrpress.writing.scaffold.ci import Host
from okrpress.writing.scaffold.cycles import running_quarter
from okrpress.writing.scaffold.owners import is_handle

_LATER = "later"
_NOBODY = "nobody yet"
_NONE = "-"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def ask_all(given: Answers, today: date) -> Answers:
    """The answers of whoever sits at the terminal; those that are `given` are offered to them."""
    click.echo(
        "Enter takes what is in [brackets]. Ctrl-C ends, and nothing is written.\n", err=True
    )
    answers = _ask_identity(given)
    answers = _ask_people(answers)
    answers = _ask_cycle(answers, today)
    question = "A first objective: what should be true at the end"
    title = ask(question, _optional, answers.objective, hint=answers.objective or _LATER)
    click.echo(err=True)
    return replace(answers, objective=title)


# ── who we are ────────────────────────────────────────────────────────────────────────────────


def _ask_identity(answers: Answers) -> Answers:
    name = ask("Name of the organisation", _line, answers.organisation)
    what = "What is it for, in one sentence"
    mission = ask(what, _optional, answers.mission, hint=answers.mission or _LATER)
    values = ask("Its values, with commas between", _list, ", ".join(answers.values))
    names = ask(
        "Its teams, with commas between, - for none",
        _teams,
        ", ".join(team.name for team in answers.teams or ()),
        hint="none" if answers.is_bare else f"{' and '.join(EXAMPLE_TEAMS)}, as examples",
    )
    leads = {team.name: team.lead for team in answers.teams or ()}
    teams = tuple(TeamAnswer(name=each, lead=leads.get(each, "")) for each in names or ())
    return replace(
        answers,
        organisation=name,
        mission=mission,
        values=values,
        teams=None if names is None else teams,
    )


def _ask_people(answers: Answers) -> Answers:
    lead = _ask_lead(answers.organisation, answers.lead)
    teams = tuple(
        replace(team, lead=_ask_lead(team.name, team.lead)) for team in answers.teams or ()
    )
    people = [lead, *(team.lead for team in teams)]
    handles = dict(answers.handles)
    if answers.host is not Host.NONE:
        where = {Host.GITHUB: "GitHub", Host.GITLAB: "GitLab"}[answers.host]
        for name in dict.fromkeys(filter(None, people)):
            question = f"Name of {name} on {where}, to ask for reviews"
            handles[name] = ask(question, _handle, handles.get(name, ""), hint=_LATER)
    answers = replace(answers, lead=lead, handles=_said(handles))
    return replace(answers, teams=teams) if teams else answers


def _ask_lead(team: str, default: str) -> str:
    return ask(f"Who leads {team}", _optional, default, hint=default or _NOBODY)


def _said(handles: dict[str, str]) -> dict[str, str]:
    return {name: handle for name, handle in handles.items() if handle}


# ── the first cycle ───────────────────────────────────────────────────────────────────────────


def _ask_cycle(answers: Answers, today: date) -> Answers:
    first = answers.fiscal_year_start
    hint = f"{first}, {_MONTHS[first - 1]}"
    month = ask("The year begins in month", _month, str(first), hint=hint)
    answers = replace(answers, fiscal_year_start=month)
    if month > 1:
        year = today.year - (today.month < month)
        question = f"The year that begins in {_MONTHS[month - 1]} {year} is called"
        named = ask(question, _one_of({str(year): "start", str(year + 1): "end"}), str(year + 1))
        answers = replace(answers, fiscal_year_named_after=named)
    cycle = answers.cycle or running_quarter(
        today, fiscal_year_start=month, named_after=answers.fiscal_year_named_after
    )
    start, end = cycle_days(replace(answers, cycle=cycle))
    hint = f"{cycle}, {_day(start)} to {_day(end)}"

    def read(text: str) -> Answers:
        chosen = replace(answers, cycle=text.strip().lower())
        cycle_days(chosen)
        return chosen

    return ask("The first cycle", read, cycle, hint=hint)


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


# ── how answers are read ──────────────────────────────────────────────────────────────────────


def _line(text: str) -> str:
    return entered_line(text, "the name")


def _optional(text: str) -> str:
    return entered_line(text, "the answer") if text.strip() not in {"", _NONE} else ""


def _list(text: str) -> tuple[str, ...]:
    parts = (_optional(part) for part in text.split(","))
    return tuple(dict.fromkeys(filter(None, parts)))


def _teams(text: str) -> tuple[str, ...] | None:
    return _list(text) if text.strip() else None


def _handle(text: str) -> str:
    handle = text.strip()
    if handle and "@" not in handle:
        handle = f"@{handle}"
    if handle and not is_handle(handle):
        raise OkrpressError("that is no name of a user or group", help="it may look like @maria")
    return handle


def _month(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 12:
        raise OkrpressError("that is no month", help="write a number from 1 to 12")
    return int(text)


def _one_of(meanings: dict[str, str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in meanings:
            raise OkrpressError(f"write {' or '.join(meanings)}")
        return meanings[text]

    return read
