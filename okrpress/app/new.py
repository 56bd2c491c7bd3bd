"""Add a file to a project: what is known in it, and questions where only a person knows."""

from datetime import date
from pathlib import Path

from okrpress.app.entered import entered_id, entered_line, id_from
from okrpress.app.new_ground import Ground, NewFile
from okrpress.errors import OkrpressError
from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.source.kinds import NO_OBJECTIVES
from okrpress.writing.scaffold.cycles import CycleDraft, cycle_text
from okrpress.writing.scaffold.objectives import ObjectiveDraft, objective_text
from okrpress.writing.scaffold.units import PersonDraft, TeamDraft, person_text, team_text

_FIRST = "from now on every unit and owner needs a file of its own; okrpress check lists them"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTeam:
    """A team to add; its id is made from its name, or the name from the id, where one is empty."""

    root: Path
    id: str = ""
    name: str = ""
    parent: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """A person to add; id and name as for a team."""

    root: Path
    id: str = ""
    name: str = ""
    role: str = ""
    team: str = ""
    manager: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCycle:
    """A cycle to add; days are needed where its name says none."""

    root: Path
    id: str
    title: str = ""
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewObjective:
    """An objective to add to `unit`; its id is made from its title where it is empty.

    Without a `cycle` it goes into the one that runs, the shortest if there are several. `today`
    holds when neither `as_of` nor the settings say a date.
    """

    root: Path
    today: date
    as_of: date | None = None
    unit: str
    id: str = ""
    title: str
    owner: str = ""
    type: str = ""
    cycle: str = ""
    supports: tuple[str, ...] = ()
    stands_alone: str = ""


def new_team(asked: NewTeam) -> NewFile:
    """Add `teams/<team>.md`. Raises OkrpressError for what cannot be, or is there already."""
    ground = Ground(asked.root)
    name, id = _name_and_id(asked.name, asked.id, "a team")
    ground.free_unit(id, "a team")
    draft = TeamDraft(
        name=name,
        parent=ground.team(asked.parent) if asked.parent else "",
        lead=ground.person(asked.lead) if asked.lead else "",
    )
    is_first = not ground.names.teams() and not ground.names.people()
    notes = [_FIRST] if is_first and ground.has_folders() else []
    return ground.write(f"teams/{id}.md", team_text(draft), id, notes)


def new_person(asked: NewPerson) -> NewFile:
    """Add `people/<person>.md`. Raises OkrpressError as for a team."""
    ground = Ground(asked.root)
    name, id = _name_and_id(asked.name, asked.id, "a person")
    ground.free_unit(id, "a person")
    draft = PersonDraft(
        name=name,
        role=entered_line(asked.role, "the role") if asked.role else "",
        team=ground.team(asked.team) if asked.team else "",
        manager=ground.person(asked.manager) if asked.manager else "",
    )
    notes = [_FIRST] if not ground.names.people() and ground.has_folders() else []
    return ground.write(f"people/{id}.md", person_text(draft), id, notes)


def new_cycle(asked: NewCycle) -> NewFile:
    """Add `<cycle>/index.md`. Raises OkrpressError as for a team, or without days."""
    ground = Ground(asked.root)
    id = ground.free_cycle(asked.id)
    named = ground.days(id)
    start, end = asked.start or (named and named[0]), asked.end or (named and named[1])
    if not start or not end:
        raise OkrpressError(
            f"nothing says when {id} starts and ends",
            help="add --start and --end, or name it like 2026, 2026-h2, 2026-q4 or 2026-10",
        )
    if end < start:
        raise OkrpressError(f"{id} would end on {end}, before it starts on {start}")
    draft = CycleDraft(
        title=entered_line(asked.title, "the title") if asked.title else "",
        start=start,
        end=end,
        is_named=named == (start, end),
    )
    return ground.write(f"{id}/index.md", cycle_text(draft), id)


def new_objective(asked: NewObjective) -> NewFile:
    """Add `<cycle>/<unit>/<objective>.md`, a draft. Raises OkrpressError as for a team."""
    ground = Ground(asked.root)
    day = asked.as_of or ground.project.settings.as_of or asked.today
    folder = UnitCycle(ground.cycle(asked.cycle, day), ground.unit(asked.unit))
    title = entered_line(asked.title, "the title")
    id = asked.id or _id(title, "an objective")
    entered_id(id, "an objective")
    if id in NO_OBJECTIVES:
        raise OkrpressError(f"no objective can be called {id}", help="other files are called so")
    draft = ObjectiveDraft(
        title=title,
        owner=ground.person(asked.owner) if asked.owner else "",
        type=asked.type,
        supports=tuple(ground.reference(each, folder) for each in asked.supports),
        stands_alone=entered_line(asked.stands_alone, "the reason") if asked.stands_alone else "",
        known_values=ground.values(),
    )
    return ground.write(f"{folder}/{id}.md", objective_text(draft), id)


def _name_and_id(name: str, id: str, what: str) -> tuple[str, str]:
    """Both, where at least one is said."""
    if not name:
        words = entered_id(id, what).replace("-", " ")
        return words[:1].upper() + words[1:], id
    line = entered_line(name, f"the name of {what}")
    return line, id or _id(line, what)


def _id(words: str, what: str) -> str:
    id = id_from(words)
    if not id:
        raise OkrpressError(
            f"no id for {what} can be made from {words[:60]!r}",
            help="say it: 1 to 64 of a-z, 0-9 and hyphens, beginning with a letter or digit",
        )
    return id
