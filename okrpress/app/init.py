"""Begin a project: its settings, its first content, and what surrounds both in a repository."""

import json
import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from okrpress.app.entered import entered_line, id_from
from okrpress.app.init_answers import COMPANY, Answers, Plan, PlannedTeam, plan
from okrpress.app.init_surroundings import Surroundings, ci_pins, surroundings
from okrpress.model.frozen import dataclass
from okrpress.source.files import read_optional
from okrpress.source.new_files import create_files
from okrpress.source.schema.export import file_kinds, json_schema
from okrpress.source.settings import FILE
from okrpress.writing.scaffold.ci import CODEOWNERS, PRE_COMMIT, Host, ignored
from okrpress.writing.scaffold.ci_github import (
    GITHUB_COMMENT,
    GITHUB_PINS,
    GITHUB_WORKFLOW,
    github_comment,
    github_workflow,
)
from okrpress.writing.scaffold.ci_gitlab import GITLAB_PINS, GITLAB_PIPELINE, gitlab_pipeline
from okrpress.writing.scaffold.cycles import CycleDraft, cycle_text
from okrpress.writing.scaffold.editors import SCHEMAS, VSCODE_TASKS, schemas_readme, vscode_tasks
from okrpress.writing.scaffold.example import ExampleCycle, ExampleUnit, example_files
from okrpress.writing.scaffold.mark import marked
from okrpress.writing.scaffold.objectives import ObjectiveDraft, objective_text
from okrpress.writing.scaffold.owners import codeowners
from okrpress.writing.scaffold.settings import SettingsDraft, settings_text
from okrpress.writing.scaffold.units import (
    PersonDraft,
    TeamDraft,
    organisation_text,
    person_text,
    team_text,
)

GITIGNORE = ".gitignore"
_PRE_COMMIT = ".pre-commit-config.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class InitRequest:
    """A project to begin in the folder `root`, which may be missing, empty or full."""

    root: Path
    today: date
    answers: Answers
    has_editors: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """Files by their paths inside the project.

    `kept` were there before and are untouched; `missing` are lines that `.gitignore` lacks. `unit`
    is the id of a team that may go first. `is_top` is false where CI files were left out, because
    the repository begins further up.
    """

    written: tuple[str, ...]
    kept: tuple[str, ...]
    missing: tuple[str, ...]
    has_example: bool
    is_top: bool
    unit: str


def init(request: InitRequest) -> Begun:
    """Write what is missing of a project; all of it, or nothing. What is there stays as it is.

    A content folder that holds anything gets nothing more. Raises OkrpressError for answers that
    no file may hold, for broken settings, and when something cannot be written.
    """
    around = surroundings(request.root)
    planned = plan(request.answers)
    files = dict(_all_files(request, planned, around))
    there = [file for file in files if os.path.lexists(request.root / file)]
    wanted = {file: text.encode() for file, text in files.items() if file not in there}
    if wanted:
        create_files(request.root, wanted)
    return Begun(
        written=tuple(wanted),
        kept=tuple(there),
        missing=_missing(request, files) if GITIGNORE in there else (),
        has_example=not (request.answers.is_bare or around.has_content),
        is_top=around.is_top or request.answers.host is Host.NONE,
        unit=_first_team(planned).id,
    )


def _all_files(
    request: InitRequest, planned: Plan, around: Surroundings
) -> Iterator[tuple[str, str]]:
    answers = request.answers
    settings = SettingsDraft(
        source_url=around.source_url,
        history_url=around.history_url,
        fiscal_year_start=answers.fiscal_year_start,
        fiscal_year_named_after=answers.fiscal_year_named_after,
    )
    yield FILE, settings_text(settings)
    if not around.has_content:
        for path, text in _content(request, planned).items():
            yield f"{around.content}/{path}", text
    yield GITIGNORE, "".join(f"{line}\n" for line in _ignored(answers.host, around.output))
    if around.is_top:
        yield from _repository(answers.host, planned, around)
    if request.has_editors:
        yield from _editors(around.content)


# ── content ───────────────────────────────────────────────────────────────────────────────────


def _content(request: InitRequest, planned: Plan) -> Mapping[str, str]:
    """The files below the content folder."""
    files = {"index.md": organisation_text(planned.organisation, planned.mission, planned.values)}
    for team in planned.teams:
        draft = TeamDraft(name=team.name, parent=team.parent, lead=team.lead)
        files[f"teams/{team.id}.md"] = _perhaps_marked(team_text(draft), is_example=team.is_example)
    for person in planned.people:
        text = person_text(PersonDraft(name=person.name, team=person.team))
        files[f"people/{person.id}.md"] = _perhaps_marked(text, is_example=person.is_example)
    cycle = CycleDraft(start=planned.start, end=planned.end, is_named=True)
    files[f"{request.answers.cycle}/index.md"] = cycle_text(cycle)
    if not request.answers.is_bare:
        files |= {path: marked(text) for path, text in _examples(request, planned)}
    if request.answers.objective:
        path, text = _first_objective(request.answers, planned, files)
        files[path] = text
    return files


def _perhaps_marked(text: str, *, is_example: bool) -> str:
    return marked(text) if is_example else text


def _examples(request: InitRequest, planned: Plan) -> Iterator[tuple[str, str]]:
    cycle = ExampleCycle(
        id=request.answers.cycle, start=planned.start, end=planned.end, today=request.today
    )
    units = tuple(ExampleUnit(id=id, owner=owner) for id, owner in planned.owners.items())
    return example_files(units, cycle, tuple(value.id for value in planned.values))


def _first_objective(answers: Answers, planned: Plan, taken: Mapping[str, str]) -> tuple[str, str]:
    """The objective that somebody named, for the first of their teams."""
    team = _first_team(planned)
    title = entered_line(answers.objective, "the title of the objective")
    folder = f"{answers.cycle}/{team.id}"
    id = id_from(title) or "first-objective"
    path = f"{folder}/{id}.md"
    draft = ObjectiveDraft(
        title=title, owner=team.lead, known_values=tuple(value.id for value in planned.values)
    )
    return (f"{folder}/{id}-2.md" if path in taken else path), objective_text(draft)


def _first_team(planned: Plan) -> PlannedTeam:
    """The first team that somebody named, or else the whole organisation."""
    own = (team for team in planned.teams if not team.is_example and team.id != COMPANY)
    return next(own, planned.teams[0])


# ── around the content ────────────────────────────────────────────────────────────────────────


def _repository(host: Host, planned: Plan, around: Surroundings) -> Iterator[tuple[str, str]]:
    """What only works at the top of a repository."""
    if host is Host.GITHUB:
        yield GITHUB_WORKFLOW, github_workflow(around.branch)
        yield GITHUB_COMMENT, github_comment()
        yield from ci_pins(GITHUB_PINS)
    if host is Host.GITLAB:
        yield GITLAB_PIPELINE, gitlab_pipeline()
        yield from ci_pins(GITLAB_PINS)
    if host is not Host.NONE:
        file = around.codeowners or CODEOWNERS[host][0]
        yield file, codeowners(planned.reviewers, content=around.content)
        yield _PRE_COMMIT, PRE_COMMIT


def _editors(content: str) -> Iterator[tuple[str, str]]:
    yield VSCODE_TASKS, vscode_tasks()
    kinds = file_kinds()
    for kind in kinds:
        schema = json.dumps(json_schema(kind), indent=2, ensure_ascii=False)
        yield f"{SCHEMAS}/{kind}.json", f"{schema}\n"
    yield f"{SCHEMAS}/README.md", schemas_readme(kinds, content)


def _ignored(host: Host, output: str) -> tuple[str, ...]:
    return (*ignored(output), *(["/public/"] if host is Host.GITLAB else []))


def _missing(request: InitRequest, files: Mapping[str, str]) -> tuple[str, ...]:
    """The lines that the project's own `.gitignore` does not have."""
    data = read_optional(request.root, GITIGNORE)
    own = data.decode("utf-8", "replace").split() if isinstance(data, bytes) else []
    said = {line.strip("/") for line in own}
    return tuple(line for line in files[GITIGNORE].split() if line.strip("/") not in said)
