"""Status: how the portfolio, a unit, a person, an objective or a key result stands."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from okrpress.app.audiences import shown_to
from okrpress.app.content import read_content
from okrpress.app.project import Project, read_project
from okrpress.app.status_target import find_cycle, find_target
from okrpress.app.watcher import Silence, Watcher
from okrpress.errors import OkrpressError
from okrpress.model.audience import EVERYTHING, Audience
from okrpress.model.finding import Finding, Level
from okrpress.model.frozen import dataclass
from okrpress.model.portfolio import Portfolio
from okrpress.report.status import About, Scope, StatusReport
from okrpress.report.status_choice import make_report
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio

FindMe = Callable[[ScoredPortfolio], str]
"""Tells which of the portfolio's people is asking, by id. Raises OkrpressError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRequest:
    """What to show: the project's folder, and what the caller asks for.

    `today` holds when neither `as_of` nor the settings say a date. `target` names a unit, person,
    objective or key result; `find_me` stands for it where the caller asks for themselves. Nothing
    is known but what the `audience` may see.
    """

    root: Path
    today: date
    as_of: date | None = None
    target: str = ""
    cycle: str = ""
    find_me: FindMe | None = None
    audience: Audience = EVERYTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusResult:
    """What came of it. `errors` keep files from being used; `report` is None when none can be.

    `outside` says what may be said of files that the audience does not know of.
    """

    report: StatusReport | None
    errors: tuple[Finding, ...]
    outside: str


def status(request: StatusRequest, watch: Watcher | None = None) -> StatusResult:
    """Read, score and choose; files with errors are left out."""
    watch = watch or Silence()
    project = read_project(request.root)
    content = read_content(project, watch)
    if not content.sources:
        raise OkrpressError(
            f"there is no content file in {project.content}",
            help="run `okrpress init`, or write a first one: content/2026-q4/me/health.md",
        )
    shown = shown_to(request.audience, content)
    errors = tuple(each for each in shown.findings if each.level is Level.ERROR)
    if (errors or shown.outside) and not shown.portfolio.objectives:
        return StatusResult(report=None, errors=errors, outside=shown.outside)
    watch.stage("score")
    report = _report(request, project, shown.portfolio)
    return StatusResult(report=report, errors=errors, outside=shown.outside)


def _report(request: StatusRequest, project: Project, portfolio: Portfolio) -> StatusReport:
    as_of = request.as_of or project.settings.as_of or request.today
    scored = score(portfolio, project.settings, as_of)
    cycle = find_cycle(scored, request.cycle) if request.cycle else None
    about = _about(scored, request, cycle)
    cycles = (cycle,) if cycle else None
    if about.objective:
        cycles = (about.objective.cycle,)
    return make_report(scored, about, cycles=cycles)


def _about(scored: ScoredPortfolio, request: StatusRequest, cycle: str | None) -> About:
    if request.find_me:
        return About(scope=Scope.PERSON, person=request.find_me(scored))
    return find_target(scored, request.target, cycle) if request.target else About()
