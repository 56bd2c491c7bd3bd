"""The project in all its parts: settings, content, site, repository, CI and who may see what."""

from collections.abc import Iterator

from okrpress.app.doctor import Diagnosis, DoctorRequest, SettingShown
from okrpress.app.doctor_ci import examine_ci
from okrpress.app.doctor_content import examine_content, examine_site
from okrpress.app.doctor_report import Check, Part, fine, note, problem
from okrpress.app.doctor_repository import examine_repository, examine_visibility
from okrpress.app.git_state import Git, NoGit
from okrpress.app.project import Project, read_project
from okrpress.source.files import read_optional
from okrpress.source.origins import origins
from okrpress.source.settings import FILE

DEFAULT = "default"

_VARIABLES = ("SOURCE_DATE_EPOCH", "OKRPRESS_OUTPUT_FORMAT", "OKRPRESS_ME", "NO_COLOR")
"""What commands obey beside the settings."""


def examine(request: DoctorRequest) -> Diagnosis:
    """Look at the project."""
    project = read_project(request.root)
    settings = tuple(_settings(project, request))
    content = examine_content(project, request.today, request.as_of)
    git = Git(request.root)
    state = git.state(project.settings.content, FILE)
    output = project.settings.output
    top = request.root if isinstance(state, NoGit) else state.top
    seen = examine_visibility(content.hidden, state, request.environment)
    parts = {
        "settings": _settings_checks(project, settings, request),
        "content": content.checks,
        "site": examine_site(project, project.settings.theme, project.output),
        "repository": examine_repository(git, state, output),
        "ci": examine_ci(top),
        "visibility": seen,
    }
    return Diagnosis(
        parts=tuple(Part(title=title, checks=tuple(checks)) for title, checks in parts.items()),
        settings=settings,
    )


def _settings_checks(
    project: Project, settings: tuple[SettingShown, ...], request: DoctorRequest
) -> Iterator[Check]:
    if project.findings:
        yield problem(f"{FILE} has mistakes", "okrpress check lists them; defaults hold instead")
    elif not (request.root / FILE).exists():
        yield fine(f"there is no {FILE}, so all settings have their defaults")
    said = [one for one in settings if one.origin != DEFAULT]
    for one in said:
        yield fine(f"{one.name} = {one.value}, by {one.origin}")
    yield fine(f"{len(settings) - len(said)} settings have their defaults")
    for name in _VARIABLES:
        if request.environment.get(name):
            yield note(f"the environment says {name}={request.environment[name][:60]!a}")


def _settings(project: Project, request: DoctorRequest) -> Iterator[SettingShown]:
    data = read_optional(project.root, FILE)
    written = data if isinstance(data, bytes) and not project.findings else None
    for origin in origins(written, project.settings):
        if origin.name == "as_of" and (request.as_of or origin.line is None):
            yield _date(request)
        else:
            where = f"{FILE}:{origin.line}" if origin.line else DEFAULT
            yield SettingShown(name=origin.name, value=origin.value, origin=where)


def _date(request: DoctorRequest) -> SettingShown:
    """The day, where the settings do not say it, or are overruled."""
    if request.as_of:
        return SettingShown(name="as_of", value=request.as_of.isoformat(), origin="--as-of")
    is_set = "SOURCE_DATE_EPOCH" in request.environment
    origin = "SOURCE_DATE_EPOCH" if is_set else DEFAULT
    return SettingShown(name="as_of", value=request.today.isoformat(), origin=origin)
