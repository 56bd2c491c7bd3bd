"""Status: how the portfolio, a unit, a person, an objective or a key result stands."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from okrpress.app.content import Content, has_errors, read_content
from okrpress.app.project import Project, read_project
from okrpress.app.status_target import find_cycle, find_target
from okrpress.app.watcher import Silence, Watcher
from okrpress.errors import OkrpressError
from okrpress.model.audience import public_view
from okrpress.model.finding import Finding, Level
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
    objective or key result; `find_me` stands for it where the caller asks for themselves. With
    `public_only` nothing is known but what the public may see.
    """

    root: Path
    today: date
    as_of: date | None = None
    target: str = ""
    cycle: str = ""
    find_me: FindMe | None = None
    public_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusResult:
    """What came of it. `errors` keep files from being used; `report` is None when none can be."""

    report: StatusReport | None
    errors: tuple[Finding, ...]


def status(request: StatusRequest, watch: Watcher | None = None) -> StatusResult:
    """Read, score and choose; files with errors are left out."""
    watch = watch or Silence()
    project = read_project(request.root)
    content = read_content(project, watch)
    errors = tuple(each for each in content.findings if each.level is Level.ERROR)
    if not content.sources:
        raise OkrpressError(
            f"there is no content file in {project.content}",
            help="run `okrpress init`, or write a first one: content/2026-q4/me/health.md",
        )
    if has_errors(content.findings, strict=False) and not content.portfolio.objectives:
        return StatusResult(report=None, errors=errors)
    watch.stage("score")
    return StatusResult(report=_report(request, project, content), errors=errors)


def _report(request: StatusRequest, project: Project, content: Content) -> StatusReport:
    portfolio = content.portfolio
    scored = score(
        public_view(portfolio) if request.public_only else portfolio,
        project.settings,
        request.as_of or project.settings.as_of or request.today,
    )
    cycle = find_cycle(scored, request.cycle) if request.cycle else None
    about = _about(scored, request, cycle)
    cycles = (cycle,) if cycle else None
    if about.objective:
        cycles = (about.objective.cycle,)
    return make_report(scored, about, cycles=cycles, everything=not request.public_only)


def _about(scored: ScoredPortfolio, request: StatusRequest, cycle: str | None) -> About:
    if request.find_me:
        return About(scope=Scope.PERSON, person=request.find_me(scored))
    return find_target(scored, request.target, cycle) if request.target else About()
