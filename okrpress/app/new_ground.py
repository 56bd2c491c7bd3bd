"""What a project has already, for files that are to refer to it."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from okrpress.app.completion import Names, names_in
from okrpress.app.entered import entered_id
from okrpress.app.project import Project, read_project
from okrpress.errors import OkrpressError
from okrpress.model.cycles import dates_from_name
from okrpress.model.finding import Level
from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef, Ref, UnitCycle, parse_reference
from okrpress.model.okr import Objective, Organisation
from okrpress.source.files import read_optional
from okrpress.source.kinds import NO_FOLDERS
from okrpress.source.new_files import create_files
from okrpress.source.parse import parse
from okrpress.source.settings import FILE
from okrpress.source.suggest import suggest
from okrpress.source.text import quote

_FEW = 8
"""Ids that a message lists."""

_NO_CYCLES = frozenset({"teams", "people", *NO_FOLDERS})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFile:
    """A file that was written: its path relative to the project, and the id in it.

    `notes` are what its author should know.
    """

    file: str
    id: str
    notes: tuple[str, ...] = ()


class Ground:
    """A project as its paths tell of it, and what may be added to it."""

    def __init__(self, root: Path) -> None:
        self.project = _project(root)
        self.names: Names = names_in(root)

    def write(self, path: str, text: str, id: str, notes: Iterable[str] = ()) -> NewFile:
        """Add a file below the content folder. Raises OkrpressError when it is there already."""
        file = f"{self.project.settings.content}/{path}"
        create_files(self.project.root, {file: text.encode()})
        return NewFile(file=file, id=id, notes=tuple(notes))

    # ── what may be named ─────────────────────────────────────────────────────────────────────

    def free_unit(self, id: str, what: str) -> str:
        """An id for a team or person that is nobody's yet, as far as files say."""
        entered_id(id, what)
        if id in NO_FOLDERS:
            raise OkrpressError(f"{what} cannot be called {id}", help="files are called so")
        for other, folder in (("team", "teams"), ("person", "people")):
            if id in {"team": self.names.teams(), "person": self.names.people()}[other]:
                raise OkrpressError(
                    f"there is a {other} {id} already: {folder}/{id}.md", help="choose another id"
                )
        return id

    def unit(self, id: str) -> str:
        """A team or person; any id where none are declared."""
        known = [*self.names.teams(), *self.names.people()]
        if not known:
            return entered_id(id, "a unit")
        return _known(id, known, "team or person", "okrpress new team, or new person, adds one")

    def team(self, id: str) -> str:
        """A team that has a file."""
        return _known(id, self.names.teams(), "team", "okrpress new team adds one")

    def person(self, id: str) -> str:
        """A person who has a file; any id where nobody has one."""
        known = self.names.people()
        if not known:
            return entered_id(id, "a person")
        return _known(id, known, "person", "okrpress new person adds one")

    def cycle(self, id: str, day: date) -> str:
        """A cycle that has a folder, or whose name says its days; without an id the running one."""
        if id:
            if id in self.names.cycles() or self.days(id):
                return id
            help = "okrpress new cycle adds one"
            return _known(id, self.names.cycles(), "cycle", help)
        running = self.names.running(day)
        if not running:
            help = "name one with --cycle, or begin one with okrpress new cycle"
            raise OkrpressError(f"no cycle runs on {day}", help=help)
        return running[0]

    def free_cycle(self, id: str) -> str:
        """An id for a cycle."""
        if id in _NO_CYCLES:
            raise OkrpressError(f"no cycle can be called {id}", help="the name has another meaning")
        return entered_id(id, "a cycle")

    def days(self, cycle: str) -> tuple[date, date] | None:
        """The days that a cycle's name says."""
        settings = self.project.settings
        return dates_from_name(
            cycle,
            fiscal_year_start=settings.fiscal_year_start,
            named_after=settings.fiscal_year_named_after,
        )

    def reference(self, text: str, inside: UnitCycle) -> str:
        """A reference that leads to an objective or key result."""
        found = parse_reference(text, inside)
        if found is None:
            help = "write unit/objective, unit/objective#key-result or cycle/unit/objective"
            raise OkrpressError(f"{quote(text)} is no reference", help=help)
        self._require(found)
        return text

    def _require(self, ref: Ref) -> None:
        objectives = self.names.objectives(ref.cycle, ref.unit)
        folder = f"{ref.cycle}/{ref.unit}"
        _known(ref.objective, objectives, f"objective in {folder} called", "write it first")
        known = self._key_results(ref) if isinstance(ref, KeyResultRef) else None
        if isinstance(ref, KeyResultRef) and known is not None:
            what = f"key result in {ref.objective_ref} called"
            _known(ref.key_result, known, what, "write it first, or name the objective alone")

    def has_folders(self) -> bool:
        """Whether any unit has a folder in any cycle."""
        return any(self.names.folders(cycle) for cycle in self.names.cycles())

    # ── what files say ────────────────────────────────────────────────────────────────────────

    def values(self) -> tuple[str, ...]:
        """Ids of the organisation's values; none when its file cannot be read."""
        record = self._record("index.md")
        return (
            tuple(value.id for value in record.values) if isinstance(record, Organisation) else ()
        )

    def _key_results(self, ref: KeyResultRef) -> list[str] | None:
        record = self._record(f"{ref.objective_ref}.md")
        return [each.id for each in record.key_results] if isinstance(record, Objective) else None

    def _record(self, path: str) -> object:
        content = self.project.settings.content
        data = read_optional(self.project.root, f"{content}/{path}")
        return (
            parse(f"{content}/{path}", data, content=content).record
            if isinstance(data, bytes)
            else None
        )


def _project(root: Path) -> Project:
    """The project in the folder. Raises OkrpressError where there is none, or it is broken."""
    project = read_project(root)
    if any(finding.level is Level.ERROR for finding in project.findings):
        raise OkrpressError(f"{root / FILE} has errors", help="okrpress check lists them")
    if not (root / FILE).exists() and not project.content.is_dir():
        message = f"{root.resolve()} is no project: it has neither {FILE} nor a folder content/"
        help = "begin one with okrpress init, or name its folder with --root"
        raise OkrpressError(message, help=help)
    return project


def _known(id: str, known: Iterable[str], what: str, otherwise: str) -> str:
    """The id, if it is among the known ones."""
    choices = sorted(known)
    if id in choices:
        return id
    meant = suggest(id, choices)
    help = otherwise
    if meant:
        help = f"did you mean {meant}?"
    elif 0 < len(choices) <= _FEW:
        help = f"there are {', '.join(choices)}; {otherwise}"
    raise OkrpressError(f"there is no {what} {quote(id)}", help=help)
