"""What `digest` and `remind` share: read and score what their readers may know of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from okrpress.app.addresses import addresses_of
from okrpress.app.content import Content, read_content
from okrpress.app.project import Project, read_project
from okrpress.app.watcher import Silence, Watcher
from okrpress.errors import OkrpressError
from okrpress.model.audience import public_view
from okrpress.model.finding import Finding, Level
from okrpress.report.bulletin import Addresses
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio
from okrpress.source.suggest import did_you_mean


@dataclass(frozen=True, slots=True, kw_only=True)
class TellRequest:
    """Whom to tell of what: the project's folder, and what the caller asks for.

    `today` holds when neither `as_of` nor the settings say a date. `units` are ids, none for all.
    `url` is where the site is; None for what the settings say. Unless `everything` is to be told,
    nothing is known but what the public may see.
    """

    root: Path
    today: date
    as_of: date | None = None
    units: tuple[str, ...] = ()
    url: str | None = None
    everything: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What may be told. `errors` keep files from being used; `content` holds all, seen or not."""

    scored: ScoredPortfolio
    addresses: Addresses
    content: Content
    errors: tuple[Finding, ...]


def read_known(request: TellRequest, watch: Watcher | None = None) -> Known:
    """Read, score and check that the units exist. Raises OkrpressError."""
    watch = watch or Silence()
    project = read_project(request.root)
    content = read_content(project, watch)
    _demand_content(project, content)
    portfolio = content.portfolio if request.everything else public_view(content.portfolio)
    _demand_units(request.units, portfolio.units)
    addresses = addresses_of(request.url, project.settings.url, content.portfolio)
    watch.stage("score")
    as_of = request.as_of or project.settings.as_of or request.today
    return Known(
        scored=score(portfolio, project.settings, as_of),
        addresses=addresses,
        content=content,
        errors=tuple(one for one in content.findings if one.level is Level.ERROR),
    )


def _demand_content(project: Project, content: Content) -> None:
    if not content.sources:
        raise OkrpressError(
            f"there is no content file in {project.content}",
            help="run `okrpress init`, or write a first one: content/2026-q4/me/health.md",
        )


def _demand_units(units: Iterable[str], known: Iterable[str]) -> None:
    choices = set(known)
    for unit in units:
        if unit not in choices:
            help = did_you_mean(unit, choices) if choices else "there is none yet"
            raise OkrpressError(f"there is no team or person {unit!r}", help=help)
