"""Check in: what a unit is asked on a day, and the files that its answers become."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from okrpress.app.check_in_files import Plan, names_in, refuse_folder, write_plans
from okrpress.app.check_in_situation import Situation, folders_of
from okrpress.errors import OkrpressError
from okrpress.insight.due import next_check_in
from okrpress.insight.folders import key_results_of
from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.model.observations import CheckIn
from okrpress.model.portfolio import Unit
from okrpress.source.parse import parse
from okrpress.writing.check_in.outcome import Change, changes
from okrpress.writing.check_in.questions import KeyResultQuestion, Question, is_current, questions
from okrpress.writing.check_in.sheet import Sheet
from okrpress.writing.check_in.template import template_text
from okrpress.writing.check_in.text import check_in_text, new_name, own_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everything that a check-in of one unit needs.

    `folders` are those it can report in, the shortest cycle first. There are no questions where
    nothing is due.
    """

    situation: Situation
    unit: Unit
    folders: tuple[UnitCycle, ...]
    author: str | None
    questions: tuple[Question, ...]

    def sheet(self) -> Sheet:
        """A sheet that nothing is written on."""
        return Sheet(home=self.folders[0], date=self.situation.date, author=self.author)

    def next_day(self) -> date | None:
        """The day that the next check-in of the unit is due; None where none ever is."""
        days = [
            day
            for folder in self.folders
            for _, one in key_results_of(self.situation.scored, folder)
            if (day := next_check_in(one))
        ]
        return min(days, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Files that are to be written or were, and what they change."""

    plans: tuple[Plan, ...]
    changes: tuple[Change, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """Their paths, relative to the project."""
        return tuple(plan.check_in.file for plan in self.plans)


def sit_down(situation: Situation, unit: Unit, author: str | None, *, every: bool = False) -> Desk:
    """The desk of a unit; `every` asks for key results that are not due, too.

    Raises OkrpressError when the unit has nothing to report on, or could not write it down.
    """
    folders = folders_of(situation, unit.id)
    for folder in folders:
        refuse_folder(situation.project.root, folder_path(situation, folder))
    return Desk(
        situation=situation,
        unit=unit,
        folders=folders,
        author=author,
        questions=questions(situation.scored, folders, every=every),
    )


def folder_path(situation: Situation, folder: UnitCycle) -> str:
    """Where the check-ins of a folder lie, relative to the project."""
    return f"{situation.project.settings.content}/{folder.cycle}/{folder.unit}/checkins"


def remarks(situation: Situation, folders: Iterable[UnitCycle]) -> tuple[str, ...]:
    """What the person who checks in should know: what is left out, and what has errors."""
    folders = tuple(folders)
    own = tuple(f"{situation.project.settings.content}/{folder}/" for folder in folders)
    broken = [file for file in situation.broken if file.startswith(own)]
    said = [f"{file} has errors, so not all of it may be asked for" for file in broken]
    said += [
        f"{own_key(one.ref)} has its value in {objective.objective.file} and is not asked for"
        for folder in folders
        for objective, one in key_results_of(situation.scored, folder)
        if is_current(objective.objective.file, one)
    ]
    elsewhere = len(situation.broken) - len(broken)
    if elsewhere:
        files = "1 other file has" if elsewhere == 1 else f"{elsewhere} other files have"
        said.append(f"{files} errors: okrpress check shows them")
    return tuple(said)


# ── what is written ───────────────────────────────────────────────────────────────────────────


def plan(situation: Situation, check_ins: Iterable[CheckIn]) -> Outcome:
    """The files that check-ins make, each with a free name, and what they change.

    Raises OkrpressError when a file would not be read as what was said.
    """
    plans: list[Plan] = []
    for check_in in check_ins:
        earlier = [one.check_in.file for one in plans]
        plans.append(_plan(situation, check_in, earlier))
    found = changes(situation.scored, (one.check_in for one in plans))
    return Outcome(plans=tuple(plans), changes=found)


def _plan(situation: Situation, check_in: CheckIn, earlier: Iterable[str]) -> Plan:
    text = check_in_text(check_in)
    check_in = _named(situation, check_in, earlier)
    _refuse_unreadable(situation, check_in, text)
    return Plan(check_in=check_in, text=text)


def _named(situation: Situation, check_in: CheckIn, earlier: Iterable[str] = ()) -> CheckIn:
    """The check-in with the path of its file; `earlier` are files that are planned already."""
    folder = folder_path(situation, check_in.unit_cycle)
    taken = {*names_in(situation.project.root, folder), *_names(folder, earlier)}
    name = new_name(check_in.date, check_in.author, taken, _same_day(situation, check_in))
    return replace(check_in, file=f"{folder}/{name}.md")


def _names(folder: str, files: Iterable[str]) -> list[str]:
    return [file[len(folder) + 1 : -3] for file in files if file.startswith(f"{folder}/")]


def _same_day(situation: Situation, check_in: CheckIn) -> list[str]:
    """The names of files that report one of the same key results on the same day."""
    refs = {reading.ref for reading in check_in.readings}
    return [
        other.file.rpartition("/")[2][:-3]
        for other in situation.portfolio.check_ins.get(check_in.unit_cycle, ())
        if other.date == check_in.date and any(each.ref in refs for each in other.readings)
    ]


def _refuse_unreadable(situation: Situation, check_in: CheckIn, text: str) -> None:
    """What is read from the file is what was said; only its size can keep it from being read."""
    parsed = parse(check_in.file, text.encode(), content=situation.project.settings.content)
    if parsed.findings:
        first = parsed.findings[0]
        raise OkrpressError(f"the check-in cannot be written: {first.message}", help=first.help)
    read = parsed.record
    assert isinstance(read, CheckIn)
    assert replace(read, body="") == replace(check_in, body=""), text


def template(desk: Desk) -> Outcome:
    """A file to fill in for each cycle that something is due in; health goes into the first."""
    plans: list[Plan] = []
    for folder in desk.folders:
        asked = [one for one in desk.questions if _belongs(one, folder, first=not plans)]
        if any(isinstance(one, KeyResultQuestion) for one in asked):
            text = template_text(asked, desk.author)
            check_in = CheckIn(unit_cycle=folder, date=desk.situation.date, author=desk.author)
            plans.append(Plan(check_in=_named(desk.situation, check_in), text=text))
    return Outcome(plans=tuple(plans))


def _belongs(question: Question, folder: UnitCycle, *, first: bool) -> bool:
    if isinstance(question, KeyResultQuestion):
        return question.scored.ref.objective_ref.unit_cycle == folder
    return first


def write(situation: Situation, outcome: Outcome) -> Outcome:
    """Write all files or none. Raises OkrpressError; a name may become another one meanwhile."""
    return replace(outcome, plans=write_plans(situation.project.root, outcome.plans))
