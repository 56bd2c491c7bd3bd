"""What check-ins stand on: the content as it was on a day, and what in it can be reported."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NoReturn

from okrpress.app.content import Content, read_content
from okrpress.app.project import Project, read_project
from okrpress.app.watcher import Silence, Watcher
from okrpress.errors import OkrpressError
from okrpress.insight.folders import is_closed, key_result_at, key_results_of
from okrpress.model.finding import Level
from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef, UnitCycle, parse_reference
from okrpress.model.portfolio import Portfolio, Unit
from okrpress.scoring import score
from okrpress.scoring.result import ScoredKeyResult, ScoredPortfolio
from okrpress.source.assemble.check_ins import outside
from okrpress.source.suggest import suggest
from okrpress.writing.check_in.misread import Misread, cited
from okrpress.writing.check_in.questions import is_current
from okrpress.writing.check_in.text import own_key

_NOWHERE = UnitCycle("", "")
_FEW = 8
"""Ids that a message lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInRequest:
    """Which project is checked in to, and when.

    `today` holds when neither `as_of` nor the settings say a date; `on` is the day that is
    reported, when it is another. `cycle` is the only one to report in, when it is not all.
    """

    root: Path
    today: date
    as_of: date | None = None
    on: date | None = None
    cycle: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """The project's content, scored on the day that is reported.

    `today` is the latest day that may be.
    """

    project: Project
    content: Content
    scored: ScoredPortfolio
    today: date
    cycle: str | None

    @property
    def date(self) -> date:
        """The day that is reported."""
        return self.scored.as_of

    @property
    def broken(self) -> tuple[str, ...]:
        """The files with errors."""
        errors = (each for each in self.content.findings if each.level is Level.ERROR)
        return tuple(dict.fromkeys(each.at.file for each in errors))

    @property
    def portfolio(self) -> Portfolio:
        """Everything that could be read, whoever may see it."""
        return self.content.everything


def look_at(request: CheckInRequest, watch: Watcher | None = None) -> Situation:
    """Read the project. Raises OkrpressError for a day in the future and an unknown cycle."""
    project = read_project(request.root)
    today = request.as_of or project.settings.as_of or request.today
    day = request.on or today
    refuse_future(day, today)
    content = read_content(project, watch or Silence())
    if request.cycle and request.cycle not in content.everything.cycles:
        raise OkrpressError(
            f"there is no cycle {cited(request.cycle)}",
            help=meant(request.cycle, content.everything.cycles),
        )
    return Situation(
        project=project,
        content=content,
        scored=score(content.everything, project.settings, day),
        today=today,
        cycle=request.cycle,
    )


def refuse_future(day: date, today: date) -> None:
    """Raises OkrpressError for a day that is still to come."""
    if day > today:
        raise OkrpressError(
            f"{day} lies in the future: today is {today}",
            help="a check-in says what was seen; a fixed today is as_of in okrpress.toml, or "
            "--as-of",
        )


def meant(word: str, known: Iterable[str]) -> str:
    """Help for an unknown word: the one that was meant, or else the first of those there are."""
    choices = sorted(known)
    close = suggest(word, choices)
    if close:
        return f"did you mean {close}?"
    more = f" and {len(choices) - _FEW} more" if len(choices) > _FEW else ""
    return f"there are {', '.join(choices[:_FEW])}{more}" if choices else "there is none"


# ── units and their folders ───────────────────────────────────────────────────────────────────


def find_unit(situation: Situation, id: str) -> Unit:
    """The unit. Raises OkrpressError, with the one that was meant."""
    unit = situation.portfolio.units.get(id)
    if unit is not None:
        return unit
    help = meant(id, situation.portfolio.units)
    if any(f"/{id}" in file for file in situation.broken):
        help = f"files of {id} have errors: run okrpress check"
    raise OkrpressError(f"there is no unit {cited(id)}", help=help)


def folders_of(situation: Situation, unit: str) -> tuple[UnitCycle, ...]:
    """The unit's folders that can be reported in on the day, the shortest cycle first.

    Raises OkrpressError when there is none.
    """
    folders = open_folders(situation, unit, situation.date)
    if folders:
        return folders
    cycles = [folder.cycle for folder in situation.portfolio.by_folder if folder.unit == unit]
    help = f"the cycles of {unit} are {', '.join(cycles)}: --cycle or --date names another"
    if not cycles:
        help = f"write an objective first: <cycle>/{unit}/<objective>.md"
    if situation.cycle in cycles:
        why = _why_not(situation, situation.cycle, situation.date)
        raise OkrpressError(f"nothing can be reported in {situation.cycle}: {why}", help=help)
    where = situation.cycle or f"a cycle that runs on {situation.date}"
    raise OkrpressError(f"{unit} has no objectives in {where}", help=help)


def open_folders(situation: Situation, unit: str, on: date) -> tuple[UnitCycle, ...]:
    """The unit's folders that can be reported in on a day, the shortest cycle first.

    Those of the cycles that run on it, or of the one that is asked for.
    """
    running = [cycle.id for cycle in situation.portfolio.running_cycles(on)]
    return tuple(
        UnitCycle(cycle, unit)
        for cycle in ([situation.cycle] if situation.cycle else running)
        if UnitCycle(cycle, unit) in situation.portfolio.by_folder
        and _why_not(situation, cycle, on) is None
    )


def _why_not(situation: Situation, cycle: str, on: date) -> str | None:
    """What keeps a day from being reported in a cycle."""
    found = situation.portfolio.cycles[cycle]
    if is_closed(found, situation.today):
        return f"it was closed on {found.closed}"
    amiss = outside(on, found)
    return f"{on} is {amiss}" if amiss else None


# ── key results ───────────────────────────────────────────────────────────────────────────────


def find_key_result(situation: Situation, text: str, unit: str | None, on: date) -> ScoredKeyResult:
    """The key result that a reference means on a day. Raises Misread.

    `objective#key-result` is one of the unit, in a cycle of the day; a reference may name both.
    """
    ref = parse_reference(text, _NOWHERE)
    if not isinstance(ref, KeyResultRef):
        raise Misread(f"{cited(text)} names no key result", "write objective#key-result")
    if unit and ref.unit and ref.unit != unit:
        raise Misread(f"{cited(text)} is not of {unit}", f"check in for {ref.unit} on its own")
    owner = ref.unit or unit
    if not owner:
        raise Misread(f"nobody says whose {cited(text)} is", "write unit/objective#key-result")
    folders = _folders_meant(situation, UnitCycle(ref.cycle, owner), on)
    refs = [ref._replace(cycle=folder.cycle, unit=owner) for folder in folders]
    found = [one for each in refs if (one := key_result_at(situation.scored, each))]
    if not found:
        _refuse_unknown(situation, text, folders)
    if len(found) > 1:
        cycles = " and ".join(one.ref.cycle for one in found)
        help = f"name the cycle: --cycle {found[0].ref.cycle}, or {found[0].ref}"
        raise Misread(f"{cited(text)} is in {cycles}", help)
    _refuse_current(situation, found[0])
    return found[0]


def _folders_meant(situation: Situation, folder: UnitCycle, on: date) -> tuple[UnitCycle, ...]:
    """The folder of a reference that names its cycle, else the unit's on the day."""
    if not folder.cycle:
        folders = open_folders(situation, folder.unit, on)
        if not folders:
            message = f"{folder.unit} has no objectives in a cycle that runs on {on}"
            raise Misread(message, "correct the date, or name the cycle: --cycle")
        return folders
    if folder not in situation.portfolio.by_folder:
        known = (str(each) for each in situation.portfolio.by_folder)
        raise Misread(f"there is no folder {folder}", meant(str(folder), known))
    why = _why_not(situation, folder.cycle, on)
    if why:
        raise Misread(f"nothing can be reported in {folder.cycle}: {why}", "correct the date")
    return (folder,)


def _refuse_unknown(situation: Situation, text: str, folders: Iterable[UnitCycle]) -> NoReturn:
    refs = [one.ref for folder in folders for _, one in key_results_of(situation.scored, folder)]
    known = {own_key(ref) for ref in refs}
    raise Misread(f"there is no key result {cited(text)}", meant(text.rpartition("/")[2], known))


def _refuse_current(situation: Situation, scored: ScoredKeyResult) -> None:
    file = situation.portfolio.objectives[scored.ref.objective_ref].file
    if is_current(file, scored):
        raise Misread(
            f"{own_key(scored.ref)} has its value in {file}, as `current`",
            "change `current` and `as_of` there, or remove both to check in",
        )
